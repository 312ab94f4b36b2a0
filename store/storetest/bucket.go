// Package storetest has what tests of storage share: the promises that every backend must keep, and a bucket that
// fails where a test wants it to.
package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/galleypress/galley/store"
)

// Bucket checks that an empty bucket keeps the promises of store.Bucket.
func Bucket(t *testing.T, b store.Bucket) {
	ctx := context.Background()
	page := store.HeaderFor("index.html")
	write := func(t *testing.T, key, content string) {
		t.Helper()
		if err := b.Write(ctx, key, store.HeaderFor(key), strings.NewReader(content)); err != nil {
			t.Fatal(err)
		}
	}
	expect := func(t *testing.T, key, want string) string {
		t.Helper()
		data, version, err := Read(b, key)
		if err != nil {
			t.Fatal(err)
		}
		if string(data) != want {
			t.Fatalf("%s has %q, want %q", key, data, want)
		}
		return version
	}

	t.Run("what was never written is not found", func(t *testing.T) {
		if _, _, err := b.Read(ctx, "nothing/here.html"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("error %v, want one that is store.ErrNotFound", err)
		}
	})
	t.Run("an object is read as it was written, and written over", func(t *testing.T) {
		write(t, "a/b/index.html", "one")
		first := expect(t, "a/b/index.html", "one")
		write(t, "a/b/index.html", "three")
		if second := expect(t, "a/b/index.html", "three"); second == first || second == "" {
			t.Errorf("versions %q and %q of different contents", first, second)
		}
	})
	t.Run("an object may be empty", func(t *testing.T) {
		write(t, "empty.txt", "")
		expect(t, "empty.txt", "")
	})
	t.Run("keys may be in any script and have any mark", func(t *testing.T) {
		for i, key := range []string{"태그/블로그/index.html", "a b/c+d & e.html", "100%/50%25.html", "quote'\"<>.html", "emoji-🎉.png", "a..b/c~.txt", "tags/c#/index.html", "q?x=1.html"} {
			write(t, key, fmt.Sprint(i))
			expect(t, key, fmt.Sprint(i))
			if err := b.Delete(ctx, key); err != nil {
				t.Errorf("deleting %s: %v", key, err)
			}
			if _, _, err := b.Read(ctx, key); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%s is there after it was deleted (%v)", key, err)
			}
		}
	})
	t.Run("a large object is streamed from a reader that cannot seek", func(t *testing.T) {
		content := bytes.Repeat([]byte("galley "), 3<<20)
		if err := b.Write(ctx, "film.mp4", store.HeaderFor("film.mp4"), struct{ io.Reader }{bytes.NewReader(content)}); err != nil {
			t.Fatal(err)
		}
		data, _, err := Read(b, "film.mp4")
		if err != nil || !bytes.Equal(data, content) {
			t.Errorf("%d bytes (%v), want the %d that were written", len(data), err, len(content))
		}
	})
	t.Run("a reader that fails leaves the old object", func(t *testing.T) {
		write(t, "kept.html", "old")
		broken := io.MultiReader(strings.NewReader("new"), failingReader{})
		if err := b.Write(ctx, "kept.html", page, broken); err == nil {
			t.Error("no error from a reader that failed")
		}
		expect(t, "kept.html", "old")
	})
	t.Run("a condition holds", func(t *testing.T) {
		first, err := b.WriteIf(ctx, "state/m.json", page, []byte("1"), "")
		if err != nil {
			t.Fatal(err)
		}
		if read := expect(t, "state/m.json", "1"); read != first {
			t.Errorf("version %q when written and %q when read", first, read)
		}
		if _, err := b.WriteIf(ctx, "state/m.json", page, []byte("2"), ""); !errors.Is(err, store.ErrConflict) {
			t.Errorf("a second object under the key: %v, want store.ErrConflict", err)
		}
		second, err := b.WriteIf(ctx, "state/m.json", page, []byte("2"), first)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := b.WriteIf(ctx, "state/m.json", page, []byte("3"), first); !errors.Is(err, store.ErrConflict) {
			t.Errorf("over an older version: %v, want store.ErrConflict", err)
		}
		if read := expect(t, "state/m.json", "2"); read != second {
			t.Errorf("version %q when written and %q when read", second, read)
		}
		if err := b.Delete(ctx, "state/m.json"); err != nil {
			t.Fatal(err)
		}
		if _, err := b.WriteIf(ctx, "state/m.json", page, []byte("3"), second); !errors.Is(err, store.ErrConflict) {
			t.Errorf("over an object that was deleted: %v, want store.ErrConflict", err)
		}
	})
	t.Run("of many writers at once one wins", func(t *testing.T) {
		var wins sync.Map
		var writers sync.WaitGroup
		for i := range 8 {
			writers.Go(func() {
				if _, err := b.WriteIf(ctx, "state/race.json", page, fmt.Append(nil, i), ""); err == nil {
					wins.Store(i, true)
				} else if !errors.Is(err, store.ErrConflict) {
					t.Errorf("writer %d: %v, want store.ErrConflict", i, err)
				}
			})
		}
		writers.Wait()
		data, _, err := Read(b, "state/race.json")
		if err != nil {
			t.Fatal(err)
		}
		won := 0
		wins.Range(func(i, _ any) bool {
			won++
			if string(data) != fmt.Sprint(i) {
				t.Errorf("writer %v was told that it won, and the object is %s's", i, data)
			}
			return true
		})
		if won != 1 {
			t.Errorf("%d writers were told that they won", won)
		}
	})
	t.Run("many are deleted at once, and those that are not there too", func(t *testing.T) {
		var keys []string
		for i := range 20 {
			keys = append(keys, fmt.Sprintf("many/%d.html", i))
			if i%2 == 0 {
				write(t, keys[i], "x")
			}
		}
		if err := b.Delete(ctx, keys...); err != nil {
			t.Fatal(err)
		}
		for _, key := range keys {
			if _, _, err := b.Read(ctx, key); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("%s is there after it was deleted (%v)", key, err)
			}
		}
	})
}

// Read reads an object as a whole.
func Read(b store.Bucket, key string) (data []byte, version string, err error) {
	body, version, err := b.Read(context.Background(), key)
	if err != nil {
		return nil, "", err
	}
	data, err = io.ReadAll(body)
	return data, version, errors.Join(err, body.Close())
}

type failingReader struct{}

func (failingReader) Read([]byte) (int, error) { return 0, errors.New("the reader failed") }
