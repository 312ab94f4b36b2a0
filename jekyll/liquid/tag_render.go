package liquid

// renderTag is {% render 'name' for list as item, key: value %}: the template sees what it is given and nothing else.
type renderTag struct {
	name       string
	value      expr // nil without with or for
	each       bool // for
	alias      string
	attributes []Attribute
}

func parseRender(p *Parser, tag Tag) (Node, error) {
	for i := 0; i < len(tag.Markup); i++ {
		end := quotedAt(tag.Markup, i)
		if end < 0 {
			continue
		}
		for end < len(tag.Markup) && quotedAt(tag.Markup, end) > 0 {
			end = quotedAt(tag.Markup, end)
		}
		name, ok := p.env.expression(tag.Markup[i:end]).(constant)
		s, isString := name.value.(string)
		if !ok || !isString {
			break
		}
		word, value, alias := withClause(tag.Markup, end)
		t := &renderTag{name: s, each: word == "for", alias: alias, attributes: p.Attributes(tag.Markup)}
		if value != "" {
			t.value = p.env.expression(value)
		}
		return t, nil
	}
	return nil, p.Errorf("Syntax error in tag 'render' - Template name must be a quoted string")
}

func (t *renderTag) Render(c *Context) error {
	partial, err := c.partialTemplate(t.name)
	if err != nil {
		return err
	}
	var value any
	if t.value != nil {
		if value, err = t.value.eval(c); err != nil {
			return err
		}
	}
	if t.each && walkable(value) {
		items, err := segmentOf(c, value, 0, 0, false)
		if err != nil {
			return err
		}
		loop := &forLoop{name: t.name, length: items.length()}
		for ; loop.index < loop.length; loop.index++ {
			if err := t.run(c, partial, items.at(loop.index), loop); err != nil {
				return err
			}
		}
		return nil
	}
	return t.run(c, partial, value, nil)
}

func walkable(v any) bool {
	switch v.(type) {
	case []any, map[string]any, *Map, Range, Iterable:
		return true
	}
	return false
}

// run renders the template once, in a context of its own that shares the output and the budget.
func (t *renderTag) run(c *Context, partial *Template, value any, loop *forLoop) error {
	inner, err := c.isolated()
	if err != nil {
		return err
	}
	if loop != nil {
		inner.Set("forloop", loop)
	}
	for _, a := range t.attributes {
		v, err := a.Value.eval(c)
		if err != nil {
			inner.release()
			return err
		}
		inner.Set(a.Name, v)
	}
	if value != nil {
		variable := t.alias
		if variable == "" {
			variable = lastPart(t.name)
		}
		inner.Set(variable, value)
	}
	inner.out, c.out = c.out, inner.out
	err = inner.Include(partial)
	inner.out, c.out = c.out, inner.out
	inner.release()
	if isInterrupt(err) { // a break does not leave a rendered template
		return nil
	}
	return err
}

// isolated is a context without this one's variables.
func (c *Context) isolated() (*Context, error) {
	if exceeds(c.base0+c.scope.depth()+2, c.budget.limits.Nesting) {
		return nil, limitError(ErrNesting)
	}
	inner := c.env.contexts.Get().(*Context)
	inner.env, inner.template, inner.partial = c.env, c.template, c.partial
	inner.base = c.base
	inner.registers = c.registers
	inner.budget, inner.includes, inner.base0 = c.budget, c.includes, c.base0+1
	inner.strictFilters = c.strictFilters
	inner.inPlace, inner.onError, inner.noInclude = c.inPlace, c.onError, true
	inner.now, inner.location = c.now, c.location
	return inner, nil
}
