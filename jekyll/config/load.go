package config

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/galleypress/galley/jekyll/psych"
	"github.com/galleypress/galley/jekyll/psych/rubytime"
)

// defaultNames are the configuration files that are looked for, the first that is there counts.
var defaultNames = []string{"_config.yml", "_config.yaml", "_config.toml"}

func load(src fs.FS, opts Options) (*Config, error) {
	c := &Config{Data: psych.NewMap(0)}
	if err := c.readFiles(src, opts); err != nil {
		return nil, err
	}
	if err := c.checkLists(); err != nil {
		return nil, err
	}
	c.Data = psych.DeepMerge(jekyllDefaults(), stringKeys(psych.DeepMerge(c.Data, opts.Overrides)))
	for _, step := range []func() error{c.addDefaults, c.setPaths, c.setFlags, func() error { return c.setTime(opts) }} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	if err := c.readDefaults(src, opts.Now); err != nil {
		return nil, err
	}
	return c, nil
}

// readFiles merges the configuration files. A file that is no mapping ends the reading with a warning, as in Jekyll.
func (c *Config) readFiles(src fs.FS, opts Options) error {
	names, given := opts.Files, len(opts.Files) > 0
	if !given {
		names = []string{defaultNames[0]}
		for _, name := range defaultNames {
			if _, err := fs.Stat(src, name); err == nil {
				names[0] = name
				break
			}
		}
	}
	for _, name := range names {
		if name == "" {
			continue
		}
		text, err := readFile(src, name, opts)
		switch {
		case errors.Is(err, fs.ErrNotExist) && !given:
			continue
		case err != nil:
			return &Error{File: name, Message: "the configuration file cannot be read: " + reason(err), Err: err}
		}
		data, err := c.readFile(name, text, opts)
		if err != nil {
			return err
		}
		if data == nil {
			c.Warnings = append(c.Warnings, Warning{File: name, Line: 1, Column: 1,
				Message: "the configuration file holds no keys with values; Jekyll ignores it and all files after it"})
			break
		}
		c.Data = psych.DeepMerge(c.Data, data)
	}
	return nil
}

func reason(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "there is no such file"
	}
	var pathError *fs.PathError
	if errors.As(err, &pathError) {
		err = pathError.Err
	}
	return err.Error()
}

func readFile(src fs.FS, name string, opts Options) ([]byte, error) {
	if opts.Read != nil && len(opts.Files) > 0 {
		return opts.Read(name)
	}
	return fs.ReadFile(src, name)
}

// readFile reads one file's text into a mapping; nil when it is something else.
func (c *Config) readFile(name string, text []byte, opts Options) (*psych.Map, error) {
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".yml", ".yaml":
	default:
		return nil, &Error{File: name, Message: fmt.Sprintf("a configuration file must end in .yml or .yaml, not %q", ext)}
	}
	text = []byte(strings.TrimPrefix(string(text), "\ufeff"))
	file := File{Name: name, Text: text}
	yamlOptions := opts.YAML
	if yamlOptions.Location == nil {
		yamlOptions.Location = local(opts.Location)
	}
	root, err := psych.Parse(text, yamlOptions)
	if err != nil {
		return nil, yamlError(name, err)
	}
	file.Root = root
	c.Files = append(c.Files, file)
	if root == nil {
		return psych.NewMap(0), nil
	}
	value, err := psych.Decode(root, yamlOptions)
	if err != nil {
		return nil, yamlError(name, err)
	}
	if value == nil || value == false {
		return psych.NewMap(0), nil
	}
	data, _ := value.(*psych.Map)
	return data, nil
}

func yamlError(name string, err error) *Error {
	e := &Error{File: name, Line: 1, Column: 1, Message: err.Error(), Err: err}
	var syntax *psych.SyntaxError
	var limit *psych.LimitError
	switch {
	case errors.As(err, &syntax):
		e.Line, e.Column = syntax.Line, syntax.Column
		e.Message = "the configuration is not valid YAML: " + syntax.Problem
		if syntax.Context != "" {
			e.Message += " " + syntax.Context
		}
	case errors.As(err, &limit):
		e.Line, e.Column = limit.Line, limit.Column
	}
	return e
}

// checkLists is Configuration#validate.
func (c *Config) checkLists() error {
	for _, key := range []string{"plugins", "include", "exclude"} {
		v, there := c.Data.Get(key)
		if !there {
			continue
		}
		if _, ok := v.([]any); !ok {
			return c.errorAt(fmt.Sprintf("'%s' must be a list such as [%s], but is %s", key, example[key], psych.Inspect(v)), key)
		}
	}
	return nil
}

var example = map[string]string{"plugins": "jekyll-feed", "include": ".well-known", "exclude": "README.md"}

func stringKeys(m *psych.Map) *psych.Map {
	out := psych.NewMap(m.Len())
	m.Each(func(k string, v any) bool {
		out.Set(k, v)
		return true
	})
	return out
}

// addDefaults adds Jekyll's own excludes, and the collection "posts".
func (c *Config) addDefaults() error {
	exclude, _ := c.Data.Value("exclude").([]any)
	merged := append([]any(nil), exclude...)
	for _, name := range defaultExcludes {
		merged = append(merged, name)
	}
	c.Data.Set("exclude", unique(merged))

	permalink, ok := c.Data.Value("permalink").(string)
	if !ok {
		return c.errorAt(fmt.Sprintf("'permalink' must be a style such as pretty, or a template such as /:title/, but is %s",
			psych.Inspect(c.Data.Value("permalink"))), "permalink")
	}
	c.Permalink = permalink
	return c.addCollections()
}

func unique(list []any) []any {
	seen := map[any]bool{}
	kept := list[:0:0]
	for _, v := range list {
		if s, ok := v.(string); ok {
			if seen[s] {
				continue
			}
			seen[s] = true
		}
		kept = append(kept, v)
	}
	return kept
}

func (c *Config) addCollections() error {
	collections := psych.NewMap(4)
	collections.Set("posts", psych.NewMap(2))
	switch v := c.Data.Value("collections").(type) {
	case nil:
	case []any:
		for _, label := range v {
			collections.Set(psych.ToS(label), psych.NewMap(0))
		}
	case *psych.Map:
		collections = psych.DeepMerge(collections, v)
	default:
		return c.errorAt(fmt.Sprintf("'collections' must be a list or a mapping of names, but is %s", psych.Inspect(v)), "collections")
	}
	posts, ok := collections.Value("posts").(*psych.Map)
	if !ok {
		return c.errorAt("the settings of the collection 'posts' must be a mapping", "collections", "posts")
	}
	posts = posts.Clone()
	posts.Set("output", true)
	if posts.Value("permalink") == nil {
		posts.Set("permalink", c.postPermalink())
	}
	collections.Set("posts", posts)
	c.Data.Set("collections", collections)

	var err error
	collections.Each(func(label string, v any) bool {
		var collection Collection
		collection, err = c.collection(label, v)
		c.Collections = append(c.Collections, collection)
		return err == nil
	})
	return err
}

func (c *Config) postPermalink() string {
	if template, ok := stylePermalinks[c.Permalink]; ok {
		return template
	}
	return c.Permalink
}

func (c *Config) collection(name string, v any) (Collection, error) {
	metadata, ok := v.(*psych.Map)
	if !ok {
		if v != nil && v != false {
			return Collection{}, c.errorAt(fmt.Sprintf("the settings of the collection '%s' must be a mapping, such as \"output: true\"", name), "collections", name)
		}
		metadata = psych.NewMap(0)
	}
	collection := Collection{Label: sanitizeLabel(name), Metadata: metadata}
	if collection.Label != name {
		// Jekyll looks its settings up by the sanitized name, and finds none.
		sanitized, _ := c.Data.Value("collections").(*psych.Map).Value(collection.Label).(*psych.Map)
		if sanitized == nil {
			sanitized = psych.NewMap(0)
		}
		collection.Metadata, metadata = sanitized, sanitized
	}
	collection.Output = truthy(metadata.Value("output"))
	collection.SortBy, _ = metadata.Value("sort_by").(string)
	if order, ok := metadata.Value("order").([]any); ok {
		collection.Order = texts(order)
	}
	collection.Permalink = c.WithSuffix("/:collection/:path")
	if permalink, there := metadata.Get("permalink"); there {
		template, ok := permalink.(string)
		if !ok {
			return Collection{}, c.errorAt(fmt.Sprintf("the permalink of the collection '%s' must be a template such as /%s/:path/", name, name), "collections", name, "permalink")
		}
		collection.Permalink = template
	}
	return collection, nil
}

func sanitizeLabel(name string) string {
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || strings.ContainsRune("_-.", r) {
			return r
		}
		return -1
	}, name)
}

// setPaths takes the settings that are texts or lists of texts.
func (c *Config) setPaths() error {
	for _, folder := range []struct {
		key      string
		field    *string
		inSource bool
	}{
		{"source", &c.Source, false}, {"destination", &c.Destination, false}, {"collections_dir", &c.CollectionsDir, true},
		{"layouts_dir", &c.LayoutsDir, true}, {"includes_dir", &c.IncludesDir, true}, {"data_dir", &c.DataDir, true}, {"plugins_dir", &c.PluginsDir, true},
	} {
		value := c.Data.Value(folder.key)
		if list, ok := value.([]any); ok && folder.key == "plugins_dir" && len(list) > 0 {
			value = list[0] // a list is allowed; plugins in Ruby are not run anyway
		}
		s, ok := value.(string)
		if !ok {
			return c.errorAt(fmt.Sprintf("'%s' must be the name of a folder, but is %s", folder.key, psych.Inspect(c.Data.Value(folder.key))), folder.key)
		}
		if folder.inSource {
			s = strings.Trim(path.Clean("/"+s), "/")
		}
		*folder.field = s
	}
	for key, field := range map[string]*string{
		"excerpt_separator": &c.ExcerptSeparator, "baseurl": &c.BaseURL, "url": &c.URL, "encoding": &c.Encoding,
	} {
		*field = psych.ToS(c.Data.Value(key))
	}
	c.Theme, _ = c.Data.Value("theme").(string)
	c.Theme = strings.ToLower(strings.TrimSpace(c.Theme))
	c.Include, c.Exclude = textList(c.Data.Value("include")), textList(c.Data.Value("exclude"))
	c.KeepFiles, c.Plugins = textList(c.Data.Value("keep_files")), textList(c.Data.Value("plugins"))
	c.include = newPatterns(c.Include)
	c.exclude = newPatterns(without(c.Exclude, c.Include))
	for _, ext := range strings.Split(psych.ToS(c.Data.Value("markdown_ext")), ",") {
		c.MarkdownExt = append(c.MarkdownExt, "."+strings.ToLower(ext))
	}
	return nil
}

func (c *Config) setFlags() error {
	for key, field := range map[string]*bool{
		"show_drafts": &c.ShowDrafts, "future": &c.Future, "unpublished": &c.Unpublished, "strict_front_matter": &c.StrictFrontMatter,
		"safe": &c.Safe, "page_excerpts": &c.PageExcerpts,
	} {
		*field = truthy(c.Data.Value(key))
	}
	limit, ok := c.Data.Value("limit_posts").(int64)
	if !ok || limit < 0 || limit > 1<<30 {
		return c.errorAt("'limit_posts' must be a number of posts, or 0 for all of them", "limit_posts")
	}
	c.LimitPosts = int(limit)
	return nil
}

func (c *Config) setTime(opts Options) error {
	c.Location = local(opts.Location)
	if v := c.Data.Value("timezone"); truthy(v) {
		name, ok := v.(string)
		if !ok {
			return c.errorAt(fmt.Sprintf("'timezone' must be the name of a zone such as Asia/Seoul, but is %s", psych.Inspect(v)), "timezone")
		}
		loc, known := zone(name)
		if !known {
			c.warnAt(fmt.Sprintf("there is no time zone called %q; Jekyll takes UTC instead. Names look like Asia/Seoul or Europe/Berlin", name), "timezone")
		}
		c.Location = loc
	}
	if v := c.Data.Value("time"); truthy(v) {
		t, err := rubytime.Parse(psych.ToS(v), opts.Now, c.Location)
		if err != nil {
			return c.errorAt(fmt.Sprintf("'time' must be a date and time, but is %s", psych.Inspect(v)), "time")
		}
		c.Time = t
	}
	return nil
}

// truthy is Ruby's idea of a condition: everything but nil and false.
func truthy(v any) bool { return v != nil && v != false }

func texts(list []any) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = psych.ToS(v)
	}
	return out
}

// textList keeps the strings of a list; other entries of include and exclude match nothing in Jekyll.
func textList(v any) []string {
	list, _ := v.([]any)
	out := make([]string, 0, len(list))
	for _, item := range list {
		if s, ok := item.(string); ok {
			out = append(out, s)
		}
	}
	return out
}

func without(list, drop []string) []string {
	out := make([]string, 0, len(list))
next:
	for _, s := range list {
		for _, d := range drop {
			if s == d {
				continue next
			}
		}
		out = append(out, s)
	}
	return out
}
