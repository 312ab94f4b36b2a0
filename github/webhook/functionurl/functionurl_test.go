package functionurl_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"log/slog"
	"os"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"github.com/galleypress/galley/github/webhook"
	"github.com/galleypress/galley/github/webhook/functionurl"
	"github.com/galleypress/galley/queue"
)

var secret = []byte("It's a Secret to Everybody")

type counter int

func (c *counter) Send(context.Context, queue.Job) error { *c++; return nil }

// invoke hands an event to the function, as JSON, as Lambda would.
func invoke(t *testing.T, event map[string]any) (events.LambdaFunctionURLResponse, int) {
	t.Helper()
	data, err := json.Marshal(event)
	if err != nil {
		t.Fatal(err)
	}
	var typed events.LambdaFunctionURLRequest
	if err := json.Unmarshal(data, &typed); err != nil {
		t.Fatal(err)
	}
	var sent counter
	resp, err := functionurl.Handle(&webhook.Handler{
		Secret: secret, Repository: "Codertocat/Hello-World", Queue: &sent, Log: slog.New(slog.DiscardHandler),
	})(t.Context(), typed)
	if err != nil {
		t.Fatal(err)
	}
	return resp, int(sent)
}

// event is a push as both AWS services pass it on; they differ in parts that we do not read.
func event(t *testing.T) (map[string]any, []byte) {
	t.Helper()
	body, err := os.ReadFile("../testdata/push.json")
	if err != nil {
		t.Fatal(err)
	}
	return map[string]any{
		"version": "2.0", "rawPath": "/", "body": string(body), "isBase64Encoded": false,
		"headers": map[string]any{
			"content-type":        "application/json",
			"x-github-delivery":   "72d3162e-cc78-11e3-81ab-4c9367dc0958",
			"x-github-event":      "push",
			"x-hub-signature-256": webhook.Sign(secret, body),
		},
		"requestContext": map[string]any{"http": map[string]any{"method": "POST", "path": "/"}},
	}, body
}

func TestEventsOfAWSBecomeDeliveries(t *testing.T) {
	for name, test := range map[string]struct {
		change func(map[string]any, []byte)
		status int
		queued int
	}{
		"a function URL's": {func(map[string]any, []byte) {}, 202, 1},
		"an HTTP API's":    {func(e map[string]any, _ []byte) { e["routeKey"] = "POST /webhook"; e["rawPath"] = "/webhook" }, 202, 1},
		"with a body in Base64": {func(e map[string]any, b []byte) {
			e["body"] = base64.StdEncoding.EncodeToString(b)
			e["isBase64Encoded"] = true
		}, 202, 1},
		"with names in capitals":     {func(e map[string]any, _ []byte) { upper(e) }, 202, 1},
		"written by hand":            {func(e map[string]any, _ []byte) { delete(e, "requestContext") }, 202, 1},
		"with a body that is broken": {func(e map[string]any, _ []byte) { e["isBase64Encoded"] = true }, 400, 0},
		"with a forged body":         {func(e map[string]any, b []byte) { e["body"] = string(b) + " " }, 401, 0},
		"of a browser": {func(e map[string]any, _ []byte) {
			e["requestContext"] = map[string]any{"http": map[string]any{"method": "GET"}}
		}, 405, 0},
		"with nothing in it": {func(e map[string]any, _ []byte) { clear(e) }, 401, 0},
	} {
		t.Run(name, func(t *testing.T) {
			e, body := event(t)
			test.change(e, body)
			resp, queued := invoke(t, e)
			if resp.StatusCode != test.status || queued != test.queued {
				t.Errorf("status %d, %d queued, %s; want %d and %d", resp.StatusCode, queued, resp.Body, test.status, test.queued)
			}
			if resp.Headers["Content-Type"] != "application/json; charset=utf-8" || resp.IsBase64Encoded || !json.Valid([]byte(resp.Body)) {
				t.Errorf("unexpected answer %+v", resp)
			}
		})
	}
}

func upper(event map[string]any) {
	headers := map[string]any{}
	for name, value := range event["headers"].(map[string]any) {
		headers[strings.ToUpper(name)] = value
	}
	event["headers"] = headers
}
