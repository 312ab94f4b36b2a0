package render

import (
	"io/fs"
	"slices"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/galleypress/galley/jekyll/liquid"
)

// siteDrop is what templates see as site: Jekyll::Drops::SiteDrop.
type siteDrop struct {
	site      *Site
	rendering *rendering
}

func (d *siteDrop) Get(key string) (any, bool) {
	s := d.site
	if key != "posts" {
		if c := s.Collection(key); c != nil {
			return s.lists.docs(c), true
		}
	}
	switch key {
	case "posts":
		return s.lists.posts(), true
	case "pages":
		return s.lists.pages(), true
	case "html_pages":
		return s.lists.htmlPages(), true
	case "static_files":
		return s.lists.staticFiles(), true
	case "documents":
		return s.lists.documents(), true
	case "collections":
		return s.lists.collections(), true
	case "tags":
		return s.lists.byTag(), true
	case "categories":
		return s.lists.byCategory(), true
	case "data":
		return s.Data, true
	case "time":
		return s.Time, true
	case "related_posts":
		if d.rendering.excerpt != nil || d.rendering.page.Collection == nil {
			return nil, true
		}
		return s.relatedPosts(d.rendering.page), true
	case "config":
		return nil, true
	}
	return s.Config.Get(key)
}

// siteKeys are the methods of the site's drop in Ruby's order.
var siteKeys = []string{"html_pages", "time", "documents", "config", "related_posts", "data", "pages", "categories", "static_files", "collections", "posts", "tags"}

func (d *siteDrop) each(_ *liquid.Context, yield func(key string, value any) bool) {
	for _, key := range siteKeys {
		if v, _ := d.Get(key); !yield(key, v) {
			return
		}
	}
	d.site.Config.Each(func(k, v any) bool {
		key := liquid.ToString(k)
		return slices.Contains(siteKeys, key) || yield(key, v)
	})
}

// lists are the lists of the site's pages that templates see, each made when it is first asked for.
type lists struct {
	posts, pages, htmlPages, staticFiles, documents, collections func() any
	byTag, byCategory                                            func() any

	mu     sync.Mutex
	byName map[*Collection]any
}

func newLists(s *Site) *lists {
	return &lists{
		posts:       sync.OnceValue(func() any { return newestFirst(s.Posts().Docs) }),
		pages:       sync.OnceValue(func() any { return drops(s.Pages) }),
		htmlPages:   sync.OnceValue(func() any { return drops(s.htmlPages()) }),
		staticFiles: sync.OnceValue(func() any { return fileDrops(s.Static) }),
		documents: sync.OnceValue(func() any {
			all := []any{}
			for _, c := range s.Collections {
				all = append(append(all, drops(c.Docs)...), fileDrops(c.Files)...)
			}
			return all
		}),
		collections: sync.OnceValue(func() any {
			sorted := slices.Clone(s.Collections)
			sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].Label < sorted[j].Label })
			all := []any{}
			for _, c := range sorted {
				all = append(all, &collectionDrop{s, c})
			}
			return all
		}),
		byTag:      sync.OnceValue(func() any { return s.postsBy("tags") }),
		byCategory: sync.OnceValue(func() any { return s.postsBy("categories") }),
		byName:     map[*Collection]any{},
	}
}

func (l *lists) docs(c *Collection) any {
	l.mu.Lock()
	defer l.mu.Unlock()
	docs, ok := l.byName[c]
	if !ok {
		docs = drops(c.Docs)
		l.byName[c] = docs
	}
	return docs
}

func drops(pages []*Page) []any {
	all := make([]any, len(pages))
	for i, p := range pages {
		all[i] = &p.drop
	}
	return all
}

func newestFirst(docs []*Page) []any {
	sorted := slices.Clone(docs)
	slices.SortStableFunc(sorted, func(a, b *Page) int { return compareDocs(b, a) })
	return drops(sorted)
}

// postsBy gathers the posts by the items of a front matter list, newest first (Jekyll's post_attr_hash).
func (s *Site) postsBy(attribute string) *liquid.Map {
	byName := liquid.NewMap()
	for _, g := range s.GroupPosts(attribute) {
		byName.Set(g.Name, drops(g.Posts))
	}
	return byName
}

// Group is the posts that share a tag or category, newest first.
type Group struct {
	Name  any
	Posts []*Page
}

// GroupPosts gathers the posts by the items of a front matter list, such as "tags" or "categories", in the order of the oldest post of each.
func (s *Site) GroupPosts(attribute string) []Group {
	var groups []Group
	index := map[any]int{}
	for _, post := range s.Posts().Docs {
		items, _ := post.get(attribute).([]any)
		for _, name := range items {
			key := name
			if isCollection(name) {
				key = liquid.Inspect(name)
			}
			i, ok := index[key]
			if !ok {
				i = len(groups)
				index[key] = i
				groups = append(groups, Group{Name: name})
			}
			groups[i].Posts = append(groups[i].Posts, post)
		}
	}
	for _, g := range groups {
		slices.SortStableFunc(g.Posts, func(a, b *Page) int { return compareDocs(b, a) })
	}
	return groups
}

// relatedPosts are the newest ten posts besides the one itself. (Jekyll's lsi needs a classifier in Ruby and is not offered.)
func (s *Site) relatedPosts(p *Page) []any {
	docs := s.Posts().Docs
	related := []any{}
	if len(docs) < 2 {
		return related
	}
	for i := len(docs) - 1; i >= max(len(docs)-11, 0) && len(related) < 10; i-- {
		if docs[i] != p {
			related = append(related, &docs[i].drop)
		}
	}
	return related
}

func (s *Site) htmlPages() []*Page {
	var pages []*Page
	for _, p := range s.Pages {
		if p.HTML() || strings.HasSuffix(p.url, "/") {
			pages = append(pages, p)
		}
	}
	return pages
}

// collectionDrop is an item of site.collections.
type collectionDrop struct {
	site *Site
	c    *Collection
}

var collectionKeys = []string{"label", "docs", "files", "relative_directory", "output", "directory"}

func (d *collectionDrop) Get(key string) (any, bool) {
	switch key {
	case "label":
		return d.c.Label, true
	case "docs":
		return d.site.lists.docs(d.c), true
	case "files":
		return fileDrops(d.c.Files), true
	case "relative_directory", "directory":
		return "_" + d.c.Label, true
	case "output":
		return d.c.Output, true
	}
	return d.c.Metadata.Get(key)
}

func (d *collectionDrop) each(_ *liquid.Context, yield func(key string, value any) bool) {
	for _, key := range collectionKeys {
		if v, _ := d.Get(key); !yield(key, v) {
			return
		}
	}
	d.c.Metadata.Each(func(k, v any) bool {
		key := liquid.ToString(k)
		return slices.Contains(collectionKeys, key) || yield(key, v)
	})
}

// StaticFile is a file that is copied as it is.
type StaticFile struct {
	// Path is the file's path in the site without collections_dir, with a slash in front (Jekyll's relative_path).
	Path string
	// Source is where the file lies in the source.
	Source string
	// Destination is where it is written, relative to the site's root.
	Destination string
	// Collection is nil for most.
	Collection *Collection
	// Data is the front matter defaults for the file.
	Data *liquid.Map
	// ModTime is asked when a template or plugin wants it; nil where it is not known.
	ModTime func() time.Time
	// Hidden says that the file is not written.
	Hidden bool

	url   string
	theme fs.FS // where Source lies, when it is not the site's source
}

// URL is the file's address on the site, escaped.
func (f *StaticFile) URL() string { return f.url }

// Name is the file's name without its folder.
func (f *StaticFile) Name() string { return f.Path[strings.LastIndexByte(f.Path, '/')+1:] }

// Ext is the file's extension, as [Page.Ext].
func (f *StaticFile) Ext() string { return extname(f.Path) }

type fileDrop struct{ f *StaticFile }

func fileDrops(files []*StaticFile) []any {
	all := make([]any, len(files))
	for i, f := range files {
		all[i] = &fileDrop{f}
	}
	return all
}

var fileKeys = []string{"name", "basename", "extname", "path", "collection", "modified_time"}

func (d *fileDrop) Get(key string) (any, bool) {
	switch key {
	case "name":
		return d.f.Name(), true
	case "basename":
		name := d.f.Name()
		return strings.TrimRight(strings.TrimSuffix(name, extname(name)), "."), true
	case "extname":
		return d.f.Ext(), true
	case "path":
		return d.f.Path, true
	case "collection":
		if d.f.Collection == nil {
			return nil, true
		}
		return d.f.Collection.Label, true
	case "modified_time":
		if d.f.ModTime == nil {
			return nil, true
		}
		return d.f.ModTime(), true
	}
	return d.f.Data.Get(key)
}

func (d *fileDrop) each(_ *liquid.Context, yield func(key string, value any) bool) {
	for _, key := range fileKeys {
		if v, _ := d.Get(key); !yield(key, v) {
			return
		}
	}
	d.f.Data.Each(func(k, v any) bool {
		key := liquid.ToString(k)
		return slices.Contains(fileKeys, key) || yield(key, v)
	})
}

// ThemeData is the content of a theme's file; ok is false for a file of the site's source.
func (f *StaticFile) ThemeData() (data []byte, ok bool, err error) {
	if f.theme == nil {
		return nil, false, nil
	}
	data, err = fs.ReadFile(f.theme, f.Source)
	return data, true, err
}
