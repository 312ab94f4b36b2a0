package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"
)

// manifestVersion is raised when an older reader would misunderstand what is written.
const manifestVersion = 1

const manifestKey = "manifest.json.zst"

// Manifest is what is published.
type Manifest struct {
	Version int `json:"version"`
	// Commit and Tree are the commit that is published; empty where a folder was published that has none.
	Commit string `json:"commit,omitempty"`
	Tree   string `json:"tree,omitempty"`
	// Recipe stands for everything beside the sources that the outputs were made by.
	Recipe string `json:"recipe,omitempty"`
	// Outputs are the objects in the site's bucket by their keys.
	Outputs map[string]Stored `json:"outputs"`
	// Sources are the files that the site was built from, by their paths: the commit's, but for those held back, of which
	// it has the last good content.
	Sources map[string]Source `json:"sources,omitempty"`
	// Held are the files of the commit that were not built from, by their paths.
	Held map[string]Source `json:"held,omitempty"`
	// Links are the commit's symbolic links, by their paths; their targets are in Sources under the links' own paths.
	Links map[string]Source `json:"links,omitempty"`
	// Packs are the keys, in the state bucket, of the packs that Source.Pack counts.
	Packs []Pack `json:"packs,omitempty"`
	// Rendered is what was kept of the build, for the next one.
	Rendered *Rendered `json:"rendered,omitempty"`
	// Partial says that a run stopped half-way: some outputs are newer than the commit.
	Partial bool `json:"partial,omitempty"`
	// NextDue is when something in the sources must be published that was not yet due; zero if nothing must.
	NextDue time.Time `json:"next_due,omitzero"`
}

// Stored is one object in the site's bucket.
type Stored struct {
	Hash string `json:"hash"` // what tells its content apart; see Output.Hash
	Size int64  `json:"size"`
	Header
}

// Source is one source file.
type Source struct {
	Blob string `json:"blob"` // its blob hash
	Size int64  `json:"size"`
	// Pack is the number, from 1, of the pack that has its content; 0 where none has, as of pictures.
	Pack int `json:"pack,omitempty"`
}

// Rendered is what a build made of parts of the sources.
type Rendered struct {
	// By names the program that made it; another may make something else of the same parts.
	By    string `json:"by"`
	Packs []Pack `json:"packs,omitempty"`
}

// Pack is one pack of files.
type Pack struct {
	Key  string `json:"key"`
	Size int64  `json:"size"` // bytes of its files, unpacked
}

// AllPacks gives the packs of the sources and those of what was rendered.
func (m *Manifest) AllPacks() []Pack {
	all := slices.Clone(m.Packs)
	if m.Rendered != nil {
		all = append(all, m.Rendered.Packs...)
	}
	return all
}

// maxState is more than any manifest or journal has, unpacked.
const maxState = 1 << 30

// readManifest gives nil where nothing was ever published.
func readManifest(ctx context.Context, state Bucket) (*Manifest, string, error) {
	m := &Manifest{}
	version, err := readState(ctx, state, manifestKey, m)
	if errors.Is(err, ErrNotFound) {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", err
	}
	if m.Version != manifestVersion {
		return nil, "", fmt.Errorf("the site was published by a Galley whose manifest has version %d; this one reads version %d: use one version everywhere", m.Version, manifestVersion)
	}
	return m, version, nil
}

func readState(ctx context.Context, state Bucket, key string, into any) (version string, err error) {
	body, version, err := state.Read(ctx, key)
	if err != nil {
		return "", err
	}
	packed, err := io.ReadAll(io.LimitReader(body, maxState))
	if err := errors.Join(err, body.Close()); err != nil {
		return "", err
	}
	data, err := unpack(packed)
	if err == nil {
		err = json.Unmarshal(data, into)
	}
	if err != nil {
		return "", fmt.Errorf("%s in the state bucket is damaged (%w); restore its last version, or delete it to have everything published anew", key, err)
	}
	return version, nil
}

func encodeState(value any) ([]byte, error) {
	data, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	return pack(data), nil
}

// The packer and the unpacker are made once, since they need much memory, and may be used by several goroutines.
var (
	packer = sync.OnceValue(func() *zstd.Encoder {
		e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
		if err != nil {
			panic(err) // the options are those above
		}
		return e
	})
	unpacker = sync.OnceValue(func() *zstd.Decoder {
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(2), zstd.WithDecoderMaxMemory(maxState))
		if err != nil {
			panic(err) // the options are those above
		}
		return d
	})
)

func pack(data []byte) []byte { return packer().EncodeAll(data, nil) }

func unpack(data []byte) ([]byte, error) { return unpacker().DecodeAll(data, nil) }

var stateHeader = Header{ContentType: "application/zstd", CacheControl: "no-store"}
