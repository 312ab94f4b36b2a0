package kramdown

// hrEnd matches HR_START: three or more of one mark, blanks between them. It
// returns the end, or 0.
func hrEnd(s string, pos int) int {
	i := pos + optSpace(s, pos)
	if i >= len(s) {
		return 0
	}
	mark := s[i]
	if mark != '*' && mark != '-' && mark != '_' {
		return 0
	}
	n := 0
	for ; i < len(s); i++ {
		switch s[i] {
		case mark:
			n++
		case ' ', '\t':
		case '\n':
			if n < 3 {
				return 0
			}
			return i + 1
		default:
			return 0
		}
	}
	return 0
}

func (p *parser) parseHorizontalRule() bool {
	end := hrEnd(p.src.s, p.src.pos)
	if end == 0 {
		return false
	}
	p.tree.add(p.block(HR))
	p.src.pos = end
	return true
}
