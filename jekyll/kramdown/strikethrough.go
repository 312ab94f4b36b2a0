package kramdown

import (
	"strings"
	"unicode/utf8"
)

// parseStrikethrough reads ~~text~~. What is inside is read on its own, as if
// nothing were around it.
func (sp *spanner) parseStrikethrough() bool {
	s, pos := sp.s, sp.pos
	if !strings.HasPrefix(s[pos:], "~~") {
		return false
	}
	from := pos + 2
	if from >= len(s) || isSpace(s[from]) || s[from] == '~' {
		return false
	}
	_, n := utf8.DecodeRuneInString(s[from:])
	end := sp.strikeEnd(from + n)
	if end < 0 {
		return false
	}
	e := sp.p.new(HTMLElement)
	e.Value, e.Category = "del", Span
	sp.p.parseSpanText(e, s[from:end], sp.lineAt(pos))
	sp.add(e)
	sp.pos = end + 2
	return true
}

// strikeEnd finds ~~ behind a character that is neither white space nor a
// tilde.
func (sp *spanner) strikeEnd(from int) int {
	f := &sp.strikes
	if f.covers(from) {
		return f.at
	}
	at := -1
	s := sp.s
	for i := from; i+1 < len(s); i++ {
		if s[i] == '~' && s[i+1] == '~' && !isSpace(s[i-1]) && s[i-1] != '~' {
			at = i
			break
		}
	}
	f.keep(sp.src.m, sp.s, from, at)
	return at
}
