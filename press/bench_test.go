package press_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/galleypress/galley/gitrepo"
	"github.com/galleypress/galley/gitrepo/gittest"
	"github.com/galleypress/galley/host"
	"github.com/galleypress/galley/press"
	"github.com/galleypress/galley/queue"
	"github.com/galleypress/galley/store"
	"github.com/galleypress/galley/store/storetest"
)

var now = time.Date(2026, 11, 23, 17, 0, 0, 0, time.UTC)

const siteURL = "https://blog.example.org"

// bench is a blog with all that stands around it: a repository, a working copy, buckets in memory, a press.
type bench struct {
	t           testing.TB
	work        *gittest.Work
	repo        *gitrepo.Repo
	host        *wiredHost
	site, state *storetest.Memory
	wire        *storetest.Wire
	press       *press.Press
}

func newBench(t testing.TB) *bench {
	t.Helper()
	b := &bench{t: t, work: gittest.New(t), site: &storetest.Memory{}, state: &storetest.Memory{}}
	b.work.Write("_config.yml", "title: Test\nurl: "+siteURL+"\n")
	b.work.Write("_layouts/post.html", "<html><body><h1>{{ page.title }}</h1>{{ content }}</body></html>\n")
	b.work.Write("_layouts/default.html", "<html><body>{{ content }}</body></html>\n")
	b.work.Write("index.html", "---\nlayout: default\n---\n{% for post in site.posts %}<a href=\"{{ post.url }}\">{{ post.title }}</a>\n{% endfor %}\n")
	b.work.Write("main.css", "body { color: black }\n")
	b.work.Write("img/me.png", "\x89PNG\r\n\x1a\n\x00\x00\x00picture")
	b.post("2026-01-01-one.md", "One", "The first.")
	b.post("2026-01-02-two.md", "Two", "The second.")
	b.reset()
	return b
}

// reset forgets all statuses, and puts a fresh press before the same buckets.
func (b *bench) reset() {
	b.t.Helper()
	repo, err := gitrepo.Open(context.Background(), b.work.Bare, nil)
	if err != nil {
		b.t.Fatal(err)
	}
	b.repo = repo
	b.restart()
}

// restart puts a fresh press before the same buckets, as another process would.
func (b *bench) restart() {
	b.wire = &storetest.Wire{}
	b.host = &wiredHost{Repository: b.repo}
	b.press = newPress(b.host, b.wire, b.site, b.state)
}

// newPress makes a press, as each process has one of its own.
func newPress(host press.Host, wire *storetest.Wire, site, state store.Bucket) *press.Press {
	return &press.Press{
		Host:     host,
		Store:    &store.Store{Site: wire.Bucket("site", site), State: wire.Bucket("state", state), Parallel: 1},
		Settings: press.Settings{Repository: "min/blog", Branch: "main", SiteURL: siteURL},
		Log:      slog.New(slog.DiscardHandler),
		Random:   strings.NewReader(strings.Repeat("secret", 10)),
	}
}

func (b *bench) post(name, title, body string) {
	b.work.Write("_posts/"+name, "---\ntitle: "+title+"\nlayout: post\n---\n"+body+"\n")
}

func (b *bench) broken(name string) {
	b.work.Write("_posts/"+name, "---\ntitle: \"never closed\nlayout: post\n---\nBroken.\n")
}

func job(commit string) queue.Job {
	return queue.Job{Delivery: "d-" + commit[:7], Event: queue.Push, Repository: "min/blog", Branch: "main", Commit: commit, Received: now}
}

// push commits, pushes, and runs the job.
func (b *bench) push(message string) (string, press.Outcome) {
	b.t.Helper()
	commit := b.work.Push(message)
	return commit, b.run(job(commit))
}

func (b *bench) run(j queue.Job) press.Outcome {
	b.t.Helper()
	outcome, err := b.press.Run(context.Background(), j, now)
	if err != nil {
		b.t.Fatal(err)
	}
	return outcome
}

// page gives a page of the site, empty where there is none.
func (b *bench) page(key string) string { return b.site.Objects()[key] }

func (b *bench) expectPage(key, want string) {
	b.t.Helper()
	if got := b.page(key); !strings.Contains(got, want) {
		b.t.Errorf("%s is %q, want it to have %q", key, got, want)
	}
}

func (b *bench) expectNoPage(key string) {
	b.t.Helper()
	if got, there := b.site.Objects()[key]; there {
		b.t.Errorf("%s is there: %q", key, got)
	}
}

// reports gives the report pages' keys.
func (b *bench) reports() []string {
	var keys []string
	for key := range b.site.Objects() {
		if strings.HasPrefix(key, "_galley/report/") {
			keys = append(keys, key)
		}
	}
	return keys
}

// status gives the last status of a commit in a context.
func (b *bench) status(commit, name string) host.Status {
	b.t.Helper()
	var last host.Status
	for _, s := range b.repo.Statuses(commit) {
		if s.Context == name {
			last = s
		}
	}
	return last
}

func (b *bench) expectStatus(commit, name string, state host.State, words ...string) {
	b.t.Helper()
	got := b.status(commit, name)
	if got.State != state {
		b.t.Errorf("%s is %s (%s), want %s", name, got.State, got.Description, state)
	}
	for _, word := range words {
		if !strings.Contains(got.Description, word) {
			b.t.Errorf("%s says %q, want %q in it", name, got.Description, word)
		}
	}
}

// memoHost answers from memory what it was asked before, so that a test can run the same job hundreds of times.
type memoHost struct {
	host.Repository
	mu      sync.Mutex
	answers map[string]any
}

func remember[T any](h *memoHost, question string, ask func() (T, error)) (T, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if answer, ok := h.answers[question]; ok {
		return answer.(T), nil
	}
	answer, err := ask()
	if err == nil {
		h.answers[question] = answer
	}
	return answer, err
}

func (h *memoHost) Head(ctx context.Context, branch string) (host.Commit, error) {
	return remember(h, "head "+branch, func() (host.Commit, error) { return h.Repository.Head(ctx, branch) })
}

func (h *memoHost) Tree(ctx context.Context, commit host.Commit) ([]host.File, error) {
	return remember(h, "tree "+commit.Tree, func() ([]host.File, error) { return h.Repository.Tree(ctx, commit) })
}

func (h *memoHost) Blob(ctx context.Context, sha string) (io.ReadCloser, error) {
	data, err := remember(h, "blob "+sha, func() ([]byte, error) {
		body, err := h.Repository.Blob(ctx, sha)
		if err != nil {
			return nil, err
		}
		data, err := io.ReadAll(body)
		return data, errors.Join(err, body.Close())
	})
	return io.NopCloser(bytes.NewReader(data)), err
}

// wiredHost counts the calls to a host, and lets one of them fail.
type wiredHost struct {
	host.Repository
	mu    sync.Mutex
	calls []string
	at    int // the number, from 1, of the call that fails
	after bool
}

var errHost = errors.New("the test made the host fail")

func (h *wiredHost) call(what string, do func() error) error {
	h.mu.Lock()
	h.calls = append(h.calls, what)
	now := len(h.calls) == h.at
	h.mu.Unlock()
	if now && !h.after {
		return errHost
	}
	if err := do(); err != nil || !now {
		return err
	}
	return errHost
}

func (h *wiredHost) count(what string) int {
	n := 0
	for _, call := range h.calls {
		if call == what {
			n++
		}
	}
	return n
}

func (h *wiredHost) Head(ctx context.Context, branch string) (c host.Commit, err error) {
	err = h.call("head", func() (err error) { c, err = h.Repository.Head(ctx, branch); return err })
	return c, err
}

func (h *wiredHost) Commit(ctx context.Context, sha string) (c host.Commit, err error) {
	err = h.call("commit", func() (err error) { c, err = h.Repository.Commit(ctx, sha); return err })
	return c, err
}

func (h *wiredHost) Tree(ctx context.Context, commit host.Commit) (files []host.File, err error) {
	err = h.call("tree", func() (err error) { files, err = h.Repository.Tree(ctx, commit); return err })
	return files, err
}

func (h *wiredHost) Blob(ctx context.Context, sha string) (r io.ReadCloser, err error) {
	err = h.call("blob", func() (err error) { r, err = h.Repository.Blob(ctx, sha); return err })
	if err != nil && r != nil {
		_ = r.Close()
	}
	return r, err
}

func (h *wiredHost) Archive(ctx context.Context, commit string) (r io.ReadCloser, err error) {
	err = h.call("archive", func() (err error) { r, err = h.Repository.Archive(ctx, commit); return err })
	if err != nil && r != nil {
		_ = r.Close()
	}
	return r, err
}

func (h *wiredHost) SetStatus(ctx context.Context, commit string, s host.Status) error {
	return h.call("status", func() error { return h.Repository.SetStatus(ctx, commit, s) })
}
