package site

import (
	"io/fs"
	"os"
	"path"
	"sync"
)

// Dir is a folder on disk as a source for Read. Nothing outside of it can be opened, whatever symbolic links say (os.Root). It keeps
// folders open between files, which saves half of the work of opening thousands of posts.
type Dir struct {
	root *os.Root
	fs.FS

	mu      sync.RWMutex
	folders map[string]*os.Root
}

// maxFolders bounds how many folders are kept open.
const maxFolders = 200

// OpenDir opens a folder. Close it after the site, and the bodies of its files, have been read.
func OpenDir(name string) (*Dir, error) {
	root, err := os.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return &Dir{root: root, FS: root.FS(), folders: map[string]*os.Root{}}, nil
}

// Close closes the folder.
func (d *Dir) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, folder := range d.folders {
		if folder != nil {
			folder.Close()
		}
	}
	d.folders = map[string]*os.Root{}
	return d.root.Close()
}

// Open opens a file, as fs.FS asks.
func (d *Dir) Open(name string) (fs.File, error) {
	if dir, base := path.Split(name); dir != "" && fs.ValidPath(name) {
		if folder := d.folder(path.Clean(dir)); folder != nil {
			// A link may lead out of its folder and yet stay in the site; that is decided below.
			if file, err := folder.Open(base); err == nil {
				return file, nil
			}
		}
	}
	return d.FS.Open(name)
}

func (d *Dir) folder(dir string) *os.Root {
	d.mu.RLock()
	folder, there := d.folders[dir]
	d.mu.RUnlock()
	if there {
		return folder
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if folder, there := d.folders[dir]; there || len(d.folders) >= maxFolders {
		return folder
	}
	folder, err := d.root.OpenRoot(dir)
	if err != nil {
		folder = nil
	}
	d.folders[dir] = folder
	return folder
}

// ReadDir lists a folder, as fs.ReadDirFS asks.
func (d *Dir) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(d.FS, name) }

// ReadFile reads a file, as fs.ReadFileFS asks.
func (d *Dir) ReadFile(name string) ([]byte, error) { return fs.ReadFile(d.FS, name) }

// Stat describes a file, as fs.StatFS asks.
func (d *Dir) Stat(name string) (fs.FileInfo, error) { return fs.Stat(d.FS, name) }

// ReadLink reads a symbolic link, as fs.ReadLinkFS asks.
func (d *Dir) ReadLink(name string) (string, error) { return fs.ReadLink(d.FS, name) }

// Lstat describes a file or link, as fs.ReadLinkFS asks.
func (d *Dir) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(d.FS, name) }
