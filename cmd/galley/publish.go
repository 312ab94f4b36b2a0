package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/galleypress/galley/jekyll"
	"github.com/galleypress/galley/jekyll/gemtheme"
	"github.com/galleypress/galley/press"
	"github.com/galleypress/galley/store"
	_ "github.com/galleypress/galley/store/azure" // azblob://
	_ "github.com/galleypress/galley/store/file"  // file://
	_ "github.com/galleypress/galley/store/gcs"   // gs://
	_ "github.com/galleypress/galley/store/s3"    // s3://
	"github.com/galleypress/galley/templates"
)

type publishFlags struct {
	source, to, state      string
	dryRun, allowDeletions bool
}

func newPublishCommand() *cobra.Command {
	var f publishFlags
	cmd := &cobra.Command{
		Use:   "publish --to URL",
		Short: "Build a site and store it where readers find it",
		Long: "Publish builds the site in a folder and stores what differs from what is stored already: new assets first, then pages,\n" +
			"then feeds and indexes; what is no longer part of the site is deleted last.",
		Example: "  galley publish --to file:///srv/blog\n  galley publish -s blog --to 's3://my-blog?region=eu-central-1' --dry-run",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return f.run(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVarP(&f.source, "source", "s", ".", "folder of the site")
	flags.StringVar(&f.to, "to", "", "where the site goes: s3://bucket?region=…, file:///folder, gs://bucket, azblob://container; each takes prefix=…")
	flags.StringVar(&f.state, "state", "", "where Galley keeps what it stored (default: below _galley/ in the same place)")
	flags.BoolVar(&f.dryRun, "dry-run", false, "print what would be done, and do nothing")
	flags.BoolVar(&f.allowDeletions, "allow-deletions", false, "delete even more than half of the site")
	return cmd
}

func (f *publishFlags) run(ctx context.Context, out, complaints io.Writer) (err error) {
	if f.to == "" {
		return errors.New("say where the site goes, as in --to file:///srv/blog or --to 's3://my-blog?region=eu-central-1'")
	}
	source, err := filepath.Abs(f.source)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(source)
	if err != nil {
		return fmt.Errorf("the source %s cannot be opened: %w", f.source, err)
	}
	defer func() { _ = root.Close() }()
	s, err := store.Open(ctx, f.to, f.state)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()

	now := time.Now()
	folder := press.Folder{
		Build: jekyll.Options{
			Source: root.FS(), Now: now, Theme: templates.Theme,
			FindTheme: gemtheme.Finder{Dirs: gemtheme.Dirs(source, os.Getenv)}.Find,
			SassDirs:  []string{source, "."},
		},
		Store: s, AllowDeletions: f.allowDeletions,
	}
	if f.dryRun {
		folder.Planned = func(p *store.Plan) bool { printPlan(out, p); return false }
	}
	plan, warnings, err := folder.Publish(ctx, now)
	for _, warning := range warnings {
		fmt.Fprintln(complaints, "warning:", warning)
	}
	switch {
	case f.dryRun && errors.Is(err, press.ErrDeclined):
		if fuse := plan.Fuse(); fuse != nil && !f.allowDeletions {
			return fmt.Errorf("%w: this would be refused without --allow-deletions", fuse)
		}
		return nil
	case errors.Is(err, store.ErrFuse):
		return fmt.Errorf("%w: nothing was changed; if that is meant, say --allow-deletions", err)
	case err != nil:
		return err
	}
	fmt.Fprintf(out, "%d written, %d deleted, %d unchanged.\n", len(plan.Write), len(plan.Delete), plan.Unchanged)
	return nil
}

// printPlan prints what would be done, in the order in which it would be.
func printPlan(out io.Writer, p *store.Plan) {
	for _, o := range p.Write {
		fmt.Fprintf(out, "write   %-5s  %s (%s, %d bytes)\n", o.Phase, o.Key, o.Header.ContentType, o.Size)
	}
	for _, key := range p.Delete {
		fmt.Fprintf(out, "delete         %s\n", key)
	}
	fmt.Fprintf(out, "%d to write, %d to delete, %d unchanged.\n", len(p.Write), len(p.Delete), p.Unchanged)
}
