package store

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
)

// Output is one object that the site is to have.
type Output struct {
	// Key is its place in the site's bucket.
	Key string
	// Hash tells its content apart from any other: outputs with the same hash have the same content. It begins with the
	// hash's name, as in "sha256:…" and "git:…" (a blob hash).
	Hash string
	Size int64
	// Header is what readers are told of it.
	Header Header
	// Phase is when it is written.
	Phase Phase
	// Open gives its content. It is called only when the output must be written, and then perhaps more than once. It is
	// nil for outputs whose contents come together, from Run.Bulk.
	Open func(ctx context.Context) (io.ReadCloser, error)
}

// Bulk gives the contents of outputs that come together, as from an archive, in any order. It calls put for each,
// perhaps from several goroutines.
type Bulk func(ctx context.Context, outputs []Output, put func(Output, io.Reader) error) error

// Phase says when an output is written, so that readers never find a page that refers to what is not there yet.
type Phase int

// The phases in the order in which they are written.
const (
	Assets  Phase = iota // styles, scripts, pictures: what pages refer to
	Pages                // posts and other documents: what feeds and indexes refer to
	Indexes              // feeds, sitemaps, lists of posts
)

func (p Phase) String() string {
	return [...]string{"asset", "page", "index"}[p]
}

// Plan is what must be done to make the bucket what it is to be.
type Plan struct {
	// Write are the outputs that differ from what is stored, in the order in which they are written.
	Write []Output
	// Delete are the keys that nothing is stored under any more, in order.
	Delete []string
	// Unchanged counts the outputs that are stored already.
	Unchanged int

	published int // outputs that the manifest has
	doomed    int // how many of them would go
	next      map[string]Stored
}

// ErrFuse is wrapped by Fuse's error.
var ErrFuse = errors.New("more than half of the site would be deleted")

// Fuse is an error when the plan would delete more than half of what is published, which is more often a mistake (an
// empty branch, a wrong folder, a setting that excludes everything) than meant.
func (p *Plan) Fuse() error {
	if 2*p.doomed <= p.published {
		return nil
	}
	return fmt.Errorf("%w (%d of %d files)", ErrFuse, p.doomed, p.published)
}

// Empty tells whether the bucket is already what it is to be.
func (p *Plan) Empty() bool { return len(p.Write) == 0 && len(p.Delete) == 0 }

// plan compares what is to be with what is stored. Keys in unsure may have any content or none, whatever the manifest
// says: they are written or deleted in any case.
func plan(published *Manifest, unsure map[string]bool, outputs []Output) (*Plan, error) {
	stored := map[string]Stored{}
	if published != nil {
		stored = published.Outputs
	}
	p := &Plan{published: len(stored), next: make(map[string]Stored, len(outputs))}
	for _, o := range outputs {
		if err := CheckKey(o.Key); err != nil {
			return nil, err
		}
		if _, twice := p.next[o.Key]; twice {
			return nil, fmt.Errorf("two outputs are to be stored as %q", o.Key)
		}
		is := Stored{Hash: o.Hash, Size: o.Size, Header: o.Header}
		p.next[o.Key] = is
		if was, ok := stored[o.Key]; ok && was == is && !unsure[o.Key] {
			p.Unchanged++
			continue
		}
		p.Write = append(p.Write, o)
	}
	for key := range stored {
		if _, ok := p.next[key]; !ok {
			p.Delete = append(p.Delete, key)
		}
	}
	p.doomed = len(p.Delete)
	for key := range unsure {
		if _, ok := p.next[key]; ok {
			continue
		}
		if _, ok := stored[key]; !ok {
			p.Delete = append(p.Delete, key)
		}
	}
	slices.SortFunc(p.Write, func(a, b Output) int {
		return cmp.Or(cmp.Compare(a.Phase, b.Phase), cmp.Compare(a.Key, b.Key))
	})
	slices.Sort(p.Delete)
	return p, nil
}
