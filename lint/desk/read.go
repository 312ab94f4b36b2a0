package desk

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/psych"
	"github.com/galleypress/galley/jekyll/site"
	"github.com/galleypress/galley/lint"
)

// Input is text that is to be looked at in the place of what is on disk.
type Input struct {
	Path string // from the site's root, slash-separated; for a text without a site, its name
	Text []byte
}

// Options say how to read a site.
type Options struct {
	// Now is the moment of the build.
	Now time.Time
	// Input, if any, stands in the place of a file on disk.
	Input *Input
	// Progress, if any, is told how many files have been opened, and while they are checked, how many of how many are done; total is
	// zero while it is not known. It may be called from several goroutines at once.
	Progress func(done, total int)
}

// Reading is a site as read from disk, ready to be checked and mended.
type Reading struct {
	Site    *site.Site
	Options lint.Options
	job     Job
	folders *folders // what is kept open; nil for a file without a site
	sub     string   // the folder of the root that the configuration names as its source, or ""
	madeUp  string   // where a file without a site stands in the one that was made up around it
}

// Read reads the site of a job. An error is about the site as a whole: a folder
// that cannot be read, a configuration or settings that cannot be followed.
func Read(ctx context.Context, job Job, o Options) (*Reading, error) {
	r := &Reading{job: job, Options: lint.Options{Now: o.Now, Paths: job.Paths, Progress: o.Progress}}
	input := o.Input
	var source fs.FS
	overrides := psych.NewMap(0)
	switch {
	case job.Root == "":
		var err error
		if source, err = r.alone(input); err != nil {
			return nil, err
		}
		overrides.Set("show_drafts", true)
	default:
		root, err := openFolders(job.Root)
		if err != nil {
			return nil, pathError(job.Root, err)
		}
		r.folders = root
		source = root
		if input != nil {
			source = withFile(source, input.Path, input.Text)
			r.Options.Paths = []string{input.Path}
		}
	}
	if o.Progress != nil {
		source = &counted{under: source, tell: o.Progress}
	}
	cfg, err := config.Load(source, config.Options{Overrides: overrides})
	if err != nil {
		return nil, r.configError(err)
	}
	if sub := strings.Trim(path.Clean("/"+cfg.Source), "/"); sub != "" && job.Root != "" {
		if inner, ok := insideSource(source, sub); ok {
			source = inner
			r.sub = sub
			r.Options.Paths = within(r.Options.Paths, sub)
		}
	}
	for _, file := range cfg.Files {
		settings, err := lint.ParseSettings(r.Path(file.Name), file.Text)
		if err != nil {
			return nil, err
		}
		r.Options.Settings = settings
	}
	r.Site, err = site.Read(ctx, source, cfg, site.Options{Now: o.Now})
	if err != nil {
		return nil, err
	}
	return r, nil
}

// configError puts the path that the user knows into what is wrong with a configuration.
func (r *Reading) configError(err error) error {
	var c *config.Error
	if errors.As(err, &c) {
		place := r.Path(c.File)
		if c.Line > 0 {
			place = fmt.Sprintf("%s:%d:%d", place, c.Line, max(c.Column, 1))
		}
		return fmt.Errorf("%s: %s", place, c.Message)
	}
	return err
}

// alone makes up a site around a single file, so that Jekyll's facts about it can be told.
func (r *Reading) alone(input *Input) (fs.FS, error) {
	if input == nil {
		name := r.job.Paths[0]
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, pathError(name, err)
		}
		input = &Input{Path: name, Text: text}
	}
	r.job.Paths = []string{input.Path}
	r.madeUp = lint.LooseName(filepath.Base(input.Path), input.Text)
	r.Options.Paths = []string{r.madeUp}
	return withFile(emptyFS{}, r.madeUp, input.Text), nil
}

// Close lets go of the folders that are kept open.
func (r *Reading) Close() error {
	if r.folders == nil {
		return nil
	}
	return r.folders.Close()
}

// Path is what a user calls a file of the site.
func (r *Reading) Path(p string) string {
	if r.job.Root == "" {
		return filepath.ToSlash(r.job.Paths[0])
	}
	p = path.Join(r.sub, p)
	if r.job.Inside != "" {
		if rel, err := filepath.Rel(filepath.FromSlash(r.job.Inside), filepath.FromSlash(p)); err == nil {
			return filepath.ToSlash(rel)
		}
	}
	return path.Join(r.job.Prefix, p)
}

// disk is where a file of the site is on disk.
func (r *Reading) disk(p string) string {
	if r.job.Root == "" {
		return r.job.Paths[0]
	}
	return filepath.Join(r.job.Root, filepath.FromSlash(r.sub), filepath.FromSlash(p))
}

// Check judges the site, or the part that the job names. Paths are as the user knows them.
func (r *Reading) Check(ctx context.Context) ([]lint.Finding, error) {
	found, err := lint.Check(ctx, r.Site, r.Options)
	if err != nil {
		return nil, err
	}
	for i := range found {
		r.rename(&found[i])
	}
	return found, nil
}

// insideSource is the folder that a configuration's `source` names.
func insideSource(source fs.FS, sub string) (fs.FS, bool) {
	info, err := fs.Stat(source, sub)
	if err != nil || !info.IsDir() {
		return nil, false
	}
	inner, err := fs.Sub(source, sub)
	return inner, err == nil
}

func within(paths []string, sub string) []string {
	var inner []string
	for _, p := range paths {
		if rest, ok := strings.CutPrefix(p, sub+"/"); ok {
			inner = append(inner, rest)
		} else if p == sub {
			return nil
		} else {
			inner = append(inner, "../"+p)
		}
	}
	return inner
}

// rename gives a finding the paths that the user knows.
func (r *Reading) rename(f *lint.Finding) {
	f.Path = r.Path(f.Path)
	if f.Fix != nil && f.Fix.Rename != "" {
		fix := *f.Fix
		fix.Rename = r.Path(fix.Rename)
		f.Fix = &fix
	}
}
