package site

import (
	"context"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/psych"
)

// reader holds what Read needs on its way. The folders are walked by one goroutine; files are read by several.
type reader struct {
	ctx  context.Context
	src  fs.FS
	cfg  *config.Config
	opts Options
	site *Site

	posts     *Collection
	documents []*Document // posts and drafts, in the order they were found
	failures  []Fault     // of files that are read side by side
	mu        sync.Mutex
}

func read(ctx context.Context, src fs.FS, cfg *config.Config, opts Options) (*Site, error) {
	s := &Site{Config: cfg, Source: src, Theme: opts.Theme, Now: opts.Now, Layouts: map[string]*Layout{}, Data: psych.NewMap(0)}
	if !cfg.Time.IsZero() {
		s.Now = cfg.Time
	}
	s.Now = s.Now.In(cfg.Location)
	r := &reader{ctx: ctx, src: src, cfg: cfg, opts: opts, site: s}
	r.addCollections()

	entries, err := r.walk()
	if err != nil {
		return nil, err
	}
	if err := r.readPosts(); err != nil {
		return nil, err
	}
	if !opts.PostsOnly {
		for _, step := range []func() error{func() error { return r.readEntries(entries) }, r.readCollections, r.readLayouts, r.readTheme, r.readData} {
			if err := step(); err != nil {
				return nil, err
			}
		}
	}
	r.finish()
	return s, ctx.Err()
}

func (r *reader) addCollections() {
	for i := range r.cfg.Collections {
		c := &Collection{Collection: &r.cfg.Collections[i]}
		r.site.Collections = append(r.site.Collections, c)
		if c.Label == "posts" {
			r.posts = c
		}
	}
}

// finish puts everything into the order that Jekyll has it in.
func (r *reader) finish() {
	s := r.site
	sort.SliceStable(s.Pages, func(i, j int) bool {
		a, b := s.Pages[i], s.Pages[j]
		if a.FromTheme || b.FromTheme {
			return !a.FromTheme
		}
		if a.Name != b.Name {
			return a.Name < b.Name
		}
		return a.Path < b.Path
	})
	sort.SliceStable(s.Static, func(i, j int) bool {
		a, b := s.Static[i], s.Static[j]
		if x, y := r.turn(a), r.turn(b); x != y {
			return x < y
		}
		return r.turn(a) == 0 && a.RelativePath < b.RelativePath
	})
	sort.SliceStable(s.Skipped, func(i, j int) bool { return s.Skipped[i].Path < s.Skipped[j].Path })
	s.Faults = append(s.Faults, r.failures...)
	sort.SliceStable(s.Faults, func(i, j int) bool { return s.Faults[i].Path < s.Faults[j].Path })
}

// turn is when Jekyll reads a static file: those outside of collections first, then each collection's, the theme's last.
func (r *reader) turn(f *StaticFile) int {
	switch {
	case f.FromTheme:
		return len(r.site.Collections) + 1
	case f.Collection != nil:
		return 1 + slices.Index(r.site.Collections, f.Collection)
	}
	return 0
}

func (r *reader) skip(path, reason string) {
	r.site.Skipped = append(r.site.Skipped, Skipped{path, reason})
}

// fail notes a fault; it may be called by several goroutines.
func (r *reader) fail(f Fault) {
	r.mu.Lock()
	r.failures = append(r.failures, f)
	r.mu.Unlock()
}

// each calls f for 0 … n-1, several at a time.
func (r *reader) each(n int, f func(i int)) error {
	workers := r.opts.Workers
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(workers, n) {
		wait.Go(func() {
			for r.ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				f(i)
			}
		})
	}
	wait.Wait()
	return r.ctx.Err()
}

// inCollectionsDir takes the collections_dir off a path (Document#relative_path).
func (r *reader) inCollectionsDir(p string) string {
	if r.cfg.CollectionsDir == "" {
		return p
	}
	return strings.TrimPrefix(p, r.cfg.CollectionsDir+"/")
}

// top is a folder as fs.FS wants it: "." for the source itself.
func top(dir string) string { return path.Join(".", dir) }
