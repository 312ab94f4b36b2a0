package press

import (
	"fmt"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/site"
)

// checkTheme refuses a site that leans on a theme which is not in its repository: its pages would go live without a
// layout, in place of those that readers have. Jekyll stops, too, when it does not find a theme.
func checkTheme(s *site.Site) error {
	key, name := "theme", s.Config.Theme
	if remote, _ := s.Config.Data.Value("remote_theme").(string); remote != "" {
		key, name = "remote_theme", remote
	}
	if name == "" || s.Theme != nil {
		return nil
	}
	layout, path := missingLayout(s)
	if layout == "" {
		return nil
	}
	e := &config.Error{File: "_config.yml", Line: 1, Column: 1, Message: fmt.Sprintf("The theme %s is not in the repository, and %s needs its layout %s. "+
		"Copy the theme's _layouts, _includes, _sass and assets into the repository, or take `%s` out of _config.yml for Galley's own theme.", name, path, layout, key)}
	if file, node, _ := s.Config.Key(key); file != nil {
		e.File, e.Line, e.Column = file.Name, node.Line, node.Column
	}
	return e
}

// missingLayout gives a layout that the site does not have, and the path of a file that asks for it.
func missingLayout(s *site.Site) (layout, path string) {
	for _, c := range s.Collections {
		for _, d := range c.Docs {
			if d.Published && isMissing(s, d.Layout) {
				return d.Layout, d.Path
			}
		}
	}
	for _, p := range s.Pages {
		if name, _ := p.Value("layout").(string); isMissing(s, name) {
			return name, p.Path
		}
	}
	return "", ""
}

func isMissing(s *site.Site, layout string) bool {
	return layout != "" && layout != "none" && s.Layouts[layout] == nil
}
