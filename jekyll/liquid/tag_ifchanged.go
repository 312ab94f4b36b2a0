package liquid

// ifchangedTag is {% ifchanged %}…{% endifchanged %}: its body, unless the last one met wrote the same.
type ifchangedTag struct {
	blankness
	body *Body
}

func parseIfchanged(p *Parser, tag Tag) (Node, error) {
	body, _, err := p.Body("endifchanged")
	if err != nil {
		return nil, err
	}
	return &ifchangedTag{blankness(body.blank), body}, nil
}

func (t *ifchangedTag) Render(c *Context) error {
	s, err := c.Capture(func() error { return t.body.Render(c) })
	if err != nil && !isInterrupt(err) {
		return err
	}
	if s != c.changed {
		c.changed = s
		c.Write(s)
	}
	return err
}
