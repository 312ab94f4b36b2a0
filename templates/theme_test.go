package templates_test

import (
	"context"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"github.com/galleypress/galley/jekyll"
	"github.com/galleypress/galley/jekyll/samedom"
	"github.com/galleypress/galley/templates"
)

var now = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// sites are what the theme is tried on: the sample, a site whose pages are as awkward as real ones, and posts without any configuration.
var sites = map[string]func() (map[string]string, error){
	"sample": sync.OnceValues(func() (map[string]string, error) { return build(templates.Sample) }),
	"plain":  sync.OnceValues(func() (map[string]string, error) { return build(os.DirFS("testdata/plain")) }),
	"odd":    sync.OnceValues(func() (map[string]string, error) { return build(os.DirFS("testdata/odd")) }),
}

// build is a site in the theme: what is written, by path.
func build(source fs.FS) (map[string]string, error) {
	result, err := jekyll.Build(context.Background(), jekyll.Options{Source: source, Theme: templates.Theme, Now: now})
	if err != nil {
		return nil, err
	}
	files := map[string]string{}
	for _, out := range result.Outputs {
		data := out.Data
		if data == nil {
			if data, err = fs.ReadFile(source, out.Source); err != nil {
				return nil, err
			}
		}
		files[out.Path] = string(data)
	}
	return files, nil
}

// each runs a test on every site.
func each(t *testing.T, test func(t *testing.T, site string, files map[string]string)) {
	for name, built := range sites {
		t.Run(name, func(t *testing.T) {
			files, err := built()
			if err != nil {
				t.Fatal(err)
			}
			test(t, name, files)
		})
	}
}

func TestTheThemeIsTheSameUnderJekyll(t *testing.T) {
	each(t, func(t *testing.T, site string, files map[string]string) {
		root := filepath.Join("testdata", "expected", site)
		seen := 0
		err := filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			name := filepath.ToSlash(strings.TrimPrefix(file, root+string(filepath.Separator)))
			want, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			seen++
			got, made := files[name]
			if !made {
				t.Errorf("%s is not written", name)
				return nil
			}
			if path.Ext(name) != ".html" {
				if diff := firstDifference(words(got), words(string(want))); diff != "" {
					t.Errorf("%s: %s", name, diff)
				}
				return nil
			}
			if diff := samedom.Diff(name, want, []byte(got)); diff != "" {
				t.Errorf("%s:\n%s", name, diff)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		pages := 0
		for name := range files {
			if !strings.HasPrefix(name, "assets/") {
				pages++
			}
		}
		if pages != seen {
			t.Errorf("%d files are written, Jekyll writes %d", pages, seen)
		}
	})
}

// words are what counts in a feed, a sitemap or a text: not white space, nor how code is coloured, nor the order of a sitemap's pages, for
// Jekyll leaves that of pages with the same name to the file system.
func words(text string) []string {
	text = strings.ReplaceAll(coloured.ReplaceAllString(text, ""), " >", ">")
	parts := strings.SplitAfter(strings.Join(strings.Fields(text), " "), "</url>")
	slices.Sort(parts)
	return strings.Fields(strings.Join(parts, " "))
}

var coloured = regexp.MustCompile(`</?span[^>]*>`)

func firstDifference(got, want []string) string {
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			around := func(words []string) string {
				return strings.Join(words[min(max(0, i-3), len(words)):min(i+4, len(words))], " ")
			}
			return "got … " + around(got) + " …, want … " + around(want) + " …"
		}
	}
	return ""
}

func TestEveryPageIsWellMade(t *testing.T) {
	each(t, func(t *testing.T, site string, files map[string]string) {
		for name, text := range files {
			if path.Ext(name) != ".html" || strings.HasPrefix(name, "assets/") {
				continue
			}
			for _, fault := range faults(t, text, files) {
				t.Errorf("%s: %s", name, fault)
			}
		}
	})
}

// faults are what a page must not have, whatever the site.
func faults(t *testing.T, text string, files map[string]string) (faults []string) {
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	counts, ids := map[string]int{}, map[string]bool{}
	var links []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		counts[n.Data]++
		for _, a := range n.Attr {
			switch {
			case a.Key == "id" && ids[a.Val]:
				faults = append(faults, "the id "+a.Val+" is there twice")
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				links = append(links, a.Val[1:])
			case a.Key == "style" && n.Data != "td" && n.Data != "th", strings.HasPrefix(a.Key, "on"):
				faults = append(faults, "an element has the attribute "+a.Key)
			case a.Key == "src" && strings.Contains(a.Val, "//"):
				faults = append(faults, "another host is asked for "+a.Val)
			}
		}
		if n.Data == "img" && !hasAttribute(n, "alt") {
			faults = append(faults, "a picture has no alt text")
		}
		if (n.Data == "ol" || n.Data == "ul") && hasStrayChild(n) {
			faults = append(faults, "a list holds something that is no item")
		}
	}
	for _, id := range links {
		if !ids[id] {
			faults = append(faults, "a link leads to #"+id+", which is not there")
		}
	}
	for element, want := range map[string]int{"main": 1, "title": 1, "script": 0} {
		if counts[element] != want {
			faults = append(faults, element+" is not there as often as it should be")
		}
	}
	if strings.Contains(text, "{{") && !strings.Contains(text, "<code") {
		faults = append(faults, "Liquid is left over")
	}
	return faults
}

func hasAttribute(n *html.Node, key string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
}

func hasStrayChild(n *html.Node) bool {
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode && c.Data != "li" {
			return true
		}
	}
	return false
}

func TestTheLanguageIsFoundWhereNobodySaysIt(t *testing.T) {
	files, err := sites["plain"]()
	if err != nil {
		t.Fatal(err)
	}
	for name, lang := range map[string]string{
		"github blog/2026/03/01/첫-글.html": "ko",
		"2026/02/01/english.html":         "en",
		"2026/01/01/ja.html":              "ja",
		"2026/01/02/zh.html":              "zh",
		"index.html":                      "ko",
	} {
		if !strings.Contains(files[name], `<html lang="`+lang+`">`) {
			t.Errorf("%s is not in %q", name, lang)
		}
	}
}

func TestASitesOwnDefaultsLeaveTheLayouts(t *testing.T) {
	files, err := build(fstest.MapFS{
		"_config.yml":            {Data: []byte("defaults: [{scope: {path: ''}, values: {writer: Everybody}}, {scope: {path: without-layout.md}, values: {layout: none}}]")},
		"_posts/2026-01-02-a.md": {Data: []byte("---\ntitle: A\n---\nText")},
		"without-layout.md":      {Data: []byte("---\n---\nBare")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if post := files["2026/01/02/a.html"]; !strings.Contains(post, "<dd>Everybody</dd>") {
		t.Errorf("the post has lost its layout or its writer:\n%s", post)
	}
	if bare := files["without-layout.html"]; strings.Contains(bare, "<main") {
		t.Errorf("the site's own default does not go before the theme's:\n%s", bare)
	}
}

func TestLinksWithinTheSampleLeadSomewhere(t *testing.T) {
	files, err := sites["sample"]()
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if path.Ext(name) != ".html" {
			continue
		}
		doc, err := html.Parse(strings.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		for n := range doc.Descendants() {
			for _, a := range n.Attr {
				if n.Type != html.ElementNode || a.Key != "href" && a.Key != "src" || !strings.HasPrefix(a.Val, "/") {
					continue
				}
				if file := fileBehind(a.Val); files[file] == "" {
					t.Errorf("%s: %s leads to %s, which is not written", name, a.Val, file)
				}
			}
		}
	}
}
