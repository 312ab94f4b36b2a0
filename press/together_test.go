package press_test

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/galleypress/galley/gitrepo"
	"github.com/galleypress/galley/host"
	"github.com/galleypress/galley/press"
	"github.com/galleypress/galley/store/storetest"
)

// A second publisher does all of its work for a newer commit between two calls of the first, for every two calls.
func TestANewerPushMayOvertakeAtAnyMoment(t *testing.T) {
	b := newBench(t)
	b.run(job(b.work.Push("Begin")))
	b.post("2026-01-02-two.md", "Two", "The second, better.")
	b.work.Git("mv", "_posts/2026-01-01-one.md", "_posts/2026-01-01-first.md")
	older := b.work.Push("Older")
	site, state := b.site, b.state

	calm := &memoHost{Repository: b.repo, answers: map[string]any{}}
	b.startFrom(site, state, calm)
	b.run(job(older))
	calls := b.wire.Calls()

	b.post("2026-01-03-three.md", "Three", "The third.")
	b.work.Git("mv", "_posts/2026-01-01-first.md", "_posts/2026-01-01-one.md")
	newer := b.work.Commit("Newer")
	b.work.Git("push", "-q", "origin", "HEAD:refs/heads/later")
	b.startFrom(site, state, &memoHost{Repository: b.repo, answers: map[string]any{}})
	b.work.Git("push", "-q", "origin", newer+":refs/heads/main")
	b.run(job(newer))
	want := pages(b.site)

	for i, call := range calls {
		b.work.Git("push", "-q", "-f", "origin", older+":refs/heads/main")
		b.site, b.state = site.Clone(), state.Clone()
		b.reset()
		b.wire.At, b.wire.Then = i+1, func() {
			b.work.Git("push", "-q", "origin", newer+":refs/heads/main")
			other := newPress(b.repo, &storetest.Wire{}, b.site, b.state)
			if _, err := other.Run(context.Background(), job(newer), now); err != nil {
				t.Errorf("before call %d (%s): the newer push: %v", i+1, call, err)
			}
		}
		if _, err := b.press.Run(context.Background(), job(older), now); err != nil {
			t.Fatalf("before call %d (%s): %v", i+1, call, err)
		}
		if got := pages(b.site); !maps.Equal(got, want) {
			t.Errorf("before call %d (%s): %s", i+1, call, difference(got, want))
		}
		for _, commit := range []string{older, newer} {
			b.expectSettled(commit)
		}
	}
}

func (b *bench) expectSettled(commit string) {
	b.t.Helper()
	for _, name := range []string{press.LintContext, press.PublishContext} {
		if s := b.status(commit, name); s.State == host.Pending {
			b.t.Errorf("%s of %s is pending in the end", name, commit[:7])
		}
	}
}

// Many pushes, each delivered twice and in any order, to several publishers at once, some of whose calls fail.
func TestABurstOfPushesEndsInTheNewest(t *testing.T) {
	b := newBench(t)
	b.work.Commit("Begin")
	random := rand.New(rand.NewPCG(1, 2))
	var commits []string
	for i := range 30 {
		b.post(fmt.Sprintf("2026-02-%02d-post.md", 1+random.IntN(9)), fmt.Sprint("Post ", i), fmt.Sprint("Text ", i))
		if i%7 == 6 {
			b.work.Git("rm", "-q", "--ignore-unmatch", fmt.Sprintf("_posts/2026-02-%02d-post.md", 1+random.IntN(9)))
		}
		commits = append(commits, b.work.Push(fmt.Sprint("Push ", i)))
	}
	newest := commits[len(commits)-1]
	b.run(job(newest))
	want := pages(b.site)

	b.site, b.state = &storetest.Memory{}, &storetest.Memory{}
	b.reset()
	deliveries := append(append([]string(nil), commits...), commits...)
	random.Shuffle(len(deliveries), func(i, j int) { deliveries[i], deliveries[j] = deliveries[j], deliveries[i] })
	// The branch moves on while they are worked on.
	b.work.Git("push", "-q", "-f", "origin", commits[0]+":refs/heads/main")
	next := make(chan string)
	var publishers sync.WaitGroup
	for n := range 3 {
		publishers.Go(func() {
			repo, err := gitrepo.Open(context.Background(), b.work.Bare, func(commit string, s host.Status) { _ = b.repo.SetStatus(context.Background(), commit, s) })
			if err != nil {
				t.Error(err)
				return
			}
			for commit := range next {
				wire := &storetest.Wire{At: 3 + n, Fault: storetest.After}
				for try := 0; ; try++ {
					p := newPress(repo, wire, b.site, b.state)
					_, err := p.Run(context.Background(), job(commit), now.Add(time.Duration(try)*time.Minute))
					if err == nil {
						break
					}
					if try == 50 {
						t.Errorf("a job failed 50 times, lastly: %v", err)
						break
					}
					wire = &storetest.Wire{}
				}
			}
		})
	}
	for i, commit := range deliveries {
		if i < len(commits) {
			b.work.Git("push", "-q", "-f", "origin", commits[i]+":refs/heads/main")
		}
		next <- commit
	}
	close(next)
	publishers.Wait()
	if got := pages(b.site); !maps.Equal(got, want) {
		t.Errorf("the site is not the newest commit's: %s", difference(got, want))
	}
	for _, commit := range commits {
		b.expectSettled(commit)
	}
}
