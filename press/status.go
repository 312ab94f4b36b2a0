package press

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/galleypress/galley/host"
	"github.com/galleypress/galley/queue"
)

// longestDescription is how many characters GitHub shows of a status.
const longestDescription = 140

// describe makes one line of at most 140 characters of a text. What is longer is cut between two characters, never
// between a letter and its accent or within an emoji made of several, and ends in an ellipsis.
func describe(text string) string {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
	runes := []rune(text)
	if len(runes) <= longestDescription {
		return text
	}
	cut := longestDescription - 1
	for cut > 1 && (joins(runes[cut]) || runes[cut-1] == zeroWidthJoiner) {
		cut--
	}
	return strings.TrimRight(string(runes[:cut]), " ") + "…"
}

const zeroWidthJoiner = '\u200d'

// joins tells whether a character belongs to the one before it.
func joins(r rune) bool {
	return r == zeroWidthJoiner || unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc) || r >= 0x1F3FB && r <= 0x1F3FF
}

// settleTime is how long the last word about a commit may take when the run's own time is over.
const settleTime = 10 * time.Second

// leaveLastWords ends the work a little before the run's own end, so that there is time to say that it was not finished:
// a Lambda function that reaches its end is stopped on the spot.
func leaveLastWords(ctx context.Context) (context.Context, context.CancelFunc) {
	end, limited := ctx.Deadline()
	if !limited {
		return context.WithCancel(ctx)
	}
	return context.WithDeadline(ctx, end.Add(-min(settleTime, time.Until(end)/4)))
}

// say sets a status.
func (w *work) say(ctx context.Context, commit, name string, state host.State, url, text string) error {
	status := host.Status{Context: name, State: state, Description: describe(text), TargetURL: url}
	if err := w.press.Host.SetStatus(ctx, commit, status); err != nil {
		return fmt.Errorf("setting the status %s of %s: %w", name, short(commit), err)
	}
	w.log.InfoContext(ctx, "status", "context", name, "state", state, "description", status.Description)
	return nil
}

// manyTurns is from which turn of a job on it is likely that it will not end: its earlier runs may have been stopped
// without a last word, for want of memory, so the statuses say it beforehand.
const manyTurns = 3

// announce sets statuses to pending. That it cannot be done is no reason not to publish.
func (w *work) announce(ctx context.Context, commit, text string, names ...string) {
	state := host.Pending
	if w.job.Turn >= manyTurns {
		state, text = host.Error, "Galley could not finish; it is not the blog's fault, and is being tried again"
	}
	for _, name := range names {
		if err := w.say(ctx, commit, name, state, "", text); err != nil {
			w.log.WarnContext(ctx, "no pending status", "error", err)
		}
		w.pending[name] = true
	}
}

// settle sets a status to its outcome.
func (w *work) settle(ctx context.Context, commit, name string, state host.State, url, text string) error {
	if err := w.say(ctx, commit, name, state, url, text); err != nil {
		return err
	}
	delete(w.pending, name)
	return nil
}

// overtaken tells an older commit that a newer one takes its place.
func (w *work) overtaken(ctx context.Context, commit, by string) error {
	for _, name := range []string{LintContext, PublishContext} {
		text := fmt.Sprintf("Overtaken by %s, which is published instead", short(by))
		if name == LintContext {
			text = fmt.Sprintf("Overtaken by %s, which is proof-read instead", short(by))
		}
		err := w.say(ctx, commit, name, host.Success, "", text)
		if errors.Is(err, host.ErrNotFound) {
			w.log.InfoContext(ctx, "an overtaken commit is gone", "commit", commit)
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// letGo settles what is still pending of the commit that was worked on until now.
func (w *work) letGo(ctx context.Context, why string) error {
	for _, name := range []string{LintContext, PublishContext} {
		if !w.pending[name] {
			continue
		}
		err := w.settle(ctx, w.commit, name, host.Success, "", why)
		if err != nil && !errors.Is(err, host.ErrNotFound) {
			return err
		}
		delete(w.pending, name)
	}
	return nil
}

// giveUp says, of each status that is still pending, that the fault is ours. The error that it is about is returned by
// the run, so that the job is run again. Where not even the head could be found out, the job's own commit is told.
func (w *work) giveUp(ctx context.Context) {
	if w.commit == "" && w.job.Event == queue.Push {
		w.commit, w.pending[PublishContext] = w.job.Commit, true
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), settleTime)
	defer cancel()
	for _, name := range []string{LintContext, PublishContext} {
		if !w.pending[name] {
			continue
		}
		text := "Galley could not finish; it is not the blog's fault, and will be tried again"
		if err := w.settle(ctx, w.commit, name, host.Error, "", text); err != nil {
			w.log.WarnContext(ctx, "a status stays pending until the next try", "context", name, "error", err)
		}
	}
}

func short(commit string) string { return commit[:min(7, len(commit))] }
