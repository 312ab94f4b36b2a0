// Command site writes a blog of any size twice, as a Jekyll site and as a Hugo site, for comparing builders.
//
//	go run ./bench/site -posts 10000 -bytes 5000 -o /tmp/bench
//
// The posts, and what the layouts print of them, are the same in both: a page a post with its title, date, tags, the posts
// before and after it, an index of all posts, and a feed of the newest ten.
package main

import (
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

func main() {
	posts := flag.Int("posts", 10_000, "how many posts to write")
	size := flag.Int("bytes", 5_000, "the size of a post's body, about")
	out := flag.String("o", "", "the folder to write to; jekyll/ and hugo/ are made in it")
	flag.Parse()
	if *out == "" || flag.NArg() > 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := write(*out, *posts, *size); err != nil {
		fmt.Fprintln(os.Stderr, "site:", err)
		os.Exit(1)
	}
}

func write(out string, posts, size int) error {
	for name, text := range skeleton {
		if err := writeFile(filepath.Join(out, name), text); err != nil {
			return err
		}
	}
	r := rand.New(rand.NewPCG(1, 2)) // the same blog every time
	first := time.Date(2000, 1, 1, 12, 0, 0, 0, time.UTC)
	step := 24 * 365 * 24 * time.Hour / time.Duration(max(posts, 1)) // 24 years, however many posts: none lies in the future
	for i := range posts {
		date := first.Add(time.Duration(i) * step)
		name := fmt.Sprintf("%s-post-%d.md", date.Format("2006-01-02"), i)
		text := frontMatter(r, i, date) + body(r, size)
		for _, dir := range []string{"jekyll/_posts", "hugo/content/posts"} {
			if err := writeFile(filepath.Join(out, dir, name), text); err != nil {
				return err
			}
		}
	}
	return nil
}

func writeFile(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
}

func frontMatter(r *rand.Rand, i int, date time.Time) string {
	return fmt.Sprintf("---\ntitle: \"Post %d about %s\"\ndate: %s\nlayout: post\nslug: post-%d\ntags: [%s, %s]\ncategories: [%s]\nx: %d\n---\n\n",
		i, pick(r, words), date.Format("2006-01-02T15:04:05Z07:00"), i, pick(r, tags), pick(r, words), pick(r, tags), i%7)
}

// body makes Markdown of about size bytes out of what blog posts are made of.
func body(r *rand.Rand, size int) string {
	var b strings.Builder
	for n := 0; b.Len() < size; n++ {
		switch n % 8 {
		case 0:
			fmt.Fprintf(&b, "## %s %d\n\n", sentence(r, 4), n)
		case 3:
			for range 4 {
				fmt.Fprintf(&b, "- %s\n", sentence(r, 9))
			}
			b.WriteByte('\n')
		case 5:
			fmt.Fprintf(&b, "```go\nfunc %s(n int) string {\n\tif n == 0 {\n\t\treturn \"%s\"\n\t}\n\treturn fmt.Sprint(n)\n}\n```\n\n", pick(r, words), pick(r, words))
		case 6:
			fmt.Fprintf(&b, "| %s | %s |\n|---|---|\n| %s | `%s` |\n| %s | %s |\n\n", pick(r, words), pick(r, words), pick(r, words), pick(r, words), pick(r, words), pick(r, words))
		case 7:
			fmt.Fprintf(&b, "> %s\n\n", sentence(r, 20))
		default:
			fmt.Fprintf(&b, "%s **%s** %s [%s](https://example.com/%s), *%s* and `%s`.\n%s\n\n", sentence(r, 14), sentence(r, 2), sentence(r, 8),
				sentence(r, 2), pick(r, words), pick(r, words), pick(r, words), sentence(r, 24))
		}
	}
	return b.String()
}

func sentence(r *rand.Rand, n int) string {
	parts := make([]string, n)
	for i := range parts {
		parts[i] = pick(r, words)
	}
	return strings.ToUpper(parts[0][:1]) + strings.Join(parts, " ")[1:]
}

func pick(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

var (
	tags  = strings.Fields("go web linux notes release testing design reading travel music")
	words = strings.Fields(`proof press galley letter type ink paper page line word column margin sheet print reader author
editor draft version commit branch review fault caret message remedy table figure chapter index archive feed site layout
theme light dark season river morning evening city garden music number question answer small quick quiet careful`)
)
