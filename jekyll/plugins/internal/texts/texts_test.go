package texts

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func yes(string) bool { return true }

func TestOnlyTextIsChanged(t *testing.T) {
	tests := map[string]struct{ page, want string }{
		"text":                              {"<p>a</p>", "<p>A</p>"},
		"names and values":                  {`<p class="a" data-x=a>a</p>`, `<p class="a" data-x=a>A</p>`},
		"what stands in excepted elements":  {"<code>a<b>a</b></code>a", "<code>a<b>a</b></code>A"},
		"an excepted end without its start": {"</code>a", "</code>A"},
		"the head":                          {"<title>a</title><body>a</body>a", "<title>a</title><body>A</body>a"},
		"comments":                          {"<!-- a -->a", "<!-- a -->A"},
		"an address":                        {`<a href="/한 글?x=é&amp;y">a</a>`, `<a href="/%ED%95%9C%20%EA%B8%80?x=%C3%A9&amp;y">A</a>`},
		"an address that needs nothing":     {`<a HREF='/x'>a</a>`, `<a HREF='/x'>A</a>`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if got := Replace(test.page, []string{"code"}, yes, strings.ToUpper); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
	if got := Replace("<p>a", nil, func(string) bool { return false }, strings.ToUpper); got != "<p>a" {
		t.Errorf("a page that is not wanted became %s", got)
	}
}

func FuzzAPageThatNobodyChangesStaysTheSame(f *testing.F) {
	for _, page := range []string{"<p>a</p>", "<body class=x><a href='한'>b</body>", "<script>a<b</script>", "<!--", "<a href", "<body", "a\x00<plaintext>b"} {
		f.Add(page)
	}
	f.Fuzz(func(t *testing.T, page string) {
		got := Replace(page, []string{"code"}, yes, func(text string) string { return text })
		if tags(got) != tags(page) {
			t.Errorf("%q became %q", page, got)
		}
	})
}

// tags are the names of a page's elements, in order.
func tags(page string) string {
	var names []string
	for z := html.NewTokenizer(strings.NewReader(page)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return strings.Join(names, " ")
		}
		if name, _ := z.TagName(); kind == html.StartTagToken || kind == html.EndTagToken {
			names = append(names, string(name))
		}
	}
}
