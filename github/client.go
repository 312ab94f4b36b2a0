// Package github is a blog's repository on GitHub: it reads commits and writes statuses, through go-github. It waits where
// GitHub asks to wait, repeats what failed by GitHub's fault, and says in plain words what it cannot mend.
//
// It never writes anything but statuses, and knows nothing of blogs. Deliveries are package github/webhook's.
package github

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/google/go-github/v60/github"

	"github.com/galleypress/galley/host"
)

// PublicAPI is the API of github.com.
const PublicAPI = "https://api.github.com"

// Options say which repository is read, as whom, and with how much patience.
type Options struct {
	// Repository is owner/name.
	Repository string
	// API is the API's URL: PublicAPI if empty; https://HOST/api/v3 for GitHub Enterprise Server.
	API string
	// Token or App says who we are. With neither only public repositories can be read, and no status be set.
	Token string
	App   *App

	// Attempts is how often a request is made before its failure is reported; 5 if zero.
	Attempts int
	// Pause is the first wait after a fault of GitHub's or of the network; it doubles each time. 500 ms if zero.
	Pause time.Duration
	// MaxWait is the longest wait that GitHub may ask for; a minute if zero. When it asks for more, or for more than is
	// left of the context's time, the request fails at once, for the whole job to be tried again later.
	MaxWait time.Duration
	// Now is the clock; time.Now if nil.
	Now func() time.Time
	// Log is told of each wait; slog.Default() if nil.
	Log *slog.Logger
	// Transport carries the requests; one with sensible limits if nil.
	Transport http.RoundTripper
}

// App is a GitHub App that is installed on the repository.
type App struct {
	ID  int64
	Key []byte // the App's private key, as GitHub gives it (PEM)
}

// Client is one repository on GitHub. Its methods may be called from several goroutines at once.
type Client struct {
	options     Options
	owner, name string
	api         *url.URL
	http        *http.Client
}

var _ host.Repository = (*Client)(nil)

var repositoryForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$`)

// New makes a client. It sends nothing yet; the error says what is wrong with the options.
func New(options Options) (*Client, error) {
	if !repositoryForm.MatchString(options.Repository) {
		return nil, fmt.Errorf("%q is not a repository's name: write it as owner/name", options.Repository)
	}
	if options.API == "" {
		options.API = PublicAPI
	}
	api, err := url.Parse(strings.TrimSuffix(options.API, "/") + "/")
	if err != nil || api.Host == "" || api.Scheme != "https" && api.Scheme != "http" {
		return nil, fmt.Errorf("%q is not the URL of GitHub's API: write it as %s or https://HOST/api/v3", options.API, PublicAPI)
	}
	setDefaults(&options)
	owner, name, _ := strings.Cut(options.Repository, "/")
	c := &Client{options: options, owner: owner, name: name, api: api}
	transport, err := c.authenticate()
	if err != nil {
		return nil, err
	}
	c.http = &http.Client{Transport: transport}
	return c, nil
}

// github gives a client of go-github's that knows of no earlier request: it would refuse, on its own, what comes after
// a limit was reached, even when GitHub asked to wait less long and we have waited.
func (c *Client) github() *github.Client {
	return newGitHub(c.http, c.api)
}

func newGitHub(httpClient *http.Client, api *url.URL) *github.Client {
	client := github.NewClient(httpClient)
	client.BaseURL = api
	client.UserAgent = "galley"
	return client
}

func setDefaults(o *Options) {
	if o.Attempts == 0 {
		o.Attempts = 5
	}
	if o.Pause == 0 {
		o.Pause = 500 * time.Millisecond
	}
	if o.MaxWait == 0 {
		o.MaxWait = time.Minute
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	if o.Transport == nil {
		transport := http.DefaultTransport.(*http.Transport).Clone()
		transport.ResponseHeaderTimeout = 30 * time.Second
		o.Transport = transport
	}
}

// DefaultBranch gives the branch that the repository calls its own.
func (c *Client) DefaultBranch(ctx context.Context) (string, error) {
	repo, err := try(ctx, c, "reading the repository", func(ctx context.Context) (*github.Repository, *github.Response, error) {
		return c.github().Repositories.Get(ctx, c.owner, c.name)
	})
	if err != nil {
		return "", err
	}
	if repo.GetDefaultBranch() == "" {
		return "", c.failed("reading the repository", errors.New("GitHub names no default branch: set the branch to publish"))
	}
	return repo.GetDefaultBranch(), nil
}

// Head gives the commit that a branch stands at now.
func (c *Client) Head(ctx context.Context, branch string) (host.Commit, error) {
	what := fmt.Sprintf("reading the branch %s", branch)
	b, err := try(ctx, c, what, func(ctx context.Context) (*github.Branch, *github.Response, error) {
		// GetBranch of go-github hides why a request was refused.
		b := new(github.Branch)
		resp, err := c.get(ctx, "branches/"+url.PathEscape(branch), b)
		return b, resp, err
	})
	if err != nil {
		return host.Commit{}, err
	}
	commit := b.GetCommit().GetCommit()
	if commit.GetTree() == nil { // a server that gives the commit's hash alone
		return c.Commit(ctx, b.GetCommit().GetSHA())
	}
	commit.SHA, commit.Parents = b.GetCommit().SHA, b.GetCommit().Parents
	return c.commit(what, commit)
}

// Commit gives one commit by its full hash, be it of a branch or of a pull request, a fork's too.
func (c *Client) Commit(ctx context.Context, sha string) (host.Commit, error) {
	what := fmt.Sprintf("reading the commit %s", sha)
	if !isHash(sha) {
		return host.Commit{}, c.failed(what, fmt.Errorf("%w: a commit's hash has 40 or 64 hexadecimal digits", host.ErrNotFound))
	}
	commit, err := try(ctx, c, what, func(ctx context.Context) (*github.Commit, *github.Response, error) {
		return c.github().Git.GetCommit(ctx, c.owner, c.name, sha)
	})
	if err != nil {
		return host.Commit{}, err
	}
	return c.commit(what, commit)
}

func (c *Client) commit(what string, commit *github.Commit) (host.Commit, error) {
	if !isHash(commit.GetSHA()) || !isHash(commit.GetTree().GetSHA()) {
		return host.Commit{}, c.failed(what, errors.New("GitHub's answer names no commit or no tree"))
	}
	result := host.Commit{
		SHA:     commit.GetSHA(),
		Tree:    commit.GetTree().GetSHA(),
		Message: commit.GetMessage(),
		Author:  commit.GetAuthor().GetName(),
		Time:    commit.GetCommitter().GetDate().UTC(),
	}
	for _, parent := range commit.Parents {
		result.Parents = append(result.Parents, parent.GetSHA())
	}
	return result, nil
}

// SetStatus sets one commit's status in its context. Setting the same one again does no harm, so that it is repeated
// like a request that only reads.
func (c *Client) SetStatus(ctx context.Context, commit string, status host.Status) error {
	what := fmt.Sprintf("setting the status %s of the commit %s", status.Context, commit)
	if !isHash(commit) {
		return c.failed(what, fmt.Errorf("%w: a commit's hash has 40 or 64 hexadecimal digits", host.ErrNotFound))
	}
	wanted := &github.RepoStatus{
		State:       github.String(string(status.State)),
		Context:     github.String(status.Context),
		Description: github.String(status.Description),
	}
	if status.TargetURL != "" {
		wanted.TargetURL = github.String(status.TargetURL)
	}
	_, err := try(ctx, c, what, func(ctx context.Context) (*github.RepoStatus, *github.Response, error) {
		return c.github().Repositories.CreateStatus(ctx, c.owner, c.name, commit, wanted)
	})
	return err
}

// get reads one of the repository's resources, whose path is relative to it and escaped.
func (c *Client) get(ctx context.Context, path string, into any) (*github.Response, error) {
	req, err := c.request(path)
	if err != nil {
		return nil, err
	}
	return c.github().Do(ctx, req, into)
}

func (c *Client) request(path string) (*http.Request, error) {
	return c.github().NewRequest(http.MethodGet, fmt.Sprintf("repos/%s/%s/%s", c.owner, c.name, path), nil)
}

var hash = regexp.MustCompile(`^(?:[0-9a-f]{40}|[0-9a-f]{64})$`)

func isHash(s string) bool { return hash.MatchString(s) }
