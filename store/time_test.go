package store_test

import (
	"context"
	"io"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/galleypress/galley/store"
	"github.com/galleypress/galley/store/storetest"
)

// stuck is a bucket in which the writing of one key never ends by itself.
type stuck struct {
	store.Bucket
	key string
}

func (s stuck) Write(ctx context.Context, key string, header store.Header, body io.Reader) error {
	if key == s.key {
		<-ctx.Done()
		return ctx.Err()
	}
	return s.Bucket.Write(ctx, key, header, body)
}

func TestARunWhoseTimeIsOverIsGoneOnFrom(t *testing.T) {
	b := published(t, nil)
	s := b.store(&storetest.Wire{})
	s.Site = stuck{s.Site, "three/index.html"}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	run := s.Run(now)
	if err := run.Begin(ctx); err != nil {
		t.Fatal(err)
	}
	plan, err := run.Plan(first.outputs())
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Publish(ctx, plan, &store.Manifest{Commit: "after"}, nil); err == nil {
		t.Fatal("no error, and a write never ended")
	}
	if ctx.Err() != nil {
		t.Fatal("no time was kept back to note what was written")
	}

	wire := &storetest.Wire{}
	if err := publish(b.store(wire), now.Add(time.Hour), "after", always(first)); err != nil {
		t.Fatal(err)
	}
	var writes []string
	for _, call := range wire.Calls() {
		if key, ok := strings.CutPrefix(call, "write site:"); ok {
			writes = append(writes, key)
		}
	}
	// Before it, in the order of writing, were the assets and the first page.
	if got, want := strings.Join(writes, " "), "three/index.html two/index.html feed.xml index.html"; got != want {
		t.Errorf("the next run wrote %s, want %s", got, want)
	}
	if got := b.site.Objects(); !maps.Equal(got, map[string]string(first)) {
		t.Errorf("the site is\n%v", got)
	}
}

func TestARunGivesUpWhenItsLeaseIsOver(t *testing.T) {
	b := published(t, nil)
	s := b.store(&storetest.Wire{})
	s.Site, s.Lease = stuck{s.Site, "three/index.html"}, time.Second
	run := s.Run(now)
	if err := run.Begin(context.Background()); err != nil {
		t.Fatal(err)
	}
	plan, err := run.Plan(first.outputs())
	if err != nil {
		t.Fatal(err)
	}
	if err := run.Publish(context.Background(), plan, &store.Manifest{Commit: "after"}, nil); err == nil {
		t.Error("a run went on beyond its lease")
	}
}
