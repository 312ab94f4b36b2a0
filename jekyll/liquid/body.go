package liquid

// Node is a parsed tag. It must be safe to render from many goroutines at once. Render writes with c.Write; an error that
// it gets from a Body must be passed on (it may be a break or continue on its way to its loop).
type Node interface {
	Render(c *Context) error
}

// Blanker is implemented by a node that knows whether it can write at all; assign cannot. An if, for, case or unless made
// only of such nodes and white space writes nothing.
type Blanker interface {
	Blank() bool
}

func isBlankNode(n Node) bool {
	b, ok := n.(Blanker)
	return ok && b.Blank()
}

// Body is a block's parsed content.
type Body struct {
	entries []entry
	blank   bool
}

// entry is a node and its place.
type entry struct {
	node         Node
	tag          string
	line, column int32
}

// text is a template's plain text.
type text string

func (t text) Render(c *Context) error {
	c.out = append(c.out, t...)
	return nil
}

func (t text) Blank() bool { return trimSpace(string(t)) == "" }

// Render writes the body.
func (b *Body) Render(c *Context) error {
	if err := c.budget.spend(len(b.entries) + 1); err != nil {
		return err
	}
	for i := range b.entries {
		e := &b.entries[i]
		if t, ok := e.node.(text); ok {
			c.out = append(c.out, t...)
			continue
		}
		if err := e.node.Render(c); err != nil {
			if err = c.fail(err, e); err != nil {
				return err
			}
		}
	}
	return c.checkOutput()
}

// Blank says whether the body holds nothing but white space and tags that never write.
func (b *Body) Blank() bool { return b.blank }

func (b *Body) add(e entry) { b.entries = append(b.entries, e) }

// trimLast strips white space off the end of the text that the body ends with, for a tag that opens with a hyphen.
func (b *Body) trimLast() {
	if n := len(b.entries); n > 0 {
		if t, ok := b.entries[n-1].node.(text); ok {
			b.entries[n-1].node = text(trimRight(string(t)))
		}
	}
}

// dropText takes out all text; for bodies of blocks that are blank.
func (b *Body) dropText() {
	kept := b.entries[:0]
	for _, e := range b.entries {
		if _, ok := e.node.(text); !ok {
			kept = append(kept, e)
		}
	}
	b.entries = kept
}

// dropBlank takes the white space out of a block's bodies where all of them are blank.
func dropBlank(bodies ...*Body) (blank bool) {
	for _, b := range bodies {
		if b != nil && !b.blank {
			return false
		}
	}
	for _, b := range bodies {
		if b != nil {
			b.dropText()
		}
	}
	return true
}

// blankness is embedded in blocks whose bodies may all be blank.
type blankness bool

func (b blankness) Blank() bool { return bool(b) }

// never is embedded in nodes that never write.
type never struct{}

func (never) Blank() bool { return true }
