package press_test

import (
	"testing"

	"github.com/galleypress/galley/host"
	"github.com/galleypress/galley/press"
)

const letter = "Dear reader,\n\nthis is a letter.\nIt has some lines.\nThey stay.\n"

func TestAPostThatIsRenamedAndBrokenStaysWhereItWas(t *testing.T) {
	b := newBench(t)
	b.post("2026-01-05-letter.md", "Letter", letter)
	b.push("Begin")
	b.work.Git("mv", "_posts/2026-01-05-letter.md", "_posts/2026-01-06-a-letter.md")
	b.post("2026-01-06-a-letter.md", "\"Letter", letter)
	commit, outcome := b.push("Rename and break")
	b.expectPage("2026/01/05/letter.html", "It has some lines.")
	b.expectPage("index.html", "Letter")
	b.expectStatus(commit, press.LintContext, host.Failure, "_posts/2026-01-06-a-letter.md")
	b.expectStatus(commit, press.PublishContext, host.Success, "Held back _posts/2026-01-06-a-letter.md")
	if len(outcome.Deleted) != 0 {
		t.Errorf("deleted %q", outcome.Deleted)
	}

	b.reset() // the next push finds it so, in another process
	b.post("2026-01-02-two.md", "Two", "The second, better.")
	b.push("Improve the second")
	b.expectPage("2026/01/05/letter.html", "It has some lines.")

	b.reset()
	b.post("2026-01-06-a-letter.md", "Letter", letter)
	b.push("Mend it")
	b.expectNoPage("2026/01/05/letter.html")
	b.expectPage("2026/01/06/a-letter.html", "It has some lines.")
}

func TestAPostThatIsDeletedWhileAnotherBreaksIsDeleted(t *testing.T) {
	b := newBench(t)
	b.post("2026-01-05-letter.md", "Letter", letter)
	b.push("Begin")
	b.work.Git("rm", "-q", "_posts/2026-01-05-letter.md")
	b.broken("2026-01-06-something-else.md")
	b.push("Delete one and break another")
	b.expectNoPage("2026/01/05/letter.html")
}
