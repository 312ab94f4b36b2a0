package press

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"testing"

	"github.com/galleypress/galley/store"
	"github.com/galleypress/galley/store/storetest"
)

// A site lives through hundreds of pushes: texts come, change and go. After each, every text is in the pack where it is
// said to be, there are few packs, and they are not mostly waste.
func TestPacksStayFewAndFullThroughManyPushes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	state := &storetest.Memory{}
	var packs []store.Pack
	packed, needed := map[string]int{}, map[string][]byte{}
	written, total := int64(0), int64(0)
	for push := range 300 {
		if push > 0 && push%50 == 0 {
			for name := range needed {
				if random.IntN(3) > 0 {
					delete(needed, name)
				}
			}
		}
		for i := range 1 + random.IntN(5) {
			text := bytes.Repeat([]byte{byte(push)}, random.IntN(5000))
			needed[fmt.Sprintf("%d-%d", push, i)] = text
			total += int64(len(text)) + tarHeader
		}
		next, err := pack("sources/", packs, packed, needed)
		if err != nil {
			t.Fatal(err)
		}
		for key, data := range next.fresh {
			if err := state.Write(t.Context(), key, store.Header{}, bytes.NewReader(data)); err != nil {
				t.Fatal(err)
			}
		}
		packs, packed = next.packs, next.where
		var live, size int64
		contents := make([]map[string][]byte, len(packs)+1)
		for i, p := range packs {
			if contents[i+1], err = readPack(t.Context(), state, p); err != nil {
				t.Fatal(err)
			}
			size += p.Size
			if next.fresh[p.Key] != nil {
				written += p.Size
			}
		}
		for name, text := range needed {
			if !bytes.Equal(contents[packed[name]][name], text) {
				t.Fatalf("push %d: %s is not in pack %d", push, name, packed[name])
			}
			live += int64(len(text)) + tarHeader
		}
		if len(packs) > 12 || size > 2*live {
			t.Fatalf("push %d: %d packs with %d bytes for %d", push, len(packs), size, live)
		}
	}
	if written > 12*total {
		t.Errorf("%d bytes were packed for %d", written, total)
	}
}

func TestWhatWasKeptIsUsedByTheSameProgramAlone(t *testing.T) {
	ctx, state, log := context.Background(), &storetest.Memory{}, slog.New(slog.DiscardHandler)
	first, err := keptFrom(ctx, &packMemory{}, state, nil, 1<<30, log)
	if err != nil {
		t.Fatal(err)
	}
	first.Put("markdown/1", []byte("<p>one</p>"))
	first.Put("markdown/2", []byte("<p>two</p>"))
	packs, err := first.packing(nil)
	if err != nil {
		t.Fatal(err)
	}
	for key, data := range packs.fresh {
		if err := state.Write(ctx, key, store.Header{}, bytes.NewReader(data)); err != nil {
			t.Fatal(err)
		}
	}
	published := &store.Manifest{Rendered: &store.Rendered{By: builder(), Packs: packs.packs}}
	second, err := keptFrom(ctx, &packMemory{}, state, published, 1<<30, log)
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := second.Get("markdown/1"); !ok || string(got) != "<p>one</p>" {
		t.Errorf("kept %q, %v", got, ok)
	}
	packs, err = second.packing(published)
	if err != nil {
		t.Fatal(err)
	}
	if _, there := packs.where["markdown/2"]; there {
		t.Error("what was not used is kept")
	}

	another := &store.Manifest{Rendered: &store.Rendered{By: "another", Packs: published.Rendered.Packs}}
	for name, test := range map[string]struct {
		published *store.Manifest
		state     store.Bucket
		limit     int64
	}{
		"another program's": {another, state, 1 << 30},
		"a lost pack":       {published, &storetest.Memory{}, 1 << 30},
		"too much of it":    {published, state, 10},
	} {
		k, err := keptFrom(ctx, &packMemory{}, test.state, test.published, test.limit, log)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if _, ok := k.Get("markdown/1"); ok {
			t.Errorf("%s is used", name)
		}
	}
}

func TestAPackThatIsNotWhatItWasIsLost(t *testing.T) {
	good, err := pack("sources/", nil, nil, map[string][]byte{"a": []byte("text"), "b": bytes.Repeat([]byte("more "), 1000)})
	if err != nil {
		t.Fatal(err)
	}
	data := good.fresh[good.packs[0].Key]
	for name, test := range map[string]struct {
		data []byte
		size int64
	}{
		"cut off":                {data[:len(data)/2], good.packs[0].Size},
		"something else":         {[]byte("hello"), good.packs[0].Size},
		"more than it should be": {data, 1000},
	} {
		state := &storetest.Memory{}
		if err := state.Write(t.Context(), "sources/x", store.Header{}, bytes.NewReader(test.data)); err != nil {
			t.Fatal(err)
		}
		if _, err := readPack(t.Context(), state, store.Pack{Key: "sources/x", Size: test.size}); !errors.Is(err, errPack) {
			t.Errorf("%s: error %v, want one that is errPack", name, err)
		}
	}
}
