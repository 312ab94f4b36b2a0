package lint

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/site"
)

// exampleNow is when examples are looked at.
var exampleNow = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// lintFiles reads a site out of texts and checks it.
func lintFiles(t testing.TB, files map[string]string, opts Options) []Finding {
	t.Helper()
	src := fstest.MapFS{}
	for p, text := range files {
		src[p] = &fstest.MapFile{Data: []byte(text), ModTime: exampleNow}
	}
	cfg, err := config.Load(src, config.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := site.Read(context.Background(), src, cfg, site.Options{Now: exampleNow})
	if err != nil {
		t.Fatal(err)
	}
	if opts.Settings == nil {
		if opts.Settings, err = ParseSettings("_config.yml", []byte(files["_config.yml"])); err != nil {
			t.Fatal(err)
		}
	}
	found, err := Check(context.Background(), s, opts)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestEachRuleFiresOnItsWrongExampleAlone(t *testing.T) {
	for _, r := range Rules() {
		t.Run(r.Name, func(t *testing.T) {
			path, files, at := r.Wrong.Open()
			found := lintFiles(t, files, Options{})
			var own []Finding
			for _, f := range found {
				if f.Path == path {
					own = append(own, f)
				}
			}
			if len(own) != 1 || own[0].Rule != r.Name {
				t.Fatalf("want %s alone, have\n%s", r.Name, show(own))
			}
			f := own[0]
			if have := fmt.Sprintf("%d:%d-%d:%d", f.Line, f.Column, f.EndLine, f.EndColumn); have != at.String() {
				t.Errorf("the finding is at %s, want %s", have, at)
			}
			if f.Severity != r.Level {
				t.Errorf("the finding is of level %s, the rule of %s", f.Severity, r.Level)
			}
			if f.Fault == "" || f.Effect == "" || f.Remedy == "" {
				t.Errorf("the message lacks the fault, the effect or the remedy: %+v", f)
			}
		})
	}
}

func TestEachRuleIsSilentOnItsRightExample(t *testing.T) {
	for _, r := range Rules() {
		t.Run(r.Name, func(t *testing.T) {
			path, files, _ := r.Right.Open()
			for _, f := range lintFiles(t, files, Options{}) {
				if f.Path == path {
					t.Errorf("the right example is found fault with:\n%s", show([]Finding{f}))
				}
			}
		})
	}
}

func TestEachRuleIsExplained(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range Rules() {
		if seen[r.Name] {
			t.Errorf("there are two rules called %s", r.Name)
		}
		seen[r.Name] = true
		for what, text := range map[string]string{"effect": r.Effect, "mending": r.Mended} {
			if !strings.HasSuffix(text, ".") {
				t.Errorf("%s: the %s is no sentence: %q", r.Name, what, text)
			}
		}
		if r.Summary == "" || r.Family == "" || r.Level == Off {
			t.Errorf("%s: summary, family or level is missing", r.Name)
		}
	}
}

func show(found []Finding) string {
	var b strings.Builder
	for _, f := range found {
		fmt.Fprintf(&b, "%s:%d:%d-%d:%d: %s: %s [%s]\n", f.Path, f.Line, f.Column, f.EndLine, f.EndColumn, f.Severity, f.Message, f.Rule)
		if f.Fix != nil {
			fmt.Fprintf(&b, "    fix: %+v\n", *f.Fix)
		}
	}
	return b.String()
}
