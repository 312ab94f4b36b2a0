package config

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/galleypress/galley/jekyll/psych"
)

func lines[T any](t *testing.T, name string) []T {
	t.Helper()
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var list []T
	for scanner := bufio.NewScanner(file); scanner.Scan(); {
		var line T
		if err := json.Unmarshal(scanner.Bytes(), &line); err != nil {
			t.Fatal(err)
		}
		list = append(list, line)
	}
	return list
}

func TestEntriesAreFilteredAsJekyllFiltersThem(t *testing.T) {
	for _, c := range lines[struct {
		Include, Exclude []string
		Base, Entry      string
		Dir, Kept        bool
	}](t, "testdata/filter.jsonl") {
		cfg := &Config{include: newPatterns(c.Include), exclude: newPatterns(without(append(c.Exclude, defaultExcludes...), c.Include))}
		if kept := cfg.Filter(c.Base, c.Entry, c.Dir) == Read; kept != c.Kept {
			t.Errorf("%+v: kept %t", c, kept)
		}
	}
}

func TestGlobsNameWhatRubyFinds(t *testing.T) {
	for _, c := range lines[struct {
		Pattern      string
		Files, Found []string
	}](t, "testdata/glob.jsonl") {
		src := fstest.MapFS{}
		for _, f := range c.Files {
			src[f] = &fstest.MapFile{}
		}
		found := glob(src, c.Pattern)
		slices.Sort(found)
		if found = slices.Compact(found); !slices.Equal(found, c.Found) {
			t.Errorf("%s:\n have %q\n want %q", c.Pattern, found, c.Found)
		}
	}
}

func source(files ...string) fstest.MapFS {
	src := fstest.MapFS{}
	for i := 0; i+1 < len(files); i += 2 {
		src[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	return src
}

func loaded(t *testing.T, src fstest.MapFS, opts Options) *Config {
	t.Helper()
	cfg, err := Load(src, opts)
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

func TestWithoutAFileJekyllsDefaultsCount(t *testing.T) {
	cfg := loaded(t, source(), Options{})
	if cfg.Permalink != "date" || cfg.LayoutsDir != "_layouts" || cfg.ExcerptSeparator != "\n\n" || cfg.Location.String() != "UTC" || cfg.Location == time.UTC {
		t.Errorf("have %+v", cfg)
	}
	posts := cfg.Collection("posts")
	if posts == nil || !posts.Output || posts.Permalink != "/:categories/:year/:month/:day/:title:output_ext" {
		t.Errorf("posts are %+v", posts)
	}
	if !slices.Contains(cfg.Exclude, "node_modules") || !slices.Equal(cfg.Include, []string{".htaccess"}) {
		t.Errorf("exclude %q, include %q", cfg.Exclude, cfg.Include)
	}
}

func TestLaterFilesAndTheCommandLineWin(t *testing.T) {
	src := source("a.yml", "title: a\nlimit_posts: 3\nkramdown: {input: x}\nfuture: true", "b.yml", "title: b\nfuture: null\nkramdown: {hard_wrap: true}")
	cfg := loaded(t, src, Options{Files: []string{"a.yml", "b.yml"}, Overrides: psych.MapOf("limit_posts", int64(7))})
	kramdown := cfg.Data.Value("kramdown").(*psych.Map)
	if cfg.Data.Value("title") != "b" || cfg.LimitPosts != 7 || !cfg.Future || kramdown.Value("input") != "x" || kramdown.Value("hard_wrap") != true {
		t.Errorf("have %s", psych.Inspect(cfg.Data))
	}
}

func TestStylesBecomeTemplates(t *testing.T) {
	for style, want := range map[string]string{
		"date": "/:collection/:path:output_ext", "none": "/:collection/:path:output_ext", "pretty": "/:collection/:path/",
		"/:title/": "/:collection/:path/", "/:title:output_ext": "/:collection/:path:output_ext", "/:title": "/:collection/:path",
		"weekdate": "/:collection/:path",
	} {
		cfg := loaded(t, source("_config.yml", "permalink: "+style+"\ncollections: [docs]"), Options{})
		if docs := cfg.Collection("docs"); docs == nil || docs.Permalink != want {
			t.Errorf("%s: docs are %+v, want %s", style, docs, want)
		}
	}
}

func TestTimeZones(t *testing.T) {
	summer := time.Date(2020, 7, 1, 12, 0, 0, 0, time.UTC)
	for name, want := range map[string]string{
		"Asia/Seoul": "+0900", "Europe/Berlin": "+0200", "UTC": "+0000", "EST5": "-0500", "KST-9": "+0900", "IST-5:30": "+0530", "Nowhere/City": "+0000",
	} {
		cfg := loaded(t, source("_config.yml", "timezone: "+name), Options{})
		if have := summer.In(cfg.Location).Format("-0700"); have != want {
			t.Errorf("%s: have %s, want %s", name, have, want)
		}
		if warned := len(cfg.Warnings) > 0; warned != (name == "Nowhere/City") {
			t.Errorf("%s: warnings %v", name, cfg.Warnings)
		}
	}
}

func TestDefaultsArePickedByPathAndType(t *testing.T) {
	src := source("_config.yml", `
defaults:
  - {scope: {path: ""}, values: {layout: any, a: 1}}
  - {scope: {path: "", type: posts}, values: {layout: post}}
  - {scope: {path: _posts/sub, type: post}, values: {layout: sub, nested: {x: 1}}}
  - {scope: {path: "*/_drafts"}, values: {layout: glob}}
  - {scope: {path: _posts}, values: {layout: shorter, nested: {y: 2}}}
  - {values: {everywhere: true}}
  - not a set
`, "blog/_drafts/x.md", "")
	cfg := loaded(t, src, Options{})
	tests := []struct{ path, kind, want string }{
		{"about.md", "pages", `{"everywhere"=>true, "layout"=>"any", "a"=>1}`},
		{"2020/x.md", "posts", `{"everywhere"=>true, "layout"=>"post", "a"=>1}`},
		{"_posts/x.md", "posts", `{"layout"=>"shorter", "a"=>1, "nested"=>{"y"=>2}, "everywhere"=>true}`},
		{"_posts/sub/x.md", "posts", `{"layout"=>"sub", "nested"=>{"y"=>2, "x"=>1}, "a"=>1, "everywhere"=>true}`},
		{"_posts/subway.md", "posts", `{"layout"=>"sub", "nested"=>{"y"=>2, "x"=>1}, "a"=>1, "everywhere"=>true}`},
		{"blog/_drafts/x.md", "posts", `{"layout"=>"glob", "a"=>1, "everywhere"=>true}`},
		{"/assets/x.png", "", `{"everywhere"=>true, "layout"=>"any", "a"=>1}`},
	}
	for _, test := range tests {
		have := cfg.Defaults.All(test.path, test.kind)
		want, err := psych.Load([]byte(strings.NewReplacer("=>", ": ").Replace(test.want)), psych.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for key, value := range want.(*psych.Map).All() {
			if psych.Inspect(have.Value(key.(string))) != psych.Inspect(value) {
				t.Errorf("%s (%s): %s is %s, want %s", test.path, test.kind, key, psych.Inspect(have.Value(key.(string))), psych.Inspect(value))
			}
		}
		if have.Len() != want.(*psych.Map).Len() {
			t.Errorf("%s (%s): have %s, want %s", test.path, test.kind, psych.Inspect(have), test.want)
		}
	}
	if len(cfg.Warnings) != 1 || cfg.Warnings[0].Line != 9 {
		t.Errorf("warnings %+v, want one for line 9", cfg.Warnings)
	}
}

func TestWhatStopsJekyllIsAnErrorWithItsPlace(t *testing.T) {
	tests := []struct {
		name, config string
		line, column int
		words        string
	}{
		{"a tab", "title: a\n\tb: c\n", 2, 1, "not valid YAML"},
		{"a colon in a value", "title: a: b\n", 1, 9, "not valid YAML"},
		{"exclude is text", "title: a\nexclude: vendor\n", 2, 10, "must be a list"},
		{"include is empty", "include:\n", 1, 9, "must be a list"},
		{"plugins is text", "plugins: jekyll-feed\n", 1, 10, "must be a list"},
		{"permalink is a number", "permalink: 5\n", 1, 12, "permalink"},
		{"limit_posts is negative", "limit_posts: -1\n", 1, 14, "limit_posts"},
		{"limit_posts is text", "limit_posts: many\n", 1, 14, "limit_posts"},
		{"collections is text", "collections: docs\n", 1, 14, "collections"},
		{"a collection is true", "collections:\n  docs: true\n", 2, 9, "docs"},
		{"timezone is a number", "timezone: 9\n", 1, 11, "timezone"},
		{"a default has a bad date", "defaults:\n  - {scope: {path: ''}, values: {date: never}}\n", 2, 5, "not a date"},
		{"a default has a bad type", "defaults:\n  - {scope: {type: 5}, values: {a: b}}\n", 2, 5, "type"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Load(source("_config.yml", test.config), Options{})
			var e *Error
			if !errors.As(err, &e) || e.File != "_config.yml" || e.Line != test.line || e.Column != test.column || !strings.Contains(e.Message, test.words) {
				t.Errorf("have %v, want _config.yml:%d:%d with %q", err, test.line, test.column, test.words)
			}
		})
	}
	if _, err := Load(source(), Options{Files: []string{"missing.yml"}}); err == nil || !strings.Contains(err.Error(), "no such file") {
		t.Errorf("a missing file: %v", err)
	}
}

func TestAConfigurationThatIsNoMappingIsIgnoredWithAWarning(t *testing.T) {
	cfg := loaded(t, source("_config.yml", "- a\n- b\n"), Options{})
	if len(cfg.Warnings) != 1 || cfg.Permalink != "date" {
		t.Errorf("have %+v", cfg.Warnings)
	}
}

func FuzzLoad(f *testing.F) {
	for _, text := range []string{"title: a", "collections: {docs: {output: true}}", "defaults: [{scope: {path: '*/x'}, values: {a: b}}]", "exclude: [a, '[', '{a,b']", "timezone: A-99", "collections: [a, 5, ~]", "permalink: :title"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cfg, err := Load(source("_config.yml", text, "_posts/x.md", ""), Options{})
		if err != nil {
			return
		}
		cfg.Filter("", "a/b.md", false)
		cfg.Defaults.All("_posts/x.md", "posts")
	})
}
