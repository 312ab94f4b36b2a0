package cloudfront_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	aws "github.com/aws/aws-sdk-go-v2/service/cloudfront"

	"github.com/galleypress/galley/cdn/cloudfront"
)

type wire struct {
	sent []*aws.CreateInvalidationInput
	err  error
}

func (w *wire) CreateInvalidation(_ context.Context, in *aws.CreateInvalidationInput, _ ...func(*aws.Options)) (*aws.CreateInvalidationOutput, error) {
	w.sent = append(w.sent, in)
	return nil, w.err
}

func TestWhatChangedIsInvalidated(t *testing.T) {
	many := make([]string, 16)
	for i := range many {
		many[i] = fmt.Sprintf("/%d/", i)
	}
	for name, test := range map[string]struct{ paths, want []string }{
		"pages":                     {[]string{"/feed.xml", "/", "/2026/post/"}, []string{"/", "/2026/post/", "/feed.xml"}},
		"pages with other letters":  {[]string{"/태그/첫 글/", "/50%/"}, []string{"/%ED%83%9C%EA%B7%B8/%EC%B2%AB%20%EA%B8%80/", "/50%25/"}},
		"a folder":                  {[]string{"/page*"}, []string{"/page*"}},
		"an asterisk inside a name": {[]string{"/a*b/"}, []string{"/a%2Ab/"}},
		"more than are named":       {many, []string{"/*"}},
	} {
		var w wire
		if err := cloudfront.New(&w, "E1").Invalidate(t.Context(), "commit-1", test.paths); err != nil {
			t.Fatal(err)
		}
		in := w.sent[0]
		batch := in.InvalidationBatch
		if !slices.Equal(batch.Paths.Items, test.want) || int(*batch.Paths.Quantity) != len(test.want) || *in.DistributionId != "E1" {
			t.Errorf("%s: sent %q for %s", name, batch.Paths.Items, *in.DistributionId)
		}
	}
}

func TestNothingChangedSendsNothing(t *testing.T) {
	var w wire
	if err := cloudfront.New(&w, "E1").Invalidate(t.Context(), "r", nil); err != nil || len(w.sent) > 0 {
		t.Errorf("sent %v, %v", w.sent, err)
	}
}

func TestARepeatedCallIsKnownByItsReference(t *testing.T) {
	var w wire
	d := cloudfront.New(&w, "E1")
	for _, call := range []struct {
		reference string
		paths     []string
	}{
		{"commit 1", []string{"/a", "/b"}}, {"commit 1", []string{"/b", "/a"}}, {"commit 1", []string{"/a"}}, {"commit 2", []string{"/a"}},
	} {
		if err := d.Invalidate(t.Context(), call.reference, call.paths); err != nil {
			t.Fatal(err)
		}
	}
	reference := func(i int) string { return *w.sent[i].InvalidationBatch.CallerReference }
	if reference(0) != reference(1) || reference(0) == reference(2) || reference(2) == reference(3) {
		t.Errorf("references %q, %q, %q, %q", reference(0), reference(1), reference(2), reference(3))
	}
}

func TestAFailureNamesTheDistribution(t *testing.T) {
	cause := errors.New("access denied")
	err := cloudfront.New(&wire{err: cause}, "E1").Invalidate(t.Context(), "r", []string{"/"})
	if !errors.Is(err, cause) || !strings.Contains(err.Error(), "CloudFront distribution E1") {
		t.Errorf("error %v", err)
	}
}
