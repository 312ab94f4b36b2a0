package site

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// postName is what the name of a post file says.
type postName struct {
	date, slug, ext string
}

// parsePostName reads a path by Document::DATE_FILENAME_MATCHER: 2024-10-17-slug.md, in any folder.
func parsePostName(p string) (postName, bool) {
	if n, ok := parseDated(p); ok {
		return n, true
	}
	if i := strings.LastIndexByte(p, '/'); i > 0 {
		return parseDated(p[i+1:])
	}
	return postName{}, false
}

func parseDated(s string) (postName, bool) {
	year := digits(s, 4)
	if year < 2 {
		return postName{}, false
	}
	i, ok := dashNumber(s, year)
	if !ok {
		return postName{}, false
	}
	end, ok := dashNumber(s, i)
	if !ok || end >= len(s) || s[end] != '-' {
		return postName{}, false
	}
	slug, ext, ok := splitExt(s[end+1:])
	if !ok || strings.Contains(slug, "/") {
		return postName{}, false
	}
	return postName{date: s[:end], slug: slug, ext: ext}, true
}

// dashNumber skips a dash and one or two digits.
func dashNumber(s string, i int) (int, bool) {
	if i >= len(s) || s[i] != '-' {
		return 0, false
	}
	n := digits(s[i+1:], 2)
	return i + 1 + n, n > 0
}

func digits(s string, most int) int {
	n := 0
	for n < len(s) && n < most && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// splitExt cuts a name before its last point, which something must follow.
func splitExt(s string) (stem, ext string, ok bool) {
	i := strings.LastIndexByte(s, '.')
	if i < 0 || i == len(s)-1 {
		return "", "", false
	}
	return s[:i], s[i:], true
}

// datelessName is Document::DATELESS_FILENAME_MATCHER: the name of any file with an extension.
func datelessName(p string) (slug, ext string, ok bool) {
	stem, ext, ok := splitExt(p)
	if !ok {
		return "", "", false
	}
	return stem[strings.LastIndexByte(stem, '/')+1:], ext, true
}

// extname is Ruby's File.extname: unlike path.Ext it finds none in ".htaccess".
func extname(p string) string {
	name := path.Base(p)
	stem := strings.TrimLeft(name, ".")
	i := strings.LastIndexByte(stem, '.')
	if i < 0 {
		return ""
	}
	return stem[i:]
}

// stem is a file's name without extension (File.basename(path, ".*")).
func stem(p string) string {
	name := path.Base(p)
	return name[:len(name)-len(extname(name))]
}

// trimPoints takes trailing points off.
func trimPoints(s string) string { return strings.TrimRight(s, ".") }

// TitleizeSlug makes a title of a slug (Utils.titleize_slug): "hello-WORLD" becomes "Hello World".
func TitleizeSlug(slug string) string {
	words := strings.Split(slug, "-")
	for len(words) > 0 && words[len(words)-1] == "" {
		words = words[:len(words)-1]
	}
	for i, word := range words {
		words[i] = capitalize(word)
	}
	return strings.Join(words, " ")
}

// twoCapitals are letters that become two when the first is made a capital.
var twoCapitals = map[rune]string{
	'ß': "Ss", 'ŉ': "ʼN", 'ǰ': "J̌", 'և': "Եւ", 'ﬀ': "Ff", 'ﬁ': "Fi", 'ﬂ': "Fl", 'ﬃ': "Ffi", 'ﬄ': "Ffl", 'ﬅ': "St", 'ﬆ': "St",
}

func capitalize(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	if size == 0 {
		return ""
	}
	capital, ok := twoCapitals[first]
	if !ok {
		capital = string(unicode.ToTitle(first))
	}
	return capital + downcase(word[size:])
}

// downcase is Ruby's downcase, which knows one letter that becomes two.
func downcase(s string) string {
	return strings.ToLower(strings.ReplaceAll(s, "İ", "i̇"))
}
