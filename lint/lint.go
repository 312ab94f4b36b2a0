// Package lint is the proof-reader: it knows what Jekyll will do with every file of a site, and says where that is not what the
// author meant, what readers would see, and how to mend it.
//
// The facts come from jekyll/site; the rules, values in a table with one file a family, judge them. The package reads the site it is
// given and nothing else: no network, no clock, and it never writes. Mending is worked out here and carried out by its caller.
package lint

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/galleypress/galley/jekyll/site"
)

// Options say what to check, and how strictly.
type Options struct {
	// Now is the moment at which the site would be built; posts dated later count as in the future. Zero stands for the site's own Now.
	Now time.Time

	// Paths, if any, are the files and folders to report on, slash-separated from the site's root. The whole site is still known to
	// the rules, so that a given file that takes another's URL is found.
	Paths []string

	// Settings are the site's own, from the key `galley: lint:` in its _config.yml; nil stands for none.
	Settings *Settings

	// Progress, if any, is told how many files of how many have been checked. It may be called from several goroutines at once.
	Progress func(done, total int)

	// Rules, if any, are the only ones to run.
	Rules []string
}

// ErrNoSite is returned by Check when it is given nothing to check.
var ErrNoSite = errors.New("there is no site to check")

// Check judges the files of a site and returns what it finds, sorted by path and place. The site must have been read with its pages and
// layouts. Errors come from the context alone; what is wrong with a file is a finding.
func Check(ctx context.Context, s *site.Site, opts Options) ([]Finding, error) {
	if s == nil {
		return nil, ErrNoSite
	}
	if opts.Now.IsZero() {
		opts.Now = s.Now
	}
	world := survey(s, opts)
	wanted := func(path string) bool {
		return !opts.Settings.ignores(path) &&
			(len(opts.Paths) == 0 || slices.ContainsFunc(opts.Paths, func(p string) bool { return covers(p, path) }))
	}
	files := slices.DeleteFunc(world.files, func(f *file) bool { return !wanted(f.path) })

	perFile := make([][]Finding, len(files))
	var next, done atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		group.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(files) {
					return
				}
				perFile[i] = world.check(files[i])
				if opts.Progress != nil {
					opts.Progress(int(done.Add(1)), len(files))
				}
			}
		})
	}
	group.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	all := append(slices.Concat(perFile...), world.stops(files, perFile, wanted)...)
	slices.SortStableFunc(all, func(a, b Finding) int { return strings.Compare(a.Path, b.Path) })
	return all, nil
}

// covers tells whether a given path is a file or a folder that it is in.
func covers(given, path string) bool {
	given = strings.TrimSuffix(strings.TrimPrefix(given, "./"), "/")
	return given == "" || given == "." || given == path || strings.HasPrefix(path, given) && path[len(given)] == '/'
}
