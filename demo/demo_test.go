package demo_test

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/galleypress/galley/demo"
	"github.com/galleypress/galley/gitrepo/gittest"
	"github.com/galleypress/galley/host"
	"github.com/galleypress/galley/press"
)

// TestMain lets this test stand in for the galley program: the repository's hook runs it as `… demo hook --url … --secret …`.
func TestMain(m *testing.M) {
	if len(os.Args) == 7 && os.Args[1] == "demo" && os.Args[2] == "hook" {
		if err := demo.Hook(context.Background(), os.Stdin, os.Stdout, os.Args[4], os.Args[6]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// running is a demo with what it told.
type running struct {
	*demo.Demo
	t        *testing.T
	mu       sync.Mutex
	statuses map[string][]host.Status
	outcomes []press.Outcome
}

func start(t *testing.T, options demo.Options) *running {
	t.Helper()
	r := &running{t: t, statuses: map[string][]host.Status{}}
	galley, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	options.Galley, options.Log = galley, slog.New(slog.DiscardHandler)
	options.Told = func(commit string, s host.Status) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.statuses[commit] = append(r.statuses[commit], s)
	}
	options.Published = func(o press.Outcome) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.outcomes = append(r.outcomes, o)
	}
	if r.Demo, err = demo.Start(context.Background(), options); err != nil {
		t.Fatal(err)
	}
	return r
}

func (r *running) idle() {
	r.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if err := r.Idle(ctx); err != nil {
		r.t.Fatal(err)
	}
}

// push pushes what is in the working copy, and waits for what comes of it.
func (r *running) push(work *gittest.Work, message string) string {
	r.t.Helper()
	commit := work.Push(message)
	r.idle()
	return commit
}

func (r *running) get(path string) (status int, body string, header http.Header) {
	r.t.Helper()
	resp, err := http.Get(r.URL + strings.TrimPrefix(path, "/"))
	if err != nil {
		r.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return resp.StatusCode, string(data), resp.Header
}

func (r *running) expect(path string, status int, words string) {
	r.t.Helper()
	if got, body, _ := r.get(path); got != status || !strings.Contains(body, words) {
		r.t.Errorf("%s: %d, and %q in it: %v; want %d and true", path, got, words, strings.Contains(body, words), status)
	}
}

func (r *running) expectStatus(commit, name string, state host.State, words string) {
	r.t.Helper()
	r.mu.Lock()
	defer r.mu.Unlock()
	var last host.Status
	for _, s := range r.statuses[commit] {
		if s.Context == name {
			last = s
		}
	}
	if last.State != state || !strings.Contains(last.Description, words) {
		r.t.Errorf("%s is %s (%s), want %s and %q in it", name, last.State, last.Description, state, words)
	}
}

func post(title, body string) string {
	return "---\ntitle: " + title + "\ntags: [시험]\ndate: 2026-01-02 09:00:00 +0900\n---\n" + body + "\n"
}

func TestAPersonTriesTheDemo(t *testing.T) {
	r := start(t, demo.Options{})
	defer func() {
		if err := r.Close(); err != nil {
			t.Error(err)
		}
		if _, err := os.Stat(r.Dir); err == nil {
			t.Error("the temporary folder is still there")
		}
	}()
	r.idle()
	r.expect("/", http.StatusOK, "Wrong Fount")
	r.expect("/feed.xml", http.StatusOK, "<feed")

	work := gittest.Clone(t, r.Repository)
	work.Write("_posts/2026-01-02-안녕.md", post("안녕하세요", "The first words."))
	commit := r.push(work, "Say hello")
	r.expect("/2026/01/안녕/", http.StatusOK, "The first words.")
	r.expectStatus(commit, press.LintContext, host.Success, "")
	r.expectStatus(commit, press.PublishContext, host.Success, "안녕하세요")

	work.Write("_posts/2026-01-02-안녕.md", "---\ntitle: \"never closed\n---\nBroken words.\n")
	work.Write("_posts/2026-01-03-other.md", post("Other", "Other words."))
	commit = r.push(work, "Break it")
	r.expect("/2026/01/안녕/", http.StatusOK, "The first words.")
	r.expect("/2026/01/other/", http.StatusOK, "Other words.")
	r.expectStatus(commit, press.LintContext, host.Failure, "_posts/2026-01-02-안녕.md:2")
	r.expectStatus(commit, press.PublishContext, host.Success, "Held back")
	report := r.statuses[commit][2].TargetURL
	r.expect(strings.TrimPrefix(report, r.URL), http.StatusOK, "never closed")

	work.Write("_posts/2026-01-02-안녕.md", post("안녕하세요", "Mended words."))
	commit = r.push(work, "Mend it")
	r.expect("/2026/01/안녕/", http.StatusOK, "Mended words.")
	r.expectStatus(commit, press.LintContext, host.Success, "")

	work.Git("mv", "_posts/2026-01-02-안녕.md", "_posts/2026-01-02-moved.md")
	r.push(work, "Rename it")
	r.expect("/2026/01/moved/", http.StatusOK, "Mended words.")
	r.expect("/2026/01/안녕/", http.StatusNotFound, "")

	work.Git("rm", "-q", "_posts/2026-01-02-moved.md")
	r.push(work, "Delete it")
	r.expect("/2026/01/moved/", http.StatusNotFound, "")
	r.expect("/2026/01/other/", http.StatusOK, "Other words.")

	work.Write("_posts/2026-01-04-draft.md", post("Draft", "Draft words."))
	branch := work.Commit("On a branch")
	work.Git("push", "-q", "origin", "HEAD:refs/heads/draft")
	r.idle()
	r.expect("/2026/01/draft/", http.StatusNotFound, "")
	r.expectStatus(branch, press.LintContext, host.Success, "")
	work.Git("push", "-q", "origin", "--delete", "draft")
	work.Git("tag", "-a", "-m", "A tag", "v1")
	work.Git("push", "-q", "origin", "v1")
	r.idle()
	r.expect("/2026/01/other/", http.StatusOK, "Other words.")
}

func TestTheSiteIsServedAsTheCDNServesIt(t *testing.T) {
	r := start(t, demo.Options{})
	defer func() { _ = r.Close() }()
	r.idle()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for path, want := range map[string]struct {
		status        int
		header, value string
	}{
		"/":                         {200, "Content-Type", "text/html; charset=utf-8"},
		"/feed.xml":                 {200, "Cache-Control", "public, max-age=0, must-revalidate"},
		"/about":                    {301, "Location", "/about/"},
		"/about?a=b":                {301, "Location", "/about/?a=b"},
		"//about":                   {301, "Location", "/about/"},
		"/about/":                   {200, "Content-Type", "text/html; charset=utf-8"},
		"/nothing/here/":            {404, "Content-Type", "text/html; charset=utf-8"},
		"/../webhook-secret":        {404, "Content-Type", "text/html; charset=utf-8"},
		"/%2e%2e/webhook-secret":    {404, "Content-Type", "text/html; charset=utf-8"},
		"/assets/galley/galley.css": {200, "Content-Type", "text/css; charset=utf-8"},
	} {
		req, err := http.NewRequest(http.MethodGet, r.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.URL.Opaque = path // as it stands, without Go's cleaning
		if req.URL.Opaque, req.URL.RawQuery, _ = strings.Cut(path, "?"); strings.HasPrefix(path, "//") {
			req.URL.Opaque = "//" + req.URL.Host + path
		}
		resp, err := client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		if resp.StatusCode != want.status || resp.Header.Get(want.header) != want.value {
			t.Errorf("%s: %d with %s %q, want %d with %q", path, resp.StatusCode, want.header, resp.Header.Get(want.header), want.status, want.value)
		}
	}
}

func TestAForgedDeliveryIsRefused(t *testing.T) {
	r := start(t, demo.Options{})
	defer func() { _ = r.Close() }()
	r.idle()
	body := `{"ref":"refs/heads/main"}`
	mac := hmac.New(sha256.New, []byte("a guess"))
	mac.Write([]byte(body))
	req, err := http.NewRequest(http.MethodPost, r.URL+"webhook", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("X-GitHub-Event", "push")
	req.Header.Set("X-GitHub-Delivery", "forged")
	req.Header.Set("X-Hub-Signature-256", "sha256="+hex.EncodeToString(mac.Sum(nil)))
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("status %d, want 401", resp.StatusCode)
	}
}

func TestAFolderIsKeptForTheNextTime(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "demo")
	r := start(t, demo.Options{Dir: dir, SiteURL: "http://localhost:4000"})
	r.idle()
	work := gittest.Clone(t, r.Repository)
	work.Write("_posts/2026-01-02-kept.md", post("Kept", "Kept words."))
	r.push(work, "Keep this")
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	work.Write("_posts/2026-01-03-meanwhile.md", post("Meanwhile", "Written while nobody listened."))
	work.Push("Push to nobody") // the hook says that nobody was told, and the push succeeds

	r = start(t, demo.Options{Dir: dir, SiteURL: "http://localhost:4000"})
	defer func() { _ = r.Close() }()
	r.idle()
	r.expect("/2026/01/kept/", http.StatusOK, "Kept words.")
	r.expect("/2026/01/meanwhile/", http.StatusOK, "Written while nobody listened.")
}

func TestWhatCannotWorkIsSaidInWords(t *testing.T) {
	taken, err := net.Listen("tcp", "localhost:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	port := taken.Addr().(*net.TCPAddr).Port
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "thesis.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		options demo.Options
		path    string
		want    string
	}{
		"the port is taken":                 {demo.Options{Port: port}, os.Getenv("PATH"), fmt.Sprintf("port %d is taken by another program: choose another with --port", port)},
		"there is no git":                   {demo.Options{}, t.TempDir(), "needs the program git"},
		"the folder cannot be made":         {demo.Options{Dir: filepath.Join(full, "thesis.txt", "demo")}, os.Getenv("PATH"), "cannot be made"},
		"the folder has other things in it": {demo.Options{Dir: full}, os.Getenv("PATH"), "has other things in it"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("PATH", test.path)
			d, err := demo.Start(context.Background(), test.options)
			if err == nil {
				_ = d.Close()
			}
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %q in it", err, test.want)
			}
		})
	}
	entries, err := os.ReadDir(full)
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder with other things has now %v (%v)", entries, err)
	}
}
