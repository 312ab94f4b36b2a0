package demo

import (
	"bufio"
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/galleypress/galley/gitrepo"
	"github.com/galleypress/galley/host"
)

// writeHook makes the repository deliver each push, as GitHub does: its post-receive hook runs `GALLEY demo hook`.
func writeHook(repository, galley, url, secretFile string) error {
	script := "#!/bin/sh\n" +
		"# Tells Galley's demo of each push.\n" +
		"galley=" + quote(galley) + "\n" +
		"if [ ! -x \"$galley\" ]; then\n" +
		"  echo \"Galley's demo is not running, so nothing is published. Start it with: galley demo --dir " + filepath.ToSlash(filepath.Dir(repository)) + "\"\n" +
		"  exit 0\n" +
		"fi\n" +
		"exec \"$galley\" demo hook --url " + quote(url) + " --secret " + quote(secretFile) + "\n"
	hooks := filepath.Join(repository, "hooks")
	if err := os.MkdirAll(hooks, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(hooks, "post-receive"), []byte(script), 0o755)
}

// quote quotes a word for the shell, in which Git runs hooks on every system.
func quote(word string) string {
	return "'" + strings.ReplaceAll(filepath.ToSlash(word), "'", `'\''`) + "'"
}

// update is one branch or tag that a push moved.
type update struct{ old, new, ref string }

// Hook tells the demo's webhook of a push: Git runs it in the repository, with a line for each branch that moved on
// in. What it prints to out is shown to the one who pushed.
func Hook(ctx context.Context, in io.Reader, out io.Writer, url, secretFile string) error {
	repository, err := os.Getwd()
	if err != nil {
		return err
	}
	for lines := bufio.NewScanner(in); lines.Scan(); {
		fields := strings.Fields(lines.Text())
		if len(fields) != 3 {
			continue
		}
		if err := announce(ctx, repository, url, secretFile, update{fields[0], fields[1], fields[2]}); err != nil {
			// The push is done, whether or not we hear of it.
			fmt.Fprintf(out, "Galley was not told of %s: %v\n", fields[2], err)
			continue
		}
		fmt.Fprintf(out, "Galley was told of %s; watch its terminal.\n", strings.TrimPrefix(fields[2], "refs/heads/"))
	}
	return nil
}

// announce sends one delivery, signed as GitHub signs it
// (https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries).
func announce(ctx context.Context, repository, url, secretFile string, u update) error {
	if err := localURL(url); err != nil {
		return err
	}
	secret, err := os.ReadFile(secretFile)
	if err != nil {
		return err
	}
	payload, err := pushPayload(ctx, repository, u)
	if err != nil {
		return err
	}
	body, err := json.Marshal(payload)
	if err != nil {
		return err
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write(body)
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second) // as long as GitHub waits
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "GitHub-Hookshot/demo")
	req.Header.Set("X-GitHub-Event", "push")
	req.Header.Set("X-GitHub-Delivery", newDelivery())
	req.Header.Set("X-Hub-Signature-256", "sha256="+hex.EncodeToString(mac.Sum(nil)))
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("the demo does not answer; is it still running? (%w)", err)
	}
	defer discard(resp.Body)
	if resp.StatusCode >= 300 {
		return fmt.Errorf("the demo answered %s", resp.Status)
	}
	return nil
}

// pushPayload makes what GitHub sends for a push
// (https://docs.github.com/en/webhooks/webhook-events-and-payloads#push), as far as a repository without GitHub has it.
func pushPayload(ctx context.Context, repository string, u update) (map[string]any, error) {
	person := map[string]any{"name": "demo", "email": "demo@localhost", "login": "demo", "id": 1, "type": "User"}
	payload := map[string]any{
		"ref": u.ref, "before": u.old, "after": u.new,
		"created": isZero(u.old), "deleted": isZero(u.new), "forced": false, "base_ref": nil, "compare": "",
		"repository": map[string]any{
			"id": 1, "name": "blog", "full_name": Repository, "private": true, "fork": false, "default_branch": Branch, "master_branch": Branch,
			"owner": person, "html_url": "file://" + filepath.ToSlash(repository), "url": "file://" + filepath.ToSlash(repository),
		},
		"pusher": map[string]any{"name": "demo", "email": "demo@localhost"}, "sender": person,
		"commits": []any{}, "head_commit": nil,
	}
	if isZero(u.new) {
		return payload, nil
	}
	repo, err := gitrepo.Open(ctx, repository, nil)
	if err != nil {
		return nil, err
	}
	commit, err := repo.Commit(ctx, u.new)
	if errors.Is(err, host.ErrNotFound) { // a tag with a message of its own is an object that is no commit
		return payload, nil
	}
	if err != nil {
		return nil, err
	}
	author := map[string]any{"name": commit.Author}
	head := map[string]any{
		"id": commit.SHA, "tree_id": commit.Tree, "distinct": true, "message": commit.Message,
		"timestamp": commit.Time.Format(time.RFC3339), "author": author, "committer": author,
	}
	payload["head_commit"], payload["commits"] = head, []any{head}
	return payload, nil
}

func isZero(hash string) bool { return strings.Trim(hash, "0") == "" }

// newDelivery makes an id of the form that GitHub gives to deliveries: a random UUID.
func newDelivery() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
