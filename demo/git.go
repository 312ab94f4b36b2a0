package demo

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/galleypress/galley/templates"
)

// git is the program, for what the demo's own repository needs.
type git string

func newGit() (git, error) {
	path, err := exec.LookPath("git")
	if err != nil {
		return "", fmt.Errorf("the demo needs the program git, which was not found: install it, see https://git-scm.com/downloads (%w)", err)
	}
	return git(path), nil
}

// run runs git in a folder, as nobody in particular and whatever the machine's own settings are.
func (g git) run(ctx context.Context, dir string, args ...string) error {
	_, err := g.output(ctx, dir, args...)
	return err
}

func (g git) output(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, string(g), args...)
	cmd.Dir = dir
	for _, setting := range os.Environ() {
		if !strings.HasPrefix(setting, "GIT_") {
			cmd.Env = append(cmd.Env, setting)
		}
	}
	cmd.Env = append(cmd.Env, "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_SYSTEM="+os.DevNull, "GIT_TERMINAL_PROMPT=0",
		"GIT_AUTHOR_NAME=Galley", "GIT_AUTHOR_EMAIL=demo@localhost", "GIT_COMMITTER_NAME=Galley", "GIT_COMMITTER_EMAIL=demo@localhost")
	var out, complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("git %s: %w: %s", args[0], err, strings.TrimSpace(complaint.String()))
	}
	return out.String(), nil
}

// sampleURL is what the sample's _config.yml says about where it is.
const sampleURL = "http://localhost:4000"

// firstPush pushes the sample blog to a fresh repository. To one of an earlier demo it announces the branch as it is.
func (d *Demo) firstPush(ctx context.Context) error {
	git, err := newGit()
	if err != nil {
		return err
	}
	if !d.Fresh {
		head, err := git.output(ctx, d.Repository, "rev-parse", "--verify", "--quiet", "refs/heads/"+Branch)
		if err != nil {
			return nil // nothing was ever pushed
		}
		head = strings.TrimSpace(head)
		return announce(ctx, d.Repository, d.URL+strings.TrimPrefix(webhookPath, "/"), d.secretFile(), update{old: head, new: head, ref: "refs/heads/" + Branch})
	}
	work, err := os.MkdirTemp(d.Dir, "sample-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(work) }()
	if err := d.writeSample(work); err != nil {
		return fmt.Errorf("writing the sample blog: %w", err)
	}
	for _, args := range [][]string{
		{"init", "-q", "--initial-branch=" + Branch},
		{"add", "-A"},
		{"commit", "-q", "-m", "Start the blog"},
		{"push", "-q", d.Repository, "HEAD:refs/heads/" + Branch},
	} {
		if err := git.run(ctx, work, args...); err != nil {
			return fmt.Errorf("pushing the sample blog: %w", err)
		}
	}
	return nil
}

// writeSample writes the sample blog, with the address that it has here.
func (d *Demo) writeSample(dir string) error {
	return fs.WalkDir(templates.Sample, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		path := filepath.Join(dir, filepath.FromSlash(name))
		if entry.IsDir() {
			return os.MkdirAll(path, 0o755)
		}
		data, err := fs.ReadFile(templates.Sample, name)
		if err != nil {
			return err
		}
		if name == "_config.yml" {
			data = bytes.ReplaceAll(data, []byte(sampleURL), []byte(d.options.SiteURL))
		}
		return os.WriteFile(path, data, 0o644)
	})
}
