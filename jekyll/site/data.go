package site

import (
	"errors"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/galleypress/galley/jekyll/psych"
)

// readData reads the data files, a theme's first and the site's over them (DataReader).
func (r *reader) readData() error {
	data := psych.NewMap(8)
	if r.opts.Theme != nil {
		data = r.dataFolder(r.opts.Theme, "_data", 0)
	}
	r.site.Data = psych.DeepMerge(data, r.dataFolder(r.src, r.cfg.DataDir, 0))
	return r.ctx.Err()
}

// dataExtensions are those of data files, in the order in which Jekyll reads them.
var dataExtensions = []string{".yaml", ".yml", ".json", ".csv", ".tsv"}

func (r *reader) dataFolder(fsys fs.FS, dir string, depth int) *psych.Map {
	data := psych.NewMap(8)
	entries, err := fs.ReadDir(fsys, top(dir))
	if err != nil || depth > maxDepth {
		return data
	}
	var files, folders []string
	for _, e := range entries {
		p := path.Join(dir, e.Name())
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		switch isDir, broken := r.isDir(p, e); {
		case isDir:
			folders = append(folders, p)
		case broken != "":
			r.skip(p, broken)
		case slices.Contains(dataExtensions, path.Ext(p)):
			files = append(files, p)
		}
	}
	slices.SortStableFunc(files, func(a, b string) int {
		return slices.Index(dataExtensions, path.Ext(a)) - slices.Index(dataExtensions, path.Ext(b))
	})
	for _, p := range files {
		ext := path.Ext(p)
		value, err := r.dataFile(fsys, p, ext)
		if err != nil {
			line, column, message := explain(err)
			r.fail(Fault{Path: p, Line: line, Column: column, Message: "the data file cannot be read, so that Jekyll stops and builds nothing: " + message, Fatal: true})
		}
		data.Set(dataKey(strings.TrimSuffix(path.Base(p), ext)), value)
	}
	for _, p := range folders {
		data.Set(dataKey(path.Base(p)), r.dataFolder(fsys, p, depth+1))
	}
	return data
}

func (r *reader) dataFile(fsys fs.FS, p, ext string) (any, error) {
	text, err := readAll(fsys, p)
	if err != nil {
		return nil, errors.New(unreadable(err))
	}
	switch ext {
	case ".csv":
		return parseTable(text, r.tableOptions("csv", ","))
	case ".tsv":
		return parseTable(text, r.tableOptions("tsv", "\t"))
	}
	return psych.Load([]byte(strings.TrimPrefix(string(text), "\ufeff")), r.yamlOptions())
}

var (
	notInKey = regexp.MustCompile(`[^\w\s-]+`)
	spaces   = regexp.MustCompile(`\s+`)
)

// dataKey is the name of a file in site.data (DataReader#sanitize_filename).
func dataKey(name string) string {
	name = notInKey.ReplaceAllString(strings.TrimLeft(name, " \t\r\n\f\v"), "")
	return spaces.ReplaceAllString(name, "_")
}
