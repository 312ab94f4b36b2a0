package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/psych"
	"github.com/galleypress/galley/jekyll/site"
)

// newInspectCommand makes `galley inspect`, which tells what Jekyll would do with every post.
func newInspectCommand() *cobra.Command {
	var source, now string
	var configs []string
	var drafts, future, unpublished, asJSON bool
	var limit int
	cmd := &cobra.Command{
		Use:   "inspect",
		Short: "Tell of every post whether Jekyll publishes it, where, and with which date, tags and categories",
		Long: `Tell what Jekyll would do with every file in the folders _posts and _drafts, and with what
looks like a post in a folder or under a name that Jekyll does not take: whether it is published,
why not, and at which address, with which date, title, layout, categories and tags.

With --json, one JSON object a line: path, published, reason, url, date (in UTC), title, layout,
categories, tags.`,
		Example: `  galley inspect
  galley inspect -s blog --drafts
  galley inspect -s blog --json --now 2026-01-01T00:00:00Z`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			clock, err := parseNow(now)
			if err != nil {
				return err
			}
			dir, err := site.OpenDir(source)
			if err != nil {
				return fmt.Errorf("the site's folder cannot be opened: %w", err)
			}
			defer dir.Close()
			overrides := psych.NewMap(4)
			for name, setting := range map[string]any{"future": future, "unpublished": unpublished, "limit_posts": int64(limit)} {
				if cmd.Flags().Changed(name) {
					overrides.Set(name, setting)
				}
			}
			if cmd.Flags().Changed("drafts") {
				overrides.Set("show_drafts", drafts)
			}
			cfg, err := config.Load(dir, config.Options{
				Files: configs, Read: os.ReadFile, Overrides: overrides, Location: localZone(), Now: clock,
			})
			if err != nil {
				return err
			}
			s, err := site.Read(cmd.Context(), dir, cfg, site.Options{Now: clock, PostsOnly: true})
			if err != nil {
				return err
			}
			if asJSON {
				return writeFactsJSON(cmd.OutOrStdout(), s.Facts())
			}
			return writeFactsText(cmd.OutOrStdout(), s)
		},
	}
	flags := cmd.Flags()
	flags.StringVarP(&source, "source", "s", ".", "the site's folder")
	flags.StringSliceVar(&configs, "config", nil, "configuration files instead of _config.yml, separated by commas")
	flags.BoolVarP(&drafts, "drafts", "D", false, "publish drafts too")
	flags.BoolVar(&future, "future", false, "publish posts with a date in the future")
	flags.BoolVar(&unpublished, "unpublished", false, "publish posts marked as unpublished")
	flags.IntVar(&limit, "limit_posts", 0, "publish only so many of the newest posts")
	flags.BoolVar(&asJSON, "json", false, "print one JSON object a line")
	flags.StringVar(&now, "now", "", "the time to take for now, such as 2026-01-01T00:00:00Z")
	return cmd
}

// parseNow reads the value of --now; without one it is now.
func parseNow(text string) (time.Time, error) {
	if text == "" {
		return time.Now(), nil
	}
	for _, layout := range []string{time.RFC3339, time.DateTime, time.DateOnly} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("--now %q is not a time such as 2026-01-01T00:00:00Z", text)
}

// localZone is the zone of a site that names none: UTC, as where Galley publishes, unless TZ asks for another.
func localZone() *time.Location {
	if os.Getenv("TZ") != "" {
		return time.Local
	}
	return time.UTC
}

func writeFactsJSON(w io.Writer, facts []site.Fact) error {
	out := bufio.NewWriter(w)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for _, fact := range facts {
		if err := encoder.Encode(fact); err != nil {
			return err
		}
	}
	return out.Flush()
}

func writeFactsText(w io.Writer, s *site.Site) error {
	out := bufio.NewWriter(w)
	facts := s.Facts()
	published := 0
	for _, fact := range facts {
		if fact.Published {
			published++
			fmt.Fprintf(out, "%s\n    published at %s on %s\n", fact.Path, fact.URL, fact.Date)
		} else {
			fmt.Fprintf(out, "%s\n    not published: %s\n", fact.Path, fact.Reason)
		}
	}
	fmt.Fprintf(out, "%d of %d posts are published.\n", published, len(facts))
	for _, fault := range s.Faults {
		place := fault.Path
		if fault.Line > 0 {
			place += fmt.Sprintf(":%d:%d", fault.Line, max(fault.Column, 1))
		}
		fmt.Fprintf(out, "%s: %s\n", place, fault.Message)
	}
	return out.Flush()
}
