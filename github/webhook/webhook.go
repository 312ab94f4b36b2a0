// Package webhook is Galley's ear at GitHub: it checks that a delivery comes from GitHub and from our repository, and
// makes a job of it. One handler serves the Lambda function, through package github/webhook/functionurl, and the demo, as
// an http.Handler. It never reads a repository and never waits for one: GitHub gives a webhook ten seconds.
//
// The answers, all of them JSON (Answer):
//
//	200  pong: the ping that GitHub sends when a webhook is made
//	202  queued, with the job: a push to a branch; a pull request that was opened, reopened or got new commits
//	202  ignored, with the reason: everything else, as tags, deleted branches, other events
//	400  malformed: no X-GitHub-Event or X-GitHub-Delivery, a body that is not what GitHub sends
//	401  the signature is missing or not made with our secret
//	403  a delivery of another repository
//	405  not a POST
//	413  a body over 25 MB
//	503  the queue did not take the job; with Retry-After
package webhook

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/galleypress/galley/queue"
)

// MaxBody is the largest body that is read, in bytes: GitHub's documentation of webhooks caps payloads at 25 MB.
const MaxBody = 25 << 20

// retryAfter is what a sender is asked to wait when the queue is down.
const retryAfter = 30 * time.Second

// Handler answers deliveries of one repository. Its fields are set once, before its first use.
type Handler struct {
	// Secret is the webhook's secret, with which GitHub signs each delivery. Without one every delivery is refused.
	Secret []byte
	// Repository is the only one that is listened to, as owner/name, in upper or lower case.
	Repository string
	// Queue takes the jobs.
	Queue queue.Queue
	// Patience is how long the queue may take to accept a job; five seconds if zero, half of what GitHub waits.
	Patience time.Duration
	// Now is the clock; time.Now if nil.
	Now func() time.Time
	// Log is told each answer; slog.Default() if nil. It never sees a secret, a signature or a body.
	Log *slog.Logger
}

// Request is a delivery as it came in, whatever brought it.
type Request struct {
	Method string
	Header http.Header // in the canonical form of net/http
	Body   []byte
}

// Response is the answer to a delivery.
type Response struct {
	Status int
	Header http.Header
	Body   []byte // JSON
}

// Answer is what a response's body says.
type Answer struct {
	// Result is "pong", "queued", "ignored" or "refused".
	Result string `json:"result"`
	// Message says it in a sentence.
	Message string `json:"message"`
	// Job is the job that was queued, if one was.
	Job *queue.Job `json:"job,omitempty"`
}

// Handle checks one delivery and queues its job, if it calls for one.
func (h *Handler) Handle(ctx context.Context, req Request) Response {
	status, answer := h.answer(ctx, req)
	h.log().InfoContext(ctx, "delivery",
		"delivery", req.Header.Get("X-GitHub-Delivery"), "event", req.Header.Get("X-GitHub-Event"),
		"status", status, "result", answer.Result, "message", answer.Message)
	return respond(status, answer)
}

func (h *Handler) answer(ctx context.Context, req Request) (int, Answer) {
	if req.Method != http.MethodPost {
		return refuse(http.StatusMethodNotAllowed, "This is a webhook for GitHub, which sends its deliveries with POST.")
	}
	if len(req.Body) > MaxBody {
		return tooLarge()
	}
	// Nothing of the body is parsed before we know who wrote it.
	if err := h.authentic(req); err != nil {
		return refuse(http.StatusUnauthorized, sentence(err))
	}
	d, err := read(req)
	if err != nil {
		return refuse(http.StatusBadRequest, sentence(err))
	}
	if !d.comesFrom(h.Repository) {
		return refuse(http.StatusForbidden,
			fmt.Sprintf("This delivery is of the repository %q, and this webhook serves %s alone.", d.repository(), h.Repository))
	}
	if d.event == "ping" {
		return http.StatusOK, Answer{Result: "pong", Message: "The webhook is set up: pushes will be proof-read."}
	}
	job, reason, err := d.job(h.now())
	switch {
	case err != nil:
		return refuse(http.StatusBadRequest, sentence(err))
	case reason != "":
		return http.StatusAccepted, Answer{Result: "ignored", Message: reason}
	}
	if err := h.send(ctx, job); err != nil {
		h.log().ErrorContext(ctx, "the queue did not take a job", "delivery", job.Delivery, "error", err)
		return refuse(http.StatusServiceUnavailable,
			"The queue does not take jobs at the moment. Send the delivery again with Redeliver, in the webhook's settings on GitHub.")
	}
	return http.StatusAccepted, Answer{Result: "queued", Message: "The commit will be proof-read.", Job: &job}
}

func (h *Handler) send(ctx context.Context, job queue.Job) error {
	patience := h.Patience
	if patience == 0 {
		patience = 5 * time.Second
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	return h.Queue.Send(ctx, job)
}

// ServeHTTP answers a delivery that came by HTTP.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxBody))
	var large *http.MaxBytesError
	var resp Response
	switch {
	case errors.As(err, &large):
		resp = respond(tooLarge())
	case err != nil:
		resp = respond(refuse(http.StatusBadRequest, "The body broke off before its end."))
	default:
		resp = h.Handle(r.Context(), Request{Method: r.Method, Header: r.Header, Body: body})
	}
	for name, values := range resp.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(resp.Status)
	_, _ = w.Write(resp.Body) // the sender is gone when this fails: nobody is left to be told
}

func (h *Handler) now() time.Time {
	if h.Now == nil {
		return time.Now()
	}
	return h.Now()
}

func (h *Handler) log() *slog.Logger {
	if h.Log == nil {
		return slog.Default()
	}
	return h.Log
}

func refuse(status int, message string) (int, Answer) {
	return status, Answer{Result: "refused", Message: message}
}

// sentence makes a whole sentence of an error.
func sentence(err error) string {
	text := err.Error()
	return strings.ToUpper(text[:1]) + text[1:] + "."
}

func tooLarge() (int, Answer) {
	return refuse(http.StatusRequestEntityTooLarge, "The body is over 25 MB, more than GitHub sends.")
}

func respond(status int, answer Answer) Response {
	body, err := json.Marshal(answer)
	if err != nil {
		panic(err) // an Answer is strings, numbers and a time
	}
	header := http.Header{"Content-Type": {"application/json; charset=utf-8"}}
	switch status {
	case http.StatusMethodNotAllowed:
		header.Set("Allow", http.MethodPost)
	case http.StatusServiceUnavailable:
		header.Set("Retry-After", fmt.Sprint(int(retryAfter.Seconds())))
	}
	return Response{Status: status, Header: header, Body: append(body, '\n')}
}
