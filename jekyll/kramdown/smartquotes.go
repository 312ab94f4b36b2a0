package kramdown

import (
	"strings"
	"unicode/utf8"
)

// The codes of SmartQuote elements, in the order of the option smart_quotes.
const (
	lsquo = iota
	rsquo
	ldquo
	rdquo
)

var smartQuoteNames = [...]string{"lsquo", "rsquo", "ldquo", "rdquo"}

func isQuote(c byte) bool { return c == '"' || c == '\'' }

// isSmartQuote matches SMART_QUOTES_RE: a quote, or any character but a
// backslash and a quote behind it.
func (sp *spanner) isSmartQuote(q int) bool {
	s := sp.s
	if isQuote(s[q]) {
		return true
	}
	if s[q] == '\\' {
		return false
	}
	n := 1
	if s[q] >= utf8.RuneSelf {
		_, n = utf8.DecodeRuneInString(s[q:])
	}
	return q+n < len(s) && isQuote(s[q+n])
}

const quotePunctuation = "!\"#$%'()*+,-./:;<=>?@[\\]^_`{|}~"

// parseSmartQuotes decides which way a quote looks. The rules are those of
// SmartyPants, in the order of kramdown's SQ_RULES.
func (sp *spanner) parseSmartQuotes() {
	s, pos := sp.s, sp.pos
	at := func(i int) byte {
		if i < len(s) {
			return s[i]
		}
		return 0
	}
	c := s[pos]
	if isQuote(c) {
		next := at(pos + 1)
		if isOpeningMark(s, pos+1) {
			sp.quote(pos, pos, lsquo)
			return
		}
		if next != 0 && strings.IndexByte(quotePunctuation, next) >= 0 && !strings.HasPrefix(s[pos+2:], "..") && !wordBoundaryAfter(s, pos, pos+2) {
			sp.quote(pos, pos, rsquo)
			return
		}
	}
	// White space, then two kinds of quotes, or the '80s.
	i := pos
	if isSpace(c) {
		i++
	}
	for ; i >= pos; i-- { // \s? may also match nothing
		a, b := at(i), at(i+1)
		if (a == '"' && b == '\'' || a == '\'' && b == '"') && isWord(at(i+2)) {
			first, second := ldquo, lsquo
			if a == '\'' {
				first, second = lsquo, ldquo
			}
			sp.addText(pos, i)
			sp.addQuote(first)
			sp.addQuote(second)
			sp.pos = i + 2
			return
		}
	}
	i = pos
	if isSpace(c) {
		i++
	}
	if at(i) == '\'' && isDigit(at(i+1)) && isDigit(at(i+2)) && at(i+3) == 's' {
		sp.quote(pos, i, rsquo)
		return
	}
	if isSpace(c) && isQuote(at(pos+1)) && isWord(at(pos+2)) {
		sp.quote(pos, pos+1, lsquo)
		return
	}
	n := 1
	if c >= utf8.RuneSelf {
		_, n = utf8.DecodeRuneInString(s[pos:])
	}
	if strings.IndexByte(" \\\t\r\n[{(-", c) < 0 && isQuote(at(pos+n)) {
		sp.quote(pos, pos+n, rsquo)
		return
	}
	if isQuote(c) {
		next := at(pos + 1)
		if pos+1 >= len(s) || isSpace(next) || next == 's' && wordBoundaryAfter(s, pos, pos+2) {
			sp.quote(pos, pos, rsquo)
			return
		}
	}
	if isQuote(at(pos + n)) {
		sp.quote(pos, pos+n, lsquo)
	} else {
		sp.quote(pos, pos, lsquo)
	}
}

// isOpeningMark matches [_*]{1,2}\S.
func isOpeningMark(s string, i int) bool {
	if i >= len(s) || s[i] != '_' && s[i] != '*' {
		return false
	}
	return i+1 < len(s) && !isSpace(s[i+1])
}

// wordBoundaryAfter is \b at i for a matcher that sees nothing before from.
func wordBoundaryAfter(s string, from, i int) bool { return wordBoundary(s[from:], i-from) }

// quote adds the text s[from:at] and a quote for the one at position at,
// single or double as that is; single tells whether it opens or closes.
func (sp *spanner) quote(from, at int, single int32) {
	sp.addText(from, at)
	if sp.s[at] == '"' {
		single += 2
	}
	sp.addQuote(int(single))
	sp.pos = at + 1
}

func (sp *spanner) addQuote(code int) {
	e := sp.p.new(SmartQuote)
	e.code = int32(code)
	sp.add(e)
}
