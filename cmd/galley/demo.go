package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/galleypress/galley/demo"
	"github.com/galleypress/galley/host"
	"github.com/galleypress/galley/press"
)

type demoFlags struct {
	dir  string
	port int
	once bool
}

func newDemoCommand() *cobra.Command {
	var f demoFlags
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Run the whole product on this machine: push to a repository, and see the blog change",
		Long: "Demo makes a sample blog in a local Git repository and publishes it as on AWS: a signed webhook delivery, a queue, the\n" +
			"press, and a folder as object storage. It shows the blog, and the statuses of each push.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd.Context(), cmd.OutOrStdout()) },
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.dir, "dir", "", "folder for everything, kept for the next time (default: a temporary one)")
	flags.IntVar(&f.port, "port", 4000, "port to show the blog on; 0 means any that is free")
	flags.BoolVar(&f.once, "once", false, "publish the sample blog, print the statuses and the files written, and end")
	cmd.AddCommand(newDemoHookCommand())
	return cmd
}

// newDemoHookCommand makes the command that the demo's repository runs after each push.
func newDemoHookCommand() *cobra.Command {
	var url, secret string
	cmd := &cobra.Command{
		Use:    "hook",
		Hidden: true,
		Args:   cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return demo.Hook(cmd.Context(), cmd.InOrStdin(), cmd.OutOrStdout(), url, secret)
		},
	}
	cmd.Flags().StringVar(&url, "url", "", "where deliveries are taken")
	cmd.Flags().StringVar(&secret, "secret", "", "file with the secret that signs them")
	return cmd
}

func (f *demoFlags) run(ctx context.Context, out io.Writer) (err error) {
	galley, err := os.Executable()
	if err != nil {
		return err
	}
	p := &demoPrinter{out: out, color: isTerminal(out)}
	o := demo.Options{
		Dir: f.dir, Port: f.port, Galley: galley, Told: p.told, Published: p.published,
		Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
	}
	if f.once && f.port != 0 {
		o.Port, o.SiteURL = 0, fmt.Sprintf("http://localhost:%d", f.port)
	}
	p.mu.Lock() // the first statuses wait for what comes above them
	d, err := demo.Start(ctx, o)
	if err == nil && !f.once {
		p.welcome(d, f.dir == "")
	}
	p.mu.Unlock()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if !f.once {
		<-ctx.Done()
		fmt.Fprintln(out)
		return nil
	}
	if err := d.Idle(ctx); err != nil {
		return err
	}
	return p.summary(f.dir == "", d)
}

// demoPrinter prints what happens.
type demoPrinter struct {
	mu       sync.Mutex
	out      io.Writer
	color    bool
	outcomes []press.Outcome
}

func (p *demoPrinter) welcome(d *demo.Demo, temporary bool) {
	fmt.Fprintf(p.out, "%s\n\n", p.paint("1", "Galley's demo is running"))
	fmt.Fprintf(p.out, "  The blog         %s\n  Its repository   %s\n\n", p.paint("4", d.URL), d.Repository)
	fmt.Fprintf(p.out, "  1. git clone %s my-blog\n", filepath.ToSlash(d.Repository))
	fmt.Fprintf(p.out, "  2. write a post in my-blog/_posts, such as %s-hello.md\n", time.Now().Format(time.DateOnly))
	fmt.Fprintf(p.out, "  3. git commit and git push: it is live in a second or two\n\n")
	if temporary {
		fmt.Fprintf(p.out, "Ctrl-C stops the demo and removes its folder; with --dir FOLDER it is kept.\n\n")
	} else {
		fmt.Fprintf(p.out, "Ctrl-C stops the demo; everything stays in %s.\n\n", d.Dir)
	}
}

var stateColors = map[host.State]string{host.Pending: "33", host.Success: "32", host.Failure: "31", host.Error: "31"}

// told prints a status as it is set.
func (p *demoPrinter) told(commit string, s host.Status) {
	p.mu.Lock()
	defer p.mu.Unlock()
	fmt.Fprintf(p.out, "%s  %s  %-14s  %s  %s\n", time.Now().Format(time.TimeOnly), commit[:7], s.Context,
		p.paint(stateColors[s.State], fmt.Sprintf("%-7s", s.State)), s.Description)
	if s.TargetURL != "" && s.State != host.Pending {
		fmt.Fprintf(p.out, "%44s%s\n", "", p.paint("2", s.TargetURL))
	}
}

func (p *demoPrinter) published(o press.Outcome) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.outcomes = append(p.outcomes, o)
}

// summary prints the files that were written, and is an error if nothing was published.
func (p *demoPrinter) summary(temporary bool, d *demo.Demo) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, o := range p.outcomes {
		if o.Kind == press.Failed {
			return errors.New(o.Reason)
		}
		files := slices.Sorted(slices.Values(o.Written))
		fmt.Fprintf(p.out, "\n%d files written:\n", len(files))
		for _, name := range files {
			fmt.Fprintln(p.out, "  "+name)
		}
	}
	if !temporary {
		fmt.Fprintf(p.out, "\nThe site is in %s.\n", d.Site)
	}
	return nil
}

// paint colours text for a terminal.
func (p *demoPrinter) paint(color, text string) string {
	if !p.color || color == "" {
		return text
	}
	return "\x1b[" + color + "m" + text + "\x1b[0m"
}

// isTerminal says whether people read what is written, in colours if they want them (https://no-color.org).
func isTerminal(out io.Writer) bool {
	f, ok := out.(*os.File)
	if !ok || os.Getenv("NO_COLOR") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
