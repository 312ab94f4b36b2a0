package render

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/galleypress/galley/jekyll/liquid"
)

// newTestSite is a site without pages, for filters and tags.
func newTestSite(t *testing.T, config *liquid.Map) *Site {
	t.Helper()
	s := &Site{
		Config: config, Time: time.Date(2026, 1, 2, 3, 4, 5, 0, time.FixedZone("KST", 9*3600)),
		blocks: map[string]bool{}, warned: map[string]bool{}, Layouts: map[string]*Layout{},
		url: "https://example.org", baseurl: "/base",
	}
	s.lists, s.targets, s.styles = newLists(s), newTargets(s), newStylesheets(s)
	if err := s.setLiquid(Options{}); err != nil {
		t.Fatal(err)
	}
	if err := s.setKramdown(); err != nil {
		t.Fatal(err)
	}
	return s
}

func renderText(t *testing.T, s *Site, text string) (string, error) {
	t.Helper()
	p := &Page{Path: "test.html", Data: liquid.NewMap(), site: s, url: "/test.html"}
	p.drop.page = p
	p.Content = text
	return (&rendering{ctx: context.Background(), site: s, page: p}).body(text)
}

// What whole sites use is held against Jekyll by the sites in jekyll/testdata; here are the corners.
func TestFiltersTakeOddInput(t *testing.T) {
	s := newTestSite(t, liquid.NewMap("markdown", "kramdown", "highlighter", "rouge"))
	for _, c := range []struct{ in, want string }{
		{"{{ nil | relative_url }}|{{ nil | absolute_url }}|{{ nil | slugify }}|{{ nil | date_to_string }}|{{ nil | uri_escape }}", "||||"},
		{"{{ '' | relative_url }}|{{ '' | absolute_url }}", "/base|https://example.org/base"},
		{"{{ 'mailto:a@b.c' | relative_url }} {{ '//cdn.example/x' | absolute_url }}", "mailto:a@b.c https://example.org/base//cdn.example/x"},
		{"{{ 42 | number_of_words }} {{ nil | number_of_words: 'auto' }} {{ '中文 and 한국어' | number_of_words: 'cjk' }} {{ 'a b' | number_of_words: 'what' }}", "1 0 6 2"},
		{"{{ '01' | to_integer }} {{ 'x' | to_integer }} {{ nil | to_integer }} {{ false | to_integer }}", "1 0 0 0"},
		{"{{ 'text' | where: 'a', 'b' }}{{ nil | where: 'a', 'b' }}{{ 3 | group_by: 'x' }}{{ 'x' | find: 'a', 'b' }}", "text3x"},
		{"{{ 'b,a' | split: ',' | sort | join }} {{ 'x' | pop }} {{ nil | push: 1 }}", "a b x "},
		{"{{ 'a,b,c' | split: ',' | pop: 5 | size }} {{ 'a,b,c' | split: ',' | shift: 0 | size }}", "0 3"},
		{"{{ 'a' | slugify: 'nonsense' }} {{ '---' | slugify }}| {{ 'Ünï Ça' | slugify: 'latin' }} {{ 'a_b' | slugify: 'ascii' }}", "a | uni-ca a-b"},
		{"{{ '\" < \\ /' | jsonify }} {{ nil | jsonify }} {{ 'é中' | jsonify }}", `"\" < \\ /" null "é中"`},
		{"{{ 'today' | date_to_xmlschema }}", "2026-01-02T03:04:05+09:00"},
		{"{{ '/a/index.html' | strip_index }} {{ '/a/index.htm' | strip_index }} {{ '/a/index.php' | strip_index }}", "/a/ /a/ /a/index.php"},
		{"{{ 'a,b' | split: ',' | array_to_sentence_string: 'oder' }} {{ nil | array_to_sentence_string }}", "a oder b "},
		{"{{ 'x' | sample }}|{{ 'a,b,c' | split: ',' | sample: 2 | size }}", "x|2"},
	} {
		got, err := renderText(t, s, c.in)
		if err != nil || got != c.want {
			t.Errorf("%s\n got %q, %v\nwant %q", c.in, got, err, c.want)
		}
	}
}

func TestWrongInputToAFilterIsAnErrorInPlainWords(t *testing.T) {
	s := newTestSite(t, liquid.NewMap("markdown", "kramdown", "highlighter", "rouge"))
	for in, want := range map[string]string{
		"{{ nil | sort }}": "Cannot sort a null object.",
		"{{ 'a,b' | split: ',' | sort: 'x', 'middle' }}":  "Invalid nils order: 'middle' is not a valid nils order. It must be 'first' or 'last'.",
		"{{ 'not a date' | date_to_string }}":             "is not a valid datetime",
		"{{ 'a' | split: ',' | where_exp: 'x', 'x ==' }}": "",
		"{% highlight %}x{% endhighlight %}":              "Valid syntax: highlight <lang> [linenos]",
		"{% post_url nothing %}":                          "Could not parse name of post",
		"{% include a.html x=\"unclosed %}":               "Invalid syntax for include tag",
		"{% include ../x %}":                              "invalid characters or sequences",
	} {
		_, err := renderText(t, s, in)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", in, err, want)
		}
	}
}
