package feed

import (
	"slices"
	"strings"

	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/plugins/internal/values"
	"github.com/galleypress/galley/jekyll/render"
)

// print writes the feed.
func (f feed) print(c *liquid.Context) error {
	s, page := render.Current(c)
	w := writer{Writer: values.Writer{C: c}, site: s}
	w.Write(`<?xml version="1.0" encoding="utf-8"?>`)
	if f.stylesheet {
		w.Write(`<?xml-stylesheet type="text/xml" href="` + s.AbsoluteURL("/feed.xslt.xml") + `"?>`)
	}
	lang := s.Setting("lang")
	w.Write(`<feed xmlns="http://www.w3.org/2005/Atom"`)
	if liquid.Truthy(lang) {
		w.Write(` xml:lang="` + liquid.ToString(lang) + `"`)
	}
	w.Write(`><generator uri="https://jekyllrb.com/" version="` + render.Version + `">Jekyll</generator>`)
	self := s.AbsoluteURL(page.URL())
	w.Write(`<link href="` + self + `" rel="self" type="application/atom+xml" /><link href="` + s.AbsoluteURL("/") + `" rel="alternate" type="text/html"`)
	if liquid.Truthy(lang) {
		w.Write(` hreflang="` + liquid.ToString(lang) + `"`)
	}
	w.Write(` /><updated>` + w.Date(s.Time) + `</updated><id>` + render.EscapeXML(self) + `</id>`)
	w.title(f)
	if description := s.Setting("description"); liquid.Truthy(description) {
		w.Element("subtitle", description)
	}
	w.siteAuthor()
	for _, post := range f.posts(c, s, w.limit()) {
		w.entry(post)
	}
	w.Write(`</feed>`)
	return w.Err
}

type writer struct {
	values.Writer
	site *render.Site
}

func (w *writer) title(f feed) {
	title := values.Default(w.site.Setting("title"), w.site.Setting("name"))
	for _, part := range []any{f.otherCollection(), f.category} {
		if part != nil {
			title = liquid.ToString(title) + " | " + liquid.ToString(w.Filter("capitalize", part))
		}
	}
	if liquid.Truthy(title) {
		w.Write(`<title type="html">` + render.EscapeXML(liquid.ToString(w.Filter("smartify", title))) + `</title>`)
	}
}

func (f feed) otherCollection() any {
	if f.collection == "posts" {
		return nil
	}
	return f.collection
}

func (w *writer) siteAuthor() {
	author := w.site.Setting("author")
	if !liquid.Truthy(author) {
		return
	}
	w.Write(`<author>`)
	w.Element("name", values.Default(values.Get(author, "name"), author))
	for _, key := range []string{"email", "uri"} {
		if v := values.Get(author, key); liquid.Truthy(v) {
			w.Element(key, v)
		}
	}
	w.Write(`</author>`)
}

// limit is how many posts a feed shows.
func (w *writer) limit() int {
	return liquid.ToInt(values.Default(w.site.Setting("feed", "posts_limit"), 10))
}

// posts are the newest documents of the feed, drafts left out unless they are shown.
func (f feed) posts(_ *liquid.Context, s *render.Site, limit int) []*render.Page {
	var docs []*render.Page
	switch {
	case f.tag != nil:
		for _, g := range s.GroupPosts("tags") {
			if liquid.Equal(g.Name, f.tag) {
				docs = g.Posts
			}
		}
	case f.collection == "posts":
		docs = slices.Clone(s.Posts().Docs)
		slices.Reverse(docs)
	case s.Collection(f.collection) != nil:
		docs = s.Collection(f.collection).Docs
	}
	showDrafts := liquid.Truthy(s.Setting("show_drafts"))
	docs = slices.DeleteFunc(slices.Clone(docs), func(p *render.Page) bool {
		return !showDrafts && p.Get("draft") == true || f.category != nil && !values.Contains(p.Get("categories"), f.category)
	})
	slices.SortStableFunc(docs, func(a, b *render.Page) int { return a.Date.Compare(b.Date) })
	slices.Reverse(docs)
	return docs[:min(max(limit, 0), len(docs))]
}

func (w *writer) entry(p *render.Page) {
	s := w.site
	post := p.Liquid()
	w.Write(`<entry`)
	if lang := p.Get("lang"); liquid.Truthy(lang) {
		w.Write(` xml:lang="` + liquid.ToString(lang) + `"`)
	}
	title := w.plainText(w.Filter("smartify", p.Get("title")))
	url := s.AbsoluteURL(p.URL())
	w.Write(`><title type="html">` + title + `</title><link href="` + url + `" rel="alternate" type="text/html" title="` + title + `" />`)
	w.Write(`<published>` + w.Date(p.Date) + `</published><updated>` + w.Date(values.Default(p.Get("last_modified_at"), p.Date)) + `</updated>`)
	w.Write(`<id>` + render.EscapeXML(s.AbsoluteURL(p.ID())) + `</id>`)
	if !liquid.Truthy(values.Default(values.Get(p.Get("feed"), "excerpt_only"), s.Setting("feed", "excerpt_only"))) {
		content := strings.TrimSpace(liquid.ToString(w.Get(post, "content")))
		w.Write(`<content type="html" xml:base="` + render.EscapeXML(url) + `"><![CDATA[` + content + `]]></content>`)
	}
	w.author(p)
	w.categories(p)
	if summary := values.Default(p.Get("description"), w.Get(post, "excerpt")); liquid.Truthy(summary) && !liquid.IsEmpty(summary) {
		text := w.Filter("normalize_whitespace", w.Filter("strip_html", summary))
		w.Write(`<summary type="html"><![CDATA[` + liquid.ToString(text) + `]]></summary>`)
	}
	w.image(p)
	w.Write(`</entry>`)
}

// plainText is text without tags, on one line, escaped.
func (w *writer) plainText(v any) string {
	return render.EscapeXML(liquid.ToString(w.Filter("normalize_whitespace", w.Filter("strip_html", v))))
}

func (w *writer) author(p *render.Page) {
	author := values.Default(p.Get("author"), values.Default(values.First(p.Get("authors")), w.site.Setting("author")))
	if known, ok := liquid.Lookup(values.Get(w.site.Data, "authors"), author); ok {
		author = values.Default(known, author)
	}
	w.Write(`<author>`)
	w.Element("name", values.Default(values.Default(values.Get(author, "name"), author), ""))
	for _, key := range []string{"email", "uri"} {
		if v := values.Default(values.Get(author, key), nil); liquid.Truthy(v) {
			w.Element(key, v)
		}
	}
	w.Write(`</author>`)
}

func (w *writer) categories(p *render.Page) {
	if category := p.Get("category"); liquid.Truthy(category) {
		w.term(category)
	} else {
		for _, category := range render.Items(p.Get("categories")) {
			w.term(category)
		}
	}
	for _, tag := range render.Items(p.Get("tags")) {
		w.term(tag)
	}
}

func (w *writer) term(v any) {
	w.Write(`<category term="` + render.EscapeXML(liquid.ToString(v)) + `" />`)
}

func (w *writer) image(p *render.Page) {
	image := values.Default(values.Get(p.Get("image"), "path"), p.Get("image"))
	if !liquid.Truthy(image) {
		return
	}
	url := liquid.ToString(image)
	if !strings.Contains(url, "://") {
		url = w.site.AbsoluteURL(url)
	}
	url = render.EscapeXML(url)
	w.Write(`<media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="` + url + `" /><media:content medium="image" url="` + url +
		`" xmlns:media="http://search.yahoo.com/mrss/" />`)
}
