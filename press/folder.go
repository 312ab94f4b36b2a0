package press

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"time"

	"github.com/galleypress/galley/jekyll"
	"github.com/galleypress/galley/store"
)

// Folder publishes a site from a folder, without a repository: what is built is stored as after a push, and nothing is
// proof-read or held back.
type Folder struct {
	// Build says what to build and how.
	Build jekyll.Options
	// Store is where it goes.
	Store *store.Store
	// AllowDeletions lets more than half of the site be deleted.
	AllowDeletions bool
	// Planned is called with what will be done, before anything is. If it is false nothing is. May be nil.
	Planned func(*store.Plan) bool
}

// ErrDeclined is returned when Folder.Planned declined.
var ErrDeclined = errors.New("nothing was published")

// Publish builds the folder and stores what differs. It gives what was done and the builder's warnings.
func (f *Folder) Publish(ctx context.Context, now time.Time) (*store.Plan, []string, error) {
	result, err := jekyll.Build(ctx, f.Build)
	if err != nil {
		return nil, nil, err
	}
	list, err := outputs(result, f.static)
	if err != nil {
		return nil, nil, err
	}
	run := f.Store.Run(now)
	for try := 1; ; try++ {
		plan, err := f.store(ctx, run, list, result.NextDue)
		if !errors.Is(err, store.ErrConflict) && !errors.Is(err, store.ErrAgain) || try == tries {
			return plan, result.Warnings, err
		}
	}
}

func (f *Folder) store(ctx context.Context, run *store.Run, list []store.Output, due time.Time) (*store.Plan, error) {
	if err := run.Begin(ctx); err != nil {
		return nil, err
	}
	plan, err := run.Plan(list)
	if err != nil {
		return nil, err
	}
	if f.Planned != nil && !f.Planned(plan) {
		return plan, ErrDeclined
	}
	if err := plan.Fuse(); err != nil && !f.AllowDeletions {
		return plan, err
	}
	if err := run.Publish(ctx, plan, &store.Manifest{NextDue: due}, nil); err != nil {
		return plan, err
	}
	return plan, run.Finish(ctx)
}

// static gives a static file of the folder; its hash is the one that Git would give it, so that a site is known again
// when it is published from a repository.
func (f *Folder) static(source string) (_ string, _ int64, _ opener, err error) {
	open := func(context.Context) (io.ReadCloser, error) { return f.Build.Source.Open(source) }
	info, err := fs.Stat(f.Build.Source, source)
	if err != nil {
		return "", 0, nil, err
	}
	file, err := open(context.Background())
	if err != nil {
		return "", 0, nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	h := newBlobHash(info.Size(), 40)
	if n, err := io.Copy(h, file); err != nil {
		return "", 0, nil, err
	} else if n != info.Size() {
		return "", 0, nil, fmt.Errorf("%s changed while it was read", source)
	}
	return "git:" + hex.EncodeToString(h.Sum(nil)), info.Size(), open, nil
}
