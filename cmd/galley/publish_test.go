package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// galley runs a command and gives what it prints.
func galley(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	root := newRootCommand()
	root.SetArgs(args)
	root.SetOut(&out)
	root.SetErr(&out)
	err := root.ExecuteContext(t.Context())
	return out.String(), err
}

func writeSite(t *testing.T, posts int) string {
	t.Helper()
	dir := t.TempDir()
	files := map[string]string{
		"_config.yml":           "title: Test\n",
		"_layouts/default.html": "<html>{{ content }}</html>",
		"index.html":            "---\nlayout: default\n---\n{{ site.posts.size }} posts\n",
		"main.css":              "body {}\n",
	}
	for i := range posts {
		files[fmt.Sprintf("_posts/2026-01-%02d-post.md", i+1)] = "---\nlayout: default\ntitle: Post\n---\nText.\n"
	}
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestAFolderIsPublished(t *testing.T) {
	dir, to := writeSite(t, 3), t.TempDir()
	out, err := galley(t, "publish", "-s", dir, "--to", "file://"+to)
	if err != nil || !strings.Contains(out, "5 written, 0 deleted, 0 unchanged.") {
		t.Fatalf("%s (%v)", out, err)
	}
	if html, err := os.ReadFile(filepath.Join(to, "index.html")); err != nil || !strings.Contains(string(html), "3 posts") {
		t.Errorf("the front page is %q (%v)", html, err)
	}
	if err := os.Remove(filepath.Join(dir, "_posts", "2026-01-01-post.md")); err != nil {
		t.Fatal(err)
	}
	out, err = galley(t, "publish", "-s", dir, "--to", "file://"+to)
	if err != nil || !strings.Contains(out, "1 written, 1 deleted, 3 unchanged.") {
		t.Errorf("%s (%v)", out, err)
	}
}

func TestADryRunPrintsThePlanAndChangesNothing(t *testing.T) {
	dir, to := writeSite(t, 1), t.TempDir()
	if out, err := galley(t, "publish", "-s", dir, "--to", "file://"+to); err != nil {
		t.Fatalf("%s (%v)", out, err)
	}
	if err := os.Rename(filepath.Join(dir, "_posts", "2026-01-01-post.md"), filepath.Join(dir, "_posts", "2026-01-01-moved.md")); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "main.css"), []byte("body { color: red }\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := galley(t, "publish", "-s", dir, "--to", "file://"+to, "--dry-run")
	want := "write   asset  main.css (text/css; charset=utf-8, 20 bytes)\n" +
		"write   page   2026/01/01/moved.html (text/html; charset=utf-8, 26 bytes)\n" +
		"delete         2026/01/01/post.html\n" +
		"2 to write, 1 to delete, 1 unchanged.\n"
	if err != nil || out != want {
		t.Errorf("got\n%s(%v), want\n%s", out, err, want)
	}
	if _, err := os.Stat(filepath.Join(to, "2026/01/01/post.html")); err != nil {
		t.Errorf("the page that would be deleted: %v", err)
	}
}

func TestTheFuseNamesItsFlag(t *testing.T) {
	dir, to := writeSite(t, 9), t.TempDir()
	if out, err := galley(t, "publish", "-s", dir, "--to", "file://"+to); err != nil {
		t.Fatalf("%s (%v)", out, err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "_posts")); err != nil {
		t.Fatal(err)
	}
	if _, err := galley(t, "publish", "-s", dir, "--to", "file://"+to); err == nil || !strings.Contains(err.Error(), "--allow-deletions") {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(filepath.Join(to, "2026/01/01/post.html")); err != nil {
		t.Errorf("a post is gone: %v", err)
	}
	if _, err := galley(t, "publish", "-s", dir, "--to", "file://"+to, "--dry-run"); err == nil || !strings.Contains(err.Error(), "--allow-deletions") {
		t.Errorf("dry run: error %v", err)
	}
	if out, err := galley(t, "publish", "-s", dir, "--to", "file://"+to, "--allow-deletions"); err != nil || !strings.Contains(out, "9 deleted") {
		t.Errorf("%s (%v)", out, err)
	}
}

func TestWhatCannotBePublishedIsSaidInWords(t *testing.T) {
	dir := writeSite(t, 1)
	for name, test := range map[string]struct {
		args []string
		want string
	}{
		"nowhere to go":     {[]string{"-s", dir}, "say where the site goes"},
		"an unknown scheme": {[]string{"-s", dir, "--to", "ftp://example.org"}, "cannot store to ftp://; it knows azblob://container, file:///path/to/folder, gs://bucket, s3://bucket"},
		"a path, no URL":    {[]string{"-s", dir, "--to", "/srv/blog"}, "is no storage URL"},
		"a missing source":  {[]string{"-s", filepath.Join(dir, "missing"), "--to", "file://" + t.TempDir()}, "cannot be opened"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := galley(t, append([]string{"publish"}, test.args...)...); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %q in it", err, test.want)
			}
		})
	}
}
