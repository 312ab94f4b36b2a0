package report

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/site"
	"github.com/galleypress/galley/lint"
)

var update = flag.Bool("update", false, "write the golden files anew")

// findings are one of each severity, with all that formats must get right: wide characters, tabs, commas, colons, percent signs, several
// lines, a fix, a path with spaces.
var findings = []lint.Finding{
	{
		Path: "_posts/2024-05-01-봄 50%, now.md", Line: 3, Column: 7, EndLine: 3, EndColumn: 14, Rule: "tags-commas", Severity: lint.Warning,
		Message: "`tags: 꽃, 풀, 100%` is one text: it is split at spaces. The post gets the tags `꽃,` and more.\nWrite a list.",
		Fault:   "`tags: 꽃, 풀, 100%` is one text", Source: "tags:\t꽃, 풀, 100%",
		Fix: &lint.Fix{Message: "write the tags as a list", Edits: []lint.Edit{{Line: 3, Column: 7, EndLine: 3, EndColumn: 14, Text: "[꽃, 풀, 100%]"}}},
	},
	{
		Path: "_post/2024-05-01.md", Line: 1, Column: 1, EndLine: 1, EndColumn: 1, Rule: "folder-misnamed", Severity: lint.Error,
		Message: "The folder is called `_post`, not `_posts`.", Fault: "The folder is called `_post`, not `_posts`",
		Fix: &lint.Fix{Message: "rename the file", Rename: "_posts/2024-05-01.md"},
	},
	{
		Path: "_posts/2024-05-01-a.md", Line: 2, Column: 1, EndLine: 4, EndColumn: 3, Rule: "title-not-text", Severity: lint.Note,
		Message: "The title is a list.", Fault: "The title is a list", Source: "title: [",
	},
}

func TestFormatsReadAsReviewed(t *testing.T) {
	for name, format := range formats {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := format(&b, findings, Options{Version: "1.2.3"}); err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", "findings."+name)
			text := b.String()
			if name == "sarif" {
				text = withoutRules(t, b.Bytes())
			}
			if *update {
				if err := os.WriteFile(golden, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if text != string(want) {
				t.Errorf("have\n%s\nwant\n%s", text, want)
			}
		})
	}
}

// withoutRules leaves the list of rules out of a log: it grows with every rule and is no part of what is reviewed here.
func withoutRules(t *testing.T, log []byte) string {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal(log, &v); err != nil {
		t.Fatal(err)
	}
	run := v["runs"].([]any)[0].(map[string]any)
	delete(run["tool"].(map[string]any)["driver"].(map[string]any), "rules")
	for _, r := range run["results"].([]any) {
		delete(r.(map[string]any), "ruleIndex")
	}
	out, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(out) + "\n"
}

func TestSARIFIsWhatItsSchemaDescribes(t *testing.T) {
	for name, list := range map[string][]lint.Finding{"findings": findings, "none": nil} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := SARIF(&b, list, Options{}); err != nil {
				t.Fatal(err)
			}
			log, err := jsonschema.UnmarshalJSON(&b)
			if err != nil {
				t.Fatal(err)
			}
			schema, err := jsonschema.NewCompiler().Compile(filepath.Join("testdata", "sarif-schema-2.1.0.json"))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(log); err != nil {
				t.Error(err)
			}
		})
	}
}

// GitHub's documentation "SARIF support for code scanning" names properties that it requires beyond the schema.
func TestSARIFHasWhatGitHubRequires(t *testing.T) {
	var b bytes.Buffer
	if err := SARIF(&b, findings, Options{}); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	rules := log.Runs[0].Tool.Driver.Rules
	for _, r := range rules {
		if r.ID == "" || r.ShortDescription.Text == "" || r.FullDescription.Text == "" || r.Help.Text == "" || len(r.FullDescription.Text) > 1024 {
			t.Errorf("the rule %s lacks a description, or has one that is too long", r.ID)
		}
	}
	for _, r := range log.Runs[0].Results {
		if rules[r.RuleIndex].ID != r.RuleID {
			t.Errorf("the result's ruleIndex %d is %s, not %s", r.RuleIndex, rules[r.RuleIndex].ID, r.RuleID)
		}
		uri := r.Locations[0].Physical.Artifact.URI
		if strings.ContainsAny(uri, " %,\"") && strings.Contains(uri, " ") {
			t.Errorf("the path is not written as a URI: %s", uri)
		}
	}
}

func TestSARIFKeepsTheGravestOfTooMany(t *testing.T) {
	many := make([]lint.Finding, mostResults+10)
	for i := range many {
		many[i] = lint.Finding{Path: "a.md", Line: 1, Column: 1, EndLine: 1, EndColumn: 1, Rule: "title-not-text", Severity: lint.Note}
	}
	many[len(many)-1].Severity = lint.Error
	kept := gravest(many, mostResults)
	if len(kept) != mostResults || kept[0].Severity != lint.Error {
		t.Errorf("%d are kept, the first of level %s", len(kept), kept[0].Severity)
	}
}

func TestNoFindingsAreAnEmptyArray(t *testing.T) {
	var b strings.Builder
	if err := JSON(&b, nil, Options{}); err != nil {
		t.Fatal(err)
	}
	if b.String() != "[]\n" {
		t.Errorf("have %q", b.String())
	}
}

func TestExcerptPutsTheCaretsBelowTheFault(t *testing.T) {
	long := strings.Repeat("x", 200) + "FAULT" + strings.Repeat("y", 200)
	tests := []struct {
		name         string
		source       string
		column, end  int
		text, carets string
		severalLines bool
	}{
		{name: "plain text", source: "tags: a, b", column: 7, end: 11, text: "tags: a, b", carets: "      ^^^^"},
		{name: "wide characters take two columns", source: "제목: 봄", column: 5, end: 6, text: "제목: 봄", carets: "      ^^"},
		{name: "combining marks take none", source: "e\u0301a: b", column: 3, end: 4, text: "e\u0301a: b", carets: " ^"},
		{name: "tabs stay tabs", source: "\ta: b", column: 2, end: 3, text: "\ta: b", carets: "\t^"},
		{name: "an empty place gets one caret", source: "title:", column: 7, end: 7, text: "title:", carets: "      ^"},
		{name: "control characters are shown as such", source: "a\x1b[31m", column: 1, end: 2, text: "a\uFFFD[31m", carets: "^"},
		{name: "a special space is shown as a space", source: "a\u00a0b", column: 3, end: 4, text: "a b", carets: "  ^"},
		{name: "a fault of several lines is marked to the end of its first", source: "title: [", column: 8, end: 3, severalLines: true, text: "title: [", carets: "       ^"},
		{name: "a long line is cut around the fault", source: long, column: 201, end: 206,
			text: "…" + strings.Repeat("x", 40) + "FAULT" + strings.Repeat("y", 75) + "…", carets: strings.Repeat(" ", 41) + "^^^^^"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := lint.Finding{Line: 1, Column: tt.column, EndLine: 1, EndColumn: tt.end, Source: tt.source}
			if tt.severalLines {
				f.EndLine = 2
			}
			text, carets := Excerpt(&f)
			if text != tt.text || carets != tt.carets {
				t.Errorf("have\n%s\n%s\nwant\n%s\n%s", text, carets, tt.text, tt.carets)
			}
		})
	}
}

func TestColourIsThereOnlyWhenAskedFor(t *testing.T) {
	var plain, coloured strings.Builder
	if err := Text(&plain, findings, Options{}); err != nil {
		t.Fatal(err)
	}
	if err := Text(&coloured, findings, Options{Color: true}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(plain.String(), "\x1b") || !strings.Contains(coloured.String(), red+"error:"+reset) {
		t.Errorf("have\n%q\n%q", plain.String(), coloured.String())
	}
}

func TestAnUnknownFormatIsToldWithThoseThatExist(t *testing.T) {
	if _, err := ByName("xml"); err == nil || !strings.Contains(err.Error(), "github, json, sarif, text") {
		t.Errorf("have %v", err)
	}
}

func TestTheRulesPageIsMadeFromTheRules(t *testing.T) {
	page := filepath.Join("..", "..", "docs", "rules.md")
	var b bytes.Buffer
	if err := RulesPage(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(page, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, b.Bytes()) {
		t.Error("docs/rules.md is stale; write it anew with `go test ./lint/report -update`")
	}
}

func TestExplainShowsTheRealOutput(t *testing.T) {
	rule, ok := lint.Lookup("tags-commas")
	if !ok {
		t.Fatal("the rule tags-commas is gone")
	}
	var b strings.Builder
	if err := Explain(t.Context(), &b, rule); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"tags-commas (warning)", "tags: garden, april", ":3:7: warning:", "          ^^^^^^", "tags: [garden, april]", "Mending:"} {
		if !strings.Contains(b.String(), part) {
			t.Errorf("%q is missing in\n%s", part, b.String())
		}
	}
}

// TestABlogWithKnownFaults keeps what is said of a blog with many faults, to be read by people: each place and each sentence.
func TestABlogWithKnownFaults(t *testing.T) {
	source := os.DirFS(filepath.Join("testdata", "blog"))
	cfg, err := config.Load(source, config.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := site.Read(t.Context(), source, cfg, site.Options{Now: exampleNow})
	if err != nil {
		t.Fatal(err)
	}
	found, err := lint.Check(t.Context(), s, lint.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := Text(&b, found, Options{}); err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "blog.txt")
	if *update {
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("have\n%s\nwant\n%s", b.Bytes(), want)
	}
}
