// Package defaultlayout is jekyll-default-layout 0.1: Markdown that names no layout stands in home, page, post or default, whichever fits and exists.
package defaultlayout

import (
	"context"

	"github.com/galleypress/galley/jekyll/render"
)

// Plugin is jekyll-default-layout.
var Plugin = render.Plugin{Name: "jekyll-default-layout", Setup: func(s *render.Site) error {
	s.AddGenerator("jekyll-default-layout", render.Lowest, generate)
	return nil
}}

func generate(_ context.Context, s *render.Site) error {
	for _, p := range s.Pages {
		give(s, p, "page")
	}
	for _, p := range s.Posts().Docs {
		give(s, p, "post")
	}
	return nil
}

func give(s *render.Site, p *render.Page, kind string) {
	if _, given := p.Data.Get("layout"); given || !p.IsMarkdown() {
		return
	}
	p.Data.Set("layout", nil)
	candidates := []string{kind, "default"}
	if p.URL() == "/" {
		candidates = []string{"home", kind, "default"}
	}
	for _, name := range candidates {
		if s.Layout(name) != nil {
			p.Data.Set("layout", name)
			return
		}
	}
}
