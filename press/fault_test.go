package press_test

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/galleypress/galley/host"
	"github.com/galleypress/galley/press"
	"github.com/galleypress/galley/store/storetest"
)

// scenarios are pushes to a blog that is published already, or, for the first, is not.
var scenarios = map[string]func(b *bench){
	"a first publish": nil,
	"a change":        func(b *bench) { b.post("2026-01-02-two.md", "Two", "The second, better.") },
	"a rename":        func(b *bench) { b.work.Git("mv", "_posts/2026-01-01-one.md", "_posts/2026-01-01-first.md") },
	"a deletion":      func(b *bench) { b.work.Git("rm", "-q", "_posts/2026-01-01-one.md") },
	"a broken post":   func(b *bench) { b.broken("2026-01-01-one.md"); b.post("2026-01-03-three.md", "Three", "The third.") },
}

// Every single call to the storage and to the host goes wrong once, in every way; then the job runs again. The site must
// end as if nothing had happened, and no status may be pending.
func TestEveryFaultIsMendedWhenTheJobRunsAgain(t *testing.T) {
	for name, change := range scenarios {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			commit := b.work.Push("Begin")
			if change != nil {
				b.run(job(commit))
				change(b)
				commit = b.work.Push("Change")
			}
			site, state := b.site, b.state
			memo := &memoHost{Repository: b.repo, answers: map[string]any{}}
			b.startFrom(site, state, memo)
			b.run(job(commit))
			calmSite, calmState := b.site, b.state
			calls, hostCalls := b.wire.Calls(), b.host.calls

			try := func(what string, set func()) {
				t.Helper()
				b.startFrom(site, state, memo)
				set()
				_, _ = b.press.Run(context.Background(), job(commit), now)
				b.restart()
				b.host.Repository = memo
				if _, err := b.press.Run(context.Background(), job(commit), now.Add(time.Hour)); err != nil {
					t.Fatalf("%s: the next run: %v", what, err)
				}
				if got, want := pages(b.site), pages(calmSite); !maps.Equal(got, want) {
					t.Errorf("%s: the site has %d objects, want %d: %s", what, len(got), len(want), difference(got, want))
				}
				if got, want := b.state.Objects(), calmState.Objects(); !maps.Equal(got, want) {
					t.Errorf("%s: the state differs: %s", what, difference(got, want))
				}
				for _, name := range []string{press.LintContext, press.PublishContext} {
					if s := b.status(commit, name); s.State != host.Success && s.State != host.Failure {
						t.Errorf("%s: %s is %q in the end", what, name, s.State)
					}
				}
			}
			for _, fault := range []storetest.Fault{storetest.Before, storetest.After, storetest.Crash, storetest.Dying} {
				for i, call := range calls {
					try(fmt.Sprintf("%s in call %d (%s)", fault, i+1, call), func() { b.wire.At, b.wire.Fault = i+1, fault })
				}
			}
			for _, after := range []bool{false, true} {
				for i, call := range hostCalls {
					try(fmt.Sprintf("an error in call %d to the host (%s), after it had its effect: %v", i+1, call, after), func() { b.host.at, b.host.after = i+1, after })
				}
			}
		})
	}
}

// What fails by our fault is said to be so, however early, and is not left pending.
func TestOurOwnFaultIsAnError(t *testing.T) {
	b := newBench(t)
	b.push("Begin")
	b.post("2026-01-02-two.md", "Two", "The second, better.")
	commit := b.work.Push("Change")
	for at := range 8 {
		b.reset()
		b.wire.At, b.wire.Fault = at+1, storetest.Crash
		if _, err := b.press.Run(context.Background(), job(commit), now); err == nil {
			t.Fatal("no error, and the storage is gone")
		}
		b.expectStatus(commit, press.PublishContext, host.Error, "not the blog's fault")
		if s := b.status(commit, press.LintContext); s.State == host.Pending {
			t.Errorf("galley/lint is pending after the storage failed in call %d", at+1)
		}
	}
}

// startFrom puts a fresh press before copies of buckets, and before a host.
func (b *bench) startFrom(site, state *storetest.Memory, memo *memoHost) {
	b.site, b.state = site.Clone(), state.Clone()
	b.reset()
	memo.Repository, b.host.Repository = b.repo, memo
}

// pages gives what readers see of a bucket: a report tells when it was made, and is not compared.
func pages(m *storetest.Memory) map[string]string {
	all := m.Objects()
	maps.DeleteFunc(all, func(key, _ string) bool { return strings.HasPrefix(key, "_galley/") })
	return all
}

func difference(got, want map[string]string) string {
	var words []string
	for key, content := range want {
		if is, ok := got[key]; !ok {
			words = append(words, key+" is missing")
		} else if is != content {
			words = append(words, key+" differs")
		}
	}
	for key := range got {
		if _, ok := want[key]; !ok {
			words = append(words, key+" is too much")
		}
	}
	return strings.Join(words, ", ")
}
