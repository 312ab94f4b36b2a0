// Package gitrepo is a blog's repository on the same machine: it reads commits of a local (usually bare) repository
// through the git program, and keeps the statuses that GitHub would show. The demo and the tests publish from one.
//
// It never writes to the repository.
package gitrepo

import (
	"context"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/galleypress/galley/host"
)

// Repo is a local repository. Its methods may be called from several goroutines at once.
type Repo struct {
	dir  string
	git  string // the program
	told func(commit string, status host.Status)

	mu       sync.Mutex
	statuses map[string][]host.Status
}

var _ host.Repository = (*Repo)(nil)

// Open opens the repository in a folder (the one that has HEAD and objects; of a working copy, its .git). Told is
// called with each status as it is set, one at a time; it may be nil.
func Open(ctx context.Context, dir string, told func(commit string, status host.Status)) (*Repo, error) {
	git, err := exec.LookPath("git")
	if err != nil {
		return nil, fmt.Errorf("the program git is needed and was not found: install it, see https://git-scm.com/downloads (%w)", err)
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, err
	}
	r := &Repo{dir: dir, git: git, told: told, statuses: map[string][]host.Status{}}
	if _, err := r.output(ctx, "rev-parse", "--git-dir"); err != nil {
		return nil, fmt.Errorf("%s is not a Git repository: %w", dir, err)
	}
	return r, nil
}

// DefaultBranch gives the branch that HEAD names.
func (r *Repo) DefaultBranch(ctx context.Context) (string, error) {
	out, err := r.output(ctx, "symbolic-ref", "HEAD")
	if err != nil {
		return "", err
	}
	return strings.TrimPrefix(strings.TrimSpace(out), "refs/heads/"), nil
}

// Head gives the commit that a branch stands at.
func (r *Repo) Head(ctx context.Context, branch string) (host.Commit, error) {
	out, err := r.output(ctx, "show-ref", "--verify", "--hash", "--", "refs/heads/"+branch)
	if ctx.Err() != nil {
		return host.Commit{}, err
	}
	sha := strings.TrimSpace(out)
	if err != nil || !hash.MatchString(sha) {
		return host.Commit{}, fmt.Errorf("branch %s: %w", branch, host.ErrNotFound)
	}
	return r.Commit(ctx, sha)
}

// Commit gives one commit by its full hash.
func (r *Repo) Commit(ctx context.Context, sha string) (host.Commit, error) {
	if err := r.exists(ctx, sha, "commit"); err != nil {
		return host.Commit{}, err
	}
	out, err := r.output(ctx, "log", "-1", "--no-show-signature", "--encoding=UTF-8", "--format=%H%x00%T%x00%P%x00%an%x00%ct%x00%B", sha)
	if err != nil {
		return host.Commit{}, err
	}
	parts := strings.SplitN(out, "\x00", 6)
	if len(parts) != 6 {
		return host.Commit{}, fmt.Errorf("git told of commit %s in a form that is not understood", sha)
	}
	seconds, err := strconv.ParseInt(parts[4], 10, 64)
	if err != nil {
		return host.Commit{}, fmt.Errorf("git told of commit %s in a form that is not understood: %w", sha, err)
	}
	return host.Commit{
		SHA: parts[0], Tree: parts[1], Parents: strings.Fields(parts[2]), Author: parts[3],
		Time: time.Unix(seconds, 0).UTC(), Message: strings.TrimRight(parts[5], "\n"),
	}, nil
}

// Tree lists all files of a commit.
func (r *Repo) Tree(ctx context.Context, commit host.Commit) ([]host.File, error) {
	if err := r.exists(ctx, commit.Tree, "tree"); err != nil {
		return nil, err
	}
	out, err := r.output(ctx, "ls-tree", "-r", "-l", "-z", "--full-tree", commit.Tree)
	if err != nil {
		return nil, err
	}
	return parseTree(out)
}

// parseTree reads what `git ls-tree -r -l -z` prints: "MODE TYPE HASH SIZE\tPATH\x00", where a submodule's size is "-".
func parseTree(listing string) ([]host.File, error) {
	var files []host.File
	for entry := range strings.SplitSeq(strings.TrimSuffix(listing, "\x00"), "\x00") {
		if entry == "" {
			continue
		}
		facts, path, ok := strings.Cut(entry, "\t")
		fields := strings.Fields(facts)
		if !ok || len(fields) != 4 || path == "" {
			return nil, fmt.Errorf("git lists a file in a form that is not understood: %q", entry)
		}
		file := host.File{Path: path, Mode: host.Mode(fields[0]), Blob: fields[2]}
		if fields[3] != "-" {
			size, err := strconv.ParseInt(fields[3], 10, 64)
			if err != nil || size < 0 {
				return nil, fmt.Errorf("git lists a file in a form that is not understood: %q", entry)
			}
			file.Size = size
		}
		files = append(files, file)
	}
	return files, nil
}

// Blob gives the content of one file.
func (r *Repo) Blob(ctx context.Context, sha string) (io.ReadCloser, error) {
	if err := r.exists(ctx, sha, "blob"); err != nil {
		return nil, err
	}
	return r.stream(ctx, "cat-file", "blob", sha)
}

// Archive gives all files of a commit as a gzipped tar.
func (r *Repo) Archive(ctx context.Context, commit string) (io.ReadCloser, error) {
	if err := r.exists(ctx, commit, "commit"); err != nil {
		return nil, err
	}
	return r.stream(ctx, "archive", "--format=tar.gz", "--prefix=archive/", commit)
}

// SetStatus keeps a status, and tells of it.
func (r *Repo) SetStatus(_ context.Context, commit string, status host.Status) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.statuses[commit] = append(r.statuses[commit], status)
	if r.told != nil {
		r.told(commit, status)
	}
	return nil
}

// Statuses gives all statuses of a commit in the order in which they were set.
func (r *Repo) Statuses(commit string) []host.Status {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]host.Status(nil), r.statuses[commit]...)
}

// URL is empty: there is no page to look at.
func (r *Repo) URL() string { return "" }

// FileURL is empty: there is no page to look at.
func (r *Repo) FileURL(string, string, int) string { return "" }

var hash = regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`)

// exists checks that there is an object of a kind under a full hash.
func (r *Repo) exists(ctx context.Context, sha, kind string) error {
	if !hash.MatchString(sha) {
		return fmt.Errorf("%q is not a full hash: %w", sha, host.ErrNotFound)
	}
	out, err := r.outputOf(ctx, strings.NewReader(sha+"\n"), "cat-file", "--batch-check=%(objecttype)")
	if err != nil {
		return err
	}
	if strings.TrimSpace(out) != kind {
		return fmt.Errorf("%s %s: %w", kind, sha, host.ErrNotFound)
	}
	return nil
}
