package site

import (
	"io/fs"
	"path"
	"strings"

	"github.com/galleypress/galley/jekyll/config"
)

// readLayouts reads the layouts, and the names of the includes (LayoutReader). The site's own come before a theme's.
func (r *reader) readLayouts() error {
	seen := map[string]bool{}
	for _, from := range []struct {
		fsys    fs.FS
		layouts string
		include string
		theme   bool
	}{{r.src, r.cfg.LayoutsDir, r.cfg.IncludesDir, false}, {r.opts.Theme, "_layouts", "_includes", true}} {
		if from.fsys == nil {
			continue
		}
		for _, entry := range r.filesIn(from.fsys, from.layouts, "") {
			r.addLayout(from.fsys, from.layouts, entry, from.theme)
		}
		for _, entry := range r.filesIn(from.fsys, from.include, "") {
			if !seen[entry] {
				seen[entry] = true
				r.site.Includes = append(r.site.Includes, entry)
			}
		}
	}
	return r.ctx.Err()
}

func (r *reader) addLayout(fsys fs.FS, dir, entry string, theme bool) {
	name := path.Base(entry)
	if !strings.Contains(name, ".") || r.cfg.Filter("", entry, false) != config.Read {
		return
	}
	l := &Layout{Name: layoutName(entry), Ext: extname(entry)}
	if other := r.site.Layouts[l.Name]; other != nil && !(other.FromTheme == theme && !theme) {
		return
	}
	l.Path, l.fsys, l.FromTheme = path.Join(dir, entry), fsys, theme
	r.loadConvertible(&l.File)
	r.site.Layouts[l.Name] = l
}

// layoutName is the path without what follows the last point.
func layoutName(entry string) string {
	return entry[:strings.LastIndexByte(strings.TrimRight(entry, "."), '.')]
}

// filesIn lists the files in a folder, without hidden ones, sorted; links to folders are not followed.
func (r *reader) filesIn(fsys fs.FS, dir, sub string) []string {
	entries, err := fs.ReadDir(fsys, top(path.Join(dir, sub)))
	if err != nil || strings.Count(sub, "/") > maxDepth {
		return nil
	}
	var files []string
	for _, e := range entries {
		entry := path.Join(sub, e.Name())
		switch {
		case strings.HasPrefix(e.Name(), "."):
		case e.IsDir():
			files = append(files, r.filesIn(fsys, dir, entry)...)
		default:
			if info, err := statFile(fsys, path.Join(dir, entry)); err == nil && !info.IsDir() {
				files = append(files, entry)
			}
		}
	}
	return files
}

func statFile(fsys fs.FS, name string) (fs.FileInfo, error) { return fs.Stat(fsys, name) }
