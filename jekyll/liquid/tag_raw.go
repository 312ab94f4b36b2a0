package liquid

// rawTag is {% raw %}…{% endraw %}: text that is not parsed.
type rawTag string

func parseRaw(p *Parser, tag Tag) (Node, error) {
	if tag.Markup != "" {
		return nil, p.Errorf("Syntax Error in 'raw' - Valid syntax: raw")
	}
	s, err := p.Raw("endraw")
	return rawTag(s), err
}

func (t rawTag) Render(c *Context) error {
	c.Write(string(t))
	return nil
}

func (t rawTag) Blank() bool { return t == "" }
