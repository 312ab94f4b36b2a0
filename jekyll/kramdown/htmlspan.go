package kramdown

import "strings"

// parseSpanHTML reads a comment, an element or a stray end tag.
func (sp *spanner) parseSpanHTML() {
	s, start := sp.s, sp.pos
	if end := sp.src.scanComment(start); end > 0 {
		e := sp.p.new(XMLComment)
		e.Value, e.Category = s[start:end], Span
		sp.add(e)
		sp.pos = end
		return
	}
	if end := sp.p.scanCDATA(&sp.src, start); end > 0 {
		sp.addString(string(appendEscaped(nil, s[start+len("<![CDATA["):end-len("]]>")], escapeAll)))
		sp.pos = end
		return
	}
	if name, end := scanCloseTag(s, start); end > 0 {
		sp.p.warn("Found invalidly used HTML closing tag for '%s' on line %d", name, sp.lineAt(start))
		sp.addText(start, end)
		sp.pos = end
		return
	}
	tag, ok := sp.src.scanTag(start)
	if !ok || sp.level >= maxNested {
		sp.addText(start, start+1)
		sp.pos = start + 1
		return
	}
	if r, ok := sp.memo.lookup(start, sp.ctx, 'h'); ok {
		sp.reuse(r, start)
		return
	}
	name, info := sp.p.tag(tag.name)
	line := sp.lineAt(start)
	if info.block {
		sp.p.warn("Found block HTML tag '%s' in span-level text on line %d", name, line)
		sp.addText(start, tag.end)
		sp.pos = tag.end
		return
	}
	e := sp.p.new(HTMLElement)
	e.Value, e.Category, e.closed, e.line = name, Span, tag.closed, int32(line)
	e.Attr = sp.p.parseAttributes(tag.attrs, line, info.known)
	for i := range e.Attr {
		e.Attr[i].Value = joinLines(e.Attr[i].Value)
	}
	parse := contentModel(name) != RawModel && sp.ctx&directRaw == 0 && sp.p.opts.ParseSpanHTML
	if v, ok := e.Get("markdown"); ok {
		e.Attr = deleteAttr(e.Attr, "markdown")
		switch markdownAttr[v] {
		case BlockModel:
			sp.p.warn("Cannot use block-level parsing in span-level HTML tag (line %d) - using default mode", line)
		case SpanModel:
			parse = true
		case RawModel:
			parse = false
		case defaultModel:
			parse = contentModel(name) != RawModel
		}
	}
	sp.pos = tag.end
	e.ContentModel = RawModel
	if parse {
		e.ContentModel = SpanModel
	}
	if !tag.closed && !info.noBody {
		sp.readElement(e, parse, stop{stopTag, name, info.known})
	}
	if sp.p.opts.HTMLToNative {
		sp.p.toNative(e)
	}
	sp.memo.store(start, sp.ctx, 'h', e, sp.pos)
	sp.add(e)
}

// readElement reads the content of an element up to its end tag, or to the
// end of the text.
func (sp *spanner) readElement(e *Element, parse bool, st stop) {
	ctx, set := sp.ctx, &sp.p.sets.rawHTML
	sp.ctx &^= directEm | directRaw
	if parse {
		set = &sp.p.sets.normal
	} else {
		sp.ctx |= directRaw
	}
	textType := sp.textType
	sp.level++
	found := sp.run(e, st, set)
	sp.level--
	sp.textType, sp.ctx = textType, ctx
	if found {
		sp.pos = sp.tagEnd(st, sp.pos)
		return
	}
	sp.p.warn("Found no end tag for '%s' (line %d) - auto-closing it", e.Value, e.line)
	if sp.pos < len(sp.s) {
		rest := sp.s[sp.pos:]
		if last := e.last(); last != nil && last.Type == sp.textType {
			last.Value += rest
		} else {
			t := sp.p.new(sp.textType)
			t.Value = rest
			e.add(t)
		}
		sp.pos = len(sp.s)
	}
}

// tagEnd matches the end tag of a stop at q; it returns its end, or 0.
func (sp *spanner) tagEnd(st stop, q int) int {
	s := sp.s
	end := q + 2 + len(st.name)
	if !strings.HasPrefix(s[q:], "</") || end > len(s) {
		return 0
	}
	if name := s[q+2 : end]; name != st.name && !(st.fold && strings.EqualFold(name, st.name)) {
		return 0
	}
	if k := skipSpace(s, end); k < len(s) && s[k] == '>' {
		return k + 1
	}
	return 0
}

// joinLines turns line breaks into single spaces.
func joinLines(s string) string {
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\n' {
			b.WriteByte(s[i])
		} else if i == 0 || s[i-1] != '\n' {
			b.WriteByte(' ')
		}
	}
	return b.String()
}
