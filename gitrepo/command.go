package gitrepo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// output runs git and gives what it prints.
func (r *Repo) output(ctx context.Context, args ...string) (string, error) {
	return r.outputOf(ctx, nil, args...)
}

func (r *Repo) outputOf(ctx context.Context, in io.Reader, args ...string) (string, error) {
	cmd := r.command(ctx, args...)
	var out, complaint bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = in, &out, &complaint
	if err := cmd.Run(); err != nil {
		return "", explain(ctx, args, complaint.String(), err)
	}
	return out.String(), nil
}

// stream runs git and gives what it prints while it prints it. The error of a git that fails comes at the end of what
// it printed, in place of io.EOF.
func (r *Repo) stream(ctx context.Context, args ...string) (io.ReadCloser, error) {
	ctx, stop := context.WithCancel(ctx)
	cmd := r.command(ctx, args...)
	s := &stream{ctx: ctx, stop: stop, cmd: cmd, args: args}
	cmd.Stderr = &s.complaint
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		stop()
		return nil, explain(ctx, args, "", err)
	}
	s.out = out
	return s, nil
}

type stream struct {
	ctx       context.Context
	stop      context.CancelFunc
	cmd       *exec.Cmd
	args      []string
	out       io.Reader
	complaint bytes.Buffer
	end       error // why reading is over; nil before
}

func (s *stream) Read(p []byte) (int, error) {
	if s.end != nil {
		return 0, s.end
	}
	n, err := s.out.Read(p)
	if err == nil {
		return n, nil
	}
	s.end = err
	if waitErr := s.cmd.Wait(); waitErr != nil {
		s.end = explain(s.ctx, s.args, s.complaint.String(), waitErr)
	}
	return n, s.end
}

// Close stops git if it has not ended.
func (s *stream) Close() error {
	s.stop()
	if s.end == nil {
		s.end = os.ErrClosed
		_ = s.cmd.Wait() // it was stopped, and says so
	}
	return nil
}

func (r *Repo) command(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, r.git, append([]string{"--git-dir", r.dir, "--no-pager", "--no-replace-objects", "-c", "core.quotePath=false"}, args...)...)
	cmd.Env = environment(os.Environ())
	return cmd
}

// environment leaves out what would lead git to another repository: a hook, for one, has GIT_DIR set.
func environment(all []string) []string {
	env := []string{"LC_ALL=C"}
	for _, setting := range all {
		if !strings.HasPrefix(setting, "GIT_") && !strings.HasPrefix(setting, "LC_ALL=") {
			env = append(env, setting)
		}
	}
	return env
}

func explain(ctx context.Context, args []string, complaint string, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	if complaint = strings.TrimSpace(complaint); complaint != "" {
		err = errors.New(strings.TrimPrefix(complaint, "fatal: "))
	}
	return fmt.Errorf("git %s: %w", args[0], err)
}
