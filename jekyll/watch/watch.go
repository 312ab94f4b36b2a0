// Package watch tells when the files of a folder change.
package watch

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/fsnotify/fsnotify"
)

// Options say what to watch.
type Options struct {
	// Dir is watched with all folders in it.
	Dir string
	// Ignore says which files and folders are not looked at, by their path in Dir with slashes; nil: none.
	Ignore func(path string) bool
	// Quiet is how long nothing may change before a burst of changes is reported: editors write a file in several steps. Zero means 30 ms.
	Quiet time.Duration
	// Poll, where it is not zero, looks for changes at that interval instead of asking the system, for file systems that tell nothing.
	Poll time.Duration
}

// Watch calls changed with the paths that changed, in bursts, until ctx ends. It returns nil then, and an error when the folder cannot be watched.
func Watch(ctx context.Context, o Options, changed func(paths []string)) error {
	if o.Quiet == 0 {
		o.Quiet = 30 * time.Millisecond
	}
	if o.Ignore == nil {
		o.Ignore = func(string) bool { return false }
	}
	if o.Poll > 0 {
		return o.poll(ctx, changed)
	}
	w, err := fsnotify.NewWatcher()
	if err != nil {
		return err
	}
	defer w.Close()
	if err := o.add(w, o.Dir, nil); err != nil {
		return err
	}
	return o.listen(ctx, w, changed)
}

// add watches a folder and those in it, and tells of the files that are there already.
func (o *Options) add(w *fsnotify.Watcher, dir string, found func(path string)) error {
	return filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			if p == o.Dir {
				return err
			}
			return nil // gone again
		}
		if p != o.Dir && o.Ignore(o.rel(p)) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if d.IsDir() {
			return w.Add(p)
		}
		if found != nil {
			found(p)
		}
		return nil
	})
}

func (o *Options) listen(ctx context.Context, w *fsnotify.Watcher, changed func([]string)) error {
	burst := map[string]bool{}
	quiet := time.NewTimer(time.Hour)
	quiet.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case err, ok := <-w.Errors:
			if !ok {
				return nil
			}
			return err
		case e, ok := <-w.Events:
			if !ok {
				return nil
			}
			p := o.rel(e.Name)
			if e.Op == fsnotify.Chmod || o.Ignore(p) {
				continue
			}
			if info, err := os.Lstat(e.Name); err == nil && info.IsDir() && e.Has(fsnotify.Create) {
				if err := o.add(w, e.Name, func(p string) { burst[o.rel(p)] = true }); err != nil {
					return err
				}
			}
			burst[p] = true
			quiet.Reset(o.Quiet)
		case <-quiet.C:
			changed(paths(burst))
			burst = map[string]bool{}
		}
	}
}

type stamp struct {
	size int64
	time time.Time
}

func (o *Options) poll(ctx context.Context, changed func([]string)) error {
	before := o.scan()
	ticker := time.NewTicker(o.Poll)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
		}
		now := o.scan()
		burst := map[string]bool{}
		for p, s := range now {
			if before[p] != s {
				burst[p] = true
			}
		}
		for p := range before {
			if _, there := now[p]; !there {
				burst[p] = true
			}
		}
		before = now
		if len(burst) > 0 {
			changed(paths(burst))
		}
	}
}

func (o *Options) scan() map[string]stamp {
	files := map[string]stamp{}
	_ = filepath.WalkDir(o.Dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil
		}
		if p != o.Dir && o.Ignore(o.rel(p)) {
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if info, err := d.Info(); err == nil && !d.IsDir() {
			files[o.rel(p)] = stamp{info.Size(), info.ModTime()}
		}
		return nil
	})
	return files
}

func (o *Options) rel(p string) string {
	rel, err := filepath.Rel(o.Dir, p)
	if err != nil {
		return filepath.ToSlash(p)
	}
	return filepath.ToSlash(rel)
}

func paths(burst map[string]bool) []string {
	list := make([]string, 0, len(burst))
	for p := range burst {
		list = append(list, p)
	}
	return list
}
