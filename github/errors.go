package github

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/google/go-github/v60/github"

	"github.com/galleypress/galley/host"
)

// failed says in plain words what could not be done, why, and what to do about it.
func (c *Client) failed(what string, err error) error {
	return fmt.Errorf("%s of %s on GitHub: %w", what, c.options.Repository, c.explain(err))
}

func (c *Client) explain(err error) error {
	var long *tooLong
	if errors.As(err, &long) {
		return fmt.Errorf("GitHub asks to wait %s (%w): the job is tried again later", long.wait.Round(1e9), c.explain(long.cause))
	}
	resp := response(err)
	if resp == nil {
		return c.explainSilence(err)
	}
	answer := fmt.Sprintf("%d %s", resp.StatusCode, message(err))
	switch {
	case resp.StatusCode >= http.StatusInternalServerError:
		return fmt.Errorf("GitHub has a fault of its own (%s)", answer)
	case resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode == http.StatusForbidden && limitReached(resp, err):
		return fmt.Errorf("GitHub's limit of requests is reached (%s)", answer)
	case resp.StatusCode == http.StatusUnauthorized:
		return fmt.Errorf("GitHub does not accept our %s (%s): it has expired, was revoked or is another's", c.credentials(), answer)
	case resp.StatusCode == http.StatusForbidden:
		return fmt.Errorf("GitHub does not allow it (%s): give the %s the permissions \"Contents: read\" and \"Commit statuses: read and write\"", answer, c.credentials())
	case resp.StatusCode == http.StatusNotFound:
		return fmt.Errorf("%w (%s), or hidden from our %s, which must have access to this repository", host.ErrNotFound, answer, c.credentials())
	case resp.StatusCode == http.StatusConflict, // an empty repository
		resp.StatusCode == http.StatusUnprocessableEntity && strings.Contains(message(err), "No commit found"):
		return fmt.Errorf("%w (%s)", host.ErrNotFound, answer)
	}
	return fmt.Errorf("GitHub refuses it (%s)", answer)
}

// explainSilence is for failures that no answer of GitHub's tells of.
func (c *Client) explainSilence(err error) error {
	switch err {
	case context.DeadlineExceeded:
		return fmt.Errorf("there was no time left: %w", err)
	case context.Canceled:
		return fmt.Errorf("it was stopped: %w", err)
	}
	var network *url.Error
	if !errors.As(err, &network) {
		return err
	}
	return fmt.Errorf("no answer to be had of %s: %w", c.api.Host, err)
}

func (c *Client) credentials() string {
	if c.options.App != nil {
		return "GitHub App"
	}
	return "token"
}

func limitReached(resp *http.Response, err error) bool {
	return resp.Header.Get("X-RateLimit-Remaining") == "0" || resp.Header.Get("Retry-After") != "" || mentionsLimit(err)
}

// message gives GitHub's own words.
func message(err error) string {
	var plain *github.ErrorResponse
	var primary *github.RateLimitError
	var secondary *github.AbuseRateLimitError
	text := ""
	switch {
	case errors.As(err, &plain):
		text = plain.Message
	case errors.As(err, &primary):
		text = primary.Message
	case errors.As(err, &secondary):
		text = secondary.Message
	}
	if text == "" {
		return http.StatusText(response(err).StatusCode)
	}
	return strings.TrimSuffix(text, ".")
}
