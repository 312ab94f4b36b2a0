// Command compare builds one generated blog with every builder that is installed, side by side, and prints ratios.
//
//	go run ./bench/compare -posts 10000 -rounds 3
//
// The builders take turns, so that a busy machine is busy for all of them; of each the quickest round counts. What they are
// held against is the time that copying the finished site takes.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

func main() {
	posts := flag.Int("posts", 10_000, "how many posts the blog has")
	size := flag.Int("bytes", 5_000, "the size of a post's body, about")
	rounds := flag.Int("rounds", 3, "how often each builder builds")
	only := flag.String("only", "galley,hugo,jekyll", "the builders to run, with commas between; those not installed are left out")
	keep := flag.String("o", "", "the folder to work in, kept afterwards (default: a temporary one)")
	flag.Parse()
	if err := compare(*posts, *size, *rounds, strings.Split(*only, ","), *keep); err != nil {
		fmt.Fprintln(os.Stderr, "compare:", err)
		os.Exit(1)
	}
}

// A builder is a program that makes a site out of the generated blog.
type builder struct {
	name    string
	command func(dir, dest string) *exec.Cmd
	best    time.Duration
	memory  int64 // peak resident set, in bytes
}

func compare(posts, size, rounds int, only []string, dir string) error {
	if dir == "" {
		temporary, err := os.MkdirTemp("", "galley-bench-*")
		if err != nil {
			return err
		}
		defer os.RemoveAll(temporary)
		dir = temporary
	}
	generate := exec.Command("go", "run", "github.com/galleypress/galley/bench/site", "-posts", strconv.Itoa(posts), "-bytes", strconv.Itoa(size), "-o", dir)
	generate.Stderr = os.Stderr
	if err := generate.Run(); err != nil {
		return fmt.Errorf("writing the blog: %w", err)
	}
	builders, err := installed(only, dir)
	if err != nil {
		return err
	}
	for range rounds {
		for _, b := range builders {
			if err := b.run(dir); err != nil {
				return err
			}
		}
	}
	copying, err := timeCopy(filepath.Join(dir, "out-galley"), filepath.Join(dir, "copy"), rounds)
	if err != nil {
		return err
	}
	fmt.Printf("%d posts of %d bytes, best of %d\n\n", posts, size, rounds)
	fmt.Printf("| builder | time | × copying | × Galley | peak memory |\n|---|--:|--:|--:|--:|\n")
	fmt.Printf("| copying the output | %.2f s | 1.0 | | |\n", copying.Seconds())
	for _, b := range builders {
		fmt.Printf("| %s | %.2f s | %.1f | %.1f | %d MB |\n", b.name, b.best.Seconds(), ratio(b.best, copying), ratio(b.best, builders[0].best), b.memory>>20)
	}
	return nil
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }

// installed gives the builders that can run here, Galley, built from this tree, first.
func installed(only []string, dir string) ([]*builder, error) {
	galley := filepath.Join(dir, "galley")
	build := exec.Command("go", "build", "-o", galley, "github.com/galleypress/galley/cmd/galley")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return nil, fmt.Errorf("building galley: %w", err)
	}
	all := []*builder{
		{name: "galley", command: func(dir, dest string) *exec.Cmd {
			return exec.Command(galley, "build", "--quiet", "-s", filepath.Join(dir, "jekyll"), "-d", dest)
		}},
		{name: "hugo", command: func(dir, dest string) *exec.Cmd {
			return exec.Command("hugo", "--quiet", "-s", filepath.Join(dir, "hugo"), "-d", dest)
		}},
		{name: "jekyll", command: func(dir, dest string) *exec.Cmd {
			cmd := exec.Command("jekyll", "build", "--quiet", "--disable-disk-cache", "-s", filepath.Join(dir, "jekyll"), "-d", dest)
			cmd.Env = append(os.Environ(), "JEKYLL_NO_BUNDLER_REQUIRE=true", "TZ=UTC")
			return cmd
		}},
	}
	var found []*builder
	for _, b := range all {
		wanted := b.name == "galley"
		for _, name := range only {
			wanted = wanted || name == b.name
		}
		if !wanted {
			continue
		}
		if _, err := exec.LookPath(b.command(dir, "").Path); err != nil {
			fmt.Fprintf(os.Stderr, "compare: %s is not installed and is left out\n", b.name)
			continue
		}
		found = append(found, b)
	}
	return found, nil
}

// run builds into an empty folder and keeps the quickest time.
func (b *builder) run(dir string) error {
	dest := filepath.Join(dir, "out-"+b.name)
	if err := os.RemoveAll(dest); err != nil {
		return err
	}
	cmd := b.command(dir, dest)
	start := time.Now()
	out, err := cmd.CombinedOutput()
	took := time.Since(start)
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", b.name, err, out)
	}
	if b.best == 0 || took < b.best {
		b.best = took
	}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		b.memory = max(b.memory, int64(usage.Maxrss)<<10)
	}
	return nil
}

// timeCopy copies a finished site, file by file, into an empty folder.
func timeCopy(from, to string, rounds int) (time.Duration, error) {
	var best time.Duration
	for range rounds {
		if err := os.RemoveAll(to); err != nil {
			return 0, err
		}
		start := time.Now()
		if err := copyTree(from, to); err != nil {
			return 0, err
		}
		if took := time.Since(start); best == 0 || took < best {
			best = took
		}
	}
	return best, nil
}

func copyTree(from, to string) error {
	return filepath.WalkDir(from, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o755)
		}
		return copyFile(path, filepath.Join(to, rel))
	})
}

func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	_, err = io.Copy(out, in)
	return err
}
