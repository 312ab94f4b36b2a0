package liquid

import (
	"strconv"
	"strings"
)

// tablerowTag is {% tablerow item in collection cols:n limit:n offset:n %}…{% endtablerow %}: the cells of a table.
type tablerowTag struct {
	blankness
	variable, loop      symbol
	collection          expr
	cols, limit, offset expr // nil where not given
	body                *Body
}

func parseTablerow(p *Parser, tag Tag) (Node, error) {
	variable, collection, ok := splitTablerow(tag.Markup)
	if !ok {
		return nil, p.Errorf("Syntax Error in 'table_row loop' - Valid syntax: table_row [item] in [collection] cols=3")
	}
	t := &tablerowTag{
		variable:   p.env.intern(variable),
		loop:       p.env.intern("tablerowloop"),
		collection: p.env.expression(collection),
	}
	scanAttributes(tag.Markup, func(name, value string) {
		switch name {
		case "cols":
			t.cols = p.env.expression(value)
		case "limit":
			t.limit = p.env.expression(value)
		case "offset":
			t.offset = p.env.expression(value)
		}
	})
	body, _, err := p.Body("endtablerow")
	if err != nil {
		return nil, err
	}
	t.body, t.blankness = body, blankness(body.blank)
	return t, nil
}

// splitTablerow finds `word in collection` anywhere in s.
func splitTablerow(s string) (variable, collection string, ok bool) {
	for i := 0; i < len(s); i++ {
		end := skipWord(s, i)
		if end == i {
			continue
		}
		if in := skipSpace(s, end); in > end && strings.HasPrefix(s[in:], "in") {
			if from := skipSpace(s, in+2); from > in+2 {
				if to := fragmentsAt(s, from); to > 0 {
					return s[i:end], s[from:to], true
				}
			}
		}
		i = end
	}
	return "", "", false
}

func (t *tablerowTag) Render(c *Context) error {
	collection, err := t.collection.eval(c)
	if err != nil {
		return err
	}
	if !Truthy(collection) {
		return nil
	}
	offset, _, err := looseInteger(c, t.offset)
	if err != nil {
		return err
	}
	limit, limited, err := looseInteger(c, t.limit)
	if err != nil {
		return err
	}
	items, err := segmentOf(c, collection, offset, limit, limited)
	if err != nil {
		return err
	}
	cols, given, err := looseInteger(c, t.cols)
	if err != nil {
		return err
	}
	if !given && c.env.dialect == Shopify {
		cols = items.length()
	}
	return t.rows(c, items, cols)
}

// looseInteger is the value's to_i; given is false without an expression.
func looseInteger(c *Context, e expr) (n int, given bool, err error) {
	if e == nil {
		return 0, false, nil
	}
	v, err := e.eval(c)
	if err != nil {
		return 0, true, err
	}
	switch v.(type) {
	case bool, []any, map[string]any, *Map, Range:
		if c.env.dialect == Jekyll {
			return 0, true, internalError("a number of rows that is no number")
		}
		return 0, true, argumentError("invalid integer")
	}
	return ToInt(v), true, nil
}

func (t *tablerowTag) rows(c *Context, items segment, cols int) error {
	if err := c.push(); err != nil {
		return err
	}
	defer c.scope.pop()
	loop := &tablerowLoop{length: items.length(), cols: cols, row: 1, col: 1}
	c.scope.set(t.loop, loop)
	c.Write("<tr class=\"row1\">\n")
	for ; loop.index < loop.length; loop.next() {
		c.scope.set(t.variable, items.at(loop.index))
		c.Write("<td class=\"col")
		c.out = strconv.AppendInt(c.out, int64(loop.col), 10)
		c.Write("\">")
		err := t.body.Render(c)
		if err != nil && !isInterrupt(err) {
			return err
		}
		c.Write("</td>")
		if err == errBreak {
			break
		}
		if loop.col == cols && loop.index < loop.length-1 {
			c.Write("</tr>\n<tr class=\"row")
			c.out = strconv.AppendInt(c.out, int64(loop.row+1), 10)
			c.Write("\">")
		}
	}
	c.Write("</tr>\n")
	return nil
}

// tablerowLoop is the object tablerowloop.
type tablerowLoop struct {
	length, cols, row, col, index int
}

func (l *tablerowLoop) next() {
	l.index++
	if l.col == l.cols {
		l.col = 1
		l.row++
	} else {
		l.col++
	}
}

// Get is one of tablerowloop's properties.
func (l *tablerowLoop) Get(key string) (any, bool) {
	switch key {
	case "length":
		return l.length, true
	case "col":
		return l.col, true
	case "row":
		return l.row, true
	case "col0":
		return l.col - 1, true
	case "index":
		return l.index + 1, true
	case "index0":
		return l.index, true
	case "rindex":
		return l.length - l.index, true
	case "rindex0":
		return l.length - l.index - 1, true
	case "first":
		return l.index == 0, true
	case "last":
		return l.index == l.length-1, true
	case "col_first":
		return l.col == 1, true
	case "col_last":
		return l.col == l.cols, true
	}
	return nil, false
}

// LiquidString is what Ruby prints for the object itself.
func (l *tablerowLoop) LiquidString() string { return "Liquid::TablerowloopDrop" }
