package config

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"time"

	"go.yaml.in/yaml/v3"

	"github.com/galleypress/galley/jekyll/psych"
	"github.com/galleypress/galley/jekyll/psych/rubytime"
)

// Defaults are a site's front matter defaults (FrontmatterDefaults). It is safe for use by several goroutines.
type Defaults struct {
	// Err says why Jekyll can apply no defaults at all, and therefore reads no post: a date without quotes and without a time.
	Err error

	collectionsDir string
	sets           []set

	mu     sync.Mutex
	merged map[string]*psych.Map // by which sets apply
}

// set is an entry of `defaults`.
type set struct {
	path    string          // the scope's, as written
	isGlob  bool            // path holds a *
	globbed map[string]bool // the paths that a glob names
	longest int             // of those, in bytes
	kind    string          // the scope's type
	hasKind bool
	values  *psych.Map
}

// All returns the defaults for a file, all sets that apply merged by precedence. Path is Jekyll's relative_path of the file (for documents,
// without the collections_dir; for static files with a leading slash), kind is "posts", "pages", a collection's label, or "" for a static file.
// The map is shared and must not be changed.
func (d *Defaults) All(path, kind string) *psych.Map {
	if len(d.sets) == 0 {
		return nil
	}
	path = sanitizePath(path)
	key := make([]byte, len(d.sets))
	for i := range d.sets {
		if d.sets[i].applies(d, path, kind) {
			key[i] = 1
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if m, ok := d.merged[string(key)]; ok {
		return m
	}
	m := d.merge(key)
	d.merged[string(key)] = m
	return m
}

// Find returns the default of one key.
func (d *Defaults) Find(path, kind, key string) any { return d.All(path, kind).Value(key) }

func (c *Config) readDefaults(src fs.FS, now time.Time) error {
	d := &Defaults{collectionsDir: c.CollectionsDir, merged: map[string]*psych.Map{}}
	c.Defaults = d
	list, _ := c.Data.Value("defaults").([]any)
	file, _, nodes := c.Key("defaults")
	for i, item := range list {
		var node *yaml.Node
		if nodes != nil && nodes.Kind == yaml.SequenceNode && i < len(nodes.Content) {
			node = nodes.Content[i]
		}
		entry, _ := item.(*psych.Map)
		values, ok := entry.Value("values").(*psych.Map)
		if !ok {
			c.warnNode(file, node, "this set of front matter defaults has no 'values' and does nothing")
			continue
		}
		s, err := c.newSet(entry, values, src, now)
		if err != nil {
			if file != nil && node != nil {
				err.File, err.Line, err.Column = file.Name, node.Line, node.Column
			}
			return err
		}
		d.sets = append(d.sets, s)
	}
	return nil
}

// olderKinds are names of types from before Jekyll 3.
var olderKinds = map[string]string{"page": "pages", "post": "posts", "draft": "drafts"}

func (c *Config) newSet(entry, values *psych.Map, src fs.FS, now time.Time) (set, *Error) {
	s := set{values: values}
	if v, there := entry.Get("scope"); there {
		scope, ok := v.(*psych.Map)
		if !ok {
			return s, &Error{Message: "the 'scope' of front matter defaults must be a mapping with 'path' or 'type'"}
		}
		s.path, _ = scope.Value("path").(string)
		if kind, there := scope.Get("type"); there {
			s.kind, s.hasKind = psych.ToS(kind), true
			if _, ok := kind.(string); !ok {
				return s, &Error{Message: fmt.Sprintf("the 'type' of front matter defaults must be posts, pages or the name of a collection, but is %s", psych.Inspect(kind))}
			}
			if newer := olderKinds[s.kind]; newer != "" {
				s.kind = newer
			}
		}
	}
	if s.isGlob = strings.Contains(s.path, "*"); s.isGlob {
		s.globbed = map[string]bool{}
		for _, p := range glob(src, s.path) {
			p = stripCollectionsDir(p, c.CollectionsDir)
			s.globbed[p] = true
			s.longest = max(s.longest, len(p))
		}
	}
	if v, there := values.Get("date"); there {
		if date, ok := v.(psych.Date); ok {
			c.Defaults.Err = fmt.Errorf("the date %s in the front matter defaults must stand in quotes; without them Jekyll reads no post", date)
			c.warnAt(c.Defaults.Err.Error(), "defaults")
			return s, nil
		}
		t, err := defaultDate(v, now, c.Location)
		if err != nil {
			return s, &Error{Message: fmt.Sprintf("the 'date' of these front matter defaults is not a date: %s", psych.Inspect(v)), Err: err}
		}
		s.values = values.Clone()
		s.values.Set("date", t)
	}
	return s, nil
}

func defaultDate(v any, now time.Time, loc *time.Location) (time.Time, error) {
	if t, ok := v.(time.Time); ok {
		return t, nil
	}
	return rubytime.Parse(psych.ToS(v), now, loc)
}

func (s *set) applies(d *Defaults, path, kind string) bool {
	switch {
	case s.hasKind && s.kind != kind:
		return false
	case s.path == "":
		return true
	case !s.isGlob:
		return strings.HasPrefix(path, stripCollectionsDir(s.path, d.collectionsDir))
	}
	// The beginning of a path is enough, as in Jekyll.
	for i := 1; i <= min(len(path), s.longest); i++ {
		if s.globbed[path[:i]] {
			return true
		}
	}
	return false
}

func stripCollectionsDir(path, dir string) string {
	if dir == "" {
		return path
	}
	return strings.TrimPrefix(path, dir+"/")
}

func sanitizePath(path string) string { return strings.TrimPrefix(path, "/") }

// merge merges the sets that apply: a longer path wins over a shorter one, with a type over without, later over earlier.
func (d *Defaults) merge(applies []byte) *psych.Map {
	merged := psych.NewMap(8)
	var old *set
	for i := range d.sets {
		s := &d.sets[i]
		if applies[i] == 0 {
			continue
		}
		if old == nil || s.precedes(old) {
			merged = psych.DeepMerge(merged, s.values)
			old = s
		} else {
			merged = psych.DeepMerge(s.values, merged)
		}
	}
	return merged
}

// precedes is FrontmatterDefaults#has_precedence?.
func (s *set) precedes(old *set) bool {
	a, b := len([]rune(sanitizePath(s.path))), len([]rune(sanitizePath(old.path)))
	switch {
	case a != b:
		return a > b
	case s.hasKind:
		return true
	}
	return !old.hasKind
}
