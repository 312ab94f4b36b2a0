package desk

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// overlay is a file system with one more file, or another text for one of its files.
type overlay struct {
	under fs.FS
	path  string
	text  []byte
}

func withFile(under fs.FS, name string, text []byte) fs.FS { return &overlay{under, name, text} }

func (o *overlay) Open(name string) (fs.File, error) {
	if name == o.path {
		return &memoryFile{Reader: bytes.NewReader(o.text), info: o.info()}, nil
	}
	f, err := o.under.Open(name)
	if err != nil && o.above(name) {
		return &memoryFolder{info: memoryInfo{name: path.Base(name), mode: fs.ModeDir | 0o755}, list: o.list(name)}, nil
	}
	return f, err
}

func (o *overlay) Stat(name string) (fs.FileInfo, error) {
	if name == o.path {
		return o.info(), nil
	}
	info, err := fs.Stat(o.under, name)
	if err != nil && o.above(name) {
		return memoryInfo{name: path.Base(name), mode: fs.ModeDir | 0o755}, nil
	}
	return info, err
}

func (o *overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.under, name)
	if err != nil && !o.above(name) {
		return nil, err
	}
	return merge(entries, o.list(name)), nil
}

// above tells whether a folder holds the file, at any depth.
func (o *overlay) above(dir string) bool { return dir == "." || strings.HasPrefix(o.path, dir+"/") }

// list is what the file adds to a folder: itself, or the folder that leads to it.
func (o *overlay) list(dir string) []fs.DirEntry {
	if !o.above(dir) {
		return nil
	}
	rest := o.path
	if dir != "." {
		rest = strings.TrimPrefix(o.path, dir+"/")
	}
	name, _, deeper := strings.Cut(rest, "/")
	if deeper {
		return []fs.DirEntry{fs.FileInfoToDirEntry(memoryInfo{name: name, mode: fs.ModeDir | 0o755})}
	}
	return []fs.DirEntry{fs.FileInfoToDirEntry(o.info())}
}

func (o *overlay) info() memoryInfo {
	return memoryInfo{name: path.Base(o.path), size: int64(len(o.text)), mode: 0o644}
}

func merge(entries, more []fs.DirEntry) []fs.DirEntry {
	for _, e := range more {
		i, found := slices.BinarySearchFunc(entries, e.Name(), func(a fs.DirEntry, name string) int { return strings.Compare(a.Name(), name) })
		switch {
		case !found:
			entries = slices.Insert(entries, i, e)
		case !e.IsDir():
			entries[i] = e
		}
	}
	return entries
}

type memoryInfo struct {
	name string
	size int64
	mode fs.FileMode
}

func (i memoryInfo) Name() string       { return i.name }
func (i memoryInfo) Size() int64        { return i.size }
func (i memoryInfo) Mode() fs.FileMode  { return i.mode }
func (i memoryInfo) ModTime() time.Time { return time.Time{} }
func (i memoryInfo) IsDir() bool        { return i.mode.IsDir() }
func (i memoryInfo) Sys() any           { return nil }

type memoryFile struct {
	*bytes.Reader
	info memoryInfo
}

func (f *memoryFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *memoryFile) Close() error               { return nil }

type memoryFolder struct {
	info memoryInfo
	list []fs.DirEntry
}

func (f *memoryFolder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *memoryFolder) Close() error               { return nil }
func (f *memoryFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.info.name, Err: fs.ErrInvalid}
}

func (f *memoryFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 || n >= len(f.list) {
		list := f.list
		f.list = nil
		if n > 0 && len(list) == 0 {
			return nil, io.EOF
		}
		return list, nil
	}
	list := f.list[:n]
	f.list = f.list[n:]
	return list, nil
}

// emptyFS has a root and nothing in it.
type emptyFS struct{}

func (emptyFS) Open(name string) (fs.File, error) {
	if name == "." {
		return &memoryFolder{info: memoryInfo{name: ".", mode: fs.ModeDir | 0o755}}, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}
