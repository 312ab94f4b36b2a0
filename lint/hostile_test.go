package lint

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/frontmatter"
	"github.com/galleypress/galley/jekyll/psych"
	"github.com/galleypress/galley/jekyll/site"
)

func TestHostileFrontMatterIsAnErrorThatSaysWhy(t *testing.T) {
	bomb := "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c <= 'k'; c++ {
		bomb += fmt.Sprintf("%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n", c, c, c-1, c-1, c-1, c-1, c-1, c-1, c-1, c-1, c-1, c-1)
	}
	var keys strings.Builder
	for i := range 1_000_000 {
		fmt.Fprintf(&keys, "key%d: value\n", i)
	}
	tests := []struct {
		name, matter, rule, says string
	}{
		{"a hundred megabytes", "title: T\ntext: " + strings.Repeat("0123456789", 10<<20) + "\n", "front-matter-too-large", "larger than"},
		{"a million keys", keys.String(), "front-matter-too-large", "longer than"},
		{"more keys than anybody writes", keys.String()[:900_000] + "\n", "front-matter-too-large", "more than"},
		{"an alias bomb", bomb, "front-matter-too-large", "repeat more than"},
		{"brackets ten thousand deep", "a: " + strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000) + "\n", "front-matter-too-large", "deep"},
		{"brackets ten thousand deep that are never closed", "a: " + strings.Repeat("[", 10_000) + "\n", "", ""},
		{"blocks ten thousand deep", deepBlocks(10_000), "front-matter-too-large", ""},
		{"a line of ten thousand colons", "title: " + strings.Repeat("a: ", 10_000) + "\n", "yaml-colon", "colon"},
		{"ten thousand quotes", "title: " + strings.Repeat("\"", 10_001) + "\n", "yaml-quote", ""},
		{"ten thousand lines that are no YAML", "title: T\n" + strings.Repeat("- @x\n", 10_000), "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			found := lintFiles(t, map[string]string{DefaultExamplePath: "---\n" + tt.matter + "---\nx\n"}, Options{})
			var errors []Finding
			for _, f := range found {
				if f.Severity == Error {
					errors = append(errors, f)
				}
			}
			if len(errors) != 1 {
				t.Fatalf("want one error, have %d", len(errors))
			}
			if f := errors[0]; tt.rule != "" && f.Rule != tt.rule || !strings.Contains(f.Message, tt.says) || len(f.Message) > 1000 {
				t.Errorf("have [%s] %.300s", f.Rule, f.Message)
			}
		})
	}
}

func deepBlocks(depth int) string {
	var b strings.Builder
	for i := range depth {
		if b.Len() > 900_000 {
			break
		}
		fmt.Fprintf(&b, "%sa:\n", strings.Repeat(" ", i))
	}
	return b.String()
}

func TestALongBodyIsReadAndAHugeOneIsSaidToBe(t *testing.T) {
	line := "Ten words are in this line, or nine, or so.\n"
	for megabytes, rule := range map[int]string{40: "tags-commas", 100: "front-matter-too-large"} {
		text := "---\ntitle: T\ntags: a, b\n---\n" + strings.Repeat(line, megabytes<<20/len(line))
		found := lintFiles(t, map[string]string{DefaultExamplePath: text}, Options{})
		if len(found) != 1 || found[0].Rule != rule {
			t.Errorf("%d MB: have\n%s", megabytes, show(found))
		}
	}
}

// checkBytes runs every rule on a file of any bytes.
func checkBytes(t *testing.T, text []byte) []Finding {
	t.Helper()
	src := fstest.MapFS{DefaultExamplePath: {Data: text, ModTime: exampleNow}}
	cfg, err := config.Load(src, config.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := site.Read(context.Background(), src, cfg, site.Options{Now: exampleNow})
	if err != nil {
		t.Fatal(err)
	}
	found, err := Check(context.Background(), s, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func addExamples(f *testing.F) {
	for _, r := range Rules() {
		for _, e := range []Example{r.Wrong, r.Right} {
			path, files, _ := e.Open()
			f.Add([]byte(files[path]))
		}
	}
	f.Add([]byte("---\r\ntitle: \"a\r\n---\r\n\ufeff"))
	f.Add([]byte("---\n\t- a\n  b: [\n---\n---\n"))
}

// FuzzCheck looks for files that make a rule panic, hang, or point at a place that is not in the file.
func FuzzCheck(f *testing.F) {
	addExamples(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		lines := bytes.Count(text, []byte("\n")) + 1
		for _, found := range checkBytes(t, text) {
			if found.Line < 1 || found.Column < 1 || found.EndLine < found.Line || found.EndLine > lines+1 ||
				found.EndLine == found.Line && found.EndColumn < found.Column {
				t.Errorf("the place is not in the file: %s", show([]Finding{found}))
			}
			if found.Fault == "" || found.Effect == "" || found.Remedy == "" {
				t.Errorf("the message is not whole: %+v", found)
			}
		}
	})
}

// FuzzMend looks for files that mending spoils: keys that no finding is about must keep their values, and mending again must change nothing.
func FuzzMend(f *testing.F) {
	addExamples(f)
	f.Fuzz(func(t *testing.T, text []byte) {
		before := frontmatter.Parse(text, psych.Options{})
		after, m := mendFiles(t, map[string]string{DefaultExamplePath: string(text)}, false)
		if len(m.Files) == 0 {
			return
		}
		mended := frontmatter.Parse([]byte(after[DefaultExamplePath]), psych.Options{})
		if before.Err == nil && before.Data != nil {
			if mended.Err != nil || mended.Data == nil && mended.Value != nil {
				t.Fatalf("it could be read before it was mended, and not afterwards:\n%q\n%q", text, after[DefaultExamplePath])
			}
			// An edit touches the entry that it lies in: from its key to the next.
			touched := map[string]bool{}
			content := before.Root.Content
			for _, found := range m.Files[0].Findings {
				for _, e := range found.Fix.Edits {
					for i := 0; i < len(content); i += 2 {
						end := len(text)
						if i+2 < len(content) {
							end = before.Span(content[i+2]).Start
						}
						if before.Span(content[i]).Start <= e.end && e.start <= end {
							touched[content[i].Value] = true
						}
					}
				}
			}
			if len(m.Files[0].Findings) == 1 {
				for key, value := range before.Data.All() {
					name, ok := key.(string)
					if now, has := mended.Data.Get(name); ok && !touched[name] && has && psych.Inspect(now) != psych.Inspect(value) {
						t.Errorf("the key %q has changed though nothing was said of it: %s, now %s\n%q\n%q", name, psych.Inspect(value), psych.Inspect(now), text, after[DefaultExamplePath])
					}
				}
			}
		}
		if again, _ := mendFiles(t, after, false); again[DefaultExamplePath] != after[DefaultExamplePath] {
			t.Errorf("a second mending changes something:\n%q\n%q\n%q", text, after[DefaultExamplePath], again[DefaultExamplePath])
		}
	})
}

// FuzzSettings looks for configurations that make the reader of settings panic.
func FuzzSettings(f *testing.F) {
	f.Add([]byte("galley:\n  lint:\n    rules: {tags-split: off}\n    paths:\n      - match: '_posts/**'\n        rules: {tags-split: off}\n"))
	f.Add([]byte("galley: &a\n  lint: *a\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if s, err := ParseSettings("_config.yml", text); err == nil {
			s.ignores("_posts/2024-05-01-spring.md")
			s.anyFor("_posts/2024-05-01-spring.md")
		}
	})
}

func TestAHundredThousandHeadingsAreEachInTheirPlace(t *testing.T) {
	const pairs = 50_000
	text := "---\ntitle: T\ntoc: true\n---\n" + strings.Repeat("## 제목\n\n#### Nested\n\n", pairs)
	var last Finding
	for _, f := range lintFiles(t, map[string]string{DefaultExamplePath: text}, Options{}) {
		if f.Rule == "toc-skips-level" && f.Line > last.Line {
			last = f
		}
	}
	if want := 4 + 4*pairs - 1; last.Line != want || last.Column != 1 || last.EndColumn != len("#### Nested")+1 {
		t.Errorf("the last heading is at %d:%d-%d, want line %d, columns 1 to 12", last.Line, last.Column, last.EndColumn, want)
	}
}
