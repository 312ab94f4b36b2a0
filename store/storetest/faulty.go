package storetest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/galleypress/galley/store"
)

// ErrFault is what a Wire's calls fail with.
var ErrFault = errors.New("the test made this call fail")

// Fault is a way for a call to go wrong.
type Fault int

// The faults.
const (
	None   Fault = iota
	Before       // the call fails and has no effect
	After        // the call has its effect, and fails all the same
	Crash        // like Before, and so do all calls after it
	Dying        // like After, and all calls after it are like Before
)

func (f Fault) String() string {
	return [...]string{"no fault", "an error before", "an error after taking effect", "a crash before", "a crash after taking effect"}[f]
}

// Wire is between a program and its buckets: it counts the calls and lets one of them go wrong.
type Wire struct {
	// At is the number, from 1, of the call that goes wrong, and Fault how.
	At    int
	Fault Fault
	// Then is called once, before call number At, in place of a fault.
	Then func()

	mu    sync.Mutex
	calls []string
	dead  bool
}

// Calls are the calls that were made, each as "write key".
func (w *Wire) Calls() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]string(nil), w.calls...)
}

// Bucket puts the wire before a bucket; name is told in Calls.
func (w *Wire) Bucket(name string, b store.Bucket) store.Bucket { return &wired{w, name, b} }

type wired struct {
	wire   *Wire
	name   string
	bucket store.Bucket
}

// call makes one call, or lets it go wrong.
func (w *wired) call(what, key string, do func() error) error {
	w.wire.mu.Lock()
	w.wire.calls = append(w.wire.calls, fmt.Sprintf("%s %s:%s", what, w.name, key))
	now := len(w.wire.calls) == w.wire.At
	fault, dead, then := w.wire.Fault, w.wire.dead, w.wire.Then
	if now && (fault == Crash || fault == Dying) {
		w.wire.dead = true
	}
	w.wire.mu.Unlock()
	switch {
	case dead:
		return ErrFault
	case now && then != nil:
		then()
	case now && (fault == Before || fault == Crash):
		return ErrFault
	case now && (fault == After || fault == Dying):
		return errors.Join(do(), ErrFault)
	}
	return do()
}

func (w *wired) Read(ctx context.Context, key string) (body io.ReadCloser, version string, err error) {
	err = w.call("read", key, func() (err error) {
		body, version, err = w.bucket.Read(ctx, key)
		return err
	})
	if err != nil && body != nil {
		_ = body.Close()
		body = nil
	}
	return body, version, err
}

func (w *wired) Write(ctx context.Context, key string, header store.Header, body io.Reader) error {
	return w.call("write", key, func() error { return w.bucket.Write(ctx, key, header, body) })
}

func (w *wired) WriteIf(ctx context.Context, key string, header store.Header, data []byte, version string) (got string, err error) {
	err = w.call("write", key, func() (err error) {
		got, err = w.bucket.WriteIf(ctx, key, header, data, version)
		return err
	})
	return got, err
}

func (w *wired) Delete(ctx context.Context, keys ...string) error {
	return w.call("delete", fmt.Sprint(keys), func() error { return w.bucket.Delete(ctx, keys...) })
}

func (w *wired) Close() error { return w.bucket.Close() }
