package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"
)

const journalKey = "journal.json.zst"

// journal is the write-ahead log of the runs. Before a run touches the site it notes which keys it will touch; when it
// is done it crosses the note out. A note that is found later tells of a run that was interrupted, or that is still at
// work elsewhere: what the bucket holds under its keys is then not sure, whatever the manifest says.
type journal struct {
	Version int `json:"version"`
	// Secret makes addresses that nobody can guess. It is made once, at the first run.
	Secret []byte `json:"secret,omitempty"`
	// Settled are the last commits whose outcome was told, the newest first.
	Settled []string `json:"settled,omitempty"`
	// Notes are the runs by their ids.
	Notes map[string]note `json:"notes,omitempty"`
}

// note is what one run will touch.
type note struct {
	Site  []string  `json:"site,omitempty"`  // keys in the site's bucket
	State []string  `json:"state,omitempty"` // keys in the state bucket
	Until time.Time `json:"until"`           // when the run has given up at the latest
	Done  bool      `json:"done,omitempty"`  // the run has ended, but others were at work meanwhile
}

// settledKept is how many commits are remembered as settled: more than can be on a queue at once.
const settledKept = 200

// readJournal gives an empty journal where there is none.
func readJournal(ctx context.Context, state Bucket) (journal, string, error) {
	var j journal
	version, err := readState(ctx, state, journalKey, &j)
	if errors.Is(err, ErrNotFound) {
		return journal{Version: manifestVersion, Notes: map[string]note{}}, "", nil
	}
	if err != nil {
		return journal{}, "", err
	}
	if j.Version != manifestVersion {
		return journal{}, "", fmt.Errorf("the site was published by a Galley whose journal has version %d; this one reads version %d: use one version everywhere", j.Version, manifestVersion)
	}
	if j.Notes == nil {
		j.Notes = map[string]note{}
	}
	return j, version, nil
}

// unsure gives the keys, in the site's and in the state bucket, that the journal's notes name.
func (j journal) unsure() (site, state map[string]bool) {
	site, state = map[string]bool{}, map[string]bool{}
	for _, n := range j.Notes {
		for _, key := range n.Site {
			site[key] = true
		}
		for _, key := range n.State {
			state[key] = true
		}
	}
	return site, state
}

// clone copies what a run changes.
func (j journal) clone() journal {
	j.Notes = maps.Clone(j.Notes)
	j.Settled = slices.Clone(j.Settled)
	return j
}

// settle notes a commit whose outcome was told.
func (j *journal) settle(commit string) {
	if commit == "" {
		return
	}
	j.Settled = slices.DeleteFunc(j.Settled, func(c string) bool { return c == commit })
	j.Settled = slices.Insert(j.Settled, 0, commit)
	j.Settled = j.Settled[:min(len(j.Settled), settledKept)]
}

// writeState writes an object of the state bucket under a condition. It knows that a write may have happened although
// it came back with an error: then it looks whether the object is the one that it wrote.
func writeState(ctx context.Context, state Bucket, key string, data []byte, version string) (string, error) {
	got, err := state.WriteIf(ctx, key, stateHeader, data, version)
	if err == nil {
		return got, nil
	}
	body, now, readErr := state.Read(ctx, key)
	if readErr != nil {
		return "", err
	}
	there, readErr := io.ReadAll(io.LimitReader(body, int64(len(data))+1))
	if closeErr := body.Close(); readErr != nil || closeErr != nil || !bytes.Equal(there, data) {
		return "", err
	}
	return now, nil
}
