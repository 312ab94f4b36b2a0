// Package optionalfrontmatter is jekyll-optional-front-matter 0.3: Markdown files without front matter become pages.
package optionalfrontmatter

import (
	"context"
	"slices"
	"strings"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
)

// Plugin is jekyll-optional-front-matter.
var Plugin = render.Plugin{Name: "jekyll-optional-front-matter", Setup: func(s *render.Site) error {
	s.AddGenerator("jekyll-optional-front-matter", render.Normal, generate)
	return nil
}}

// left are files that every repository has and no reader looks for, unless the site's include list names them.
var left = []string{
	"README", "LICENSE", "LICENCE", "COPYING", "CODE_OF_CONDUCT", "CONTRIBUTING", "ISSUE_TEMPLATE", "PULL_REQUEST_TEMPLATE",
}

func generate(_ context.Context, s *render.Site) error {
	required := liquid.Truthy(s.Setting("require_front_matter"))
	if s.Setting("optional_front_matter", "enabled") == false || required {
		return nil
	}
	var include []string
	if items, ok := s.Setting("include").([]any); ok {
		for _, item := range items {
			include = append(include, liquid.ToString(item))
		}
	}
	made := map[*render.StaticFile]bool{}
	for _, f := range s.Static {
		name := strings.ToUpper(strings.TrimSuffix(f.Name(), f.Ext()))
		if !s.IsMarkdown(f) || slices.Contains(left, name) && !included(include, f.Path) {
			continue
		}
		p, err := s.PageOf(f)
		if err != nil {
			return err
		}
		s.Pages = append(s.Pages, p)
		made[f] = true
	}
	if s.Setting("optional_front_matter", "remove_originals") == true {
		s.Static = slices.DeleteFunc(s.Static, func(f *render.StaticFile) bool { return made[f] })
	}
	return nil
}

// included is EntryFilter#included?: the path, or the file's name alone.
func included(include []string, path string) bool {
	path = strings.TrimPrefix(path, "/")
	return config.Matches(include, path) || config.Matches(include, path[strings.LastIndexByte(path, '/')+1:])
}
