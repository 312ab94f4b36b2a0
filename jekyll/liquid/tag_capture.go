package liquid

// captureTag is {% capture name %}…{% endcapture %}: what is written inside becomes a variable of the outermost scope.
type captureTag struct {
	never
	to   symbol
	body *Body
}

func parseCapture(p *Parser, tag Tag) (Node, error) {
	name := ""
	for i := 0; i < len(tag.Markup); i++ {
		if end := signatureAt(tag.Markup, i); end > 0 {
			name = tag.Markup[i:end]
			break
		}
	}
	if name == "" {
		return nil, p.Errorf("Syntax Error in 'capture' - Valid syntax: capture [var]")
	}
	body, _, err := p.Body("endcapture")
	if err != nil {
		return nil, err
	}
	return &captureTag{to: p.env.intern(name), body: body}, nil
}

func (t *captureTag) Render(c *Context) error {
	s, err := c.Capture(func() error { return t.body.Render(c) })
	if err == nil || isInterrupt(err) {
		c.scope.assign(t.to, s)
	}
	return err
}
