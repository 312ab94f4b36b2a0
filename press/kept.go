package press

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"log/slog"
	"maps"
	"os"
	"sync"

	"github.com/galleypress/galley/store"
)

// kept has what a build makes of parts of the site and depends on nothing else: converted Markdown, compiled Sass. It is
// kept in packs beside the sources, so that a push converts what changed and nothing more. It is a render.Cache.
type kept struct {
	mu     sync.Mutex
	old    map[string][]byte // from the packs
	packed map[string]int    // the number, from 1, of the published pack that it is in
	used   map[string][]byte // what this build asked for or made
}

func (k *kept) Get(key string) ([]byte, bool) {
	k.mu.Lock()
	defer k.mu.Unlock()
	value, ok := k.used[key]
	if !ok {
		if value, ok = k.old[key]; ok {
			k.used[key] = value
		}
	}
	return value, ok
}

func (k *kept) Put(key string, value []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.used[key] = value
}

// keptFrom reads what the last publish kept. What another version of Galley kept is not used, since it may have made
// something else of the same text; what cannot be read is made anew.
func keptFrom(ctx context.Context, packs *packMemory, state store.Bucket, published *store.Manifest, limit int64, log *slog.Logger) (*kept, error) {
	k := &kept{old: map[string][]byte{}, packed: map[string]int{}, used: map[string][]byte{}}
	if published == nil || published.Rendered == nil || published.Rendered.By != builder() {
		return k, nil
	}
	for i, pack := range published.Rendered.Packs {
		if limit -= pack.Size; limit < 0 {
			break
		}
		contents, err := packs.read(ctx, state, pack)
		if errors.Is(err, errPack) {
			log.WarnContext(ctx, "a pack of converted pages is made anew", "error", err)
			continue
		}
		if err != nil {
			return nil, err
		}
		maps.Copy(k.old, contents)
		for name := range contents {
			k.packed[name] = i + 1
		}
	}
	return k, nil
}

// packing gives what the next publish is to keep: what this build used.
func (k *kept) packing(published *store.Manifest) (packing, error) {
	var packs []store.Pack
	if published != nil && published.Rendered != nil && published.Rendered.By == builder() {
		packs = published.Rendered.Packs
	}
	// Another program's packs have the same names in them, and perhaps other contents.
	return pack("rendered/"+builder()[:8]+"/", packs, k.packed, k.used)
}

// builder names this program: another build of it may render the same text in another way. It is empty where the
// program cannot be read, and then nothing is kept.
var builder = sync.OnceValue(func() string {
	path, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(path)
	if err != nil {
		return ""
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return ""
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
})

// packMemory remembers the packs that the last publish referred to, for the next one in the same process.
type packMemory struct {
	mu    sync.Mutex
	packs map[string]map[string][]byte
}

// read gives a pack's contents by their names; they must not be changed.
func (m *packMemory) read(ctx context.Context, state store.Bucket, p store.Pack) (map[string][]byte, error) {
	m.mu.Lock()
	contents, ok := m.packs[p.Key]
	m.mu.Unlock()
	if ok {
		return contents, nil
	}
	contents, err := readPack(ctx, state, p)
	if err != nil {
		return nil, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.packs == nil {
		m.packs = map[string]map[string][]byte{}
	}
	m.packs[p.Key] = contents
	return contents, nil
}

// forget drops all packs but those that a manifest refers to.
func (m *packMemory) forget(published *store.Manifest) {
	needed := map[string]bool{}
	for _, p := range published.AllPacks() {
		needed[p.Key] = true
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	maps.DeleteFunc(m.packs, func(key string, _ map[string][]byte) bool { return !needed[key] })
}
