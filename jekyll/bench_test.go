package jekyll_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/galleypress/galley/jekyll"
	"github.com/galleypress/galley/jekyll/cache"
)

// blog is a site of n posts of about 5 KB, with layouts in layouts and includes, in memory.
func blog(n int) fstest.MapFS {
	files := map[string]string{
		"_config.yml": "title: Bench\nurl: https://example.org\npermalink: /:year/:month/:day/:title/",
		"_layouts/default.html": "<!DOCTYPE html><html><head><title>{{ page.title | escape }}</title>{% include head.html %}</head><body>{{ content }}" +
			"{% for post in site.posts limit:5 %}<a href=\"{{ post.url | relative_url }}\">{{ post.title | escape }}</a>{% endfor %}</body></html>",
		"_layouts/post.html":  "---\nlayout: default\n---\n<h1>{{ page.title }}</h1>{{ page.date | date_to_xmlschema }}{% for t in page.tags %}{{ t | slugify }}{% endfor %}{{ content }}{{ page.previous.url }}{{ page.next.url }}",
		"_includes/head.html": "<link rel=\"canonical\" href=\"{{ page.url | absolute_url }}\"><meta content=\"{{ page.excerpt | strip_html | truncate: 160 | escape }}\">",
		"index.html":          "---\nlayout: default\n---\n{% for post in site.posts %}<li><a href=\"{{ post.url | relative_url }}\">{{ post.title }}</a></li>{% endfor %}",
	}
	text := strings.Repeat("Lorem *ipsum* dolor sit `amet` consectetur adipiscing [elit](https://example.org/) sed do. ", 8)
	for i := range n {
		files[fmt.Sprintf("_posts/%04d-%02d-%02d-post-%d.md", 2000+i%25, i%12+1, i%28+1, i)] =
			fmt.Sprintf("---\nlayout: post\ntitle: Post %d\ntags: [a%d, b]\n---\n", i, i%7) + strings.Repeat(text+"\n\n## Heading\n\n* one\n* two\n\n", 6)
	}
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func BenchmarkBuild(b *testing.B) {
	source := blog(1000)
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name  string
		cache *cache.Memory
	}{{"1000 posts", nil}, {"1000 posts, one changed", cache.NewMemory()}} {
		b.Run(c.name, func(b *testing.B) {
			o := jekyll.Options{Source: source, Now: now}
			if c.cache != nil {
				o.Cache = c.cache
			}
			for i := 0; b.Loop(); i++ {
				if c.cache != nil {
					c.cache.Next()
					source["_posts/2000-01-01-post-0.md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nlayout: post\n---\nchange %d", i)}
				}
				if _, err := jekyll.Build(context.Background(), o); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
