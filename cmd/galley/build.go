package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/galleypress/galley/jekyll"
	"github.com/galleypress/galley/jekyll/destination"
	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/render"
)

func newBuildCommand() *cobra.Command {
	var f buildFlags
	cmd := &cobra.Command{
		Use:     "build",
		Aliases: []string{"b"},
		Short:   "Build a site, as jekyll build does",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			w, err := newWorkshop(cmd, &f)
			if err != nil {
				return err
			}
			defer w.close()
			if _, err := w.build(cmd.Context()); err != nil && !f.watch {
				return err
			} else if err != nil {
				w.complain(err)
			}
			if !f.watch {
				return nil
			}
			return w.watch(cmd.Context(), func(ctx context.Context) {
				if _, err := w.build(ctx); err != nil {
					w.complain(err)
				}
			})
		},
	}
	f.add(cmd)
	return cmd
}

// workshop builds one site, again and again when it is watched.
type workshop struct {
	flags   *buildFlags
	options jekyll.Options
	root    *os.Root
	dest    string
	keep    []string
	cache   interface{ Next() }
	show    func(*jekyll.Result) // is given each build before it is written; may be nil
	out     io.Writer            // what jekyll prints; nothing with --quiet
	errors  io.Writer
}

func (w *workshop) close() { _ = w.root.Close() }

// build builds the site and writes it to its destination.
func (w *workshop) build(ctx context.Context) (*jekyll.Result, error) {
	start := time.Now()
	o := w.options
	o.Now = start
	w.cache.Next()
	fmt.Fprintln(w.out, "Generating...")
	if w.flags.showsProgress() {
		bar := progress{out: w.errors}
		o.Progress = bar.show
		defer bar.done()
	}
	result, err := jekyll.Build(ctx, o)
	if err != nil {
		w.quote(err)
		return nil, err
	}
	for _, warning := range result.Warnings {
		fmt.Fprintln(w.errors, "Build Warning:", warning)
	}
	if w.show != nil {
		w.show(result)
	}
	changes, err := destination.Write(ctx, w.dest, result.Outputs, o.Source, w.keep)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(w.out, "done in %.3f seconds: %d files, %d written, %d taken away.\n",
		time.Since(start).Seconds(), len(result.Outputs), len(changes.Written), len(changes.Removed))
	if result.Profile != nil {
		printProfile(w.out, result.Profile)
	}
	return result, nil
}

// quote prints a Liquid error in Jekyll's words, which people search for and scripts look for.
func (w *workshop) quote(err error) {
	var page *render.Error
	var fault *liquid.Error
	if !errors.As(err, &page) || !errors.As(err, &fault) {
		return
	}
	place := page.Page
	if page.Layout != "" {
		place = page.Layout
	}
	fmt.Fprintf(w.errors, "Liquid Exception: %s in %s\n", fault.Liquid(), place)
}

func (w *workshop) complain(err error) { fmt.Fprintln(w.errors, "error:", err) }

// printProfile is --profile's table, the slowest template first.
func printProfile(out io.Writer, profile *render.Profile) {
	t := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "\nCount\tKB\tSeconds\t Template")
	for i, row := range profile.Rows() {
		if i == 50 {
			break
		}
		fmt.Fprintf(t, "%d\t%.2f\t%.3f\t %s\n", row.Count, float64(row.Bytes)/1024, row.Time.Seconds(), row.Template)
	}
	_ = t.Flush()
}

func isSet(cmd *cobra.Command, name string) bool { return cmd.Flags().Changed(name) }

func splitList(list []string) []string {
	var all []string
	for _, item := range list {
		for part := range strings.SplitSeq(item, ",") {
			if part = strings.TrimSpace(part); part != "" {
				all = append(all, part)
			}
		}
	}
	return all
}
