// Package plugins is the table of the Jekyll plugins that are built in. Each has a folder of its own; a site switches it on by naming the gem in the
// plugins list of its _config.yml, as with Jekyll.
package plugins

import "github.com/galleypress/galley/jekyll/render"

// All are the built-in plugins in the order in which GitHub Pages lists them, then the others.
var All = []render.Plugin{}

// Find is the plugin that a site's list calls name.
func Find(name string) (render.Plugin, bool) {
	for _, p := range All {
		if p.Name == name {
			return p, true
		}
		for _, alias := range p.Aliases {
			if alias == name {
				return p, true
			}
		}
	}
	return render.Plugin{}, false
}
