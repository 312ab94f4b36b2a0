package render

import (
	"strings"
	"sync"
	"time"

	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/site"
)

// Page is a file that is rendered: a page, a post, or another collection's document. Plugins may change its exported fields while the site is being
// generated, and not any more once rendering has begun.
type Page struct {
	// Path is the file's path in the site (Jekyll's relative_path), with slashes. A page that a plugin made has the path that the file would have.
	Path string
	// Collection is the document's; nil for a page.
	Collection *Collection
	// Data is the front matter with the site's defaults beneath it.
	Data *liquid.Map
	// Content is the text behind the front matter.
	Content string
	// Line is the number of Content's first line in the file, for error messages; 0 counts as 1.
	Line int
	// Date is a document's date; zero for a page.
	Date time.Time
	// Pager is what the template sees as paginator; nil for most.
	Pager any
	// Print writes the page in place of Content, for pages that a plugin writes in Go; it may use every Liquid filter through the context.
	Print func(c *liquid.Context) error
	// Made says that no file of the site's source is behind the page, but a plugin.
	Made bool

	site  *Site
	file  *site.File // nil where Made
	url   string
	dest  string
	order int // place in the order in which Jekyll renders
	index int // place in the collection
	drop  drop

	excerptSource string // the excerpt as written; see hasExcerpt
	hasExcerpt    bool
	excerpt       excerpt

	converted stage
	rendered  stage
}

// stage is a step of a page's rendering, done once, by whoever needs it first.
type stage struct {
	once sync.Once
	text string
	err  error
}

func (s *stage) do(work func() (string, error)) (string, error) {
	s.once.Do(func() { s.text, s.err = work() })
	return s.text, s.err
}

// Collection is one of the site's collections; "posts" is one of them.
type Collection struct {
	Label string
	// Output says whether its documents are written.
	Output bool
	// Metadata is the collection's entry in the configuration.
	Metadata *liquid.Map
	// Docs are its documents in the collection's order.
	Docs []*Page
	// Files are its static files.
	Files []*StaticFile
}

// Name is the file's name without its folder.
func (p *Page) Name() string { return p.Path[strings.LastIndexByte(p.Path, '/')+1:] }

// Ext is the file's extension as Ruby's File.extname gives it: ".md", or "" for ".htaccess".
func (p *Page) Ext() string { return extname(p.Name()) }

// Basename is the file's name without its extension and the dots before it.
func (p *Page) Basename() string {
	name := p.Name()
	return strings.TrimRight(strings.TrimSuffix(name, extname(name)), ".")
}

// URL is the page's address on the site, escaped, without baseurl.
func (p *Page) URL() string { return p.url }

// Destination is the path of the file that is written, with slashes, relative to the site's root.
func (p *Page) Destination() string { return p.dest }

// Dir is the folder of a page's URL, with a slash at its end.
func (p *Page) Dir() string {
	return p.url[:strings.LastIndexByte(p.url, '/')+1]
}

// OutputExt is the extension of the file that is written.
func (p *Page) OutputExt() string {
	if permalink := liquid.ToString(p.get("permalink")); permalink != "" && !strings.HasSuffix(permalink, "/") {
		if ext := extname(permalink); ext != "" {
			return ext
		}
	}
	return p.site.outputExt(p.Ext())
}

// HTML says whether a page is written as HTML.
func (p *Page) HTML() bool {
	switch p.OutputExt() {
	case ".html", ".xhtml", ".htm":
		return true
	}
	return false
}

// Writes says whether the page becomes a file.
func (p *Page) Writes() bool { return p.Collection == nil || p.Collection.Output }

// Title is the page's title as text, or "".
func (p *Page) Title() string { return liquid.ToString(p.get("title")) }

// Liquid is the page as templates see it.
func (p *Page) Liquid() any { return &p.drop }

// Drops are the pages as templates see them.
func Drops(pages []*Page) []any { return drops(pages) }

// Get is a value of the front matter, or nil.
func (p *Page) Get(key string) any { return p.get(key) }

// get is a value of the front matter, or nil.
func (p *Page) get(key string) any {
	v, _ := p.Data.Get(key)
	return v
}

// isAsset is true of files that never stand in a layout.
func (p *Page) isAsset() bool {
	switch p.Ext() {
	case ".sass", ".scss", ".coffee":
		return true
	case ".yaml", ".yml":
		return p.Collection != nil
	}
	return false
}

// rendersLiquid is Jekyll's render_with_liquid?.
func (p *Page) rendersLiquid(content string) bool {
	if p.get("render_with_liquid") == false {
		return false
	}
	if p.Collection != nil {
		switch p.Ext() {
		case ".coffee", ".yaml", ".yml":
			return false
		}
	}
	return strings.Contains(content, "{%") || strings.Contains(content, "{{")
}

// placesInLayout is Jekyll's place_in_layout?.
func (p *Page) placesInLayout() bool {
	return !p.isAsset() && p.get("layout") != "none"
}

// extname is Ruby's File.extname of a file's name: a dot at its beginning starts no extension, and one at its end is none.
func extname(name string) string {
	name = name[strings.LastIndexByte(name, '/')+1:]
	start := len(name) - len(strings.TrimLeft(name, "."))
	i := strings.LastIndexByte(name, '.')
	if i <= 0 || i < start {
		return ""
	}
	if i == len(name)-1 {
		return "."
	}
	return name[i:]
}
