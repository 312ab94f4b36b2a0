// Package bench compares kramdown with goldmark side by side, on the same
// posts. It is a module of its own so that goldmark stays out of the product:
//
//	cd jekyll/kramdown/bench && go test -bench . -count 10
//
// The posts are those of this repository and every *.md file below the folder
// that GALLEY_POSTS names, if it is set.
package bench

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"

	"github.com/galleypress/galley/jekyll/kramdown"
)

func posts(b *testing.B) (list [][]byte, size int64) {
	b.Helper()
	roots := []string{"../testdata/posts"}
	if dir := os.Getenv("GALLEY_POSTS"); dir != "" {
		roots = append(roots, dir)
	}
	for _, root := range roots {
		err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".md" {
				return err
			}
			text, err := os.ReadFile(path)
			list = append(list, text)
			size += int64(len(text))
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	return list, size
}

func run(b *testing.B, convert func(src []byte)) {
	list, size := posts(b)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for _, src := range list {
			convert(src)
		}
	}
}

// BenchmarkKramdown does all that Jekyll's Markdown has: ids, smart quotes,
// footnotes, definition lists, attribute lists, abbreviations, math.
func BenchmarkKramdown(b *testing.B) {
	o := kramdown.JekyllDefaults()
	run(b, func(src []byte) { kramdown.Convert(src, &o) })
}

// BenchmarkGoldmarkGFM does CommonMark with tables, strikethrough, task lists
// and bare links.
func BenchmarkGoldmarkGFM(b *testing.B) {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM))
	run(b, func(src []byte) {
		var out bytes.Buffer
		if err := md.Convert(src, &out); err != nil {
			b.Fatal(err)
		}
	})
}

// BenchmarkGoldmarkAll comes nearest to what kramdown does.
func BenchmarkGoldmarkAll(b *testing.B) {
	md := goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList, extension.Typographer),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithAttribute()))
	run(b, func(src []byte) {
		var out bytes.Buffer
		if err := md.Convert(src, &out); err != nil {
			b.Fatal(err)
		}
	})
}
