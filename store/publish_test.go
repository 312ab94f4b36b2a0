package store_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/galleypress/galley/store"
	"github.com/galleypress/galley/store/storetest"
)

var now = time.Date(2026, 11, 23, 17, 0, 0, 0, time.UTC)

// A site is what is to be stored: contents by keys.
type site map[string]string

func (s site) outputs() []store.Output {
	var outputs []store.Output
	for key, content := range s {
		phase := store.Assets
		switch {
		case strings.HasSuffix(key, ".xml"), key == "index.html":
			phase = store.Indexes
		case strings.HasSuffix(key, ".html"):
			phase = store.Pages
		}
		outputs = append(outputs, store.Output{
			Key: key, Hash: "test:" + content, Size: int64(len(content)), Header: store.HeaderFor(key), Phase: phase,
			Open: func(context.Context) (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil },
		})
	}
	return outputs
}

// packs are the sources of a site, packed: a pack each, named by its content.
func (s site) packs() (list []store.Pack, data map[string][]byte) {
	all := fmt.Sprint(map[string]string(s))
	key := "sources/" + fmt.Sprint(len(all), "-", strings.Count(all, "2")) + ".tar.zst"
	return []store.Pack{{Key: key, Size: int64(len(all))}}, map[string][]byte{key: []byte(all)}
}

var (
	first   = site{"index.html": "list 1", "feed.xml": "feed 1", "one/index.html": "one", "two/index.html": "two", "three/index.html": "three", "main.css": "css", "me.png": "png"}
	changed = first.with(site{"index.html": "list 2", "feed.xml": "feed 2", "one/index.html": "one, mended"})
	renamed = first.with(site{"index.html": "list 2", "feed.xml": "feed 2", "one/index.html": "", "first/index.html": "one"})
	fewer   = first.with(site{"index.html": "list 2", "feed.xml": "feed 2", "one/index.html": "", "me.png": ""})
)

// with gives the site with some contents changed; an empty one means that it is gone.
func (s site) with(other site) site {
	next := maps.Clone(s)
	for key, content := range other {
		if next[key] = content; content == "" {
			delete(next, key)
		}
	}
	return next
}

// publish stores a site as the press does: again from the beginning as often as the store says so.
func publish(s *store.Store, now time.Time, commit string, wanted func() site) error {
	ctx := context.Background()
	run := s.Run(now)
	for range 5 {
		if err := run.Begin(ctx); err != nil {
			return err
		}
		is := wanted()
		plan, err := run.Plan(is.outputs())
		if err != nil {
			return err
		}
		list, packs := is.packs()
		if m := run.Manifest(); m != nil && slices.Equal(m.Packs, list) {
			packs = nil
		}
		if err := run.Publish(ctx, plan, &store.Manifest{Commit: commit, Packs: list}, packs); errors.Is(err, store.ErrConflict) {
			continue
		} else if err != nil {
			return err
		}
		if err := run.Finish(ctx, commit); !errors.Is(err, store.ErrAgain) {
			return err
		}
	}
	return errors.New("five runs were not enough")
}

func always(s site) func() site { return func() site { return s } }

type buckets struct{ site, state *storetest.Memory }

func (b buckets) clone() buckets { return buckets{b.site.Clone(), b.state.Clone()} }

func (b buckets) store(wire *storetest.Wire) *store.Store {
	return &store.Store{Site: wire.Bucket("site", b.site), State: wire.Bucket("state", b.state), Parallel: 1}
}

// published gives buckets with a site in them; with nil they are empty.
func published(t *testing.T, s site) buckets {
	t.Helper()
	b := buckets{&storetest.Memory{}, &storetest.Memory{}}
	if s != nil {
		if err := publish(b.store(&storetest.Wire{}), now, "before", always(s)); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func TestTheFirstPublishStoresAssetsThenPagesThenIndexes(t *testing.T) {
	b := published(t, nil)
	wire := &storetest.Wire{}
	if err := publish(b.store(wire), now, "c1", always(first)); err != nil {
		t.Fatal(err)
	}
	expectSite(t, b, first)
	expectCalls(t, wire,
		"read state:journal.json.zst", "read state:manifest.json.zst", "write state:journal.json.zst",
		"write state:sources/*",
		"write site:main.css", "write site:me.png",
		"write site:one/index.html", "write site:three/index.html", "write site:two/index.html",
		"write site:feed.xml", "write site:index.html",
		"write state:manifest.json.zst", "write state:journal.json.zst")
}

func TestAChangeCostsWhatTheChangeCosts(t *testing.T) {
	b := published(t, first)
	wire := &storetest.Wire{}
	if err := publish(b.store(wire), now, "c2", always(fewer.with(site{"two/index.html": "two, longer"}))); err != nil {
		t.Fatal(err)
	}
	expectCalls(t, wire,
		"read state:journal.json.zst", "read state:manifest.json.zst", "write state:journal.json.zst",
		"write state:sources/*",
		"write site:two/index.html", "write site:feed.xml", "write site:index.html",
		"write state:manifest.json.zst", "delete site:[me.png one/index.html]", "delete state:*", "write state:journal.json.zst")
}

func TestTheSameAgainWritesNothingToTheSite(t *testing.T) {
	b := published(t, first)
	wire := &storetest.Wire{}
	if err := publish(b.store(wire), now, "before", always(first)); err != nil {
		t.Fatal(err)
	}
	expectCalls(t, wire, "read state:journal.json.zst", "read state:manifest.json.zst")
}

func TestAHeaderThatChangesIsStored(t *testing.T) {
	b := published(t, first)
	run := b.store(&storetest.Wire{}).Run(now)
	if err := run.Begin(context.Background()); err != nil {
		t.Fatal(err)
	}
	outputs := first.outputs()
	outputs[0].Header.CacheControl = "no-store"
	plan, err := run.Plan(outputs)
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Write) != 1 || plan.Write[0].Key != outputs[0].Key || plan.Unchanged != len(outputs)-1 {
		t.Errorf("%d writes and %d unchanged, want just %s", len(plan.Write), plan.Unchanged, outputs[0].Key)
	}
}

func TestTheFuseIsForMoreThanHalfOfTheSite(t *testing.T) {
	six := site{"a.html": "a", "b.html": "b", "c.html": "c", "d.html": "d", "e.html": "e", "f.html": "f"}
	for name, test := range map[string]struct {
		next  site
		blown bool
	}{
		"half of it":                      {six.with(site{"a.html": "", "b.html": "", "c.html": ""}), false},
		"more than half of it":            {six.with(site{"a.html": "", "b.html": "", "c.html": "", "d.html": ""}), true},
		"all of it, with others instead":  {site{"1.html": "1", "2.html": "2", "3.html": "3", "4.html": "4", "5.html": "5", "6.html": "6"}, true},
		"nothing, when everything is new": {six.with(site{"a.html": "x", "b.html": "x", "c.html": "x", "d.html": "x"}), false},
		"everything":                      {site{}, true},
	} {
		t.Run(name, func(t *testing.T) {
			run := published(t, six).store(&storetest.Wire{}).Run(now)
			if err := run.Begin(context.Background()); err != nil {
				t.Fatal(err)
			}
			plan, err := run.Plan(test.next.outputs())
			if err != nil {
				t.Fatal(err)
			}
			if err := plan.Fuse(); errors.Is(err, store.ErrFuse) != test.blown {
				t.Errorf("fuse: %v, want blown %v", err, test.blown)
			}
		})
	}
}

func TestKeysThatStorageOrReadersCannotHaveAreRefused(t *testing.T) {
	for _, key := range []string{"", "/index.html", "a//b.html", "a/../b.html", "./a.html", "a/", "a\nb.html", `a\b.html`, "a\xff.html", "_galley/x.html", "_galley", strings.Repeat("long/", 300)} {
		run := published(t, nil).store(&storetest.Wire{}).Run(now)
		if err := run.Begin(context.Background()); err != nil {
			t.Fatal(err)
		}
		if _, err := run.Plan(site{key: "x"}.outputs()); err == nil || !strings.Contains(err.Error(), "cannot be published") {
			t.Errorf("%q: error %v", key, err)
		}
	}
}

func TestTheSecretIsMadeOnce(t *testing.T) {
	b := published(t, nil)
	secret := func(random string) string {
		run := b.store(&storetest.Wire{}).Run(now)
		if err := run.Begin(context.Background()); err != nil {
			t.Fatal(err)
		}
		got, err := run.Secret(context.Background(), strings.NewReader(random))
		if err != nil {
			t.Fatal(err)
		}
		return string(got)
	}
	one := strings.Repeat("1", 32)
	if got := secret(one); got != one {
		t.Errorf("the first secret is %q", got)
	}
	if got := secret(strings.Repeat("2", 32)); got != one {
		t.Errorf("the secret became %q", got)
	}
}

func expectSite(t *testing.T, b buckets, want site) {
	t.Helper()
	if got := b.site.Objects(); !maps.Equal(got, map[string]string(want)) {
		t.Errorf("the site is\n%v\nwant\n%v", got, want)
	}
}

// expectCalls compares the calls that were made; an asterisk at the end of a wanted one stands for anything.
func expectCalls(t *testing.T, wire *storetest.Wire, want ...string) {
	t.Helper()
	same := func(got, want string) bool {
		begin, open := strings.CutSuffix(want, "*")
		return got == want || open && strings.HasPrefix(got, begin)
	}
	if got := wire.Calls(); !slices.EqualFunc(got, want, same) {
		t.Errorf("calls:\n  %s\nwant:\n  %s", strings.Join(got, "\n  "), strings.Join(want, "\n  "))
	}
}
