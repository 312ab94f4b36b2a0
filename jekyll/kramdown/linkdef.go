package kramdown

import "strings"

// linkDef is the target of a reference link.
type linkDef struct {
	url, title string
	hasTitle   bool
	eob        *Element // takes the IAL of the definition
}

// normalizeLinkID makes ids equal that differ in case or white space only.
func normalizeLinkID(id string) string {
	plain := true
	for i := 0; i < len(id); i++ {
		c := id[i]
		if c >= 0x80 || c >= 'A' && c <= 'Z' || isSpace(c) && (c != ' ' || i > 0 && isSpace(id[i-1])) {
			plain = false
			break
		}
	}
	if plain {
		return id
	}
	var b strings.Builder
	for i := 0; i < len(id); i++ {
		if isSpace(id[i]) {
			if i == 0 || !isSpace(id[i-1]) {
				b.WriteByte(' ')
			}
		} else {
			b.WriteByte(id[i])
		}
	}
	return downcase(b.String())
}

// parseLinkDefinition reads [id]: url "title".
func (p *parser) parseLinkDefinition() bool {
	src := p.src
	s, pos := src.s, src.pos
	i := pos + optSpace(s, pos)
	eol := lineEnd(s, i)
	n := strings.IndexByte(s[i:eol], ']')
	if n < 2 || i+n+1 >= eol || s[i+n+1] != ':' {
		return false
	}
	id := s[i+1 : i+n]
	from := skipBlanks(s, i+n+2)
	url, title, hasTitle, end := scanLinkTarget(s, from, eol)
	if end == 0 {
		return false
	}
	id = normalizeLinkID(id)
	if p.linkDefs == nil {
		p.linkDefs = make(map[string]*linkDef)
	}
	if p.linkDefs[id] != nil {
		p.warn("Duplicate link ID '%s' on line %d - overwriting", id, src.lineAt(pos))
	}
	p.linkDefs[id] = &linkDef{url: url, title: title, hasTitle: hasTitle, eob: p.addEOB(eobLinkDef)}
	src.pos = end
	return true
}

// scanLinkTarget matches what stands behind the colon of a link definition,
// up to end; end is 0 if it does not match.
func scanLinkTarget(s string, from, eol int) (url, title string, hasTitle bool, end int) {
	if s[from] == '<' {
		for k := from + 1; ; k++ {
			n := strings.IndexByte(s[k:eol], '>')
			if n < 0 {
				break
			}
			k += n
			if title, hasTitle, end = scanLinkTitle(s, k+1, eol); end > 0 {
				return s[from+1 : k], title, hasTitle, end
			}
		}
	}
	last := eol // behind the line's last character that is no blank
	if last > from && s[last-1] == '\n' {
		last--
	}
	for last > from && isSpace(s[last-1]) && (s[last-1] == ' ' || s[last-1] == '\t') {
		last--
	}
	if !hasText(s, from) {
		return "", "", false, 0
	}
	// The URL ends before the first blanks and quote such that the line's
	// last character closes that quote, else at the line's end.
	for k := from + 1; k < last; k++ {
		if (s[k] == '"' || s[k] == '\'') && (s[k-1] == ' ' || s[k-1] == '\t') {
			if s[last-1] != s[k] || last-1 <= k+1 {
				continue
			}
			e := k
			for s[e-1] == ' ' || s[e-1] == '\t' {
				e--
			}
			if hasOddTitle(s[from:e]) {
				return "", "", false, 0
			}
			return s[from:e], s[k+1 : last-1], true, eol
		}
	}
	url = s[from:last]
	if title, hasTitle, end = scanLinkTitle(s, last, eol); end == 0 || hasOddTitle(url) {
		return "", "", false, 0
	}
	return url, title, hasTitle, end
}

// hasOddTitle matches [ \t]+["'], which kramdown does not allow in a URL.
func hasOddTitle(url string) bool {
	for i := 1; i < len(url); i++ {
		if (url[i] == '"' || url[i] == '\'') && (url[i-1] == ' ' || url[i-1] == '\t') {
			return true
		}
	}
	return false
}

// scanLinkTitle matches an optional title behind the URL, on the same line or
// the next, and the end of the line.
func scanLinkTitle(s string, i, eol int) (title string, ok bool, end int) {
	j := skipBlanks(s, i)
	if j < eol && s[j] == '\n' {
		end = j + 1
		if title, ok, e := quotedLine(s, skipBlanks(s, j+1)); ok {
			return title, true, e
		}
		return "", false, end
	}
	if j > i {
		if title, ok, e := quotedLine(s, j); ok {
			return title, true, e
		}
	}
	return "", false, 0
}

// quotedLine matches a quoted title that reaches to the end of its line.
func quotedLine(s string, i int) (title string, ok bool, end int) {
	if i >= len(s) || s[i] != '"' && s[i] != '\'' {
		return "", false, 0
	}
	eol := lineEnd(s, i)
	last := eol
	if s[last-1] != '\n' {
		return "", false, 0
	}
	last--
	for last > i && (s[last-1] == ' ' || s[last-1] == '\t') {
		last--
	}
	if last-1 <= i+1 || s[last-1] != s[i] {
		return "", false, 0
	}
	return s[i+1 : last-1], true, eol
}
