// Package seotag is jekyll-seo-tag 2.8: the tag seo, which prints what search engines and social networks want to know of a page.
package seotag

import (
	"regexp"
	"strings"
	"sync"

	"github.com/galleypress/galley/jekyll/address"
	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
)

const version = "2.8.0"

// Plugin is jekyll-seo-tag.
var Plugin = render.Plugin{Name: "jekyll-seo-tag", Setup: func(s *render.Site) error {
	formatted := new(sync.Map)
	s.AddTag("seo", func(_ *liquid.Parser, t liquid.Tag) (liquid.Node, error) {
		return &tag{title: !strings.Contains(strings.ToLower(t.Markup), "title=false"), formatted: formatted}, nil
	})
	return nil
}}

// tag is {% seo %}; title is false in {% seo title=false %}. The site's own texts are the same on every page, and formatted once.
type tag struct {
	title     bool
	formatted *sync.Map // text → string
}

// facts are what the tag has found out about the page; a nil or empty one is not printed. Texts are escaped where Jekyll's are.
type facts struct {
	c    *liquid.Context
	site *render.Site
	page *render.Page

	formatted *sync.Map

	siteTitle, pageTitle, description string
	canonical, locale                 string
	author                            author
	image                             *image
	kind                              any // schema.org's type
}

// Render prints the page's metadata.
func (t *tag) Render(c *liquid.Context) error {
	site, page := render.Current(c)
	if page == nil {
		return nil
	}
	f := &facts{c: c, site: site, page: page, formatted: t.formatted}
	if err := f.find(); err != nil {
		return err
	}
	return f.write(t.title)
}

func (f *facts) find() (err error) {
	if f.siteTitle, err = f.formatOnce(or(f.get("site.title"), f.get("site.name"))); err != nil {
		return err
	}
	if f.pageTitle, err = f.format(f.get("page.title")); err != nil {
		return err
	}
	if f.pageTitle == "" {
		f.pageTitle = f.siteTitle
	}
	if f.description, err = f.format(or(f.get("page.description"), f.get("page.excerpt"))); err != nil {
		return err
	}
	if f.description == "" {
		if f.description, err = f.formatOnce(f.get("site.description")); err != nil {
			return err
		}
	}
	f.canonical = text(f.get("page.canonical_url"))
	if f.canonical == "" {
		f.canonical = f.site.AbsoluteURL(f.page.URL())
		if dir, ok := strings.CutSuffix(f.canonical, "/index.html"); ok {
			f.canonical = dir + "/"
		}
	}
	f.locale = strings.ReplaceAll(text(or(f.get("page.locale"), f.get("site.locale"), f.get("page.lang"), f.get("site.lang"), "en_US")), "-", "_")
	f.author = f.findAuthor()
	f.image = f.findImage()
	switch kind := f.get("page.seo.type"); {
	case liquid.Truthy(kind):
		f.kind = kind
	case f.isHome():
		f.kind = "WebSite"
	case liquid.Truthy(f.get("page.date")):
		f.kind = "BlogPosting"
	default:
		f.kind = "WebPage"
	}
	return nil
}

// title is what stands in the title element.
func (f *facts) title() (string, error) {
	title := f.pageTitle
	switch {
	case f.siteTitle != "" && f.pageTitle != f.siteTitle:
		title = f.pageTitle + " | " + f.siteTitle
	case f.siteTitle != "":
		description, err := f.formatOnce(f.get("site.description"))
		if err != nil {
			return "", err
		}
		if description == "" {
			break
		}
		tagline, err := f.formatOnce(f.get("site.tagline"))
		if err != nil {
			return "", err
		}
		title = f.siteTitle + " | " + text(or(notEmpty(tagline), description))
	}
	if page, ok := liquid.Resolve(f.get("paginator.page")).(int); ok && page > 1 && title != "" {
		message := text(or(f.get("site.seo_paginator_message"), "Page %<current>s of %<total>s for "))
		title = placeholders.ReplaceAllStringFunc(message, func(place string) string {
			switch {
			case place == "%%":
				return "%"
			case strings.Contains(place, "current"):
				return liquid.ToString(page)
			}
			return text(f.get("paginator.total_pages"))
		}) + title
	}
	return title, nil
}

// placeholders are those that Ruby's format knows by name: %<current>s, %{total}.
var placeholders = regexp.MustCompile(`%%|%<(?:current|total)>[sd]|%\{(?:current|total)\}`)

var home = regexp.MustCompile(`(?m)^/(about/)?(index.html?)?$`)

func (f *facts) isHome() bool { return home.MatchString(f.page.URL()) }

// author is who wrote the page: of page.author, the first of page.authors and site.author the first that is not empty. A name is
// looked up in _data/authors.
type author struct{ fields *liquid.Map }

func (f *facts) findAuthor() author {
	candidates := []any{f.get("page.author")}
	if list, ok := f.get("page.authors").([]any); ok && len(list) > 0 {
		candidates = append(candidates, liquid.Resolve(list[0]))
	}
	for _, candidate := range append(candidates, f.get("site.author")) {
		switch candidate := candidate.(type) {
		case *liquid.Map:
			return author{candidate}
		case string:
			if candidate == "" {
				continue
			}
			fields := liquid.NewMap("name", candidate)
			if known, ok := f.known(candidate); ok {
				known.Each(func(k, v any) bool { fields.Set(k, v); return true })
			}
			return author{fields}
		case nil:
		default:
			if liquid.ToString(candidate) != "" || isList(candidate) {
				return author{}
			}
		}
	}
	return author{}
}

func (f *facts) known(name string) (*liquid.Map, bool) {
	all, ok := f.get("site.data.authors").(*liquid.Map)
	if !ok {
		return nil, false
	}
	entry, _ := all.Get(name)
	fields, ok := liquid.Resolve(entry).(*liquid.Map)
	return fields, ok
}

func (a author) get(key string) any {
	if a.fields == nil {
		return nil
	}
	v, _ := a.fields.Get(key)
	return liquid.Resolve(v)
}

// twitter is the author's name on Twitter without the @, or "".
func (a author) twitter() string {
	name, _ := or(a.get("twitter"), a.get("name")).(string)
	return strings.TrimPrefix(name, "@")
}

// image is the page's picture.
type image struct {
	path   string
	fields *liquid.Map // what the front matter says of it
}

func (f *facts) findImage() *image {
	fields := liquid.NewMap("path", nil)
	switch v := f.get("page.image").(type) {
	case string:
		fields.Set("path", v)
	case *liquid.Map:
		v.Each(func(k, v any) bool { fields.Set(k, v); return true })
	}
	get := func(key string) any { v, _ := fields.Get(key); return liquid.Resolve(v) }
	raw := or(get("path"), get("facebook"), get("twitter"))
	if !liquid.Truthy(raw) {
		return nil
	}
	path := text(raw)
	if s, ok := raw.(string); ok && !address.Absolute(s) {
		path = f.site.AbsoluteURL(s)
	}
	return &image{address.NormalizeComponent(path), fields}
}

// get is a variable of the page's template, such as "page.seo.type"; nil where there is none.
func (f *facts) get(path string) any {
	v, err := f.c.Eval(path)
	if err != nil {
		return nil
	}
	return liquid.Resolve(v)
}

// format makes of Markdown one line of text for an attribute.
func (f *facts) format(v any) (string, error) {
	if v == nil || v == "" {
		return "", nil
	}
	for _, filter := range []string{"markdownify", "strip_html", "normalize_whitespace", "escape_once"} {
		var err error
		if v, err = f.c.Filter(filter, v); err != nil {
			return "", err
		}
	}
	return text(v), nil
}

// formatOnce is format for a text of the site.
func (f *facts) formatOnce(v any) (string, error) {
	text, ok := v.(string)
	if !ok {
		return f.format(v)
	}
	if done, ok := f.formatted.Load(text); ok {
		return done.(string), nil
	}
	done, err := f.format(text)
	if err == nil {
		f.formatted.Store(text, done)
	}
	return done, err
}

func (f *facts) filter(name string, v any) (any, error) {
	if !liquid.Truthy(v) {
		return nil, nil
	}
	return f.c.Filter(name, v)
}

// or is Ruby's ||: the first value that is neither nil nor false.
func or(values ...any) any {
	for _, v := range values {
		if liquid.Truthy(v) {
			return v
		}
	}
	return nil
}

// notEmpty is s, or nil in place of "".
func notEmpty(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func text(v any) string { return liquid.ToString(v) }

func isList(v any) bool { _, ok := v.([]any); return ok }
