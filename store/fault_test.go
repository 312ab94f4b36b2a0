package store_test

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/galleypress/galley/store"
	"github.com/galleypress/galley/store/storetest"
)

var changes = map[string]struct{ before, after site }{
	"a first publish": {nil, first},
	"a change":        {first, changed},
	"a rename":        {first, renamed},
	"a deletion":      {first, fewer},
}

// Every call goes wrong once, in every way; then the job runs again. The buckets must end as if nothing had happened.
func TestEveryFaultIsMendedByTheNextRun(t *testing.T) {
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			before := published(t, change.before)
			calm := before.clone()
			wire := &storetest.Wire{}
			if err := publish(calm.store(wire), now, "after", always(change.after)); err != nil {
				t.Fatal(err)
			}
			for _, fault := range []storetest.Fault{storetest.Before, storetest.After, storetest.Crash, storetest.Dying} {
				for at := range wire.Calls() {
					for _, later := range []time.Duration{0, time.Hour} {
						b := before.clone()
						_ = publish(b.store(&storetest.Wire{At: at + 1, Fault: fault}), now, "after", always(change.after))
						again := &storetest.Wire{}
						if err := publish(b.store(again), now.Add(later), "after", always(change.after)); err != nil {
							t.Fatalf("%s in call %d: the next run: %v", fault, at+1, err)
						}
						if later > 0 {
							expectSame(t, fmt.Sprintf("%s in call %d (%s)", fault, at+1, wire.Calls()[at]), b, calm)
							continue
						}
						// A run that may still be at work elsewhere leaves its note; the rest must be right at once.
						expectSame(t, fmt.Sprintf("%s in call %d (%s), at once", fault, at+1, wire.Calls()[at]), without(b, "journal.json.zst"), without(calm, "journal.json.zst"))
					}
				}
			}
		})
	}
}

// Between the interrupted run and the next one the author changes her mind: what the first wrote must not stay.
func TestWhatAnInterruptedRunWroteDoesNotStay(t *testing.T) {
	for name, change := range changes {
		if change.before == nil {
			continue
		}
		t.Run(name, func(t *testing.T) {
			before := published(t, change.before)
			wire := &storetest.Wire{}
			if err := publish(before.clone().store(wire), now, "after", always(change.after)); err != nil {
				t.Fatal(err)
			}
			for _, fault := range []storetest.Fault{storetest.Before, storetest.After, storetest.Crash, storetest.Dying} {
				for at := range wire.Calls() {
					b := before.clone()
					_ = publish(b.store(&storetest.Wire{At: at + 1, Fault: fault}), now, "after", always(change.after))
					if err := publish(b.store(&storetest.Wire{}), now.Add(time.Hour), "before", always(change.before)); err != nil {
						t.Fatal(err)
					}
					if got := b.site.Objects(); !maps.Equal(got, map[string]string(change.before)) {
						t.Errorf("%s in call %d (%s): the site is\n%v", fault, at+1, wire.Calls()[at], got)
					}
				}
			}
		})
	}
}

// A second publisher does all its work between two calls of the first, for every two calls. The branch's head moves on
// meanwhile, so that both want the newer site when they begin again.
func TestOfTwoPublishersTheNewerCommitWins(t *testing.T) {
	newest := changed.with(site{"four/index.html": "four", "two/index.html": ""})
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			before := published(t, change.before)
			wire := &storetest.Wire{}
			if err := publish(before.clone().store(wire), now, "after", always(change.after)); err != nil {
				t.Fatal(err)
			}
			for at := range wire.Calls() {
				b, head := before.clone(), change.after
				between := &storetest.Wire{At: at + 1, Then: func() {
					head = newest
					if err := publish(b.store(&storetest.Wire{}), now, "newest", always(newest)); err != nil {
						t.Error(err)
					}
				}}
				if err := publish(b.store(between), now, "after", func() site { return head }); err != nil {
					t.Fatalf("before call %d (%s): %v", at+1, wire.Calls()[at], err)
				}
				if got := b.site.Objects(); !maps.Equal(got, map[string]string(newest)) {
					t.Errorf("before call %d (%s): the site is\n%v\nwant\n%v", at+1, wire.Calls()[at], got, newest)
				}
				expectIdle(t, b)
			}
		})
	}
}

// expectIdle checks that a publish of what is there finds nothing to do: no run has left anything unsure.
func expectIdle(t *testing.T, b buckets) {
	t.Helper()
	wire := &storetest.Wire{}
	is := site(b.site.Objects())
	if err := publish(b.store(wire), now.Add(time.Hour), "idle", always(is)); err != nil {
		t.Fatal(err)
	}
	for _, call := range wire.Calls() {
		if strings.HasPrefix(call, "write site:") || strings.HasPrefix(call, "delete site:") {
			t.Errorf("something was left unsure: %s", call)
		}
	}
}

func expectSame(t *testing.T, when string, got, want buckets) {
	t.Helper()
	if !maps.Equal(got.site.Objects(), want.site.Objects()) {
		t.Errorf("%s: the site is\n%v\nwant\n%v", when, got.site.Objects(), want.site.Objects())
	}
	if !maps.Equal(got.state.Objects(), want.state.Objects()) {
		t.Errorf("%s: the state differs: %q, want %q", when, keys(got.state), keys(want.state))
	}
}

func keys(m *storetest.Memory) []string {
	var list []string
	for key, data := range m.Objects() {
		list = append(list, fmt.Sprintf("%s(%d)", key, len(data)))
	}
	return list
}

func without(b buckets, key string) buckets {
	b = b.clone()
	_ = b.state.Delete(context.Background(), key)
	return b
}

var _ store.Bucket = (*storetest.Memory)(nil)

// The second publisher begins while the first is at work and ends after it, for every two calls between which either
// can be interrupted.
func TestPublishersMayOverlapInAnyWay(t *testing.T) {
	newest := changed.with(site{"four/index.html": "four", "two/index.html": ""})
	for name, change := range changes {
		t.Run(name, func(t *testing.T) {
			before := published(t, change.before)
			wire := &storetest.Wire{}
			if err := publish(before.clone().store(wire), now, "after", always(change.after)); err != nil {
				t.Fatal(err)
			}
			calls := wire.Calls()
			for i := range calls {
				for j := range calls {
					b := before.clone()
					var head atomic.Pointer[site]
					head.Store(&change.after)
					older := pausing(b, "after", i+1, func() site { return *head.Load() })
					head.Store(&newest)
					newer := pausing(b, "newest", j+1, always(newest))
					when := fmt.Sprintf("older before %s, newer before %s", calls[i], calls[j])
					if err := older(); err != nil {
						t.Fatalf("%s: the older: %v", when, err)
					}
					if err := newer(); err != nil {
						t.Fatalf("%s: the newer: %v", when, err)
					}
					if got := b.site.Objects(); !maps.Equal(got, map[string]string(newest)) {
						t.Errorf("%s: the site is\n%v\nwant\n%v", when, got, newest)
					}
					expectIdle(t, b)
				}
			}
		})
	}
}

// pausing starts a publish and returns when it is about to make call number at, or has ended before. The function that
// it returns lets the publish go on, and waits for its end.
func pausing(b buckets, commit string, at int, wanted func() site) (goOn func() error) {
	paused, resume, ended := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		ended <- publish(b.store(&storetest.Wire{At: at, Then: func() { close(paused); <-resume }}), now, commit, wanted)
	}()
	select {
	case <-paused:
	case err := <-ended:
		ended <- err
	}
	return func() error {
		close(resume)
		return <-ended
	}
}
