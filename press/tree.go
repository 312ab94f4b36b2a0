package press

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// tree is a commit as the file system that Jekyll reads. Text is at hand; static files are fetched when somebody reads
// them, which Jekyll has no need to.
type tree struct {
	ctx     context.Context
	files   map[string]entry // by their paths
	folders map[string][]fs.DirEntry
	texts   map[string][]byte // by their blob hashes
	blob    func(ctx context.Context, sha string) (io.ReadCloser, error)
	time    time.Time
}

// entry is one file of a commit.
type entry struct {
	blob string
	size int64
}

func newTree(ctx context.Context, files map[string]entry, texts map[string][]byte, blob func(context.Context, string) (io.ReadCloser, error), at time.Time) *tree {
	t := &tree{ctx: ctx, files: files, texts: texts, blob: blob, time: at, folders: map[string][]fs.DirEntry{".": nil}}
	for name := range files {
		for child, isFile := name, true; child != "."; isFile = false {
			dir := path.Dir(child)
			_, known := t.folders[dir]
			t.folders[dir] = append(t.folders[dir], t.info(child, isFile))
			if known {
				break
			}
			child = dir
		}
	}
	for _, entries := range t.folders {
		slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	}
	return t
}

// with gives the tree with other contents for some files. An entry without a blob means that there is no such file.
func (t *tree) with(other map[string]entry) *tree {
	files := maps.Clone(t.files)
	for name, e := range other {
		if e.blob == "" {
			delete(files, name)
		} else {
			files[name] = e
		}
	}
	return newTree(t.ctx, files, t.texts, t.blob, t.time)
}

func (t *tree) info(name string, isFile bool) info {
	i := info{name: path.Base(name), time: t.time, mode: 0o444}
	if isFile {
		i.size = t.files[name].size
	} else {
		i.mode = fs.ModeDir | 0o555
	}
	return i
}

// Open is fs.FS's.
func (t *tree) Open(name string) (fs.File, error) {
	info, err := t.stat("open", name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		return &folder{info: info, rest: t.folders[name]}, nil
	}
	e := t.files[name]
	if text, ok := t.texts[e.blob]; ok {
		return &textFile{Reader: bytes.NewReader(text), info: info}, nil
	}
	return &staticFile{info: info, open: func() (io.ReadCloser, error) { return t.blob(t.ctx, e.blob) }}, nil
}

// Stat is fs.StatFS's.
func (t *tree) Stat(name string) (fs.FileInfo, error) { return t.stat("stat", name) }

func (t *tree) stat(op, name string) (info, error) {
	if !fs.ValidPath(name) {
		return info{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	if _, ok := t.files[name]; ok {
		return t.info(name, true), nil
	}
	if _, ok := t.folders[name]; ok {
		return t.info(name, false), nil
	}
	return info{}, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

// ReadDir is fs.ReadDirFS's.
func (t *tree) ReadDir(name string) ([]fs.DirEntry, error) {
	info, err := t.stat("readdir", name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a folder")}
	}
	return slices.Clone(t.folders[name]), nil
}

// ReadFile is fs.ReadFileFS's.
func (t *tree) ReadFile(name string) (data []byte, err error) {
	f, err := t.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return io.ReadAll(f)
}

// HasFrontMatter is site.HeaderKnower's: what is not text was found to have none, or is by its name a picture, a film
// and the like, and is not fetched only to look.
func (t *tree) HasFrontMatter(name string) (has, known bool) {
	e, isFile := t.files[name]
	_, isText := t.texts[e.blob]
	return false, isFile && !isText
}

// line gives one line of a text file, from 1, without its end; empty where there is none.
func (t *tree) line(name string, number int) string {
	text := t.texts[t.files[name].blob]
	for n := 1; len(text) > 0; n++ {
		line, rest, _ := bytes.Cut(text, []byte("\n"))
		if n == number {
			return strings.TrimSuffix(string(line), "\r")
		}
		text = rest
	}
	return ""
}

type info struct {
	name string
	size int64
	mode fs.FileMode
	time time.Time
}

func (i info) Name() string               { return i.name }
func (i info) Size() int64                { return i.size }
func (i info) Mode() fs.FileMode          { return i.mode }
func (i info) Type() fs.FileMode          { return i.mode.Type() }
func (i info) ModTime() time.Time         { return i.time }
func (i info) IsDir() bool                { return i.mode.IsDir() }
func (i info) Sys() any                   { return nil }
func (i info) Info() (fs.FileInfo, error) { return i, nil }

// textFile is an open file whose content is at hand.
type textFile struct {
	*bytes.Reader
	info info
}

func (f *textFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *textFile) Close() error               { return nil }

// staticFile is an open file whose content is fetched at the first read.
type staticFile struct {
	info info
	open func() (io.ReadCloser, error)
	body io.ReadCloser
}

func (f *staticFile) Stat() (fs.FileInfo, error) { return f.info, nil }

func (f *staticFile) Read(p []byte) (int, error) {
	if f.body == nil {
		body, err := f.open()
		if err != nil {
			return 0, err
		}
		f.body = body
	}
	return f.body.Read(p)
}

func (f *staticFile) Close() error {
	if f.body == nil {
		return nil
	}
	return f.body.Close()
}

// folder is an open folder.
type folder struct {
	info info
	rest []fs.DirEntry
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *folder) Close() error               { return nil }

func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.info.name, Err: errors.New("is a folder")}
}

func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		all := f.rest
		f.rest = nil
		return all, nil
	}
	if len(f.rest) == 0 {
		return nil, io.EOF
	}
	some := f.rest[:min(n, len(f.rest))]
	f.rest = f.rest[len(some):]
	return some, nil
}
