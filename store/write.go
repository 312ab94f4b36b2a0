package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// reserve is how much of its time a run keeps back to note what it has written, at most; see writing.
const reserve = 10 * time.Second

// writing gives the context for writing: it ends a little before the run must, so that there is time for a checkpoint.
func writing(ctx context.Context) (context.Context, context.CancelFunc) {
	end, ok := ctx.Deadline()
	if !ok {
		return context.WithCancel(ctx)
	}
	return context.WithDeadline(ctx, end.Add(-min(reserve, time.Until(end)/5)))
}

// writeAll stores the packs and the outputs. If that ends early, what was written goes into the manifest, so that the
// next run need not write it again.
func (r *Run) writeAll(ctx context.Context, p *Plan, packs map[string][]byte) error {
	writeCtx, cancel := writing(ctx)
	defer cancel()
	for _, key := range slices.Sorted(maps.Keys(packs)) {
		if err := r.store.State.Write(writeCtx, key, stateHeader, bytes.NewReader(packs[key])); err != nil {
			return fmt.Errorf("storing the sources: %w", err)
		}
	}
	progress := progress{keys: map[string]bool{}}
	for _, phase := range phases(p.Write) {
		if err := r.write(writeCtx, phase, &progress); err != nil {
			return errors.Join(err, r.checkpoint(ctx, p, progress.keys, slices.Sorted(maps.Keys(packs))))
		}
	}
	return nil
}

// progress has the keys whose writing was begun, and whether it was finished.
type progress struct {
	mu   sync.Mutex
	keys map[string]bool
}

func (p *progress) set(key string, finished bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.keys[key] = finished
}

func (p *progress) finished(key string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.keys[key]
}

// write stores outputs of one phase, several at once.
func (r *Run) write(ctx context.Context, outputs []Output, progress *progress) error {
	single, bulk := []Output{}, []Output{}
	for _, o := range outputs {
		if o.Open != nil {
			single = append(single, o)
		} else {
			bulk = append(bulk, o)
		}
	}
	if err := r.writeBulk(ctx, bulk, progress); err != nil {
		return err
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(r.store.parallel())
	for _, o := range single {
		if ctx.Err() != nil {
			break
		}
		group.Go(func() error { return r.writeSingle(ctx, o, progress) })
	}
	return group.Wait()
}

func (r *Run) writeSingle(ctx context.Context, o Output, progress *progress) (err error) {
	if err := context.Cause(ctx); err != nil {
		return err
	}
	body, err := o.Open(ctx)
	if err != nil {
		return fmt.Errorf("storing %s: %w", o.Key, err)
	}
	defer func() { err = errors.Join(err, body.Close()) }()
	return r.put(ctx, o, body, progress)
}

func (r *Run) writeBulk(ctx context.Context, outputs []Output, progress *progress) error {
	if len(outputs) == 0 {
		return nil
	}
	err := r.Bulk(ctx, outputs, func(o Output, body io.Reader) error { return r.put(ctx, o, body, progress) })
	if err != nil {
		return err
	}
	for _, o := range outputs {
		if !progress.finished(o.Key) {
			return fmt.Errorf("storing %s: its content did not come", o.Key)
		}
	}
	return nil
}

func (r *Run) put(ctx context.Context, o Output, body io.Reader, progress *progress) error {
	progress.set(o.Key, false)
	if err := r.store.Site.Write(ctx, o.Key, o.Header, body); err != nil {
		return fmt.Errorf("storing %s: %w", o.Key, err)
	}
	progress.set(o.Key, true)
	return nil
}

// checkpoint notes in the manifest what was written before the run had to stop. The manifest is then that of the
// commit before with some newer outputs, which is what the bucket holds. What was under way when the run stopped is not
// sure, and stays in the journal.
func (r *Run) checkpoint(ctx context.Context, p *Plan, begun map[string]bool, packs []string) error {
	if len(begun) == 0 || ctx.Err() != nil {
		return nil
	}
	half := Manifest{Version: manifestVersion}
	if r.manifest != nil {
		half = *r.manifest
	}
	half.Partial = true
	half.Outputs = maps.Clone(half.Outputs)
	if half.Outputs == nil {
		half.Outputs = map[string]Stored{}
	}
	var unsure []string
	for key, finished := range begun {
		if finished {
			half.Outputs[key] = p.next[key]
		} else {
			unsure = append(unsure, key)
		}
	}
	if err := r.commit(ctx, &half); err != nil {
		return err
	}
	return r.narrow(ctx, unsure, packs)
}

// narrow makes the run's note in the journal that of fewer keys.
func (r *Run) narrow(ctx context.Context, site, state []string) error {
	slices.Sort(site)
	return r.amend(ctx, func(j *journal) {
		n := j.Notes[r.id]
		n.Site, n.State = site, state
		j.Notes[r.id] = n
	})
}

// phases cuts a plan's writes, which are in order, into those that may be written at once.
func phases(outputs []Output) [][]Output {
	var parts [][]Output
	for i, o := range outputs {
		if i == 0 || o.Phase != outputs[i-1].Phase {
			parts = append(parts, nil)
		}
		parts[len(parts)-1] = append(parts[len(parts)-1], o)
	}
	return parts
}
