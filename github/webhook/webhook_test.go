package webhook_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/galleypress/galley/github/webhook"
	"github.com/galleypress/galley/queue"
)

const repository = "Codertocat/Hello-World" // the one of GitHub's examples

var (
	secret = []byte("It's a Secret to Everybody")
	now    = time.Date(2026, 11, 23, 17, 0, 0, 0, time.FixedZone("KST", 9*60*60))
)

// recorder is a queue that keeps what it is sent, or fails.
type recorder struct {
	jobs []queue.Job
	err  error
}

func (r *recorder) Send(_ context.Context, job queue.Job) error {
	if r.err != nil {
		return r.err
	}
	r.jobs = append(r.jobs, job)
	return nil
}

func newHandler(q queue.Queue) *webhook.Handler {
	return &webhook.Handler{
		Secret: secret, Repository: repository, Queue: q,
		Now: func() time.Time { return now },
		Log: slog.New(slog.DiscardHandler),
	}
}

// deliver makes the request that GitHub would send.
func deliver(event string, body []byte) webhook.Request {
	return webhook.Request{Method: http.MethodPost, Body: body, Header: http.Header{
		"Content-Type":        {"application/json"},
		"X-Github-Delivery":   {"72d3162e-cc78-11e3-81ab-4c9367dc0958"},
		"X-Github-Event":      {event},
		"X-Hub-Signature-256": {webhook.Sign(secret, body)},
	}}
}

func example(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// edit changes an example: the path's parts are separated by dots; a nil value takes the field away.
func edit(t *testing.T, data []byte, changes map[string]any) []byte {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	for path, value := range changes {
		parts := strings.Split(path, ".")
		at := doc
		for _, part := range parts[:len(parts)-1] {
			at = at[part].(map[string]any)
		}
		if value == nil {
			delete(at, parts[len(parts)-1])
		} else {
			at[parts[len(parts)-1]] = value
		}
	}
	data, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func answer(t *testing.T, resp webhook.Response) webhook.Answer {
	t.Helper()
	var a webhook.Answer
	if err := json.Unmarshal(resp.Body, &a); err != nil {
		t.Fatalf("the answer is not JSON: %v: %q", err, resp.Body)
	}
	if got := resp.Header.Get("Content-Type"); got != "application/json; charset=utf-8" {
		t.Errorf("content type %q", got)
	}
	return a
}

func TestTheSignatureIsTheOneOfGitHubsDocumentation(t *testing.T) {
	// https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
	const want = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
	if got := webhook.Sign(secret, []byte("Hello, World!")); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWhatBecomesAJob(t *testing.T) {
	base := queue.Job{Delivery: "72d3162e-cc78-11e3-81ab-4c9367dc0958", Repository: repository, Head: repository, Received: now.UTC()}
	push := base
	push.Event, push.Branch, push.Commit = "push", "master", "6113728f27ae82c7b1a177c8d03f9e96e0adf246"
	pull := base
	pull.Event, pull.Branch, pull.Base, pull.PullRequest = "pull_request", "changes", "master", 2
	pull.Commit = "ec26c3e57ca3a959ca5aad62de7213c562f8c821"

	with := func(job queue.Job, change func(*queue.Job)) queue.Job { change(&job); return job }
	commit, before := strings.Repeat("1", 40), strings.Repeat("2", 40)

	for name, test := range map[string]struct {
		event, example string
		changes        map[string]any
		want           queue.Job
	}{
		"a push that makes a branch": {event: "push", example: "push", want: push},
		"a push to a branch that was there": {
			event: "push", example: "push", changes: map[string]any{"before": before, "after": commit},
			want: with(push, func(j *queue.Job) { j.Before, j.Commit = before, commit }),
		},
		"a branch with slashes and Hangul": {
			event: "push", example: "push", changes: map[string]any{"ref": "refs/heads/초안/첫 글"},
			want: with(push, func(j *queue.Job) { j.Branch = "초안/첫 글" }),
		},
		"a branch that is called like a tag's ref": {
			event: "push", example: "push", changes: map[string]any{"ref": "refs/heads/refs/tags/v1"},
			want: with(push, func(j *queue.Job) { j.Branch = "refs/tags/v1" }),
		},
		"a repository with SHA-256": {
			event: "push", example: "push", changes: map[string]any{"after": strings.Repeat("a", 64), "before": strings.Repeat("0", 64)},
			want: with(push, func(j *queue.Job) { j.Commit = strings.Repeat("a", 64) }),
		},
		"the repository's name in other capitals": {
			event: "push", example: "push", changes: map[string]any{"repository.full_name": "codertocat/hello-world"},
			want: with(push, func(j *queue.Job) { j.Repository, j.Head = "codertocat/hello-world", "codertocat/hello-world" }),
		},
		"a pull request that is opened":   {event: "pull_request", example: "pull_request-opened", want: pull},
		"a pull request that is reopened": {event: "pull_request", example: "pull_request-reopened", want: pull},
		"a pull request with new commits": {
			event: "pull_request", example: "pull_request-synchronize", changes: map[string]any{"before": before, "pull_request.head.sha": commit},
			want: with(pull, func(j *queue.Job) { j.Before, j.Commit = before, commit }),
		},
		"a pull request from a fork": {
			event: "pull_request", example: "pull_request-opened", changes: map[string]any{"pull_request.head.repo.full_name": "lee/Hello-World"},
			want: with(pull, func(j *queue.Job) { j.Head, j.Fork = "lee/Hello-World", true }),
		},
		"a pull request from a fork that is gone": {
			event: "pull_request", example: "pull_request-opened", changes: map[string]any{"pull_request.head.repo": nil},
			want: with(pull, func(j *queue.Job) { j.Head, j.Fork = "", true }),
		},
	} {
		t.Run(name, func(t *testing.T) {
			var q recorder
			resp := newHandler(&q).Handle(t.Context(), deliver(test.event, edit(t, example(t, test.example), test.changes)))
			a := answer(t, resp)
			if resp.Status != http.StatusAccepted || a.Result != "queued" {
				t.Fatalf("status %d, %+v", resp.Status, a)
			}
			if len(q.jobs) != 1 || q.jobs[0] != test.want {
				t.Errorf("queued\n%+v, want\n%+v", q.jobs, test.want)
			}
			if a.Job == nil || *a.Job != test.want {
				t.Errorf("answered with the job\n%+v, want\n%+v", a.Job, test.want)
			}
		})
	}
}

func TestWhatIsIgnoredOrAnsweredAtOnce(t *testing.T) {
	for name, test := range map[string]struct {
		event, example string
		changes        map[string]any
		status         int
		message        string
	}{
		"a ping":                         {event: "ping", example: "ping", changes: map[string]any{"repository.full_name": repository}, status: 200, message: "set up"},
		"an organization's ping":         {event: "ping", example: "ping-organization", status: 200, message: "set up"},
		"a tag":                          {event: "push", example: "push-tag", status: 202, message: "refs/tags/simple-tag"},
		"a deleted tag":                  {event: "push", example: "push-tag-deleted", status: 202, message: "refs/tags/simple-tag"},
		"a deleted branch":               {event: "push", example: "push-tag-deleted", changes: map[string]any{"ref": "refs/heads/draft"}, status: 202, message: "draft was deleted"},
		"a branch that stands at zero":   {event: "push", example: "push", changes: map[string]any{"after": strings.Repeat("0", 40)}, status: 202, message: "deleted"},
		"notes":                          {event: "push", example: "push", changes: map[string]any{"ref": "refs/notes/commits"}, status: 202, message: "refs/notes/commits"},
		"a closed pull request":          {event: "pull_request", example: "pull_request-closed", status: 202, message: "closed"},
		"a label":                        {event: "pull_request", example: "pull_request-labeled", status: 202, message: "labeled"},
		"an issue":                       {event: "issues", example: "issues-opened", status: 202, message: "issues"},
		"a star":                         {event: "star", example: "star-created", status: 202, message: "star"},
		"an App's installation":          {event: "installation", example: "installation-created", status: 202, message: "installation"},
		"an event whose fields we share": {event: "check_run", example: "star-created", changes: map[string]any{"number": "seven", "pull_request": []int{}}, status: 202, message: "check_run"},
	} {
		t.Run(name, func(t *testing.T) {
			var q recorder
			resp := newHandler(&q).Handle(t.Context(), deliver(test.event, edit(t, example(t, test.example), test.changes)))
			a := answer(t, resp)
			if resp.Status != test.status || !strings.Contains(a.Message, test.message) {
				t.Errorf("status %d, %+v; want %d and %q", resp.Status, a, test.status, test.message)
			}
			if len(q.jobs) > 0 || a.Job != nil {
				t.Errorf("queued %+v", q.jobs)
			}
		})
	}
}

func TestWhatIsRefused(t *testing.T) {
	push := example(t, "push")
	type change func(*webhook.Request)
	sign := func(r *webhook.Request) { r.Header.Set("X-Hub-Signature-256", webhook.Sign(secret, r.Body)) }
	body := func(text string) change {
		return func(r *webhook.Request) { r.Body = []byte(text); sign(r) }
	}
	edited := func(changes map[string]any) change {
		return func(r *webhook.Request) { r.Body = edit(t, push, changes); sign(r) }
	}
	header := func(name, value string) change {
		return func(r *webhook.Request) {
			r.Header.Del(name)
			if value != "" {
				r.Header.Set(name, value)
			}
		}
	}
	pull := func(changes map[string]any) change {
		return func(r *webhook.Request) {
			r.Header.Set("X-GitHub-Event", "pull_request")
			r.Body = edit(t, example(t, "pull_request-opened"), changes)
			sign(r)
		}
	}
	right := webhook.Sign(secret, push)

	for name, test := range map[string]struct {
		change  change
		status  int
		message string
	}{
		"no signature":                    {header("X-Hub-Signature-256", ""), 401, "not signed"},
		"only the old signature":          {func(r *webhook.Request) { r.Header.Del("X-Hub-Signature-256"); r.Header.Set("X-Hub-Signature", right) }, 401, "not signed"},
		"another secret's signature":      {header("X-Hub-Signature-256", webhook.Sign([]byte("guess"), push)), 401, "wrong"},
		"an empty secret's signature":     {header("X-Hub-Signature-256", webhook.Sign(nil, push)), 401, "wrong"},
		"a signature with one digit off":  {header("X-Hub-Signature-256", right[:len(right)-1]+flip(right[len(right)-1])), 401, "wrong"},
		"half a signature":                {header("X-Hub-Signature-256", right[:39]), 401, "wrong"},
		"a signature without its kind":    {header("X-Hub-Signature-256", strings.TrimPrefix(right, "sha256=")), 401, "wrong"},
		"a signature of another kind":     {header("X-Hub-Signature-256", strings.Replace(right, "sha256", "sha1", 1)), 401, "wrong"},
		"a signature that is not hex":     {header("X-Hub-Signature-256", "sha256=zz"), 401, "wrong"},
		"an empty signature":              {header("X-Hub-Signature-256", "sha256="), 401, "wrong"},
		"two signatures":                  {func(r *webhook.Request) { r.Header.Add("X-Hub-Signature-256", right) }, 401, "wrong"},
		"a body that was changed":         {func(r *webhook.Request) { r.Body = append(bytes.Clone(push), ' ') }, 401, "wrong"},
		"a forged body that is malformed": {func(r *webhook.Request) { r.Body = []byte("{") }, 401, "wrong"},

		"another repository": {edited(map[string]any{"repository.full_name": "Codertocat/Hello"}), 403, "Codertocat/Hello"},
		"a ping of another repository": {func(r *webhook.Request) {
			r.Header.Set("X-GitHub-Event", "ping")
			edited(map[string]any{"repository.full_name": "a/b"})(r)
		}, 403, "a/b"},
		"a repository without a name": {edited(map[string]any{"repository.full_name": ""}), 403, `""`},
		"an issue of another repository": {func(r *webhook.Request) {
			r.Header.Set("X-GitHub-Event", "issues")
			edited(map[string]any{"repository.full_name": "a/b"})(r)
		}, 403, "a/b"},

		"no event":                         {header("X-GitHub-Event", ""), 400, "X-GitHub-Event"},
		"no delivery":                      {header("X-GitHub-Delivery", ""), 400, "X-GitHub-Delivery"},
		"no body":                          {body(""), 400, "not a JSON object"},
		"a body that is not JSON":          {body("hello"), 400, "not a JSON object"},
		"a body that is a list":            {body("[1]"), 400, "not a JSON object"},
		"a body that is null":              {body("null"), 400, "not a JSON object"},
		"a body that breaks off":           {body(string(push[:len(push)/2])), 400, "not valid JSON"},
		"something behind the body":        {body(string(push) + "{}"), 400, "not valid JSON"},
		"nothing in the body":              {body("{}"), 400, "repository"},
		"a repository that is text":        {edited(map[string]any{"repository": repository}), 400, "repository"},
		"no ref":                           {edited(map[string]any{"ref": nil}), 400, "ref"},
		"a ref that is a number":           {edited(map[string]any{"ref": 7}), 400, "ref"},
		"a branch without a name":          {edited(map[string]any{"ref": "refs/heads/"}), 400, "ref"},
		"no commit":                        {edited(map[string]any{"after": nil}), 400, "after"},
		"a commit that is not a hash":      {edited(map[string]any{"after": "../../user"}), 400, "after"},
		"a short hash":                     {edited(map[string]any{"after": "6113728"}), 400, "after"},
		"a pull request without an action": {pull(map[string]any{"action": nil}), 400, "action"},
		"a pull request without a number":  {pull(map[string]any{"number": nil}), 400, "number"},
		"a pull request of which is none":  {pull(map[string]any{"pull_request": nil}), 400, "pull_request"},
		"a pull request without a commit":  {pull(map[string]any{"pull_request.head.sha": nil}), 400, "pull_request.head"},
		"a pull request without a branch":  {pull(map[string]any{"pull_request.head.ref": ""}), 400, "pull_request.head"},
		"a content type of its own":        {func(r *webhook.Request) { r.Header.Set("Content-Type", "text/xml"); body("<a/>")(r) }, 400, "application/json"},
		"a form without its field": {func(r *webhook.Request) {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			body("a=b")(r)
		}, 400, "application/json"},
		"a form that is not one": {func(r *webhook.Request) {
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			body("payload=%zz")(r)
		}, 400, "application/json"},

		"a visit with a browser": {func(r *webhook.Request) { r.Method = http.MethodGet }, 405, "POST"},
		"a body over 25 MB":      {body(strings.Repeat(" ", webhook.MaxBody+1)), 413, "25 MB"},
	} {
		t.Run(name, func(t *testing.T) {
			var q recorder
			req := deliver("push", push)
			test.change(&req)
			resp := newHandler(&q).Handle(t.Context(), req)
			a := answer(t, resp)
			if resp.Status != test.status || a.Result != "refused" || !strings.Contains(a.Message, test.message) {
				t.Errorf("status %d, %+v; want %d and %q", resp.Status, a, test.status, test.message)
			}
			if len(q.jobs) > 0 {
				t.Errorf("queued %+v", q.jobs)
			}
		})
	}
}

func flip(digit byte) string {
	if digit == '0' {
		return "1"
	}
	return "0"
}

func TestAFormIsReadToo(t *testing.T) {
	var q recorder
	req := deliver("push", []byte(url.Values{"payload": {string(example(t, "push"))}}.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if resp := newHandler(&q).Handle(t.Context(), req); resp.Status != http.StatusAccepted || len(q.jobs) != 1 {
		t.Errorf("status %d, %s", resp.Status, resp.Body)
	}
}

func TestJSONIsReadWhateverItCallsItself(t *testing.T) {
	for _, contentType := range []string{"", "application/json; charset=utf-8", "application/x-www-form-urlencoded", "text/plain"} {
		var q recorder
		req := deliver("push", append([]byte("\r\n"), example(t, "push")...))
		req.Header.Set("Content-Type", contentType)
		if resp := newHandler(&q).Handle(t.Context(), req); resp.Status != http.StatusAccepted || len(q.jobs) != 1 {
			t.Errorf("%q: status %d, %s", contentType, resp.Status, resp.Body)
		}
	}
}

func TestAHandlerWithoutASecretLetsNobodyIn(t *testing.T) {
	h := newHandler(&recorder{})
	h.Secret = nil
	req := deliver("push", example(t, "push"))
	req.Header.Set("X-Hub-Signature-256", webhook.Sign(nil, req.Body))
	if resp := h.Handle(t.Context(), req); resp.Status != http.StatusUnauthorized {
		t.Errorf("status %d", resp.Status)
	}
}

func TestAQueueThatIsDownIsSaid(t *testing.T) {
	var log bytes.Buffer
	h := newHandler(&recorder{err: errors.New("no route to the queue")})
	h.Log = slog.New(slog.NewTextHandler(&log, nil))
	resp := h.Handle(t.Context(), deliver("push", example(t, "push")))
	if resp.Status != http.StatusServiceUnavailable || resp.Header.Get("Retry-After") != "30" {
		t.Errorf("status %d, %v", resp.Status, resp.Header)
	}
	if !strings.Contains(answer(t, resp).Message, "Redeliver") {
		t.Errorf("the answer does not say what to do: %s", resp.Body)
	}
	if bytes.Contains(resp.Body, []byte("no route")) || !strings.Contains(log.String(), "no route to the queue") {
		t.Errorf("the cause belongs into the log, not into the answer: %s\n%s", resp.Body, &log)
	}
}

type silent struct{}

func (silent) Send(ctx context.Context, _ queue.Job) error { <-ctx.Done(); return ctx.Err() }

func TestAQueueThatKeepsSilentIsNotWaitedForTooLong(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		resp := newHandler(silent{}).Handle(t.Context(), deliver("push", example(t, "push")))
		if resp.Status != http.StatusServiceUnavailable || time.Since(began) != 5*time.Second {
			t.Errorf("status %d after %s", resp.Status, time.Since(began))
		}
	})
}

func TestTheLogHoldsNoSecrets(t *testing.T) {
	var log bytes.Buffer
	h := newHandler(&recorder{})
	h.Log = slog.New(slog.NewTextHandler(&log, nil))
	req := deliver("push", example(t, "push"))
	h.Handle(t.Context(), req)
	for _, word := range []string{string(secret), req.Header.Get("X-Hub-Signature-256")[7:], "pusher"} {
		if strings.Contains(log.String(), word) {
			t.Errorf("the log says %q: %s", word, &log)
		}
	}
	if !strings.Contains(log.String(), "delivery=72d3162e-cc78-11e3-81ab-4c9367dc0958") {
		t.Errorf("the log does not name the delivery: %s", &log)
	}
}

func TestTheHandlerServesHTTP(t *testing.T) {
	var q recorder
	server := httptest.NewServer(newHandler(&q))
	defer server.Close()
	post := func(body []byte, signature string) *http.Response {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, server.URL, bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header = deliver("push", body).Header
		req.Header.Set("X-Hub-Signature-256", signature)
		resp, err := server.Client().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_ = resp.Body.Close()
		return resp
	}
	push, large := example(t, "push"), bytes.Repeat([]byte(" "), webhook.MaxBody+1)
	if resp := post(push, webhook.Sign(secret, push)); resp.StatusCode != 202 || len(q.jobs) != 1 {
		t.Errorf("a push: %s", resp.Status)
	}
	if resp := post(push, "sha256=00"); resp.StatusCode != 401 {
		t.Errorf("a forged push: %s", resp.Status)
	}
	if resp := post(large, webhook.Sign(secret, large)); resp.StatusCode != 413 {
		t.Errorf("a large body: %s", resp.Status)
	}
	resp, err := server.Client().Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode != 405 || resp.Header.Get("Allow") != "POST" {
		t.Errorf("a visit: %s, %v", resp.Status, resp.Header)
	}
}

func FuzzHandle(f *testing.F) {
	for _, name := range []string{"push", "push-tag-deleted", "ping", "pull_request-synchronize", "star-created"} {
		data, err := os.ReadFile(filepath.Join("testdata", name+".json"))
		if err != nil {
			f.Fatal(err)
		}
		event, _, _ := strings.Cut(name, "-")
		f.Add(event, "application/json", data)
		f.Add(event, "application/x-www-form-urlencoded", []byte("payload="+url.QueryEscape(string(data))))
	}
	f.Fuzz(func(t *testing.T, event, contentType string, body []byte) {
		var q recorder
		req := deliver(event, body)
		req.Header.Set("Content-Type", contentType)
		resp := newHandler(&q).Handle(t.Context(), req)
		answer(t, resp)
		switch resp.Status {
		case 200, 202, 400, 403:
		default:
			t.Errorf("status %d", resp.Status)
		}
		for _, job := range q.jobs {
			data, err := job.Encode()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := queue.Decode(data); err != nil {
				t.Errorf("a job that the publisher refuses: %v", err)
			}
		}
	})
}

func ExampleHandler() {
	h := &webhook.Handler{
		Secret: secret, Repository: repository, Queue: queue.NewMemory(queue.MemoryOptions{}),
		Log: slog.New(slog.DiscardHandler),
	}
	resp := h.Handle(context.Background(), deliver("star", []byte(`{"repository": {"full_name": "Codertocat/Hello-World"}}`)))
	fmt.Printf("%d %s", resp.Status, resp.Body)
	// Output: 202 {"result":"ignored","message":"Nothing is done at the event \"star\": only pushes and pull requests are proof-read."}
}
