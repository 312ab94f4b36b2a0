// Package press takes one commit through the whole of Galley: fetch, proof, report, build, store. It is the only room
// that knows all the others; what it asks of the outside it asks through interfaces, so that the same way is gone on AWS
// with GitHub and on a laptop with a local repository and a folder.
//
// It never reads a webhook, a queue or the environment: the doors (cmd, functions) do.
package press

import (
	"cmp"
	"context"
	"io"
	"io/fs"
	"log/slog"
	"time"

	"github.com/galleypress/galley/host"
	"github.com/galleypress/galley/queue"
	"github.com/galleypress/galley/store"
)

// Host is the place where the repository lives: github.Client or gitrepo.Repo.
type Host = host.Repository

// Status is a commit status.
type Status = host.Status

// The contexts in which the press sets statuses.
const (
	LintContext    = "galley/lint"
	PublishContext = "galley/publish"
)

// Press publishes one blog. Its fields are set once, before the first Run; Runs may then follow each other or happen at
// once, also in several processes: the store sees to it that the newest one wins.
type Press struct {
	// Host is where the repository lives.
	Host Host
	// Store is where the site and its state are kept.
	Store *store.Store
	// Settings are those of the blog's owner.
	Settings Settings
	// CDN is told what changed; nil where none stands before the site's bucket.
	CDN CDN
	// Log is told what is done, with delivery and commit; slog.Default() if nil. It never sees a secret.
	Log *slog.Logger
	// Random makes the site's secret when it is first published; crypto/rand.Reader if nil.
	Random io.Reader

	packs packMemory
}

// Settings are what a blog's owner decides, beside what stands in the blog's _config.yml.
type Settings struct {
	// Repository is owner/name. Jobs for another repository are refused.
	Repository string
	// Branch is the branch that is published; empty means the repository's default branch.
	Branch string
	// SiteURL is where readers find the site, without a slash at its end: https://blog.example.org or, for a site that
	// lives below a path, https://example.org/blog. It is the site's `url` and `baseurl` where _config.yml sets neither.
	SiteURL string
	// AllowDeletions lets a run delete more than half of the site.
	AllowDeletions bool
	// Theme is laid under a site that brings no layouts of its own; nil means templates.Theme.
	Theme fs.FS
	// Limits guard against sites that no blog is. The zero value gives DefaultLimits.
	Limits Limits
}

// CDN is the content delivery network before the site's bucket.
type CDN interface {
	// Invalidate asks the network to fetch these paths anew. They begin with a slash, are not yet escaped, and may end
	// in an asterisk. Reference is the same for the same change, so that a repeated call makes one invalidation.
	Invalidate(ctx context.Context, reference string, paths []string) error
}

// Kind is what a run did.
type Kind string

// The kinds of outcome.
const (
	// Published: the site is now as the branch's head has it, but for what was held back.
	Published Kind = "published"
	// Proofed: the commit was proof-read and, by what it is, not to be published.
	Proofed Kind = "proofed"
	// Failed: the author must mend something first; nothing was changed.
	Failed Kind = "failed"
	// Skipped: there was nothing to do, as Outcome.Reason says.
	Skipped Kind = "skipped"
)

// Outcome is what became of a job.
type Outcome struct {
	Kind   Kind
	Commit string // the commit that was worked on; it may be newer than the job's
	Reason string // for Skipped and Failed, a sentence

	Errors   int      // findings at level error
	Warnings int      // findings below it
	Held     []string // source paths whose last good version, or none, is live
	Report   string   // URL of the report page, empty where there is none
	Live     string   // URL of the post that changed, or of the site

	Written   []string // keys in the site's bucket
	Deleted   []string
	Unchanged int // outputs that were stored already

	// NextDue is when a post that lies in the future must be published; zero if none does.
	NextDue time.Time
}

// Run works on one job: it publishes the branch's head as it stands now, or proof-reads a commit that is not to be
// published. What is wrong with the blog is in the outcome and in the commit's statuses; the error is for what is
// wrong with us (storage, GitHub), and means that the job is to be run again. A run may be repeated at any time.
func (p *Press) Run(ctx context.Context, job queue.Job, now time.Time) (Outcome, error) {
	w := &work{press: p, job: job, now: now.UTC(), pending: map[string]bool{}, leave: map[string]bool{}, limits: p.Settings.Limits.orDefault()}
	w.log = cmp.Or(p.Log, slog.Default()).With("delivery", job.Delivery, "commit", job.Commit)
	started := time.Now()
	working, cancel := leaveLastWords(ctx)
	defer cancel()
	outcome, err := w.do(working)
	if err != nil {
		w.log.ErrorContext(ctx, "the job failed and must run again", "error", err, "took", time.Since(started))
		w.giveUp(ctx)
		return Outcome{}, err
	}
	w.log.InfoContext(ctx, "the job is done", "kind", outcome.Kind, "reason", outcome.Reason, "head", outcome.Commit,
		"errors", outcome.Errors, "held", len(outcome.Held), "written", len(outcome.Written), "deleted", len(outcome.Deleted),
		"unchanged", outcome.Unchanged, "took", time.Since(started))
	return outcome, nil
}
