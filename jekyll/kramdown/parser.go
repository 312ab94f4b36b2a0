package kramdown

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// maxDepth is how deep blocks may nest; what is deeper stays text. Every level
// costs a copy of what is in it and more indentation in the output, so that
// without a bound a text of one kind of marks would take quadratic time.
// kramdown itself runs out of stack some hundred levels on.
const maxDepth = 100

// parser turns a source into an element tree, as Kramdown::Parser::Kramdown
// and ::GFM do. tree, src and blockIAL are where the parser stands.
type parser struct {
	slab
	opts     *Options
	ownOpts  bool // opts is a copy, changed by {::options}
	gfm      bool
	quirkEnd bool // GFM's quirk paragraph_end

	root     *Element
	warnings []string

	tree     *Element
	src      *source
	blockIAL *attrList
	depth    int
	nested   int // HTML elements around

	alds      map[string]*attrList
	ialSteps  int
	linkDefs  map[string]*linkDef
	oddDefs   bool // link_defs has an id with a bracket in it
	footnotes map[string]*footnote
	notes     []*footnote // in the order of their definitions
	abbrevs   map[string]*abbreviation
	idCounter map[string]int
	padded    int // table cells added to short rows
	size      int // of the source
	m         meter

	sets     *spanSets
	spanners []*spanner // for reuse
}

// start makes a new or reset parser ready for a document.
func (p *parser) start(o *Options) {
	p.opts, p.gfm = o, strings.EqualFold(o.Input, "gfm")
	p.quirkEnd = p.gfm && o.quirk("paragraph_end")
	p.root = p.new(Root)
	p.root.line = 1
	if len(o.LinkDefs) > 0 {
		p.linkDefs = make(map[string]*linkDef)
		for id, d := range o.LinkDefs {
			id = normalizeLinkID(id)
			p.oddDefs = p.oddDefs || strings.Contains(id, "]")
			p.linkDefs[id] = &linkDef{url: d.URL, title: d.Title, hasTitle: d.Title != ""}
		}
	}
	p.sets = spanSetsFor(p.gfm, o)
}

// reset forgets the document, but keeps memory for the next.
func (p *parser) reset() {
	elements, spanners := p.slab, p.spanners
	elements.reset()
	*p = parser{slab: elements, spanners: spanners}
}

// warn keeps a remark for Result.Warnings. Their number is bounded, so that
// hostile input cannot make them larger than itself.
func (p *parser) warn(format string, args ...any) {
	if len(p.warnings) < 1000 {
		p.warnings = append(p.warnings, fmt.Sprintf(format, args...))
	}
}

// adaptSource makes valid UTF-8 with \n at every line's end and at the end.
func adaptSource(src []byte) string {
	if !utf8.Valid(src) {
		src = bytes.ToValidUTF8(src, []byte("\uFFFD"))
	}
	s := string(src)
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	if !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	return s
}

func (p *parser) parse(src string) {
	p.size = len(src)
	p.parseBlocks(p.root, p.newSource(src, 1))
	p.updateTree(p.root)
	m := p.newAbbreviationMatcher()
	if m != nil {
		p.replaceAbbreviations(p.root, m)
	}
	for _, fn := range p.notes {
		p.updateTree(fn.content)
		if m != nil {
			p.replaceAbbreviations(fn.content, m)
		}
	}
	for _, fn := range p.notes {
		if !fn.used {
			p.warn("Footnote definition for '%s' on line %d is unreferenced - ignoring", fn.name, fn.content.line)
		}
	}
	if p.gfm {
		p.updateElements(p.root)
	}
}

// parseBlocks reads all blocks of src, or of the current source if it is nil,
// into el. It tells whether it ended at the end tag of the HTML element el.
func (p *parser) parseBlocks(el *Element, src *source) (closed bool) {
	tree, oldSrc, ial := p.tree, p.src, p.blockIAL
	p.tree, p.blockIAL = el, nil
	if src != nil {
		p.src = src
	}
	p.depth++
	for !closed && !p.src.eos() {
		pos := p.src.pos
		closed = p.parseBlock()
		p.m.add(p.src.pos - pos + 1)
	}
	p.depth--
	p.tree, p.src, p.blockIAL = tree, oldSrc, ial
	return closed
}

// parseBlock reads one block. The order of the attempts is kramdown's.
func (p *parser) parseBlock() (closed bool) {
	src := p.src
	s, pos := src.s, src.pos
	if end := blankLines(s, pos); end > 0 {
		p.parseBlankLine(end)
		return false
	}
	if isIndented(s, pos) && p.parseCodeblock() {
		return false
	}
	sp := optSpace(s, pos)
	c := byte('\n')
	if pos+sp < len(s) {
		c = s[pos+sp]
	}
	if c == '\t' || sp == 3 && c == ' ' {
		p.parseUnknown()
		return false
	}
	deep := p.depth > maxDepth
	done := false
	switch c {
	case '~', '`':
		done = p.parseFencedCodeblock()
	case '>':
		done = !deep && p.parseBlockquote()
	case '#':
		done = sp == 0 && p.parseATXHeader()
	case '*', '-', '_', '+':
		done = p.parseHorizontalRule() || !deep && p.parseList()
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		done = !deep && p.parseList()
	case ':':
		done = !deep && p.parseDefinitionList()
	case '<':
		done, closed = p.parseBlockHTML()
	}
	if done || closed {
		return closed
	}
	if p.afterBlockBoundary() && (p.parseSetextHeader() ||
		(c == '$' || c == '\\') && p.parseBlockMath() ||
		p.parseTable()) {
		return false
	}
	switch c {
	case '[':
		done = !deep && p.parseFootnoteDefinition() || p.parseLinkDefinition()
	case '*':
		done = p.parseAbbreviationDefinition()
	case '{':
		done = p.parseBlockExtension()
	case '^':
		done = p.parseEOBMarker()
	}
	if !done {
		p.parseParagraph()
	}
	return false
}

// parseUnknown takes a line that no block parser wants, such as one that
// starts with two spaces and a tab; its text becomes part of the parent.
func (p *parser) parseUnknown() {
	src := p.src
	end := lineEnd(src.s, src.pos)
	p.warn("Warning: this should not occur - no block parser handled the line")
	p.addRawText(p.tree, src.s[src.pos:end])
	src.pos = end
}

// addRawText adds text to the last child of el if it is raw text, too.
func (p *parser) addRawText(el *Element, s string) {
	if last := el.last(); last != nil && last.Type == RawText {
		last.grow(s)
	} else if s != "" {
		el.add(p.rawText(s))
	}
}

func (p *parser) rawText(s string) *Element {
	e := p.new(RawText)
	e.Value = s
	return e
}

// block makes a block element; a block IAL before it becomes its own.
func (p *parser) block(t Type) *Element {
	e := p.new(t)
	e.line = int32(p.src.lineAt(p.src.pos))
	e.ial, p.blockIAL = p.blockIAL, nil
	return e
}

// blankLines matches BLANK_LINE: the end of a run of blank lines, or 0.
func blankLines(s string, pos int) int {
	end := 0
	for i := pos; i < len(s); i++ {
		if s[i] == '\n' {
			end = i + 1
		} else if !isSpace(s[i]) {
			break
		}
	}
	return end
}

// isBlank reports whether BLANK_LINE matches at pos.
func isBlank(s string, pos int) bool {
	for ; pos < len(s); pos++ {
		if s[pos] == '\n' {
			return true
		}
		if !isSpace(s[pos]) {
			return false
		}
	}
	return false
}

// isIndented matches INDENT.
func isIndented(s string, pos int) bool {
	return s[pos] == '\t' || s[pos] == ' ' && strings.HasPrefix(s[pos:], "    ")
}

// optSpace counts the spaces of OPT_SPACE.
func optSpace(s string, pos int) int {
	n := 0
	for n < 3 && pos+n < len(s) && s[pos+n] == ' ' {
		n++
	}
	return n
}

// parseBlankLine keeps blank lines, which are printed.
func (p *parser) parseBlankLine(end int) {
	src := p.src
	if last := p.tree.last(); last == nil || last.Type != Blank {
		e := p.block(Blank)
		e.Value = src.s[src.pos:end]
		p.tree.add(e)
	} else {
		last.grow(src.s[src.pos:end])
	}
	src.pos = end
}

// Kinds of eob elements that later blocks tell apart.
const (
	eobMarker = iota
	eobLinkDef
	eobAbbrevDef
	eobFootnoteDef
	eobOther // ALD, IAL, extension
)

// addEOB ends the block before it.
func (p *parser) addEOB(kind int32) *Element {
	e := p.block(eob)
	e.code = kind
	p.tree.add(e)
	return e
}

// isEOBMarker matches EOB_MARKER at the start of a line.
func isEOBMarker(s string, pos int) bool {
	if pos >= len(s) || s[pos] != '^' {
		return false
	}
	_, ok := restBlank(s, pos+1)
	return ok
}

func (p *parser) parseEOBMarker() bool {
	src := p.src
	if !isEOBMarker(src.s, src.pos) {
		return false
	}
	end, _ := restBlank(src.s, src.pos+1)
	e := p.addEOB(eobMarker)
	e.line = int32(src.lineAt(src.pos))
	src.pos = end
	return true
}

// afterBlockBoundary tells whether a block that needs a boundary may start.
func (p *parser) afterBlockBoundary() bool {
	last := p.tree.last()
	return last == nil || last.Type == Blank || last.Type == eob && last.code == eobMarker || p.blockIAL != nil
}

// beforeBlockBoundary matches BLOCK_BOUNDARY.
func (p *parser) beforeBlockBoundary() bool {
	s, pos := p.src.s, p.src.pos
	return pos >= len(s) || isBlank(s, pos) || isEOBMarker(s, pos) || p.isBlockIAL(pos)
}

// lazyEnd matches LAZY_END: the line at pos does not belong to what is
// before it.
func (p *parser) lazyEnd(pos int) bool {
	s := p.src.s
	if pos >= len(s) {
		return true
	}
	switch c := s[pos]; {
	case c == '\n':
		return true
	case c == '^':
		return isEOBMarker(s, pos)
	case isSpace(c):
		if isBlank(s, pos) {
			return true
		}
	}
	i := pos + optSpace(s, pos)
	if i >= len(s) {
		return false
	}
	switch s[i] {
	case '{':
		return p.isBlockIAL(pos)
	case '<':
		return p.lazyHTML(s, i)
	}
	return false
}

// updateTree parses the spans of all raw text and applies the IALs.
func (p *parser) updateTree(el *Element) {
	children := el.Children
	var lastBlank *Element
	out := children[:0]
	var spilled bool
	for i, child := range children {
		switch child.Type {
		case RawText:
			lastBlank = nil
			if !spilled && len(out) == i && len(children) == 1 {
				// The usual case: the spans replace all there is.
				child.Children = nil
				p.parseSpanText(child, child.settle(), int(el.line))
				el.Children = child.Children
				return
			}
			if !spilled {
				out = append(make([]*Element, 0, len(children)+8), out...)
				spilled = true
			}
			p.parseSpanText(child, child.settle(), int(el.line))
			out = append(out, child.Children...)
		case eob:
			if child.ial != nil {
				p.applyIAL(child, child.ial)
			}
		case Blank:
			child.settle()
			if lastBlank == nil {
				lastBlank = child
				out = append(out, child)
			}
		default:
			lastBlank = nil
			child.settle()
			p.updateTree(child)
			if child.ial != nil {
				p.applyIAL(child, child.ial)
			}
			if child.Type == DT || child.Type == Header && (p.gfm || p.opts.AutoIDStripping) {
				child.ext().rawText = p.plainText(child)
			}
			out = append(out, child)
		}
	}
	el.Children = out
}

// plainText is the text that an id is made of: kramdown takes Text alone,
// GFM also what stands for text.
func (p *parser) plainText(el *Element) string {
	if len(el.Children) == 1 && el.Children[0].Type == Text {
		return el.Children[0].Value
	}
	return string(appendPlainText(nil, el, p.gfm))
}

func appendPlainText(b []byte, el *Element, gfm bool) []byte {
	switch {
	case el.Type == Text:
		return append(b, el.Value...)
	case gfm && (el.Type == Codespan || el.Type == Math):
		return append(b, el.Value...)
	case gfm && el.Type == Entity:
		return appendRune(b, el.code)
	case gfm && el.Type == SmartQuote:
		return appendRune(b, entityByName[smartQuoteNames[el.code]])
	case gfm && el.Type == TypographicSym:
		switch el.code {
		case symLaquoSpace:
			return append(b, "«\u00a0"...)
		case symRaquoSpace:
			return append(b, "\u00a0»"...)
		}
		return appendRune(b, entityByName[symbolNames[el.code]])
	}
	for _, c := range el.Children {
		b = appendPlainText(b, c, gfm)
	}
	return b
}
