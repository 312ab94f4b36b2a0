// Package cloud makes a store.Bucket of a gocloud.dev bucket. What gocloud.dev has no words for (writing under a
// condition, deleting many) each backend brings along.
package cloud

import (
	"context"
	"fmt"
	"io"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"

	"github.com/galleypress/galley/store"
)

// Bucket is a store.Bucket on a gocloud.dev bucket. A backend embeds it and adds WriteIf, and whatever it knows better.
type Bucket struct {
	*blob.Bucket
	// Version gives the version of the object that is read: what WriteIf compares.
	Version func(*blob.Reader) (string, error)
}

// Read gives an object and its version.
func (b *Bucket) Read(ctx context.Context, key string) (io.ReadCloser, string, error) {
	r, err := b.NewReader(ctx, key, nil)
	if err != nil {
		return nil, "", Explain(key, err)
	}
	version, err := b.Version(r)
	if err != nil {
		_ = r.Close()
		return nil, "", Explain(key, err)
	}
	return r, version, nil
}

// Write stores an object as a whole.
func (b *Bucket) Write(ctx context.Context, key string, header store.Header, body io.Reader) error {
	return b.WriteWith(ctx, key, WriterOptions(header), body)
}

// WriteWith stores an object as a whole, with options. If the body cannot be read to its end, nothing is stored.
func (b *Bucket) WriteWith(ctx context.Context, key string, options *blob.WriterOptions, body io.Reader) error {
	// gocloud.dev stores what it got until the error, unless its context has ended by then.
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	err := b.Upload(ctx, key, cancelling{body, cancel}, options)
	if err != nil && ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	return Explain(key, err)
}

// cancelling ends a context when its reader fails.
type cancelling struct {
	r      io.Reader
	cancel context.CancelCauseFunc
}

func (c cancelling) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if err != nil && err != io.EOF {
		c.cancel(err)
	}
	return n, err
}

// Delete removes objects one after the other.
func (b *Bucket) Delete(ctx context.Context, keys ...string) error {
	for _, key := range keys {
		if err := b.Bucket.Delete(ctx, key); err != nil && gcerrors.Code(err) != gcerrors.NotFound {
			return Explain(key, err)
		}
	}
	return nil
}

// WriterOptions are those of a header.
func WriterOptions(header store.Header) *blob.WriterOptions {
	return &blob.WriterOptions{ContentType: header.ContentType, CacheControl: header.CacheControl, DisableContentTypeDetection: true}
}

// Explain makes an error of gocloud.dev one of the store's, where the store knows it.
func Explain(key string, err error) error {
	if err == nil {
		return nil
	}
	switch gcerrors.Code(err) {
	case gcerrors.NotFound:
		return fmt.Errorf("%s: %w (%w)", key, store.ErrNotFound, err)
	case gcerrors.FailedPrecondition:
		return fmt.Errorf("%s: %w (%w)", key, store.ErrConflict, err)
	}
	return fmt.Errorf("%s: %w", key, err)
}
