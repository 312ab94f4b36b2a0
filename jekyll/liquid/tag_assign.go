package liquid

// assignTag is {% assign name = value | filter %}: it sets a variable in the outermost scope.
type assignTag struct {
	never
	to   symbol
	from *output
}

func parseAssign(p *Parser, tag Tag) (Node, error) {
	name, value, ok := splitAssign(tag.Markup)
	if !ok {
		return nil, p.Errorf("Syntax Error in 'assign' - Valid syntax: assign [var] = [source]")
	}
	from, err := p.output(value, "{{"+value+"}}", tag)
	if err != nil {
		return nil, err
	}
	return &assignTag{to: p.env.intern(name), from: from}, nil
}

// splitAssign finds the first name with an equals sign behind it.
func splitAssign(s string) (name, value string, ok bool) {
	for i := 0; i < len(s); {
		end := signatureAt(s, i)
		if end < 0 {
			i++
			continue
		}
		if equals := skipSpace(s, end); equals < len(s) && s[equals] == '=' {
			return s[i:end], s[skipSpace(s, equals+1):], true
		}
		i = end
	}
	return "", "", false
}

func (a *assignTag) Render(c *Context) error {
	v, err := a.from.eval(c)
	if err != nil {
		return err
	}
	if _, ok := v.(Literal); ok {
		v = ""
	}
	c.scope.assign(a.to, v)
	return nil
}
