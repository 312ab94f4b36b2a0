package config

import "github.com/galleypress/galley/jekyll/psych"

// Defaults are a site's front matter defaults (FrontmatterDefaults). It is safe for use by several goroutines.
type Defaults struct {
	sets []set
}

// All returns the defaults for a file, all sets that apply merged by precedence. Path is Jekyll's relative_path of the file (for documents,
// without the collections_dir; for static files with a leading slash), kind is "posts", "pages", a collection's label, or "" for a static file.
// The map is shared and must not be changed.
func (d *Defaults) All(path, kind string) *psych.Map { return d.all(path, kind) }

// Find returns the default of one key.
func (d *Defaults) Find(path, kind, key string) any { return d.all(path, kind).Value(key) }
