// Package webhook is Galley's ear at GitHub: it checks that a delivery comes from GitHub and from our repository, and
// makes a job of it. One handler serves the Lambda function, through package github/webhook/lambda, and the demo, as an
// http.Handler. It never reads a repository and never waits for one: GitHub gives a webhook ten seconds.
package webhook

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/galleypress/galley/queue"
)

// Handler answers deliveries of one repository. Its fields are set once, before its first use.
type Handler struct {
	// Secret is the webhook's secret, with which GitHub signs each delivery.
	Secret []byte
	// Repository is the only one that is listened to, as owner/name.
	Repository string
	// Queue takes the jobs.
	Queue queue.Queue
	// Now is the clock; time.Now if nil.
	Now func() time.Time
	// Log is told each answer; slog.Default() if nil. It never sees a secret, a signature or a body.
	Log *slog.Logger
}

// Request is a delivery as it came in, whatever brought it.
type Request struct {
	Method string
	Header http.Header
	Body   []byte
}

// Response is the answer: its Body is JSON.
type Response struct {
	Status int
	Header http.Header
	Body   []byte
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
func (h *Handler) Handle(ctx context.Context, req Request) Response { return Response{} }

// ServeHTTP answers a delivery that came by HTTP.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {}
