package jekyll_test

import (
	"context"
	"io/fs"
	"testing"
	"testing/fstest"
	"time"

	"github.com/galleypress/galley/jekyll"
)

// tree is a site's source in memory.
func tree(files map[string]string) fs.FS {
	m := fstest.MapFS{}
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func build(t *testing.T, files map[string]string) *jekyll.Result {
	t.Helper()
	result, err := jekyll.Build(context.Background(), jekyll.Options{Source: tree(files), Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func output(t *testing.T, result *jekyll.Result, name string) string {
	t.Helper()
	for _, o := range result.Outputs {
		if o.Path == name {
			return string(o.Data)
		}
	}
	t.Fatalf("there is no %s", name)
	return ""
}
