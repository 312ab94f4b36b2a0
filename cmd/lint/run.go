package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"

	"github.com/galleypress/galley/lint"
	"github.com/galleypress/galley/lint/desk"
	"github.com/galleypress/galley/lint/report"
)

// run does what the command line asks for and returns the exit status. An error means that it could not.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) (int, error) {
	if len(args) > 0 {
		switch args[0] {
		case "rules":
			return exitSound, report.Rules(stdout)
		case "explain":
			return explain(ctx, args[1:], stdout)
		}
	}
	a, err := parse(args)
	switch {
	case err != nil:
		return exitFailed, err
	case a.help:
		_, err := io.WriteString(stdout, usage)
		return exitSound, err
	case a.version:
		_, err := fmt.Fprintln(stdout, "lint", version())
		return exitSound, err
	}
	jobs, input, err := work(a, stdin)
	if err != nil {
		return exitFailed, err
	}
	p := newProgress(stderr)
	defer p.end()
	options := desk.Options{Now: a.now, Input: input}
	if p.w != nil {
		options.Progress = p.tell
	}
	var found []lint.Finding
	var failed error
	for _, job := range jobs {
		reading, err := desk.Read(ctx, job, options)
		if err != nil {
			return exitFailed, err
		}
		defer reading.Close()
		if a.fix {
			if err := mend(ctx, reading, a.rename, stderr); err != nil {
				failed = err
			}
			if reading, err = desk.Read(ctx, job, options); err != nil {
				return exitFailed, err
			}
			defer reading.Close()
		}
		of, err := reading.Check(ctx)
		if err != nil {
			return exitFailed, err
		}
		found = append(found, of...)
	}
	p.end()
	if a.relative {
		for i := range found {
			found[i].Path = desk.Relative(found[i].Path)
		}
	}
	if err := a.format(stdout, found, report.Options{Color: a.text && isTerminal(stdout) && os.Getenv("NO_COLOR") == "", Version: version()}); err != nil {
		return exitFailed, err
	}
	if a.text && isTerminal(stdout) {
		fmt.Fprintln(stderr, report.Summary(found))
	}
	if failed != nil {
		return exitFailed, failed
	}
	if slices.ContainsFunc(found, func(f lint.Finding) bool { return f.Severity == lint.Error }) {
		return exitErrors, nil
	}
	return exitSound, nil
}

// largestInput is how much is read from standard input, in bytes.
const largestInput = 64 << 20

// work finds the sites to look at, and the text that comes on standard input.
func work(a arguments, stdin io.Reader) ([]desk.Job, *desk.Input, error) {
	if !slices.Contains(a.paths, "-") {
		if a.stdinPath != "" {
			return nil, nil, errors.New("--stdin-path goes with the path -, as in `lint - --stdin-path _posts/2024-05-01-spring.md`")
		}
		paths := a.paths
		if len(paths) == 0 {
			paths = []string{"."}
		}
		jobs, err := desk.Find(paths)
		return jobs, nil, err
	}
	switch {
	case len(a.paths) > 1:
		return nil, nil, errors.New("the path - stands for standard input and cannot be given with others")
	case a.fix:
		return nil, nil, errors.New("--fix cannot mend standard input; give it the file")
	}
	text, err := io.ReadAll(io.LimitReader(stdin, largestInput+1))
	switch {
	case err != nil:
		return nil, nil, fmt.Errorf("standard input cannot be read: %w", err)
	case len(text) > largestInput:
		return nil, nil, fmt.Errorf("standard input has more than %d MB", largestInput>>20)
	}
	job, input := desk.ForText(a.stdinPath, text)
	return []desk.Job{job}, input, nil
}

// mend mends the files, and says what it did and what it left.
func mend(ctx context.Context, r *desk.Reading, rename bool, stderr io.Writer) error {
	done, err := r.Mend(ctx, rename)
	if done == nil {
		return err
	}
	for _, n := range done.Renames {
		fmt.Fprintf(stderr, "renamed %s to %s\n", n.From, n.To)
	}
	for _, f := range done.Findings {
		fmt.Fprintf(stderr, "mended %s:%d: %s [%s]\n", f.Path, f.Line, f.Fix.Message, f.Rule)
	}
	for _, l := range done.Left {
		fmt.Fprintf(stderr, "left %s:%d: %s [%s]\n", l.Path, l.Line, l.Why, l.Rule)
	}
	return err
}

func explain(ctx context.Context, args []string, stdout io.Writer) (int, error) {
	if len(args) != 1 {
		return exitFailed, errors.New("explain wants the name of one rule, as in `lint explain tags-split`; `lint rules` lists them")
	}
	rule, ok := lint.Lookup(args[0])
	if !ok {
		hint := "`lint rules` lists them"
		if near, ok := lint.NearestRule(args[0]); ok {
			hint = "did you mean " + near + "?"
		}
		return exitFailed, fmt.Errorf("there is no rule %s; %s", args[0], hint)
	}
	return exitSound, report.Explain(ctx, stdout, rule)
}

// version is that of the module the program was built from.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return strings.TrimPrefix(info.Main.Version, "v")
	}
	return "(devel)"
}

// isTerminal tells whether people read what is written.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// patience is how long nothing is said of the progress.
const patience = time.Second

// clearLine goes back to the beginning of a terminal's line and empties it.
const clearLine = "\r\x1b[K"
