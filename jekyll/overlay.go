package jekyll

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"sort"
	"strings"

	"github.com/galleypress/galley/jekyll/site"
)

// overlay shows two trees as one: what is in top hides what has the same path in bottom. Folders are joined.
type overlay struct{ top, bottom fs.FS }

func (o *overlay) Open(name string) (fs.File, error) {
	f, err := o.top.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.bottom.Open(name)
	}
	return f, err
}

func (o *overlay) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(o.top, name)
	if errors.Is(err, fs.ErrNotExist) {
		return fs.Stat(o.bottom, name)
	}
	return info, err
}

func (o *overlay) ReadFile(name string) ([]byte, error) {
	data, err := fs.ReadFile(o.top, name)
	if errors.Is(err, fs.ErrNotExist) {
		return fs.ReadFile(o.bottom, name)
	}
	return data, err
}

func (o *overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	over, err := fs.ReadDir(o.top, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	under, underErr := fs.ReadDir(o.bottom, name)
	if underErr != nil {
		if err != nil {
			return nil, err
		}
		return over, nil
	}
	entries := slices.Clone(over)
	names := map[string]bool{}
	for _, e := range over {
		names[e.Name()] = true
	}
	for _, e := range under {
		if !names[e.Name()] {
			entries = append(entries, e)
		}
	}
	sort.Slice(entries, func(i, j int) bool { return entries[i].Name() < entries[j].Name() })
	return entries, nil
}

// HasFrontMatter passes on what top knows of its files; see site.HeaderKnower.
func (o *overlay) HasFrontMatter(name string) (has, known bool) {
	knower, ok := o.top.(site.HeaderKnower)
	if !ok || o.fromBottom(name) {
		return false, false
	}
	return knower.HasFrontMatter(name)
}

// fromBottom says whether a file is bottom's.
func (o *overlay) fromBottom(name string) bool {
	_, err := fs.Stat(o.top, name)
	return errors.Is(err, fs.ErrNotExist)
}

// dropHidden takes out the pages of bottom that would be written where a file of top is written: a blog's index.md goes before
// the theme's index.html.
func (o *overlay) dropHidden(model *site.Site) {
	taken := map[string]bool{}
	for _, p := range model.Pages {
		if !o.fromBottom(p.Path) {
			taken[key(p.Destination())] = true
		}
	}
	for _, f := range model.Static {
		if f.Written && !o.fromBottom(f.Path) {
			taken[key(f.Destination())] = true
		}
	}
	for _, c := range model.Collections {
		for _, d := range c.Docs {
			if c.Output && !o.fromBottom(d.Path) {
				taken[key(d.Destination())] = true
			}
		}
	}
	model.Pages = slices.DeleteFunc(model.Pages, func(p *site.Page) bool {
		return o.fromBottom(p.Path) && taken[key(p.Destination())]
	})
	model.Static = slices.DeleteFunc(model.Static, func(f *site.StaticFile) bool {
		return o.fromBottom(f.Path) && taken[key(f.Destination())]
	})
}

func key(destination string) string { return strings.TrimPrefix(path.Clean(destination), "/") }
