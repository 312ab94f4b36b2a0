package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// blog makes a site of files, and stands in it.
func blog(t *testing.T, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	for p, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Chdir(dir)
}

// start runs the command line.
func start(t *testing.T, stdin string, args ...string) (code int, stdout, stderr string, err error) {
	t.Helper()
	var out, told bytes.Buffer
	code, err = run(t.Context(), args, strings.NewReader(stdin), &out, &told)
	return code, out.String(), told.String(), err
}

const (
	soundPost  = "---\ntitle: Spring\n---\nIt is here.\n"
	warnedPost = "---\ntitle: Spring\ntags: a, b\n---\nIt is here.\n"
	brokenPost = "---\ntitle: Spring: here\n---\nAt last.\n"
)

func TestExitStatus(t *testing.T) {
	tests := []struct {
		name string
		post string
		args []string
		code int
		says string // in the error
	}{
		{name: "0 for a sound blog", post: soundPost, code: exitSound},
		{name: "0 where there are only warnings", post: warnedPost, code: exitSound},
		{name: "1 where there are errors", post: brokenPost, code: exitErrors},
		{name: "0 for a part of the blog without errors", post: brokenPost, args: []string{"_config.yml"}, code: exitSound},
		{name: "2 for an unknown flag", post: soundPost, args: []string{"--fixx"}, code: exitFailed, says: "there is no flag --fixx"},
		{name: "2 for a flag without its value", post: soundPost, args: []string{"--format"}, code: exitFailed, says: "a value is missing behind --format"},
		{name: "2 for an unknown format", post: soundPost, args: []string{"--format", "xml"}, code: exitFailed, says: "choose one of github, json, sarif, text"},
		{name: "2 for a path that is not there", post: soundPost, args: []string{"nowhere"}, code: exitFailed, says: "there is no file or folder nowhere"},
		{name: "2 for a time that is none", post: soundPost, args: []string{"--now", "soon"}, code: exitFailed, says: "--now soon is no time"},
		{name: "2 for --rename alone", post: soundPost, args: []string{"--rename"}, code: exitFailed, says: "--rename goes with --fix"},
		{name: "2 for --stdin-path without standard input", post: soundPost, args: []string{"--stdin-path", "a.md"}, code: exitFailed, says: "goes with the path -"},
		{name: "2 for --fix of standard input", post: soundPost, args: []string{"--fix", "-"}, code: exitFailed, says: "cannot mend standard input"},
		{name: "2 for an unknown rule to explain", post: soundPost, args: []string{"explain", "tag-split"}, code: exitFailed, says: "did you mean tags-split?"},
		{name: "0 for help", post: brokenPost, args: []string{"--help"}, code: exitSound},
		{name: "0 for the list of rules", post: brokenPost, args: []string{"rules"}, code: exitSound},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			blog(t, map[string]string{"_config.yml": "", "_posts/2024-05-01-spring.md": tt.post})
			code, _, _, err := start(t, "", tt.args...)
			if code != tt.code || (err != nil) != (tt.says != "") || err != nil && !strings.Contains(err.Error(), tt.says) {
				t.Errorf("have %d, %v; want %d, %q", code, err, tt.code, tt.says)
			}
		})
	}
}

func TestFlagsMayStandAnywhere(t *testing.T) {
	blog(t, map[string]string{"_config.yml": "", "_posts/2024-05-01-spring.md": brokenPost, "_posts/2024-05-02-x.md": brokenPost})
	for _, args := range [][]string{
		{"--format", "json", "_posts/2024-05-02-x.md"},
		{"_posts/2024-05-02-x.md", "--format=json"},
		{"--format", "json", "--", "_posts/2024-05-02-x.md"},
	} {
		_, out, _, err := start(t, "", args...)
		var found []struct {
			Path string
			Line int
		}
		if err != nil || json.Unmarshal([]byte(out), &found) != nil || len(found) != 1 || found[0].Path != "_posts/2024-05-02-x.md" || found[0].Line != 2 {
			t.Errorf("%q: have %v %s", args, err, out)
		}
	}
}

func TestTheTextOutput(t *testing.T) {
	blog(t, map[string]string{"_config.yml": "", "_posts/2024-05-01-spring.md": warnedPost})
	_, out, told, _ := start(t, "")
	want := "_posts/2024-05-01-spring.md:3:7: warning: `tags: a, b` is one text, which Jekyll splits at spaces and not at commas. " +
		"The post gets the tags `a,` and `b`. Write a list: `tags: [a, b]`. [tags-commas]\n    tags: a, b\n          ^^^^\n"
	if out != want || told != "" {
		t.Errorf("have %s%s\nwant %s", out, told, want)
	}
}

func TestNowDecidesWhatIsInTheFuture(t *testing.T) {
	blog(t, map[string]string{"_config.yml": "", "_posts/2024-05-01-spring.md": soundPost})
	for now, future := range map[string]bool{"2024-04-30": true, "2024-05-01": false, "2024-05-01T00:30:00+09:00": true, "2024-05-01 00:30:00 +0000": false} {
		_, out, _, err := start(t, "", "--now", now)
		if err != nil || strings.Contains(out, "date-future") != future {
			t.Errorf("%s: have %v %s", now, err, out)
		}
	}
}

func TestStandardInputIsLookedAtInItsPlace(t *testing.T) {
	blog(t, map[string]string{"_config.yml": "", "_posts/2024-05-01-spring.md": soundPost})
	code, out, _, err := start(t, brokenPost, "-", "--stdin-path", "_posts/2024-05-01-spring.md", "--format", "github")
	if err != nil || code != exitErrors || !strings.HasPrefix(out, "::error file=_posts/2024-05-01-spring.md,line=2,") {
		t.Errorf("have %d %v %s", code, err, out)
	}
}

func TestFixSaysWhatItDidAndWhatItLeft(t *testing.T) {
	blog(t, map[string]string{"_config.yml": "", "_posts/2024-05-01-spring.md": "---\ntitle: Spring\ntags: a, b\ncategories: c, d\n---\nx\n", "_post/2024-05-02-x.md": soundPost})
	code, out, told, err := start(t, "", "--fix")
	if err != nil || code != exitErrors {
		t.Fatalf("have %d, %v", code, err)
	}
	for _, part := range []string{
		"mended _posts/2024-05-01-spring.md:3: write the tags as a list [tags-commas]\n",
		"left _posts/2024-05-01-spring.md:4: Its address would change from `/c,/d/2024/05/01/spring.html` to `/c/d/2024/05/01/spring.html`. [categories-commas]\n",
		"left _post/2024-05-02-x.md:1: Files are renamed only by `lint --fix --rename`. [folder-misnamed]\n",
	} {
		if !strings.Contains(told, part) {
			t.Errorf("%q is missing in\n%s", part, told)
		}
	}
	if strings.Contains(out, "tags-commas") || !strings.Contains(out, "categories-commas") {
		t.Errorf("what is left is shown after mending, have\n%s", out)
	}
	if _, out, told, _ := start(t, "", "--fix", "--rename"); strings.Contains(out, "folder-misnamed") || !strings.Contains(told, "renamed _post/2024-05-02-x.md to _posts/2024-05-02-x.md") {
		t.Errorf("have\n%s%s", out, told)
	}
}

func TestGitHubGetsPathsFromTheRepositorysRoot(t *testing.T) {
	blog(t, map[string]string{"docs/_config.yml": "", "docs/_posts/2024-05-01-spring.md": brokenPost})
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for _, arg := range []string{"docs", filepath.Join(here, "docs")} {
		_, out, _, err := start(t, "", "--format", "github", arg)
		if err != nil || !strings.HasPrefix(out, "::error file=docs/_posts/2024-05-01-spring.md,") {
			t.Errorf("%s: have %v %s", arg, err, out)
		}
	}
}
