package press

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"github.com/galleypress/galley/host"
	"github.com/galleypress/galley/queue"
	"github.com/galleypress/galley/store"
)

// work is one job under way.
type work struct {
	press  *Press
	job    queue.Job
	now    time.Time
	log    *slog.Logger
	limits Limits

	run     *store.Run
	commit  string          // the commit that is worked on
	pending map[string]bool // the contexts in which its status is pending
	leave   map[string]bool // commits that ask to be skipped
}

// tries is how often a job begins again because another run was quicker.
const tries = 5

// do finds out what the job asks for.
func (w *work) do(ctx context.Context) (Outcome, error) {
	settings := w.press.Settings
	if settings.Repository != "" && !strings.EqualFold(w.job.Repository, settings.Repository) {
		return w.skipped("the job is for %s, and this press is for %s", w.job.Repository, settings.Repository), nil
	}
	branch := settings.Branch
	if branch == "" {
		var err error
		if branch, err = w.press.Host.DefaultBranch(ctx); err != nil {
			return Outcome{}, fmt.Errorf("asking for the repository's own branch: %w", err)
		}
	}
	w.run = w.press.Store.Run(w.now)
	if w.job.Event == queue.Push && w.job.Branch == branch && !w.job.Fork {
		return w.publishBranch(ctx, branch)
	}
	return w.proofOnly(ctx)
}

func (w *work) skipped(reason string, args ...any) Outcome {
	return Outcome{Kind: Skipped, Commit: w.commit, Reason: fmt.Sprintf(reason, args...)}
}

// publishBranch publishes a branch's head, again from the beginning as often as another run was quicker.
func (w *work) publishBranch(ctx context.Context, branch string) (Outcome, error) {
	for try := 1; ; try++ {
		outcome, err := w.publishHead(ctx, branch)
		if !errors.Is(err, store.ErrConflict) && !errors.Is(err, store.ErrAgain) || try == tries {
			return outcome, err
		}
		w.log.InfoContext(ctx, "another run was at work; beginning again", "try", try, "error", err)
	}
}

// publishHead publishes a branch's head as it is now.
func (w *work) publishHead(ctx context.Context, branch string) (Outcome, error) {
	// What is published first, then the head: a newer commit that another run publishes in between is then noticed when
	// the manifest is written, and never overwritten with an older one.
	if err := w.run.Begin(ctx); err != nil {
		return Outcome{}, err
	}
	head, err := w.head(ctx, branch)
	if errors.Is(err, host.ErrNotFound) {
		return w.skipped("the branch %s was deleted", branch), w.letGo(ctx, "The branch was deleted")
	}
	if err != nil {
		return Outcome{}, fmt.Errorf("asking for the head of %s: %w", branch, err)
	}
	if asksToSkip(head.Message) {
		return w.skipped("the commit's message asks to skip it"), w.letGo(ctx, "Overtaken by a commit that asks to be skipped")
	}
	if err := w.turnTo(ctx, head.SHA); err != nil {
		return Outcome{}, err
	}
	if len(w.pending) == 0 && w.isPublished(head.SHA) {
		return w.skipped("the commit is published already"), w.run.Finish(ctx, w.job.Commit)
	}
	w.announce(ctx, head.SHA, "Proof-reading", LintContext)
	w.announce(ctx, head.SHA, "Waiting for the proof", PublishContext)
	return w.publish(ctx, branch, head)
}

// mostSkipped is how many commits that ask to be skipped may follow each other.
const mostSkipped = 20

// head gives a branch's head or, where that asks to be skipped, the commit before it: if it was pushed just before, its
// own job comes too late to see it as the head.
func (w *work) head(ctx context.Context, branch string) (host.Commit, error) {
	head, err := w.press.Host.Head(ctx, branch)
	for range mostSkipped {
		if err != nil || !asksToSkip(head.Message) || len(head.Parents) == 0 {
			break
		}
		w.leave[head.SHA] = true
		head, err = w.press.Host.Commit(ctx, head.Parents[0])
	}
	return head, err
}

// turnTo makes a commit the one that is worked on, and tells those that it overtook.
func (w *work) turnTo(ctx context.Context, head string) error {
	if w.commit != head {
		if err := w.letGo(ctx, "Overtaken by "+short(head)); err != nil {
			return err
		}
		w.commit = head
	}
	older := w.job.Commit
	if older == head || w.leave[older] || w.run.Settled(older) {
		return nil
	}
	return w.overtaken(ctx, older, head)
}

// isPublished tells whether nothing is left to do for a commit.
func (w *work) isPublished(commit string) bool {
	m := w.run.Manifest()
	if m == nil || m.Commit != commit || m.Partial || m.Recipe != w.recipe() || w.run.Interrupted() || !w.run.Settled(commit) {
		return false
	}
	return m.NextDue.IsZero() || w.now.Before(m.NextDue)
}

// proofOnly proof-reads a commit that is not to be published.
func (w *work) proofOnly(ctx context.Context) (Outcome, error) {
	commit, err := w.press.Host.Commit(ctx, w.job.Commit)
	if errors.Is(err, host.ErrNotFound) {
		return w.skipped("the commit is gone"), nil
	}
	if err != nil {
		return Outcome{}, fmt.Errorf("reading the commit: %w", err)
	}
	if asksToSkip(commit.Message) {
		return w.skipped("the commit's message asks to skip it"), nil
	}
	if err := w.run.Begin(ctx); err != nil {
		return Outcome{}, err
	}
	w.commit = commit.SHA
	w.announce(ctx, commit.SHA, "Proof-reading", LintContext)
	p, err := w.proof(ctx, commit)
	if err != nil {
		return Outcome{}, err
	}
	page, err := w.reportPage(ctx, commit)
	if err != nil {
		return Outcome{}, err
	}
	page.take(p)
	if err := page.store(ctx); err != nil {
		return Outcome{}, err
	}
	if err := w.tellProof(ctx, p, page.url); err != nil {
		return Outcome{}, err
	}
	outcome := Outcome{Kind: Proofed, Commit: commit.SHA, Report: page.url}
	outcome.count(p)
	return outcome, nil
}

// publish proof-reads, builds and stores a commit.
func (w *work) publish(ctx context.Context, branch string, head host.Commit) (Outcome, error) {
	page, err := w.reportPage(ctx, head)
	if err != nil {
		return Outcome{}, err
	}
	p, err := w.proof(ctx, head)
	if err != nil {
		return Outcome{}, err
	}
	page.take(p)
	if err := page.store(ctx); err != nil {
		return Outcome{}, err
	}
	if err := w.tellProof(ctx, p, page.url); err != nil {
		return Outcome{}, err
	}
	found := len(p.findings)
	built, err := w.buildSound(ctx, p)
	if len(p.findings) > found {
		if err := w.tellProof(ctx, p, page.url); err != nil {
			return Outcome{}, err
		}
	}
	outcome := Outcome{Kind: Published, Commit: head.SHA, Report: page.url}
	if err == nil {
		err = w.storeSite(ctx, head, p, built, &outcome)
	}
	outcome.count(p)
	switch {
	case isAuthors(err):
		outcome.Kind, outcome.Reason, outcome.Held = Failed, err.Error(), nil
		page.failed(err)
		err = w.finish(ctx, p, page, host.Failure, page.url, "Nothing was published: "+err.Error())
	case err == nil:
		page.published(p, built, slices.Concat(outcome.Written, outcome.Deleted))
		outcome.Live, outcome.NextDue = page.live, built.NextDue
		err = w.finish(ctx, p, page, host.Success, page.live, page.summary())
	}
	return outcome, err
}

// finish says the last word about a commit.
func (w *work) finish(ctx context.Context, p *proof, page *reportPage, state host.State, url, text string) error {
	page.take(p)
	page.report.Publish.State, page.report.Publish.Description = string(state), describe(text)
	if err := page.store(ctx); err != nil {
		return err
	}
	if err := w.settle(ctx, w.commit, PublishContext, state, url, text); err != nil {
		return err
	}
	return w.run.Finish(ctx, w.commit, w.job.Commit)
}

func (o *Outcome) count(p *proof) {
	o.Errors, o.Warnings = p.count()
	o.Held = slices.Clone(p.heldPaths())
}
