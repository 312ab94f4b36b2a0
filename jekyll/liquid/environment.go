package liquid

// FilterFunc is a filter's work: input is what stands left of the bar, args what follows the colon. Keyword arguments
// (`name: value`) come together as one *Map, last in args, as in Ruby; see [Keywords]. args is reused: do not keep it.
// An error from Errorf keeps its kind; any other is shown by its message.
type FilterFunc func(c *Context, input any, args []any) (any, error)

// TagParser makes a node of a tag. A block reads on to its end with p.Body or p.Raw.
type TagParser func(p *Parser, tag Tag) (Node, error)

// BlockParser makes a node of a block whose body has been parsed up to `end` + name.
type BlockParser func(p *Parser, tag Tag, body *Body) (Node, error)

// Tag is a tag as it stands in the source: `{% Name Markup %}`, without white space around Markup.
type Tag struct {
	Name, Markup string
	Line, Column int
}

// Node is a parsed tag. It must be safe to render from many goroutines at once. Render writes with c.Write; an error that
// it gets from a Body must be passed on (it may be a break or continue on its way to its loop).
type Node interface {
	Render(c *Context) error
}

// Blank is implemented by a node that never writes anything, like assign. A block made of such nodes and white space only
// writes nothing at all.
type Blank interface {
	Blank() bool
}
