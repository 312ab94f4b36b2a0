package kramdown

import "strings"

// parseBlockquote reads a quote with its lazy lines and parses what is inside.
func (p *parser) parseBlockquote() bool {
	src := p.src
	s, pos := src.s, src.pos
	end := lineEnd(s, pos)
	for !p.lazyEnd(end) {
		end = lineEnd(s, end)
	}
	e := p.block(Blockquote)
	p.tree.add(e)
	src.pos = end

	var b strings.Builder
	b.Grow(end - pos)
	for i := pos; i < end; {
		next := lineEnd(s, i)
		if j := i + optSpace(s, i); j < next && s[j] == '>' {
			i = j + 1
			if i < next && s[i] == ' ' {
				i++
			}
		}
		b.WriteString(s[i:next])
		i = next
	}
	p.parseBlocks(e, p.newSource(b.String(), int(e.line)))
	return true
}
