package store

import (
	"context"
	"errors"
	"io"
)

// The errors of a bucket that callers tell apart.
var (
	// ErrNotFound is wrapped when there is no object under a key.
	ErrNotFound = errors.New("no such object")
	// ErrConflict is wrapped by WriteIf when the object is not, or no longer, what the writer took it for.
	ErrConflict = errors.New("somebody else wrote this object in the meantime")
)

// Bucket is object storage as Galley uses it. Its methods may be called from several goroutines at once. Keys are
// slash-separated, in UTF-8, without empty, "." and ".." parts.
type Bucket interface {
	// Read gives an object and its version. The error wraps ErrNotFound when there is none.
	Read(ctx context.Context, key string) (body io.ReadCloser, version string, err error)
	// Write stores an object as a whole: readers see the old one or the new one. The body is streamed.
	Write(ctx context.Context, key string, header Header, body io.Reader) error
	// WriteIf stores a small object if its version is still the given one, or, where that is empty, if there is none.
	// It returns the new version. The error wraps ErrConflict when the condition does not hold.
	WriteIf(ctx context.Context, key string, header Header, data []byte, version string) (string, error)
	// Delete removes objects. One that does not exist is no error.
	Delete(ctx context.Context, keys ...string) error
	// Close lets go of the bucket.
	Close() error
}

// Header is what readers are told of an object.
type Header struct {
	ContentType  string `json:"type"` // with charset where it is text
	CacheControl string `json:"cache"`
}
