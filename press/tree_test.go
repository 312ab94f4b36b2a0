package press

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
	"time"
)

func testTree(fetched *int) *tree {
	return newTree(context.Background(), map[string]entry{
		"_config.yml": {"b1", 8}, "_posts/2026-01-01-a.md": {"b2", 12}, "_posts/deep/2026-01-02-b.md": {"b2", 12}, "img/me.png": {"b3", 3},
	}, map[string][]byte{"b1": []byte("title: x"), "b2": []byte("---\n---\ntext")}, func(_ context.Context, sha string) (io.ReadCloser, error) {
		*fetched++
		return io.NopCloser(strings.NewReader("png")), nil
	}, time.Unix(1_790_000_000, 0))
}

func TestACommitIsAFileSystem(t *testing.T) {
	fetched := 0
	if err := fstest.TestFS(testTree(&fetched), "_config.yml", "_posts/2026-01-01-a.md", "_posts/deep/2026-01-02-b.md", "img/me.png"); err != nil {
		t.Error(err)
	}
}

func TestAStaticFileIsFetchedOnlyWhenItIsRead(t *testing.T) {
	fetched := 0
	f, err := testTree(&fetched).Open("img/me.png")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Stat(); err != nil || fetched != 0 {
		t.Fatalf("fetched %d times before it was read (%v)", fetched, err)
	}
	if data, err := io.ReadAll(f); err != nil || string(data) != "png" || fetched != 1 {
		t.Errorf("read %q (%v), fetched %d times", data, err, fetched)
	}
}

func TestFrontMatterIsKnownWithoutReading(t *testing.T) {
	fetched := 0
	tree := testTree(&fetched)
	for name, want := range map[string][2]bool{
		"_posts/2026-01-01-a.md": {false, false}, // text is at hand, so the reader looks for itself
		"img/me.png":             {false, true},
		"missing.md":             {false, false},
	} {
		if has, known := tree.HasFrontMatter(name); [2]bool{has, known} != want {
			t.Errorf("%s: has %v, known %v, want %v", name, has, known, want)
		}
	}
	if fetched != 0 {
		t.Errorf("fetched %d files to know", fetched)
	}
}

func TestATreeCanHaveOtherContentsForSomeFiles(t *testing.T) {
	fetched := 0
	tree := testTree(&fetched)
	other := tree.with(map[string]entry{"_posts/2026-01-01-a.md": {"b1", 8}, "_posts/deep/2026-01-02-b.md": {}})
	if data, err := fs.ReadFile(other, "_posts/2026-01-01-a.md"); err != nil || string(data) != "title: x" {
		t.Errorf("the other content is %q (%v)", data, err)
	}
	if _, err := fs.Stat(other, "_posts/deep"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder without files is still there (%v)", err)
	}
	if data, err := fs.ReadFile(tree, "_posts/deep/2026-01-02-b.md"); err != nil || len(data) == 0 {
		t.Errorf("the tree itself changed: %q (%v)", data, err)
	}
}

func TestLinesAreFoundByNumber(t *testing.T) {
	fetched := 0
	tree := testTree(&fetched)
	for number, want := range map[int]string{0: "", 1: "---", 3: "text", 4: ""} {
		if got := tree.line("_posts/2026-01-01-a.md", number); got != want {
			t.Errorf("line %d is %q, want %q", number, got, want)
		}
	}
}
