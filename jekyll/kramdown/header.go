package kramdown

import (
	"strings"
	"unicode/utf8"
)

// parseSetextHeader reads a line underlined with = or -.
func (p *parser) parseSetextHeader() bool {
	src := p.src
	s := src.s
	start := src.pos + optSpace(s, src.pos)
	next := lineEnd(s, start)
	if next >= len(s) || s[next] != '-' && s[next] != '=' {
		return false
	}
	end := next + 1
	for end < len(s) && (s[end] == '-' || s[end] == '=') {
		end++
	}
	for end < len(s) && s[end] != '\n' {
		if !isSpace(s[end]) {
			return false
		}
		end++
	}
	text, id := splitHeaderID(s[start : next-1])
	if text == "" {
		return false
	}
	level := uint8(1)
	if s[next] == '-' {
		level = 2
	}
	p.addHeader(level, text, id, end+1)
	return true
}

// parseATXHeader reads a line that starts with #. What may follow the marks
// and whether a block boundary is needed depends on the input format.
func (p *parser) parseATXHeader() bool {
	if !p.quirkEnd && !p.afterBlockBoundary() {
		return false
	}
	src := p.src
	s, pos := src.s, src.pos
	level := countByte(s, pos, '#', 6)
	start := skipBlanks(s, pos+level)
	if p.gfm {
		if start == pos+level {
			return false
		}
	} else {
		// The text's first character is anything but a blank, even a
		// newline: the text may stand on the next line.
		if start+1 >= len(s) {
			return false
		}
	}
	end := start
	if !p.gfm && s[start] == '\n' {
		end++
	}
	end = lineEnd(s, end)
	text, id := splitHeaderID(strings.TrimSuffix(s[start:end], "\n"))
	trimmed := strings.TrimRight(text, "#")
	switch {
	case len(trimmed) == len(text):
	case p.quirkEnd:
		if n := len(trimmed); n > 0 && (trimmed[n-1] == ' ' || trimmed[n-1] == '\t') {
			text = rstrip(trimmed[:n-1])
		}
	default:
		if strings.HasSuffix(trimmed, `\`) {
			trimmed = text[:len(trimmed)+1]
		}
		if len(trimmed) < len(text) {
			text = rstrip(trimmed)
		}
	}
	if text == "" {
		return false
	}
	p.addHeader(uint8(level), text, id, end)
	return true
}

// splitHeaderID takes a {#id} off the end of a header.
func splitHeaderID(text string) (rest, id string) {
	text = rstrip(text)
	if !strings.HasSuffix(text, "}") {
		return text, ""
	}
	i := strings.LastIndexByte(text, '{')
	if i < 1 || text[i-1] != ' ' && text[i-1] != '\t' || !strings.HasPrefix(text[i:], "{#") {
		return text, ""
	}
	id = text[i+2 : len(text)-1]
	for j, r := range id {
		if !isXMLNameStart(r) && (j == 0 || !isXMLNameChar(r)) {
			return text, ""
		}
	}
	if id == "" {
		return text, ""
	}
	return rstrip(text[:i-1]), id
}

func (p *parser) addHeader(level uint8, text, id string, end int) {
	e := p.block(Header)
	e.Level = level
	e.ext().rawText = text
	e.Children = []*Element{p.rawText(text)}
	if id != "" {
		e.set("id", id)
	}
	p.tree.add(e)
	p.src.pos = end
}

// isXMLNameStart is REXML's NAME_START_CHAR.
func isXMLNameStart(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIILetter(byte(r)) || r == ':' || r == '_'
	}
	return inRange(r, 0xC0, 0xD6) || inRange(r, 0xD8, 0xF6) || inRange(r, 0xF8, 0x2FF) ||
		inRange(r, 0x370, 0x37D) || inRange(r, 0x37F, 0x1FFF) || inRange(r, 0x200C, 0x200D) ||
		inRange(r, 0x2070, 0x218F) || inRange(r, 0x2C00, 0x2FEF) || inRange(r, 0x3001, 0xD7FF) ||
		inRange(r, 0xF900, 0xFDCF) || inRange(r, 0xFDF0, 0xFFFD) || inRange(r, 0x10000, 0xEFFFF)
}

// isXMLNameChar is what REXML's NAME_CHAR adds to NAME_START_CHAR.
func isXMLNameChar(r rune) bool {
	return r == '-' || r == '.' || inRange(r, '0', '9') || r == 0xB7 ||
		inRange(r, 0x300, 0x36F) || inRange(r, 0x203F, 0x2040)
}

func inRange(r, lo, hi rune) bool { return lo <= r && r <= hi }
