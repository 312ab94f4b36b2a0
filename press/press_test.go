package press_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/galleypress/galley/host"
	"github.com/galleypress/galley/press"
	"github.com/galleypress/galley/queue"
)

func TestAPushIsPublished(t *testing.T) {
	b := newBench(t)
	commit, outcome := b.push("Begin")
	if outcome.Kind != press.Published || outcome.Commit != commit {
		t.Fatalf("outcome %+v", outcome)
	}
	b.expectPage("2026/01/01/one.html", "The first.")
	b.expectPage("index.html", "Two")
	b.expectPage("main.css", "black")
	b.expectPage("img/me.png", "picture")

	var told []string
	for _, s := range b.repo.Statuses(commit) {
		told = append(told, s.Context+" "+string(s.State))
	}
	want := []string{"galley/lint pending", "galley/publish pending", "galley/lint success", "galley/publish success"}
	if !slices.Equal(told, want) {
		t.Errorf("statuses %q, want %q", told, want)
	}
	report := b.status(commit, press.LintContext).TargetURL
	key, ours := strings.CutPrefix(report, siteURL+"/")
	if !ours || !strings.HasPrefix(key, "_galley/report/") || strings.Contains(key, commit[:7]) {
		t.Errorf("the report is at %s", report)
	}
	b.expectPage(key+"index.html", "noindex")
	if live := b.status(commit, press.PublishContext).TargetURL; live != siteURL+"/" {
		t.Errorf("with two new posts the status leads to %s", live)
	}
}

func TestAChangedPostCostsAHandfulOfCalls(t *testing.T) {
	b := newBench(t)
	for i := range 60 {
		b.post(fmt.Sprintf("2026-02-01-more-%d.md", i), fmt.Sprint("More ", i), "More.")
	}
	b.push("Begin")
	b.reset()
	b.post("2026-01-02-two.md", "Two", "The second, better.")
	commit, outcome := b.push("Improve the second")
	b.expectPage("2026/01/02/two.html", "The second, better.")
	if got := strings.Join(b.host.calls, " "); got != "head status status tree blob status status" {
		t.Errorf("calls to the host: %s", got)
	}
	var written []string
	for _, key := range outcome.Written {
		if key != "feed.xml" && key != "sitemap.xml" { // they may tell the time
			written = append(written, key)
		}
	}
	if want := []string{"2026/01/02/two.html"}; !slices.Equal(written, want) || len(outcome.Deleted) != 0 {
		t.Errorf("written %q, deleted %q, want just %q", outcome.Written, outcome.Deleted, want)
	}
	for _, call := range b.wire.Calls() {
		if strings.Contains(call, "img/me.png") {
			t.Errorf("a picture that did not change: %s", call)
		}
	}
	if live := b.status(commit, press.PublishContext).TargetURL; live != siteURL+"/2026/01/02/two.html" {
		t.Errorf("the status leads to %s", live)
	}
	b.expectStatus(commit, press.PublishContext, host.Success, "changed Two")
}

func TestABrokenPostIsHeldBackAndTheRestIsPublished(t *testing.T) {
	b := newBench(t)
	b.push("Begin")
	b.broken("2026-01-01-one.md")
	b.broken("2026-01-04-new-and-broken.md")
	b.post("2026-01-03-three.md", "Three", "The third.")
	commit, outcome := b.push("Break the first")
	b.expectPage("2026/01/01/one.html", "The first.")
	b.expectPage("2026/01/03/three.html", "The third.")
	b.expectNoPage("2026/01/04/new-and-broken.html")
	b.expectPage("index.html", "Three")
	b.expectPage("index.html", "One")
	b.expectStatus(commit, press.LintContext, host.Failure, "_posts/2026-01-01-one.md")
	b.expectStatus(commit, press.PublishContext, host.Success, "2026-01-01-one.md", "Three")
	if want := []string{"_posts/2026-01-01-one.md", "_posts/2026-01-04-new-and-broken.md"}; !slices.Equal(outcome.Held, want) {
		t.Errorf("held back %q, want %q", outcome.Held, want)
	}
	if live := b.status(commit, press.PublishContext).TargetURL; live != siteURL+"/2026/01/03/three.html" {
		t.Errorf("the status leads to %s, not to the one post that changed", live)
	}

	// A push that touches something else keeps it so, and does not fetch what is broken again.
	b.reset()
	b.post("2026-01-02-two.md", "Two", "The second, better.")
	b.push("Improve the second")
	b.expectPage("2026/01/01/one.html", "The first.")
	if n := b.host.count("blob"); n != 1 {
		t.Errorf("%d files were fetched, want the one that changed", n)
	}

	b.post("2026-01-01-one.md", "One", "The first, mended.")
	b.work.Git("rm", "-q", "_posts/2026-01-04-new-and-broken.md")
	commit, outcome = b.push("Mend the first")
	b.expectPage("2026/01/01/one.html", "The first, mended.")
	b.expectStatus(commit, press.LintContext, host.Success)
	if len(outcome.Held) != 0 {
		t.Errorf("held back %q", outcome.Held)
	}
}

func TestDataWithAnErrorIsHeldBackToo(t *testing.T) {
	b := newBench(t)
	b.work.Write("_data/team.yml", "- name: Min\n")
	b.work.Write("team.html", "---\n---\n{% for p in site.data.team %}{{ p.name }}{% endfor %}\n")
	b.push("Begin")
	b.work.Write("_data/team.yml", "- name: \"Never closed\n")
	b.post("2026-01-02-two.md", "Two", "The second, better.")
	commit, _ := b.push("Break the data")
	b.expectPage("team.html", "Min")
	b.expectPage("2026/01/02/two.html", "The second, better.")
	b.expectStatus(commit, press.LintContext, host.Failure, "_data/team.yml")
}

func TestAPostThatFailsWhenItIsRenderedIsHeldBack(t *testing.T) {
	b := newBench(t)
	b.push("Begin")
	b.post("2026-01-01-one.md", "One", "{% broken tag %}")
	b.post("2026-01-02-two.md", "Two", "The second, better.")
	commit, _ := b.push("Break the first")
	b.expectPage("2026/01/01/one.html", "The first.")
	b.expectPage("2026/01/02/two.html", "The second, better.")
	b.expectStatus(commit, press.LintContext, host.Failure, "_posts/2026-01-01-one.md")
	b.expectStatus(commit, press.PublishContext, host.Success, "Held back _posts/2026-01-01-one.md")
}

func TestARenamedPostMovesAndADeletedOneGoes(t *testing.T) {
	b := newBench(t)
	b.push("Begin")
	b.work.Git("mv", "_posts/2026-01-01-one.md", "_posts/2026-01-01-first.md")
	commit, _ := b.push("Rename")
	b.expectPage("2026/01/01/first.html", "The first.")
	b.expectNoPage("2026/01/01/one.html")
	b.expectStatus(commit, press.PublishContext, host.Success, "moved One")
	b.work.Git("rm", "-q", "_posts/2026-01-02-two.md")
	commit, outcome := b.push("Delete")
	b.expectNoPage("2026/01/02/two.html")
	b.expectPage("2026/01/01/first.html", "The first.")
	if !slices.Contains(outcome.Deleted, "2026/01/02/two.html") {
		t.Errorf("deleted %q", outcome.Deleted)
	}
	b.expectStatus(commit, press.PublishContext, host.Success, "removed")
}

func TestReportsStayWhenTheSiteChanges(t *testing.T) {
	b := newBench(t)
	b.push("Begin")
	first := b.reports()
	b.post("2026-01-02-two.md", "Two", "The second, better.")
	b.push("Improve the second")
	if all := b.reports(); len(all) != 2 || !slices.Contains(all, first[0]) {
		t.Errorf("reports %q, want that of the first push and another", all)
	}
}

func TestASiteThatCannotBeBuiltChangesNothing(t *testing.T) {
	for name, breakIt := range map[string]func(b *bench){
		"a configuration that is no YAML": func(b *bench) { b.work.Write("_config.yml", "title: \"never closed\n") },
		"a layout with a broken tag":      func(b *bench) { b.work.Write("_layouts/post.html", "{% for %}{{ content }}") },
		"a theme that is somewhere else": func(b *bench) {
			b.work.Write("_config.yml", "title: A blog\ntheme: minima\n")
			b.work.Git("rm", "-q", "-r", "_layouts")
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.push("Begin")
			before := b.site.Clone().Objects()
			breakIt(b)
			b.post("2026-01-03-three.md", "Three", "The third.")
			commit, outcome := b.push("Break everything")
			if outcome.Kind != press.Failed {
				t.Errorf("outcome %+v", outcome)
			}
			b.expectStatus(commit, press.LintContext, host.Failure)
			b.expectStatus(commit, press.PublishContext, host.Failure, "Nothing was published")
			if report := b.status(commit, press.PublishContext).TargetURL; !strings.Contains(report, "/_galley/report/") {
				t.Errorf("the status leads to %s, not to the report", report)
			}
			after := b.site.Objects()
			maps.DeleteFunc(after, func(key, _ string) bool { return strings.HasPrefix(key, "_galley/") && before[key] == "" })
			if !maps.Equal(before, after) {
				t.Error("the site changed")
			}
		})
	}
}

func TestWhatIsNotThePublishingBranchIsOnlyProofRead(t *testing.T) {
	for name, test := range map[string]struct {
		change  func(*queue.Job)
		reports int
	}{
		"another branch":                         {func(j *queue.Job) { j.Branch = "draft" }, 2},
		"a pull request":                         {func(j *queue.Job) { j.Event, j.PullRequest, j.Branch = queue.PullRequest, 7, "draft" }, 2},
		"a pull request from a fork's main":      {func(j *queue.Job) { j.Event, j.PullRequest, j.Fork, j.Head = queue.PullRequest, 7, true, "eve/blog" }, 1},
		"a pull request whose branch is main":    {func(j *queue.Job) { j.Event, j.PullRequest = queue.PullRequest, 7 }, 2},
		"a push that claims to come from a fork": {func(j *queue.Job) { j.Fork = true }, 1},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			b.push("Begin")
			before := b.site.Clone().Objects()
			b.broken("2026-01-01-one.md")
			commit := b.work.Commit("Draft")
			b.work.Git("push", "-q", "origin", "HEAD:refs/heads/draft")
			j := job(commit)
			test.change(&j)
			outcome := b.run(j)
			if outcome.Kind != press.Proofed || outcome.Errors == 0 {
				t.Errorf("outcome %+v", outcome)
			}
			b.expectStatus(commit, press.LintContext, host.Failure, "_posts/2026-01-01-one.md")
			if s := b.status(commit, press.PublishContext); s.State != "" {
				t.Errorf("a status %+v, and nothing is to be published", s)
			}
			if n := len(b.reports()); n != test.reports {
				t.Errorf("%d reports, want %d", n, test.reports)
			}
			after := b.site.Objects()
			maps.DeleteFunc(after, func(key, _ string) bool { return strings.HasPrefix(key, "_galley/") && before[key] == "" })
			if !maps.Equal(before, after) {
				t.Error("the site changed")
			}
		})
	}
}

func TestWhatAsksToBeLeftAloneIsLeftAlone(t *testing.T) {
	b := newBench(t)
	b.push("Begin")
	b.post("2026-01-03-three.md", "Three", "The third.")
	commit, outcome := b.push("Draft of the third [skip ci]")
	if outcome.Kind != press.Skipped || len(b.repo.Statuses(commit)) != 0 {
		t.Errorf("outcome %+v, statuses %v", outcome, b.repo.Statuses(commit))
	}
	b.expectNoPage("2026/01/03/three.html")
	b.push("And now")
	b.expectPage("2026/01/03/three.html", "The third.")
}

func TestACommitThatAsksToBeSkippedDoesNotHideTheOneBefore(t *testing.T) {
	b := newBench(t)
	b.push("Begin")
	b.post("2026-01-03-three.md", "Three", "The third.")
	third := b.work.Push("Add the third")
	b.post("2026-01-04-four.md", "Four", "The fourth.")
	skipped := b.work.Push("Draft of the fourth [skip ci]")
	for _, commit := range []string{third, skipped} {
		b.run(job(commit))
	}
	b.expectPage("2026/01/03/three.html", "The third.")
	b.expectNoPage("2026/01/04/four.html")
	b.expectStatus(third, press.PublishContext, host.Success, "added Three")
	if n := len(b.repo.Statuses(skipped)); n != 0 {
		t.Errorf("%d statuses on the commit that asks to be skipped", n)
	}
}

func TestSymbolicLinksLeadToWhatJekyllReads(t *testing.T) {
	b := newBench(t)
	link := func(target, name string) {
		if err := os.Symlink(target, filepath.Join(b.work.Dir, name)); err != nil {
			t.Skipf("no symbolic links can be made here: %v", err)
		}
	}
	link("img", "pictures")
	link("2026-01-01-one.md", "_posts/2026-01-05-again.md")
	link("/etc/passwd", "passwd")
	b.push("Link")
	b.expectPage("pictures/me.png", "picture")
	b.expectPage("2026/01/05/again.html", "The first.")
	b.expectNoPage("passwd")
	b.reset()
	b.post("2026-01-02-two.md", "Two", "The second, better.")
	_, outcome := b.push("Change something else")
	if n := b.host.count("blob"); n != 1 || len(outcome.Deleted) != 0 {
		t.Errorf("%d files were fetched and %q deleted, want the one that changed and none", n, outcome.Deleted)
	}
}

func TestADeletedBranchIsLeftAlone(t *testing.T) {
	b := newBench(t)
	commit, _ := b.push("Begin")
	before := b.site.Clone().Objects()
	b.press.Settings.Branch = "gone"
	j := job(commit)
	j.Branch = "gone"
	if outcome := b.run(j); outcome.Kind != press.Skipped {
		t.Errorf("outcome %+v", outcome)
	}
	if !maps.Equal(before, b.site.Objects()) {
		t.Error("the site changed")
	}
}

func TestAnotherRepositorysJobIsRefused(t *testing.T) {
	b := newBench(t)
	commit := b.work.Push("Begin")
	j := job(commit)
	j.Repository = "eve/blog"
	if outcome := b.run(j); outcome.Kind != press.Skipped || len(b.site.Objects()) != 0 {
		t.Errorf("outcome %+v", outcome)
	}
}

func TestTheHeadIsPublishedWhateverTheJobSays(t *testing.T) {
	b := newBench(t)
	first := b.work.Push("Begin")
	b.post("2026-01-03-three.md", "Three", "The third.")
	second := b.work.Push("Add the third")

	// The older job comes first: it publishes the newer commit.
	if outcome := b.run(job(first)); outcome.Commit != second {
		t.Errorf("published %s, want %s", outcome.Commit, second)
	}
	b.expectPage("2026/01/03/three.html", "The third.")
	b.expectStatus(first, press.LintContext, host.Success, "Overtaken by "+second[:7])
	b.expectStatus(first, press.PublishContext, host.Success, "Overtaken by "+second[:7])
	b.expectStatus(second, press.PublishContext, host.Success)

	// The newer job, and both once more: there is nothing left to do.
	b.wire, b.host.calls = nil, nil
	statuses := len(b.repo.Statuses(first)) + len(b.repo.Statuses(second))
	for _, commit := range []string{second, first, second} {
		if outcome := b.run(job(commit)); outcome.Kind != press.Skipped || len(outcome.Written) != 0 {
			t.Errorf("outcome %+v", outcome)
		}
	}
	if got := len(b.repo.Statuses(first)) + len(b.repo.Statuses(second)); got != statuses {
		t.Errorf("%d statuses more", got-statuses)
	}
	if got := strings.Join(b.host.calls, " "); got != "head head head" {
		t.Errorf("calls to the host: %s", got)
	}
}

func TestAForcePushBackInTimePublishesTheOlderState(t *testing.T) {
	b := newBench(t)
	first, _ := b.push("Begin")
	b.post("2026-01-03-three.md", "Three", "The third.")
	b.post("2026-01-01-one.md", "One", "The first, better.")
	b.push("Add the third")
	b.work.Git("push", "-q", "-f", "origin", first+":main")
	b.run(job(first))
	b.expectNoPage("2026/01/03/three.html")
	b.expectPage("2026/01/01/one.html", "The first.")
}

func TestAPostIsPublishedWhenItIsDue(t *testing.T) {
	b := newBench(t)
	b.work.Write("_posts/2026-12-24-eve.md", "---\ntitle: Eve\nlayout: post\ndate: 2026-12-24 18:00:00 +0000\n---\nPeace.\n")
	commit, outcome := b.push("Write ahead")
	b.expectNoPage("2026/12/24/eve.html")
	due := time.Date(2026, 12, 24, 18, 0, 0, 0, time.UTC)
	if !outcome.NextDue.Equal(due) {
		t.Fatalf("next due %v, want %v", outcome.NextDue, due)
	}
	if outcome, err := b.press.Run(context.Background(), job(commit), due.Add(-time.Hour)); err != nil || outcome.Kind != press.Skipped {
		t.Errorf("an hour before: %+v (%v)", outcome, err)
	}
	b.host.calls = nil
	if outcome, err := b.press.Run(context.Background(), job(commit), due.Add(time.Minute)); err != nil || outcome.Kind != press.Published {
		t.Errorf("a minute after: %+v (%v)", outcome, err)
	}
	b.expectPage("2026/12/24/eve.html", "Peace.")
	if n := b.host.count("tree") + b.host.count("blob") + b.host.count("archive"); n != 0 {
		t.Errorf("%d calls to the host for files that did not change", n)
	}
}

func TestTheFuseStopsAPushThatWouldDeleteMostOfTheSite(t *testing.T) {
	b := newBench(t)
	for i := range 30 {
		b.post(fmt.Sprintf("2026-02-01-more-%d.md", i), fmt.Sprint("More ", i), "More.")
	}
	b.push("Begin")
	b.work.Git("rm", "-q", "-r", "_posts")
	commit, outcome := b.push("Oh no")
	if outcome.Kind != press.Failed {
		t.Errorf("outcome %+v", outcome)
	}
	b.expectStatus(commit, press.PublishContext, host.Failure, "more than half of the site")
	b.expectPage("2026/01/01/one.html", "The first.")
	b.work.Write("_config.yml", "title: Test\nurl: "+siteURL+"\ngalley:\n  allow_deletions: true\n")
	b.push("Really")
	b.expectNoPage("2026/01/01/one.html")
}

func TestManyFilesComeAsOneArchive(t *testing.T) {
	b := newBench(t)
	for i := range 50 {
		b.post(fmt.Sprintf("2026-02-01-more-%d.md", i), fmt.Sprint("More ", i), fmt.Sprint("Text ", i))
		b.work.Write(fmt.Sprintf("img/%d.png", i), fmt.Sprintf("\x89PNG\x00 number %d", i))
	}
	b.work.Write("img/large.png", "\x89PNG\x00"+strings.Repeat("pixels ", 100_000))
	b.work.Write("img/large-copy.png", "\x89PNG\x00"+strings.Repeat("pixels ", 100_000))
	b.work.Write("left-out.txt", "The archive leaves this out.")
	b.work.Write("filled-in.png", "\x89PNG\x00 $Format:%H$")
	b.work.Write(".gitattributes", "left-out.txt export-ignore\nfilled-in.png export-subst\n")
	b.push("Begin")
	b.expectPage("2026/02/01/more-49.html", "Text 49")
	b.expectPage("img/49.png", "number 49")
	b.expectPage("left-out.txt", "leaves this out")
	b.expectPage("filled-in.png", "$Format:%H$")
	if len(b.page("img/large.png")) != 5+700_000 || b.page("img/large-copy.png") != b.page("img/large.png") {
		t.Errorf("the large picture has %d bytes", len(b.page("img/large.png")))
	}
	// One archive for the texts, one for the pictures; by themselves come what the archive has not as it is, and what
	// is large and is needed twice.
	if archives, blobs := b.host.count("archive"), b.host.count("blob"); archives != 2 || blobs != 4 {
		t.Errorf("%d archives and %d files by themselves, want 2 and 4", archives, blobs)
	}
}

func TestAStateThatLostItsPacksIsMended(t *testing.T) {
	b := newBench(t)
	b.push("Begin")
	for key := range b.state.Objects() {
		if strings.HasPrefix(key, "sources/") {
			_ = b.state.Delete(context.Background(), key)
		}
	}
	b.post("2026-01-02-two.md", "Two", "The second, better.")
	b.push("Improve the second")
	b.expectPage("2026/01/02/two.html", "The second, better.")
	b.expectPage("2026/01/01/one.html", "The first.")
	b.reset()
	b.post("2026-01-02-two.md", "Two", "The second, best.")
	b.push("Improve the second again")
	if n := b.host.count("blob"); n != 1 {
		t.Errorf("%d files were fetched, want the one that changed: the packs were not made anew", n)
	}
}

func TestManyPushesMakeFewPacks(t *testing.T) {
	b := newBench(t)
	b.push("Begin")
	for i := range 12 {
		b.post(fmt.Sprintf("2026-03-01-push-%d.md", i), fmt.Sprint("Push ", i), "Text.")
		b.push(fmt.Sprint("Push ", i))
	}
	packs := 0
	for key := range b.state.Objects() {
		if strings.HasPrefix(key, "sources/") {
			packs++
		}
	}
	if packs > 5 {
		t.Errorf("%d packs after 13 pushes", packs)
	}
	b.expectPage("2026/03/01/push-0.html", "Text.")
}

func TestAFileThatIsTooLargeIsNamedAndTheRestIsPublished(t *testing.T) {
	b := newBench(t)
	b.press.Settings.Limits = press.DefaultLimits
	b.press.Settings.Limits.TextFile = 1000
	b.post("2026-01-03-three.md", "Three", strings.Repeat("long ", 1000))
	commit, _ := b.push("Begin")
	b.expectPage("2026/01/01/one.html", "The first.")
	b.expectNoPage("2026/01/03/three.html")
	b.expectStatus(commit, press.LintContext, host.Failure, "_posts/2026-01-03-three.md", "too large")
}

func TestACommitWithTooManyFilesIsRefused(t *testing.T) {
	b := newBench(t)
	b.press.Settings.Limits = press.DefaultLimits
	b.press.Settings.Limits.Files = 3
	commit, outcome := b.push("Begin")
	if outcome.Kind != press.Failed {
		t.Errorf("outcome %+v", outcome)
	}
	b.expectStatus(commit, press.LintContext, host.Failure, "too many files")
	b.expectStatus(commit, press.PublishContext, host.Failure, "too many files")
}

// fakeCDN notes what it is told.
type fakeCDN struct {
	told map[string][]string
	err  error
}

func (c *fakeCDN) Invalidate(_ context.Context, reference string, paths []string) error {
	if c.err != nil {
		return c.err
	}
	if c.told == nil {
		c.told = map[string][]string{}
	}
	c.told[reference] = paths
	return nil
}

func TestTheCDNIsToldWhatChanged(t *testing.T) {
	b := newBench(t)
	for i := range 60 {
		b.post(fmt.Sprintf("2026-02-01-more-%d.md", i), fmt.Sprint("More ", i), "More.")
	}
	cdn := &fakeCDN{}
	b.press.CDN = cdn
	b.push("Begin")
	if got := slices.Collect(maps.Values(cdn.told)); len(got) != 1 || !slices.Equal(got[0], []string{"/*"}) {
		t.Errorf("after a push of many pages: %q", got)
	}

	cdn.told = nil
	b.post("2026-01-02-둘.md", "Two", "The second, better.")
	b.work.Git("rm", "-q", "_posts/2026-01-02-two.md")
	b.work.Push("Improve the second")
	cdn.err = errors.New("the CDN is away")
	head := b.work.Git("rev-parse", "HEAD")
	if _, err := b.press.Run(context.Background(), job(head), now); err == nil {
		t.Error("no error, and the CDN was not told")
	}
	b.expectStatus(head, press.PublishContext, host.Error)
	cdn.err = nil
	b.run(job(head))
	got := slices.Collect(maps.Values(cdn.told))
	if len(got) != 1 || !slices.Contains(got[0], "/2026/01/02/둘.html") || !slices.Contains(got[0], "/2026/01/02/two.html") {
		t.Errorf("after a push of one page, at the second try: %q", got)
	}
	b.expectStatus(head, press.PublishContext, host.Success)
}

func TestASiteThatNamesNoAddressHasTheOneItIsPublishedAt(t *testing.T) {
	b := newBench(t)
	b.press.Settings.SiteURL = "https://example.org/blog"
	b.work.Write("_config.yml", "title: Test\n")
	b.work.Write("where.html", "---\n---\n{{ site.url }} {{ site.baseurl }} {{ '/a.css' | absolute_url }}\n")
	commit, _ := b.push("Begin")
	b.expectPage("where.html", "https://example.org /blog https://example.org/blog/a.css")
	if live := b.status(commit, press.PublishContext).TargetURL; live != "https://example.org/blog/" {
		t.Errorf("the status leads to %s", live)
	}
	b.work.Write("_config.yml", "title: Test\nurl: https://other.example\n")
	b.push("Name it")
	b.expectPage("where.html", "https://other.example  https://other.example/a.css")
}

// lyingHost gives another content than the one that was asked for.
type lyingHost struct{ host.Repository }

func (lyingHost) Blob(context.Context, string) (io.ReadCloser, error) {
	return io.NopCloser(strings.NewReader("something else")), nil
}

func TestAnotherContentThanItsHashSaysIsNotPublished(t *testing.T) {
	b := newBench(t)
	b.press.Host = lyingHost{b.host}
	commit := b.work.Push("Begin")
	if _, err := b.press.Run(context.Background(), job(commit), now); err == nil || len(pages(b.site)) != 0 {
		t.Errorf("error %v, and %d objects", err, len(pages(b.site)))
	}
}
