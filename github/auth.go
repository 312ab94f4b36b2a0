package github

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/bradleyfalzon/ghinstallation/v2"
	"github.com/google/go-github/v60/github"
)

// authenticate gives the transport that says who we are, to the API alone: archives come from another server, and an
// address that GitHub sends us to must not learn our token.
func (c *Client) authenticate() (http.RoundTripper, error) {
	plain := c.options.Transport
	var signed http.RoundTripper
	switch app := c.options.App; {
	case app != nil:
		transport, err := ghinstallation.NewAppsTransport(plain, app.ID, app.Key)
		if err != nil {
			return nil, errors.New("the GitHub App's private key cannot be read: give the whole .pem file that GitHub made, with its first and last line")
		}
		transport.BaseURL = strings.TrimSuffix(c.api.String(), "/")
		signed = &installed{client: c, app: transport}
	case c.options.Token != "":
		signed = bearer{token: c.options.Token, next: plain}
	default:
		return plain, nil
	}
	return &toAPI{scheme: c.api.Scheme, host: c.api.Host, api: signed, others: plain}, nil
}

// toAPI sends the API's requests one way, and all others another.
type toAPI struct {
	scheme, host string
	api, others  http.RoundTripper
}

func (t *toAPI) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Scheme == t.scheme && req.URL.Host == t.host {
		return t.api.RoundTrip(req)
	}
	return t.others.RoundTrip(req)
}

// bearer sends a token with each request.
type bearer struct {
	token string
	next  http.RoundTripper
}

func (b bearer) RoundTrip(req *http.Request) (*http.Response, error) {
	req = req.Clone(req.Context())
	req.Header.Set("Authorization", "Bearer "+b.token)
	return b.next.RoundTrip(req)
}

// installed sends the token of a GitHub App's installation, which it looks up when it is first needed, and renews.
type installed struct {
	client *Client
	app    *ghinstallation.AppsTransport

	mu    sync.Mutex
	found *ghinstallation.Transport
}

func (i *installed) RoundTrip(req *http.Request) (*http.Response, error) {
	transport, err := i.transport(req.Context())
	if err != nil {
		return nil, err
	}
	return transport.RoundTrip(req)
}

func (i *installed) transport(ctx context.Context) (*ghinstallation.Transport, error) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.found != nil {
		return i.found, nil
	}
	c := i.client
	asApp := newGitHub(&http.Client{Transport: i.app}, c.api)
	installation, _, err := asApp.Apps.FindRepositoryInstallation(ctx, c.owner, c.name)
	if err != nil {
		return nil, fmt.Errorf("finding the GitHub App's installation: %w", err)
	}
	i.found = ghinstallation.NewFromAppsTransport(i.app, installation.GetID())
	i.found.BaseURL = i.app.BaseURL
	i.found.InstallationTokenOptions = &github.InstallationTokenOptions{ // what we need, whatever else the App may do
		Repositories: []string{c.name},
		Permissions:  &github.InstallationPermissions{Contents: github.String("read"), Statuses: github.String("write")},
	}
	return i.found, nil
}
