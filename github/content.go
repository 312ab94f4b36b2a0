package github

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"

	"github.com/google/go-github/v60/github"

	"github.com/galleypress/galley/host"
)

// Blob gives the content of one file by its blob hash, as it comes: GitHub gives files of up to 100 MB.
func (c *Client) Blob(ctx context.Context, sha string) (io.ReadCloser, error) {
	what := fmt.Sprintf("reading the blob %s", sha)
	if !isHash(sha) {
		return nil, c.failed(what, fmt.Errorf("%w: a blob's hash has 40 or 64 hexadecimal digits", host.ErrNotFound))
	}
	return try(ctx, c, what, func(ctx context.Context) (io.ReadCloser, *github.Response, error) {
		req, err := c.request("git/blobs/" + sha)
		if err != nil {
			return nil, nil, err
		}
		req.Header.Set("Accept", "application/vnd.github.raw+json")
		resp, err := c.github().BareDo(ctx, req)
		if err != nil {
			return nil, resp, err
		}
		if kind, _, err := mime.ParseMediaType(resp.Header.Get("Content-Type")); err == nil && kind == "application/json" {
			body, err := unwrap(resp.Body, sha)
			return body, resp, err
		}
		return resp.Body, resp, nil
	})
}

// unwrap takes a blob out of the JSON in which a server sends it that does not know the raw form. What is no such JSON
// is the content itself.
func unwrap(body io.ReadCloser, sha string) (io.ReadCloser, error) {
	data, err := io.ReadAll(body)
	if err = errors.Join(err, body.Close()); err != nil {
		return nil, err
	}
	var blob struct {
		SHA      string `json:"sha"`
		Encoding string `json:"encoding"`
		Content  []byte `json:"content"` // Base64; its line breaks are skipped
	}
	if json.Unmarshal(data, &blob) == nil && blob.SHA == sha && blob.Encoding == "base64" {
		data = blob.Content
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}

// Archive gives all files of a commit as a gzipped tar whose members lie in one folder, as it comes.
func (c *Client) Archive(ctx context.Context, commit string) (io.ReadCloser, error) {
	what := fmt.Sprintf("reading the archive of the commit %s", commit)
	if !isHash(commit) {
		return nil, c.failed(what, fmt.Errorf("%w: a commit's hash has 40 or 64 hexadecimal digits", host.ErrNotFound))
	}
	return try(ctx, c, what, func(ctx context.Context) (io.ReadCloser, *github.Response, error) {
		req, err := c.request("tarball/" + commit)
		if err != nil {
			return nil, nil, err
		}
		resp, err := c.github().BareDo(ctx, req) // follows GitHub's redirect to the server of the archives
		if err != nil {
			return nil, resp, err
		}
		return resp.Body, resp, nil
	})
}
