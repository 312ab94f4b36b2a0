// Package readmeindex is jekyll-readme-index 0.3: a README becomes the index of its folder, where the folder has none.
package readmeindex

import (
	"context"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/galleypress/galley/jekyll/render"
)

// Plugin is jekyll-readme-index.
var Plugin = render.Plugin{Name: "jekyll-readme-index", Setup: func(s *render.Site) error {
	s.AddGenerator("jekyll-readme-index", render.Low, generate)
	return nil
}}

func generate(_ context.Context, s *render.Site) error {
	if s.Setting("readme_index", "enabled") == false {
		return nil
	}
	cleanup := s.Setting("readme_index", "remove_originals") == true
	for _, f := range slices.Clone(s.Static) {
		if !s.IsMarkdown(f) || !isReadme(f.Path) || hasIndex(s, folder(f.URL())) {
			continue
		}
		p, err := s.PageOf(f)
		if err != nil {
			return err
		}
		move(s, p, folder(f.URL()))
		s.Pages = append(s.Pages, p)
		if cleanup {
			s.Static = slices.DeleteFunc(s.Static, func(other *render.StaticFile) bool { return other == f })
		}
	}
	if s.Setting("readme_index", "with_frontmatter") == true {
		for _, p := range s.Pages {
			if p.IsMarkdown() && isReadme(p.Path) && !hasIndex(s, folder(p.URL())) {
				move(s, p, folder(p.URL()))
			}
		}
	}
	return nil
}

// folder is Ruby's File.dirname: that of "/a/b/" is "/a". So a page that stands at its folder's URL already is moved up, as the gem does.
func folder(url string) string { return path.Dir(strings.TrimSuffix(url, "/")) }

func isReadme(file string) bool {
	name := path.Base(file)
	return strings.EqualFold(strings.TrimSuffix(name, path.Ext(name)), "readme")
}

// move gives a page a folder's URL. The gem writes two slashes for the top folder, which Jekyll makes one of.
func move(s *render.Site, p *render.Page, dir string) {
	p.Data.Set("permalink", dir+"/")
	s.Place(p)
}

var index = regexp.MustCompile(`(?i)^(?:$|index\.(?:html?|xhtml|xml)$)`)

// hasIndex says whether something is written at a folder's URL.
func hasIndex(s *render.Site, dir string) bool {
	if !strings.HasSuffix(dir, "/") {
		dir += "/"
	}
	at := func(url string) bool {
		return len(url) >= len(dir) && strings.EqualFold(url[:len(dir)], dir) && index.MatchString(url[len(dir):])
	}
	for _, p := range s.Pages {
		if at(p.URL()) {
			return true
		}
	}
	for _, f := range s.Static {
		if at(f.URL()) {
			return true
		}
	}
	return false
}
