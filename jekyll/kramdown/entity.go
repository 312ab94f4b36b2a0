package kramdown

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// reference is an entity or character reference in a text.
type reference struct {
	name  string // of an entity
	code  int64  // of a character reference
	named bool
	end   int
}

// scanReference matches HTML_ENTITY_RE, which is also REXML's REFERENCE_RE, at
// the '&' at i.
func scanReference(s string, i int) (r reference, ok bool) {
	j := i + 1
	if j >= len(s) {
		return r, false
	}
	if c := s[j]; isWord(c) || c == ':' {
		for j++; j < len(s) && (isWord(s[j]) || s[j] == '-' || s[j] == '.' || s[j] == ':'); j++ {
		}
		if j < len(s) && s[j] == ';' {
			return reference{name: s[i+1 : j], named: true, end: j + 1}, true
		}
		return r, false
	}
	if s[j] != '#' || j+1 >= len(s) {
		return r, false
	}
	j++
	base := 10
	if s[j] == 'x' {
		base = 16
		j++
	}
	from := j
	for j < len(s) && (isDigit(s[j]) || base == 16 && isHex(s[j])) {
		j++
	}
	if j == from || j >= len(s) || s[j] != ';' {
		return r, false
	}
	code, err := strconv.ParseInt(s[from:j], base, 64)
	if err != nil {
		code = 1 << 40
	}
	return reference{code: code, end: j + 1}, true
}

func isHex(c byte) bool { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

// codePoint is what Kramdown::Utils::Entities.entity makes of a reference.
func (r reference) codePoint() (code int32, ok bool) {
	if r.named {
		code, ok = entityByName[r.name]
		return code, ok
	}
	if r.code >= 128 && r.code <= 159 {
		if c := windows1252[r.code-128]; c != 0 {
			return c, true
		}
	}
	if r.code > 1<<31-1 {
		return -1, true
	}
	return int32(r.code), true
}

// parseEntity reads an entity; one of unknown name stays text.
func (sp *spanner) parseEntity() bool {
	s, pos := sp.s, sp.pos
	r, ok := scanReference(s, pos)
	if !ok {
		return false
	}
	e := sp.p.new(Entity)
	sp.pos = r.end
	if code, ok := sp.p.codePoint(r); ok {
		e.code, e.Value = code, s[pos:r.end]
		sp.add(e)
	} else {
		e.code = '&'
		sp.add(e)
		sp.addText(pos+1, r.end)
	}
	return true
}

// appendRune writes the character of a code point, if there is one.
func appendRune(b []byte, code int32) []byte {
	if utf8.ValidRune(code) {
		return utf8.AppendRune(b, code)
	}
	return b
}

// appendEntity prints an entity as the option entity_output says. original
// is its source, or "".
func (c *converter) appendEntity(code int32, original string) {
	out := c.o.EntityOutput
	reserved := code == '<' || code == '>' || code == '&'
	name := entityNames[code]
	switch {
	case out == EntityAsChar && utf8.ValidRune(code) && !reserved:
		c.b = utf8.AppendRune(c.b, code)
	case (out == EntityAsInput || out == EntityAsChar) && original != "":
		c.b = append(c.b, original...)
	case (out == EntitySymbolic || reserved || code == '"') && name != "":
		c.b = append(c.b, '&')
		c.b = append(c.b, name...)
		c.b = append(c.b, ';')
	default:
		c.b = append(c.b, "&#"...)
		c.b = strconv.AppendInt(c.b, int64(code), 10)
		c.b = append(c.b, ';')
	}
}

// escapeMode says what is escaped in a text.
type escapeMode uint8

const (
	escapeText      escapeMode = iota // references stay
	escapeAttribute                   // references stay, quotes do not
	escapeAll                         // references do not stay
)

// reserved are the characters that may be escaped.
var reserved = ['>' + 1]bool{'<': true, '>': true, '&': true, '"': true}

// appendEscaped prints s with HTML's reserved characters escaped.
func appendEscaped(b []byte, s string, mode escapeMode) []byte {
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c > '>' || !reserved[c] {
			continue
		}
		var esc string
		switch c {
		case '<':
			esc = "&lt;"
		case '>':
			esc = "&gt;"
		case '"':
			if mode != escapeAttribute {
				continue
			}
			esc = "&quot;"
		case '&':
			if mode != escapeAll {
				if r, ok := scanReference(s, i); ok {
					i = r.end - 1
					continue
				}
			}
			esc = "&amp;"
		}
		b = append(b, s[from:i]...)
		b = append(b, esc...)
		from = i + 1
	}
	return append(b, s[from:]...)
}

// smartQuoteEntity is the code point that an option of smart_quotes names.
func smartQuoteEntity(name string) int32 {
	if n, err := strconv.Atoi(strings.TrimSpace(name)); err == nil {
		code, _ := reference{code: int64(n)}.codePoint()
		return code
	}
	return entityByName[name]
}

// codePoint is what the parser's release of kramdown makes of a reference.
func (p *parser) codePoint(r reference) (int32, bool) {
	code, ok := r.codePoint()
	if !ok && p.opts.modern() {
		// 2.5 knows the names of HTML 5.
		if text := html.UnescapeString("&" + r.name + ";"); utf8.RuneCountInString(text) == 1 {
			code, _ = utf8.DecodeRuneInString(text)
			ok = true
		}
	}
	return code, ok
}
