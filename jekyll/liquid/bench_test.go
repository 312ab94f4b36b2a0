package liquid_test

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/galleypress/galley/jekyll/liquid"
)

// The benchmarks' templates and data are those of testdata/bench/bench.rb, which measures Ruby's Liquid:
//
//	go test -bench . -run xxx ./jekyll/liquid && ruby jekyll/liquid/testdata/bench/bench.rb

func parseFile(tb testing.TB, path string) *liquid.Template {
	tb.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	tpl, err := liquid.NewEnvironment(liquid.Options{Dialect: liquid.Jekyll}).Parse(path, string(src), liquid.ParseOptions{})
	if err != nil {
		tb.Fatal(err)
	}
	return tpl
}

func benchPosts(n int) []any {
	posts := make([]any, n)
	for i := range posts {
		y := "kiwi"
		if i%2 == 0 {
			y = "banana"
		}
		posts[i] = map[string]any{
			"url": fmt.Sprintf("/posts/%d/", i), "title": fmt.Sprintf("Post & number %d", i),
			"date": time.Date(2020, 1, 1, i, 0, 0, 0, time.UTC), "x": i % 3, "y": y,
		}
	}
	return posts
}

func benchPage() string {
	section := "<p>" + strings.Repeat("Lorem ipsum dolor <em>sit</em> amet, consectetur &amp; adipiscing elit. ", 12) + "</p>\n<p><code>a &lt; b</code></p>\n"
	var b strings.Builder
	for n := 0; b.Len() < 50_000; n++ {
		fmt.Fprintf(&b, "<h%d id=\"section-%d\">Section <code>%d</code> &amp; more</h%d>\n%s", 2+n%3, n+1, n+1, 2+n%3, section)
	}
	return b.String()
}

func render(b *testing.B, tpl *liquid.Template, vars map[string]any, items int) {
	b.Helper()
	b.ReportAllocs()
	var out []byte
	for b.Loop() {
		var err error
		if out, err = tpl.AppendRender(context.Background(), out[:0], vars, liquid.RenderOptions{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(items), "ns/item")
	b.SetBytes(int64(len(out)))
}

func BenchmarkLoopOverTenThousandMaps(b *testing.B) {
	render(b, parseFile(b, "testdata/bench/loop.liquid"), map[string]any{"posts": benchPosts(10_000)}, 10_000)
}

func BenchmarkLoopOverTenThousandMapsWithDatesAsText(b *testing.B) {
	posts := benchPosts(10_000)
	for _, p := range posts {
		m := p.(map[string]any)
		m["date"] = m["date"].(time.Time).Format("2006-01-02 15:04:05 -0700")
	}
	render(b, parseFile(b, "testdata/bench/loop.liquid"), map[string]any{"posts": posts}, 10_000)
}

func BenchmarkTableOfContentsOfALongPage(b *testing.B) {
	vars := map[string]any{"include": map[string]any{"html": benchPage(), "skip": []any{"Changelog"}}}
	render(b, parseFile(b, "testdata/bench/toc.liquid"), vars, 1)
}

func BenchmarkParse(b *testing.B) {
	src, err := os.ReadFile("testdata/bench/toc.liquid")
	if err != nil {
		b.Fatal(err)
	}
	env := liquid.NewEnvironment(liquid.Options{Dialect: liquid.Jekyll})
	b.ReportAllocs()
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, err := env.Parse("toc", string(src), liquid.ParseOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkNewEnvironment(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		liquid.NewEnvironment(liquid.Options{Dialect: liquid.Jekyll})
	}
}
