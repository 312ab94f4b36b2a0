package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
	"go.yaml.in/yaml/v3"

	"github.com/galleypress/galley/jekyll/psych"
)

// Settings are what a site says about the rules under `galley: lint:` in its _config.yml. The zero value and nil say nothing.
type Settings struct {
	Rules    map[string]Severity // a rule's level, where it is not the rule's own
	Paths    []PathSettings      // levels for some files only; of several that match, the last one counts
	Ignore   []string            // globs of files that are not reported on
	Required []string            // keys that every post must have
	Tags     []string            // the tags that posts may have; none given: any
	Keys     []string            // the site's own keys, which are no misspellings of others
}

// PathSettings are rules' levels for the files that match one of the globs.
type PathSettings struct {
	Globs []string
	Rules map[string]Severity
}

// A SettingsError says what in a site's settings cannot be followed, and where.
type SettingsError struct {
	Path         string
	Line, Column int // from 1, in characters
	Message      string
}

func (e *SettingsError) Error() string {
	return fmt.Sprintf("%s:%d:%d: %s", e.Path, e.Line, e.Column, e.Message)
}

// ParseSettings reads the settings out of a _config.yml. path names the file in errors, which are *SettingsError. A file that is not
// YAML has no settings: that it cannot be read is for Jekyll's own reader of configurations to say.
func ParseSettings(path string, config []byte) (*Settings, error) {
	root, err := psych.Parse(config, psych.Options{})
	if err != nil || root == nil {
		return &Settings{}, nil
	}
	r := settingsReader{path: path}
	node := child(child(root, "galley"), "lint")
	if node == nil || isNull(node) {
		return &Settings{}, nil
	}
	s, err := r.settings(node)
	if err != nil {
		return nil, err
	}
	return s, nil
}

// level is the severity that the settings give a rule for one file.
func (s *Settings) level(r *Rule, path string) Severity {
	if s == nil {
		return r.Level
	}
	level, given := s.Rules[r.Name]
	if !given {
		level = r.Level
	}
	for i := range s.Paths {
		if l, ok := s.Paths[i].Rules[r.Name]; ok && matchesAny(s.Paths[i].Globs, path) {
			level = l
		}
	}
	return level
}

// anyFor tells whether the settings say anything of a path that they do not say of all.
func (s *Settings) anyFor(path string) bool {
	return s != nil && slices.ContainsFunc(s.Paths, func(p PathSettings) bool { return matchesAny(p.Globs, path) })
}

func (s *Settings) ignores(path string) bool { return s != nil && matchesAny(s.Ignore, path) }

func (s *Settings) knowsKey(key string) bool { return s != nil && slices.Contains(s.Keys, key) }

// matchesAny tells whether one of the globs stands for a path or for a folder that it is in.
func matchesAny(globs []string, path string) bool {
	for _, g := range globs {
		g = strings.TrimPrefix(g, "./")
		if doublestar.MatchUnvalidated(g, path) || doublestar.MatchUnvalidated(strings.TrimSuffix(g, "/")+"/**", path) {
			return true
		}
	}
	return false
}

type settingsReader struct{ path string }

func (r *settingsReader) fail(at *yaml.Node, format string, args ...any) error {
	return &SettingsError{Path: r.path, Line: at.Line, Column: at.Column, Message: fmt.Sprintf(format, args...)}
}

var settingNames = []string{"rules", "paths", "ignore", "required", "tags", "keys"}

func (r *settingsReader) settings(node *yaml.Node) (*Settings, error) {
	s := &Settings{}
	err := r.each(node, "`galley: lint:`", func(key, value *yaml.Node) (err error) {
		switch key.Value {
		case "rules":
			s.Rules, err = r.levels(value)
		case "paths":
			s.Paths, err = r.paths(value)
		case "ignore":
			s.Ignore, err = r.globs(value)
		case "required":
			s.Required, err = r.words(value)
		case "tags":
			s.Tags, err = r.words(value)
		case "keys":
			s.Keys, err = r.words(value)
		default:
			return r.fail(key, "there is no setting `%s` under `galley: lint:`%s", key.Value, suggestion(key.Value, settingNames))
		}
		return err
	})
	return s, err
}

// levels reads rules with their levels. YAML's off, which Ruby takes for false, is a level here whichever way it is written.
func (r *settingsReader) levels(node *yaml.Node) (map[string]Severity, error) {
	levels := map[string]Severity{}
	err := r.each(node, "`rules`", func(key, value *yaml.Node) error {
		if _, ok := Lookup(key.Value); !ok {
			return r.fail(key, "there is no rule `%s`%s", key.Value, suggestion(key.Value, RuleNames()))
		}
		word := value.Value
		if strings.EqualFold(word, "false") || strings.EqualFold(word, "no") {
			word = "off"
		}
		level, ok := ParseSeverity(strings.ToLower(word))
		if !ok || value.Kind != yaml.ScalarNode {
			return r.fail(value, "the level of `%s` must be one of error, warning, note, off", key.Value)
		}
		levels[key.Value] = level
		return nil
	})
	return levels, err
}

func (r *settingsReader) paths(node *yaml.Node) ([]PathSettings, error) {
	if node.Kind != yaml.SequenceNode {
		return nil, r.fail(node, "`paths` must be a list; each entry has `match` (one glob or several) and `rules`")
	}
	var all []PathSettings
	for _, entry := range node.Content {
		var p PathSettings
		err := r.each(entry, "an entry of `paths`", func(key, value *yaml.Node) (err error) {
			switch key.Value {
			case "match":
				p.Globs, err = r.globs(value)
			case "rules":
				p.Rules, err = r.levels(value)
			default:
				return r.fail(key, "an entry of `paths` has no setting `%s`%s", key.Value, suggestion(key.Value, []string{"match", "rules"}))
			}
			return err
		})
		if err != nil {
			return nil, err
		}
		if len(p.Globs) == 0 || len(p.Rules) == 0 {
			return nil, r.fail(entry, "an entry of `paths` needs both `match` (one glob or several) and `rules`")
		}
		all = append(all, p)
	}
	return all, nil
}

func (r *settingsReader) globs(node *yaml.Node) ([]string, error) {
	globs, err := r.words(node)
	for _, g := range globs {
		if !doublestar.ValidatePattern(g) {
			return nil, r.fail(node, "`%s` is not a pattern for paths; `*` stands for any name, `**` for any folders, as in `_posts/**/*.md`", g)
		}
	}
	return globs, err
}

// words reads a text or a list of texts.
func (r *settingsReader) words(node *yaml.Node) ([]string, error) {
	switch node.Kind {
	case yaml.ScalarNode:
		return []string{node.Value}, nil
	case yaml.SequenceNode:
		words := make([]string, 0, len(node.Content))
		for _, n := range node.Content {
			if n.Kind != yaml.ScalarNode {
				return nil, r.fail(n, "this must be a text, not a list or a mapping")
			}
			words = append(words, n.Value)
		}
		return words, nil
	}
	return nil, r.fail(node, "this must be a text or a list of texts")
}

func (r *settingsReader) each(node *yaml.Node, what string, f func(key, value *yaml.Node) error) error {
	if node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	if node.Kind != yaml.MappingNode {
		return r.fail(node, "%s must be a mapping: names, each with a colon and a value", what)
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		if err := f(node.Content[i], node.Content[i+1]); err != nil {
			return err
		}
	}
	return nil
}

// child returns the value of a mapping's key, the last where there are several, or nil.
func child(node *yaml.Node, key string) *yaml.Node {
	if node == nil || node.Kind != yaml.MappingNode {
		return nil
	}
	for i := len(node.Content) - 2; i >= 0; i -= 2 {
		if node.Content[i].Value == key {
			return node.Content[i+1]
		}
	}
	return nil
}

func isNull(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && !psych.Quoted(n) && (n.Value == "" || n.Value == "~" || strings.EqualFold(n.Value, "null"))
}
