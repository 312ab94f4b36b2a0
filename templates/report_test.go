package templates

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var update = flag.Bool("update", false, "write the golden files anew")

// brokenPush is the report of a push with a post that was held back, as most readers will meet the page.
func brokenPush() *Report {
	return &Report{
		Repository:    "hana/wrong-fount",
		RepositoryURL: "https://github.com/hana/wrong-fount",
		Branch:        "main",
		Commit:        "3f1c9a7be2d04456a9d0b7c2f51e8e6a4c7d9b10",
		CommitURL:     "https://github.com/hana/wrong-fount/commit/3f1c9a7be2d04456a9d0b7c2f51e8e6a4c7d9b10",
		Subject:       "Write about clocks, and mend two tags",
		Author:        "서하나",
		Time:          time.Date(2026, 10, 12, 9, 30, 4, 0, time.FixedZone("KST", 9*3600)),
		SiteName:      "Wrong Fount",
		SiteURL:       "https://wrongfount.example.org/",
		Lint:          Status{State: "failure", Description: "_posts/2026-10-13-시계.md:9: date 2026-10-32 does not exist (1 error, 2 warnings)"},
		Publish:       Status{State: "success", Description: "Published 2 changes; 1 post held back"},
		Checked:       10,
		Findings: []Finding{
			{
				Path: "_posts/2026-10-12-what-a-galley-proof-is-for.md", Line: 7, Column: 7, EndLine: 7, EndColumn: 28,
				Severity: "warning", Rule: "tags-string", Source: "tags: proof-reading, review", Fix: "write the tags as a list",
				Fault:  "`tags: proof-reading, review` is one text, which Jekyll splits at spaces and not at commas.",
				Effect: "The post gets the tags `proof-reading,` and `review`.",
				Remedy: "Write a list: `tags: [proof-reading, review]`.",
				Link:   "https://github.com/hana/wrong-fount/blob/3f1c9a7/_posts/2026-10-12-what-a-galley-proof-is-for.md?plain=1#L7",
			},
			{
				Path: "_posts/2026-10-13-시계.md", Line: 9, Column: 7, EndLine: 9, EndColumn: 17,
				Severity: "error", Rule: "date-invalid", Source: "date: 2026-10-32",
				Fault:  "October has no 32nd day.",
				Effect: "Jekyll cannot read the date, and the whole site would not be built.",
				Remedy: "Write the day that you mean, 2026-10-31 say.",
				Link:   "https://github.com/hana/wrong-fount/blob/3f1c9a7/_posts/2026-10-13-%EC%8B%9C%EA%B3%84.md?plain=1#L9",
			},
			{
				Path: "_posts/2026-10-13-시계.md", Line: 12, Column: 14, EndLine: 12, EndColumn: 14,
				Severity: "note", Rule: "toc-empty", Source: "toc_sticky: true",
				Fault: "toc_sticky is given without toc.",
			},
		},
		Published: []Change{
			{Kind: "changed", Title: "What a Galley Proof Is For", Path: "_posts/2026-10-12-what-a-galley-proof-is-for.md", URL: "https://wrongfount.example.org/2026/10/what-a-galley-proof-is-for/"},
			{Kind: "removed", Path: "_posts/2026-01-05-draft.md"},
		},
		Held: []Held{{Path: "_posts/2026-10-13-시계.md", Title: "시계 두 개", Reason: "Its date does not exist (line 9).", URL: "https://wrongfount.example.org/2026/10/시계/"}},
	}
}

func render(t *testing.T, r *Report) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteReport(&b, r); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestReportPagesAreAsReviewed(t *testing.T) {
	reports := map[string]*Report{
		"broken-push": brokenPush(),
		"sound-push": {
			Repository: "blog", Branch: "main", Commit: "0123456789abcdef", Time: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
			Lint: Status{State: "success", Description: "8 files read, no faults"}, Publish: Status{State: "success", Description: "Published"},
			Checked: 1, Published: []Change{{Kind: "added", Title: "Hello", URL: "http://localhost:4000/hello/"}},
		},
		"pull-request": {
			Repository: "hana/wrong-fount", PullRequest: 12, Branch: "typo", Commit: "89abcdef01234567", Time: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
			Lint: Status{State: "success", Description: "1 warning"}, Checked: 2,
			Findings: []Finding{{Path: "_post/2026-01-01-a.md", Severity: "warning", Rule: "folder-name", Fault: "The folder is called _post."}},
		},
		"site-that-cannot-be-built": {
			Repository: "hana/wrong-fount", Branch: "main", Commit: "89abcdef01234567", Time: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
			Publish: Status{State: "failure", Description: "_layouts/post.html: unknown tag 'endfi'"}, Checked: 2,
			Problem: "_layouts/post.html, line 3: unknown tag 'endfi'\n  {% endfi %}",
		},
	}
	for name, report := range reports {
		t.Run(name, func(t *testing.T) {
			got := render(t, report)
			golden := filepath.Join("testdata", "report", name+".html")
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("the page differs from %s; look at the difference, and run go test ./templates -update if it is meant", golden)
			}
		})
	}
}

func TestHostileTextStaysText(t *testing.T) {
	const evil = `"><script>alert(1)</script><img src=x onerror=alert(1)>'{{.}}` + "\u202e\x00</style></title>"
	r := &Report{
		Repository: evil, RepositoryURL: "javascript:alert(1)", Branch: evil, Commit: evil, CommitURL: "data:text/html,x", Subject: evil, Author: evil,
		SiteName: evil, SiteURL: "vbscript:x", Lint: Status{evil, evil}, Publish: Status{evil, evil}, Problem: evil,
		Findings:  []Finding{{Path: evil, Line: 1, Column: 3, EndColumn: 5, Severity: evil, Rule: evil, Fault: evil, Effect: evil, Remedy: evil, Fix: evil, Source: evil, Link: "javascript:alert(2)"}},
		Published: []Change{{Kind: evil, Title: evil, Path: evil, URL: " javascript:alert(3)"}},
		Held:      []Held{{Path: evil, Title: evil, Reason: evil, URL: "JAVASCRIPT:alert(4)"}},
	}
	doc, err := html.Parse(strings.NewReader(render(t, r)))
	if err != nil {
		t.Fatal(err)
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if n.DataAtom == atom.Script || n.DataAtom == atom.Img || n.DataAtom == atom.Iframe {
			t.Errorf("the text made an element <%s>", n.Data)
		}
		for _, a := range n.Attr {
			if strings.HasPrefix(a.Key, "on") {
				t.Errorf("the text made an attribute %s", a.Key)
			}
			if n.DataAtom == atom.A && a.Key == "href" && a.Val != "#ZgotmplZ" && !strings.HasPrefix(a.Val, "https://") {
				t.Errorf("the page links to %q", a.Val)
			}
		}
	}
}

func TestSourceLinesAreMarkedWhereTheFaultIs(t *testing.T) {
	long := strings.Repeat("가", 1000)
	tests := map[string]struct {
		finding               Finding
		before, marked, after string
	}{
		"a span within the line":                       {Finding{Source: "date: 2026-10-32", Line: 9, Column: 7, EndLine: 9, EndColumn: 17}, "date: ", "2026-10-32", ""},
		"columns are characters, not bytes":            {Finding{Source: "제목: 가나다", Line: 1, Column: 5, EndLine: 1, EndColumn: 7}, "제목: ", "가나", "다"},
		"a place without width":                        {Finding{Source: "abc", Line: 1, Column: 2, EndLine: 1, EndColumn: 2}, "a", "", "bc"},
		"an unknown end marks the place alone":         {Finding{Source: "abc", Line: 1, Column: 2}, "a", "", "bc"},
		"a fault over several lines":                   {Finding{Source: "abc", Line: 1, Column: 2, EndLine: 3, EndColumn: 1}, "a", "bc", ""},
		"a column behind the line":                     {Finding{Source: "abc", Line: 1, Column: 9, EndLine: 1, EndColumn: 12}, "abc", "", ""},
		"an end before the start":                      {Finding{Source: "abc", Line: 1, Column: 3, EndLine: 1, EndColumn: 1}, "ab", "", "c"},
		"characters that turn the text around":         {Finding{Source: "a\u202eb\x1b", Line: 1, Column: 1, EndLine: 1, EndColumn: 2}, "", "a", "⟨U+202E⟩b⟨U+001B⟩"},
		"a long line is shortened around the fault":    {Finding{Source: long, Line: 1, Column: 501, EndLine: 1, EndColumn: 502}, "…" + strings.Repeat("가", 100), "가", strings.Repeat("가", 100) + "…"},
		"a fault longer than the page shows of a line": {Finding{Source: long, Line: 1, Column: 1, EndLine: 1, EndColumn: 1001}, "", strings.Repeat("가", 200) + "…", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			before, marked, after := cut(test.finding)
			if before != test.before || marked != test.marked || after != test.after {
				t.Errorf("got %q ‸%q‸ %q, want %q ‸%q‸ %q", before, marked, after, test.before, test.marked, test.after)
			}
		})
	}
}

func TestBackticksInMessagesMeanCode(t *testing.T) {
	tests := map[string][]piece{
		"plain":              {{Text: "plain"}},
		"write `a` and `b`.": {{Text: "write "}, {"a", true}, {Text: " and "}, {"b", true}, {Text: "."}},
		"a ` alone":          {{Text: "a ` alone"}},
		"`a` then ` alone":   {{Text: ""}, {"a", true}, {Text: " then ` alone"}},
	}
	for message, want := range tests {
		t.Run(message, func(t *testing.T) {
			if got := words(message); !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestALongReportIsCutAndSaysSo(t *testing.T) {
	r := &Report{Commit: "0123456"}
	for range maxFindings + 3 {
		r.Findings = append(r.Findings, Finding{Path: "_posts/a.md", Line: 1, Severity: "note", Fault: "f"})
	}
	page := render(t, r)
	if got := strings.Count(page, `class="fault"`); got != maxFindings {
		t.Errorf("the page shows %d findings, want %d", got, maxFindings)
	}
	if !strings.Contains(page, "And 3 more.") {
		t.Error("the page does not say that there are 3 more")
	}
}

func FuzzAnyTextIsPrintedAsText(f *testing.F) {
	f.Add("_posts/a.md", "tags: `a` <b>", "tags: a, b\x1b\u202e", 7, 3, 5)
	f.Add("</style><script>", "`", "", -1, -5, 1<<30)
	f.Fuzz(func(t *testing.T, path, message, source string, line, column, end int) {
		r := &Report{
			Repository: path, Commit: path, Subject: message, Problem: message, Lint: Status{message, message}, Held: []Held{{Path: path, Reason: message, URL: message}},
			Findings: []Finding{{Path: path, Line: line, Column: column, EndColumn: end, Rule: path, Severity: message, Fault: message, Source: source, Link: message}},
		}
		doc, err := html.Parse(strings.NewReader(render(t, r)))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			switch n.DataAtom {
			case atom.Script, atom.Img, atom.Iframe, atom.Form, atom.Base, atom.Object:
				t.Fatalf("%q made an element %s", message, n.Data)
			}
		}
	})
}
