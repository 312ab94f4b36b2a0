package site_test

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/galleypress/galley/jekyll/config"
	"github.com/galleypress/galley/jekyll/site"
)

// packed is a site as testdata/pack.rb writes it.
type packed struct {
	Files []struct{ Path, Text, Base64 string }
}

func (p packed) mapFS() fstest.MapFS {
	src := fstest.MapFS{}
	for _, f := range p.Files {
		data := []byte(f.Text)
		if f.Base64 != "" {
			data, _ = base64.StdEncoding.DecodeString(f.Base64)
		}
		src[f.Path] = &fstest.MapFile{Data: data, ModTime: oddChanged, Mode: 0o644}
	}
	return src
}

// oddSite is a site made by testdata/generate.rb and what Jekyll makes of it.
type oddSite struct {
	packed
	Facts []expectedFact
}

// expectedFact is a line that testdata/facts.rb prints.
type expectedFact struct {
	Path, URL, Date, Title string
	Layout                 *string
	Categories, Tags       []string
	Destination            string
	Fatal                  string
}

// oddNow is NOW in testdata/facts.rb, and oddChanged the time of the files.
var (
	oddNow     = time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC)
	oddChanged = time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
)

func TestFactsAreJekylls(t *testing.T) {
	realBlogs(t)
	names, err := filepath.Glob("testdata/odd/*.json")
	if err != nil || len(names) == 0 {
		t.Fatal("no sites in testdata/odd", err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			var odd oddSite
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(text, &odd); err != nil {
				t.Fatal(err)
			}
			compareFacts(t, readSite(t, odd.mapFS(), oddNow), odd.Facts)
		})
	}
}

// realNow is when the facts of the real blogs were made; it is the date of a post whose front matter cannot be read.
var realNow = time.Date(2026, 11, 23, 15, 23, 28, 0, time.UTC)

// realBlogs compares with posts of real blogs, which lie beside the repository on machines that have them, or where GALLEY_CONFORMANCE says.
func realBlogs(t *testing.T) {
	root := os.Getenv("GALLEY_CONFORMANCE")
	if root == "" {
		root = "../../../shared/conformance"
	}
	blogs, _ := filepath.Glob(filepath.Join(root, "facts", "*", "facts.jsonl"))
	for _, name := range blogs {
		dir := filepath.Dir(name)
		t.Run("real blog "+filepath.Base(dir), func(t *testing.T) {
			file, err := os.Open(name)
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			var expected []expectedFact
			for lines := bufio.NewScanner(file); lines.Scan(); {
				var fact expectedFact
				if err := json.Unmarshal(lines.Bytes(), &fact); err != nil {
					t.Fatal(err)
				}
				expected = append(expected, fact)
			}
			compareFacts(t, readSite(t, os.DirFS(dir), realNow), expected)
		})
	}
}

func readSite(t *testing.T, src fs.FS, now time.Time) *site.Site {
	t.Helper()
	cfg, err := config.Load(src, config.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	s, err := site.Read(context.Background(), src, cfg, site.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// compareFacts compares both ways: what Jekyll publishes, and what it does not.
func compareFacts(t *testing.T, s *site.Site, expected []expectedFact) {
	t.Helper()
	got := map[string]site.Fact{}
	for _, f := range s.Facts() {
		if _, twice := got[f.Path]; twice {
			t.Errorf("%s: has two facts", f.Path)
		}
		if f.Published == (f.Reason != "") {
			t.Errorf("%s: published %t with the reason %q", f.Path, f.Published, f.Reason)
		}
		got[f.Path] = f
	}
	destinations := map[string]string{}
	for _, d := range s.Posts {
		destinations[d.Path] = d.Destination()
	}
	for _, want := range expected {
		f, there := got[want.Path]
		delete(got, want.Path)
		if want.Fatal != "" {
			if !there || f.Published {
				t.Errorf("%s: published, but Jekyll says: %s", want.Path, want.Fatal)
			}
			continue
		}
		if !f.Published {
			t.Errorf("%s: not published (%s), but Jekyll publishes it at %s", want.Path, f.Reason, want.URL)
			continue
		}
		have := expectedFact{f.Path, f.URL, f.Date, f.Title, f.Layout, f.Categories, f.Tags, want.Destination, ""}
		if !reflect.DeepEqual(have, want) {
			t.Errorf("%s:\n have %+v\n want %+v", want.Path, show(have), show(want))
		}
		if want.Destination != "" && destinations[want.Path] != want.Destination {
			t.Errorf("%s: written to %q, by Jekyll to %q", want.Path, destinations[want.Path], want.Destination)
		}
	}
	for path, f := range got {
		if f.Published {
			t.Errorf("%s: published at %s, but Jekyll does not publish it", path, f.URL)
		}
	}
}

func show(f expectedFact) string {
	text, _ := json.Marshal(f)
	return strings.ReplaceAll(string(text), `,"`, `, "`)
}
