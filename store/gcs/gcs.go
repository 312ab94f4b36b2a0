// Package gcs keeps a site in a Google Cloud Storage bucket, for URLs such as gs://my-blog. Credentials are looked for
// as in every program with Google's SDK.
package gcs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"

	"cloud.google.com/go/storage"
	"gocloud.dev/blob"
	"gocloud.dev/blob/gcsblob"
	"gocloud.dev/gcp"

	"github.com/galleypress/galley/store"
	"github.com/galleypress/galley/store/internal/cloud"
)

func init() {
	store.Register("gs", open)
}

func open(ctx context.Context, u *url.URL) (store.Bucket, error) {
	if u.Host == "" {
		return nil, errors.New("a Google Cloud Storage URL names a bucket, as in gs://my-blog")
	}
	if u.RawQuery != "" {
		return nil, errors.New("a Google Cloud Storage URL has no setting but prefix")
	}
	credentials, err := gcp.DefaultCredentials(ctx)
	if err != nil {
		return nil, err
	}
	client, err := gcp.NewHTTPClient(gcp.DefaultTransport(), gcp.CredentialsTokenSource(credentials))
	if err != nil {
		return nil, err
	}
	b, err := gcsblob.OpenBucket(ctx, client, u.Host, nil)
	if err != nil {
		return nil, err
	}
	return &bucket{cloud.Bucket{Bucket: b, Version: version}}, nil
}

type bucket struct{ cloud.Bucket }

// version gives the object's generation, a number that each write raises.
func version(r *blob.Reader) (string, error) {
	var reader *storage.Reader
	if !r.As(&reader) {
		return "", errors.New("the server gives no generation")
	}
	return strconv.FormatInt(reader.Attrs.Generation, 10), nil
}

// WriteIf writes under a condition on the generation.
func (b *bucket) WriteIf(ctx context.Context, key string, header store.Header, data []byte, version string) (string, error) {
	conditions := storage.Conditions{DoesNotExist: true}
	if version != "" {
		generation, err := strconv.ParseInt(version, 10, 64)
		if err != nil {
			return "", fmt.Errorf("%s: the version %q is no generation", key, version)
		}
		conditions = storage.Conditions{GenerationMatch: generation}
	}
	var writer *storage.Writer
	options := cloud.WriterOptions(header)
	options.BeforeWrite = func(as func(any) bool) error {
		var object **storage.ObjectHandle
		if !as(&object) {
			return errors.New("conditions cannot be set")
		}
		*object = (*object).If(conditions)
		as(&writer)
		return nil
	}
	if err := b.WriteWith(ctx, key, options, bytes.NewReader(data)); err != nil {
		return "", err
	}
	if writer == nil || writer.Attrs() == nil {
		return "", fmt.Errorf("%s: the server gives no generation", key)
	}
	return strconv.FormatInt(writer.Attrs().Generation, 10), nil
}
