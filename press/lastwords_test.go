package press_test

import (
	"context"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleypress/galley/host"
	"github.com/galleypress/galley/store/storetest"
)

// deafHost knows a commit and never gives its files. It keeps the statuses that were set.
type deafHost struct {
	host.Repository
	said []string
}

func (h *deafHost) Commit(context.Context, string) (host.Commit, error) {
	return host.Commit{SHA: deafCommit, Tree: deafCommit}, nil
}

func (h *deafHost) Tree(ctx context.Context, _ host.Commit) ([]host.File, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

func (h *deafHost) SetStatus(_ context.Context, _ string, s host.Status) error {
	h.said = append(h.said, s.Context+" "+string(s.State))
	return nil
}

const deafCommit = "dddddddddddddddddddddddddddddddddddddddd"

// stopped runs a job in the time that a Lambda function has, and gives the statuses that were set before its end.
func stopped(t *testing.T, turn int) []string {
	t.Helper()
	h := &deafHost{}
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
		defer cancel()
		p := newPress(h, &storetest.Wire{}, &storetest.Memory{}, &storetest.Memory{})
		j := job(deafCommit)
		j.Branch, j.Turn = "draft", turn
		if _, err := p.Run(ctx, j, now); err == nil {
			t.Error("the run came to an end")
		}
		if ctx.Err() != nil {
			t.Error("the run's last words came after the function's end, when nobody hears them")
		}
	})
	return h.said
}

func TestARunThatTakesTooLongSaysSoBeforeItsEnd(t *testing.T) {
	want := []string{"galley/lint pending", "galley/lint error"}
	if said := stopped(t, 1); !slices.Equal(said, want) {
		t.Errorf("statuses %q, want %q", said, want)
	}
}

// A run that is killed can say nothing, so one that follows many is not announced as pending: it may be killed as well,
// and be the last.
func TestAJobThatWasHandedOutOftenIsNotPending(t *testing.T) {
	want := []string{"galley/lint error", "galley/lint error"}
	if said := stopped(t, 3); !slices.Equal(said, want) {
		t.Errorf("statuses %q, want %q", said, want)
	}
}
