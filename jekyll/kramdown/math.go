package kramdown

// parseBlockMath reads $$ … $$ that stands alone. It returns false for an
// escaped one, whose backslash it takes away as kramdown does.
func (p *parser) parseBlockMath() bool {
	src := p.src
	s, pos := src.s, src.pos
	i := pos + optSpace(s, pos)
	escaped := s[i] == '\\'
	if escaped {
		i++
	}
	if i+2 > len(s) || s[i:i+2] != "$$" {
		return false
	}
	k := src.dollars.next(src.m, s, i+2, "$$")
	if k < 0 {
		return false
	}
	end, alone := restBlank(s, k+2)
	if escaped {
		if alone {
			src.pos = i
		}
		return false
	}
	if !alone {
		end = k + 2
	}
	src.pos = end
	if !p.beforeBlockBoundary() {
		src.pos = pos
		return false
	}
	src.pos = pos
	e := p.block(Math)
	src.pos = end
	e.Value, e.Category = strip(s[i+2:k]), Block
	p.tree.add(e)
	return true
}
