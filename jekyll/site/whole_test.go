package site_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/galleypress/galley/jekyll/psych"
	"github.com/galleypress/galley/jekyll/site"
)

// wholeSite is a site and the model that testdata/whole.rb prints of it: rows of texts.
type wholeSite struct {
	packed
	Whole struct {
		Pages, Static, Layouts [][]string
		Collections            []collectionRows
		Data                   string
	}
}

// collectionRows is [label, rows] in the JSON.
type collectionRows struct {
	label string
	rows  [][]string
}

func (c *collectionRows) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[]any{&c.label, &c.rows})
}

func TestWholeSitesAreReadAsJekyllReadsThem(t *testing.T) {
	names, err := filepath.Glob("testdata/whole/*.json")
	if err != nil || len(names) == 0 {
		t.Fatal("no sites in testdata/whole", err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			var want wholeSite
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(text, &want); err != nil {
				t.Fatal(err)
			}
			s := readSite(t, want.mapFS(), oddNow)
			compareRows(t, "pages", pageRows(s), want.Whole.Pages)
			compareRows(t, "static files", staticRows(s), want.Whole.Static)
			compareRows(t, "layouts", layoutRows(s), want.Whole.Layouts)
			for _, c := range want.Whole.Collections {
				compareRows(t, c.label, documentRows(s.Collection(c.label)), c.rows)
			}
			if data := psych.Inspect(s.Data); data != want.Whole.Data {
				t.Errorf("data:\n have %s\n want %s", data, want.Whole.Data)
			}
		})
	}
}

func pageRows(s *site.Site) [][]string {
	var rows [][]string
	for _, p := range s.Pages {
		rows = append(rows, []string{p.Path, p.URL, p.Destination(), psych.Inspect(p.Value("layout"))})
	}
	return sortRows(rows)
}

func staticRows(s *site.Site) [][]string {
	var rows [][]string
	for _, f := range s.Static {
		rows = append(rows, []string{f.Path, f.URL, f.Destination(), fmt.Sprint(f.Written)})
	}
	return sortRows(rows)
}

func layoutRows(s *site.Site) [][]string {
	var rows [][]string
	for name, l := range s.Layouts {
		rows = append(rows, []string{name, "/" + l.Path})
	}
	return sortRows(rows)
}

func documentRows(c *site.Collection) [][]string {
	var rows [][]string
	for _, d := range c.Docs {
		date := strings.Replace(psych.FormatTime(d.Date.UTC()), " +0000", " UTC", 1)
		rows = append(rows, []string{d.RelativePath, d.URL, d.Destination(), date, psych.Inspect(d.Data.Value("title")), fmt.Sprint(d.Published)})
	}
	return rows
}

func sortRows(rows [][]string) [][]string {
	sort.Slice(rows, func(i, j int) bool { return slices.Compare(rows[i], rows[j]) < 0 })
	return rows
}

func compareRows(t *testing.T, what string, have, want [][]string) {
	t.Helper()
	for i := range max(len(have), len(want)) {
		var h, w []string
		if i < len(have) {
			h = have[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if !slices.Equal(h, w) {
			t.Errorf("%s:\n have %q\n want %q", what, h, w)
		}
	}
}
