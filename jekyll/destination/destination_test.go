package destination_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/galleypress/galley/jekyll"
	"github.com/galleypress/galley/jekyll/destination"
)

var written = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

var source = fstest.MapFS{"img/a.png": {Data: []byte("picture"), ModTime: written}}

var outputs = []jekyll.Output{
	{Path: "index.html", Data: []byte("home")},
	{Path: "blog/first/index.html", Data: []byte("first")},
	{Path: "empty.css", Data: []byte{}},
	{Path: "img/a.png", Source: "img/a.png"},
}

func write(t *testing.T, dir string, outputs []jekyll.Output, keep ...string) *destination.Changes {
	t.Helper()
	changes, err := destination.Write(context.Background(), dir, outputs, source, keep)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(changes.Written)
	return changes
}

func files(t *testing.T, dir string) string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(dir, p)
			data, _ := os.ReadFile(p)
			names = append(names, filepath.ToSlash(rel)+"="+string(data))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(names, " ")
}

func put(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, name := range names {
		p := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte("old"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestASiteIsWrittenAndAtTheSecondTimeNothingIs(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "_site")
	first := write(t, dir, outputs)
	if got, want := files(t, dir), "blog/first/index.html=first empty.css= img/a.png=picture index.html=home"; got != want {
		t.Errorf("files: %s\nwant:  %s", got, want)
	}
	if len(first.Written) != 4 || first.Unchanged != 0 {
		t.Errorf("the first time: %+v", first)
	}
	if info, err := os.Stat(filepath.Join(dir, "img/a.png")); err != nil || !info.ModTime().Equal(written) {
		t.Errorf("a copy has not its source's time: %v %v", info.ModTime(), err)
	}
	if second := write(t, dir, outputs); len(second.Written) != 0 || second.Unchanged != 4 {
		t.Errorf("the second time: %+v", second)
	}
}

func TestOnlyWhatDiffersIsWritten(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, outputs)
	changed := slices.Clone(outputs)
	changed[0].Data = []byte("HOME")
	if got := write(t, dir, changed).Written; !slices.Equal(got, []string{"index.html"}) {
		t.Errorf("written: %v", got)
	}
}

func TestWhatTheSiteDoesNotHaveIsTakenAwayButForWhatIsKept(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "old.html", "gone/a.html", ".hidden", ".git/config", "keep/deep/x", "keep/other", "blog/stale.html")
	write(t, dir, outputs, ".git", "keep/deep")
	want := ".git/config=old blog/first/index.html=first empty.css= img/a.png=picture index.html=home keep/deep/x=old"
	if got := files(t, dir); got != want {
		t.Errorf("files: %s\nwant:  %s", got, want)
	}
}

func TestAFileBecomesAFolderAndAFolderAFile(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, "blog", "index.html/x")
	write(t, dir, outputs)
	if got := files(t, dir); !strings.Contains(got, "index.html=home") || !strings.Contains(got, "blog/first/index.html=first") {
		t.Errorf("files: %s", got)
	}
}

func TestALinkOutOfTheDestinationIsReplacedAndNotFollowed(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	put(t, outside, "precious")
	if err := os.Symlink(outside, filepath.Join(dir, "blog")); err != nil {
		t.Skip("this system has no symbolic links")
	}
	write(t, dir, outputs)
	if got := files(t, outside); got != "precious=old" {
		t.Errorf("outside: %s", got)
	}
	if got := files(t, dir); !strings.Contains(got, "blog/first/index.html=first") {
		t.Errorf("files: %s", got)
	}
}

func TestAStaticFileThatIsGoneIsAnErrorThatNamesIt(t *testing.T) {
	_, err := destination.Write(context.Background(), t.TempDir(), []jekyll.Output{{Path: "b.png", Source: "b.png"}}, source, nil)
	if err == nil || !strings.Contains(err.Error(), "b.png cannot be written") {
		t.Errorf("error: %v", err)
	}
}

func TestTheDestinationMustNotHoldTheSource(t *testing.T) {
	dir := t.TempDir()
	site := filepath.Join(dir, "site")
	put(t, site, "x")
	for dest, bad := range map[string]bool{site: true, dir: true, filepath.Join(site, "_site"): false, filepath.Join(dir, "site2"): false, filepath.Join(dir, "out"): false} {
		if err := destination.Check(site, dest); (err != nil) != bad {
			t.Errorf("%s: %v", strings.TrimPrefix(dest, dir), err)
		}
	}
}
