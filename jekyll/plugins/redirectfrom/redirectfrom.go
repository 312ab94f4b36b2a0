// Package redirectfrom is jekyll-redirect-from 0.16: pages that send readers on, where front matter says redirect_from or redirect_to, and
// redirects.json, the list of them.
package redirectfrom

import (
	"bytes"
	"context"
	"encoding/json"
	"regexp"
	"strings"

	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
)

// Plugin is jekyll-redirect-from.
var Plugin = render.Plugin{Name: "jekyll-redirect-from", Setup: func(s *render.Site) error {
	s.AddGenerator("jekyll-redirect-from", render.Normal, generate)
	return nil
}}

// layout is used where the site has no layout called redirect.
const layout = `<!DOCTYPE html>
<html lang="en-US">
  <meta charset="utf-8">
  <title>Redirecting&hellip;</title>
  <link rel="canonical" href="{{ page.redirect.to }}">
  <script>location="{{ page.redirect.to }}"</script>
  <meta http-equiv="refresh" content="0; url={{ page.redirect.to }}">
  <meta name="robots" content="noindex">
  <h1>Redirecting&hellip;</h1>
  <a href="{{ page.redirect.to }}">Click here if you are not redirected.</a>
</html>
`

func generate(_ context.Context, s *render.Site) error {
	if s.Layout("redirect") == nil {
		s.Layouts["redirect"] = &render.Layout{Name: "redirect", Path: "_layouts/redirect.html", Data: liquid.NewMap(), Content: layout, Line: 1}
	}
	redirects := &list{places: map[string]int{}}
	for _, p := range redirectable(s) {
		for _, from := range each(p.Get("redirect_from")) {
			r := newRedirect(s, liquid.ToString(from), p.URL())
			s.Pages = append(s.Pages, s.NewPage("redirect.html", r.data(), ""))
			redirects.add(r)
		}
		if to := each(p.Get("redirect_to")); len(to) > 0 {
			r := newRedirect(s, p.URL(), liquid.ToString(to[0]))
			r.data().Each(func(k, v any) bool { p.Data.Set(k, v); return true })
			p.Content = ""
			redirects.add(r)
		}
	}
	if s.Setting("redirect_from", "json") != false && !s.Exists("redirects.json") {
		text, err := redirects.json()
		if err != nil {
			return err
		}
		page := s.NewPage("redirects.json", liquid.NewMap("layout", nil), "")
		page.Print = func(c *liquid.Context) error { c.Write(text); return nil }
		s.Pages = append(s.Pages, page)
	}
	return nil
}

// redirectable are the documents that are written, and the pages.
func redirectable(s *render.Site) []*render.Page {
	var all []*render.Page
	for _, c := range s.Collections {
		if c.Output {
			all = append(all, c.Docs...)
		}
	}
	return append(all, s.Pages...)
}

// each is a value that front matter gives alone or as a list.
func each(v any) []any {
	items, ok := liquid.Resolve(v).([]any)
	if !ok {
		items = []any{v}
	}
	var given []any
	for _, item := range items {
		if item != nil {
			given = append(given, item)
		}
	}
	return given
}

type redirect struct{ from, to string }

var elsewhere = regexp.MustCompile(`(?m)^https?://`)

func newRedirect(s *render.Site, from, to string) redirect {
	if !strings.HasPrefix(from, "/") {
		from = "/" + from
	}
	if !elsewhere.MatchString(to) {
		to = s.AbsoluteURL(to)
	}
	return redirect{from, to}
}

// data is the front matter of the page that redirects.
func (r redirect) data() *liquid.Map {
	return liquid.NewMap("sitemap", false, "layout", "redirect", "permalink", r.from, "redirect", liquid.NewMap("from", r.from, "to", r.to))
}

// list is the redirects in the order in which their sources were first seen.
type list struct {
	redirects []redirect
	places    map[string]int
}

func (l *list) add(r redirect) {
	if i, known := l.places[r.from]; known {
		l.redirects[i] = r
		return
	}
	l.places[r.from] = len(l.redirects)
	l.redirects = append(l.redirects, r)
}

// json is one object, from source to target.
func (l *list) json() (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	b.WriteByte('{')
	for i, r := range l.redirects {
		if i > 0 {
			b.WriteByte(',')
		}
		for n, s := range []string{r.from, r.to} {
			if n > 0 {
				b.WriteByte(':')
			}
			if err := enc.Encode(s); err != nil {
				return "", err
			}
			b.Truncate(b.Len() - 1) // the line break that Encode adds
		}
	}
	b.WriteByte('}')
	return b.String(), nil
}
