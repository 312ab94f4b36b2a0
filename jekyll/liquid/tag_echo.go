package liquid

// echoTag is {% echo value | filter %}, the same as {{ value | filter }}; it is there for the liquid tag.
type echoTag struct{ *output }

func parseEcho(p *Parser, tag Tag) (Node, error) {
	out, err := p.output(tag.Markup, "{{"+tag.Markup+"}}", tag)
	return echoTag{out}, err
}
