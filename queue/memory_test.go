package queue_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleypress/galley/queue"
)

func job(delivery, branch string) queue.Job {
	return queue.Job{Delivery: delivery, Event: queue.Push, Repository: "kim/blog", Branch: branch, Commit: "c0ffee"}
}

// journal notes what was worked on, in order.
type journal struct {
	mu    sync.Mutex
	lines []string
}

func (j *journal) add(format string, args ...any) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lines = append(j.lines, fmt.Sprintf(format, args...))
}

func (j *journal) want(t *testing.T, want ...string) {
	t.Helper()
	j.mu.Lock()
	defer j.mu.Unlock()
	if !slices.Equal(j.lines, want) {
		t.Errorf("worked on\n%q, want\n%q", j.lines, want)
	}
}

// start sends jobs and works on them in the background until the test ends.
func start(t *testing.T, m *queue.Memory, work func(context.Context, queue.Job) error, jobs ...queue.Job) {
	t.Helper()
	send(t, m, jobs...)
	ctx, cancel := context.WithCancel(t.Context())
	stopped := make(chan error)
	go func() { stopped <- m.Run(ctx, work) }()
	t.Cleanup(func() {
		cancel()
		if err := <-stopped; !errors.Is(err, context.Canceled) {
			t.Errorf("Run ended with %v, want the context's error", err)
		}
	})
}

func send(t *testing.T, m *queue.Memory, jobs ...queue.Job) {
	t.Helper()
	for _, j := range jobs {
		if err := m.Send(t.Context(), j); err != nil {
			t.Fatal(err)
		}
	}
}

func idle(t *testing.T, m *queue.Memory) {
	t.Helper()
	if err := m.Idle(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func TestJobsOfOneBranchAreWorkedOnInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var done journal
		m := queue.NewMemory(queue.MemoryOptions{})
		start(t, m, func(_ context.Context, j queue.Job) error {
			done.add("begin %s", j.Delivery)
			time.Sleep(time.Minute)
			done.add("end %s", j.Delivery)
			return nil
		}, job("1", "main"), job("2", "main"), job("3", "main"))
		idle(t, m)
		done.want(t, "begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3")
	})
}

func TestBranchesDoNotWaitForEachOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var done journal
		m := queue.NewMemory(queue.MemoryOptions{})
		start(t, m, func(_ context.Context, j queue.Job) error {
			if j.Branch == "slow" {
				time.Sleep(time.Hour)
			}
			done.add("%s", j.Branch)
			return nil
		}, job("1", "slow"), job("2", "quick"))
		idle(t, m)
		done.want(t, "quick", "slow")
	})
}

func TestADeliveryIsTakenOnceWithinTheWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var done journal
		m := queue.NewMemory(queue.MemoryOptions{Window: time.Minute})
		start(t, m, func(_ context.Context, j queue.Job) error { done.add("%s", j.Delivery); return nil }, job("1", "main"))
		idle(t, m)
		time.Sleep(59 * time.Second)
		send(t, m, job("1", "main"))
		idle(t, m)
		done.want(t, "1")
		time.Sleep(time.Second)
		send(t, m, job("1", "main"))
		idle(t, m)
		done.want(t, "1", "1")
	})
}

func TestFailedWorkIsHandedOutAgainAndHoldsItsBranch(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var done journal
		failures := 2
		m := queue.NewMemory(queue.MemoryOptions{})
		start(t, m, func(_ context.Context, j queue.Job) error {
			if j.Delivery == "1" && failures > 0 {
				failures--
				done.add("failed 1")
				return errors.New("GitHub is away")
			}
			done.add("did %s", j.Delivery)
			return nil
		}, job("1", "main"), job("2", "main"))
		idle(t, m)
		done.want(t, "failed 1", "failed 1", "did 1", "did 2")
	})
}

func TestAJobThatFailsTooOftenIsSetAside(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var done journal
		m := queue.NewMemory(queue.MemoryOptions{
			Attempts: 3,
			SetAside: func(j queue.Job, err error) { done.add("set aside %s: %v", j.Delivery, err) },
		})
		start(t, m, func(_ context.Context, j queue.Job) error {
			done.add("tried %s", j.Delivery)
			if j.Delivery == "1" {
				return errors.New("no")
			}
			return nil
		}, job("1", "main"), job("2", "main"))
		idle(t, m)
		done.want(t, "tried 1", "tried 1", "tried 1", "set aside 1: no", "tried 2")
	})
}

func TestWhatOneRunLeavesTheNextOneDoes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := queue.NewMemory(queue.MemoryOptions{})
		send(t, m, job("1", "main"), job("2", "main"))
		ctx, cancel := context.WithCancel(t.Context())
		err := m.Run(ctx, func(context.Context, queue.Job) error { cancel(); return errors.New("interrupted") })
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		var done journal
		start(t, m, func(_ context.Context, j queue.Job) error { done.add("%s", j.Delivery); return nil })
		idle(t, m)
		done.want(t, "1", "2")
	})
}

func TestWaitingForAnIdleQueueEndsWithTheContext(t *testing.T) {
	m := queue.NewMemory(queue.MemoryOptions{})
	send(t, m, job("1", "main"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := m.Idle(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Idle gave %v although a job is left", err)
	}
	if err := m.Send(ctx, job("2", "main")); !errors.Is(err, context.Canceled) {
		t.Errorf("Send gave %v although its context is done", err)
	}
}
