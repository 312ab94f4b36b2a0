package kramdown

import (
	"regexp"
	"slices"
	"strings"
)

// The lists of Kramdown::Parser::Html::ElementConverter.
var (
	removeTextChildren = nameSet("html head hgroup ol ul dl table colgroup tbody thead tfoot tr select optgroup")
	wrapTextChildren   = nameSet(`body section nav article aside header footer address div li dd
		blockquote figure figcaption fieldset form`)
	removeSpaceChildren = nameSet(`body section nav article aside header footer address div li dd
		blockquote figure figcaption td th fieldset form`)
	stripSpace = nameSet(`address article aside blockquote body caption dd div dl dt fieldset figcaption form
		footer header h1 h2 h3 h4 h5 h6 legend li nav p section td th`)
)

// simpleTypes are the elements that become kramdown's own as they are.
var simpleTypes = map[string]Type{
	"em": Em, "strong": Strong, "blockquote": Blockquote, "hr": HR, "br": BR, "img": Image, "p": Paragraph,
	"thead": THead, "tbody": TBody, "tfoot": TFoot, "tr": TR, "td": TD, "th": TH,
	"ul": UL, "ol": OL, "dl": DL, "li": LI, "dt": DT, "dd": DD,
}

var (
	highlighterClass = regexp.MustCompile(`\s+\bhighlighter-\w+\b|\bhighlighter-\w+\b\s*`)
	textAlign        = regexp.MustCompile(`(?:;\s*)?text-align:\s+(center|left|right)`)
	anyTextAlign     = regexp.MustCompile(`text-align:\s+(center|left|right|justify|inherit)`)
	mathCDATA        = regexp.MustCompile(`(?s)\A(?:%\s*)?<!\[CDATA\[\n?(.*?)(?:\s%)?\]\]>\z`)
)

func nameSet(names string) map[string]bool {
	m := make(map[string]bool)
	for n := range strings.FieldsSeq(names) {
		m[n] = true
	}
	return m
}

// toNative turns an HTML element into kramdown's own, the option
// html_to_native.
func (p *parser) toNative(e *Element) { p.processNative(e, true, false, nil) }

func (p *parser) processNative(el *Element, convert, preserve bool, parent *Element) {
	switch el.Type {
	case XMLComment, XMLPI:
		name := "div"
		if parent != nil && parent.Type == HTMLElement {
			name = parent.Value
		} else if parent != nil {
			name = nativeNames[parent.Type]
		}
		el.Category = Block
		if contentModel(name) == SpanModel {
			el.Category = Span
		}
		return
	case HTMLElement:
	default:
		return
	}
	name := el.Value
	if convert {
		switch name {
		case "textarea":
			p.nativeHTML(el, true, true)
			return
		case "a":
			if hasAttr(el, "href") {
				setNative(el, Link)
				p.processChildren(el, true, false)
			} else {
				p.nativeHTML(el, false, false)
			}
			return
		case "em", "i", "strong", "b":
			text := extractText(el)
			if text != "" && (isSpace(text[0]) || isSpace(text[len(text)-1])) {
				p.nativeHTML(el, false, false)
				return
			}
			setNative(el, Em)
			if name == "strong" || name == "b" {
				el.Type = Strong
			}
			p.processChildren(el, true, false)
			return
		case "h1", "h2", "h3", "h4", "h5", "h6":
			text := extractText(el)
			setNative(el, Header)
			el.Level = name[1] - '0'
			el.ext().rawText = text
			p.processChildren(el, true, false)
			return
		case "code", "pre":
			p.nativeCode(el)
			return
		case "table":
			p.nativeTable(el)
			return
		case "script":
			p.nativeScript(el)
			return
		}
		if removeTextChildren[name] {
			el.Children = slices.DeleteFunc(el.Children, func(c *Element) bool { return c.Type == Text })
		}
	}
	if t, ok := simpleTypes[name]; ok && convert {
		setNative(el, t)
		p.processChildren(el, convert, preserve)
	} else {
		p.nativeHTML(el, convert, preserve)
	}
	if convert {
		if stripSpace[name] {
			stripChildren(el)
		}
		if removeSpaceChildren[name] {
			dropSpaceChildren(el)
		}
		if wrapTextChildren[name] {
			p.wrapText(el)
		}
	}
}

// nativeNames are the names of elements that were converted already.
var nativeNames = map[Type]string{
	Link: "a", Header: "h1", Paragraph: "p", Em: "em", Strong: "strong", LI: "li", DD: "dd", DT: "dt", TD: "td",
	TH: "th", UL: "ul", OL: "ol", DL: "dl", Blockquote: "blockquote", Table: "table", TR: "tr",
}

// setNative makes an element of another type of an HTML element.
func setNative(el *Element, t Type) {
	el.Type, el.Value = t, ""
	el.Category, el.ContentModel, el.closed, el.ial = NoCategory, NoModel, false, nil
}

func (p *parser) nativeHTML(el *Element, convert, preserve bool) {
	el.closed, el.ial = false, nil
	el.Category, el.ContentModel = Block, RawModel
	if tags[el.Value].span {
		el.Category = Span
	}
	if convert {
		el.ContentModel = contentModel(el.Value)
	}
	p.processChildren(el, convert, preserve)
}

func (p *parser) processChildren(el *Element, convert, preserve bool) {
	var out []*Element
	for _, c := range el.Children {
		if c.Type == Text {
			out = append(out, p.nativeText(c.settle(), preserve || !convert)...)
		} else {
			p.processNative(c, convert, preserve, el)
			out = append(out, c)
		}
	}
	el.Children = out
}

// nativeText reads the entities of a text and, unless it is to be preserved,
// compresses its white space.
func (p *parser) nativeText(raw string, preserve bool) (out []*Element) {
	if !preserve {
		raw = compressSpace(raw)
	}
	from := 0
	add := func(t Type, value string, code int32) {
		e := p.new(t)
		e.Value, e.code = value, code
		out = append(out, e)
	}
	for i := 0; i < len(raw); i++ {
		if raw[i] != '&' {
			continue
		}
		r, ok := scanReference(raw, i)
		if !ok {
			continue
		}
		add(Text, raw[from:i], 0)
		if k := slices.Index(smartQuoteNames[:], r.name); r.named && k >= 0 {
			add(SmartQuote, "", int32(k))
		} else if k := slices.Index(symbolNames[:], r.name); r.named && k >= 0 && !strings.Contains(r.name, "_") {
			add(TypographicSym, "", int32(k))
		} else if code, ok := p.codePoint(r); ok {
			add(Entity, raw[i:r.end], code)
		} else {
			add(Entity, "", '&')
			from = i + 1
			continue
		}
		from = r.end
		i = r.end - 1
	}
	if from < len(raw) {
		add(Text, raw[from:], 0)
	}
	return out
}

// compressSpace makes one space of each run of white space.
func compressSpace(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if !isSpace(s[i]) {
			b.WriteByte(s[i])
		} else if i == 0 || !isSpace(s[i-1]) {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// extractText is all text in an element.
func extractText(el *Element) string {
	var b strings.Builder
	var walk func(*Element)
	walk = func(e *Element) {
		if e.Type == Text {
			b.WriteString(e.settle())
		}
		for _, c := range e.Children {
			walk(c)
		}
	}
	walk(el)
	return b.String()
}

// stripChildren takes the white space off both ends of an element's text.
func stripChildren(el *Element) {
	n := len(el.Children)
	if n == 0 {
		return
	}
	if first := el.Children[0]; first.Type == Text {
		first.Value = lstrip(first.settle())
	}
	if last := el.Children[n-1]; last.Type == Text {
		last.Value = rstrip(last.settle())
	}
}

// dropSpaceChildren removes white space between block elements.
func dropSpaceChildren(el *Element) {
	n := len(el.Children)
	out := make([]*Element, 0, n)
	for i, c := range el.Children {
		if c.Type == Text && strip(c.settle()) == "" &&
			(i == 0 || i == n-1 || el.Children[i-1].category() == Block && el.Children[i+1].category() == Block) {
			continue
		}
		out = append(out, c)
	}
	el.Children = out
}

// wrapText puts text and span elements into paragraphs that print no tags.
func (p *parser) wrapText(el *Element) {
	var out []*Element
	lastIsP := false
	for _, c := range el.Children {
		if c.category() != Block || c.Type == Text {
			if !lastIsP {
				para := p.new(Paragraph)
				para.transparent = true
				out = append(out, para)
				lastIsP = true
			}
			out[len(out)-1].add(c)
		} else {
			out = append(out, c)
			lastIsP = false
		}
	}
	el.Children = out
}

// nativeCode makes a code span or block if the text of the element allows.
func (p *parser) nativeCode(el *Element) {
	var b []byte
	for _, c := range p.nativeText(extractText(el), true) {
		switch c.Type {
		case Text:
			b = append(b, c.Value...)
		default:
			b = appendPlainText(b, c, true)
		}
	}
	if el.Value == "code" {
		setNative(el, Codespan)
		if class, ok := el.Get("class"); ok {
			el.set("class", highlighterClass.ReplaceAllString(class, ""))
		}
	} else {
		setNative(el, Codeblock)
		if len(el.Children) == 1 && el.Children[0].Value == "code" {
			class, _ := el.Children[0].Get("class")
			if start, end := languageClass(class); start >= 0 {
				own, _ := el.Get("class")
				el.set("class", rstrip(class[start:end]+" "+own))
			}
		}
	}
	el.Value, el.Children = string(b), nil
}

// nativeTable makes a table of a table whose cells have only span elements
// and whose rows are all alike.
func (p *parser) nativeTable(el *Element) {
	if !p.isSimpleTable(el) {
		p.nativeHTML(el, false, false)
		return
	}
	el.Children = slices.DeleteFunc(el.Children, func(c *Element) bool { return c.Type == Text })
	p.processChildren(el, true, false)
	setNative(el, Table)
	var visit func(*Element)
	visit = func(c *Element) {
		if c.Type != TR {
			for _, cc := range c.Children {
				visit(cc)
			}
			return
		}
		align := make([]alignment, len(c.Children))
		for i, td := range c.Children {
			style, ok := td.Get("style")
			if !ok {
				continue
			}
			if m := textAlign.FindStringSubmatchIndex(style); m != nil {
				align[i] = alignment(slices.Index(alignmentNames[:], style[m[2]:m[3]]))
				style = style[:m[0]] + style[m[1]:]
				td.set("style", style)
			}
			if strip(style) == "" {
				td.Attr = deleteAttr(td.Attr, "style")
			}
		}
		el.ext().alignment = align
	}
	visit(el)
	el.Children = slices.DeleteFunc(el.Children, func(c *Element) bool { return c.Type == HTMLElement })
	var change func(*Element)
	change = func(c *Element) {
		if c.Type == TH {
			c.Type = TD
			return
		}
		for _, cc := range c.Children {
			change(cc)
		}
	}
	change(el)
	if len(el.Children) > 0 && el.Children[0].Type == TR {
		body := p.new(TBody)
		body.Children = el.Children
		el.Children = []*Element{body}
	}
}

// isSimpleTable tells whether kramdown has a table for an HTML table.
func (p *parser) isSimpleTable(el *Element) bool {
	isCell := func(c *Element) bool { return c.Value == "th" || c.Value == "td" }
	var phrasing func(*Element) bool
	phrasing = func(c *Element) bool {
		for _, cc := range c.Children {
			if cc.Type != Text && tags[cc.Value].block || !phrasing(cc) {
				return false
			}
		}
		return true
	}
	count := -1
	var align []string
	var check func(*Element) bool
	check = func(c *Element) bool {
		if isCell(c) {
			return phrasing(c)
		}
		if c.Value == "tr" {
			var cells int
			var own []string
			for _, cc := range c.Children {
				if !isCell(cc) {
					continue
				}
				cells++
				style, _ := cc.Get("style")
				a := ""
				if m := anyTextAlign.FindStringSubmatch(style); m != nil {
					a = m[1]
				}
				if a == "justify" || a == "inherit" {
					return false
				}
				own = append(own, a)
			}
			if count >= 0 && (cells != count || !slices.Equal(own, align)) {
				return false
			}
			count, align = cells, own
		}
		for _, cc := range c.Children {
			if !check(cc) {
				return false
			}
		}
		return true
	}
	if !check(el) {
		return false
	}
	rows := func(t *Element, cell string) bool {
		for _, r := range t.Children {
			if r.Value != "tr" && r.Type != Text {
				return false
			}
			for _, c := range r.Children {
				if c.Value != cell && c.Type != Text {
					return false
				}
			}
		}
		return true
	}
	if rows(el, "td") {
		return true
	}
	hasBody := false
	for _, t := range el.Children {
		switch {
		case t.Type == Text, t.Value == "thead" && rows(t, "th"), t.Value == "tfoot" && rows(t, "td"):
		case t.Value == "tbody" && rows(t, "td"):
			hasBody = true
		default:
			return false
		}
	}
	return hasBody
}

// nativeScript makes math of a script for MathJax.
func (p *parser) nativeScript(el *Element) {
	typ, _ := el.Get("type")
	if !containsWord(typ, "math/tex") || len(el.Children) == 0 {
		p.nativeHTML(el, true, false)
		return
	}
	code := el.Children[0].settle()
	setNative(el, Math)
	el.Category = Span
	if strings.Contains(typ, "mode=display") {
		el.Category = Block
	}
	el.Value = mathCDATA.ReplaceAllString(code, "$1")
	el.Children = el.Children[1:]
	el.Attr = deleteAttr(el.Attr, "type")
}
