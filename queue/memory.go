package queue

import (
	"context"
	"sync"
	"time"
)

// Memory is a queue within one process, with the promises of an SQS FIFO queue: order within a group, one job of a group
// at a time, a delivery taken once, failed work handed out again. What it holds is gone when the process ends.
type Memory struct {
	options MemoryOptions

	mu     sync.Mutex
	seen   map[string]time.Time // when a delivery was taken
	groups map[string][]Job     // jobs not done yet; the first of a group may be under way
	busy   map[string]bool      // groups with a worker
	left   int                  // jobs in groups
	idle   chan struct{}        // closed when left is 0
	wake   chan struct{}        // holds one token when Run has to look for groups
}

// MemoryOptions are a memory queue's limits. The zero value suits a queue on a laptop, where nobody waits for hours.
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
func NewMemory(options MemoryOptions) *Memory {
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Window == 0 {
		options.Window = 5 * time.Minute
	}
	if options.Attempts == 0 {
		options.Attempts = 5
	}
	if options.Pause == 0 {
		options.Pause = time.Second
	}
	idle := make(chan struct{})
	close(idle)
	return &Memory{
		options: options,
		seen:    make(map[string]time.Time),
		groups:  make(map[string][]Job),
		busy:    make(map[string]bool),
		idle:    idle,
		wake:    make(chan struct{}, 1),
	}
}

// Send keeps the job, unless its delivery was sent within the window before. It never blocks, and fails only when ctx
// is done.
func (m *Memory) Send(ctx context.Context, job Job) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.known(job.Delivery) {
		return nil
	}
	group := job.Group()
	m.groups[group] = append(m.groups[group], job)
	if m.left == 0 {
		m.idle = make(chan struct{})
	}
	m.left++
	m.nudge()
	return nil
}

// known says whether the delivery was taken within the window, and remembers it.
func (m *Memory) known(delivery string) bool {
	now := m.options.Now()
	for id, at := range m.seen {
		if now.Sub(at) >= m.options.Window {
			delete(m.seen, id)
		}
	}
	if _, ok := m.seen[delivery]; ok {
		return true
	}
	m.seen[delivery] = now
	return false
}

func (m *Memory) nudge() {
	select {
	case m.wake <- struct{}{}:
	default:
	}
}

// Run hands out jobs to work until ctx is done, groups side by side, each in its own goroutine. It returns ctx's error
// after all work has returned; jobs that were not done stay on the queue. One Run at a time.
func (m *Memory) Run(ctx context.Context, work func(context.Context, Job) error) error {
	var workers sync.WaitGroup
	defer workers.Wait()
	m.nudge() // for what was sent before, or left by an earlier Run
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-m.wake:
		}
		for _, group := range m.waiting() {
			workers.Go(func() { m.serve(ctx, group, work) })
		}
	}
}

// waiting takes all groups that have jobs and no worker.
func (m *Memory) waiting() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var groups []string
	for group := range m.groups {
		if !m.busy[group] {
			m.busy[group] = true
			groups = append(groups, group)
		}
	}
	return groups
}

// serve works on a group's jobs, in order, until none is left.
func (m *Memory) serve(ctx context.Context, group string, work func(context.Context, Job) error) {
	for ctx.Err() == nil {
		job, ok := m.first(group)
		if !ok {
			return
		}
		if !m.attempt(ctx, job, work) {
			break
		}
		m.done(group)
	}
	m.mu.Lock()
	delete(m.busy, group)
	m.mu.Unlock()
}

// first gives the group's first job; without one, the group has no worker any more.
func (m *Memory) first(group string) (Job, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if jobs := m.groups[group]; len(jobs) > 0 {
		return jobs[0], true
	}
	delete(m.groups, group)
	delete(m.busy, group)
	return Job{}, false
}

// attempt works on a job until it succeeds or is set aside; false says that ctx was done before.
func (m *Memory) attempt(ctx context.Context, job Job, work func(context.Context, Job) error) bool {
	for n := 1; ; n++ {
		job.Turn = n
		err := work(ctx, job)
		if err == nil {
			return true
		}
		if n == m.options.Attempts {
			if m.options.SetAside != nil {
				m.options.SetAside(job, err)
			}
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-time.After(m.options.Pause):
		}
	}
}

func (m *Memory) done(group string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.groups[group] = m.groups[group][1:]
	m.left--
	if m.left == 0 {
		close(m.idle)
	}
}

// Idle waits until every job that was sent is done or set aside, or ctx is done.
func (m *Memory) Idle(ctx context.Context) error {
	m.mu.Lock()
	idle := m.idle
	m.mu.Unlock()
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
