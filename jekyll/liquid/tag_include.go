package liquid

import (
	"errors"
	"strings"
)

// includeTag is the standard {% include 'name' with value as alias, key: value %}: the template runs in the scope of the one
// that includes it. (Jekyll registers a tag of its own under this name.)
type includeTag struct {
	name       expr
	value      expr // nil without with or for
	alias      string
	attributes []Attribute
}

func parseInclude(p *Parser, tag Tag) (Node, error) {
	for i := 0; i < len(tag.Markup); i++ {
		end := fragmentsAt(tag.Markup, i)
		if end < 0 {
			continue
		}
		_, value, alias := withClause(tag.Markup, end)
		t := &includeTag{name: p.env.expression(tag.Markup[i:end]), alias: alias, attributes: p.Attributes(tag.Markup)}
		if value != "" {
			t.value = p.env.expression(value)
		}
		return t, nil
	}
	return nil, p.Errorf("Error in tag 'include' - Valid syntax: include '[template]' (with|for) [object|collection]")
}

// withClause reads ` with value as alias` (or for) at s[i:]; every part may be missing.
func withClause(s string, i int) (word, value, alias string) {
	if j := skipSpace(s, i); j > i {
		for _, w := range [...]string{"with", "for"} {
			if !strings.HasPrefix(s[j:], w) {
				continue
			}
			from := skipSpace(s, j+len(w))
			if end := fragmentsAt(s, from); from > j+len(w) && end > 0 {
				word, value, i = w, s[from:end], end
			}
		}
	}
	if j := skipSpace(s, i); j > i && strings.HasPrefix(s[j:], "as") {
		if from := skipSpace(s, j+2); from > j+2 {
			alias = s[from:skipName(s, from)]
		}
	}
	return word, value, alias
}

func (t *includeTag) Render(c *Context) error {
	if c.noInclude {
		return &Error{Kind: Disabled, Message: "include usage is not allowed in this context"}
	}
	v, err := t.name.eval(c)
	if err != nil {
		return err
	}
	name, ok := v.(string)
	if !ok {
		return argumentError("Argument error in tag 'include' - Illegal template name")
	}
	partial, err := c.partialTemplate(name)
	if err != nil {
		return err
	}
	var value any
	if t.value != nil {
		value, err = t.value.eval(c)
		if err != nil {
			return err
		}
	} else {
		value, _ = c.findName(name)
	}
	return c.Scope(func() error { return t.run(c, partial, name, value) })
}

func (t *includeTag) run(c *Context, partial *Template, name string, value any) error {
	for _, a := range t.attributes {
		v, err := a.Value.eval(c)
		if err != nil {
			return err
		}
		c.Set(a.Name, v)
	}
	variable := t.alias
	if variable == "" {
		variable = lastPart(name)
	}
	items, ok := value.([]any)
	if !ok {
		c.Set(variable, value)
		return c.Include(partial)
	}
	for _, item := range items {
		c.Set(variable, item)
		if err := c.Include(partial); err != nil {
			return err
		}
	}
	return nil
}

// lastPart is what stands behind the last slash.
func lastPart(name string) string { return name[strings.LastIndexByte(name, '/')+1:] }

// partialTemplate finds and compiles a template for include and render; each is compiled once.
func (c *Context) partialTemplate(name string) (*Template, error) {
	if t, ok := c.env.templates.get(name); ok {
		return t, nil
	}
	if c.env.partials == nil {
		return nil, &Error{Kind: FileSystem, Message: "This liquid context does not allow includes."}
	}
	src, err := c.env.partials.Partial(name)
	if err != nil {
		return nil, &Error{Kind: FileSystem, Message: err.Error(), Err: err}
	}
	t, err := c.env.Parse(name, src, ParseOptions{})
	if err != nil {
		var e *Error
		if errors.As(err, &e) {
			e.partial = true
		}
		return nil, leaveInclude(err)
	}
	c.env.templates.put(name, t)
	return t, nil
}
