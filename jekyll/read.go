package jekyll

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/psych"
	"github.com/galleypress/galley/jekyll/site"
)

// Read reads the configuration and the site as Build does, with the theme beneath, and renders nothing. Its result may be given to Build.
func Read(ctx context.Context, o Options) (*site.Site, error) {
	r := reader{o: o}
	return r.read(ctx)
}

// reader reads a site and finds its theme.
type reader struct {
	o        Options
	cfg      *config.Config
	warnings []string
}

func (r *reader) read(ctx context.Context) (*site.Site, error) {
	if err := r.readConfig(); err != nil {
		return nil, err
	}
	source, theme := r.o.Source, fs.FS(nil)
	ref, named := r.namedTheme()
	switch {
	case named:
		found, err := r.findTheme(ctx, ref)
		if err != nil {
			return nil, err
		}
		if theme = found; theme != nil {
			if err := r.mergeThemeConfig(theme); err != nil {
				return nil, err
			}
		}
	case r.o.Theme != nil && !hasLayouts(r.o.Source, r.cfg.LayoutsDir):
		if err := r.readConfigOver(r.o.Theme); err != nil {
			return nil, err
		}
		source = &overlay{top: r.o.Source, bottom: r.o.Theme}
	}
	if r.o.Destination != "" {
		r.cfg.Destination = r.o.Destination
	}
	model, err := site.Read(ctx, source, r.cfg, site.Options{Now: r.o.Now, Theme: theme, KeepBodies: true, Workers: r.o.Workers})
	if err != nil {
		return nil, err
	}
	if over, ok := source.(*overlay); ok {
		over.dropHidden(model)
	}
	return model, nil
}

func (r *reader) readConfig() (err error) {
	if r.cfg = r.o.Config; r.cfg == nil {
		r.cfg, err = config.Load(r.o.Source, r.configOptions())
	}
	return err
}

func (r *reader) configOptions() config.Options {
	return config.Options{Files: r.o.ConfigFiles, Read: r.o.ReadConfig, Overrides: r.o.Overrides, Location: r.o.Location}
}

// themeConfigName is how the default theme's configuration is called among the files of the site's.
const themeConfigName = "default theme/_config.yml"

// readConfigOver reads the configuration again with the default theme's beneath it.
func (r *reader) readConfigOver(theme fs.FS) error {
	beneath, err := fs.ReadFile(theme, "_config.yml")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	o := r.configOptions()
	if len(o.Files) == 0 {
		for _, name := range []string{"_config.yml", "_config.yaml", "_config.toml"} {
			if _, err := fs.Stat(r.o.Source, name); err == nil {
				o.Files = []string{name}
				break
			}
		}
	}
	if o.Overrides, err = r.joinDefaults(theme, o.Overrides); err != nil {
		return err
	}
	read := o.Read
	o.Files = append([]string{themeConfigName}, o.Files...)
	o.Read = func(name string) ([]byte, error) {
		switch {
		case name == themeConfigName:
			return beneath, nil
		case read != nil:
			return read(name)
		}
		return fs.ReadFile(r.o.Source, name)
	}
	r.cfg, err = config.Load(r.o.Source, o)
	return err
}

// joinDefaults puts the site's front matter defaults behind the default theme's. As any list, they would replace them otherwise, and a site that
// sets an author for all posts would lose their layout.
func (r *reader) joinDefaults(theme fs.FS, overrides *psych.Map) (*psych.Map, error) {
	own, _ := r.cfg.Data.Value("defaults").([]any)
	if len(own) == 0 {
		return overrides, nil
	}
	beneath, err := config.Load(theme, config.Options{})
	if err != nil {
		return nil, err
	}
	list, _ := beneath.Data.Value("defaults").([]any)
	joined := psych.NewMap(1)
	joined.Set("defaults", append(slices.Clone(list), own...))
	return psych.DeepMerge(joined, overrides), nil
}

// namedTheme is the theme that the configuration names.
func (r *reader) namedTheme() (ThemeRef, bool) {
	if remote, _ := r.cfg.Data.Value("remote_theme").(string); strings.Contains(remote, "/") {
		name, ref, _ := strings.Cut(strings.TrimSpace(remote), "@")
		return ThemeRef{Name: name, Ref: ref, Remote: true}, true
	}
	if r.cfg.Theme != "" {
		return ThemeRef{Name: strings.ToLower(strings.TrimSpace(r.cfg.Theme))}, true
	}
	return ThemeRef{}, false
}

// findTheme asks for the theme; without an answer the site is built with its own layouts alone.
func (r *reader) findTheme(ctx context.Context, ref ThemeRef) (fs.FS, error) {
	err := fs.ErrNotExist
	if r.o.FindTheme != nil {
		var theme fs.FS
		if theme, err = r.o.FindTheme(ctx, ref); err == nil {
			return theme, nil
		}
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the theme %s: %w", ref.Name, err)
	}
	r.warnings = append(r.warnings, fmt.Sprintf("The theme %s could not be found, so its layouts, includes and assets are missing.", ref.Name))
	return nil, nil
}

// mergeThemeConfig puts a gem theme's own settings beneath the site's, except those that Jekyll has a default for
// (Jekyll::Site#load_theme_configuration).
func (r *reader) mergeThemeConfig(theme fs.FS) error {
	if r.cfg.Data.Value("ignore_theme_config") == true {
		return nil
	}
	text, err := fs.ReadFile(theme, "_config.yml")
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	node, err := psych.Parse(text, psych.Options{})
	if err != nil {
		return fmt.Errorf("the theme's _config.yml: %w", err)
	}
	value, err := psych.Decode(node, psych.Options{})
	if err != nil {
		return fmt.Errorf("the theme's _config.yml: %w", err)
	}
	beneath, ok := value.(*psych.Map)
	if !ok {
		return nil
	}
	mergeBeneath(r.cfg.Data, beneath, func(key string) bool { return jekyllDefaults[key] })
	if url, ok := r.cfg.Data.Value("url").(string); ok {
		r.cfg.URL = url
	}
	return nil
}

// jekyllDefaults are the keys of Jekyll::Configuration::DEFAULTS.
var jekyllDefaults = map[string]bool{
	"source": true, "destination": true, "collections_dir": true, "cache_dir": true, "plugins_dir": true, "layouts_dir": true,
	"data_dir": true, "includes_dir": true, "collections": true, "safe": true, "include": true, "exclude": true, "keep_files": true,
	"encoding": true, "markdown_ext": true, "strict_front_matter": true, "show_drafts": true, "limit_posts": true, "future": true,
	"unpublished": true, "whitelist": true, "plugins": true, "markdown": true, "highlighter": true, "lsi": true,
	"excerpt_separator": true, "incremental": true, "detach": true, "port": true, "host": true, "baseurl": true,
	"show_dir_listing": true, "permalink": true, "paginate_path": true, "timezone": true, "quiet": true, "verbose": true,
	"defaults": true, "liquid": true, "kramdown": true,
}

// mergeBeneath adds what is missing, in nested mappings too.
func mergeBeneath(data, beneath *psych.Map, except func(string) bool) {
	for k, v := range beneath.All() {
		key, isText := k.(string)
		if !isText || except(key) {
			continue
		}
		old, exists := data.Get(key)
		if oldMap, ok := old.(*psych.Map); ok {
			if newMap, ok := v.(*psych.Map); ok {
				mergeBeneath(oldMap, newMap, func(string) bool { return false })
				continue
			}
		}
		if !exists || old == nil {
			data.Set(key, v)
		}
	}
}

// hasLayouts says whether the source brings a layout.
func hasLayouts(source fs.FS, dir string) bool {
	found := errors.New("found")
	err := fs.WalkDir(source, path.Clean(dir), func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.Contains(d.Name(), ".") && !strings.HasPrefix(d.Name(), ".") {
			return found
		}
		return nil
	})
	return err == found
}
