// Package lastmodifiedat is jekyll-last-modified-at 1.3: page.last_modified_at and the tag last_modified_at, from the history of the repository, or
// where there is none from the file.
package lastmodifiedat

import (
	"strings"
	"time"

	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
)

// Plugin is jekyll-last-modified-at.
var Plugin = render.Plugin{Name: "jekyll-last-modified-at", Setup: setup}

func setup(s *render.Site) error {
	for _, p := range s.Pages {
		// A page's own front matter is overwritten, a document's is not: so do the gem's hooks.
		if at, ok := s.LastModified(p); ok {
			p.Data.Set("last_modified_at", at)
		}
	}
	for _, c := range s.Collections {
		for _, p := range c.Docs {
			if _, given := p.Data.Get("last_modified_at"); given {
				continue
			}
			if at, ok := s.LastModified(p); ok {
				p.Data.Set("last_modified_at", at)
			}
		}
	}
	s.AddTag("last_modified_at", func(_ *liquid.Parser, t liquid.Tag) (liquid.Node, error) {
		return tag(strings.TrimSpace(t.Markup)), nil
	})
	return nil
}

// tag is {% last_modified_at %}, with the form of the date behind it or in the setting last-modified-at.
type tag string

// Render prints the date.
func (t tag) Render(c *liquid.Context) error {
	s, p := render.Current(c)
	at, ok := time.Time{}, false
	if p != nil {
		at, ok = s.LastModified(p)
	}
	if !ok {
		return c.Errorf(liquid.ArgumentError, "last_modified_at: the page has no file whose date could be told")
	}
	format := string(t)
	if format == "" {
		format = liquid.ToString(s.Setting("last-modified-at", "date-format"))
	}
	if format == "" {
		format = "%d-%b-%y"
	}
	text, err := c.Filter("date", at, format)
	if err != nil {
		return err
	}
	c.WriteValue(text)
	return nil
}
