package jekyll_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/galleypress/galley/jekyll"
	"github.com/galleypress/galley/jekyll/samedom"
	"github.com/galleypress/galley/jekyll/sass"
)

// The sites in testdata are built, and compared with what Jekyll made of them (testdata/regenerate).
func TestSitesHaveJekyllsDOM(t *testing.T) {
	sites, err := os.ReadDir("testdata/sites")
	if err != nil {
		t.Fatal(err)
	}
	for _, site := range sites {
		t.Run(site.Name(), func(t *testing.T) {
			source := open(t, filepath.Join("testdata/sites", site.Name()))
			o := jekyll.Options{
				Source:    source,
				Now:       time.Date(2026, 11, 23, 18, 0, 0, 0, time.UTC),
				FindTheme: themes(t),
				SassDirs:  []string{"."},
			}
			if sass.Find(".") == "" {
				o.Source = withoutSass{source}
			}
			result, err := jekyll.Build(context.Background(), o)
			if err != nil {
				t.Fatal(err)
			}
			expected := os.DirFS(filepath.Join("testdata/expected", site.Name()))
			compare(t, expected, source, result)
		})
	}
}

func open(t *testing.T, dir string) fs.FS {
	t.Helper()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return root.FS()
}

// themes finds the themes in testdata.
func themes(t *testing.T) func(context.Context, jekyll.ThemeRef) (fs.FS, error) {
	return func(_ context.Context, ref jekyll.ThemeRef) (fs.FS, error) {
		dir := filepath.Join("testdata/themes", ref.Name)
		if _, err := os.Stat(dir); err != nil {
			return nil, fs.ErrNotExist
		}
		theme := open(t, dir)
		if sass.Find(".") == "" {
			theme = withoutSass{theme}
		}
		return theme, nil
	}
}

// withoutSass hides stylesheets where Dart Sass is not there to compile them. What they become is not compared in any case.
type withoutSass struct{ fs.FS }

func (w withoutSass) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(w.FS, name)
	var kept []fs.DirEntry
	for _, e := range entries {
		if path.Ext(e.Name()) != ".scss" {
			kept = append(kept, e)
		}
	}
	return kept, err
}

func compare(t *testing.T, expected, source fs.FS, result *jekyll.Result) {
	t.Helper()
	files := map[string]jekyll.Output{}
	for _, o := range result.Outputs {
		files[o.Path] = o
	}
	err := fs.WalkDir(expected, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		want, err := fs.ReadFile(expected, name)
		if err != nil {
			return err
		}
		o, ok := files[name]
		delete(files, name)
		if !ok {
			t.Errorf("%s is missing", name)
			return nil
		}
		if o.Source != "" {
			if o.Data, err = fs.ReadFile(source, o.Source); err != nil {
				return err
			}
			if !bytes.Equal(o.Data, want) {
				t.Errorf("%s is another file", name)
			}
			return nil
		}
		if diff := samedom.Diff(name, want, o.Data); diff != "" {
			t.Errorf("%s differs at %s", name, diff)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range files {
		if !strings.HasSuffix(name, ".css") && !strings.HasSuffix(name, ".css.map") {
			t.Errorf("%s is there and should not be", name)
		}
	}
}

func TestAnErrorEndsTheBuildAndNamesThePlace(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"an unknown tag in a post", map[string]string{"_posts/2024-01-01-a.md": "---\ntitle: A\n---\n\ntext\n{% hilight ruby %}"}, []string{"_posts/2024-01-01-a.md:6", "Unknown tag 'hilight'"}},
		{"an unknown tag in a layout", map[string]string{"_layouts/post.html": "---\n---\n<p>\n{% nosuch %}", "_posts/2024-01-01-a.md": "---\nlayout: post\n---\ntext"}, []string{"_layouts/post.html:4", "nosuch", "while rendering _posts/2024-01-01-a.md in the layout _layouts/post.html"}},
		{"a tag whose plugin is not named", map[string]string{"index.html": "---\n---\n{% seo %}"}, []string{"index.html:3", "Unknown tag 'seo'", "add it to plugins in _config.yml", "jekyll-seo-tag"}},
		{"a missing include, with the nearest name", map[string]string{"_includes/header.html": "", "index.html": "---\n---\n{% include heder.html %}"}, []string{"index.html:3", "Could not locate the included file 'heder.html' in _includes", `"header.html"`}},
		{"an include that includes itself", map[string]string{"_includes/a.html": "{% include a.html %}", "index.html": "---\n---\n{% include a.html %}"}, []string{"_includes/a.html"}},
		{"an include from outside", map[string]string{"index.html": "---\n---\n{% include ../secret %}"}, []string{"index.html:3", "invalid characters or sequences"}},
		{"a post that is not there", map[string]string{"index.html": "---\n---\n{% post_url 2024-01-01-nothing %}", "_posts/2024-01-01-noting.md": "---\n---\n"}, []string{"index.html:3", "2024-01-01-nothing", `Did you mean "2024-01-01-noting"?`}},
		{"a link that leads nowhere", map[string]string{"index.html": "---\n---\n{% link abuot.md %}", "about.md": "---\n---\n"}, []string{"index.html:3", "Could not find document 'abuot.md'", `Did you mean "about.md"?`}},
		{"a block that is not closed", map[string]string{"index.html": "---\n---\n{% if true %}"}, []string{"index.html", "'if' tag was never closed"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := jekyll.Build(context.Background(), jekyll.Options{Source: tree(c.files), Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q is not in: %v", want, err)
				}
			}
		})
	}
}

func TestWhatWillBeMissingIsToldOnce(t *testing.T) {
	result := build(t, map[string]string{
		"_config.yml":        "plugins: [jekyll-nosuch, jekyll-nosuch]\ntheme: nosuch-theme",
		"_plugins/year.rb":   "Liquid::Template.register_tag('year', Jekyll::YearTag)\nclass G < Jekyll::Generator\nend",
		"a.md":               "---\nlayout: psot\n---\n",
		"_layouts/post.html": "{{ content }}",
	})
	text := strings.Join(result.Warnings, "\n")
	for _, want := range []string{"The plugin jekyll-nosuch", "The theme nosuch-theme could not be found", "_plugins/year.rb is Ruby", "the tag year", "the pages that it generates", "Layout 'psot' requested in a.md does not exist", `Did you mean "post"?`} {
		if strings.Count(text, want) != 1 {
			t.Errorf("%q is not once in:\n%s", want, text)
		}
	}
}

func TestTwoFilesForOnePlaceAreToldAndTheLastIsKept(t *testing.T) {
	result := build(t, map[string]string{"a.md": "---\npermalink: /x.html\n---\nfirst", "b.md": "---\npermalink: /x.html\n---\nsecond"})
	if got := output(t, result, "x.html"); !strings.Contains(got, "second") {
		t.Errorf("kept: %s", got)
	}
	if text := strings.Join(result.Warnings, "\n"); !strings.Contains(text, "shared by multiple files: x.html (a.md and b.md)") {
		t.Errorf("warnings: %s", text)
	}
}

func TestTheNextPostThatIsDueIsKnown(t *testing.T) {
	result := build(t, map[string]string{
		"_posts/2026-05-01-later.md": "---\n---\n", "_posts/2026-03-01-soon.md": "---\n---\n", "_posts/2025-03-01-past.md": "---\n---\n",
		"_posts/2026-02-01-hidden.md": "---\npublished: false\n---\n",
	})
	if want := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC); !result.NextDue.Equal(want) {
		t.Errorf("next due: %v, want %v", result.NextDue, want)
	}
}

func TestTheDefaultThemeLiesUnderASiteWithoutLayouts(t *testing.T) {
	theme := tree(map[string]string{
		"_config.yml":        "defaults: [{scope: {type: posts}, values: {layout: post}}]\ncolor: blue\nnested: {a: 1, b: 2}",
		"_layouts/post.html": "<theme class={{ site.color }} {{ site.nested.a }}{{ site.nested.b }}>{{ content }}",
		"index.html":         "---\n---\ntheme's index",
		"about.html":         "---\n---\ntheme's about",
		"assets/theme.css":   "theme",
		"assets/shared.css":  "theme's",
	})
	files := map[string]string{
		"_config.yml":            "nested: {b: 3}",
		"_posts/2024-01-01-a.md": "---\n---\npost",
		"index.md":               "---\n---\nsite's index",
		"assets/shared.css":      "site's",
	}
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	result, err := jekyll.Build(context.Background(), jekyll.Options{Source: tree(files), Now: now, Theme: theme})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"2024/01/01/a.html": "<theme class=blue 13><p>post</p>\n", "index.html": "<p>site’s index</p>\n", "about.html": "theme's about", "assets/theme.css": "theme",
	} {
		if got := output(t, result, name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	for _, o := range result.Outputs {
		if o.Path == "assets/shared.css" && o.Source != "assets/shared.css" {
			t.Errorf("a file of the site is not copied from it: %+v", o)
		}
	}

	files["_layouts/own.html"] = "{{ content }}"
	result, err = jekyll.Build(context.Background(), jekyll.Options{Source: tree(files), Now: now, Theme: theme})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range result.Outputs {
		if strings.Contains(o.Path, "theme.css") {
			t.Error("a site with layouts gets the default theme")
		}
	}
}

func TestACancelledBuildEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := jekyll.Build(ctx, jekyll.Options{Source: tree(map[string]string{"index.html": "---\n---\n"}), Now: time.Now()})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}
