// Package plugins is the table of the Jekyll plugins that are built in. Each has a folder of its own; a site switches it on by naming the gem in the
// plugins list of its _config.yml, as with Jekyll.
package plugins

import (
	"github.com/galleypress/galley/jekyll/plugins/archives"
	"github.com/galleypress/galley/jekyll/plugins/avatar"
	"github.com/galleypress/galley/jekyll/plugins/defaultlayout"
	"github.com/galleypress/galley/jekyll/plugins/feed"
	"github.com/galleypress/galley/jekyll/plugins/gist"
	"github.com/galleypress/galley/jekyll/plugins/githubmetadata"
	"github.com/galleypress/galley/jekyll/plugins/includecache"
	"github.com/galleypress/galley/jekyll/plugins/jemoji"
	"github.com/galleypress/galley/jekyll/plugins/lastmodifiedat"
	"github.com/galleypress/galley/jekyll/plugins/mentions"
	"github.com/galleypress/galley/jekyll/plugins/optionalfrontmatter"
	"github.com/galleypress/galley/jekyll/plugins/paginate"
	"github.com/galleypress/galley/jekyll/plugins/paginatev2"
	"github.com/galleypress/galley/jekyll/plugins/readmeindex"
	"github.com/galleypress/galley/jekyll/plugins/redirectfrom"
	"github.com/galleypress/galley/jekyll/plugins/relativelinks"
	"github.com/galleypress/galley/jekyll/plugins/seotag"
	"github.com/galleypress/galley/jekyll/plugins/sitemap"
	"github.com/galleypress/galley/jekyll/plugins/titlesfromheadings"
	"github.com/galleypress/galley/jekyll/plugins/toc"
	"github.com/galleypress/galley/jekyll/render"
)

// All are the built-in plugins in the order in which GitHub Pages lists them, then the others.
var All = []render.Plugin{
	avatar.Plugin,
	defaultlayout.Plugin,
	feed.Plugin,
	gist.Plugin,
	githubmetadata.Plugin,
	jemoji.Plugin,
	mentions.Plugin,
	optionalfrontmatter.Plugin,
	paginate.Plugin,
	readmeindex.Plugin,
	redirectfrom.Plugin,
	relativelinks.Plugin,
	seotag.Plugin,
	sitemap.Plugin,
	titlesfromheadings.Plugin,
	archives.Plugin,
	includecache.Plugin,
	paginatev2.Plugin,
	lastmodifiedat.Plugin,
	toc.Plugin,
}

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

// Join sets up the plugins that a site names. For one that is not built in there is a warning.
func Join(s *render.Site, names []string) error {
	joined := map[string]bool{}
	for _, name := range names {
		p, ok := Find(name)
		switch {
		case ok && !joined[p.Name]:
			joined[p.Name] = true
			if err := p.Setup(s); err != nil {
				return err
			}
		case !ok && !harmless[name]:
			s.Warn("The plugin " + name + " is not among those built in, so what it does will be missing: pages that it makes are not made, and its tags are errors.")
		}
	}
	return nil
}

// harmless are gems that sites name and that need nothing here: they change nothing in the files that are written, or what they do is done for every
// site (a theme's data files, remote themes, Sass).
var harmless = map[string]bool{
	"jekyll-admin": true, "jekyll-compose": true, "jekyll-data": true, "jekyll-remote-theme": true, "jekyll-sass-converter": true,
	"jekyll-watch": true, "kramdown": true, "kramdown-parser-gfm": true, "liquid": true, "rouge": true, "webrick": true, "jekyll": true,
}
