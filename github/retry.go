package github

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/bradleyfalzon/ghinstallation/v2"
	"github.com/google/go-github/v60/github"
)

// try makes a request that may be made several times, until GitHub answers it, refuses it, or patience ends. What says
// what the request is for, in the error.
func try[T any](ctx context.Context, c *Client, what string, request func(context.Context) (T, *github.Response, error)) (T, error) {
	for attempt := 1; ; attempt++ {
		value, _, err := request(ctx)
		if err == nil {
			return value, nil
		}
		if ctx.Err() != nil {
			return value, c.failed(what, ctx.Err())
		}
		wait, again := c.wait(err, attempt)
		if !again || attempt >= c.options.Attempts {
			return value, c.failed(what, err)
		}
		if !c.affordable(ctx, wait) {
			return value, c.failed(what, &tooLong{cause: err, wait: wait})
		}
		c.options.Log.WarnContext(ctx, "waiting for GitHub", "while", what, "seconds", wait.Seconds(), "attempt", attempt, "because", err)
		select {
		case <-ctx.Done():
			return value, c.failed(what, ctx.Err())
		case <-time.After(wait):
		}
	}
}

// tooLong is a wait that there is no time for.
type tooLong struct {
	cause error
	wait  time.Duration
}

func (t *tooLong) Error() string {
	return fmt.Sprintf("GitHub asks to wait %s, for which there is no time now: %v", t.wait.Round(time.Second), t.cause)
}

func (t *tooLong) Unwrap() error { return t.cause }

// affordable says whether there is time to wait, and for something after it.
func (c *Client) affordable(ctx context.Context, wait time.Duration) bool {
	if wait > c.options.MaxWait {
		return false
	}
	deadline, limited := ctx.Deadline()
	return !limited || wait < deadline.Sub(c.options.Now())
}

// wait says how long to wait after a failure, or that trying again would not help. The rules are those of
// https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api.
func (c *Client) wait(err error, attempt int) (wait time.Duration, again bool) {
	resp := response(err)
	if resp == nil {
		return c.backoff(attempt), true // the network's fault
	}
	limited := resp.StatusCode == http.StatusForbidden || resp.StatusCode == http.StatusTooManyRequests
	if !limited && resp.StatusCode < http.StatusInternalServerError {
		return 0, false
	}
	if wait, ok := c.asked(resp.Header); ok {
		return wait, true
	}
	switch {
	case !limited:
		return c.backoff(attempt), true
	case resp.StatusCode == http.StatusTooManyRequests || mentionsLimit(err):
		return time.Minute << (attempt - 1), true // "wait for at least one minute", then longer
	default:
		return 0, false // forbidden for another reason
	}
}

// asked reads from an answer's headers how long GitHub wants us to wait.
func (c *Client) asked(header http.Header) (time.Duration, bool) {
	if seconds, err := strconv.ParseUint(header.Get("Retry-After"), 10, 31); err == nil {
		return time.Duration(seconds) * time.Second, true
	}
	if at, err := http.ParseTime(header.Get("Retry-After")); err == nil {
		return max(at.Sub(c.options.Now()), 0), true
	}
	if header.Get("X-RateLimit-Remaining") != "0" {
		return 0, false
	}
	reset, err := strconv.ParseInt(header.Get("X-RateLimit-Reset"), 10, 64)
	if err != nil {
		return 0, false
	}
	// A second more, since the limit ends within that second, and clocks differ.
	return max(time.Unix(reset, 0).Sub(c.options.Now()), 0) + time.Second, true
}

// backoff doubles with each attempt, and is spread, so that those who failed together do not return together.
func (c *Client) backoff(attempt int) time.Duration {
	wait := c.options.Pause << (attempt - 1)
	return wait/2 + rand.N(wait)
}

// response finds the answer that an error tells of; nil when there was none.
func response(err error) *http.Response {
	var plain *github.ErrorResponse
	var primary *github.RateLimitError
	var secondary *github.AbuseRateLimitError
	var token *ghinstallation.HTTPError
	switch {
	case errors.As(err, &plain):
		return plain.Response
	case errors.As(err, &primary):
		return primary.Response
	case errors.As(err, &secondary):
		return secondary.Response
	case errors.As(err, &token):
		return token.Response
	}
	return nil
}

func mentionsLimit(err error) bool {
	var secondary *github.AbuseRateLimitError
	return errors.As(err, &secondary) || strings.Contains(strings.ToLower(err.Error()), "rate limit")
}
