package queue

import (
	"context"
	"time"
)

// Memory is a queue within one process, with the promises of an SQS FIFO queue: order within a group, one job of a group
// at a time, a delivery taken once, failed work handed out again. What it holds is gone when the process ends.
type Memory struct{}

// MemoryOptions are a memory queue's limits. The zero value gives SQS's and template.yaml's.
type MemoryOptions struct {
	// Now is the clock; time.Now if nil.
	Now func() time.Time
	// Window is how long a delivery is remembered, for it to be taken only once; five minutes if zero.
	Window time.Duration
	// Attempts is how often a job is handed out before it is set aside; 5 if zero.
	Attempts int
	// Pause is how long a job whose work failed waits for its next turn, and its group with it; a second if zero.
	Pause time.Duration
	// SetAside is told each job that failed Attempts times, with the last error. May be nil.
	SetAside func(Job, error)
}

// NewMemory makes an empty queue.
func NewMemory(options MemoryOptions) *Memory { return nil }

// Send keeps the job, unless its delivery was sent within the window before. It never blocks.
func (m *Memory) Send(ctx context.Context, job Job) error { return nil }

// Run hands out jobs to work until ctx is done, groups side by side, each in its own goroutine. It returns ctx's error
// after all work has returned. One Run at a time.
func (m *Memory) Run(ctx context.Context, work func(context.Context, Job) error) error { return nil }

// Idle waits until every job that was sent is done or set aside, or ctx is done.
func (m *Memory) Idle(ctx context.Context) error { return nil }
