package webhook

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/galleypress/galley/queue"
)

// delivery is what we read of one: the fields that a job is made of. The form is described at
// https://docs.github.com/en/webhooks/webhook-events-and-payloads.
type delivery struct {
	id, event string
	payload
}

type payload struct {
	Repository *repository `json:"repository"`

	// push
	Ref     string `json:"ref"`
	Before  string `json:"before"`
	After   string `json:"after"`
	Deleted bool   `json:"deleted"`

	// pull_request
	Action      string `json:"action"`
	Number      int    `json:"number"`
	PullRequest *struct {
		Head side `json:"head"`
		Base side `json:"base"`
	} `json:"pull_request"`
}

type repository struct {
	FullName string `json:"full_name"`
}

// side is one of the two branches of a pull request.
type side struct {
	Ref        string      `json:"ref"`
	SHA        string      `json:"sha"`
	Repository *repository `json:"repo"` // nil when the fork has been deleted
}

// read takes a delivery apart. Its errors are sentences for the one who set up the webhook.
func read(req Request) (*delivery, error) {
	d := &delivery{id: req.Header.Get("X-GitHub-Delivery"), event: req.Header.Get("X-GitHub-Event")}
	switch {
	case d.event == "":
		return nil, errors.New("the header X-GitHub-Event is missing, which names the event: this does not come from GitHub")
	case d.id == "":
		return nil, errors.New("the header X-GitHub-Delivery is missing, which names the delivery: this does not come from GitHub")
	}
	data, err := document(req)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(data, []byte("{")) {
		return nil, errors.New("the body is not a JSON object")
	}
	// Only the events that can become jobs have to have the form that we know.
	err = json.Unmarshal(data, &d.payload)
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &kind) && !d.watched():
		return d, nil
	case errors.As(err, &kind):
		return nil, fmt.Errorf("the body's %s is not of the kind that GitHub sends", kind.Field)
	case err != nil:
		return nil, fmt.Errorf("the body is not valid JSON: %w", err)
	}
	return d, nil
}

// document finds the JSON in the body. A webhook sends it bare or, with the content type
// application/x-www-form-urlencoded, which GitHub's settings offer first, as the field payload of a form.
func document(req Request) ([]byte, error) {
	body := bytes.TrimSpace(req.Body)
	if bytes.HasPrefix(body, []byte("{")) {
		return body, nil // whatever it calls itself: a form cannot begin like this
	}
	contentType := req.Header.Get("Content-Type")
	kind, _, err := mime.ParseMediaType(contentType)
	switch {
	case err == nil && kind == "application/x-www-form-urlencoded":
		form, err := url.ParseQuery(string(body))
		if err != nil || !form.Has("payload") {
			return nil, errors.New("the body is a form without a field payload. Choose application/json as the webhook's content type on GitHub")
		}
		return bytes.TrimSpace([]byte(form.Get("payload"))), nil
	case contentType == "" || err == nil && kind == "application/json":
		return body, nil
	}
	return nil, fmt.Errorf("the content type %q is not one that GitHub sends. Choose application/json as the webhook's content type on GitHub", contentType)
}

// watched says whether the event can become a job.
func (d *delivery) watched() bool {
	return d.event == queue.Push || d.event == queue.PullRequest
}

func (d *delivery) repository() string {
	if d.Repository == nil {
		return ""
	}
	return d.Repository.FullName
}

// comesFrom says whether the delivery is of the repository. Some events, as an organization's ping, are of none.
func (d *delivery) comesFrom(repository string) bool {
	if d.Repository == nil {
		return true
	}
	return strings.EqualFold(d.Repository.FullName, repository)
}

// job makes the job that the delivery calls for, or gives the reason why it calls for none.
func (d *delivery) job(now time.Time) (job queue.Job, reason string, err error) {
	if !d.watched() {
		return queue.Job{}, fmt.Sprintf("Nothing is done at the event %q: only pushes and pull requests are proof-read.", d.event), nil
	}
	if d.repository() == "" {
		return queue.Job{}, "", errors.New("the body does not name its repository (repository.full_name)")
	}
	job = queue.Job{Delivery: d.id, Event: d.event, Repository: d.repository(), Received: now.UTC()}
	if d.event == queue.Push {
		reason, err = d.push(&job)
	} else {
		reason, err = d.pullRequest(&job)
	}
	return job, reason, err
}

func (d *delivery) push(job *queue.Job) (reason string, err error) {
	branch, ok := strings.CutPrefix(d.Ref, "refs/heads/")
	switch {
	case d.Ref == "" || ok && branch == "":
		return "", errors.New("the body does not name the branch that was pushed to (ref)")
	case !ok:
		return fmt.Sprintf("Nothing is done at a push to %s: only branches are proof-read.", d.Ref), nil
	case d.Deleted || isZero(d.After):
		return fmt.Sprintf("The branch %s was deleted: there is nothing to proof-read.", branch), nil
	case !isHash(d.After):
		return "", errors.New("the body does not name the commit that was pushed (after)")
	}
	job.Branch, job.Commit, job.Head = branch, d.After, job.Repository
	if isHash(d.Before) && !isZero(d.Before) {
		job.Before = d.Before
	}
	return "", nil
}

func (d *delivery) pullRequest(job *queue.Job) (reason string, err error) {
	switch {
	case d.Action == "":
		return "", errors.New("the body does not say what happened to the pull request (action)")
	case !slices.Contains([]string{"opened", "synchronize", "reopened"}, d.Action):
		return fmt.Sprintf("Nothing is done when a pull request is %s: its commits are the same.", strings.ReplaceAll(d.Action, "_", " ")), nil
	case d.PullRequest == nil || d.Number < 1:
		return "", errors.New("the body does not describe the pull request (number, pull_request)")
	case d.PullRequest.Head.Ref == "" || !isHash(d.PullRequest.Head.SHA):
		return "", errors.New("the body does not name the pull request's branch and commit (pull_request.head)")
	}
	head := d.PullRequest.Head
	job.Branch, job.Commit = head.Ref, head.SHA
	job.PullRequest, job.Base = d.Number, d.PullRequest.Base.Ref
	if head.Repository != nil {
		job.Head = head.Repository.FullName
	}
	job.Fork = !strings.EqualFold(job.Head, job.Repository)
	if isHash(d.Before) && !isZero(d.Before) {
		job.Before = d.Before
	}
	return "", nil
}

var hash = regexp.MustCompile(`^(?:[0-9a-f]{40}|[0-9a-f]{64})$`)

func isHash(s string) bool { return hash.MatchString(s) }

// isZero says whether the hash is the one of no commit, which stands for a branch that is not there.
func isZero(s string) bool { return s != "" && strings.Trim(s, "0") == "" }
