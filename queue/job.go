package queue

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Version is the version of a job's form on the wire. A job of another version is refused by Decode, so that a
// publisher that is older than the webhook leaves it on the queue for its successor.
const Version = 1

// The events that become jobs, by GitHub's names.
const (
	Push        = "push"
	PullRequest = "pull_request"
)

// Job asks for one commit to be proof-read and, on the publishing branch, published.
//
// A job is a hint and not the truth: what is published is the branch's head at the time when the job is worked on, so
// that jobs that come late, twice or in the wrong order do no harm.
type Job struct {
	// Delivery is GitHub's id of the delivery (X-GitHub-Delivery). The same delivery sent again has the same id.
	Delivery string `json:"delivery"`
	// Event is Push or PullRequest.
	Event string `json:"event"`
	// Repository is where the statuses go, as owner/name: for a pull request the one it was made against.
	Repository string `json:"repository"`
	// Branch is the branch that was pushed to, without refs/heads/; for a pull request, the branch it brings.
	Branch string `json:"branch"`
	// Commit is the branch's newest commit when the delivery was made, in 40 (or, with SHA-256, 64) hexadecimal digits.
	Commit string `json:"commit"`
	// Before is the commit that the branch stood at before, empty when the branch is new or where GitHub does not say.
	Before string `json:"before,omitempty"`
	// PullRequest is the number of the pull request, 0 for a push.
	PullRequest int `json:"pull_request,omitempty"`
	// Base is the branch that the pull request is to be merged into, empty for a push.
	Base string `json:"base,omitempty"`
	// Head is the repository that the commit was pushed to, as owner/name. It differs from Repository when Fork is true;
	// the commit can be read from Repository all the same. Empty when the fork has been deleted since.
	Head string `json:"head,omitempty"`
	// Fork says that the commit comes from somebody else's repository: it is proof-read, and never published.
	Fork bool `json:"fork,omitempty"`
	// Received is when the delivery came in.
	Received time.Time `json:"received"`
	// Turn counts, from 1, how often the job was handed out; 0 where the queue does not count. It is the queue's to say and
	// not a part of the job as it is sent.
	Turn int `json:"-"`
}

// Group names the jobs that must be worked on one after the other: those of one branch of one repository. It is made of
// the characters that SQS allows in a message group's id, and is at most 128 of them long, whatever the branch is called.
func (j Job) Group() string {
	repository := j.Repository
	if j.Fork {
		repository = j.Head
	}
	// A hash, since branch names may be longer than an id and have characters that an id must not have. GitHub treats
	// repositories' names alike in upper and lower case, branches' names not.
	sum := sha256.Sum256([]byte(strings.ToLower(repository) + "\n" + j.Branch))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// Encode gives the job as it is sent.
func (j Job) Encode() ([]byte, error) {
	return json.Marshal(wire{Version: Version, Job: j})
}

// Decode reads a job that Encode wrote. The error says what is wrong with it when it is of another version, is not a
// job at all, or lacks what no job can be without.
func Decode(data []byte) (Job, error) {
	var w wire
	if err := json.Unmarshal(data, &w); err != nil {
		return Job{}, fmt.Errorf("this message is not a job of ours: %w", err)
	}
	if w.Version != Version {
		return Job{}, fmt.Errorf("this job has version %d, and this publisher reads version %d: deploy the webhook and the publisher together", w.Version, Version)
	}
	if err := w.Job.check(); err != nil {
		return Job{}, err
	}
	return w.Job, nil
}

type wire struct {
	Version int `json:"version"`
	Job
}

var hash = regexp.MustCompile(`^(?:[0-9a-f]{40}|[0-9a-f]{64})$`)

func (j Job) check() error {
	switch {
	case j.Event != Push && j.Event != PullRequest:
		return fmt.Errorf("this job is for the event %q, and only %s and %s are worked on", j.Event, Push, PullRequest)
	case j.Repository == "":
		return errors.New("this job names no repository")
	case j.Branch == "":
		return errors.New("this job names no branch")
	case !hash.MatchString(j.Commit):
		return fmt.Errorf("this job names no commit: %q is not a full hash", j.Commit)
	}
	return nil
}
