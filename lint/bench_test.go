package lint

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/site"
)

// BenchmarkCheck judges a site of a thousand sound posts that has been read already; bench/lint measures the whole program.
func BenchmarkCheck(b *testing.B) {
	src := fstest.MapFS{"_config.yml": {Data: []byte("permalink: /:categories/:title/\ntimezone: Asia/Seoul\n")}}
	for i := range 1000 {
		toc := ""
		if i%4 == 0 {
			toc = "toc: true\n"
		}
		src[fmt.Sprintf("_posts/2024-05-%02d-post-%d.md", i%28+1, i)] = &fstest.MapFile{Data: []byte(fmt.Sprintf(
			"---\nlayout: post\ntitle: \"A post, number %d\"\ndate: 2024-05-%02d 10:00:00 +0900\ncategories: [garden]\ntags:\n  - tulip\n  - rain\nauthor: somebody\n%s---\n\n%s",
			i, i%28+1, toc, strings.Repeat("## A heading\n\nSome words of a text that goes on and on.\n\n", 90)))}
	}
	cfg, err := config.Load(src, config.Options{})
	if err != nil {
		b.Fatal(err)
	}
	s, err := site.Read(context.Background(), src, cfg, site.Options{Now: exampleNow})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if found, err := Check(context.Background(), s, Options{}); err != nil || len(found) > 0 {
			b.Fatal(err, show(found))
		}
	}
}
