package kramdown

import (
	"strings"
	"unicode/utf8"
)

var autolinkSchemes = [...]string{"mailto:", "https:", "http:", "ftps:", "ftp:"}

// parseAutolink reads <http://…>, <mailto:…> and <name@host>.
func (sp *spanner) parseAutolink() bool {
	s, from := sp.s, sp.pos+1
	end := -1
	prefix := ""
	for _, scheme := range autolinkSchemes {
		if !strings.HasPrefix(s[from:], scheme) {
			continue
		}
		least := from + len(scheme) + 1
		if least >= len(s) || s[least-1] == '\n' {
			break
		}
		_, n := utf8.DecodeRuneInString(s[least-1:])
		least += n - 1
		k := sp.angle.next(sp.src.m, s, least, ">")
		if k >= 0 {
			if nl := sp.newline.next(sp.src.m, s, least, "\n"); nl < 0 || nl > k {
				end = k
			}
		}
		break
	}
	if end < 0 {
		at := scanAddress(s, from)
		if at == from || at >= len(s) || s[at] != '@' {
			return false
		}
		k := scanAddress(s, at+1)
		if k == at+1 || k >= len(s) || s[k] != '>' {
			return false
		}
		end, prefix = k, "mailto:"
	}
	e := sp.p.new(Link)
	e.Attr = []Attribute{{"href", prefix + s[from:end]}}
	t := sp.p.new(Text)
	t.Value = strings.TrimPrefix(s[from:end], "mailto:")
	if t.Value != "" {
		e.add(t)
	}
	sp.add(e)
	sp.pos = end + 1
	return true
}

// scanAddress matches the characters of a mail address.
func scanAddress(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r != '-' && r != '_' && r != '.' && !isAlnumRune(r) {
			break
		}
		i += n
	}
	return i
}
