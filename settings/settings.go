// Package settings reads what the functions are told by their environment: which repository, which queue, which buckets,
// as whom. It checks everything before anything is done, and says of all that is wrong, in sentences that name the
// setting, what to set instead. The list for users is docs/settings.md.
//
// A secret may be kept in AWS's Parameter Store: for a setting NAME, NAME_PARAM names the parameter.
package settings

import (
	"context"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// Source is where settings come from.
type Source struct {
	// Getenv gives a variable of the environment, empty if it is not set.
	Getenv func(name string) string
	// Parameter gives the decrypted value of one of the Parameter Store's parameters.
	Parameter func(ctx context.Context, name string) (string, error)
}

// Webhook is what functions/webhook is told.
type Webhook struct {
	Secret     []byte
	QueueURL   string
	Repository string
}

// Publisher is what functions/publisher is told.
type Publisher struct {
	Repository   string
	Branch       string // empty: the repository's default branch
	Site, State  string // bucket URLs
	SiteURL      string // without a slash at its end
	Token        string // or App
	App          *App
	API          string // of GitHub; empty: github.com's
	Distribution string // of CloudFront; empty: none
}

// App is a GitHub App.
type App struct {
	ID  int64
	Key []byte // PEM
}

// Webhook reads the webhook's settings. The error has a line for each setting that is missing or malformed.
func (s Source) Webhook(ctx context.Context) (Webhook, error) {
	r := reader{ctx: ctx, source: s}
	w := Webhook{
		Secret:     []byte(r.secret("GALLEY_WEBHOOK_SECRET")),
		QueueURL:   r.text("GALLEY_QUEUE_URL"),
		Repository: r.text("GALLEY_REPOSITORY"),
	}
	r.need("GALLEY_WEBHOOK_SECRET", string(w.Secret), "the secret from the webhook's settings on GitHub; or name the parameter that holds it in GALLEY_WEBHOOK_SECRET_PARAM")
	r.need("GALLEY_QUEUE_URL", w.QueueURL, "the URL of the SQS FIFO queue that takes the jobs")
	r.repository(w.Repository)
	if w.QueueURL != "" && !isURL(w.QueueURL, "https", "http") {
		r.fault("GALLEY_QUEUE_URL is %q, which is not a queue's URL: it looks like https://sqs.eu-central-1.amazonaws.com/123456789012/galley.fifo", w.QueueURL)
	}
	return w, r.err()
}

// Publisher reads the publisher's settings. The error has a line for each setting that is missing or malformed.
func (s Source) Publisher(ctx context.Context) (Publisher, error) {
	r := reader{ctx: ctx, source: s}
	p := Publisher{
		Repository:   r.text("GALLEY_REPOSITORY"),
		Branch:       r.text("GALLEY_BRANCH"),
		Site:         r.text("GALLEY_SITE"),
		State:        r.text("GALLEY_STATE"),
		SiteURL:      strings.TrimRight(r.text("GALLEY_SITE_URL"), "/"),
		Token:        r.secret("GALLEY_GITHUB_TOKEN"),
		API:          r.text("GITHUB_API_URL"),
		Distribution: r.text("GALLEY_DISTRIBUTION_ID"),
	}
	id, key := r.text("GALLEY_GITHUB_APP_ID"), r.secret("GALLEY_GITHUB_APP_KEY")
	r.repository(p.Repository)
	r.branch(p.Branch)
	r.buckets(p.Site, p.State)
	r.need("GALLEY_SITE_URL", p.SiteURL, "where readers find the site, such as https://blog.example.org")
	if p.SiteURL != "" && !isPage(p.SiteURL) {
		r.fault("GALLEY_SITE_URL is %q, which is not a site's address: it looks like https://blog.example.org or https://example.org/blog", p.SiteURL)
	}
	if p.API != "" && !isURL(p.API, "https", "http") {
		r.fault("GITHUB_API_URL is %q, which is not the address of GitHub's API: leave it empty for github.com; a GitHub Enterprise server's looks like https://HOST/api/v3", p.API)
	}
	if p.Distribution != "" && !distributionForm.MatchString(p.Distribution) {
		r.fault("GALLEY_DISTRIBUTION_ID is %q, which is not the id of a CloudFront distribution: it looks like E2QWRUHAPOMQZL", p.Distribution)
	}
	p.App = r.credentials(p.Token, id, key)
	return p, r.err()
}

// reader reads settings one by one and keeps what is wrong with them.
type reader struct {
	ctx    context.Context
	source Source
	faults []error
}

func (r *reader) fault(format string, args ...any) {
	r.faults = append(r.faults, fmt.Errorf(format, args...))
}

func (r *reader) err() error { return errors.Join(r.faults...) }

func (r *reader) text(name string) string {
	return strings.TrimSpace(r.source.Getenv(name))
}

// secret reads a setting that may be kept in the Parameter Store. A line's end behind it is not taken for a part of it.
func (r *reader) secret(name string) string {
	value, parameter := strings.TrimRight(r.source.Getenv(name), "\r\n"), r.text(name+"_PARAM")
	switch {
	case parameter == "":
		return value
	case value != "":
		r.fault("%s and %s_PARAM are both set: keep one of them", name, name)
		return value
	}
	value, err := r.source.Parameter(r.ctx, parameter)
	if err != nil {
		r.fault("%s_PARAM names the parameter %s, which cannot be read: %w", name, parameter, err)
		return unknown
	}
	if value = strings.TrimRight(value, "\r\n"); value == "" {
		r.fault("%s_PARAM names the parameter %s, which is empty", name, parameter)
		return unknown
	}
	return value
}

// unknown stands for a secret that could not be read, for it not to be called missing too.
const unknown = "?"

func (r *reader) need(name, value, what string) {
	if value == "" {
		r.fault("%s is missing: set it to %s", name, what)
	}
}

var repositoryForm = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$`)

func (r *reader) repository(value string) {
	r.need("GALLEY_REPOSITORY", value, "the repository on GitHub whose pushes are published, as owner/name")
	if value != "" && !repositoryForm.MatchString(value) {
		r.fault("GALLEY_REPOSITORY is %q, which is not a repository's name: write it as owner/name", value)
	}
}

func (r *reader) branch(value string) {
	if strings.HasPrefix(value, "refs/") || strings.ContainsAny(value, " \t\n~^:?*[\\") {
		r.fault("GALLEY_BRANCH is %q, which is not a branch's name: write it as git branch shows it, such as main", value)
	}
}

func (r *reader) buckets(site, state string) {
	r.need("GALLEY_SITE", site, "the URL of the bucket that holds the site, such as s3://my-blog-site")
	r.need("GALLEY_STATE", state, "the URL of a private bucket for what Galley remembers, such as s3://my-blog-state")
	r.bucket("GALLEY_SITE", site)
	r.bucket("GALLEY_STATE", state)
	if site != "" && site == state {
		r.fault("GALLEY_STATE is the same bucket as GALLEY_SITE: set it to one that readers of the site cannot read")
	}
}

func (r *reader) bucket(name, value string) {
	if u, err := url.Parse(value); value != "" && (err != nil || u.Scheme == "") {
		r.fault("%s is %q, which is not a bucket's URL: it looks like s3://my-blog", name, value)
	}
}

func (r *reader) credentials(token, id, key string) *App {
	switch {
	case token == "" && id == "" && key == "":
		r.fault("GALLEY_GITHUB_TOKEN is missing: set it, or GALLEY_GITHUB_TOKEN_PARAM, or make a GitHub App and set GALLEY_GITHUB_APP_ID and GALLEY_GITHUB_APP_KEY")
		return nil
	case token != "" && (id != "" || key != ""):
		r.fault("GALLEY_GITHUB_TOKEN and GALLEY_GITHUB_APP_ID or GALLEY_GITHUB_APP_KEY are both set: keep the token or the App")
		return nil
	case token != "":
		if strings.ContainsAny(token, " \t\r\n") {
			r.fault("GALLEY_GITHUB_TOKEN has white space in it: set it to the token alone")
		}
		return nil
	}
	r.need("GALLEY_GITHUB_APP_ID", id, "the App's number, from its settings on GitHub")
	r.need("GALLEY_GITHUB_APP_KEY", key, "the App's private key, or name the parameter that holds it in GALLEY_GITHUB_APP_KEY_PARAM")
	number, err := strconv.ParseInt(id, 10, 64)
	if id != "" && (err != nil || number < 1) {
		r.fault("GALLEY_GITHUB_APP_ID is %q, which is not an App's number", id)
	}
	if key == unknown {
		return nil
	}
	// Some ways to set an environment variable cannot hold line breaks.
	data := []byte(strings.ReplaceAll(key, `\n`, "\n"))
	if key != "" && !isPrivateKey(data) {
		r.fault("GALLEY_GITHUB_APP_KEY is not a private key: set it to the whole .pem file that GitHub made, with its first and last line")
	}
	return &App{ID: number, Key: data}
}

func isPrivateKey(data []byte) bool {
	block, _ := pem.Decode(data)
	if block == nil {
		return false
	}
	if _, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
		return true
	}
	_, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	return err == nil
}

var distributionForm = regexp.MustCompile(`^[A-Z0-9]+$`)

func isURL(value string, schemes ...string) bool {
	u, err := url.Parse(value)
	if err != nil || u.Host == "" {
		return false
	}
	for _, scheme := range schemes {
		if u.Scheme == scheme {
			return true
		}
	}
	return false
}

func isPage(value string) bool {
	u, err := url.Parse(value)
	return isURL(value, "https", "http") && err == nil && u.RawQuery == "" && u.Fragment == "" && u.User == nil
}
