package kramdown

// Heading is a header of a document.
type Heading struct {
	Level int    // 1…6, as written
	Text  string // its text without markup
	ID    string // the id in the printed HTML; "" for none
	Line  int    // from 1, in the source that was given
}

// Headings lists the headers of a source in the order in which they are
// printed, with the ids that they get. A nil o means [DefaultOptions].
func Headings(src []byte, o *Options) []Heading {
	if o == nil {
		def := DefaultOptions()
		o = &def
	}
	p := parsers.Get().(*parser)
	p.start(o)
	p.parse(adaptSource(src))
	list := (&Document{Root: p.root, p: p}).Headings()
	p.reset()
	parsers.Put(p)
	return list
}

// Headings lists the headers of the document, those of footnotes last.
func (d *Document) Headings() []Heading {
	h := headingLister{c: converter{o: d.p.opts, p: d.p}}
	h.walk(d.Root)
	for i := 0; i < len(h.notes); i++ {
		h.walk(h.notes[i].content)
	}
	return h.list
}

// headingLister goes through a tree as the converter does.
type headingLister struct {
	c     converter
	list  []Heading
	notes []*footnote
	seen  map[*footnote]bool

	toc, places bool // the lists for the table of contents and the footnotes were found
}

func (h *headingLister) walk(el *Element) {
	switch el.Type {
	case UL, OL:
		// What stands in the place of the table of contents or of the
		// footnotes is not printed.
		if !h.toc && el.hasRef("toc") {
			h.toc = true
			return
		}
		if !h.places && el.hasRef("footnotes") {
			h.places = true
			return
		}
	case Header:
		id, ok := el.Get("id")
		if !ok && h.c.o.AutoIDs {
			id = h.c.generateID(el.rawText())
		}
		text := strip(string(appendPlainText(nil, el, true)))
		h.list = append(h.list, Heading{int(el.Level), text, id, int(el.line)})
	case FootnoteMarker:
		if fn := el.x.footnote; !h.seen[fn] {
			if h.seen == nil {
				h.seen = make(map[*footnote]bool)
			}
			h.seen[fn] = true
			h.notes = append(h.notes, fn)
		}
	}
	for _, child := range el.Children {
		h.walk(child)
	}
}
