package press

import (
	"archive/tar"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"

	"github.com/galleypress/galley/store"
)

// The texts of a site are kept in the state bucket in packs, so that a push need not fetch what did not change; and so
// is what the build made of them. A pack is a tar of texts named by what tells them apart (a source by its blob hash),
// compressed with zstd. Packs are never changed: a push puts its new texts
// into a new one, together with those of older packs that are not much larger, so that there are never many packs and no
// text is packed again often.

// packFull is how many bytes a pack has, before it is compressed, when no more texts are put into it.
const packFull = 64 << 20

// tarHeader is what a text costs beside its own bytes.
const tarHeader = 512

// errPack is wrapped by readPack's error when the pack is not there or not what it was.
var errPack = errors.New("the pack is lost")

// readPack gives a pack's texts by their names.
func readPack(ctx context.Context, state store.Bucket, pack store.Pack) (map[string][]byte, error) {
	body, _, err := state.Read(ctx, pack.Key)
	if errors.Is(err, store.ErrNotFound) {
		return nil, fmt.Errorf("%w: %w", errPack, err)
	}
	if err != nil {
		return nil, err
	}
	packed, err := io.ReadAll(body)
	if err := errors.Join(err, body.Close()); err != nil {
		return nil, err
	}
	texts, err := unpackTexts(packed, pack.Size)
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", errPack, pack.Key, err)
	}
	return texts, nil
}

func unpackTexts(packed []byte, size int64) (map[string][]byte, error) {
	plain, err := zstd.NewReader(bytes.NewReader(packed), zstd.WithDecoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	defer plain.Close()
	members := tar.NewReader(&boundedReader{r: plain, left: 2*size + 4096})
	texts := map[string][]byte{}
	var total int64
	for {
		header, err := members.Next()
		if err == io.EOF {
			return texts, nil
		}
		if err != nil {
			return nil, err
		}
		if total += header.Size + tarHeader; header.Size < 0 || total > size {
			return nil, fmt.Errorf("it has more than the %d bytes it should have", size)
		}
		text := make([]byte, header.Size)
		if _, err := io.ReadFull(members, text); err != nil {
			return nil, err
		}
		texts[header.Name] = text
	}
}

// packing is what the packs of the next manifest are to be.
type packing struct {
	folder string
	packs  []store.Pack
	where  map[string]int    // the number, from 1, of the pack that a text is in
	fresh  map[string][]byte // packs that are not stored yet, by their keys
}

// pack decides which packs have the texts that are needed: the published ones as far as they do, and new ones in a
// folder for the rest. Texts are by their names; packed says which published pack a text is in.
func pack(folder string, published []store.Pack, packed map[string]int, needed map[string][]byte) (packing, error) {
	live := make([]int64, len(published)+1) // bytes in each pack that are still needed; number 0 is for those in none
	for name, text := range needed {
		live[packed[name]] += int64(len(text)) + tarHeader
	}
	open := map[int]bool{0: true}
	size := live[0]
	numbers := make([]int, 0, len(published))
	for number := range len(published) {
		numbers = append(numbers, number+1)
	}
	slices.SortFunc(numbers, func(a, b int) int { return cmp.Compare(live[a], live[b]) })
	for _, number := range numbers {
		mostlyDead := 2*live[number] < published[number-1].Size
		if mostlyDead || size > 0 && live[number] <= 2*size && published[number-1].Size < packFull {
			open[number] = true
			size += live[number]
		}
	}
	result := packing{folder: folder, where: map[string]int{}, fresh: map[string][]byte{}}
	renumbered := map[int]int{}
	for number, p := range published {
		if !open[number+1] {
			result.packs = append(result.packs, p)
			renumbered[number+1] = len(result.packs)
		}
	}
	var loose []string
	for _, name := range slices.Sorted(maps.Keys(needed)) {
		if number := packed[name]; open[number] {
			loose = append(loose, name)
		} else {
			result.where[name] = renumbered[number]
		}
	}
	for len(loose) > 0 {
		n, size := 0, int64(0)
		for n < len(loose) && (n == 0 || size < packFull) {
			size += int64(len(needed[loose[n]])) + tarHeader
			n++
		}
		if err := result.add(loose[:n], needed, size); err != nil {
			return packing{}, err
		}
		loose = loose[n:]
	}
	return result, nil
}

// add makes one new pack.
func (p *packing) add(names []string, texts map[string][]byte, size int64) error {
	var plain bytes.Buffer
	w := tar.NewWriter(&plain)
	all := sha256.New()
	for _, name := range names {
		if err := w.WriteHeader(&tar.Header{Name: name, Size: int64(len(texts[name])), Mode: 0o644}); err != nil {
			return err
		}
		if _, err := w.Write(texts[name]); err != nil {
			return err
		}
		_, _ = io.WriteString(all, name+"\n")
	}
	if err := w.Close(); err != nil {
		return err
	}
	key := p.folder + hex.EncodeToString(all.Sum(nil)[:16]) + ".tar.zst"
	p.packs = append(p.packs, store.Pack{Key: key, Size: size})
	p.fresh[key] = encoder().EncodeAll(plain.Bytes(), nil)
	for _, name := range names {
		p.where[name] = len(p.packs)
	}
	return nil
}

var encoder = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(2))
	if err != nil {
		panic(err) // the options are those above
	}
	return e
})
