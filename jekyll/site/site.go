// Package site reads a Jekyll site's source as Jekyll 4.3 does (Jekyll::Reader and its readers) into a model: posts, drafts, collections,
// pages, static files, layouts, includes and data, each with its date, URL and merged front matter. Facts tells of every post file whether
// and how it is published.
//
// It renders nothing and writes nothing. Bodies are read when they are asked for; symbolic links that lead out of the source are
// refused by the fs.FS that it is given (os.Root).
package site

import (
	"context"
	"io/fs"
	"time"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/frontmatter"
	"github.com/galleypress/galley/jekyll/psych"
)

// Options says how to read.
type Options struct {
	// Now is site.time, unless the configuration fixes it.
	Now time.Time
	// Theme holds the files of a theme (_layouts, _includes, assets, _data …), or is nil.
	Theme fs.FS
	// KeepBodies keeps the bodies of posts, documents and pages in memory, for a build that needs them all.
	KeepBodies bool
	// PostsOnly reads posts and drafts, and neither pages, collections, static files, data nor layouts.
	PostsOnly bool
	// Workers bounds how many files are read at once; 0 means one for each processor.
	Workers int
	// YAML bounds front matter and data files; zero values are the defaults of frontmatter and psych.
	YAML psych.Options
}

// HeaderKnower is what an fs.FS may offer beside Open: to say whether a file begins with front matter (its first line is "---") without
// reading it. Known is false when it cannot tell.
type HeaderKnower interface {
	HasFrontMatter(path string) (has, known bool)
}

// Site is a site as read. The slices and maps are the caller's to reorder; documents and pages may be changed by plugins.
type Site struct {
	Config *config.Config
	Source fs.FS
	Theme  fs.FS
	// Now is site.time.
	Now time.Time
	// Posts are the published posts in Jekyll's order (date, then path), drafts among them where drafts are shown.
	Posts []*Document
	// Collections in the order of the configuration, posts included.
	Collections []*Collection
	// Hidden are the posts and drafts that are read and not published; Reason says why.
	Hidden []*Document
	Pages  []*Page
	Static []*StaticFile
	// Layouts by name, as front matter names them; a theme's where the site has none of that name.
	Layouts map[string]*Layout
	// Includes are the names of the files in the includes folder, and of the theme's.
	Includes []string
	// Data is site.data.
	Data *psych.Map
	// Skipped are the files and folders that are not read, with the reason.
	Skipped []Skipped
	// Faults are what stops Jekyll's build, or what it prints a warning for, in the order of their paths.
	Faults []Fault
}

// Skipped is an entry of the source that Jekyll does not read.
type Skipped struct {
	Path   string
	Reason string
}

// Fault is what Jekyll complains of while reading. Line and Column count from 1, and are 0 where the whole file is meant.
type Fault struct {
	Path         string
	Line, Column int
	Message      string
	// Fatal says that Jekyll stops and builds nothing.
	Fatal bool
}

// File is what documents, pages and layouts have in common.
type File struct {
	// Path is where the file is in the source (or in the theme), slash-separated.
	Path string
	// FrontMatter is the head of the file as written.
	FrontMatter *frontmatter.Matter
	// Data is the front matter as templates see it: for documents with defaults, date, categories, tags, title, slug and ext filled in;
	// for pages and layouts as written.
	Data *psych.Map
	// Err is why the front matter could not be read, which Jekyll prints and otherwise ignores.
	Err error
	// Size is the file's length in bytes, ModTime when it was last changed.
	Size    int64
	ModTime time.Time
	// FromTheme says that the file is a theme's.
	FromTheme bool

	fsys fs.FS
	body []byte
	kept bool
}

// Body returns the text behind the front matter. It is read from the source when it is not kept, and must not be changed.
func (f *File) Body() ([]byte, error) { return f.readBody() }

// Document is a post, a draft, or a document of another collection (Jekyll::Document).
type Document struct {
	File
	// RelativePath is Path without the collections_dir: Jekyll's relative_path.
	RelativePath string
	// Collection is the collection it belongs to; drafts belong to posts.
	Collection *Collection
	Draft      bool
	// Date in the site's time zone.
	Date time.Time
	// URL is its path on the site, escaped; it is empty when none can be made, and URLErr says why.
	URL    string
	URLErr error
	// OutputExt is the extension of what is written, such as ".html".
	OutputExt string
	// Title and Layout as text; a value that is not text is in Data as it is.
	Title, Layout string
	// Slug is Data's slug as text.
	Slug             string
	Categories, Tags []string
	// Published says whether it is part of the site; Reason says why not.
	Published bool
	Reason    string

	undated bool // whether it had no date when Jekyll sorted
}

// Collection is a collection with its documents in order (Jekyll::Collection).
type Collection struct {
	*config.Collection
	Docs []*Document
	// Files are its static files; they are in Site.Static too.
	Files []*StaticFile
}

// Page is a file with front matter outside of collections (Jekyll::Page).
type Page struct {
	File
	// Dir is the folder as Jekyll's @dir has it ("" or "/sub"), Name the file's name, Basename the name without extension.
	Dir, Name, Basename, Ext string
	URL                      string
	URLErr                   error
	OutputExt                string
	// Defaults are the front matter defaults for the page, which stand behind Data and must not be changed.
	Defaults *psych.Map
}

// StaticFile is a file that is copied as it is (Jekyll::StaticFile).
type StaticFile struct {
	// Path is where the file is in the source (or in the theme).
	Path string
	// RelativePath is Jekyll's relative_path, with a leading slash outside of collections.
	RelativePath string
	// Collection is the collection that it lies in, or nil.
	Collection *Collection
	URL        string
	// Defaults are the front matter defaults for it; they must not be changed.
	Defaults *psych.Map
	// Written is false for a file of a collection without output, or with `published: false` as a default.
	Written   bool
	Size      int64
	ModTime   time.Time
	FromTheme bool
}

// Layout is a file in the layouts folder (Jekyll::Layout).
type Layout struct {
	File
	// Name is how front matter names it: the path in the layouts folder without extension.
	Name string
	Ext  string
}

// Read reads the site in src.
func Read(ctx context.Context, src fs.FS, cfg *config.Config, opts Options) (*Site, error) {
	return read(ctx, src, cfg, opts)
}

// Collection returns the collection of that name, or nil.
func (s *Site) Collection(label string) *Collection {
	for _, c := range s.Collections {
		if c.Label == label {
			return c
		}
	}
	return nil
}

// Destination is where the document is written: a slash-separated path in the destination folder.
func (d *Document) Destination() string { return destination(d.URL, d.OutputExt, true) }

// Destination is where the page is written: a slash-separated path in the destination folder.
func (p *Page) Destination() string { return destination(p.URL, p.OutputExt, false) }

// Destination is where the file is copied to: a slash-separated path in the destination folder.
func (f *StaticFile) Destination() string { return inDestination(f.URL) }
