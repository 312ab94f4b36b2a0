// Package titlesfromheadings is jekyll-titles-from-headings 0.5: a page without a title gets that of the heading it begins with.
package titlesfromheadings

import (
	"context"
	"regexp"
	"strings"

	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
)

// Plugin is jekyll-titles-from-headings.
var Plugin = render.Plugin{Name: "jekyll-titles-from-headings", Setup: func(s *render.Site) error {
	s.AddGenerator("jekyll-titles-from-headings", render.Lowest, generate)
	return nil
}}

var (
	// heading is "# Title" or a title underlined, at the very beginning.
	heading  = regexp.MustCompile(`\A\s*(?:#{1,3}\s+(.*)(?:\s+#{1,3})?|(.*)\r?\n[-=]+\s*)(?m:$)`)
	footnote = regexp.MustCompile(`\[\^[^\]]*\]`)
)

func generate(_ context.Context, s *render.Site) error {
	if s.Setting("titles_from_headings", "enabled") == false {
		return nil
	}
	pages := s.Pages
	if s.Setting("titles_from_headings", "collections") == true {
		pages = pages[:len(pages):len(pages)]
		for _, c := range s.Collections {
			if c.Output {
				pages = append(pages, c.Docs...)
			}
		}
	}
	for _, p := range pages {
		// A document's title may come from its file's name, so that it always gives way.
		if !p.IsMarkdown() || p.Collection == nil && p.Get("title") != nil {
			continue
		}
		if err := title(s, p); err != nil {
			return err
		}
	}
	return nil
}

func title(s *render.Site, p *render.Page) error {
	m := heading.FindStringSubmatchIndex(p.Content)
	if m == nil {
		p.Data.Set("title", p.Get("title"))
	} else {
		text := ""
		if m[2] >= 0 {
			text = p.Content[m[2]:m[3]]
		} else {
			text = p.Content[m[4]:m[5]]
		}
		html, err := s.Markdown(text)
		if err != nil {
			return err
		}
		p.Data.Set("title", footnote.ReplaceAllString(strings.TrimSpace(spaces.ReplaceAllString(liquid.StripHTML(html), " ")), ""))
	}
	strip := s.Setting("titles_from_headings", "strip_title")
	if own, given := p.Data.Get("strip_title"); given {
		strip = own
	}
	if strip != true {
		return nil
	}
	if m != nil {
		p.Content = p.Content[m[1]:]
	}
	p.Content = strings.TrimSpace(p.Content)
	if p.Collection != nil && p.Collection.Label == "posts" && liquid.ToString(excerptSeparator(s, p)) != "" {
		s.Recut(p)
	}
	return nil
}

var spaces = regexp.MustCompile(`\s+`)

func excerptSeparator(s *render.Site, p *render.Page) any {
	if own := p.Get("excerpt_separator"); liquid.Truthy(own) {
		return own
	}
	return s.Setting("excerpt_separator")
}
