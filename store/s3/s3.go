// Package s3 keeps a site in an S3 bucket, for URLs such as s3://my-blog?region=eu-central-1. Credentials, the region
// where the URL has none, and AWS_ENDPOINT_URL_S3 are looked for as in every program with AWS's SDK.
package s3

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"gocloud.dev/blob"
	"gocloud.dev/blob/s3blob"

	"github.com/galleypress/galley/store"
	"github.com/galleypress/galley/store/internal/cloud"
)

func init() {
	store.Register("s3", open)
}

// connections is how many idle connections are kept to the server.
const connections = 2 * store.DefaultParallel

func open(ctx context.Context, u *url.URL) (store.Bucket, error) {
	if u.Host == "" {
		return nil, errors.New("an S3 URL names a bucket, as in s3://my-blog?region=eu-central-1")
	}
	if strings.Trim(u.Path, "/") != "" {
		return nil, fmt.Errorf("a folder in the bucket is given as prefix: s3://%s?prefix=%s", u.Host, strings.Trim(u.Path, "/"))
	}
	// As many connections are kept open as are written on at once.
	client := awshttp.NewBuildableClient().WithTransportOptions(func(t *http.Transport) { t.MaxIdleConnsPerHost = connections })
	options := []func(*config.LoadOptions) error{config.WithHTTPClient(client)}
	for name, values := range u.Query() {
		if name != "region" {
			return nil, fmt.Errorf("an S3 URL has no setting %q; it has region and prefix", name)
		}
		options = append(options, config.WithRegion(values[0]))
	}
	cfg, err := config.LoadDefaultConfig(ctx, options...)
	if err != nil {
		return nil, err
	}
	elsewhere := otherServer()
	if cfg.Region == "" {
		if !elsewhere {
			return nil, fmt.Errorf("the bucket's region is not known: write s3://%s?region=…, or set AWS_REGION", u.Host)
		}
		cfg.Region = "us-east-1" // what servers other than AWS's expect
	}
	return Open(ctx, s3.NewFromConfig(cfg, func(o *s3.Options) { o.UsePathStyle = elsewhere }), u.Host)
}

// otherServer tells whether the environment leads to an S3 server that is not AWS's own: those rarely have a host
// name for each bucket.
func otherServer() bool {
	for _, name := range []string{"AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"} {
		if endpoint, err := url.Parse(os.Getenv(name)); err == nil && endpoint.Host != "" {
			host := endpoint.Hostname()
			return !strings.HasSuffix(host, ".amazonaws.com") && !strings.HasSuffix(host, ".amazonaws.com.cn")
		}
	}
	return false
}

// Open opens a bucket with a client that is set up already.
func Open(ctx context.Context, client *s3.Client, name string) (store.Bucket, error) {
	b, err := s3blob.OpenBucket(ctx, client, name, &s3blob.Options{RequestChecksumCalculation: client.Options().RequestChecksumCalculation})
	if err != nil {
		return nil, err
	}
	return &bucket{Bucket: cloud.Bucket{Bucket: b, Version: version}, client: client, name: name}, nil
}

type bucket struct {
	cloud.Bucket
	client *s3.Client
	name   string
}

func version(r *blob.Reader) (string, error) {
	var out s3.GetObjectOutput
	if !r.As(&out) || out.ETag == nil {
		return "", errors.New("the server gives no ETag")
	}
	return *out.ETag, nil
}

// WriteIf writes with If-Match or If-None-Match, which S3 has known since 2024.
func (b *bucket) WriteIf(ctx context.Context, key string, header store.Header, data []byte, version string) (string, error) {
	in := &s3.PutObjectInput{
		Bucket: &b.name, Key: &key, Body: bytes.NewReader(data), ContentLength: aws.Int64(int64(len(data))),
		ContentType: &header.ContentType, CacheControl: &header.CacheControl,
	}
	if version == "" {
		in.IfNoneMatch = aws.String("*")
	} else {
		in.IfMatch = &version
	}
	out, err := b.client.PutObject(ctx, in)
	if err != nil {
		if failed, ok := errors.AsType[*awshttp.ResponseError](err); ok {
			switch failed.HTTPStatusCode() {
			// 409: another conditional write of the same object is under way. 404: it was deleted meanwhile.
			case http.StatusPreconditionFailed, http.StatusConflict, http.StatusNotFound:
				if !isCode(err, "NoSuchBucket") {
					return "", fmt.Errorf("%s: %w (%w)", key, store.ErrConflict, err)
				}
			}
		}
		return "", fmt.Errorf("%s: %w", key, err)
	}
	return aws.ToString(out.ETag), nil
}

// Delete removes up to 1,000 objects in a call.
func (b *bucket) Delete(ctx context.Context, keys ...string) error {
	if len(keys) == 0 {
		return nil
	}
	objects := make([]types.ObjectIdentifier, len(keys))
	for i := range keys {
		objects[i].Key = &keys[i]
	}
	out, err := b.client.DeleteObjects(ctx, &s3.DeleteObjectsInput{
		Bucket: &b.name, Delete: &types.Delete{Objects: objects, Quiet: aws.Bool(true)},
	})
	if err != nil {
		return err
	}
	for _, failed := range out.Errors {
		if aws.ToString(failed.Code) != "NoSuchKey" {
			return fmt.Errorf("%s: %s (%s)", aws.ToString(failed.Key), aws.ToString(failed.Message), aws.ToString(failed.Code))
		}
	}
	return nil
}

func isCode(err error, code string) bool {
	coded, ok := errors.AsType[interface {
		error
		ErrorCode() string
	}](err)
	return ok && coded.ErrorCode() == code
}
