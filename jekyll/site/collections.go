package site

import (
	"errors"
	"io/fs"
	"path"
	"sort"
	"strings"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/psych"
)

// readCollections reads every collection but posts (CollectionReader).
func (r *reader) readCollections() error {
	for _, c := range r.site.Collections {
		if c.Label == "posts" || c.Label == "data" {
			continue
		}
		if err := r.readCollection(c); err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) readCollection(c *Collection) error {
	dir := path.Join(r.cfg.CollectionsDir, c.Directory())
	var files []string
	r.collectionFiles(c, dir, "", 0, &files)
	docs, static := make([]*Document, len(files)), make([]*StaticFile, len(files))
	err := r.each(len(files), func(i int) {
		p := path.Join(dir, files[i])
		has, err := hasHeader(r.src, p)
		switch {
		case err != nil:
			r.fail(Fault{Path: p, Message: unreadable(err)})
		case has:
			d := &Document{RelativePath: r.inCollectionsDir(p), Collection: c}
			d.Path, d.fsys = p, r.src
			r.readDocument(d, false)
			docs[i] = d
		default:
			static[i] = r.collectionFile(c, p, files[i])
		}
	})
	for i := range files {
		if d := docs[i]; d != nil {
			r.place(c, d)
		}
		if f := static[i]; f != nil {
			c.Files = append(c.Files, f)
		}
	}
	r.site.Static = append(r.site.Static, c.Files...)
	c.sort(r)
	return err
}

// collectionFiles lists the files of a collection, hidden folders included (Collection#filtered_entries).
func (r *reader) collectionFiles(c *Collection, dir, sub string, depth int, files *[]string) {
	entries, err := fs.ReadDir(r.src, path.Join(dir, sub))
	if err != nil || depth > maxDepth {
		if err != nil && !errors.Is(err, fs.ErrNotExist) || depth > maxDepth {
			r.skip(path.Join(dir, sub), "the folder cannot be read")
		}
		return
	}
	for _, e := range entries {
		entry := path.Join(sub, e.Name())
		p := path.Join(dir, entry)
		if e.IsDir() {
			r.collectionFiles(c, dir, entry, depth+1, files)
			continue
		}
		isDir, broken := r.isDir(p, e)
		if isDir {
			continue
		}
		why := r.cfg.Filter(c.Directory(), entry, false)
		switch {
		case why != config.Read:
			r.skip(p, string(why))
		case broken != "":
			r.skip(p, broken)
		default:
			*files = append(*files, entry)
		}
	}
}

// place takes a document into its collection, unless it is not published.
func (r *reader) place(c *Collection, d *Document) {
	published, there := d.Data.Get("published")
	if there && published == false && !r.cfg.Unpublished {
		d.Reason = "its front matter says \"published: false\""
		r.skip(d.Path, d.Reason)
		return
	}
	c.Docs = append(c.Docs, d)
	switch {
	case !c.Output:
		d.Reason = "its collection is not written (output: true)"
	case there && !truthy(published) && !r.cfg.Unpublished:
		d.Reason = "its front matter says \"published:\" without a value, which counts as false"
	case !r.cfg.Future && d.Date.Unix() > r.site.Now.Unix():
		d.Reason = "its date is in the future"
	}
	d.Published = d.Reason == ""
}

func (r *reader) collectionFile(c *Collection, p, entry string) *StaticFile {
	s := &StaticFile{Path: p, RelativePath: path.Join(c.Directory(), entry), Collection: c}
	if info, err := statFile(r.src, p); err == nil {
		s.Size, s.ModTime = info.Size(), info.ModTime()
	}
	name := path.Base(entry)
	ext := extname(name)
	cleaned := strings.Replace(trimPoints(strings.TrimSuffix(s.RelativePath, ext)), c.Directory(), "", 1)
	url := ExpandURL(c.Permalink,
		Placeholder{Name: "collection", Value: c.Label}, Placeholder{Name: "path", Value: cleaned}, Placeholder{Name: "output_ext"},
		Placeholder{Name: "name", Value: trimPoints(strings.TrimSuffix(name, ext))}, Placeholder{Name: "title"})
	s.URL = strings.TrimSuffix(url, "/") + ext
	r.setStaticDefaults(s, c.Label)
	return s
}

// sort sorts as the collection's settings say: by a list of paths, by a key, or by date and path.
func (c *Collection) sort(r *reader) {
	sortDocuments(c.Docs)
	switch {
	case c.Metadata.Value("order") != nil && isList(c.Metadata.Value("order")):
		c.rearrange()
	case c.SortBy != "":
		c.sortByKey(r)
	}
}

func isList(v any) bool {
	_, ok := v.([]any)
	return ok
}

// rearrange puts the documents that `order` names first, in that order.
func (c *Collection) rearrange() {
	place := map[string]int{}
	for i, entry := range c.Order {
		name := c.Directory() + "/" + strings.TrimPrefix(entry, "/")
		if _, there := place[name]; !there {
			place[name] = i
		}
	}
	rank := func(d *Document) int {
		if i, ok := place[d.RelativePath]; ok {
			return i
		}
		return len(c.Order)
	}
	sort.SliceStable(c.Docs, func(i, j int) bool { return rank(c.Docs[i]) < rank(c.Docs[j]) })
}

// sortByKey sorts by a key of front matter; documents without it come last, with a warning.
func (c *Collection) sortByKey(r *reader) {
	for _, d := range c.Docs {
		if d.Data.Value(c.SortBy) == nil {
			r.fail(Fault{Path: d.Path, Message: "the collection is sorted by '" + c.SortBy + "', which this document does not have"})
		}
	}
	sort.SliceStable(c.Docs, func(i, j int) bool {
		a, b := c.Docs[i].Data.Value(c.SortBy), c.Docs[j].Data.Value(c.SortBy)
		switch {
		case a == nil || b == nil:
			return a != nil && b == nil
		}
		return psych.Compare(a, b) < 0
	})
}
