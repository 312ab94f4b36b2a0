package kramdown

// Type says what an Element is. The names are kramdown's.
type Type uint8

// The types of elements.
const (
	Root Type = iota
	Blank
	Paragraph
	Header
	Blockquote
	Codeblock
	UL
	OL
	LI
	DL
	DT
	DD
	HR
	Table
	THead
	TBody
	TFoot
	TR
	TD
	TH // only within html_to_native, before it becomes TD
	Math
	Text
	RawText // text whose spans are not parsed yet; not in a finished tree
	Link
	BR
	Image
	Codespan
	FootnoteMarker
	Em
	Strong
	Entity
	TypographicSym
	SmartQuote
	Abbreviation
	HTMLElement
	XMLComment
	XMLPI
	Comment
	Raw
	eob // end of block marker; not in a finished tree
	footnoteDef
	temp
)

// Category tells block from span elements.
type Category uint8

// The categories.
const (
	NoCategory Category = iota
	Block
	Span
)

// ContentModel says how the inside of an HTML element was read.
type ContentModel uint8

// The content models.
const (
	NoModel ContentModel = iota
	RawModel
	SpanModel
	BlockModel
	defaultModel // markdown="1": the element's own
)

// Attribute is a key and value of an element, in the order of the source.
type Attribute struct{ Key, Value string }

// Element is a node of the tree.
type Element struct {
	Type         Type
	Category     Category     // of elements that may be either
	ContentModel ContentModel // of HTMLElement
	Level        uint8        // of Header
	transparent  bool         // a Paragraph that prints no <p>
	closed       bool         // an HTMLElement written as <x />
	firstAsPara  bool         // a DD whose first paragraph stays one
	line         int32

	// code is the code point of an Entity, the index of a SmartQuote or
	// TypographicSym, the kind of an eob, cdata for such Text.
	code int32

	// Value is the text of Text, Codespan, Codeblock, Math, Comment, Raw,
	// XMLComment and XMLPI, the name of an HTMLElement, the abbreviation
	// itself, and the source of an Entity.
	Value string

	Attr     []Attribute
	Children []*Element

	ial *attrList
	x   *extra
}

// extra is what few elements need.
type extra struct {
	lang      string      // language of a fenced Codeblock
	rawText   string      // of Header and DT: what ids are made of; of Abbreviation: as it was defined
	alignment []alignment // of Table
	types     []string    // of Raw: the converters that it is for
	footnote  *footnote   // of FootnoteMarker
	grown     []byte      // Value while it grows
}

// ext gives the element's extra part, making it if needed.
func (e *Element) ext() *extra {
	if e.x == nil {
		e.x = new(extra)
	}
	return e.x
}

// Get returns the value of an attribute.
func (e *Element) Get(key string) (value string, ok bool) { return getAttr(e.Attr, key) }

// set gives an attribute a value, keeping its place if it has one.
func (e *Element) set(key, value string) { e.Attr = setAttr(e.Attr, key, value) }

func getAttr(attr []Attribute, key string) (string, bool) {
	for i := range attr {
		if attr[i].Key == key {
			return attr[i].Value, true
		}
	}
	return "", false
}

func setAttr(attr []Attribute, key, value string) []Attribute {
	for i := range attr {
		if attr[i].Key == key {
			attr[i].Value = value
			return attr
		}
	}
	if len(attr) >= maxAttributes {
		return attr
	}
	return append(attr, Attribute{key, value})
}

func deleteAttr(attr []Attribute, key string) []Attribute {
	for i := range attr {
		if attr[i].Key == key {
			return append(attr[:i:i], attr[i+1:]...)
		}
	}
	return attr
}

// grow appends to the value in amortised constant time; text reads it.
func (e *Element) grow(parts ...string) {
	x := e.ext()
	if x.grown == nil {
		x.grown = append(make([]byte, 0, 2*len(e.Value)+64), e.Value...)
	}
	for _, s := range parts {
		x.grown = append(x.grown, s...)
	}
}

// settle ends the growth of the value.
func (e *Element) settle() string {
	if e.x != nil && e.x.grown != nil {
		e.Value, e.x.grown = string(e.x.grown), nil
	}
	return e.Value
}

// lang, rawText and alignment read what may not be there.
func (e *Element) rawText() string {
	if e.x == nil {
		return ""
	}
	return e.x.rawText
}

// last is the last child, or nil.
func (e *Element) last() *Element {
	if n := len(e.Children); n > 0 {
		return e.Children[n-1]
	}
	return nil
}

func (e *Element) add(c *Element) { e.Children = append(e.Children, c) }

// category follows Kramdown::Element.category.
func (e *Element) category() Category {
	switch e.Type {
	case Blank, Paragraph, Header, Blockquote, Codeblock, UL, OL, LI, DL, DT, DD, Table, TD, HR:
		return Block
	case Text, Link, BR, Image, Codespan, FootnoteMarker, Em, Strong, Entity, TypographicSym, SmartQuote, Abbreviation:
		return Span
	}
	return e.Category
}

// hasRef reports whether a block IAL names the reference.
func (e *Element) hasRef(name string) bool {
	if e.ial != nil {
		for _, r := range e.ial.refs {
			if r == name {
				return true
			}
		}
	}
	return false
}

// slab hands out elements from larger allocations.
type slab struct {
	free   []Element
	chunks [][]Element
	used   int // chunks in use
}

func (s *slab) new(t Type) *Element {
	if len(s.free) == 0 {
		if s.used == len(s.chunks) {
			s.chunks = append(s.chunks, make([]Element, 16<<min(s.used, 4)))
		}
		s.free = s.chunks[s.used]
		s.used++
	}
	e := &s.free[0]
	s.free = s.free[1:]
	e.Type = t
	return e
}

// maxKept is how many chunks a slab keeps for the next document.
const maxKept = 64

// reset takes all elements back. Nobody may hold on to one.
func (s *slab) reset() {
	for i := range s.used {
		clear(s.chunks[i])
	}
	if len(s.chunks) > maxKept {
		s.chunks = s.chunks[:maxKept:maxKept]
	}
	s.free, s.used = nil, 0
}
