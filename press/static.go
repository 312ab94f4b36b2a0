package press

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"

	"golang.org/x/sync/errgroup"

	"github.com/galleypress/galley/store"
)

// inMemory is the size up to which a static file of an archive is taken into memory, so that several are stored at once.
const inMemory = 256 << 10

// errOtherContent is the end of a content that is not the one its hash names, as of a file that the archive changed.
var errOtherContent = errors.New("the content is not the one that its hash names")

// statics streams static files from the repository to the store: a few one by one, many as one archive.
type statics struct {
	host   Host
	limits Limits
	commit string
	blobs  map[string]string // the blob of a key
	paths  map[string]string // the blob of a path in the commit, for the static files of the site
}

func newStatics(host Host, limits Limits, commit string, built *builtSite) *statics {
	s := &statics{host: host, limits: limits, commit: commit, blobs: map[string]string{}, paths: map[string]string{}}
	for _, o := range built.Outputs {
		if o.Source != "" {
			blob := built.tree.files[o.Source].blob
			s.blobs[o.Path], s.paths[o.Source] = blob, blob
		}
	}
	return s
}

// stream is a store.Bulk.
func (s *statics) stream(ctx context.Context, outputs []store.Output, put func(store.Output, io.Reader) error) error {
	left := outputs
	if len(outputs) > few {
		var err error
		if left, err = s.fromArchive(ctx, outputs, put); err != nil {
			return err
		}
	}
	return atOnce(ctx, fetchers, left, func(ctx context.Context, o store.Output) (err error) {
		body, err := s.host.Blob(ctx, s.blobs[o.Key])
		if err != nil {
			return fmt.Errorf("fetching %s: %w", o.Key, err)
		}
		defer func() { err = errors.Join(err, body.Close()) }()
		return put(o, s.check(o, body))
	})
}

// fromArchive stores what it finds in the commit's archive, and gives back what it did not find.
func (s *statics) fromArchive(ctx context.Context, outputs []store.Output, put func(store.Output, io.Reader) error) (left []store.Output, err error) {
	archive, err := s.host.Archive(ctx, s.commit)
	if err != nil {
		return nil, fmt.Errorf("fetching the commit: %w", err)
	}
	defer func() { err = errors.Join(err, archive.Close()) }()
	wanted := map[string][]store.Output{} // by their blobs
	for _, o := range outputs {
		wanted[s.blobs[o.Key]] = append(wanted[s.blobs[o.Key]], o)
	}
	small, ctx := errgroup.WithContext(ctx)
	small.SetLimit(fetchers)
	err = readArchive(archive, s.limits, func(name string, size int64, body io.Reader) error {
		blob := s.paths[name]
		same := wanted[blob]
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case len(same) == 0 || size != same[0].Size || size > inMemory && len(same) > 1:
			return nil // not wanted, or not to be had from here
		case size > inMemory:
			err := put(same[0], s.check(same[0], body))
			if errors.Is(err, errOtherContent) {
				return nil
			}
			delete(wanted, blob)
			return err
		}
		data := make([]byte, size)
		if _, err := io.ReadFull(body, data); err != nil {
			return err
		}
		if blobHash(data, len(blob)) != blob {
			return nil
		}
		delete(wanted, blob)
		small.Go(func() error {
			for _, o := range same {
				if err := put(o, bytes.NewReader(data)); err != nil {
					return err
				}
			}
			return nil
		})
		return nil
	})
	if failed := small.Wait(); failed != nil {
		return nil, failed
	}
	if err != nil {
		return nil, err
	}
	for _, o := range outputs {
		if _, missing := wanted[s.blobs[o.Key]]; missing {
			left = append(left, o)
		}
	}
	return left, nil
}

// check gives a reader that ends with errOtherContent, in place of io.EOF, if what it read is not the output's blob.
func (s *statics) check(o store.Output, body io.Reader) io.Reader {
	return &checkedReader{body: body, hash: newBlobHash(o.Size, len(s.blobs[o.Key])), want: s.blobs[o.Key]}
}

type checkedReader struct {
	body io.Reader
	hash hash.Hash
	want string
}

func (c *checkedReader) Read(p []byte) (int, error) {
	n, err := c.body.Read(p)
	c.hash.Write(p[:n])
	if err == io.EOF && hex.EncodeToString(c.hash.Sum(nil)) != c.want {
		err = errOtherContent
	}
	return n, err
}
