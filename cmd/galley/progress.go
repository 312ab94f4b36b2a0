package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// progress counts a long build's pages on one line of a terminal. A short build shows nothing.
type progress struct {
	out io.Writer

	mu    sync.Mutex
	start time.Time
	last  time.Time
	shown bool
}

// show is told how many pages are done.
func (p *progress) show(done, total int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if p.start.IsZero() {
		p.start, p.last = now, now
	}
	if now.Sub(p.start) < time.Second || now.Sub(p.last) < 100*time.Millisecond {
		return
	}
	p.last, p.shown = now, true
	fmt.Fprintf(p.out, "\r%d of %d pages", done, total)
}

// done takes the line away.
func (p *progress) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
