package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestThePreCommitHook runs the real pre-commit on a scratch repository, with this repository, as it is committed, for the hook's.
func TestThePreCommitHook(t *testing.T) {
	if testing.Short() {
		t.Skip("it builds the program as pre-commit does, which takes a while")
	}
	for _, program := range []string{"pre-commit", "git", "go"} {
		if _, err := exec.LookPath(program); err != nil {
			t.Skipf("%s is missing, so that the hook cannot be run", program)
		}
	}
	here, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("git", "-C", here, "cat-file", "-e", "HEAD:.pre-commit-hooks.yaml").CombinedOutput(); err != nil {
		t.Skipf("this is no git repository with the hook in its last commit, which pre-commit needs: %s", out)
	}
	scratch := t.TempDir()
	env := append(os.Environ(),
		"PRE_COMMIT_HOME="+filepath.Join(t.TempDir(), "cache"),
		"GIT_AUTHOR_NAME=a", "GIT_AUTHOR_EMAIL=a@example.com", "GIT_COMMITTER_NAME=a", "GIT_COMMITTER_EMAIL=a@example.com",
		"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=safe.directory", "GIT_CONFIG_VALUE_0=*",
	)
	run := func(name string, args ...string) (string, error) {
		cmd := exec.Command(name, args...)
		cmd.Dir, cmd.Env = scratch, env
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	must := func(name string, args ...string) string {
		t.Helper()
		out, err := run(name, args...)
		if err != nil {
			t.Fatalf("%s %q: %v\n%s", name, args, err, out)
		}
		return out
	}
	head := strings.TrimSpace(must("git", "-C", here, "rev-parse", "HEAD"))
	must("git", "init", "-q")
	put := func(p, text string) {
		t.Helper()
		full := filepath.Join(scratch, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		must("git", "add", ".")
	}
	put(".pre-commit-config.yaml", "repos:\n- repo: "+here+"\n  rev: "+head+"\n  hooks: [{id: lint}]\n")
	put("_config.yml", "permalink: /:title/\n")
	put("_posts/2024-05-01-spring.md", soundPost)
	if out, err := run("pre-commit", "run"); err != nil {
		t.Fatalf("it fails on a sound post: %v\n%s", err, out)
	}
	must("git", "commit", "-q", "-m", "A sound post")

	put("_posts/2024-05-02-summer.md", brokenPost)
	if out, err := run("pre-commit", "run"); err == nil || !strings.Contains(out, "_posts/2024-05-02-summer.md:2:8: error:") {
		t.Errorf("it passes a post that is broken: %v\n%s", err, out)
	}
	// The new file alone is given to the hook; that its address is taken is known only from the site around it.
	put("_posts/2024-05-02-summer.md", "---\ntitle: Summer\npermalink: /spring/\n---\nIt is here.\n")
	if out, err := run("pre-commit", "run"); err == nil || !strings.Contains(out, "[url-shared]") || strings.Contains(out, "2024-05-01-spring.md:") {
		t.Errorf("it does not know the site around the file: %v\n%s", err, out)
	}
	put("_posts/2024-05-02-summer.md", warnedPost)
	if out, err := run("pre-commit", "run"); err != nil {
		t.Errorf("it fails on a warning: %v\n%s", err, out)
	}
}
