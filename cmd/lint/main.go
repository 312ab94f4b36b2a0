// Command lint is the proof-reader for Jekyll blogs: it says what Jekyll will make of every file, and mends what can be mended.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

// Exit codes, which scripts rely on.
const (
	exitSound  = 0 // nothing at level error
	exitErrors = 1 // errors were found
	exitFailed = 2 // it could not run: a bad flag, an unreadable path, bad settings
)

func main() {
	// The program ends before most of what it has read is of no use any more: to collect it seldom is quicker. The limit keeps memory
	// from growing out of hand on a huge site.
	debug.SetGCPercent(800)
	debug.SetMemoryLimit(1 << 30)

	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code, err := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	if err != nil {
		if errors.Is(err, context.Canceled) {
			err = errors.New("interrupted")
		}
		fmt.Fprintln(os.Stderr, "lint:", err)
		code = exitFailed
	}
	os.Exit(code)
}
