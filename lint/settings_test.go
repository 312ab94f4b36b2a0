package lint

import (
	"strings"
	"testing"
)

func TestSettings(t *testing.T) {
	post := "---\ntitle: T\ntags: a, b\ntoc: \"false\"\n---\nx\n"
	tests := []struct {
		name     string
		settings string
		want     []string // rules and levels of what is found in _posts/2012/2012-05-01-a.md
	}{
		{"none", "", []string{"tags-commas warning", "toc-not-boolean warning"}},
		{"a level raised and one switched off, off being YAML's false too", "rules: {tags-commas: error, toc-not-boolean: off}", []string{"tags-commas error"}},
		{"a level in quotes", "rules: {tags-commas: \"note\", toc-not-boolean: 'off'}", []string{"tags-commas note"}},
		{"a level for paths by glob", "paths: [{match: '_posts/2012/**', rules: {tags-commas: off}}]", []string{"toc-not-boolean warning"}},
		{"a level for a folder", "paths: [{match: _posts/2012, rules: {tags-commas: off}}]", []string{"toc-not-boolean warning"}},
		{"a level for other paths", "paths: [{match: ['_posts/2013/**', '*.md'], rules: {tags-commas: off}}]", []string{"tags-commas warning", "toc-not-boolean warning"}},
		{"the last of several paths counts", "rules: {tags-commas: off}\n    paths:\n      - {match: _posts, rules: {tags-commas: note}}\n      - {match: '**/2012/*.md', rules: {tags-commas: error}}", []string{"tags-commas error", "toc-not-boolean warning"}},
		{"files ignored", "ignore: ['_posts/2012/**']", nil},
		{"keys required", "required: [title, description]", []string{"key-required warning", "tags-commas warning", "toc-not-boolean warning"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			config := "title: x\n"
			if tt.settings != "" {
				config = "galley:\n  lint:\n    " + tt.settings + "\n"
			}
			var have []string
			for _, f := range lintFiles(t, map[string]string{"_config.yml": config, "_posts/2012/2012-05-01-a.md": post}, Options{}) {
				have = append(have, f.Rule+" "+f.Severity.String())
			}
			if strings.Join(have, "; ") != strings.Join(tt.want, "; ") {
				t.Errorf("have %q, want %q", have, tt.want)
			}
		})
	}
}

func TestSettingsThatCannotBeFollowedAreToldWithTheirPlace(t *testing.T) {
	for config, want := range map[string]string{
		"galley:\n  lint:\n    rules:\n      tag-split: off\n":   "c.yml:4:7: there is no rule `tag-split`; did you mean `tags-split`?",
		"galley:\n  lint:\n    rules:\n      tags-split: loud\n": "c.yml:4:19: the level of `tags-split` must be one of error, warning, note, off",
		"galley:\n  lint:\n    rules: [tags-split]\n":            "c.yml:3:12: `rules` must be a mapping: names, each with a colon and a value",
		"galley:\n  lint:\n    rule: {}\n":                       "c.yml:3:5: there is no setting `rule` under `galley: lint:`; did you mean `rules`?",
		"galley:\n  lint:\n    zzz: {}\n":                        "c.yml:3:5: there is no setting `zzz` under `galley: lint:`",
		"galley:\n  lint: off\n":                                 "c.yml:2:9: `galley: lint:` must be a mapping: names, each with a colon and a value",
		"galley:\n  lint:\n    paths: {}\n":                      "c.yml:3:12: `paths` must be a list; each entry has `match` (one glob or several) and `rules`",
		"galley:\n  lint:\n    paths:\n      - match: x\n":       "c.yml:4:9: an entry of `paths` needs both `match` (one glob or several) and `rules`",
		"galley:\n  lint:\n    paths:\n      - matches: x\n":     "c.yml:4:9: an entry of `paths` has no setting `matches`; did you mean `match`?",
		"galley:\n  lint:\n    ignore: ['a[']\n":                 "c.yml:3:13: `a[` is not a pattern for paths; `*` stands for any name, `**` for any folders, as in `_posts/**/*.md`",
		"galley:\n  lint:\n    required: [[title]]\n":            "c.yml:3:16: this must be a text, not a list or a mapping",
		"galley:\n  lint:\n    required: {title: 1}\n":           "c.yml:3:15: this must be a text or a list of texts",
	} {
		_, err := ParseSettings("c.yml", []byte(config))
		if err == nil || err.Error() != want {
			t.Errorf("%q:\nhave %v\nwant %s", config, err, want)
		}
	}
	for _, config := range []string{"", "a: b\n", "galley:\n", "galley: {lint: }\n", "galley: {previews: true}\n", ": : :\n", "- a\n"} {
		if _, err := ParseSettings("c.yml", []byte(config)); err != nil {
			t.Errorf("%q: %v", config, err)
		}
	}
}

func TestACommentSilencesItsRules(t *testing.T) {
	tests := []struct {
		name   string
		matter string
		want   string
	}{
		{"one", "# galley:ignore tags-commas because of the comma\ntags: a, b\ntoc: \"false\"\n", "toc-not-boolean"},
		{"several, with commas and without", "#galley:ignore tags-commas, toc-not-boolean title-missing because they are old\ntags: a, b\ntoc: \"false\"\n", ""},
		{"behind a value", "tags: a, b # galley:ignore tags-commas because of the comma\ntoc: \"false\"\n", "toc-not-boolean"},
		{"a fault of the whole file", "# galley:ignore title-missing because there is none\nlayout: post\n", ""},
		{"a fault of the YAML", "# galley:ignore yaml-colon because we wait for it\ntitle: a: b\n", ""},
		{"but not a text that looks like a comment", "title: galley:ignore tags-commas because\ntags: a, b\n", "tags-commas"},
		{"and not without a reason", "# galley:ignore tags-commas\ntags: a, b\ntitle: T\n", "ignore-without-reason"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			title := "title: T\n"
			if strings.Contains(tt.matter, "title:") || strings.Contains(tt.matter, "title-missing") {
				title = ""
			}
			var have []string
			for _, f := range lintFiles(t, map[string]string{DefaultExamplePath: "---\n" + title + tt.matter + "---\nx\n"}, Options{}) {
				have = append(have, f.Rule)
			}
			if strings.Join(have, " ") != tt.want {
				t.Errorf("have %q, want %q", have, tt.want)
			}
		})
	}
}

func TestNearest(t *testing.T) {
	for name, want := range map[string]string{"tag-split": "tags-split", "titel-missing": "title-missing", "date_future": "date-future", "zzz": ""} {
		if have, _ := NearestRule(name); have != want {
			t.Errorf("%s: have %q, want %q", name, have, want)
		}
	}
	for _, tt := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"a", "", 1}, {"title", "titel", 1}, {"title", "tilte", 1}, {"title", "tile", 1}, {"layout", "Layout", 1}, {"kitten", "sitting", 3}, {"봄날", "봄밤", 1}} {
		if have := distance(tt.a, tt.b, 9); have != tt.want {
			t.Errorf("from %q to %q: have %d, want %d", tt.a, tt.b, have, tt.want)
		}
	}
}
