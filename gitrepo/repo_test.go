package gitrepo_test

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/galleypress/galley/gitrepo"
	"github.com/galleypress/galley/gitrepo/gittest"
	"github.com/galleypress/galley/host"
)

func open(t *testing.T, work *gittest.Work) *gitrepo.Repo {
	t.Helper()
	r, err := gitrepo.Open(context.Background(), work.Bare, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestACommitIsReadWithAllItsFiles(t *testing.T) {
	ctx := context.Background()
	work := gittest.New(t)
	work.Write("_posts/2026-01-01-안녕 세상.md", "---\ntitle: 안녕\n---\n")
	work.Write("bin/run", "#!/bin/sh\n")
	work.Write("empty.txt", "")
	if err := errors.Join(os.Chmod(filepath.Join(work.Dir, "bin/run"), 0o755), os.Symlink("bin/run", filepath.Join(work.Dir, "link"))); err != nil {
		t.Fatal(err)
	}
	sha := work.Push("One\n\nwith more\n")
	r := open(t, work)

	branch, err := r.DefaultBranch(ctx)
	if err != nil || branch != "main" {
		t.Fatalf("default branch %q (%v)", branch, err)
	}
	head, err := r.Head(ctx, branch)
	if err != nil {
		t.Fatal(err)
	}
	if head.SHA != sha || head.Message != "One\n\nwith more" || head.Author != gittest.Author || head.Time.IsZero() || len(head.Parents) != 0 {
		t.Errorf("head %+v, want commit %s", head, sha)
	}
	files, err := r.Tree(ctx, head)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range files {
		got = append(got, string(f.Mode)+" "+f.Path)
	}
	if want := []string{"100644 _posts/2026-01-01-안녕 세상.md", "100755 bin/run", "100644 empty.txt", "120000 link"}; !slices.Equal(got, want) {
		t.Errorf("tree %q, want %q", got, want)
	}
	body, err := r.Blob(ctx, files[0].Blob)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(body)
	if err != nil || string(data) != "---\ntitle: 안녕\n---\n" || files[0].Size != int64(len(data)) {
		t.Errorf("blob %q (%v), size %d", data, err, files[0].Size)
	}
	if err := body.Close(); err != nil {
		t.Error(err)
	}
	work.Write("two.txt", "2")
	second := work.Push("Two")
	if head, err = r.Head(ctx, branch); err != nil || head.SHA != second || !slices.Equal(head.Parents, []string{sha}) {
		t.Errorf("head %+v (%v), want %s after %s", head, err, second, sha)
	}
}

func TestTheArchiveHasWhatTheTreeHas(t *testing.T) {
	ctx := context.Background()
	work := gittest.New(t)
	work.Write("a/b.txt", "b")
	work.Write("c.txt", "c")
	r := open(t, work)
	archive, err := r.Archive(ctx, work.Push("One"))
	if err != nil {
		t.Fatal(err)
	}
	unzipped, err := gzip.NewReader(archive)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for members := tar.NewReader(unzipped); ; {
		h, err := members.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if h.Typeflag == tar.TypeReg {
			got = append(got, h.Name)
		}
	}
	if want := []string{"archive/a/b.txt", "archive/c.txt"}; !slices.Equal(got, want) {
		t.Errorf("members %q, want %q", got, want)
	}
	if err := archive.Close(); err != nil {
		t.Error(err)
	}
}

func TestWhatIsNotThereIsNotFound(t *testing.T) {
	ctx := context.Background()
	work := gittest.New(t)
	work.Write("a.txt", "a")
	sha := work.Push("One")
	work.Git("branch", "folder/branch")
	work.Git("push", "-q", "origin", "folder/branch")
	r := open(t, work)
	missing := strings.Repeat("0", 40)
	for what, get := range map[string]func() error{
		"a branch":                       func() error { _, err := r.Head(ctx, "nobody"); return err },
		"a branch that is a folder":      func() error { _, err := r.Head(ctx, "folder"); return err },
		"a branch with a pattern's name": func() error { _, err := r.Head(ctx, "mai*"); return err },
		"a branch with an option's name": func() error { _, err := r.Head(ctx, "--all"); return err },
		"a commit":                       func() error { _, err := r.Commit(ctx, missing); return err },
		"a commit by another name":       func() error { _, err := r.Commit(ctx, "HEAD"); return err },
		"a commit by an option":          func() error { _, err := r.Commit(ctx, "--all"); return err },
		"a blob":                         func() error { _, err := r.Blob(ctx, missing); return err },
		"a blob that is a commit":        func() error { _, err := r.Blob(ctx, sha); return err },
		"an archive":                     func() error { _, err := r.Archive(ctx, missing); return err },
		"a tree":                         func() error { _, err := r.Tree(ctx, host.Commit{Tree: missing}); return err },
	} {
		if err := get(); !errors.Is(err, host.ErrNotFound) {
			t.Errorf("%s: error %v, want one that is host.ErrNotFound", what, err)
		}
	}
	if head, err := r.Head(ctx, "folder/branch"); err != nil || head.SHA != sha {
		t.Errorf("a branch in a folder: %v (%v)", head.SHA, err)
	}
}

func TestAReaderThatIsClosedEarlyStopsGit(t *testing.T) {
	work := gittest.New(t)
	work.Write("big.bin", strings.Repeat("0123456789", 1<<20))
	sha := work.Push("One")
	r := open(t, work)
	archive, err := r.Archive(context.Background(), sha)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(archive, make([]byte, 10)); err != nil {
		t.Fatal(err)
	}
	if err := archive.Close(); err != nil {
		t.Error(err)
	}
	if _, err := archive.Read(make([]byte, 10)); err == nil {
		t.Error("a closed reader gives more")
	}
}

func TestStatusesAreKeptAndTold(t *testing.T) {
	work := gittest.New(t)
	work.Write("a.txt", "a")
	sha := work.Push("One")
	var told []host.State
	r, err := gitrepo.Open(context.Background(), work.Bare, func(_ string, s host.Status) { told = append(told, s.State) })
	if err != nil {
		t.Fatal(err)
	}
	for _, state := range []host.State{host.Pending, host.Success} {
		if err := r.SetStatus(context.Background(), sha, host.Status{Context: "galley/lint", State: state}); err != nil {
			t.Fatal(err)
		}
	}
	if want := []host.State{host.Pending, host.Success}; !slices.Equal(told, want) {
		t.Errorf("told %v, want %v", told, want)
	}
	if kept := r.Statuses(sha); len(kept) != 2 || kept[1].State != host.Success {
		t.Errorf("kept %v", kept)
	}
}

func TestAFolderThatIsNoRepositoryIsRefused(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	if _, err := gitrepo.Open(context.Background(), t.TempDir(), nil); err == nil || !strings.Contains(err.Error(), "is not a Git repository") {
		t.Errorf("error %v", err)
	}
}

func TestWithoutGitTheErrorSaysWhatToInstall(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := gitrepo.Open(context.Background(), t.TempDir(), nil); err == nil || !strings.Contains(err.Error(), "install it") {
		t.Errorf("error %v", err)
	}
}
