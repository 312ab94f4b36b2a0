// Package jekyll renders a Jekyll site as Jekyll 4.3 renders it: [Build] reads the configuration and the source, runs the plugins that the site names,
// renders every page, and hands back the files of the site. It writes nothing itself: the outputs are in memory, and static files stay where they are,
// named by their path in the source.
//
// The rooms below it are those of Jekyll: config, site (the reader), render (Liquid, layouts, converters) and plugins.
package jekyll

import (
	"context"
	"io/fs"
	"time"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/psych"
	"github.com/galleypress/galley/jekyll/render"
	"github.com/galleypress/galley/jekyll/site"
)

// Options say what to build. Source and Now are needed; the rest may be left out.
type Options struct {
	// Source is the site. Symbolic links that lead out of it must be refused by it (os.Root's FS does that). Files are opened when
	// they are needed; static files never are.
	Source fs.FS
	// Now is site.time and decides which posts lie in the future, unless the configuration fixes the time.
	Now time.Time

	// Config is the configuration when it has been read already. Otherwise it is read from Source: ConfigFiles name its files (default
	// _config.yml), ReadConfig reads those that are not in Source, and Overrides win over them as a command line's flags do.
	Config      *config.Config
	ConfigFiles []string
	ReadConfig  func(name string) ([]byte, error)
	Overrides   *psych.Map
	// Destination is where the site is written to, as a path in Source, when it is there: it is not read. Empty: what the configuration says.
	Destination string
	// Location is the time zone of a site that names none. Nil means UTC.
	Location *time.Location
	// Site is the site when it has been read already, with the same Config and with its theme.
	Site *site.Site

	// Theme is laid under a site that has no layouts of its own and names no theme: every file that the site has wins over the theme's
	// of the same path, a page of the site over a page of the theme with the same URL, and a setting of the site's _config.yml over that of the theme's.
	Theme fs.FS
	// FindTheme returns the files of the theme that the site names with `theme` or `remote_theme`. Without it, or when it returns
	// fs.ErrNotExist, Build warns and goes on without the theme.
	FindTheme func(ctx context.Context, ref ThemeRef) (fs.FS, error)

	// Environment is jekyll.environment. Empty means "production".
	Environment string
	// Cache keeps converted Markdown and compiled Sass from one build to the next. It may be nil.
	Cache render.Cache
	// Sass is the path of Dart Sass's executable. Empty: it is looked for when a site needs it (see docs/build.md).
	Sass string
	// SassDirs are folders of the disk in and above which node_modules may hold Dart Sass.
	SassDirs []string
	// LastModified says when a file of the source was last changed, for jekyll-last-modified-at. Nil: the time that Source gives.
	LastModified func(path string) (time.Time, bool)
	// Repository is owner/name on GitHub for site.github, where the configuration names none.
	Repository string
	// Limits bound what each template may cost; zero fields have the defaults of package liquid.
	Limits liquid.Limits
	// Workers bounds how many pages are rendered at once; 0 means one for each processor.
	Workers int
	// Profile collects where the time went; see Result.Profile.
	Profile bool
	// Progress is told now and then how many of the site's pages are done. It may be called from several goroutines.
	Progress func(done, total int)
}

// ThemeRef is a theme as the configuration names it.
type ThemeRef struct {
	// Name is a gem's name, or for a remote theme owner/name on GitHub.
	Name string
	// Remote is true for `remote_theme`, and Ref is what stands behind its @: a branch, tag or commit, or "".
	Remote bool
	Ref    string
}

// Output is one file of the built site.
type Output struct {
	// Path is where it is written: slash-separated, relative to the destination.
	Path string
	// Data is its content. It is nil for a static file, which is to be copied from Options.Source at the path Source.
	Data   []byte
	Source string
	// Page is the path in the source of the page, post or document that it was made of; empty for static files and for
	// files that a plugin made.
	Page string
	// URL is the address on the site, escaped, with a slash in front and without baseurl.
	URL string
}

// Result is a built site.
type Result struct {
	Site *site.Site
	// Outputs are the files of the site, sorted by Path; no two have the same.
	Outputs []Output
	// Warnings are sentences for the author, each once.
	Warnings []string
	// NextDue is the date of the earliest post that is not published because its date lies in the future; zero if there is none.
	NextDue time.Time
	// Profile is where the time went, template by template; nil unless Options.Profile asked for it.
	Profile *render.Profile
}

// Build builds a site. On error there is no result: a site is built whole or not at all. Errors name the file, where it can be the line,
// and for a page also the layout; a *render.Error knows the page.
func Build(ctx context.Context, o Options) (*Result, error) { return build(ctx, o) }
