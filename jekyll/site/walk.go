package site

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/galleypress/galley/jekyll/config"
)

// maxDepth is how deep folders may lie in each other.
const maxDepth = 64

// found is a file outside of posts and collections, which becomes a page or a static file.
type found struct {
	dir, name string
}

func (f found) path() string { return path.Join(f.dir, f.name) }

// walk goes through the folders as Reader#read_directories does, and gathers posts and drafts on the way.
func (r *reader) walk() ([]found, error) {
	w := walker{reader: r}
	err := w.folder("", 0)
	return w.files, err
}

type walker struct {
	*reader
	files []found
}

func (w *walker) folder(dir string, depth int) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	if depth > maxDepth {
		w.skip(dir, "the folders are nested too deeply")
		return nil
	}
	entries, err := fs.ReadDir(w.src, top(dir))
	if err != nil {
		if dir == "" {
			return err
		}
		w.skip(dir, unreadable(err))
		return nil
	}
	w.gatherPosts(dir, entries)
	var folders []string
	for _, e := range entries {
		p := path.Join(dir, e.Name())
		isDir, broken := w.isDir(p, e)
		why := w.cfg.Filter(dir, e.Name(), isDir)
		switch {
		case why != config.Read:
			if isDir && isMagic(e.Name()) {
				continue
			}
			w.skip(p, string(why))
			if isDir {
				w.lookForLost(p, e.Name(), why)
			}
		case broken != "":
			w.skip(p, broken)
		case isDir:
			folders = append(folders, p)
		case !e.Type().IsRegular() && e.Type()&fs.ModeSymlink == 0:
			w.skip(p, "it is not a file")
		default:
			w.files = append(w.files, found{dir, e.Name()})
		}
	}
	for _, p := range folders {
		if p == w.destination() {
			w.skip(p, "it is where the site is written to")
			continue
		}
		if looksLikePosts(path.Base(p)) {
			w.suspectFolder(p, path.Base(p))
		}
		if err := w.folder(p, depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (w *walker) destination() string { return strings.Trim(path.Clean("/"+w.cfg.Destination), "/") }

func isMagic(name string) bool { return name == "_posts" || name == "_drafts" }

// isDir says whether an entry is a folder, and for a symbolic link that cannot be followed why.
func (r *reader) isDir(p string, e fs.DirEntry) (isDir bool, broken string) {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.IsDir(), ""
	}
	info, err := fs.Stat(r.src, p)
	if err != nil {
		return false, linkReason(err)
	}
	if info.IsDir() && r.climbs(p) {
		return false, "the symbolic link leads to a folder that it lies in"
	}
	return info.IsDir(), ""
}

// climbs says whether a symbolic link leads to a folder above itself, where reading would never end.
func (r *reader) climbs(p string) bool {
	links, ok := r.src.(fs.ReadLinkFS)
	if !ok {
		return false
	}
	target, err := links.ReadLink(p)
	if err != nil {
		return true
	}
	target = path.Join(path.Dir(p), target)
	return target == "." || strings.HasPrefix(p, target+"/")
}

func linkReason(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "the symbolic link leads nowhere"
	}
	return "the symbolic link leads out of the site"
}

func unreadable(err error) string {
	if errors.Is(err, fs.ErrPermission) {
		return "it may not be read (permissions)"
	}
	return "it cannot be read"
}
