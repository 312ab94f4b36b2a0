// Package file keeps a site in a folder, for URLs such as file:///srv/blog. The folder is made when it is missing.
// Types and cache headers are not kept: whoever serves the folder goes by the files' names.
package file

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"

	"github.com/gofrs/flock"
	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"

	"github.com/galleypress/galley/store"
	"github.com/galleypress/galley/store/internal/cloud"
)

func init() {
	store.Register("file", open)
}

func open(_ context.Context, u *url.URL) (store.Bucket, error) {
	if u.Host != "" && u.Host != "localhost" && u.Host != "." {
		return nil, errors.New("a file URL has three slashes, as in file:///path/to/folder")
	}
	if u.RawQuery != "" {
		return nil, errors.New("a file URL has no setting but prefix")
	}
	dir := u.Path
	if u.Host == "." {
		dir = "." + dir
	}
	return Open(filepath.FromSlash(dir))
}

// Open opens a folder as a bucket, and makes it when it is missing.
func Open(dir string) (store.Bucket, error) {
	if dir == "" {
		return nil, errors.New("a file URL names a folder, as in file:///path/to/folder")
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	// Not fileblob's own check alone: it would tell of a folder that cannot be written to only at the first write.
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("the folder cannot be made: %w", err)
	}
	probe, err := os.CreateTemp(dir, ".galley-*")
	if err != nil {
		return nil, fmt.Errorf("the folder cannot be written to: %w", err)
	}
	if err := errors.Join(probe.Close(), os.Remove(probe.Name())); err != nil {
		return nil, fmt.Errorf("the folder cannot be written to: %w", err)
	}
	b, err := fileblob.OpenBucket(dir, &fileblob.Options{NoTempDir: true, Metadata: fileblob.MetadataDontWrite, DirFileMode: 0o755})
	if err != nil {
		return nil, err
	}
	return &bucket{Bucket: cloud.Bucket{Bucket: b, Version: func(*blob.Reader) (string, error) { return "", nil }}, dir: dir}, nil
}

type bucket struct {
	cloud.Bucket
	dir string
}

// Read gives an object; its version is the hash of its content, for which small objects are read as a whole.
func (b *bucket) Read(ctx context.Context, key string) (io.ReadCloser, string, error) {
	r, _, err := b.Bucket.Read(ctx, key)
	if err != nil {
		return nil, "", err
	}
	data, err := io.ReadAll(r)
	if err := errors.Join(err, r.Close()); err != nil {
		return nil, "", err
	}
	return io.NopCloser(bytes.NewReader(data)), versionOf(data), nil
}

// Write stores an object as a whole.
func (b *bucket) Write(ctx context.Context, key string, header store.Header, body io.Reader) error {
	options := cloud.WriterOptions(header)
	options.BeforeWrite = func(as func(any) bool) error {
		// fileblob makes files that only their owner can read; a web server is somebody else.
		var f *os.File
		if as(&f) {
			return f.Chmod(0o644)
		}
		return nil
	}
	return b.WriteWith(ctx, key, options, body)
}

// WriteIf holds a lock beside the object while it compares and writes, so that it holds between processes too.
func (b *bucket) WriteIf(ctx context.Context, key string, header store.Header, data []byte, version string) (string, error) {
	if err := os.MkdirAll(filepath.Dir(b.path(key)), 0o755); err != nil {
		return "", err
	}
	lock := flock.New(b.path(key) + ".lock")
	if err := lock.Lock(); err != nil {
		return "", fmt.Errorf("%s cannot be locked: %w", key, err)
	}
	defer func() { _ = lock.Unlock() }()
	there := ""
	switch r, v, err := b.Read(ctx, key); {
	case err == nil:
		there = v
		_ = r.Close()
	case !errors.Is(err, store.ErrNotFound):
		return "", err
	}
	if there != version {
		return "", fmt.Errorf("%s: %w", key, store.ErrConflict)
	}
	if err := b.Write(ctx, key, header, bytes.NewReader(data)); err != nil {
		return "", err
	}
	return versionOf(data), nil
}

// Delete removes files, and the folders that are empty without them.
func (b *bucket) Delete(ctx context.Context, keys ...string) error {
	for _, key := range keys {
		if err := b.Bucket.Delete(ctx, key); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for dir := path.Dir(key); dir != "."; dir = path.Dir(dir) {
			if os.Remove(b.path(dir)) != nil {
				break // not empty, which is what tells that it is needed
			}
		}
	}
	return nil
}

// path gives an object's file. Galley's keys need none of fileblob's escapes, other than on Windows.
func (b *bucket) path(key string) string { return filepath.Join(b.dir, filepath.FromSlash(key)) }

func versionOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
