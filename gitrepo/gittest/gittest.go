// Package gittest makes Git repositories for tests: a bare one, and a working copy to push to it from.
package gittest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/galleypress/galley/internal/parts"
)

// Author is who commits.
const Author = "Min Kim"

// Work is a working copy with its bare repository.
type Work struct {
	Dir  string // the working copy
	Bare string // where it pushes to
	t    testing.TB
}

// New makes an empty bare repository with the branch main, and a working copy of it. Without git the test is skipped.
func New(t testing.TB) *Work {
	t.Helper()
	parts.Need(t, "git", "to make the repositories that the test publishes from")
	w := &Work{Dir: t.TempDir(), Bare: filepath.Join(t.TempDir(), "blog.git"), t: t}
	w.Git("init", "-q", "--bare", "--initial-branch=main", w.Bare)
	w.Git("init", "-q", "--initial-branch=main")
	w.Git("remote", "add", "origin", w.Bare)
	return w
}

// Clone makes a working copy of a bare repository that exists.
func Clone(t testing.TB, bare string) *Work {
	t.Helper()
	w := &Work{Dir: t.TempDir(), Bare: bare, t: t}
	w.Git("clone", "-q", bare, ".")
	return w
}

// Git runs git in the working copy and gives what it prints.
func (w *Work) Git(args ...string) string {
	w.t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = w.Dir
	cmd.Env = append(os.Environ(),
		"GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull, "GIT_TERMINAL_PROMPT=0",
		"GIT_AUTHOR_NAME="+Author, "GIT_AUTHOR_EMAIL=min@example.org", "GIT_COMMITTER_NAME="+Author, "GIT_COMMITTER_EMAIL=min@example.org",
		"GIT_AUTHOR_DATE=2026-11-23T08:00:00Z", "GIT_COMMITTER_DATE=2026-11-23T08:00:00Z")
	out, err := cmd.CombinedOutput()
	if err != nil {
		w.t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

// Write writes a file of the working copy.
func (w *Work) Write(path, content string) {
	w.t.Helper()
	full := filepath.Join(w.Dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		w.t.Fatal(err)
	}
	if err := os.WriteFile(full, []byte(content), 0o644); err != nil {
		w.t.Fatal(err)
	}
}

// Commit commits everything and gives the commit's hash.
func (w *Work) Commit(message string) string {
	w.t.Helper()
	w.Git("add", "-A")
	w.Git("commit", "-q", "--allow-empty", "-m", message)
	return w.Git("rev-parse", "HEAD")
}

// Push commits everything, pushes it to main and gives the commit's hash.
func (w *Work) Push(message string) string {
	w.t.Helper()
	sha := w.Commit(message)
	w.Git("push", "-q", "origin", "HEAD:main")
	return sha
}
