package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"sync"
)

// Opener opens the bucket that a URL names. Prefix has been taken from the URL's query before.
type Opener func(ctx context.Context, u *url.URL) (Bucket, error)

var (
	openersMu sync.Mutex
	openers   = map[string]Opener{}
)

// Register makes a backend known by its URL's scheme. Backends call it when they are imported.
func Register(scheme string, open Opener) {
	openersMu.Lock()
	defer openersMu.Unlock()
	openers[scheme] = open
}

// OpenBucket opens a bucket by its URL, such as s3://my-blog?region=eu-central-1&prefix=blog or file:///srv/blog. The
// query's prefix, which all backends have, puts everything below a folder of the bucket.
func OpenBucket(ctx context.Context, bucketURL string) (Bucket, error) {
	u, err := url.Parse(bucketURL)
	if err != nil || u.Scheme == "" {
		return nil, fmt.Errorf("%q is no storage URL; it must look like %s", bucketURL, examples())
	}
	openersMu.Lock()
	open := openers[u.Scheme]
	openersMu.Unlock()
	if open == nil {
		return nil, fmt.Errorf("%q: this program cannot store to %s://; it knows %s", bucketURL, u.Scheme, examples())
	}
	query := u.Query()
	prefix := strings.Trim(query.Get("prefix"), "/")
	query.Del("prefix")
	u.RawQuery = query.Encode()
	bucket, err := open(ctx, u)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", bucketURL, err)
	}
	if prefix == "" {
		return bucket, nil
	}
	if err := CheckKey(prefix); err != nil {
		return nil, errors.Join(fmt.Errorf("%s: prefix: %w", bucketURL, err), bucket.Close())
	}
	return Prefixed(bucket, prefix+"/"), nil
}

func examples() string {
	known := map[string]string{
		"file": "file:///path/to/folder", "s3": "s3://bucket?region=eu-central-1", "gs": "gs://bucket", "azblob": "azblob://container",
	}
	openersMu.Lock()
	defer openersMu.Unlock()
	var list []string
	for scheme := range openers {
		if example, ok := known[scheme]; ok {
			list = append(list, example)
		} else {
			list = append(list, scheme+"://…")
		}
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

// Prefixed gives the part of a bucket whose keys begin with prefix.
func Prefixed(bucket Bucket, prefix string) Bucket {
	return prefixed{bucket, prefix}
}

type prefixed struct {
	bucket Bucket
	prefix string
}

func (p prefixed) Read(ctx context.Context, key string) (io.ReadCloser, string, error) {
	return p.bucket.Read(ctx, p.prefix+key)
}

func (p prefixed) Write(ctx context.Context, key string, header Header, body io.Reader) error {
	return p.bucket.Write(ctx, p.prefix+key, header, body)
}

func (p prefixed) WriteIf(ctx context.Context, key string, header Header, data []byte, version string) (string, error) {
	return p.bucket.WriteIf(ctx, p.prefix+key, header, data, version)
}

func (p prefixed) Delete(ctx context.Context, keys ...string) error {
	full := make([]string, len(keys))
	for i, key := range keys {
		full[i] = p.prefix + key
	}
	return p.bucket.Delete(ctx, full...)
}

func (p prefixed) Close() error { return p.bucket.Close() }
