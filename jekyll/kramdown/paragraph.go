package kramdown

import "strings"

// parseParagraph reads lines up to the end of the paragraph, or goes on with
// the paragraph before if nothing ended that.
func (p *parser) parseParagraph() {
	src := p.src
	s, pos := src.s, src.pos
	end := lineEnd(s, pos)
	for !p.paragraphEnd(end) {
		end = lineEnd(s, end)
	}
	text := rstrip(s[pos:end])
	src.pos = end
	if last := p.tree.last(); last != nil && last.Type == Paragraph {
		if item := last.last(); item != nil && item.Type == RawText {
			joiner := "\n"
			if strings.HasSuffix(s[:pos], "  \n") {
				joiner = "  \n"
			}
			item.grow(joiner, text)
		} else {
			p.addRawText(last, text)
		}
		return
	}
	src.pos = pos // for the line number
	e := p.block(Paragraph)
	src.pos = end
	if text = lstrip(text); text != "" {
		raw := p.rawText(text)
		e.Children = []*Element{raw}
	}
	p.tree.add(e)
}

// paragraphEnd matches PARAGRAPH_END or GFM's PARAGRAPH_END_GFM.
func (p *parser) paragraphEnd(pos int) bool {
	s := p.src.s
	if pos >= len(s) {
		return true
	}
	c := s[pos]
	if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80 {
		return false
	}
	if p.lazyEnd(pos) {
		return true
	}
	i := pos + optSpace(s, pos)
	if i >= len(s) {
		return false
	}
	if s[i] == ':' {
		return isPatternTail(s, i+1)
	}
	if !p.quirkEnd {
		return false
	}
	switch s[i] {
	case '*', '+', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return listStart(s, pos) > 0
	case '#':
		if i != pos {
			return false
		}
		n := countByte(s, i, '#', 6)
		return i+n < len(s) && (s[i+n] == ' ' || s[i+n] == '\t')
	case '>':
		return true
	case '~', '`':
		return countFence(s, i) >= 3
	}
	return false
}

// countByte counts how often c stands at i, up to max.
func countByte(s string, i int, c byte, max int) int {
	n := 0
	for n < max && i+n < len(s) && s[i+n] == c {
		n++
	}
	return n
}
