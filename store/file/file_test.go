package file_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/galleypress/galley/store"
	"github.com/galleypress/galley/store/file"
	"github.com/galleypress/galley/store/storetest"
)

func TestAFolderIsABucket(t *testing.T) {
	b, err := file.Open(filepath.Join(t.TempDir(), "not", "there", "yet"))
	if err != nil {
		t.Fatal(err)
	}
	storetest.Bucket(t, b)
}

func TestAFolderHasNothingButTheSite(t *testing.T) {
	dir := t.TempDir()
	s, err := store.OpenBucket(context.Background(), "file://"+dir+"?prefix=blog")
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"index.html", "deep/down/page.html"} {
		if err := s.Write(context.Background(), key, store.HeaderFor(key), strings.NewReader("x")); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Delete(context.Background(), "deep/down/page.html"); err != nil {
		t.Fatal(err)
	}
	var found []string
	if err := fs.WalkDir(os.DirFS(dir), ".", func(path string, _ fs.DirEntry, err error) error {
		found = append(found, path)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(found, " "); got != ". blog blog/index.html" {
		t.Errorf("the folder has %s", got)
	}
	info, err := os.Stat(filepath.Join(dir, "blog", "index.html"))
	if err != nil || info.Mode().Perm() != 0o644 {
		t.Errorf("mode %v (%v), want one that a web server can read", info.Mode(), err)
	}
}

func TestAURLThatNamesNoFolderIsRefusedInWords(t *testing.T) {
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for url, want := range map[string]string{
		"file://":                 "names a folder",
		"file://srv/blog":         "three slashes",
		"file:///tmp?color=red":   "no setting but prefix",
		"file://" + blocked:       "cannot be made",
		"blog":                    "no storage URL",
		"ftp://example.org/":      "cannot store to ftp",
		"file:///tmp?prefix=../x": "must not have the part",
	} {
		if _, err := store.OpenBucket(context.Background(), url); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", url, err, want)
		}
	}
}
