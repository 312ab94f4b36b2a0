// Package azure keeps a site in an Azure Blob Storage container, for URLs such as azblob://my-blog. The account and its
// credentials come from the environment: AZURE_STORAGE_ACCOUNT with AZURE_STORAGE_KEY or AZURE_STORAGE_SAS_TOKEN, or
// AZURE_STORAGE_CONNECTION_STRING, or whatever Azure's SDK finds by itself.
package azure

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/streaming"
	azblobblob "github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/bloberror"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blockblob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/container"
	"gocloud.dev/blob"
	_ "gocloud.dev/blob/azureblob" // azblob://

	"github.com/galleypress/galley/store"
	"github.com/galleypress/galley/store/internal/cloud"
)

func init() {
	store.Register("azblob", open)
}

func open(ctx context.Context, u *url.URL) (store.Bucket, error) {
	if u.Host == "" {
		return nil, errors.New("an Azure URL names a container, as in azblob://my-blog")
	}
	b, err := blob.OpenBucket(ctx, u.String())
	if err != nil {
		return nil, err
	}
	var client *container.Client
	if !b.As(&client) {
		return nil, errors.Join(errors.New("conditions cannot be set"), b.Close())
	}
	return &bucket{Bucket: cloud.Bucket{Bucket: b, Version: version}, client: client}, nil
}

type bucket struct {
	cloud.Bucket
	client *container.Client
}

func version(r *blob.Reader) (string, error) {
	var response azblobblob.DownloadStreamResponse
	if !r.As(&response) || response.ETag == nil {
		return "", errors.New("the server gives no ETag")
	}
	return string(*response.ETag), nil
}

// WriteIf writes with If-Match or If-None-Match.
func (b *bucket) WriteIf(ctx context.Context, key string, header store.Header, data []byte, version string) (string, error) {
	conditions := &azblobblob.ModifiedAccessConditions{}
	if version == "" {
		any := azcore.ETagAny
		conditions.IfNoneMatch = &any
	} else {
		etag := azcore.ETag(version)
		conditions.IfMatch = &etag
	}
	response, err := b.client.NewBlockBlobClient(key).Upload(ctx, streaming.NopCloser(bytes.NewReader(data)), &blockblob.UploadOptions{
		HTTPHeaders:      &azblobblob.HTTPHeaders{BlobContentType: &header.ContentType, BlobCacheControl: &header.CacheControl},
		AccessConditions: &azblobblob.AccessConditions{ModifiedAccessConditions: conditions},
	})
	if bloberror.HasCode(err, bloberror.ConditionNotMet, bloberror.BlobAlreadyExists) {
		return "", fmt.Errorf("%s: %w (%w)", key, store.ErrConflict, err)
	}
	if err != nil {
		return "", fmt.Errorf("%s: %w", key, err)
	}
	if response.ETag == nil {
		return "", fmt.Errorf("%s: the server gives no ETag", key)
	}
	return string(*response.ETag), nil
}
