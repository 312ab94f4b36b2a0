// Package templates holds what Galley brings along to show things to people: the default theme, a sample blog
// and the report page of a commit. It renders the report page alone; the theme and the sample are plain files
// for package jekyll. It knows nothing of the other rooms and imports none.
package templates

import (
	"embed"
	"io/fs"
)

// all: keeps the folders and files whose names begin with an underscore, which is most of a Jekyll site.
var (
	//go:embed all:theme
	themeFiles embed.FS
	//go:embed all:sample
	sampleFiles embed.FS
)

// Theme is the default theme: a Jekyll site without posts, laid under a site that brings no layouts of its own.
//
// Every file that the site has itself wins over the theme's file of the same path, and a page of the site wins over
// a page of the theme that would be written to the same URL (a site's index.md over the theme's index.html).
// The theme's _config.yml lies below the site's as that of a gem theme does (Jekyll::Configuration, "theme
// configuration"): mappings are merged, front matter defaults follow the theme's, any other value of the site's replaces the theme's.
// Beside _layouts and _includes it brings pages (index, archives, 404, robots.txt) and assets.
var Theme = sub(themeFiles, "theme")

// Sample is the blog that `galley demo` starts with: the source of a Jekyll site that brings no layouts.
var Sample = sub(sampleFiles, "sample")

func sub(files embed.FS, dir string) fs.FS {
	tree, err := fs.Sub(files, dir)
	if err != nil {
		panic(err) // the folder's name is written above, so this cannot happen in a binary that was built
	}
	return tree
}
