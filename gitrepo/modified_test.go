package gitrepo

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

func TestFilesWereLastModifiedWhenTheyWereLastCommitted(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	dir := t.TempDir()
	git := func(date string, args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=t", "-c", "user.email=t@example.org"}, args...)...)
		cmd.Env = append(os.Environ(), "GIT_AUTHOR_DATE=2001-01-01T00:00:00Z", "GIT_COMMITTER_DATE="+date)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	git("2026-01-01T00:00:00Z", "init", "-q")
	write("blog/_posts/2026-01-01-글.md", "1")
	write("blog/a b.md", "1")
	write("other.md", "1")
	git("2026-01-01T00:00:00Z", "add", ".")
	git("2026-01-01T00:00:00Z", "commit", "-qm", "one")
	write("blog/a b.md", "2")
	git("2026-02-02T03:04:05Z", "commit", "-qam", "two")
	git("2026-03-03T00:00:00Z", "commit", "-q", "--allow-empty", "-m", "nothing")
	write("other.md", "2")
	git("2026-04-04T00:00:00Z", "commit", "-qam", "elsewhere")
	write("blog/new.md", "1")

	modified := LastModified(context.Background(), filepath.Join(dir, "blog"))
	for path, want := range map[string]string{
		"_posts/2026-01-01-글.md": "2026-01-01T00:00:00Z",
		"a b.md":                 "2026-02-02T03:04:05Z",
		"new.md":                 "",
		"other.md":               "",
	} {
		at, ok := modified(path)
		got := ""
		if ok {
			got = at.UTC().Format(time.RFC3339)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}

	if _, ok := LastModified(context.Background(), t.TempDir())("a.md"); ok {
		t.Error("a folder without a repository has commits")
	}
}
