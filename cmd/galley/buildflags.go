package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/galleypress/galley/gitrepo"
	"github.com/galleypress/galley/jekyll"
	"github.com/galleypress/galley/jekyll/cache"
	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/destination"
	"github.com/galleypress/galley/jekyll/gemtheme"
	"github.com/galleypress/galley/jekyll/psych"
	"github.com/galleypress/galley/jekyll/watch"
	"github.com/galleypress/galley/templates"
)

// buildFlags are the flags of `jekyll build`, with the same names.
type buildFlags struct {
	source, destination, baseurl, layouts, plugins string
	config                                         []string
	limitPosts                                     int
	future, drafts, unpublished, strict, safe, lsi bool
	watch, polling, incremental, noDiskCache       bool
	quiet, verbose, trace, profile                 bool
	sass                                           string
	defaultTheme                                   bool
}

func (f *buildFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVarP(&f.source, "source", "s", ".", "folder of the site")
	flags.StringVarP(&f.destination, "destination", "d", "", "folder that the site is written to (default _site, or what _config.yml says)")
	flags.StringSliceVar(&f.config, "config", nil, "configuration files, in place of _config.yml; later ones win")
	flags.StringVarP(&f.baseurl, "baseurl", "b", "", "path under which the site stands, such as /blog")
	flags.BoolVarP(&f.drafts, "drafts", "D", false, "publish what is in _drafts too")
	flags.BoolVar(&f.future, "future", false, "publish posts whose date lies in the future")
	flags.BoolVar(&f.unpublished, "unpublished", false, "publish posts that say published: false")
	flags.IntVar(&f.limitPosts, "limit_posts", 0, "publish that many posts only, the newest")
	flags.BoolVarP(&f.watch, "watch", "w", false, "build again when a file changes")
	flags.BoolVar(&f.polling, "force_polling", false, "look for changes again and again instead of being told")
	flags.BoolVar(&f.strict, "strict_front_matter", false, "stop at front matter that cannot be read")
	flags.BoolVar(&f.profile, "profile", false, "show where the time went, template by template")
	flags.BoolVarP(&f.quiet, "quiet", "q", false, "print warnings and errors only")
	flags.BoolVarP(&f.verbose, "verbose", "V", false, "print more")
	flags.StringVar(&f.layouts, "layouts", "", "folder of the layouts (default _layouts)")
	flags.StringVarP(&f.plugins, "plugins", "p", "", "folder of the plugins (default _plugins)")
	flags.BoolVar(&f.safe, "safe", false, "as in Jekyll; nothing of a site is ever run here")
	flags.BoolVar(&f.defaultTheme, "default-theme", false, "lay Galley's theme under a site that brings no layouts, as it is when it is published")
	flags.StringVar(&f.sass, "sass", "", "Dart Sass's executable (default: found by itself)")
	flags.BoolVarP(&f.incremental, "incremental", "I", false, "taken as in Jekyll; only what differs is written in any case")
	flags.BoolVar(&f.noDiskCache, "disable-disk-cache", false, "taken as in Jekyll; no cache is kept on the disk")
	flags.BoolVar(&f.lsi, "lsi", false, "taken as in Jekyll; related posts are the newest ones")
	flags.BoolVarP(&f.trace, "trace", "t", false, "taken as in Jekyll; errors always say where")
	for _, name := range []string{"incremental", "disable-disk-cache", "lsi", "trace", "safe"} {
		_ = flags.MarkHidden(name)
	}
}

// overrides are the settings that were given on the command line.
func (f *buildFlags) overrides(cmd *cobra.Command) *psych.Map {
	m := psych.NewMap(8)
	for _, o := range []struct {
		flag, key string
		value     any
	}{
		{"baseurl", "baseurl", f.baseurl},
		{"drafts", "show_drafts", f.drafts},
		{"future", "future", f.future},
		{"unpublished", "unpublished", f.unpublished},
		{"limit_posts", "limit_posts", f.limitPosts},
		{"strict_front_matter", "strict_front_matter", f.strict},
		{"layouts", "layouts_dir", f.layouts},
		{"plugins", "plugins_dir", f.plugins},
		{"incremental", "incremental", f.incremental},
		{"lsi", "lsi", f.lsi},
		{"quiet", "quiet", f.quiet},
		{"verbose", "verbose", f.verbose},
		{"profile", "profile", f.profile},
	} {
		if isSet(cmd, o.flag) {
			m.Set(o.key, o.value)
		}
	}
	return m
}

// showsProgress says whether a bar may be drawn: somebody is looking.
func (f *buildFlags) showsProgress() bool {
	info, err := os.Stderr.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && !f.quiet
}

func newWorkshop(cmd *cobra.Command, f *buildFlags) (*workshop, error) {
	memory := cache.NewMemory()
	w := &workshop{flags: f, cache: memory, out: cmd.OutOrStdout(), errors: cmd.ErrOrStderr()}
	if f.quiet {
		w.out = io.Discard
	}
	source, root, err := f.openSource(cmd)
	if err != nil {
		return nil, err
	}
	w.root = root
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(60) // a tenth more work, a sixth less memory at 10,000 posts
	}
	w.options = jekyll.Options{
		Source:      root.FS(),
		ConfigFiles: splitList(f.config),
		Overrides:   f.overrides(cmd),
		Location:    time.Local,
		FindTheme:   gemtheme.Finder{Dirs: gemtheme.Dirs(source, os.Getenv)}.Find,
		Environment: environment(),
		Cache:       memory,
		Sass:        f.sass,
		SassDirs:    []string{source, "."},
		Profile:     f.profile,

		LastModified: gitrepo.LastModified(cmd.Context(), source),
	}
	if f.defaultTheme {
		w.options.Theme = templates.Theme
	}
	if len(f.config) > 0 {
		w.options.ReadConfig = os.ReadFile
	}
	if err := w.setDestination(source); err != nil {
		_ = root.Close()
		return nil, err
	}
	fmt.Fprintf(w.out, "Source: %s\nDestination: %s\n", source, w.dest)
	return w, nil
}

// openSource opens the site's folder: that of the flag, or the one that the configuration in the current folder names.
func (f *buildFlags) openSource(cmd *cobra.Command) (string, *os.Root, error) {
	if !isSet(cmd, "source") {
		if err := f.followSource(); err != nil {
			return "", nil, err
		}
	}
	source, err := filepath.Abs(f.source)
	if err != nil {
		return "", nil, err
	}
	root, err := os.OpenRoot(source)
	if err != nil {
		return "", nil, fmt.Errorf("the source %s cannot be opened: %w", f.source, err)
	}
	return source, root, nil
}

// followSource reads `source` from the configuration. The configuration files stay those of the current folder.
func (f *buildFlags) followSource() error {
	here := os.DirFS(".")
	o := config.Options{Files: splitList(f.config)}
	if o.Files != nil {
		o.Read = os.ReadFile
	}
	cfg, err := config.Load(here, o)
	if err != nil {
		return nil // it is read again, and the fault is told then
	}
	_, _, node := cfg.Key("source")
	if node == nil || cfg.Source == "" {
		return nil
	}
	f.source = cfg.Source
	if f.config == nil {
		for _, file := range cfg.Files {
			path, err := filepath.Abs(file.Name)
			if err != nil {
				return err
			}
			f.config = append(f.config, path)
		}
	}
	return nil
}

// environment is jekyll.environment: JEKYLL_ENV, or development.
func environment() string {
	if env := os.Getenv("JEKYLL_ENV"); env != "" {
		return env
	}
	return "development"
}

// setDestination finds out where the site is written to, and what is kept there.
func (w *workshop) setDestination(source string) error {
	cfg, err := w.config()
	if err != nil {
		return err
	}
	dest := w.flags.destination
	if dest == "" {
		dest = cfg.Destination
	}
	if dest == "" {
		dest = "_site"
	}
	if w.dest, err = filepath.Abs(dest); err != nil {
		return err
	}
	if err := destination.Check(source, w.dest); err != nil {
		return err
	}
	if rel, err := filepath.Rel(source, w.dest); err == nil && filepath.IsLocal(rel) {
		w.options.Destination = filepath.ToSlash(rel)
	}
	w.keep = cfg.KeepFiles
	return nil
}

func (w *workshop) config() (*config.Config, error) {
	o := w.options
	return config.Load(o.Source, config.Options{Files: o.ConfigFiles, Read: o.ReadConfig, Overrides: o.Overrides, Location: o.Location})
}

// watch calls build whenever the source changes, until ctx ends.
func (w *workshop) watch(ctx context.Context, build func(context.Context)) error {
	o := watch.Options{Dir: w.root.Name(), Ignore: w.ignores}
	if w.flags.polling {
		o.Poll = time.Second
	}
	fmt.Fprintln(w.out, "Watching for changes. Press Ctrl-C to stop.")
	return watch.Watch(ctx, o, func(paths []string) {
		fmt.Fprintf(w.out, "Changed: %s\n", short(paths))
		build(ctx)
	})
}

// ignores says which files are not watched: the destination, version control, and caches.
func (w *workshop) ignores(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	switch first {
	case ".git", ".svn", ".hg", "node_modules", ".jekyll-cache", ".sass-cache", ".jekyll-metadata":
		return true
	}
	dest := w.options.Destination
	return dest != "" && (path == dest || strings.HasPrefix(path, dest+"/"))
}

// short lists a few paths.
func short(paths []string) string {
	if len(paths) > 3 {
		return fmt.Sprintf("%s and %d more", strings.Join(paths[:3], ", "), len(paths)-3)
	}
	return strings.Join(paths, ", ")
}
