package e2e_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkStart measures what a reader of the functions' promises wants to know: how long each takes from its start to
// its first request for work, and how large it is to be sent to Lambda. It builds what the Makefile builds, for this machine.
func BenchmarkStart(b *testing.B) {
	env := map[string]string{
		"AWS_REGION": region, "AWS_ACCESS_KEY_ID": accessKey, "AWS_SECRET_ACCESS_KEY": secretKey,
		"GALLEY_REPOSITORY": repository, "GALLEY_WEBHOOK_SECRET": secret, "GALLEY_QUEUE_URL": "https://sqs.us-east-1.amazonaws.com/1/galley.fifo",
		"GALLEY_SITE": "s3://site", "GALLEY_STATE": "s3://state", "GALLEY_SITE_URL": siteURL, "GALLEY_GITHUB_TOKEN": token,
	}
	for _, function := range []string{"webhook", "publisher"} {
		binary := filepath.Join(b.TempDir(), "bootstrap")
		cmd := exec.CommandContext(b.Context(), "go", "build", "-buildvcs=false", "-trimpath", "-tags", "lambda.norpc", "-ldflags", "-s -w", "-o", binary, "./functions/"+function)
		cmd.Dir, cmd.Env = "..", append(os.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v: %s", err, out)
		}
		b.Run(function, func(b *testing.B) {
			var total time.Duration
			for range b.N {
				total += timeToReady(b, binary, env)
			}
			b.ReportMetric(float64(total.Microseconds())/1000/float64(b.N), "ms/start")
			b.ReportMetric(float64(zipped(b, binary))/1e6, "MB-zipped")
			b.ReportMetric(0, "ns/op")
		})
	}
}

func timeToReady(b *testing.B, binary string, env map[string]string) time.Duration {
	f := start(b, "function", binary, env)
	for {
		f.mu.Lock()
		ready := f.ready
		f.mu.Unlock()
		if ready > 0 {
			return ready
		}
		time.Sleep(time.Millisecond)
	}
}

// zipped is the size of a file in a zip archive, as it is sent to Lambda.
func zipped(b *testing.B, file string) int {
	b.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		b.Fatal(err)
	}
	var archive bytes.Buffer
	w := zip.NewWriter(&archive)
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, flate.BestCompression) })
	part, err := w.Create("bootstrap")
	if err != nil {
		b.Fatal(err)
	}
	if _, err := part.Write(data); err != nil {
		b.Fatal(err)
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	return archive.Len()
}
