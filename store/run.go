package store

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"
)

// A Run makes the site what it is to be. Begin starts one; Plan and Publish do the work; Finish ends it.
//
// Of two runs at once, one finds at Publish that the manifest is no longer the one it planned by: its error wraps
// ErrConflict, and it starts again from what it finds, with a new Begin on the same Run.
type Run struct {
	// Bulk is needed when outputs have no Open.
	Bulk Bulk

	store *Store
	now   time.Time
	id    string
	// own are the ids under which this run wrote notes: it knows of them that nobody writes under them any more.
	own []string

	journal         journal
	journalVersion  string
	manifest        *Manifest
	manifestVersion string
	noted           bool // the journal has this run's note
	published       bool // Publish did its work
}

// ErrAgain is returned by Finish when another run was at work at the same time and has ended: what either of them
// wrote must be looked at once more.
var ErrAgain = errors.New("another run was at work at the same time")

// Run starts a run at the time now.
func (s *Store) Run(now time.Time) *Run {
	return &Run{store: s, now: now.UTC()}
}

// Begin reads what is published. It may be called again after ErrConflict and ErrAgain.
func (r *Run) Begin(ctx context.Context) error {
	r.id, r.noted, r.published = newID(), false, false
	var err error
	// The journal first: a run that finishes in between is then seen at least there.
	if r.journal, r.journalVersion, err = readJournal(ctx, r.store.State); err != nil {
		return fmt.Errorf("reading the journal: %w", err)
	}
	if r.manifest, r.manifestVersion, err = readManifest(ctx, r.store.State); err != nil {
		return fmt.Errorf("reading the manifest: %w", err)
	}
	return nil
}

// Manifest is what is published; nil if nothing ever was.
func (r *Run) Manifest() *Manifest { return r.manifest }

// Settled tells whether the outcome of a commit was told already.
func (r *Run) Settled(commit string) bool { return slices.Contains(r.journal.Settled, commit) }

// Interrupted tells whether an earlier run left something half done, so that a publish is due even if no source changed.
func (r *Run) Interrupted() bool { return len(r.journal.Notes) > 0 }

// Secret gives 32 bytes that are the site's own and that nobody knows. They are made, from random, by the first run.
func (r *Run) Secret(ctx context.Context, random io.Reader) ([]byte, error) {
	if len(r.journal.Secret) == 0 {
		secret := make([]byte, 32)
		if _, err := io.ReadFull(random, secret); err != nil {
			return nil, err
		}
		err := r.amend(ctx, func(j *journal) {
			if len(j.Secret) == 0 {
				j.Secret = secret
			}
		})
		if err != nil {
			return nil, fmt.Errorf("keeping the site's secret: %w", err)
		}
	}
	return r.journal.Secret, nil
}

// Plan compares what is to be with what is stored.
func (r *Run) Plan(outputs []Output) (*Plan, error) {
	unsure, _ := r.journal.unsure()
	return plan(r.manifest, unsure, outputs)
}

// Publish does what the plan says: assets, pages, indexes, then the manifest, then what is to be deleted. Next is the
// manifest to be; its Outputs are filled in. Packs are what next.AllPacks has anew, by their keys.
//
// If the error wraps ErrConflict another run was quicker: Begin again. After any other error the run may be repeated
// at any time, from Begin on, and goes on from what was written until then.
func (r *Run) Publish(ctx context.Context, p *Plan, next *Manifest, packs map[string][]byte) error {
	ctx, cancel := context.WithTimeout(ctx, r.store.lease())
	defer cancel()
	next.Version, next.Outputs = manifestVersion, p.next

	stale := r.stalePacks(next)
	if err := r.note(ctx, p, packs, stale); err != nil {
		return fmt.Errorf("noting what will be written: %w", err)
	}
	if err := r.writeAll(ctx, p, packs); err != nil {
		return err
	}
	if err := r.commit(ctx, next); err != nil {
		return err
	}
	if err := r.deleteAll(ctx, p.Delete, stale); err != nil {
		return errors.Join(err, r.narrow(ctx, p.Delete, stale))
	}
	r.published = true
	return nil
}

// Finish ends the run: it remembers that the commits' outcomes were told and, after Publish, crosses the run's note out.
// After ErrAgain the run has to be repeated from Begin on.
func (r *Run) Finish(ctx context.Context, commits ...string) error {
	if !r.published || !r.Interrupted() {
		return r.settle(ctx, commits)
	}
	alone := true
	err := r.amend(ctx, func(j *journal) {
		alone = true
		mine := append(slices.Clone(r.own), r.id)
		for id, n := range j.Notes {
			if !slices.Contains(mine, id) && !n.over(r.now) {
				alone = false
			}
		}
		for _, commit := range commits {
			j.settle(commit)
		}
		for id, n := range j.Notes {
			switch {
			case slices.Contains(mine, id) && alone, !slices.Contains(mine, id) && r.wasOver(id):
				delete(j.Notes, id)
			case slices.Contains(mine, id):
				// The other may have written or deleted under our keys after us; who comes last sees to it.
				n.Done = true
				j.Notes[id] = n
			}
		}
	})
	if err != nil {
		return fmt.Errorf("crossing out what was written: %w", err)
	}
	if alone && len(r.journal.Notes) > 0 {
		return ErrAgain
	}
	return nil
}

// settle remembers that the commits' outcomes were told.
func (r *Run) settle(ctx context.Context, commits []string) error {
	if !slices.ContainsFunc(commits, func(c string) bool { return c != "" && !r.Settled(c) }) {
		return nil
	}
	err := r.amend(ctx, func(j *journal) {
		for _, commit := range commits {
			j.settle(commit)
		}
	})
	if err != nil {
		return fmt.Errorf("remembering what was told: %w", err)
	}
	return nil
}

// wasOver tells whether a note of another run was over when this run planned, so that the plan has taken care of it.
func (r *Run) wasOver(id string) bool {
	n, known := r.journal.Notes[id]
	return known && n.over(r.now)
}

func (n note) over(now time.Time) bool { return n.Done || now.After(n.Until) }

// amend changes the journal, again if somebody else did so meanwhile.
func (r *Run) amend(ctx context.Context, change func(*journal)) error {
	current, version := r.journal, r.journalVersion
	for try := 0; ; try++ {
		next := current.clone()
		change(&next)
		data, err := encodeState(next)
		if err != nil {
			return err
		}
		version, err = writeState(ctx, r.store.State, journalKey, data, version)
		if err == nil {
			r.journal, r.journalVersion = next, version
			return nil
		}
		if !errors.Is(err, ErrConflict) || try == 10 {
			return err
		}
		if current, version, err = readJournal(ctx, r.store.State); err != nil {
			return err
		}
	}
}

// note writes down what will be touched. If the journal is not the one that was planned by, the plan is not good.
func (r *Run) note(ctx context.Context, p *Plan, packs map[string][]byte, stale []string) error {
	n := note{Until: r.now.Add(r.store.lease()), Site: slices.Clone(p.Delete), State: slices.Clone(stale)}
	for _, o := range p.Write {
		n.Site = append(n.Site, o.Key)
	}
	for key := range packs {
		n.State = append(n.State, key)
	}
	if len(n.Site)+len(n.State) == 0 {
		return nil
	}
	slices.Sort(n.Site)
	slices.Sort(n.State)
	next := r.journal.clone()
	next.Notes[r.id] = n
	data, err := encodeState(next)
	if err != nil {
		return err
	}
	version, err := writeState(ctx, r.store.State, journalKey, data, r.journalVersion)
	if err != nil {
		return err
	}
	r.journal, r.journalVersion, r.noted = next, version, true
	r.own = append(r.own, r.id)
	return nil
}

// commit writes the manifest, unless it says what it said before; from then on the site is the new one.
func (r *Run) commit(ctx context.Context, next *Manifest) error {
	data, err := encodeState(next)
	if err != nil {
		return err
	}
	if !r.noted && r.manifest != nil {
		if before, err := encodeState(r.manifest); err == nil && bytes.Equal(before, data) {
			return nil
		}
	}
	version, err := writeState(ctx, r.store.State, manifestKey, data, r.manifestVersion)
	if err != nil {
		return fmt.Errorf("writing the manifest: %w", err)
	}
	r.manifest, r.manifestVersion = next, version
	return nil
}

// deleteAtOnce is how many keys are deleted in one call: as many as S3 takes.
const deleteAtOnce = 1000

func (r *Run) deleteAll(ctx context.Context, site, state []string) error {
	if err := inPieces(ctx, r.store.Site, site); err != nil {
		return fmt.Errorf("deleting what is no longer part of the site: %w", err)
	}
	if err := inPieces(ctx, r.store.State, state); err != nil {
		return fmt.Errorf("deleting sources that are no longer needed: %w", err)
	}
	return nil
}

func inPieces(ctx context.Context, bucket Bucket, keys []string) error {
	for some := range slices.Chunk(keys, deleteAtOnce) {
		if err := bucket.Delete(ctx, some...); err != nil {
			return err
		}
	}
	return nil
}

// stalePacks gives the packs that nothing will refer to any more: the published ones, and what interrupted runs left.
func (r *Run) stalePacks(next *Manifest) []string {
	needed := map[string]bool{}
	for _, pack := range next.AllPacks() {
		needed[pack.Key] = true
	}
	_, candidates := r.journal.unsure()
	if r.manifest != nil {
		for _, pack := range r.manifest.AllPacks() {
			candidates[pack.Key] = true
		}
	}
	var stale []string
	for key := range candidates {
		if !needed[key] {
			stale = append(stale, key)
		}
	}
	slices.Sort(stale)
	return stale
}

func newID() string { return rand.Text() }
