// Package includecache is jekyll-include-cache 0.2: the tag include_cached, which prints a file like include does, but renders it once for the
// same parameters.
package includecache

import "github.com/galleypress/galley/jekyll/render"

// Plugin is jekyll-include-cache.
var Plugin = render.Plugin{Name: "jekyll-include-cache", Setup: func(s *render.Site) error {
	s.AddTag("include_cached", render.ParseIncludeCached)
	return nil
}}
