package kramdown

import "strings"

// The codes of TypographicSym elements.
const (
	symMdash = iota
	symNdash
	symHellip
	symLaquoSpace
	symRaquoSpace
	symLaquo
	symRaquo
)

var symbolNames = [...]string{"mdash", "ndash", "hellip", "laquo_space", "raquo_space", "laquo", "raquo"}

var symbolTexts = [...]struct {
	text string
	code int32
}{
	{"---", symMdash}, {"--", symNdash}, {"...", symHellip},
	{`\<<`, -'<'}, {`\>>`, -'>'},
	{"<< ", symLaquoSpace}, {" >>", symRaquoSpace}, {"<<", symLaquo}, {">>", symRaquo},
}

// parseTypographicSym reads dashes, dots and guillemets.
func (sp *spanner) parseTypographicSym() bool {
	rest := sp.s[sp.pos:]
	for _, t := range symbolTexts {
		if rest[0] != t.text[0] || !strings.HasPrefix(rest, t.text) {
			continue
		}
		if t.code < 0 {
			for range 2 {
				e := sp.p.new(Entity)
				e.code = -t.code
				sp.add(e)
			}
		} else {
			e := sp.p.new(TypographicSym)
			e.code = t.code
			sp.add(e)
		}
		sp.pos += len(t.text)
		return true
	}
	return false
}
