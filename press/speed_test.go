package press_test

import (
	"fmt"
	"strings"
	"testing"
)

// A push of one post to a blog of ten thousand, with everything that stands around the press in memory but git.
func BenchmarkAPushToTenThousandPosts(b *testing.B) {
	bench := newBench(b)
	text := strings.Repeat("Some words of *this* post, with a [link](https://example.org/) and `code`.\n\n", 60)
	for i := range 10_000 {
		bench.post(fmt.Sprintf("20%02d-%02d-%02d-post-%d.md", 10+i/1000, 1+i%12, 1+i%28, i), fmt.Sprint("Post ", i), text)
	}
	bench.push("Begin")
	written := 0
	n := 0
	for b.Loop() {
		b.StopTimer()
		n++
		bench.restart()
		bench.post("2026-01-02-two.md", "Two", fmt.Sprint("Version ", n))
		commit := bench.work.Push(fmt.Sprint("Change ", n))
		b.StartTimer()
		written += len(bench.run(job(commit)).Written)
	}
	b.ReportMetric(float64(written)/float64(n), "written/op")
	b.ReportMetric(float64(len(bench.host.calls)), "calls-to-host/op")
	b.ReportMetric(float64(len(bench.wire.Calls())), "calls-to-storage/op")
}
