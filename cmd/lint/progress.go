package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// progress tells on a terminal how far the work has come, once it takes longer than people wait.
type progress struct {
	mu    sync.Mutex
	w     io.Writer // nil where nobody watches
	began time.Time
	next  time.Time
	shown bool
}

func newProgress(w io.Writer) *progress {
	p := &progress{began: time.Now()}
	if isTerminal(w) {
		p.w = w
	}
	return p
}

// tell may be called from several goroutines at once.
func (p *progress) tell(done, total int) {
	if done%64 != 0 {
		return
	}
	now := time.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	if now.Sub(p.began) < patience || now.Before(p.next) {
		return
	}
	p.next = now.Add(100 * time.Millisecond)
	p.shown = true
	if total == 0 {
		fmt.Fprintf(p.w, "%sread %d files", clearLine, done)
		return
	}
	fmt.Fprintf(p.w, "%schecked %d of %d files", clearLine, done, total)
}

// end takes the line away again.
func (p *progress) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		fmt.Fprint(p.w, clearLine)
		p.shown = false
	}
}
