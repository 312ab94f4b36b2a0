package s3_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	awss3 "github.com/aws/aws-sdk-go-v2/service/s3"

	"github.com/galleypress/galley/internal/parts"
	"github.com/galleypress/galley/store"
	_ "github.com/galleypress/galley/store/s3"
	"github.com/galleypress/galley/store/storetest"
)

const (
	access = "galley"
	secret = "galley-secret"
)

// startServer starts a real S3 server with a bucket, and has the environment lead to it through a door that counts.
func startServer(t *testing.T) (client *awss3.Client, wire *requests) {
	t.Helper()
	server := tool(t, "github.com/versity/versitygw/cmd/versitygw")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	_ = listener.Close()
	ctx, stop := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, server, "--quiet", "--access", access, "--secret", secret, "--region", "eu-central-1", "--port", address,
		"posix", "--sidecar", t.TempDir(), t.TempDir())
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); _ = cmd.Wait() })
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			_ = conn.Close()
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the S3 server does not listen")
		}
	}
	wire = &requests{}
	target, err := url.Parse("http://" + address)
	if err != nil {
		t.Fatal(err)
	}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target); r.Out.Host = r.In.Host }}
	door := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		wire.note(r)
		proxy.ServeHTTP(w, r)
	}))
	t.Cleanup(door.Close)
	t.Setenv("AWS_ENDPOINT_URL_S3", door.URL)
	t.Setenv("AWS_ACCESS_KEY_ID", access)
	t.Setenv("AWS_SECRET_ACCESS_KEY", secret)
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	client = awss3.New(awss3.Options{
		BaseEndpoint: aws.String("http://" + address), Region: "eu-central-1", UsePathStyle: true,
		Credentials: credentials.NewStaticCredentialsProvider(access, secret, ""),
	})
	if _, err := client.CreateBucket(context.Background(), &awss3.CreateBucketInput{Bucket: aws.String("blog")}); err != nil {
		t.Fatal(err)
	}
	return client, wire
}

// tool gives the path of a program that e2e/tools/go.mod names; Go builds it once and keeps it.
func tool(t *testing.T, name string) string {
	t.Helper()
	cmd := exec.Command("go", "tool", "-n", name)
	cmd.Dir = filepath.Join("..", "..", "e2e", "tools")
	out, err := cmd.Output()
	if err != nil {
		parts.Missing(t, "%s cannot be built (%v): it is the S3 server that storage is tested against", name, err)
	}
	return strings.TrimSpace(string(out))
}

// requests are what went over the wire.
type requests struct {
	mu   sync.Mutex
	list []string
}

func (r *requests) note(req *http.Request) {
	r.mu.Lock()
	defer r.mu.Unlock()
	line := req.Method + " " + req.URL.Path
	for name := range req.URL.Query() {
		line += "?" + name
	}
	r.list = append(r.list, line)
}

func (r *requests) take() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := r.list
	r.list = nil
	return list
}

func open(t *testing.T, bucketURL string) store.Bucket {
	t.Helper()
	b, err := store.OpenBucket(context.Background(), bucketURL)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.Close() })
	return b
}

func TestARealServer(t *testing.T) {
	client, wire := startServer(t)
	t.Run("keeps a bucket's promises", func(t *testing.T) {
		storetest.Bucket(t, open(t, "s3://blog?region=eu-central-1&prefix=some/where"))
	})
	t.Run("is told types and cache headers", func(t *testing.T) {
		b := open(t, "s3://blog?region=eu-central-1")
		if err := b.Write(context.Background(), "태그/index.html", store.HeaderFor("index.html"), strings.NewReader("<p>")); err != nil {
			t.Fatal(err)
		}
		head, err := client.HeadObject(context.Background(), &awss3.HeadObjectInput{Bucket: aws.String("blog"), Key: aws.String("태그/index.html")})
		if err != nil {
			t.Fatal(err)
		}
		if aws.ToString(head.ContentType) != "text/html; charset=utf-8" || aws.ToString(head.CacheControl) != "public, max-age=0, must-revalidate" {
			t.Errorf("type %q, cache %q", aws.ToString(head.ContentType), aws.ToString(head.CacheControl))
		}
	})
	t.Run("sees a publish as a handful of requests, and no listing", func(t *testing.T) {
		s := &store.Store{Site: open(t, "s3://blog?region=eu-central-1&prefix=site"), State: open(t, "s3://blog?region=eu-central-1&prefix=state"), Parallel: 1}
		publish(t, s, map[string]string{"index.html": "1", "a.html": "a", "b.html": "b", "c.html": "c"})
		wire.take()
		publish(t, s, map[string]string{"index.html": "2", "b.html": "b", "c.html": "c", "d.html": "d"})
		want := []string{
			"GET /blog/state/journal.json.zst?x-id", "GET /blog/state/manifest.json.zst?x-id", "PUT /blog/state/journal.json.zst?x-id",
			"PUT /blog/site/d.html?x-id", "PUT /blog/site/index.html?x-id",
			"PUT /blog/state/manifest.json.zst?x-id", "POST /blog?delete", "PUT /blog/state/journal.json.zst?x-id",
		}
		if got := wire.take(); strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("requests:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if _, _, err := storetest.Read(s.Site, "a.html"); err == nil {
			t.Error("a.html is still there")
		}
		if data, _, err := storetest.Read(s.Site, "index.html"); err != nil || string(data) != "2" {
			t.Errorf("index.html is %q (%v)", data, err)
		}
	})
}

func publish(t *testing.T, s *store.Store, site map[string]string) {
	t.Helper()
	ctx := context.Background()
	run := s.Run(time.Date(2026, 11, 23, 17, 0, 0, 0, time.UTC))
	if err := run.Begin(ctx); err != nil {
		t.Fatal(err)
	}
	var outputs []store.Output
	for key, content := range site {
		phase := store.Pages
		if key == "index.html" {
			phase = store.Indexes
		}
		outputs = append(outputs, store.Output{Key: key, Hash: "test:" + content, Size: int64(len(content)), Header: store.HeaderFor(key), Phase: phase,
			Open: func(context.Context) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil }})
	}
	plan, err := run.Plan(outputs)
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Publish(ctx, plan, &store.Manifest{Commit: "c"}, nil); err != nil {
		t.Fatal(err)
	}
	if err := run.Finish(ctx, "c"); err != nil {
		t.Fatal(err)
	}
}

func TestURLsThatNameNoBucketAreRefusedInWords(t *testing.T) {
	t.Setenv("AWS_REGION", "")
	t.Setenv("AWS_DEFAULT_REGION", "")
	t.Setenv("AWS_CONFIG_FILE", filepath.Join(t.TempDir(), "none"))
	t.Setenv("AWS_ENDPOINT_URL_S3", "")
	for bucketURL, want := range map[string]string{
		"s3://":                             "names a bucket",
		"s3://blog/folder":                  "prefix=folder",
		"s3://blog?color=red":               `no setting "color"`,
		"s3://blog":                         "region is not known",
		"s3://blog?region=x&prefix=_galley": "Galley's own",
	} {
		if _, err := store.OpenBucket(context.Background(), bucketURL); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", bucketURL, err, want)
		}
	}
}
