package kramdown

import "strings"

// maxNested is how deep HTML elements may nest, a little less than kramdown
// manages; deeper tags stay text.
const maxNested = 1900

// parseBlockHTML reads a comment or an element at block level. closed says
// that the end tag of the element around was found.
func (p *parser) parseBlockHTML() (done, closed bool) {
	src := p.src
	s, pos := src.s, src.pos
	i := pos + optSpace(s, pos)
	if !isHTMLStart(s, i) {
		return false, false
	}
	line := src.lineAt(pos)
	if end := src.scanComment(pos); end > 0 {
		e := p.new(XMLComment)
		e.Value, e.Category = s[pos:end], Block
		p.tree.add(e)
		src.pos = end
		p.skipTrailingSpace()
		return true, false
	}
	if tag, ok := src.scanTag(i); ok && !p.isSpanTag(tag.name) && p.nested < maxNested {
		src.pos = tag.end
		e := p.htmlStartTag(tag, line)
		if p.opts.HTMLToNative {
			p.toNative(e)
		}
		return true, false
	}
	if name, end := scanCloseTag(s, i); end > 0 && !p.isSpanTag(name) &&
		p.tree.Type == HTMLElement && p.tree.Value == downcase(name) {
		src.pos = end
		return false, true
	}
	return false, false
}

// skipTrailingSpace matches TRAILING_WHITESPACE.
func (p *parser) skipTrailingSpace() {
	src := p.src
	if i := skipBlanks(src.s, src.pos); i < len(src.s) && src.s[i] == '\n' {
		src.pos = i + 1
	}
}

// htmlStartTag makes the element of a start tag that was just read and reads
// its content.
func (p *parser) htmlStartTag(tag htmlTag, line int) *Element {
	name, info := p.tag(tag.name)
	e := p.new(HTMLElement)
	e.Value, e.Category, e.line = name, Block, int32(line)
	e.Attr = p.parseAttributes(tag.attrs, line, info.known)
	p.tree.add(e)
	p.nested++
	if name == "script" || name == "style" {
		p.readRawTag(e)
		p.htmlContent(e, false, false)
	} else {
		p.htmlContent(e, tag.closed || info.noBody, true)
	}
	p.nested--
	return e
}

// readRawTag takes the text up to the end tag as it is.
func (p *parser) readRawTag(e *Element) {
	src := p.src
	from := src.pos
	at := src.closeTag(e.Value, from)
	if at < 0 {
		at = len(src.s)
		src.pos = at
		p.warn("Found no end tag for '%s' - auto-closing it", e.Value)
	} else {
		_, src.pos = scanCloseTag(src.s, at)
	}
	if at > from {
		raw := p.new(Raw)
		raw.Value = src.s[from:at]
		e.add(raw)
	}
}

// closeTag finds the next </name> in any case, or returns -1.
func (src *source) closeTag(name string, from int) int {
	f := src.closeTags[name]
	if f == nil {
		if src.closeTags == nil {
			src.closeTags = make(map[string]*finder)
		}
		f = new(finder)
		src.closeTags[name] = f
	}
	if f.covers(from) {
		return f.at
	}
	at := -1
	for i := from; ; {
		n := strings.Index(src.s[i:], "</")
		if n < 0 {
			break
		}
		i += n
		if end := i + 2 + len(name); end <= len(src.s) && strings.EqualFold(src.s[i+2:end], name) {
			if k := skipSpace(src.s, end); k < len(src.s) && src.s[k] == '>' {
				at = i
				break
			}
		}
		i += 2
	}
	f.keep(src.m, src.s, from, at)
	return at
}

var markdownAttr = map[string]ContentModel{"0": RawModel, "1": defaultModel, "span": SpanModel, "block": BlockModel}

// inRaw tells whether the parser stands in an element with raw content.
func (p *parser) inRaw() bool {
	return p.tree.Type == HTMLElement && p.tree.ContentModel == RawModel
}

// htmlContent decides how the content of an element is read, and reads it.
func (p *parser) htmlContent(e *Element, closed, handleBody bool) {
	if p.blockIAL != nil {
		e.ial, p.blockIAL = p.blockIAL, nil
	}
	model := RawModel
	if !p.inRaw() && p.opts.ParseBlockHTML {
		model = contentModel(e.Value)
	}
	if v, ok := e.Get("markdown"); ok {
		e.Attr = deleteAttr(e.Attr, "markdown")
		if m, ok := markdownAttr[v]; ok {
			model = m
			if m == defaultModel {
				model = contentModel(e.Value)
			}
		}
	}
	if model == BlockModel {
		p.skipTrailingSpace()
	}
	e.ContentModel, e.closed = model, closed
	if closed || !handleBody {
		return
	}
	src := p.src
	switch model {
	case BlockModel:
		if p.depth > maxDepth || !p.parseBlocks(e, nil) {
			p.warn("Found no end tag for '%s' (line %d) - auto-closing it", e.Value, e.line)
		}
	case SpanModel:
		from := src.pos
		if at := src.closeTag(e.Value, from); at >= 0 {
			p.addRawText(e, src.s[from:at])
			_, src.pos = scanCloseTag(src.s, at)
		} else {
			p.addRawText(e, src.s[from:])
			src.pos = len(src.s)
			p.warn("Found no end tag for '%s' (line %d) - auto-closing it", e.Value, e.line)
		}
	default:
		p.parseRawHTML(e)
	}
	if !p.inRaw() {
		p.skipTrailingSpace()
	}
}

// parseRawHTML reads HTML without any kramdown syntax up to the end tag of e.
func (p *parser) parseRawHTML(e *Element) {
	tree := p.tree
	p.tree = e
	src := p.src
	s := src.s
	from := src.pos // of text not yet added
	flush := func(to int) {
		if to > from {
			if last := e.last(); last != nil && last.Type == Text && last.code != cdata {
				last.grow(s[from:to])
			} else {
				t := p.new(Text)
				t.Value = s[from:to]
				e.add(t)
			}
		}
	}
	done := false
	for !done && !src.eos() {
		n := strings.IndexByte(s[src.pos:], '<')
		if n < 0 {
			src.pos = len(s)
			p.warn("Found no end tag for '%s' on line %d - auto-closing it", e.Value, e.line)
			break
		}
		i := src.pos + n
		if end := src.scanComment(i); end > 0 {
			flush(i)
			c := p.new(XMLComment)
			c.Value, c.Category = s[i:end], Block
			e.add(c)
			src.pos, from = end, end
		} else if end := p.scanCDATA(src, i); end > 0 {
			flush(i)
			t := p.new(Text)
			t.Value, t.code = s[i+len("<![CDATA["):end-len("]]>")], cdata
			e.add(t)
			src.pos, from = end, end
		} else if end := src.scanPI(i); end > 0 {
			flush(i)
			c := p.new(XMLPI)
			c.Value, c.Category = s[i:end], Block
			e.add(c)
			src.pos, from = end, end
		} else if tag, ok := src.scanTag(i); ok && p.nested < maxNested {
			flush(i)
			src.pos = tag.end
			p.htmlStartTag(tag, src.lineAt(i))
			from = src.pos
		} else if name, end := scanCloseTag(s, i); end > 0 {
			if _, info := p.tag(e.Value); info.known {
				name = downcase(name)
			}
			if e.Value == name {
				flush(i)
				from = end
				done = true
			} else {
				p.warn("Found invalidly used HTML closing tag for '%s' on line %d - ignoring it", name, src.lineAt(i))
			}
			src.pos = end
		} else {
			src.pos = i + 1
		}
	}
	if !done {
		flush(src.pos)
	}
	for _, c := range e.Children {
		if c.Type == Text {
			c.settle()
		}
	}
	p.tree = tree
}
