package kramdown

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The character classes are Ruby's: \s, \w and \d know ASCII only, the POSIX
// brackets, \b and \p{Word} know Unicode.

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// isSpace is \s.
func isSpace(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

// isWord is \w.
func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || isDigit(c) || c == '_'
}

func isASCIILetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// isAlphaRune is [[:alpha:]].
func isAlphaRune(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIILetter(byte(r))
	}
	return unicode.IsLetter(r) || unicode.In(r, unicode.Nl, unicode.Other_Alphabetic)
}

// isAlnumRune is [[:alnum:]].
func isAlnumRune(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIILetter(byte(r)) || isDigit(byte(r))
	}
	return isAlphaRune(r) || unicode.Is(unicode.Nd, r)
}

// isWordRune is \p{Word}, which \b goes by.
func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return isWord(byte(r))
	}
	return isAlphaRune(r) || unicode.In(r, unicode.M, unicode.Nd, unicode.Pc)
}

// skipSpace moves over \s*.
func skipSpace(s string, i int) int {
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	return i
}

// skipBlanks moves over [ \t]*.
func skipBlanks(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\t') {
		i++
	}
	return i
}

// lineEnd is the position after the line's newline, or the end of s.
func lineEnd(s string, i int) int {
	if n := strings.IndexByte(s[i:], '\n'); n >= 0 {
		return i + n + 1
	}
	return len(s)
}

// restBlank reports whether \s*?\n follows, and where it ends.
func restBlank(s string, i int) (end int, ok bool) {
	for ; i < len(s); i++ {
		if s[i] == '\n' {
			return i + 1, true
		}
		if !isSpace(s[i]) {
			return 0, false
		}
	}
	return 0, false
}

func isStripped(c byte) bool { return isSpace(c) || c == 0 }

// lstrip, rstrip and strip are Ruby's; they take NULs away, too.
func lstrip(s string) string {
	for len(s) > 0 && isStripped(s[0]) {
		s = s[1:]
	}
	return s
}

func rstrip(s string) string {
	for len(s) > 0 && isStripped(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

func strip(s string) string { return rstrip(lstrip(s)) }

// wordBoundary is \b at position i.
func wordBoundary(s string, i int) bool {
	before, after := false, false
	if i > 0 {
		r, _ := utf8.DecodeLastRuneInString(s[:i])
		before = isBoundaryRune(r)
	}
	if i < len(s) {
		r, _ := utf8.DecodeRuneInString(s[i:])
		after = isBoundaryRune(r)
	}
	return before != after
}

// isBoundaryRune tells what \b takes for a part of a word: for Ruby, Latin-1's
// superscript digits and fractions are.
func isBoundaryRune(r rune) bool {
	switch r {
	case '²', '³', '¹', '¼', '½', '¾':
		return true
	}
	return isWordRune(r)
}

// containsWord looks for word between word boundaries.
func containsWord(s, word string) bool {
	for from := 0; ; {
		n := strings.Index(s[from:], word)
		if n < 0 {
			return false
		}
		i := from + n
		if wordBoundary(s, i) && wordBoundary(s, i+len(word)) {
			return true
		}
		from = i + 1
	}
}

// downcase is String#downcase.
func downcase(s string) string {
	if strings.Contains(s, "İ") {
		s = strings.ReplaceAll(s, "İ", "i\u0307")
	}
	return strings.ToLower(s)
}

// isName reports [A-Za-z0-9_] then [\w-]*: an ID of ALDs, footnotes and
// extensions. It returns its end, or i if there is none.
func scanID(s string, i int) int {
	if i >= len(s) || !isWord(s[i]) {
		return i
	}
	for i++; i < len(s) && (isWord(s[i]) || s[i] == '-'); i++ {
	}
	return i
}

// finder answers "where is the next occurrence from here on" for one pattern
// in one text, without searching the same stretch twice.
type finder struct {
	from, at int // an answer known for queries in [from, at]; at < 0: none after from
	known    bool
}

func (f *finder) next(m *meter, s string, pos int, pattern string) int {
	if f.covers(pos) {
		return f.at
	}
	at := strings.Index(s[pos:], pattern)
	if at >= 0 {
		at += pos
	}
	f.keep(m, s, pos, at)
	return at
}

// covers tells whether the answer for pos is known already: f.at.
func (f *finder) covers(pos int) bool {
	return f.known && pos >= f.from && (f.at < 0 || pos <= f.at)
}

// keep remembers that at is the answer for a search from pos on.
func (f *finder) keep(m *meter, s string, pos, at int) {
	*f = finder{pos, at, true}
	if at < 0 {
		at = len(s)
	}
	m.add(at - pos)
}

// meter counts the bytes that a parser looks at or copies, over and over if
// need be: tests hold it against the size of the source.
type meter struct{ n int }

func (m *meter) add(n int) {
	if m != nil {
		m.n += n
	}
}
