// Package cloudfront tells AWS's content delivery network what changed on the site, so that readers see it at once.
package cloudfront

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront"
	"github.com/aws/aws-sdk-go-v2/service/cloudfront/types"
)

// most is how many paths are named one by one. AWS counts paths, 1,000 a month for nothing, and an asterisk as one.
const most = 15

// Client is what Distribution uses of *cloudfront.Client.
type Client interface {
	CreateInvalidation(context.Context, *cloudfront.CreateInvalidationInput, ...func(*cloudfront.Options)) (*cloudfront.CreateInvalidationOutput, error)
}

// Distribution is one of CloudFront's.
type Distribution struct {
	client Client
	id     string
}

// New gives the distribution with this id.
func New(client Client, id string) *Distribution {
	return &Distribution{client: client, id: id}
}

// Invalidate has CloudFront fetch these paths anew. They begin with a slash, are not escaped, and may end in an asterisk;
// when they are many, everything is fetched anew. Repeated with the same reference and paths, it makes one invalidation.
func (d *Distribution) Invalidate(ctx context.Context, reference string, paths []string) error {
	if len(paths) == 0 {
		return nil
	}
	items := []string{"/*"}
	if len(paths) <= most {
		items = items[:0]
		for _, path := range paths {
			items = append(items, escape(path))
		}
		slices.Sort(items)
	}
	_, err := d.client.CreateInvalidation(ctx, &cloudfront.CreateInvalidationInput{
		DistributionId: &d.id,
		InvalidationBatch: &types.InvalidationBatch{
			CallerReference: aws.String(reference + " " + digest(items)),
			Paths:           &types.Paths{Items: items, Quantity: aws.Int32(int32(len(items)))},
		},
	})
	if err != nil {
		return fmt.Errorf("telling the CloudFront distribution %s what changed: %w", d.id, err)
	}
	return nil
}

// digest tells paths apart: CloudFront refuses a reference that it has seen with other paths.
func digest(paths []string) string {
	sum := sha256.Sum256([]byte(strings.Join(paths, "\n")))
	return hex.EncodeToString(sum[:8])
}

// escape writes a path as CloudFront wants it: as in a URL, but for the asterisk at the end, which stands for anything.
func escape(path string) string {
	path, all := strings.CutSuffix(path, "*")
	escaped := strings.ReplaceAll((&url.URL{Path: path}).EscapedPath(), "*", "%2A")
	if all {
		escaped += "*"
	}
	return escaped
}
