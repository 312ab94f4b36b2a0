// Package relativelinks is jekyll-relative-links 0.7: links in Markdown that lead to other files of the site become links to their pages.
package relativelinks

import (
	"context"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/galleypress/galley/jekyll/address"
	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
)

// Plugin is jekyll-relative-links.
var Plugin = render.Plugin{Name: "jekyll-relative-links", Setup: func(s *render.Site) error {
	s.AddGenerator("jekyll-relative-links", render.Lowest, generate)
	return nil
}}

// The gem finds links with regular expressions, and so in code as well. A title goes to the first quote that no backslash
// stands before; the second form of one, from a double quote to a single one, is the gem's slip.
const (
	fragment = `(#.+?|)?`
	title    = `(\s+"(?:[^"]*\\")*(?:[^"]*[^"\\])?"|\s+"(?:[^']*\\')*(?:[^']*[^'\\])?')?`
)

var link = regexp.MustCompile(`(?m)\[(.*?)\]\(([^)]+?)` + fragment + title + `\)|^\s*?\[(.*?)\]: (.+?)` + fragment + title + `\s*?$`)

func generate(_ context.Context, s *render.Site) error {
	if s.Setting("relative_links", "enabled") == false {
		return nil
	}
	pages := s.Pages
	if s.Setting("relative_links", "collections") == true {
		pages = append(pages[:len(pages):len(pages)], documents(s)...)
	}
	r := rewriter{site: s, targets: targets(s)}
	exclude := texts(s.Setting("relative_links", "exclude"))
	for _, p := range pages {
		if p.IsMarkdown() && !config.Matches(exclude, p.Path) {
			r.rewrite(p)
		}
	}
	return nil
}

func documents(s *render.Site) []*render.Page {
	var all []*render.Page
	for _, c := range s.Collections {
		if c.Output {
			all = append(all, c.Docs...)
		}
	}
	return all
}

// targets are the URLs of all that can be linked to, by path. The first of a path counts: a page before a file before a document.
func targets(s *render.Site) map[string]string {
	urls := map[string]string{}
	add := func(path, url string) {
		path = strings.TrimPrefix(path, "/")
		if _, taken := urls[path]; !taken {
			urls[path] = url
		}
	}
	for _, p := range s.Pages {
		add(p.Path, p.URL())
	}
	for _, f := range s.Static {
		add(f.Path, f.URL())
	}
	for _, p := range documents(s) {
		add(p.Path, p.URL())
	}
	return urls
}

type rewriter struct {
	site    *render.Site
	targets map[string]string
}

func (r rewriter) rewrite(p *render.Page) {
	dir := path.Dir(p.Path)
	text, last, changed := p.Content, 0, false
	var b strings.Builder
	for _, m := range link.FindAllStringSubmatchIndex(text, -1) {
		group := func(n int) string {
			if m[2*n] < 0 {
				return ""
			}
			return text[m[2*n]:m[2*n+1]]
		}
		inline := m[2] >= 0
		first := 1
		if !inline {
			first = 5
		}
		url, ok := r.url(group(first+1), dir)
		if !ok {
			continue
		}
		changed = true
		b.WriteString(text[last:m[0]])
		last = m[1]
		url += group(first + 2)
		if inline {
			b.WriteString("[" + group(first) + "](" + url + group(first+3) + ")")
		} else {
			b.WriteString("\n[" + group(first) + "]: " + url + group(first+3))
		}
	}
	if changed {
		b.WriteString(text[last:])
		p.Content = b.String()
	}
	r.site.Recut(p)
}

// url is the page's behind a link, if it leads to a file of the site.
func (r rewriter) url(target, dir string) (string, bool) {
	if strings.HasPrefix(target, "#") || address.Absolute(target) {
		return "", false
	}
	if strings.HasPrefix(target, "/") {
		dir = ""
	}
	file := path.Join(dir, strings.TrimPrefix(target, "/"))
	if unescaped, err := url.QueryUnescape(file); err == nil {
		file = unescaped
	}
	found, ok := r.targets[file]
	if !ok || found == "" {
		return "", false
	}
	return r.site.RelativeURL(found), true
}

func texts(v any) []string {
	items, _ := liquid.Resolve(v).([]any)
	var all []string
	for _, item := range items {
		if s, ok := item.(string); ok {
			all = append(all, s)
		}
	}
	return all
}
