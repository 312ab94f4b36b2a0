package kramdown

import (
	"strings"
	"unicode/utf8"
)

// spanSets are the sets of span parsers that a document is read with.
type spanSets struct {
	normal, rawHTML, code, codeHTML spanSet
}

// spanSet is a set of span parsers, and the bytes that may start one.
type spanSet struct {
	starts     [256]bool
	markdown   bool // all parsers but those below
	code       bool // codespan
	html       bool // span_html
	symbols    bool // typographic_syms
	lineBreak  bool // line_break
	strike     bool // strikethrough_gfm
	smart      bool // smart_quotes
	entity     bool // html_entity
	escapeMore string
}

const escapable = "\\.*_+`<>()[]{}#!:|\"'$=-"

// allSpanSets are the sets by input format, hard_wrap and no_auto_typographic.
var allSpanSets [2][2][2]spanSets

func init() {
	for i := range 8 {
		allSpanSets[i&1][i>>1&1][i>>2&1] = newSpanSets(i&1 > 0, i>>1&1 > 0, i>>2&1 > 0)
	}
}

// spanSetsFor gives the sets that a document's options ask for.
func spanSetsFor(gfm bool, o *Options) *spanSets {
	at := func(b bool) int {
		if b {
			return 1
		}
		return 0
	}
	return &allSpanSets[at(gfm)][at(o.HardWrap)][at(o.quirk("no_auto_typographic"))]
}

func newSpanSets(gfm, hardWrap, noSymbols bool) spanSets {
	n := spanSet{markdown: true, code: true, html: true, smart: true, entity: true, symbols: true, lineBreak: true}
	if gfm {
		n.strike = true
		n.lineBreak = !hardWrap
		n.symbols = !noSymbols
		n.escapeMore = "~"
	}
	var sets spanSets
	sets.normal = n.withStarts("*_`<[!\"'${&\\")
	if n.symbols {
		sets.normal = sets.normal.withStarts("-.>")
	}
	if n.lineBreak {
		sets.normal = sets.normal.withStarts("\n")
	}
	if n.strike {
		sets.normal = sets.normal.withStarts("~")
	}
	sets.rawHTML = spanSet{html: true}.withStarts("<")
	sets.code = spanSet{code: true}.withStarts("`")
	sets.codeHTML = spanSet{code: true, html: true}.withStarts("`<")
	return sets
}

func (set spanSet) withStarts(chars string) spanSet {
	for i := range len(chars) {
		set.starts[chars[i]] = true
	}
	return set
}

// The context of a span parser is which elements are around it. Attempts at
// one position in one context always end the same way.
type context uint8

const (
	inEm context = 1 << iota
	inStrong
	inLink    // or in an image
	directEm  // the element right around is an em
	directRaw // … an HTML element with raw content
)

// frame is an element whose spans are being read, with the text that is not
// yet a child of it.
type frame struct {
	el         *Element
	start, end int    // the text is s[start:end], if buf is empty
	buf        []byte // the text, once it is not one piece of s
	images     int    // images among the children
	depth      int32  // of the brackets in the text of a link, 1 at its start
	brackets   bool   // reads the text of a link
}

func (f *frame) hasText() bool { return f.end > f.start || len(f.buf) > 0 }

// empty is @tree.children.empty?
func (f *frame) empty() bool { return len(f.el.Children) == 0 && !f.hasText() }

// spanner reads the spans of one text.
type spanner struct {
	p     *parser
	src   source // for its finders
	s     string
	pos   int
	set   *spanSet
	ctx   context
	f     *frame
	level int // HTML elements and images around

	textType Type
	frames   []*frame
	nframes  int

	marks          [2]finder // * and _
	brackets       finder
	strikes        finder
	titles         [2]finder // quotes with a closing parenthesis behind
	titleStart     finder    // white space with a quote behind
	angle, newline finder
	lastRun        struct{ from, to int } // of underscores
	searched       int                    // by short searches for parentheses
	ticks          *tickIndex
	parens         []int32 // where the parenthesis at a position is closed
	memo           memo
}

// spannerFor takes a spanner that is free.
func (p *parser) spannerFor(text string, line int) *spanner {
	var sp *spanner
	if n := len(p.spanners); n > 0 {
		sp = p.spanners[n-1]
		p.spanners = p.spanners[:n-1]
		frames := sp.frames
		m := sp.memo
		m.reset()
		*sp = spanner{frames: frames, memo: m}
	} else {
		sp = new(spanner)
	}
	sp.p, sp.s, sp.set, sp.textType = p, text, &p.sets.normal, Text
	sp.src.s, sp.src.line, sp.src.m = text, line, &p.m
	sp.memo.limit(len(text))
	return sp
}

func (p *parser) release(sp *spanner) {
	for _, f := range sp.frames {
		*f = frame{buf: f.buf[:0]}
	}
	sp.p, sp.s, sp.src, sp.f = nil, "", source{}, nil
	p.spanners = append(p.spanners, sp)
}

// parseSpanText reads all spans of a text into el.
func (p *parser) parseSpanText(el *Element, text string, line int) {
	sp := p.spannerFor(text, line)
	sp.run(el, stop{}, sp.set)
	p.release(sp)
}

func (sp *spanner) lineAt(pos int) int { return sp.src.lineAt(pos) }

// addText adds s[from:to] to the text being read.
func (sp *spanner) addText(from, to int) {
	f := sp.f
	switch {
	case len(f.buf) > 0:
		f.buf = append(f.buf, sp.s[from:to]...)
	case f.end == f.start:
		f.start, f.end = from, to
	case f.end == from:
		f.end = to
	default:
		f.buf = append(f.buf, sp.s[f.start:f.end]...)
		f.buf = append(f.buf, sp.s[from:to]...)
	}
}

// addString adds other text to the text being read.
func (sp *spanner) addString(text string) {
	f := sp.f
	if len(f.buf) == 0 {
		f.buf = append(f.buf, sp.s[f.start:f.end]...)
	}
	f.buf = append(f.buf, text...)
}

// flush makes a child of the text.
func (sp *spanner) flush(f *frame) {
	if !f.hasText() {
		return
	}
	t := sp.p.new(sp.textType)
	if len(f.buf) > 0 {
		t.Value = string(f.buf)
		f.buf = f.buf[:0]
	} else {
		t.Value = sp.s[f.start:f.end]
	}
	f.start, f.end = 0, 0
	f.el.Children = append(f.el.Children, t)
}

// add makes e the next child.
func (sp *spanner) add(e *Element) {
	sp.flush(sp.f)
	if e.Type == Image {
		sp.f.images++
	}
	sp.f.el.Children = append(sp.f.el.Children, e)
}

// run reads spans into el, up to the end of the text or to where the stop
// matches. It tells whether that was found.
func (sp *spanner) run(el *Element, st stop, set *spanSet) (found bool) {
	outer, outerSet := sp.f, sp.set
	if sp.nframes == len(sp.frames) {
		sp.frames = append(sp.frames, new(frame))
	}
	f := sp.frames[sp.nframes]
	sp.nframes++
	*f = frame{el: el, buf: f.buf[:0], brackets: st.kind == stopBracket, depth: 1}
	sp.f, sp.set = f, set

	att := sp.memo.begin(st, sp.ctx)
	for sp.pos < len(sp.s) {
		q := sp.nextStart(set, st)
		sp.src.m.add(max(q, sp.pos) - sp.pos + 1)
		if q < 0 {
			if st.kind == stopNone {
				sp.addText(sp.pos, len(sp.s))
				sp.pos = len(sp.s)
			}
			break
		}
		if q > sp.pos {
			sp.addText(sp.pos, q)
			sp.pos = q
		}
		if st.kind != stopNone {
			if sp.memo.exhausted() && st.speculative() {
				break
			}
			if st.speculative() && !f.empty() && sp.memo.knownToFail(&att, q, f.depth-int32(f.images)) {
				break
			}
			if st.kind == stopBracket {
				switch sp.s[q] {
				case ']':
					f.depth--
					sp.memo.closeBracket(&att, q)
				case '[':
					f.depth++
					sp.memo.openBracket(q + 1)
				case '!':
					if strings.HasPrefix(sp.s[q:], "![") {
						f.depth++
						sp.memo.openBracket(q + 2)
					}
				}
				if isBracket(sp.s, q) && f.depth == int32(f.images) {
					found = true
					break
				}
			} else if sp.stopsAt(st, q) {
				found = true
				break
			}
		}
		if !sp.parseSpan(q) {
			n := 1
			if sp.s[q] >= utf8.RuneSelf {
				_, n = utf8.DecodeRuneInString(sp.s[q:])
			}
			sp.addText(q, q+n)
			sp.pos = q + n
		}
	}
	sp.flush(f)
	sp.memo.end(&att, found, f.depth-int32(f.images))
	sp.nframes--
	sp.f, sp.set = outer, outerSet
	return found
}

func isBracket(s string, q int) bool {
	return s[q] == ']' || s[q] == '[' || s[q] == '!' && strings.HasPrefix(s[q:], "![")
}

// nextStart finds the next position where a span may start or the stop may
// match, or -1. A quote's span starts with the character before it.
func (sp *spanner) nextStart(set *spanSet, st stop) int {
	s, pos := sp.s, sp.pos
	for i := pos; i < len(s); i++ {
		c := s[i]
		if !set.starts[c] {
			if c == ']' && st.kind == stopBracket {
				return i
			}
			continue
		}
		switch c {
		case '"', '\'':
			if i > pos && s[i-1] != '\\' {
				if s[i-1] < utf8.RuneSelf {
					return i - 1
				}
				_, n := utf8.DecodeLastRuneInString(s[pos:i])
				return i - n
			}
			return i
		case '\n':
			if i-2 >= pos && s[i-1] == ' ' && s[i-2] == ' ' {
				return i - 2
			}
		case '!', '{', '-', '~', '>':
			if i+1 >= len(s) {
				continue
			}
			d := s[i+1]
			switch {
			case c == '!' && d == '[', c == '{' && d == ':', (c == '-' || c == '~') && d == c:
				return i
			case c == '>' && d == c:
				if i > pos && (s[i-1] == ' ' || s[i-1] == '\\') {
					return i - 1
				}
				return i
			}
		case '.':
			if strings.HasPrefix(s[i:], "...") {
				return i
			}
		case '<':
			if !set.markdown && set.symbols && i > pos && s[i-1] == '\\' && strings.HasPrefix(s[i:], "<<") {
				return i - 1
			}
			return i
		default:
			return i
		}
	}
	return -1
}

// parseSpan tries the span parsers at q in kramdown's order.
func (sp *spanner) parseSpan(q int) bool {
	s, set := sp.s, sp.set
	c := s[q]
	switch c {
	case '*', '_':
		if set.markdown {
			sp.parseEmphasis()
			return true
		}
	case '`':
		if set.code {
			sp.parseCodespan()
			return true
		}
	case '<':
		if set.markdown && sp.parseAutolink() {
			return true
		}
		if set.html && !set.smartFirst() && sp.isHTMLStart(q) {
			sp.parseSpanHTML()
			return true
		}
	case '[', '!':
		if !set.markdown {
			break
		}
		if c == '[' && strings.HasPrefix(s[q:], "[^") {
			if sp.parseFootnoteMarker() {
				return true
			}
		} else if i := strings.IndexByte(s[q:min(q+2, len(s))], '['); i >= 0 && q+i+1 < len(s) && s[q+i+1] != '^' {
			sp.parseLink(i + 1)
			return true
		}
	}
	if set.smart && sp.isSmartQuote(q) {
		sp.parseSmartQuotes()
		return true
	}
	switch c {
	case '$':
		return set.markdown && sp.parseInlineMath()
	case '{':
		if set.markdown && strings.HasPrefix(s[q:], "{:") {
			sp.parseSpanExtension()
			return true
		}
	case '&':
		return set.entity && sp.parseEntity()
	case '-', '.', '<', '>', ' ', '\\':
		if set.symbols && sp.parseTypographicSym() {
			return true
		}
		if c == '<' && set.smartFirst() && sp.isHTMLStart(q) {
			sp.parseSpanHTML()
			return true
		}
		if c == ' ' {
			return set.lineBreak && sp.parseLineBreak()
		}
		if c == '\\' {
			return set.lineBreak && sp.parseLineBreak() || set.markdown && sp.parseEscaped()
		}
	case '~':
		return set.strike && sp.parseStrikethrough()
	}
	return false
}

// isHTMLStart matches HTML_SPAN_START.
func (sp *spanner) isHTMLStart(q int) bool {
	return isHTMLStart(sp.s, q) || strings.HasPrefix(sp.s[q:], "<![CDATA[") && sp.p.opts.modern()
}

// smartFirst is true for the parsers of the smartify filter, which come in
// another order.
func (set *spanSet) smartFirst() bool { return !set.markdown && set.smart }

// parseLineBreak reads two spaces or two backslashes at a line's end.
func (sp *spanner) parseLineBreak() bool {
	rest := sp.s[sp.pos:]
	if !strings.HasPrefix(rest, "  \n") && !strings.HasPrefix(rest, `\\`+"\n") {
		return false
	}
	sp.add(sp.p.new(BR))
	sp.pos += 2
	return true
}

// parseEscaped reads a character after a backslash.
func (sp *spanner) parseEscaped() bool {
	i := sp.pos + 1
	if i >= len(sp.s) || strings.IndexByte(escapable, sp.s[i]) < 0 && strings.IndexByte(sp.set.escapeMore, sp.s[i]) < 0 {
		return false
	}
	sp.addText(i, i+1)
	sp.pos = i + 1
	return true
}

// parseInlineMath reads $$ … $$.
func (sp *spanner) parseInlineMath() bool {
	s, pos := sp.s, sp.pos
	if !strings.HasPrefix(s[pos:], "$$") {
		return false
	}
	k := sp.src.dollars.next(sp.src.m, s, pos+2, "$$")
	if k < 0 {
		return false
	}
	e := sp.p.new(Math)
	e.Value, e.Category = strip(s[pos+2:k]), Span
	sp.add(e)
	sp.pos = k + 2
	return true
}
