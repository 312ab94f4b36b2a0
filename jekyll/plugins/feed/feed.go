// Package feed writes Atom feeds as jekyll-feed 0.17 does: one of the posts, and as the settings ask, of categories, tags and other collections.
package feed

import (
	"context"
	"regexp"
	"strings"

	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
)

// Plugin is jekyll-feed.
var Plugin = render.Plugin{
	Name: "jekyll-feed",
	Setup: func(s *render.Site) error {
		s.AddTag("feed_meta", func(*liquid.Parser, liquid.Tag) (liquid.Node, error) { return metaTag{}, nil })
		s.AddGenerator("jekyll-feed", render.Lowest, generate)
		return nil
	},
}

// A feed shows a collection, or the posts of a category or with a tag.
type feed struct {
	path       string
	collection string
	category   any
	tag        any
	stylesheet bool
}

func generate(_ context.Context, s *render.Site) error {
	if liquid.Truthy(s.Setting("feed", "disable_in_development")) && s.Options.Environment == "development" {
		return nil
	}
	stylesheet := s.Exists("feed.xslt.xml")
	for _, f := range feeds(s) {
		if s.Exists(strings.TrimPrefix(f.path, "/")) {
			continue
		}
		f.stylesheet = stylesheet
		data := liquid.NewMap("layout", nil, "sitemap", false, "xsl", stylesheet, "collection", f.collection, "category", f.category, "tags", f.tag)
		p := s.NewPage(f.path, data, "")
		p.Print = f.print
		s.Pages = append(s.Pages, p)
	}
	return nil
}

// feeds are those that the settings ask for; that of the posts is always among them.
func feeds(s *render.Site) []feed {
	var all []feed
	for _, c := range collections(s) {
		prefix := "/feed"
		if c.name != "posts" {
			prefix += "/" + c.name
		}
		for _, category := range c.categories {
			all = append(all, feed{path: prefix + "/" + liquid.ToString(category) + ".xml", collection: c.name, category: category})
		}
		path := liquid.ToString(c.path)
		if path == "" {
			path = prefix + ".xml"
		}
		all = append(all, feed{path: path, collection: c.name})
	}
	return append(all, tagFeeds(s)...)
}

type collection struct {
	name       string
	path       any
	categories []any
}

// collections reads the setting feed.collections, a list or a hash; the posts' settings may also stand in feed itself.
func collections(s *render.Site) []collection {
	var all []collection
	posts := -1
	add := func(name string, meta any) {
		c := collection{name: name}
		if m, ok := meta.(*liquid.Map); ok {
			c.path, _ = m.Get("path")
			categories, _ := m.Get("categories")
			c.categories = render.Items(categories)
		}
		if name == "posts" {
			posts = len(all)
		}
		all = append(all, c)
	}
	switch setting := s.Setting("feed", "collections").(type) {
	case []any:
		for _, name := range setting {
			add(liquid.ToString(name), nil)
		}
	case *liquid.Map:
		setting.Each(func(k, v any) bool { add(liquid.ToString(k), v); return true })
	}
	if posts < 0 {
		add("posts", nil)
	}
	if all[posts].path == nil {
		all[posts].path = s.Setting("feed", "path")
	}
	if all[posts].categories == nil {
		all[posts].categories = render.Items(s.Setting("feed", "categories"))
	}
	return all
}

var plainTag = regexp.MustCompile(`^[a-zA-Z0-9_]*$`)

// tagFeeds are those of the setting feed.tags; a tag with other letters than a-z, digits and _ gets none.
func tagFeeds(s *render.Site) []feed {
	setting := s.Setting("feed", "tags")
	if !liquid.Truthy(setting) {
		return nil
	}
	only, dir, except := render.Items(s.Setting("feed", "tags", "only")), "/feed/by_tag/", map[string]bool{}
	if s.Setting("feed", "tags", "only") == nil {
		only = nil
		for _, g := range s.GroupPosts("tags") {
			only = append(only, g.Name)
		}
	}
	for _, tag := range render.Items(s.Setting("feed", "tags", "except")) {
		except[liquid.ToString(tag)] = true
	}
	if path := s.Setting("feed", "tags", "path"); liquid.Truthy(path) {
		dir = liquid.ToString(path)
	}
	var all []feed
	for _, tag := range only {
		name := liquid.ToString(tag)
		if !except[name] && plainTag.MatchString(name) {
			all = append(all, feed{path: dir + name + ".xml", collection: "posts", tag: tag})
		}
	}
	return all
}

// metaTag is {% feed_meta %}: the link in a page's head.
type metaTag struct{}

func (metaTag) Render(c *liquid.Context) error {
	s, _ := render.Current(c)
	path := liquid.ToString(s.Setting("feed", "path"))
	if path == "" {
		path = "feed.xml"
	}
	title := s.Setting("title")
	if !liquid.Truthy(title) {
		title = s.Setting("name")
	}
	c.Write(`<link type="application/atom+xml" rel="alternate" href="` + render.EscapeXML(s.AbsoluteURL(path)) + `"`)
	if liquid.Truthy(title) {
		c.Write(` title="` + render.EscapeXML(liquid.ToString(title)) + `"`)
	}
	c.Write(" />")
	return nil
}
