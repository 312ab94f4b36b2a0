// Package store keeps a published site in object storage: it knows what is stored (the manifest), plans what must be
// written and deleted, and does it in an order in which readers never see half a site and after which, wherever it was
// interrupted, the next run ends in the right state. Nothing is ever listed.
//
// It knows bytes and keys, not blogs. The backends live in folders of their own (store/file, store/s3, store/gcs,
// store/azure) and are linked by importing them.
package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// Reserved begins the keys in a site's bucket that are Galley's own. They are in no manifest and no publish deletes them.
const Reserved = "_galley/"

// Store is a site's two buckets.
type Store struct {
	// Site is what readers see, through the CDN.
	Site Bucket
	// State is ours: the manifest, the journal and the packed sources.
	State Bucket
	// Lease is how long one run may take at most; it gives up by itself when the time is over, so that a later run
	// knows that nobody writes any more. DefaultLease if 0.
	Lease time.Duration
	// Parallel is how many objects are written at once. DefaultParallel if 0.
	Parallel int
}

// The limits of a Store where it sets none.
const (
	DefaultLease    = 15 * time.Minute // no Lambda function runs longer
	DefaultParallel = 16
)

// Open opens a site's buckets by their URLs; the schemes are those of the backends that the program imports. An empty
// state URL keeps the state beside the site, below Reserved: that is for sites whose sources and reports nobody minds
// being read, as readers of the site may then read the state too.
func Open(ctx context.Context, site, state string) (*Store, error) {
	s := &Store{}
	var err error
	if s.Site, err = OpenBucket(ctx, site); err != nil {
		return nil, err
	}
	if state == "" {
		s.State = shared{Prefixed(s.Site, Reserved+"state/")}
		return s, nil
	}
	if s.State, err = OpenBucket(ctx, state); err != nil {
		return nil, errors.Join(err, s.Site.Close())
	}
	return s, nil
}

// Close lets go of both buckets.
func (s *Store) Close() error {
	return errors.Join(s.State.Close(), s.Site.Close())
}

func (s *Store) lease() time.Duration {
	if s.Lease > 0 {
		return s.Lease
	}
	return DefaultLease
}

func (s *Store) parallel() int {
	if s.Parallel > 0 {
		return s.Parallel
	}
	return DefaultParallel
}

// shared is a state bucket that is closed with the site's.
type shared struct{ Bucket }

func (shared) Close() error { return nil }

// CheckKey says what is wrong with a key for an output, if something is.
func CheckKey(key string) error {
	if strings.HasPrefix(key, Reserved) || key+"/" == Reserved {
		return fmt.Errorf("%q cannot be published: what begins with %s is Galley's own; give it another permalink", key, Reserved)
	}
	if len(key) > 1024 {
		return fmt.Errorf("%q cannot be published: its path has %d bytes, and object storage allows 1,024", key[:60]+"…", len(key))
	}
	for part := range strings.SplitSeq(key, "/") {
		if part == "" || part == "." || part == ".." {
			return fmt.Errorf("%q cannot be published: a path must not have the part %q", key, part)
		}
	}
	if !utf8.ValidString(key) || strings.ContainsFunc(key, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' }) {
		return fmt.Errorf("%q cannot be published: a path must be UTF-8 without control characters and backslashes", key)
	}
	return nil
}
