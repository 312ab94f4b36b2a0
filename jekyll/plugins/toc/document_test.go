package toc

import (
	"strings"
	"testing"
)

func FuzzEveryListIsClosed(f *testing.F) {
	for _, html := range []string{"<h1>a</h1><h3>b</h3><h2>c</h2>", "<h6>a<h1>b", "<div class=no_toc_section><h1>x</h1></div><h2 id=''>y</h2>", "<h2>한글</h2><h2>한글</h2>"} {
		f.Add(html)
	}
	f.Fuzz(func(t *testing.T, html string) {
		d, err := parse(html, settings{min: 1, max: 6, tag: "ul", skip: []string{"no_toc_section"}})
		if err != nil {
			t.Skip(err)
		}
		list := d.list()
		for _, tag := range []string{"ul", "li"} {
			if opened, closed := strings.Count(list, "<"+tag), strings.Count(list, "</"+tag+">"); opened != closed {
				t.Errorf("%q: %d %s are opened and %d closed in\n%s", html, opened, tag, closed, list)
			}
		}
		if entries := strings.Count(list, "<li"); entries != len(d.headings) {
			t.Errorf("%q has %d headings, and %d entries", html, len(d.headings), entries)
		}
		if _, err := d.withAnchors(); err != nil {
			t.Skip(err) // html.Render refuses what no parser should give, such as void elements with content
		}
	})
}
