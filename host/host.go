// Package host says what Galley asks of the place where a blog's repository lives. GitHub is one such place (package
// github), a bare repository on the same machine another (package gitrepo).
//
// It holds the words that both sides speak and no behaviour: it imports nothing of ours and talks to nobody.
package host

import (
	"context"
	"errors"
	"io"
	"time"
)

// ErrNotFound is wrapped by the errors of a Repository when a branch, a commit or a file does not exist (any more).
var ErrNotFound = errors.New("not found")

// Repository is one repository on its host, as the press uses it. Its methods may be called from several goroutines at
// once. An error that is the host's (a limit, an outage) is returned after the tries that make sense have been made.
type Repository interface {
	// DefaultBranch gives the branch that the repository itself calls its own, without refs/heads/.
	DefaultBranch(ctx context.Context) (string, error)
	// Head gives the commit that a branch stands at now. The error wraps ErrNotFound when there is no such branch.
	Head(ctx context.Context, branch string) (Commit, error)
	// Commit gives one commit by its full hash, be it of a branch or of a pull request.
	// The error wraps ErrNotFound when there is no such commit.
	Commit(ctx context.Context, sha string) (Commit, error)
	// Tree lists all files of a commit, in all folders, in the order of their paths. Folders themselves are not listed.
	Tree(ctx context.Context, commit Commit) ([]File, error)
	// Blob gives the content of one file by its blob hash.
	Blob(ctx context.Context, sha string) (io.ReadCloser, error)
	// Archive gives all files of a commit as a gzipped tar whose members lie in one folder of any name, as GitHub and
	// `git archive --prefix` make it.
	Archive(ctx context.Context, commit string) (io.ReadCloser, error)
	// SetStatus sets one commit's status in Status.Context.
	SetStatus(ctx context.Context, commit string, status Status) error
	// URL leads to the repository for people to look at, without a slash at its end; empty where there is no such page.
	URL() string
	// FileURL leads to a line of a file at a commit for people to look at; line 0 means the file as a whole. Empty
	// where there is no such page.
	FileURL(commit, path string, line int) string
}

// Commit is one commit.
type Commit struct {
	SHA     string    // the full hash
	Tree    string    // the full hash of its tree
	Message string    // the whole message
	Author  string    // the author's name
	Time    time.Time // when it was committed
	Parents []string  // full hashes
}

// File is one entry of a commit's tree.
type File struct {
	Path string // slash-separated, relative to the root
	Mode Mode   // as Git writes it
	Blob string // the blob hash: 40 hexadecimal digits, or 64 in a repository with SHA-256
	Size int64  // in bytes; 0 where Mode is Submodule
}

// Mode is what Git says a tree's entry is.
type Mode string

// The modes that Git knows, folders aside.
const (
	Regular    Mode = "100644"
	Executable Mode = "100755"
	Symlink    Mode = "120000"
	Submodule  Mode = "160000"
)

// State is the state of a commit's status.
type State string

// The states, by GitHub's names. Failure is for the author to mend, Error is for us.
const (
	Pending State = "pending"
	Success State = "success"
	Failure State = "failure"
	Error   State = "error"
)

// Status is what people see beside a commit.
type Status struct {
	Context     string // who speaks: galley/lint, galley/publish
	State       State
	Description string // at most 140 characters
	TargetURL   string // where to read more; may be empty
}
