// Package destination brings a folder to the state of a built site: it writes what differs, and takes away what the site does not have any more.
// It is the writer of `galley build` and `galley serve`; a published site goes through package store instead.
package destination

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/galleypress/galley/jekyll"
)

// Changes says what Write did.
type Changes struct {
	// Written are the paths of new and changed files, Removed those of files and folders that were taken away, as they came.
	Written, Removed []string
	// Unchanged is how many files were as they should be.
	Unchanged int
}

// Write makes dir hold the outputs and nothing else, but for what keep names (Jekyll's keep_files: beginnings of paths). Static files are copied
// from source with their time. Files whose content is right are not touched. Links in dir that lead out of it are not followed.
func Write(ctx context.Context, dir string, outputs []jekyll.Output, source fs.FS, keep []string) (*Changes, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("the destination %s cannot be made: %w", dir, err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("the destination %s cannot be opened: %w", dir, err)
	}
	defer root.Close()
	w := &writer{root: root, source: source}
	if err := w.clean(outputs, keep); err != nil {
		return nil, err
	}
	if err := w.makeFolders(outputs); err != nil {
		return nil, err
	}
	if err := w.writeAll(ctx, outputs); err != nil {
		return nil, err
	}
	return &w.changes, nil
}

// Check says whether a site in source may be written to dest: not into a folder that holds the source itself, which Write would empty.
func Check(source, dest string) error {
	s, d := real(source), real(dest)
	if d == s || strings.HasPrefix(s, strings.TrimSuffix(d, string(filepath.Separator))+string(filepath.Separator)) {
		return fmt.Errorf("the destination %s is or contains the source %s; choose another one with --destination, since the destination is emptied before a site is written", dest, source)
	}
	return nil
}

// real is a path without links, as far as it exists.
func real(p string) string {
	abs, err := filepath.Abs(p)
	if err != nil {
		return filepath.Clean(p)
	}
	rest := ""
	for dir := abs; ; dir = filepath.Dir(dir) {
		if resolved, err := filepath.EvalSymlinks(dir); err == nil {
			return filepath.Join(resolved, rest)
		}
		if dir == filepath.Dir(dir) {
			return abs
		}
		rest = filepath.Join(filepath.Base(dir), rest)
	}
}

type writer struct {
	root   *os.Root
	source fs.FS

	mu      sync.Mutex
	changes Changes
}

// clean takes away what the site does not have (Jekyll::Cleaner).
func (w *writer) clean(outputs []jekyll.Output, keep []string) error {
	files, folders := map[string]bool{}, map[string]bool{}
	for _, o := range outputs {
		files[o.Path] = true
		for dir := path.Dir(o.Path); dir != "."; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	kept := map[string]bool{}
	for _, k := range keep {
		for dir := path.Dir(strings.Trim(k, "/")); dir != "." && dir != "/"; dir = path.Dir(dir) {
			kept[dir] = true
		}
	}
	var obsolete []string
	err := fs.WalkDir(w.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".", kept[name]:
			return nil
		case isKept(name, keep):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir() && folders[name], !d.IsDir() && files[name] && d.Type().IsRegular():
			return nil
		}
		obsolete = append(obsolete, name)
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, name := range obsolete {
		if err := w.root.RemoveAll(name); err != nil {
			return fmt.Errorf("%s cannot be taken away from the destination: %w", name, err)
		}
	}
	w.changes.Removed = obsolete
	return nil
}

func isKept(name string, keep []string) bool {
	for _, k := range keep {
		if k = strings.TrimPrefix(k, "/"); k != "" && strings.HasPrefix(name, k) {
			return true
		}
	}
	return false
}

func (w *writer) makeFolders(outputs []jekyll.Output) error {
	made := map[string]bool{".": true}
	for _, o := range outputs {
		dir := path.Dir(o.Path)
		if made[dir] {
			continue
		}
		if err := w.root.MkdirAll(dir, 0o755); err != nil {
			return fmt.Errorf("the folder %s cannot be made in the destination: %w", dir, err)
		}
		for ; !made[dir]; dir = path.Dir(dir) {
			made[dir] = true
		}
	}
	return nil
}

func (w *writer) writeAll(ctx context.Context, outputs []jekyll.Output) error {
	var next atomic.Int64
	errs := make([]error, min(2*runtime.GOMAXPROCS(0), max(len(outputs), 1)))
	var wg sync.WaitGroup
	for worker := range errs {
		wg.Go(func() {
			for errs[worker] == nil && ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(outputs) {
					return
				}
				errs[worker] = w.write(outputs[i])
			}
		})
	}
	wg.Wait()
	return errors.Join(append(errs, ctx.Err())...)
}

func (w *writer) write(o jekyll.Output) error {
	changed, err := false, error(nil)
	if o.Source != "" {
		changed, err = w.copy(o)
	} else {
		changed, err = w.store(o)
	}
	if err != nil {
		return fmt.Errorf("%s cannot be written: %w", o.Path, err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if changed {
		w.changes.Written = append(w.changes.Written, o.Path)
	} else {
		w.changes.Unchanged++
	}
	return nil
}

func (w *writer) store(o jekyll.Output) (changed bool, err error) {
	if info, err := w.root.Stat(o.Path); err == nil && info.Size() == int64(len(o.Data)) {
		if old, err := w.root.ReadFile(o.Path); err == nil && bytes.Equal(old, o.Data) {
			return false, nil
		}
	}
	return true, w.root.WriteFile(o.Path, o.Data, 0o644)
}

// copy copies a static file, unless the one that is there has its size and time.
func (w *writer) copy(o jekyll.Output) (changed bool, err error) {
	in, err := w.source.Open(o.Source)
	if err != nil {
		return false, err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return false, err
	}
	if old, err := w.root.Stat(o.Path); err == nil && old.Size() == info.Size() && old.ModTime().Equal(info.ModTime()) {
		return false, nil
	}
	out, err := w.root.OpenFile(o.Path, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o644)
	if err != nil {
		return false, err
	}
	_, err = io.Copy(out, in)
	if err = errors.Join(err, out.Close()); err != nil {
		return false, err
	}
	return true, w.root.Chtimes(o.Path, info.ModTime(), info.ModTime())
}
