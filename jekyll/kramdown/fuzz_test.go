package kramdown_test

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"github.com/galleypress/galley/jekyll/kramdown"
)

// FuzzConvert looks for input that makes a conversion panic, hang, give other
// bytes the second time, or anything but UTF-8.
func FuzzConvert(f *testing.F) {
	g := newGenerator(f, 1)
	for _, text := range g.texts {
		f.Add([]byte(text), uint8(0))
	}
	for i := range 100 {
		f.Add([]byte(g.document()), uint8(i))
	}
	f.Fuzz(func(t *testing.T, src []byte, set uint8) {
		o := kramdown.DefaultOptions()
		o.Release = []string{"2.4", "2.5"}[set>>4&1]
		for k, v := range optionSets[int(set)%len(optionSets)] {
			if err := o.Set(k, v); err != nil {
				t.Fatal(err)
			}
		}
		got := kramdown.Convert(src, &o)
		if !utf8.Valid(got.HTML) {
			t.Errorf("%q gives invalid UTF-8", src)
		}
		if again := kramdown.Convert(src, &o); !bytes.Equal(got.HTML, again.HTML) {
			t.Errorf("%q gives other HTML the second time", src)
		}
		kramdown.Headings(src, &o)
		kramdown.Smartify(string(src), &o)
	})
}
