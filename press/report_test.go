package press_test

import (
	"html"
	"strings"
	"testing"

	"github.com/galleypress/galley/host"
	"github.com/galleypress/galley/press"
)

// expectReport checks that a commit's report page says what the commit's statuses say.
func (b *bench) expectReport(commit string) {
	b.t.Helper()
	lint := b.status(commit, press.LintContext)
	key := strings.TrimPrefix(lint.TargetURL, siteURL+"/") + "index.html"
	page := html.UnescapeString(b.page(key))
	for _, s := range []host.Status{lint, b.status(commit, press.PublishContext)} {
		if line := `<span class="` + string(s.State) + `">`; s.Context != "" && !strings.Contains(page, "<b>"+s.Context+"</b> "+line) {
			b.t.Errorf("the report does not say %s of %s", s.State, s.Context)
		}
		if s.Description != "" && !strings.Contains(page, s.Description) {
			b.t.Errorf("the report does not say of %s: %q", s.Context, s.Description)
		}
	}
}

func TestTheReportSaysWhatTheStatusesSay(t *testing.T) {
	for name, change := range map[string]func(b *bench){
		"of a sound commit":    func(b *bench) { b.post("2026-01-03-three.md", "Three", "The third.") },
		"of a broken post":     func(b *bench) { b.broken("2026-01-03-three.md") },
		"of a broken site":     func(b *bench) { b.work.Write("_config.yml", "title: \"never closed\n") },
		"of a commit too much": func(b *bench) { b.work.Git("rm", "-q", "-r", "_posts", "img", "main.css") },
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.push("Begin")
			change(b)
			commit, _ := b.push("Change")
			b.expectReport(commit)
		})
	}
}

func TestAChangeOfALayoutIsToldAsWhatItDoesToPages(t *testing.T) {
	b := newBench(t)
	b.push("Begin")
	b.work.Write("_layouts/post.html", "<html><body><h1>{{ page.title }}!</h1>{{ content }}</body></html>\n")
	commit, _ := b.push("Shout")
	b.expectStatus(commit, press.PublishContext, host.Success, "2 pages made anew")
	b.work.Write("README.md.txt", "Nothing that readers see in a page.\n")
	commit, _ = b.push("Add a note")
	b.expectStatus(commit, press.PublishContext, host.Success, "no page changed")
}
