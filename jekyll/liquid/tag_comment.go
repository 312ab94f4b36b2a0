package liquid

import "strings"

// blankTag writes nothing: a comment.
type blankTag struct{ never }

func (blankTag) Render(*Context) error { return nil }

// parseInlineComment reads {% # … %}, where each line must start with #.
func parseInlineComment(p *Parser, tag Tag) (Node, error) {
	for _, line := range strings.Split(tag.Markup, "\n")[1:] {
		if line = trimSpace(line); line != "" && line[0] != '#' {
			return nil, p.Errorf("Syntax error in tag '#' - Each line of comments must be prefixed by the '#' character")
		}
	}
	return blankTag{}, nil
}

// parseComment skips to the matching endcomment. Nothing inside is parsed, but comments nest and raw hides their ends.
// (Liquid 5.4 parses a comment's inside as a template, and so refuses more.)
func parseComment(p *Parser, tag Tag) (Node, error) {
	for depth := 1; depth > 0; {
		tok, ok := p.tokens.next()
		if !ok {
			return nil, p.neverClosed()
		}
		var name string
		if p.tokens.lines {
			name, _, _ = tok.lineTag()
		} else if tok.isTag() {
			name, _, _, _ = tok.tag()
		}
		switch name {
		case "raw":
			if err := p.skipRaw(); err != nil {
				return nil, err
			}
		case "comment":
			depth++
		case "endcomment":
			if depth--; depth == 0 && !p.tokens.lines {
				_, p.trim = tok.trims()
			}
		}
	}
	return blankTag{}, nil
}

// skipRaw skips a raw inside a comment, which must be closed.
func (p *Parser) skipRaw() error {
	for {
		tok, ok := p.tokens.next()
		if !ok {
			return p.Errorf("'raw' tag was never closed")
		}
		if _, name, ok := tok.lastTag(); ok && name == "endraw" {
			return nil
		}
	}
}

// docTag writes nothing, but unlike a comment it is not blank where something stands in it.
type docTag struct{ blankness }

func (docTag) Render(*Context) error { return nil }

// parseDoc reads {% doc %}…{% enddoc %}, documentation for tools; it does not nest.
func parseDoc(p *Parser, tag Tag) (Node, error) {
	if tag.Markup != "" {
		return nil, p.Errorf("Syntax Error in 'doc' - Valid syntax: {%% doc %%}{%% enddoc %%}")
	}
	for empty := true; ; empty = false {
		tok, ok := p.tokens.next()
		if !ok {
			return nil, p.neverClosed()
		}
		name, before := "", ""
		if p.tokens.lines {
			name, _, _ = tok.lineTag()
		} else {
			before, name, _ = tok.lastTag()
		}
		switch name {
		case "doc":
			return nil, p.Errorf("Syntax Error in 'doc' - Nested doc tags are not allowed")
		case "enddoc":
			if !p.tokens.lines {
				_, p.trim = tok.trims()
			}
			return docTag{blankness(empty && before == "")}, nil
		}
	}
}
