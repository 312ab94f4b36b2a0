// Package config reads a Jekyll site's configuration as Jekyll 4.3 does (Jekyll::Configuration): _config.yml or several files, over
// Jekyll's default values and under what the command line says; and it answers what the configuration decides: which entries of the
// source are read (EntryFilter), and which values front matter gets by default (FrontmatterDefaults).
//
// It reads configuration files only, and never looks at the site itself except for the paths that the globs of front matter defaults name.
package config

import (
	"io/fs"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/galleypress/galley/jekyll/psych"
)

// Options says where the configuration comes from.
type Options struct {
	// Files are the configuration files, as paths in the source; later ones win. Without any, _config.yml, _config.yaml or _config.toml
	// is read, and it is no fault when none is there.
	Files []string
	// Read reads files named in Files that are not in the source (a command line may name any file). Nil: they are read from the source.
	Read func(name string) ([]byte, error)
	// Overrides are the settings of the command line, which win over all files: "future", "show_drafts", "limit_posts", "baseurl" …
	Overrides *psych.Map
	// Location is the time zone of a site that names none. Nil means UTC, where Galley publishes.
	Location *time.Location
	// Now completes dates without a year in the settings.
	Now time.Time
	// YAML bounds what is read.
	YAML psych.Options
}

// Config is the configuration of a site. It is read only, and safe for use by several goroutines.
type Config struct {
	// Data is all of it as templates see it in `site`, defaults included.
	Data *psych.Map
	// Files are the configuration files that were read, in order.
	Files []File
	// Warnings are what Jekyll would print, and what it would not say.
	Warnings []Warning

	// Source and Destination as set; they are not used to open anything.
	Source, Destination string
	// CollectionsDir and its like are slash-separated paths in the source.
	CollectionsDir, LayoutsDir, IncludesDir, DataDir, PluginsDir string
	// Collections in the order of the configuration; "posts" is always among them (unless `collections` is null).
	Collections []Collection
	// Include, Exclude (with Jekyll's own), KeepFiles are patterns as they stand.
	Include, Exclude, KeepFiles []string
	// MarkdownExt are the extensions of Markdown files with their point, in lower case.
	MarkdownExt []string
	// Permalink is the style or template as set: "date", "pretty", "/:title/" …
	Permalink string
	// Location is the site's time zone. It is never time.UTC, since Ruby prints local times as +0000.
	Location *time.Location
	// Time is site.time where the configuration fixes it, else zero.
	Time time.Time

	ShowDrafts, Future, Unpublished, StrictFrontMatter, Safe, PageExcerpts bool
	// LimitPosts is how many posts are read, 0 for all.
	LimitPosts int

	ExcerptSeparator, BaseURL, URL, Theme, Encoding string
	Plugins                                         []string

	// Defaults are the front matter defaults.
	Defaults *Defaults

	include, exclude []pattern // exclude is Exclude without what Include names
}

// File is a configuration file with the tree of its text, for those who want to point at a line.
type File struct {
	Name string
	Text []byte
	Root *yaml.Node
}

// Warning is something in the configuration that does not do what it seems to. Line and Column count from 1; 0 means the whole file.
type Warning struct {
	File         string
	Line, Column int
	Message      string
}

// Error says what in the configuration stops Jekyll. Line and Column count from 1; 0 means the whole file.
type Error struct {
	File         string
	Line, Column int
	Message      string
	Err          error
}

// Collection is one of the site's collections.
type Collection struct {
	// Label is its name, as Jekyll sanitizes it; its folder is "_" + Label.
	Label string
	// Output says whether its documents become pages of the site.
	Output bool
	// Permalink is its URL template.
	Permalink string
	// SortBy is a key of front matter to sort by, Order the paths of documents in the order wanted; both are often empty.
	SortBy string
	Order  []string
	// Metadata is all that the configuration says of it.
	Metadata *psych.Map
}

// Directory is the folder of the collection: "_" + Label.
func (c *Collection) Directory() string { return "_" + c.Label }

// Load reads the configuration of the site in src.
func Load(src fs.FS, opts Options) (*Config, error) { return load(src, opts) }

// Get returns a setting, and whether it is there.
func (c *Config) Get(key string) (any, bool) { return c.Data.Get(key) }

// Collection returns the collection of that name, or nil.
func (c *Config) Collection(label string) *Collection {
	for i := range c.Collections {
		if c.Collections[i].Label == label {
			return &c.Collections[i]
		}
	}
	return nil
}

// Key returns the nodes of a setting by its path of keys, and the file that has it; of several files the last. All are nil when no file has it.
func (c *Config) Key(path ...string) (file *File, key, value *yaml.Node) {
	for i := len(c.Files) - 1; i >= 0; i-- {
		if k, v := find(c.Files[i].Root, path); k != nil {
			return &c.Files[i], k, v
		}
	}
	return nil, nil, nil
}

func find(node *yaml.Node, path []string) (key, value *yaml.Node) {
	value = node
	for _, name := range path {
		if value != nil && value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		if value == nil || value.Kind != yaml.MappingNode {
			return nil, nil
		}
		content := value.Content
		key, value = nil, nil
		for i := len(content) - 2; i >= 0; i -= 2 {
			if content[i].Value == name {
				key, value = content[i], content[i+1]
				break
			}
		}
	}
	return key, value
}
