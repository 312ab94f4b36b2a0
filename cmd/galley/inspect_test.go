package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// blogAt writes a small blog into a folder.
func blogAt(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func inspect(t *testing.T, args ...string) (string, error) {
	t.Helper()
	t.Setenv("TZ", "")
	var out bytes.Buffer
	cmd := newInspectCommand()
	cmd.SetOut(&out)
	cmd.SetErr(&out)
	cmd.SilenceUsage, cmd.SilenceErrors = true, true
	cmd.SetArgs(args)
	err := cmd.Execute()
	return out.String(), err
}

func TestInspectPrintsALineOfJSONForEveryPost(t *testing.T) {
	dir := blogAt(t, map[string]string{
		"_posts/2020-10-17-hello-world.md": "---\nlayout: post\ntitle: \"Hello & <you>\"\ndate: 2020-10-17 10:00:00 +0800\ncategories: a b\ntags: [c]\n---\n",
		"_posts/2030-01-01-later.md":       "---\ntitle: Later\n---\n",
		"_drafts/idea.md":                  "---\ntitle: Idea\ndate: 2020-01-01\n---\n",
		"other.yml":                        "permalink: /:title/",
	})
	const hello = `{"path":"_posts/2020-10-17-hello-world.md","published":true,"reason":"","url":"/a/b/2020/10/17/hello-world.html","date":"2020-10-17T02:00:00Z","title":"Hello & <you>","layout":"post","categories":["a","b"],"tags":["c"]}`
	out, err := inspect(t, "-s", dir, "--json", "--now", "2026-01-01T00:00:00Z")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != 3 || lines[1] != hello {
		t.Errorf("have %s\nwant three lines, the second %s", out, hello)
	}
	for _, hidden := range []string{lines[0], lines[2]} {
		if !strings.Contains(hidden, `"published":false`) || strings.Contains(hidden, `"reason":""`) {
			t.Errorf("a draft and a post from the future: %s", hidden)
		}
	}
	out, err = inspect(t, "-s", dir, "--json", "--now", "2026-01-01T00:00:00Z", "--future", "--drafts", "--config", filepath.Join(dir, "other.yml"))
	if err != nil || strings.Count(out, `"published":true`) != 3 || !strings.Contains(out, `"url":"/idea/"`) {
		t.Errorf("with --future, --drafts and --config: %v\n%s", err, out)
	}
}

func TestInspectTellsPeopleWhatIsWrong(t *testing.T) {
	dir := blogAt(t, map[string]string{"_post/2020-10-17-x.md": "---\ntitle: a\n---\n", "bad.yml": "title: a: b\n"})
	out, err := inspect(t, "-s", dir)
	if err != nil || !strings.Contains(out, "not published: the folder is called _post") || !strings.Contains(out, "0 of 1 posts are published.") {
		t.Errorf("have %v\n%s", err, out)
	}
	for _, test := range []struct {
		args  []string
		words string
	}{
		{[]string{"-s", filepath.Join(dir, "none")}, "cannot be opened"},
		{[]string{"-s", dir, "--now", "soon"}, "--now"},
		{[]string{"-s", dir, "--config", filepath.Join(dir, "bad.yml")}, "bad.yml:1:9: the configuration is not valid YAML"},
		{[]string{"-s", dir, "--config", "missing.yml"}, "there is no such file"},
		{[]string{"-s", dir, "--limit_posts", "-1"}, "limit_posts"},
	} {
		if _, err := inspect(t, test.args...); err == nil || !strings.Contains(err.Error(), test.words) {
			t.Errorf("%q: have %v, want %q", test.args, err, test.words)
		}
	}
}
