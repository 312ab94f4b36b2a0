package kramdown

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// converter prints an element tree as HTML, as Kramdown::Converter::Html does.
type converter struct {
	o        *Options
	root     *Element
	p        *parser
	b        []byte
	stack    []*Element // the elements around
	warnings []string

	quotes [4]int32 // the code points of the option smart_quotes

	usedIDs map[string]int

	tocEntries []*tocEntry
	toc        *Element // the list that the table of contents replaces
	tocAt      int      // its place in b

	notes       []*note
	notesByName map[string]*note
	notesFound  bool // a list says where the footnotes go
	notesAt     int
}

func (c *converter) convert(root *Element) []byte {
	c.root = root
	c.b = make([]byte, 0, c.p.size+c.p.size/2+256)
	for i, name := range c.o.SmartQuotes {
		c.quotes[i] = smartQuoteEntity(name)
	}
	c.inner(root, -2)
	c.addFootnotes()
	c.addTOC()
	return c.b
}

// placeholder keeps a place for what is printed later, so that the place is
// not empty.
const placeholder = "\x00"

func (c *converter) indent(n int) {
	for ; n > 64; n -= 64 {
		c.b = append(c.b, spaces...)
	}
	if n > 0 {
		c.b = append(c.b, spaces[:n]...)
	}
}

const spaces = "                                                                "

func (c *converter) str(s string) { c.b = append(c.b, s...) }

// inner prints the children of el, which is printed with the given indent.
func (c *converter) inner(el *Element, indent int) {
	c.stack = append(c.stack, el)
	for _, child := range el.Children {
		c.element(child, indent+2)
	}
	c.stack = c.stack[:len(c.stack)-1]
}

func (c *converter) element(el *Element, indent int) {
	switch el.Type {
	case Text:
		if el.code == cdata {
			c.b = appendEscaped(c.b, el.Value, escapeAll)
		} else {
			c.text(el.Value)
		}
	case Blank:
		c.b = append(c.b, '\n')
	case Paragraph:
		c.paragraph(el, indent)
	case Header:
		c.header(el, indent)
	case Codeblock:
		c.codeblock(el, indent)
	case Blockquote:
		c.indented("blockquote", el, indent)
	case UL, OL:
		c.list(el, indent)
	case LI:
		c.item("li", el, indent)
	case DL:
		c.indented("dl", el, indent)
	case DD:
		c.item("dd", el, indent)
	case DT:
		c.term(el, indent)
	case HR:
		c.indent(indent)
		c.str("<hr")
		c.attributes(el.Attr)
		c.str(" />\n")
	case Table:
		c.indented("table", el, indent)
	case THead:
		c.indented("thead", el, indent)
	case TBody:
		c.indented("tbody", el, indent)
	case TFoot:
		c.indented("tfoot", el, indent)
	case TR:
		c.row(el, indent)
	case TD, TH:
		c.cell(el, indent, alignDefault, false)
	case HTMLElement:
		c.htmlElement(el, indent)
	case XMLComment, XMLPI:
		if el.Category == Block && !c.inRaw() {
			c.indent(indent)
			c.str(el.Value)
			c.b = append(c.b, '\n')
		} else {
			c.str(el.Value)
		}
	case Comment:
		if el.Category == Block {
			c.indent(indent)
		}
		c.str("<!-- ")
		c.str(el.Value)
		c.str(" -->")
		if el.Category == Block {
			c.b = append(c.b, '\n')
		}
	case Raw:
		if el.x == nil || len(el.x.types) == 0 || slices.Contains(el.x.types, "html") {
			c.str(el.Value)
			if el.Category == Block {
				c.b = append(c.b, '\n')
			}
		}
	case BR:
		c.str("<br />")
	case Link:
		c.span("a", el, indent)
	case Em:
		c.span("em", el, indent)
	case Strong:
		c.span("strong", el, indent)
	case Image:
		c.str("<img")
		c.attributes(el.Attr)
		c.str(" />")
	case Codespan:
		c.codespan(el)
	case FootnoteMarker:
		c.footnoteMarker(el)
	case Entity:
		c.appendEntity(el.code, el.Value)
	case TypographicSym:
		c.symbol(el.code)
	case SmartQuote:
		c.appendEntity(c.quotes[el.code], "")
	case Math:
		c.math(el, indent)
	case Abbreviation:
		c.abbreviation(el)
	default:
		c.inner(el, indent)
	}
}

func (c *converter) attributes(attr []Attribute) {
	for _, a := range attr {
		if a.Key == "id" && strip(a.Value) == "" {
			continue
		}
		c.b = append(c.b, ' ')
		c.str(a.Key)
		c.str(`="`)
		c.b = appendEscaped(c.b, a.Value, escapeAttribute)
		c.b = append(c.b, '"')
	}
}

func (c *converter) open(name string, attr []Attribute) {
	c.b = append(c.b, '<')
	c.str(name)
	c.attributes(attr)
	c.b = append(c.b, '>')
}

func (c *converter) close(name string) {
	c.str("</")
	c.str(name)
	c.b = append(c.b, '>')
}

// span is format_as_span_html.
func (c *converter) span(name string, el *Element, indent int) {
	c.open(name, el.Attr)
	c.inner(el, indent)
	c.close(name)
}

// block is format_as_block_html.
func (c *converter) block(name string, attr []Attribute, el *Element, indent int) {
	c.indent(indent)
	c.open(name, attr)
	c.inner(el, indent)
	c.close(name)
	c.b = append(c.b, '\n')
}

// indented is format_as_indented_block_html.
func (c *converter) indented(name string, el *Element, indent int) {
	c.indent(indent)
	c.open(name, el.Attr)
	c.b = append(c.b, '\n')
	c.inner(el, indent)
	c.indent(indent)
	c.close(name)
	c.b = append(c.b, '\n')
}

// inRaw tells whether the element around is HTML with raw content.
func (c *converter) inRaw() bool {
	last := c.stack[len(c.stack)-1]
	return last.Type == HTMLElement && last.ContentModel == RawModel
}

func (c *converter) text(s string) {
	if c.o.RemoveLineBreaksForCJK {
		s = joinCJK(s)
	}
	c.b = appendEscaped(c.b, s, escapeText)
}

// joinCJK takes line breaks between Han, Hiragana and Katakana away.
func joinCJK(s string) string {
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	cjk := func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) }
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\n' {
			before, _ := utf8.DecodeLastRuneInString(s[:i])
			after, _ := utf8.DecodeRuneInString(s[i+1:])
			if cjk(before) && cjk(after) {
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func (c *converter) paragraph(el *Element, indent int) {
	switch {
	case el.transparent:
		c.inner(el, indent)
	case len(el.Children) == 1 && el.Children[0].Type == Image && el.Children[0].hasRef("standalone"):
		c.figure(el, indent)
	default:
		c.block("p", el.Attr, el, indent)
	}
}

// figure prints an image with {:standalone}.
func (c *converter) figure(el *Element, indent int) {
	attr := slices.Clone(el.Attr)
	img := slices.Clone(el.Children[0].Attr)
	for _, key := range []string{"class", "id"} {
		v, ok := getAttr(img, key)
		if _, has := getAttr(attr, key); ok && !has {
			attr = setAttr(attr, key, v)
			img = deleteAttr(img, key)
		}
	}
	c.indent(indent)
	c.open("figure", attr)
	c.b = append(c.b, '\n')
	c.indent(indent + 2)
	c.str("<img")
	c.attributes(img)
	c.str(" />\n")
	c.indent(indent + 2)
	alt, _ := getAttr(img, "alt")
	c.str("<figcaption>" + alt + "</figcaption>\n")
	c.indent(indent)
	c.str("</figure>\n")
}

var headerNames = [...]string{"h1", "h2", "h3", "h4", "h5", "h6"}

func (c *converter) header(el *Element, indent int) {
	attr := el.Attr
	id, ok := getAttr(attr, "id")
	if c.o.AutoIDs && !ok {
		id, ok = c.generateID(el.rawText()), true
		attr = append(slices.Clip(attr), Attribute{"id", id})
	}
	if ok && c.inTOC(el) {
		c.tocEntries = append(c.tocEntries, &tocEntry{int(el.Level), id, el})
	}
	if c.o.HeaderLinks && id != "" {
		link := &Element{Type: Link, Attr: []Attribute{{"href", "#" + id}}}
		withLink := *el
		withLink.Children = append([]*Element{link}, el.Children...)
		el = &withLink
	}
	level := min(max(int(el.Level)+c.o.HeaderOffset, 1), 6)
	c.block(headerNames[level-1], attr, el, indent)
}

// generateID makes an id of ASCII letters, digits and dashes that no header
// has yet.
func (c *converter) generateID(text string) string {
	if c.o.TransliteratedHeaderIDs && c.o.Transliterate != nil {
		text = c.o.Transliterate(text)
	}
	id := basicID(text)
	if id == "" {
		id = "section"
	}
	if c.usedIDs == nil {
		c.usedIDs = make(map[string]int)
	}
	n, used := c.usedIDs[id]
	if used {
		n++
	}
	c.usedIDs[id] = n
	if used {
		id += "-" + strconv.Itoa(n)
	}
	return c.o.AutoIDPrefix + id
}

// basicID leaves the letters, digits and dashes of a text. Each line loses
// what is before its first letter.
func basicID(text string) string {
	b := make([]byte, 0, len(text))
	lineStart := true
	for i := range len(text) {
		ch := text[i]
		if lineStart && !isASCIILetter(ch) {
			continue
		}
		lineStart = ch == '\n'
		switch {
		case 'A' <= ch && ch <= 'Z':
			b = append(b, ch+'a'-'A')
		case isASCIILetter(ch) || isDigit(ch) || ch == '-':
			b = append(b, ch)
		case ch == ' ':
			b = append(b, '-')
		}
	}
	return string(b)
}

func (c *converter) list(el *Element, indent int) {
	name := "ul"
	if el.Type == OL {
		name = "ol"
	}
	switch {
	case c.toc == nil && el.hasRef("toc"):
		c.toc, c.tocAt = el, len(c.b)
		c.str(placeholder)
	case !c.notesFound && el.hasRef("footnotes"):
		c.notesFound, c.notesAt = true, len(c.b)
		c.str(placeholder)
	default:
		c.indented(name, el, indent)
	}
}

// item prints a list item or a definition.
func (c *converter) item(name string, el *Element, indent int) {
	c.indent(indent)
	c.open(name, el.Attr)
	if len(el.Children) == 0 || el.Children[0].Type == Paragraph && el.Children[0].transparent {
		start := len(c.b)
		c.inner(el, indent)
		if len(c.b) > start && c.b[len(c.b)-1] == '\n' {
			c.indent(indent)
		}
	} else {
		c.b = append(c.b, '\n')
		c.inner(el, indent)
		c.indent(indent)
	}
	c.close(name)
	c.b = append(c.b, '\n')
}

// term prints a DT; the references auto_ids and auto_ids-prefix of its list
// ask for an id.
func (c *converter) term(el *Element, indent int) {
	attr := el.Attr
	list := c.stack[len(c.stack)-1]
	if _, ok := getAttr(attr, "id"); !ok && list.ial != nil {
		for _, ref := range list.ial.refs {
			if prefix, ok := strings.CutPrefix(ref, "auto_ids"); ok {
				prefix, found := strings.CutPrefix(prefix, "-")
				if !found {
					prefix = ""
				}
				attr = append(slices.Clip(attr), Attribute{"id", lstrip(prefix + basicID(el.rawText()))})
				break
			}
		}
	}
	c.block("dt", attr, el, indent)
}

func (c *converter) htmlElement(el *Element, indent int) {
	noBody := tags[el.Value].noBody
	if el.Category == Span {
		c.b = append(c.b, '<')
		c.str(el.Value)
		c.attributes(el.Attr)
		c.b = append(c.b, '>')
		start := len(c.b)
		c.inner(el, indent)
		if len(c.b) == start && noBody {
			c.b = append(c.b[:start-1], " />"...)
			return
		}
		c.close(el.Value)
		return
	}
	raw := c.inRaw()
	if !raw {
		c.indent(indent)
	}
	c.b = append(c.b, '<')
	c.str(el.Value)
	c.attributes(el.Attr)
	at := len(c.b)
	block := el.ContentModel == BlockModel
	if block {
		c.str(">\n")
	} else {
		c.b = append(c.b, '>')
	}
	start := len(c.b)
	c.inner(el, indent)
	empty := len(c.b) == start
	switch {
	case el.closed && el.ContentModel == RawModel:
		c.b = append(c.b[:at], " />"...)
	case !empty && !block:
		c.close(el.Value)
	case !empty:
		if c.b[len(c.b)-1] == '\n' {
			c.b = c.b[:len(c.b)-1]
		}
		c.b = append(c.b, '\n')
		c.indent(indent)
		c.close(el.Value)
	case noBody:
		c.b = append(c.b[:at], " />"...)
	default:
		c.b = append(c.b[:at], '>')
		c.close(el.Value)
	}
	if !raw {
		c.b = append(c.b, '\n')
	}
}

// row prints the cells of a table's row.
func (c *converter) row(el *Element, indent int) {
	var align []alignment
	head := false
	if n := len(c.stack); n >= 2 {
		if t := c.stack[n-2]; t.x != nil {
			align = t.x.alignment
		}
		head = c.stack[n-1].Type == THead
	}
	c.indent(indent)
	c.open("tr", el.Attr)
	c.b = append(c.b, '\n')
	c.stack = append(c.stack, el)
	for i, td := range el.Children {
		if td.Type != TD {
			c.element(td, indent+2)
			continue
		}
		a := alignDefault
		if i < len(align) {
			a = align[i]
		}
		c.cell(td, indent+2, a, head)
	}
	c.stack = c.stack[:len(c.stack)-1]
	c.indent(indent)
	c.str("</tr>\n")
}

func (c *converter) cell(el *Element, indent int, align alignment, head bool) {
	name := "td"
	if head {
		name = "th"
	}
	attr := el.Attr
	if align != alignDefault {
		attr = slices.Clone(attr)
		style, ok := getAttr(attr, "style")
		if ok {
			style += "; "
		}
		attr = setAttr(attr, "style", style+"text-align: "+alignmentNames[align])
	}
	c.indent(indent)
	c.open(name, attr)
	start := len(c.b)
	c.inner(el, indent)
	if len(c.b) == start {
		c.appendEntity(0xA0, "")
	}
	c.close(name)
	c.b = append(c.b, '\n')
}

func (c *converter) symbol(code int32) {
	if text, ok := c.o.TypographicSymbols[symbolNames[code]]; ok {
		c.b = appendEscaped(c.b, text, escapeText)
		return
	}
	switch code {
	case symLaquoSpace:
		c.appendEntity(0xAB, "")
		c.appendEntity(0xA0, "")
	case symRaquoSpace:
		c.appendEntity(0xA0, "")
		c.appendEntity(0xBB, "")
	default:
		c.appendEntity(entityByName[symbolNames[code]], "")
	}
}

// math prints for MathJax, or plainly without an engine.
func (c *converter) math(el *Element, indent int) {
	block := el.Category == Block
	if c.o.MathEngine == "mathjax" {
		switch {
		case len(el.Attr) > 0 && !block:
			c.open("span", el.Attr)
			c.str("$" + el.Value + "$")
			c.close("span")
			return
		case len(el.Attr) > 0:
			c.indent(indent)
			c.open("div", el.Attr)
		}
		open, close := `\(`, `\)`
		if block {
			open, close = `\[`, "\\]\n"
		}
		c.str(open)
		c.b = appendEscaped(c.b, el.Value, escapeAll)
		c.str(close)
		if len(el.Attr) > 0 {
			c.str("</div>\n")
		}
		return
	}
	if c.o.MathEngine != "" {
		c.warnings = append(c.warnings, "The configured math engine "+c.o.MathEngine+" is not available.")
	}
	attr := slices.Clone(el.Attr)
	class, _ := getAttr(attr, "class")
	attr = setAttr(attr, "class", lstrip(class+" kdmath"))
	if block {
		c.indent(indent)
		c.open("div", attr)
		c.str("$$\n" + el.Value + "\n$$</div>\n")
	} else {
		c.open("span", attr)
		c.str("$" + el.Value + "$</span>")
	}
}

func (c *converter) abbreviation(el *Element) {
	a := c.p.abbrevs[el.x.rawText]
	attr := slices.Clone(a.eob.Attr)
	if a.title != "" {
		attr = setAttr(attr, "title", a.title)
	}
	c.open("abbr", attr)
	c.str(el.Value)
	c.close("abbr")
}
