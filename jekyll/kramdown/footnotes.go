package kramdown

import (
	"slices"
	"strconv"
	"strings"
)

// note is a footnote whose marker was printed.
type note struct {
	name    string
	number  int
	repeats int // further markers
	content *Element
}

func (c *converter) footnoteMarker(el *Element) {
	fn := el.x.footnote
	name := c.o.FootnotePrefix + fn.name
	n := c.notesByName[name]
	repeat := ""
	if n != nil {
		n.repeats++
		repeat = ":" + strconv.Itoa(n.repeats)
	} else {
		n = &note{name: name, number: c.o.FootnoteNr + len(c.notes), content: fn.content}
		c.notes = append(c.notes, n)
		if c.notesByName == nil {
			c.notesByName = make(map[string]*note)
		}
		c.notesByName[name] = n
	}
	number := strconv.Itoa(n.number)
	supRole, linkRole := ` role="doc-noteref"`, ""
	if c.o.modern() {
		number = strings.Replace(c.o.FootnoteLinkText, "%s", number, 1)
		supRole, linkRole = linkRole, supRole
	}
	c.str(`<sup id="fnref:` + name + repeat + `"` + supRole + `><a href="#fn:` + name +
		`" class="footnote" rel="footnote"` + linkRole + `>` + number + `</a></sup>`)
}

// addFootnotes prints the footnotes at the end, or where {:footnotes} says.
func (c *converter) addFootnotes() {
	end := len(c.b)
	if len(c.notes) > 0 {
		c.str(`<div class="footnotes" role="doc-endnotes">` + "\n  <ol")
		if c.o.FootnoteNr != 1 {
			c.str(` start="` + strconv.Itoa(c.o.FootnoteNr) + `"`)
		}
		c.str(">\n")
		list := &Element{Type: OL}
		c.stack = append(c.stack, list)
		for i := 0; i < len(c.notes); i++ { // footnotes in footnotes add to the notes
			c.element(c.footnoteItem(c.notes[i]), 4)
		}
		c.stack = c.stack[:len(c.stack)-1]
		c.str("  </ol>\n</div>\n")
	}
	if c.notesFound {
		// Move them to their place.
		at := c.notesAt
		text := slices.Clone(c.b[end:])
		rest := slices.Clone(c.b[at+len(placeholder) : end])
		if c.toc != nil && c.tocAt > at {
			if c.tocAt >= end {
				c.tocAt += at - end
			} else {
				c.tocAt += len(text) - len(placeholder)
			}
		}
		c.b = append(append(c.b[:at], text...), rest...)
	}
}

// footnoteItem is the list item of a footnote, with the links back.
func (c *converter) footnoteItem(n *note) *Element {
	li := &Element{Type: LI, Attr: []Attribute{{"id", "fn:" + n.name}}}
	if !c.o.modern() {
		li.set("role", "doc-endnote")
	}
	li.Children = slices.Clone(n.content.Children)
	// The last paragraph takes the links; what lies on the way to it is
	// copied, as the tree stays as it is.
	var para *Element
	inside := false
	if last := li.last(); last != nil && last.Type == Paragraph || c.o.FootnoteBacklinkInline {
		parent := li
		for len(parent.Children) > 0 {
			k := len(parent.Children) - 1
			e := *parent.Children[k]
			e.Children = slices.Clone(e.Children)
			parent.Children[k] = &e
			if e.Type == Paragraph || e.Type == Header {
				para, inside = &e, true
				break
			}
			parent = &e
		}
	}
	if para == nil {
		para = &Element{Type: Paragraph}
		li.add(para)
	}
	if c.o.FootnoteBacklink == "" {
		return li
	}
	text := string(appendEscaped(nil, c.o.FootnoteBacklink, escapeText))
	sep := &converter{o: c.o}
	sep.appendEntity(0xA0, "")
	nbsp := string(sep.b)
	link := func(space, id, text string) {
		para.add(&Element{Type: Raw, Value: space + `<a href="#fnref:` + id +
			`" class="reversefootnote" role="doc-backlink">` + text + `</a>`})
	}
	if inside {
		link(nbsp, n.name, text)
	} else {
		link("", n.name, text)
	}
	// The item is printed before the footnotes that follow, whose markers
	// count no more.
	for i := 1; i <= n.repeats; i++ {
		link(nbsp, n.name+":"+strconv.Itoa(i), text+"<sup>"+strconv.Itoa(i+1)+"</sup>")
	}
	return li
}
