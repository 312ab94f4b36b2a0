// Package demo runs the whole product on one machine: a sample blog in a local Git repository, the webhook's door, a
// queue, the press, a folder as object storage, and the site in a browser. A `git push` goes the way that it goes on
// AWS: a signed delivery to the same handler, a job, the press, the store.
//
// It is for looking and trying, and for one person: it listens on this machine alone, and keeps nothing but its folder.
package demo

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/galleypress/galley/github/webhook"
	"github.com/galleypress/galley/gitrepo"
	"github.com/galleypress/galley/host"
	"github.com/galleypress/galley/press"
	"github.com/galleypress/galley/queue"
	"github.com/galleypress/galley/store"
	"github.com/galleypress/galley/store/file"
)

// Repository is what the demo's repository is called in deliveries.
const Repository = "demo/blog"

// Branch is the branch that is published.
const Branch = "main"

// webhookPath is where deliveries are taken.
const webhookPath = "/webhook"

// Options say how to run the demo.
type Options struct {
	// Dir is the folder for everything; it is made when it is missing. A folder of an earlier demo goes on where that
	// ended. Empty means a fresh temporary folder, which is removed in the end.
	Dir string
	// Port is where the site is shown; 0 means any that is free.
	Port int
	// SiteURL is what the blog takes for its address; empty means the port's.
	SiteURL string
	// Galley is the program that the repository's hook runs, as `GALLEY demo hook`.
	Galley string
	// Told is called with each status as it is set, one at a time; it may be nil.
	Told func(commit string, status host.Status)
	// Published is called with the outcome of each job; it may be nil.
	Published func(press.Outcome)
	// Log is told what is done; slog.Default() if nil.
	Log *slog.Logger
	// Now is the clock; time.Now if nil.
	Now func() time.Time
}

// Demo is the product, running.
type Demo struct {
	// Dir is the folder that everything is in.
	Dir string
	// Repository is the bare Git repository to clone and to push to.
	Repository string
	// Site is the folder that the site is stored in.
	Site string
	// URL is where the site is shown, with a slash at its end.
	URL string
	// Fresh says that the repository was made by this run.
	Fresh bool

	options Options
	queue   *queue.Memory
	press   *press.Press
	server  *http.Server
	stop    context.CancelFunc
	ended   chan error
	failed  error // of the last job that was set aside
}

// Start starts the demo and publishes the sample blog: it returns when the push is queued. Errors are sentences.
func Start(ctx context.Context, options Options) (_ *Demo, err error) {
	if options.Now == nil {
		options.Now = time.Now
	}
	if options.Log == nil {
		options.Log = slog.Default()
	}
	listener, err := net.Listen("tcp", net.JoinHostPort("localhost", strconv.Itoa(options.Port)))
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("port %d is taken by another program: choose another with --port, as in --port %d", options.Port, options.Port%65535+1)
	}
	if err != nil {
		return nil, fmt.Errorf("port %d cannot be used (%w): choose another with --port, as in --port 4001", options.Port, err)
	}
	defer func() {
		if err != nil {
			_ = listener.Close()
		}
	}()
	d := &Demo{options: options, ended: make(chan error, 1)}
	address := "http://localhost:" + strconv.Itoa(listener.Addr().(*net.TCPAddr).Port)
	d.URL = address + "/"
	if d.options.SiteURL == "" {
		d.options.SiteURL = address
	}
	if err := d.prepare(ctx, address+webhookPath); err != nil {
		return nil, errors.Join(err, d.clean())
	}
	ctx, d.stop = context.WithCancel(ctx)
	d.queue = queue.NewMemory(queue.MemoryOptions{SetAside: func(_ queue.Job, err error) { d.failed = err }})
	secret, err := os.ReadFile(d.secretFile())
	if err != nil {
		return nil, errors.Join(err, d.clean())
	}
	d.server = &http.Server{
		Handler: &doors{
			webhook: &webhook.Handler{Secret: secret, Repository: Repository, Queue: d.queue, Now: options.Now, Log: options.Log},
			site:    &siteServer{dir: d.Site},
		},
		ReadHeaderTimeout: 10 * time.Second, ErrorLog: slog.NewLogLogger(options.Log.Handler(), slog.LevelWarn),
	}
	go func() { _ = d.server.Serve(listener) }()
	go func() { d.ended <- d.queue.Run(ctx, d.work) }()
	if err := d.firstPush(ctx); err != nil {
		return nil, errors.Join(err, d.Close())
	}
	return d, nil
}

// doors are what listens on the port: the webhook, and everything else for readers.
type doors struct{ webhook, site http.Handler }

func (d *doors) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == webhookPath {
		d.webhook.ServeHTTP(w, r)
	} else {
		d.site.ServeHTTP(w, r)
	}
}

// prepare makes the folder, the repository with its hook, and the press.
func (d *Demo) prepare(ctx context.Context, hookURL string) error {
	if err := d.makeFolder(); err != nil {
		return err
	}
	d.Repository, d.Site = filepath.Join(d.Dir, "blog.git"), filepath.Join(d.Dir, "site")
	git, err := newGit()
	if err != nil {
		return err
	}
	if _, err := os.Stat(d.Repository); errors.Is(err, os.ErrNotExist) {
		d.Fresh = true
		if err := git.run(ctx, d.Dir, "init", "-q", "--bare", "--initial-branch="+Branch, d.Repository); err != nil {
			return err
		}
	}
	if _, err := os.Stat(d.secretFile()); errors.Is(err, os.ErrNotExist) {
		if err := os.WriteFile(d.secretFile(), []byte(rand.Text()), 0o600); err != nil {
			return err
		}
	}
	if err := writeHook(d.Repository, d.options.Galley, hookURL, d.secretFile()); err != nil {
		return err
	}
	repo, err := gitrepo.Open(ctx, d.Repository, d.options.Told)
	if err != nil {
		return err
	}
	site, err := file.Open(d.Site)
	if err != nil {
		return err
	}
	state, err := file.Open(filepath.Join(d.Dir, "state"))
	if err != nil {
		return err
	}
	d.press = &press.Press{
		Host: repo, Store: &store.Store{Site: site, State: state}, Log: d.options.Log,
		Settings: press.Settings{Repository: Repository, Branch: Branch, SiteURL: d.options.SiteURL},
	}
	return nil
}

// makeFolder makes the folder, or takes one that is empty or an earlier demo's.
func (d *Demo) makeFolder() error {
	if d.options.Dir == "" {
		dir, err := os.MkdirTemp("", "galley-demo-")
		if err != nil {
			return fmt.Errorf("no temporary folder can be made (%w): name a folder with --dir", err)
		}
		d.Dir = dir
		return nil
	}
	dir, err := filepath.Abs(d.options.Dir)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("the folder %s cannot be made (%w): name another with --dir", dir, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("the folder %s cannot be read (%w): name another with --dir", dir, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "blog.git")); len(entries) > 0 && err != nil {
		return fmt.Errorf("the folder %s has other things in it: name an empty one with --dir, or one of an earlier demo", dir)
	}
	probe, err := os.CreateTemp(dir, ".galley-*")
	if err != nil {
		return fmt.Errorf("the folder %s cannot be written to (%w): name another with --dir", dir, err)
	}
	d.Dir = dir
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}

func (d *Demo) secretFile() string { return filepath.Join(d.Dir, "webhook-secret") }

// work takes one job through the press.
func (d *Demo) work(ctx context.Context, job queue.Job) error {
	outcome, err := d.press.Run(ctx, job, d.options.Now())
	if err == nil && d.options.Published != nil {
		d.options.Published(outcome)
	}
	return err
}

// Idle waits until all jobs are done. The error is that of a job that failed again and again.
func (d *Demo) Idle(ctx context.Context) error {
	if err := d.queue.Idle(ctx); err != nil {
		return err
	}
	return d.failed
}

// Close lets the job under way end, stops listening, and removes the folder if it was a temporary one.
func (d *Demo) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	err := d.server.Shutdown(ctx)
	d.stop()
	if ended := <-d.ended; !errors.Is(ended, context.Canceled) {
		err = errors.Join(err, ended)
	}
	return errors.Join(err, d.clean())
}

// clean removes a temporary folder.
func (d *Demo) clean() error {
	if d.options.Dir != "" || d.Dir == "" {
		return nil
	}
	return os.RemoveAll(d.Dir)
}

// discard reads a body to its end, so that its connection can be used again.
func discard(body io.ReadCloser) {
	_, _ = io.Copy(io.Discard, io.LimitReader(body, 1<<20))
	_ = body.Close()
}

// localURL checks that a URL leads to this machine.
func localURL(address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() != "localhost" {
		return fmt.Errorf("%q is not on this machine", address)
	}
	return nil
}
