package liquid

import "strings"

// forTag is {% for item in collection reversed limit:n offset:n %}…{% else %}…{% endfor %}.
type forTag struct {
	blankness
	name          string // item-collection: what forloop.name says, and what offset:continue goes by
	variable      symbol
	forloop       symbol
	collection    expr
	limit, offset expr // nil where not given
	goOn          bool // offset:continue
	reversed      bool
	body, orElse  *Body
}

func parseFor(p *Parser, tag Tag) (Node, error) {
	strict := func() (*forTag, error) { return p.forStrict(tag.Markup) }
	lax := func() (*forTag, error) { return p.forLax(tag.Markup) }
	var t *forTag
	var err error
	if p.mode == Lax {
		t, err = lax()
	} else {
		t, err = lenient(p, tag.Markup, tag, strict, lax)
	}
	if err != nil {
		return nil, err
	}
	t.forloop = p.env.intern("forloop")
	var end Tag
	if t.body, end, err = p.Body("endfor", "else"); err != nil {
		return nil, err
	}
	for end.Name == "else" { // of several, the last counts
		if t.orElse, end, err = p.Body("endfor", "else"); err != nil {
			return nil, err
		}
	}
	t.blankness = blankness(dropBlank(t.body, t.orElse))
	return t, nil
}

func (p *Parser) newFor(variable, collection string, reversed bool) *forTag {
	return &forTag{
		name:       variable + "-" + collection,
		variable:   p.env.intern(variable),
		collection: p.env.expression(collection),
		reversed:   reversed,
	}
}

func (p *Parser) setForAttribute(t *forTag, name, value string) {
	switch {
	case name == "limit":
		t.limit = p.env.expression(value)
	case name == "offset" && value == "continue":
		t.goOn = true
	case name == "offset":
		t.goOn, t.offset = false, p.env.expression(value)
	}
}

func (p *Parser) forLax(s string) (*forTag, error) {
	wrong := p.Errorf("Syntax Error in 'for loop' - Valid syntax: for [item] in [collection]")
	end := skipName(s, 0)
	in := skipSpace(s, end)
	if end == 0 || in == end || !strings.HasPrefix(s[in:], "in") {
		return nil, wrong
	}
	from := skipSpace(s, in+2)
	to := fragmentsAt(s, from)
	if from == in+2 || to < 0 {
		return nil, wrong
	}
	reversed := strings.HasPrefix(s[skipSpace(s, to):], "reversed")
	t := p.newFor(s[:end], s[from:to], reversed)
	scanAttributes(s, func(name, value string) { p.setForAttribute(t, name, value) })
	return t, nil
}

func (p *Parser) forStrict(markup string) (*forTag, error) {
	s := newStrictParser(markup)
	variable := s.expect(identifier)
	if s.err == nil && !s.word("in") {
		return nil, p.Errorf("For loops require an 'in' clause")
	}
	collection := s.expression()
	if s.err != nil {
		return nil, s.err
	}
	t := p.newFor(variable, collection, s.word("reversed"))
	for s.err == nil && s.look(identifier, 0) && s.look(colon, 1) {
		name := s.next()
		if name != "limit" && name != "offset" {
			return nil, p.Errorf("Invalid attribute in for loop. Valid attributes are limit and offset")
		}
		s.next()
		p.setForAttribute(t, name, s.expression())
	}
	s.expect(endOfString)
	return t, s.err
}

func (t *forTag) Render(c *Context) error {
	items, from, err := t.segment(c)
	if err != nil {
		return err
	}
	if c.offsets == nil {
		c.offsets = make(map[string]int)
	}
	c.offsets[t.name] = from + items.length()
	if items.length() == 0 {
		if t.orElse != nil {
			return t.orElse.Render(c)
		}
		return nil
	}
	return t.loop(c, items)
}

// segment is the part of the collection to go through, and where it starts.
func (t *forTag) segment(c *Context) (items segment, from int, err error) {
	if t.goOn {
		from = c.offsets[t.name]
	} else if from, _, err = optionalInteger(c, t.offset); err != nil {
		return segment{}, 0, err
	}
	collection, err := t.collection.eval(c)
	if err != nil {
		return segment{}, 0, err
	}
	limit, limited, err := optionalInteger(c, t.limit)
	if err != nil {
		return segment{}, 0, err
	}
	items, err = segmentOf(c, collection, from, limit, limited)
	items.reversed = t.reversed
	return items, from, err
}

// optionalInteger evaluates a limit or offset; given is false where it is nil.
func optionalInteger(c *Context, e expr) (n int, given bool, err error) {
	if e == nil {
		return 0, false, nil
	}
	v, err := e.eval(c)
	if v == nil || err != nil {
		return 0, false, err
	}
	n, ok := ToInteger(v)
	if !ok {
		return 0, false, argumentError("invalid integer")
	}
	return n, true, nil
}

func (t *forTag) loop(c *Context, items segment) error {
	if err := c.push(); err != nil {
		return err
	}
	loop := &forLoop{name: t.name, length: items.length()}
	if n := len(c.loops); n > 0 {
		loop.parent = c.loops[n-1]
	}
	c.loops = append(c.loops, loop)
	defer func() {
		c.loops = c.loops[:len(c.loops)-1]
		c.scope.pop()
	}()
	c.scope.set(t.forloop, loop)
	for ; loop.index < loop.length; loop.index++ {
		c.scope.set(t.variable, items.at(loop.index))
		if err := t.body.Render(c); err != nil {
			if err == errBreak {
				return nil
			}
			if err != errContinue {
				return err
			}
		}
	}
	return nil
}

// forLoop is the object forloop.
type forLoop struct {
	name          string
	index, length int
	parent        *forLoop
}

// Get is one of forloop's properties.
func (l *forLoop) Get(key string) (any, bool) {
	switch key {
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
	case "length":
		return l.length, true
	case "name":
		return l.name, true
	case "parentloop":
		if l.parent == nil {
			return nil, true
		}
		return l.parent, true
	}
	return nil, false
}

// LiquidString is what Ruby prints for the object itself.
func (l *forLoop) LiquidString() string { return "Liquid::ForloopDrop" }
