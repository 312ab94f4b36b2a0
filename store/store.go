// Package store keeps a published site in object storage: it knows what is stored (the manifest), plans what must be
// written and deleted, and does it in an order in which readers never see half a site and after which, wherever it was
// interrupted, the next run ends in the right state. Nothing is ever listed.
//
// It knows bytes and keys, not blogs. The backends live in folders of their own (store/file, store/s3, store/gcs,
// store/azure) and are linked by importing them.
package store

import "context"

// Store is a site's two buckets.
type Store struct {
	// Site is what readers see, through the CDN.
	Site Bucket
	// State is ours: the manifest, the journal and the packed sources.
	State Bucket
}

// Open opens a site's buckets by their URLs; the schemes are those of the backends that the program imports. An empty
// state URL keeps the state in the site's bucket, below a key that no site has.
func Open(ctx context.Context, site, state string) (*Store, error) {
	return nil, nil
}

// Close lets go of both buckets.
func (s *Store) Close() error { return nil }
