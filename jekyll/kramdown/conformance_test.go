package kramdown_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/galleypress/galley/jekyll/kramdown"
	"github.com/galleypress/galley/jekyll/kramdown/highlight"
)

// leftOut names the cases that need a Ruby gem.
var leftOut = map[string]string{
	"block/06_codeblock/rouge/multiple": "its formatter is a Ruby class of kramdown's test suite",
}

// TestConformance holds the package against kramdown's own cases, byte for
// byte. As in kramdown's own run of them, header ids are off unless asked for.
func TestConformance(t *testing.T) {
	root := "testdata/conformance"
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		name, isCase := strings.CutSuffix(path, ".text")
		if err != nil || !isCase {
			return err
		}
		name = filepath.ToSlash(strings.TrimPrefix(name, root+string(filepath.Separator)))
		if reason, ok := leftOut[name]; ok {
			t.Logf("left out: %s: %s", name, reason)
			return nil
		}
		t.Run(name, func(t *testing.T) {
			base := strings.TrimSuffix(path, ".text")
			src, want := readFile(t, path), readFile(t, base+".html")
			o := kramdown.DefaultOptions()
			if file, err := os.ReadFile(base + ".options"); err == nil {
				setOptions(t, &o, file)
			} else if strings.Contains(name, "/html_to_native/") {
				// kramdown's suite keeps these in one file for the folder.
				setOptions(t, &o, []byte("auto_ids: false\nhtml_to_native: true\n"))
			} else {
				setOptions(t, &o, []byte("auto_ids: false\nfootnote_nr: 1\n"))
			}
			o.Highlight = highlight.Rouge(&o)
			if got := kramdown.Convert(src, &o).HTML; !bytes.Equal(got, want) {
				t.Errorf("source:\n%s\ngot:\n%s\nwant:\n%s", src, got, want)
			}
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// setOptions reads a file of options; Ruby's symbols have a colon in front.
func setOptions(t *testing.T, o *kramdown.Options, file []byte) {
	t.Helper()
	var opts map[string]any
	if err := yaml.Unmarshal(file, &opts); err != nil {
		t.Fatal(err)
	}
	for key, value := range opts {
		key = strings.TrimPrefix(key, ":")
		if err := o.Set(key, value); err != nil {
			if _, unknown := err.(*kramdown.UnknownOptionError); !unknown {
				t.Fatal(err)
			}
		}
	}
}
