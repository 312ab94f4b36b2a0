package kramdown

import "strings"

// parseDefinitionList reads definitions; the paragraph before them holds the
// terms.
func (p *parser) parseDefinitionList() bool {
	src := p.src
	s := src.s
	if dlStart(s, src.pos, 3) == 0 {
		return false
	}
	children := p.tree.Children
	n := len(children)
	if n == 0 || n == 1 && children[0].Type != Paragraph ||
		n >= 2 && children[n-1].Type != Paragraph &&
			(children[n-1].Type != Blank || children[n-1].settle() != "\n" || children[n-2].Type != Paragraph) {
		return false
	}
	para := children[n-1]
	firstAsPara := false
	deflist := p.block(DL)
	if para.Type == Blank {
		para = children[n-2]
		firstAsPara = true
		n--
	}
	p.tree.Children = children[:n-1]
	deflist.line = para.line
	p.addTerms(deflist, para)
	deflist.ial = para.ial

	type definition struct {
		el  *Element
		buf []byte
	}
	var defs []*definition
	var item *definition
	indentation, maxIndent := 0, 3
	lastBlank := false
	for !src.eos() {
		pos := src.pos
		if end := dlStart(s, pos, maxIndent); end > 0 {
			el := p.new(DD)
			el.line = int32(src.lineAt(pos))
			el.firstAsPara = firstAsPara
			next := lineEnd(s, end)
			text, ind := itemText(end-pos, s[end:next])
			indentation = ind
			text = p.takeItemIAL(el, text)
			maxIndent = markerIndent(indentation)
			item = &definition{el, []byte(text)}
			defs = append(defs, item)
			deflist.add(el)
			firstAsPara, lastBlank = false, false
			src.pos = next
		} else if isEOBMarker(s, pos) {
			break
		} else if isContentLine(s, pos, indentation) || !lastBlank && p.isLazyLine(pos, indentation) {
			next := lineEnd(s, pos)
			line := expandTabs(s[pos:next])
			if countByte(line, 0, ' ', indentation) == indentation {
				line = line[indentation:]
			}
			item.buf = append(item.buf, line...)
			firstAsPara, lastBlank = false, false
			src.pos = next
		} else if end := blankLines(s, pos); end > 0 {
			item.buf = append(item.buf, s[pos:end]...)
			firstAsPara, lastBlank = true, true
			src.pos = end
		} else {
			break
		}
	}

	var last *Element
	for _, def := range defs {
		it := def.el
		p.parseBlocks(it, p.newSource(string(def.buf), int(it.line)))
		n := len(it.Children)
		if n == 0 {
			continue
		}
		last = nil
		if it.Children[n-1].Type == Blank {
			last = it.Children[n-1]
			it.Children = it.Children[:n-1]
		}
		if len(it.Children) == 0 {
			continue
		}
		if first := it.Children[0]; first.Type == Paragraph && !it.firstAsPara {
			if len(it.Children) > 1 && len(first.Children) > 0 {
				first.Children[0].grow("\n")
			}
			first.transparent = true
		}
	}

	children = p.tree.Children
	n = len(children)
	switch {
	case n >= 1 && children[n-1].Type == DL:
		children[n-1].Children = append(children[n-1].Children, deflist.Children...)
	case n >= 2 && children[n-1].Type == Blank && children[n-2].Type == DL:
		p.tree.Children = children[:n-1]
		children[n-2].Children = append(children[n-2].Children, deflist.Children...)
	default:
		p.tree.add(deflist)
	}
	if last != nil {
		p.tree.add(last)
	}
	return true
}

// addTerms makes every line of a paragraph a term.
func (p *parser) addTerms(deflist, para *Element) {
	if len(para.Children) == 0 {
		return
	}
	text := strings.TrimRight(para.Children[0].settle(), "\n")
	if text == "" {
		return
	}
	for term := range strings.SplitSeq(text, "\n") {
		el := p.new(DT)
		el.line = int32(p.src.lineAt(p.src.pos))
		term = p.takeItemIAL(el, term)
		el.ext().rawText = term
		el.add(p.rawText(term))
		deflist.add(el)
	}
}
