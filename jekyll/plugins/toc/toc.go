// Package toc is jekyll-toc 0.18: the tag toc and the filters toc, toc_only and inject_anchors, which list a page's headings and put anchors
// before them where its front matter says `toc: true`.
package toc

import (
	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
)

// Plugin is jekyll-toc.
var Plugin = render.Plugin{Name: "jekyll-toc", Setup: func(s *render.Site) error {
	settings := newSettings(s)
	// A filter does nothing where the page wants no table of contents, and toc_only gives nothing then.
	filter := func(name string, apply func(d *document) (string, error), off func(html string) string) {
		s.AddFilter(name, 0, 0, func(c *liquid.Context, input any, _ []any) (any, error) {
			html := liquid.ToString(input)
			if _, p := render.Current(c); p == nil || p.Get("toc") != true {
				return off(html), nil
			}
			d, err := parse(html, settings)
			if err != nil {
				return nil, err
			}
			return apply(d)
		})
	}
	same := func(html string) string { return html }
	filter("toc", func(d *document) (string, error) {
		list := d.list()
		html, err := d.withAnchors()
		return list + html, err
	}, same)
	filter("toc_only", func(d *document) (string, error) { return d.list(), nil }, func(string) string { return "" })
	filter("inject_anchors", (*document).withAnchors, same)

	s.AddTag("toc", func(*liquid.Parser, liquid.Tag) (liquid.Node, error) { return &tag{settings}, nil })
	return nil
}}

// tag is {% toc %}, for layouts.
type tag struct{ settings settings }

// Render prints the list of the page's headings.
func (t *tag) Render(c *liquid.Context) error {
	_, p := render.Current(c)
	if p == nil || !liquid.Truthy(p.Get("toc")) {
		return nil
	}
	content, err := c.Eval("page.content")
	if err != nil {
		return err
	}
	d, err := parse(liquid.ToString(content), t.settings)
	if err != nil {
		return err
	}
	c.Write(d.list())
	return nil
}
