package desk

import (
	"io/fs"
	"os"
	"path"
	"sync"
)

// folders reads a site on disk without ever leaving it, as os.Root does. It keeps the folders open that it has read from: opening a file
// by its folder takes one step, and not one for each part of its path.
type folders struct {
	fs.FS // of the root
	root  *os.Root
	mu    sync.RWMutex
	open  map[string]*os.Root
}

// mostFolders is how many folders are kept open at once.
const mostFolders = 64

func openFolders(dir string) (*folders, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &folders{FS: root.FS(), root: root, open: map[string]*os.Root{}}, nil
}

// Open opens a file by its folder, and by its whole path where that fails: for instance a link that leads to another folder of the site.
func (f *folders) Open(name string) (fs.File, error) {
	if dir, base := path.Split(name); dir != "" && fs.ValidPath(name) {
		if folder := f.folder(path.Clean(dir)); folder != nil {
			if file, err := folder.Open(base); err == nil {
				return file, nil
			}
		}
	}
	return f.FS.Open(name)
}

func (f *folders) Stat(name string) (fs.FileInfo, error)      { return fs.Stat(f.FS, name) }
func (f *folders) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(f.FS, name) }

// folder returns a folder that is kept open, or nil.
func (f *folders) folder(dir string) *os.Root {
	f.mu.RLock()
	folder, known := f.open[dir]
	full := len(f.open) >= mostFolders
	f.mu.RUnlock()
	if known || full {
		return folder
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if folder, known := f.open[dir]; known {
		return folder
	}
	folder, err := f.root.OpenRoot(dir)
	if err != nil {
		folder = nil
	}
	f.open[dir] = folder
	return folder
}

// Close closes the folders. Files that are open stay so.
func (f *folders) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, folder := range f.open {
		if folder != nil {
			_ = folder.Close() // nothing was written
		}
	}
	f.open = map[string]*os.Root{}
	return f.root.Close()
}
