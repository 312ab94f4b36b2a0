package render

import (
	"io/fs"
	"strings"
	"time"

	"github.com/galleypress/galley/jekyll/liquid"
)

// IsMarkdown says whether a page's text is Markdown, by its extension.
func (p *Page) IsMarkdown() bool { return p.site.isMarkdown(p.Ext()) }

// IsMarkdown says whether a file would be Markdown if it were a page, by its extension.
func (s *Site) IsMarkdown(f *StaticFile) bool { return s.isMarkdown(f.Ext()) }

// Recut cuts a page's excerpt anew after a plugin has changed its Content; one that the front matter gives is lost, as it is with Jekyll::Excerpt.new.
func (s *Site) Recut(p *Page) {
	if !p.hasExcerpt && !liquid.Truthy(p.get("excerpt")) {
		return
	}
	p.Data.Delete("excerpt")
	p.hasExcerpt, p.excerptSource = false, ""
	s.cutExcerpt(p)
}

// PageOf is the page that a static file would be if it began with empty front matter. It belongs to the site once it is appended to Pages.
func (s *Site) PageOf(f *StaticFile) (*Page, error) {
	source := f.theme
	if source == nil {
		source = s.model.Source
	}
	text, err := fs.ReadFile(source, f.Source)
	if err != nil {
		return nil, err
	}
	p := s.NewPage(f.Path, nil, strings.TrimPrefix(string(text), "\ufeff"))
	p.Made = false
	s.cutExcerpt(p)
	return p, nil
}

// LastModified is when a page's file was last changed, in the site's zone; ok is false for a page without a file.
func (s *Site) LastModified(p *Page) (at time.Time, ok bool) {
	if p.file == nil {
		return time.Time{}, false
	}
	if s.Options.LastModified != nil {
		if at, ok = s.Options.LastModified(p.file.Path); ok {
			return at.In(s.Time.Location()), true
		}
	}
	return p.file.ModTime.In(s.Time.Location()), true
}
