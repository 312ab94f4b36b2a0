package watch_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/galleypress/galley/jekyll/watch"
)

func TestChangesAreTold(t *testing.T) {
	for name, poll := range map[string]time.Duration{"by the system": 0, "by polling": 5 * time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			save(t, dir, "_posts/a.md")
			save(t, dir, "_site/index.html")
			told := make(chan []string, 100)
			ctx, cancel := context.WithCancel(context.Background())
			done := make(chan error)
			go func() {
				done <- watch.Watch(ctx, watch.Options{
					Dir:    dir,
					Ignore: func(p string) bool { return p == "_site" || strings.HasPrefix(p, "_site/") },
					Quiet:  time.Millisecond,
					Poll:   poll,
				}, func(paths []string) { told <- paths })
			}()
			awaitStart(t, dir, told)

			save(t, dir, "_site/index.html")
			save(t, dir, "_posts/b.md")
			await(t, told, "_posts/b.md")
			save(t, dir, "new/folder/c.md")
			await(t, told, "new/folder/c.md")
			save(t, dir, "new/folder/d.md")
			await(t, told, "new/folder/d.md")
			if err := os.Remove(filepath.Join(dir, "_posts/a.md")); err != nil {
				t.Fatal(err)
			}
			await(t, told, "_posts/a.md")

			cancel()
			if err := <-done; err != nil {
				t.Errorf("at the end: %v", err)
			}
		})
	}
}

// awaitStart changes a file until the watcher, which starts in its own time, tells of it.
func awaitStart(t *testing.T, dir string, told chan []string) {
	t.Helper()
	for i := range 1000 {
		if err := os.WriteFile(filepath.Join(dir, "start"), []byte(strings.Repeat("x", i)), 0o644); err != nil {
			t.Fatal(err)
		}
		select {
		case <-told:
			return
		case <-time.After(20 * time.Millisecond):
		}
	}
	t.Fatal("the watcher tells nothing")
}

func await(t *testing.T, told chan []string, path string) {
	t.Helper()
	deadline := time.After(30 * time.Second)
	for {
		select {
		case paths := <-told:
			for _, p := range paths {
				if strings.HasPrefix(p, "_site") {
					t.Errorf("an ignored file is told: %s", p)
				}
			}
			if slices.Contains(paths, path) {
				return
			}
		case <-deadline:
			t.Fatalf("%s is not told", path)
		}
	}
}

func save(t *testing.T, dir, name string) {
	t.Helper()
	p := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(time.Now().String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestAFolderThatIsNotThereIsAnError(t *testing.T) {
	err := watch.Watch(context.Background(), watch.Options{Dir: filepath.Join(t.TempDir(), "gone")}, nil)
	if err == nil {
		t.Error("no error")
	}
}
