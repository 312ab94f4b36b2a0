package kramdown

import "slices"

// tocEntry is a header that the table of contents lists.
type tocEntry struct {
	level  int
	id     string
	header *Element
}

// inTOC tells whether a header is to be listed.
func (c *converter) inTOC(el *Element) bool {
	if !slices.Contains(c.o.TOCLevels, int(el.Level)) {
		return false
	}
	class, ok := el.Get("class")
	return !ok || !containsWord(class, "no_toc")
}

// addTOC prints the table of contents in the place of the list with {:toc}.
func (c *converter) addTOC() {
	if c.toc == nil {
		return
	}
	tail := slices.Clone(c.b[c.tocAt+len(placeholder):])
	c.b = c.b[:c.tocAt]
	if tree := c.tocTree(); len(tree.Children) > 0 {
		c.element(tree, 0)
	}
	c.b = append(c.b, tail...)
}

// tocTree makes a nested list of the headers.
func (c *converter) tocTree() *Element {
	list := &Element{Type: c.toc.Type, Attr: slices.Clone(c.toc.Attr)}
	id, ok := list.Get("id")
	if !ok {
		id = "markdown-toc"
		list.set("id", id)
	}
	type open struct {
		level int
		li    *Element
	}
	var stack []open
	for _, entry := range c.tocEntries {
		a := &Element{Type: Link, Children: tocText(entry.header.Children)}
		a.set("href", "#"+entry.id)
		a.set("id", id+"-"+entry.id)
		text := &Element{Type: Paragraph, transparent: true, Children: []*Element{a}}
		li := &Element{Type: LI, Children: []*Element{text}}
		for len(stack) > 0 && stack[len(stack)-1].level >= entry.level {
			stack = stack[:len(stack)-1]
		}
		parent := list
		if n := len(stack); n > 0 {
			outer := stack[n-1].li
			if len(outer.Children) == 1 {
				outer.add(&Element{Type: c.toc.Type})
			}
			parent = outer.Children[1]
		}
		parent.add(li)
		stack = append(stack, open{entry.level, li})
	}
	return list
}

// tocText copies a header's content without links and footnotes.
func tocText(children []*Element) []*Element {
	var out []*Element
	for _, child := range children {
		switch child.Type {
		case FootnoteMarker:
		case Link:
			out = append(out, tocText(child.Children)...)
		default:
			if len(child.Children) > 0 {
				e := *child
				e.Children = tocText(child.Children)
				child = &e
			}
			out = append(out, child)
		}
	}
	return out
}
