// Command lint (in bench) measures the proof-reader as a whole program: it writes a blog of many posts, builds lint, and compares its time
// from start to exit with that of a program that only reads the same files. Both run in turn, several times; the medians count.
//
//	go run ./bench/lint
package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

func main() {
	log.SetFlags(0)
	posts := flag.Int("posts", 10_000, "how many posts")
	size := flag.Int("size", 5_000, "how long each is, in bytes")
	runs := flag.Int("runs", 7, "how often each program runs")
	read := flag.String("read", "", "only read the files of this folder, and exit")
	flag.Parse()
	if *read != "" {
		if err := readAll(*read); err != nil {
			log.Fatal(err)
		}
		return
	}
	if err := compare(*posts, *size, *runs); err != nil {
		log.Fatal(err)
	}
}

// readAll is the program to compare with: it reads every file, and does nothing with them.
func readAll(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		_, err = os.ReadFile(path)
		return err
	})
}

func compare(posts, size, runs int) error {
	dir, err := os.MkdirTemp("", "bench-lint-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	blog, lint := filepath.Join(dir, "blog"), filepath.Join(dir, "lint")
	if err := writeBlog(blog, posts, size); err != nil {
		return err
	}
	build := exec.Command("go", "build", "-trimpath", "-ldflags=-s -w", "-o", lint, "github.com/galleypress/galley/cmd/lint")
	if out, err := build.CombinedOutput(); err != nil {
		return fmt.Errorf("lint cannot be built: %w\n%s", err, out)
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	one := filepath.Join(blog, "_posts", name(posts/2))
	programs := []struct {
		name string
		args []string
		took []time.Duration
		busy []time.Duration // time of all processors
		peak int64           // kilobytes
	}{
		{name: "read", args: []string{self, "-read", blog}},
		{name: "lint", args: []string{lint, "--format", "json", blog}},
		{name: "lint one file alone", args: []string{lint, filepath.Join(dir, "alone.md")}},
		{name: "lint one of the site", args: []string{lint, one}},
	}
	text, err := os.ReadFile(one)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "alone.md"), text, 0o644); err != nil {
		return err
	}
	for range runs {
		for i := range programs {
			p := &programs[i]
			cmd := exec.Command(p.args[0], p.args[1:]...)
			var out bytes.Buffer
			cmd.Stdout, cmd.Stderr = &out, &out
			began := time.Now()
			err := cmd.Run()
			p.took = append(p.took, time.Since(began))
			p.busy = append(p.busy, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
			var exit *exec.ExitError
			if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
				return fmt.Errorf("%s: %w\n%s", p.name, err, out.Bytes())
			}
			p.peak = max(p.peak, peakMemory(cmd.ProcessState))
		}
	}
	fmt.Printf("%d posts of %d bytes, medians of %d runs\n", posts, size, runs)
	for _, p := range programs {
		fmt.Printf("%-22s %8.1f ms  processors busy %8.1f ms  at most %6.1f MB\n", p.name, milliseconds(median(p.took)), milliseconds(median(p.busy)), float64(p.peak)/1024)
	}
	fmt.Printf("lint takes %.2f times as long as reading\n", float64(median(programs[1].took))/float64(median(programs[0].took)))
	return nil
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func median(d []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(d))
	return sorted[len(sorted)/2]
}

func name(i int) string {
	day := time.Date(2010, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i/4)
	return fmt.Sprintf("%s-post-%d.md", day.Format(time.DateOnly), i)
}

var words = strings.Fields(`spring garden tulip rain stone bread window river letter market wool lantern copper orchard kettle harbour ladder
	blanket meadow thimble candle pepper bicycle chimney willow saddle marble needle basket feather`)

// writeBlog writes posts as people write them: front matter of some eight keys, a text with headings, lists and code.
func writeBlog(dir string, posts, size int) error {
	random := rand.New(rand.NewPCG(1, 2))
	folder := filepath.Join(dir, "_posts")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(dir, "_layouts"), 0o755); err != nil {
		return err
	}
	files := map[string]string{
		"_config.yml":        "title: Bench\nurl: https://example.com\npermalink: /:categories/:title/\ntimezone: Asia/Seoul\n",
		"_layouts/post.html": "<h1>{{ page.title }}</h1>{{ content }}",
		"index.md":           "---\ntitle: Home\nlayout: post\n---\nWelcome.\n",
	}
	for p, text := range files {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(p)), []byte(text), 0o644); err != nil {
			return err
		}
	}
	word := func() string { return words[random.IntN(len(words))] }
	for i := range posts {
		day := time.Date(2010, 1, 1, 10, 0, 0, 0, time.UTC).AddDate(0, 0, i/4)
		var b strings.Builder
		fmt.Fprintf(&b, "---\nlayout: post\ntitle: \"%s and %s, part %d\"\ndate: %s +0900\ncategories: [%s]\ntags:\n  - %s\n  - %s\n", word(), word(), i, day.Format(time.DateTime), word(), word(), word()+"s")
		fmt.Fprintf(&b, "author: somebody\ndescription: A few words on the %s\n", word())
		if i%4 == 0 {
			b.WriteString("toc: true\ntoc_sticky: true\n")
		}
		b.WriteString("---\n")
		for b.Len() < size {
			fmt.Fprintf(&b, "\n## The %s in the %s\n\n", word(), word())
			for range 6 {
				for range 12 {
					b.WriteString(word())
					b.WriteByte(' ')
				}
				b.WriteString("*and* `so` on.\n")
			}
			fmt.Fprintf(&b, "\n- %s\n- %s\n\n```sh\necho %s\n```\n", word(), word(), word())
		}
		if err := os.WriteFile(filepath.Join(folder, name(i)), []byte(b.String()), 0o644); err != nil {
			return err
		}
	}
	return nil
}
