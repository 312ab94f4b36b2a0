package kramdown

import "sync"

// Result is what a conversion gives.
type Result struct {
	HTML []byte

	// Warnings are kramdown's remarks on the source, in its words, such as
	// "No link definition for link ID 'x' found on line 3".
	Warnings []string
}

// Document is a parsed source: an element tree and what belongs to it.
type Document struct {
	Root     *Element
	Warnings []string

	p *parser
}

// Convert turns source into HTML. Any bytes are fine: invalid UTF-8 becomes
// U+FFFD. A nil o means [DefaultOptions].
func Convert(src []byte, o *Options) Result {
	if o == nil {
		def := DefaultOptions()
		o = &def
	}
	p := parsers.Get().(*parser)
	p.start(o)
	p.parse(adaptSource(src))
	d := Document{Root: p.root, Warnings: p.warnings, p: p}
	r := d.HTML()
	p.reset()
	parsers.Put(p)
	return r
}

// parsers are free parsers, with the memory of their elements.
var parsers = sync.Pool{New: func() any { return new(parser) }}

// Parse gives the element tree of a source. A nil o means [DefaultOptions].
func Parse(src []byte, o *Options) *Document {
	if o == nil {
		def := DefaultOptions()
		o = &def
	}
	p := new(parser)
	p.start(o)
	p.parse(adaptSource(src))
	return &Document{Root: p.root, Warnings: p.warnings, p: p}
}

// HTML prints the document.
func (d *Document) HTML() Result {
	c := &converter{o: d.p.opts, p: d.p}
	html := c.convert(d.Root)
	return Result{HTML: html, Warnings: append(d.Warnings[:len(d.Warnings):len(d.Warnings)], c.warnings...)}
}

// RemoveHTMLTags takes HTML tags out of the tree, keeping what is between
// them: block and span tags as the options remove_block_html_tags and
// remove_span_html_tags say, scripts, styles and processing instructions
// always. It is kramdown's RemoveHtmlTags converter.
func (d *Document) RemoveHTMLTags() {
	removeHTMLTags(d.Root, d.p.opts)
	for _, fn := range d.p.notes {
		removeHTMLTags(fn.content, d.p.opts)
	}
}

func removeHTMLTags(el *Element, o *Options) {
	var out []*Element
	for _, child := range el.Children {
		removeHTMLTags(child, o)
		switch {
		case child.Type == XMLPI,
			child.Type == HTMLElement && (child.Value == "style" || child.Value == "script"):
		case child.Type == HTMLElement && child.Category == Block && o.RemoveBlockHTMLTags,
			child.Type == HTMLElement && child.Category == Span && o.RemoveSpanHTMLTags:
			out = append(out, child.Children...)
		default:
			out = append(out, child)
		}
	}
	el.Children = out
}
