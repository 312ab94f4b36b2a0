package kramdown

// footnote is a definition and what became of it.
type footnote struct {
	name    string
	content *Element
	eob     *Element // takes the IAL of the definition
	used    bool
}

// parseFootnoteDefinition reads [^name]: and the indented lines that follow.
func (p *parser) parseFootnoteDefinition() bool {
	src := p.src
	s, pos := src.s, src.pos
	i := pos + optSpace(s, pos)
	if i+1 >= len(s) || s[i+1] != '^' {
		return false
	}
	j := scanID(s, i+2)
	if j == i+2 || j+1 >= len(s) || s[j] != ']' || s[j+1] != ':' {
		return false
	}
	name := s[i+2 : j]
	line := src.lineAt(pos)
	end := p.codeblockEnd(lineEnd(s, j+2))

	content := p.new(footnoteDef)
	content.line = int32(line)
	src.pos = end
	p.parseBlocks(content, p.newSource(unindent(s[j+2:end]), line))

	fn := &footnote{name: name, content: content}
	if p.footnotes == nil {
		p.footnotes = make(map[string]*footnote)
	}
	if old := p.footnotes[name]; old != nil {
		p.warn("Duplicate footnote name '%s' on line %d - overwriting", name, line)
		*old = *fn // keeps its place in the order
		fn = old
	} else {
		p.footnotes[name] = fn
		p.notes = append(p.notes, fn)
	}
	fn.eob = p.addEOB(eobFootnoteDef)
	return true
}

// parseFootnoteMarker reads [^name]; it returns false if it is none.
func (sp *spanner) parseFootnoteMarker() bool {
	s, pos := sp.s, sp.pos
	j := scanID(s, pos+2)
	if j == pos+2 || j >= len(s) || s[j] != ']' {
		return false
	}
	name := s[pos+2 : j]
	fn := sp.p.footnotes[name]
	if fn == nil {
		sp.p.warn("Footnote definition for '%s' not found on line %d", name, sp.lineAt(pos))
		sp.addText(pos, j+1)
		sp.pos = j + 1
		return true
	}
	if fn.eob != nil {
		if fn.eob.ial != nil {
			sp.p.applyIAL(fn.eob, fn.eob.ial)
		}
		fn.eob = nil
	}
	fn.used = true
	e := sp.p.new(FootnoteMarker)
	e.ext().footnote = fn
	sp.add(e)
	sp.pos = j + 1
	return true
}
