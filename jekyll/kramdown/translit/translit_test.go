package translit_test

import (
	"testing"

	"github.com/galleypress/galley/jekyll/kramdown"
	"github.com/galleypress/galley/jekyll/kramdown/translit"
)

func TestHeaderIDsAreSpelledInASCII(t *testing.T) {
	o := kramdown.DefaultOptions()
	o.TransliteratedHeaderIDs = true
	o.Transliterate = translit.ASCII
	for text, want := range map[string]string{
		"Привет мир":     "privet-mir",
		"Việt Nam":       "viet-nam",
		"Größe":          "grosse",
		"한국어":            "hangugeo",
		"plain & simple": "plain--simple",
	} {
		h := kramdown.Headings([]byte("# "+text+"\n"), &o)
		if len(h) != 1 || h[0].ID != want {
			t.Errorf("%s: got %+v, want the id %s", text, h, want)
		}
	}
}
