package plugins_test

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/galleypress/galley/jekyll"
	"github.com/galleypress/galley/jekyll/samedom"
)

// Each folder in testdata holds a site that uses a plugin, and what Jekyll and the plugin's gem made of it; testdata/regenerate makes it anew.
func TestPluginsPrintWhatTheirGemsPrint(t *testing.T) {
	sites, err := filepath.Glob("testdata/*/site")
	if err != nil || len(sites) == 0 {
		t.Fatal("no sites in testdata", err)
	}
	for _, site := range sites {
		dir := filepath.Dir(site)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			got := build(t, site)
			want := read(t, filepath.Join(dir, "expected"))
			for name, text := range want {
				out, made := got[name]
				if !made {
					t.Errorf("%s is not written", name)
					continue
				}
				if diff := samedom.Diff(name, []byte(text), []byte(out)); diff != "" {
					t.Errorf("%s:\n%s", name, diff)
				}
			}
			for name := range got {
				if _, known := want[name]; !known {
					t.Errorf("%s is written, and Jekyll writes no such file", name)
				}
			}
		})
	}
}

// build is the site as we build it: what is written, by path.
func build(t *testing.T, dir string) map[string]string {
	t.Helper()
	source := os.DirFS(dir)
	result, err := jekyll.Build(context.Background(), jekyll.Options{
		Source:      source,
		Environment: "development",
		Now:         time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC),
		LastModified: func(string) (time.Time, bool) {
			return time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC), true
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, out := range result.Outputs {
		data := out.Data
		if data == nil {
			if data, err = fs.ReadFile(source, out.Source); err != nil {
				t.Fatal(err)
			}
		}
		files[out.Path] = string(data)
	}
	return files
}

func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	source := os.DirFS(dir)
	err := fs.WalkDir(source, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(source, name)
		files[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
