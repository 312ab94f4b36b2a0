package liquid

// ifTag is if or unless: the first branch whose condition holds.
type ifTag struct {
	blankness
	negate   bool // unless: the first condition counts the other way round
	branches []branch
}

// branch is a condition and its body; an else has no condition.
type branch struct {
	when *Condition
	body *Body
}

func parseIf(p *Parser, tag Tag) (Node, error) {
	t := &ifTag{negate: tag.Name == "unless"}
	when, err := p.condition(tag.Markup)
	if err != nil {
		return nil, err
	}
	for {
		body, end, err := p.Body("end"+tag.Name, "elsif", "else")
		if err != nil {
			return nil, err
		}
		t.branches = append(t.branches, branch{when, body})
		switch end.Name {
		case "elsif":
			if when, err = p.condition(end.Markup); err != nil {
				return nil, p.locate(err, end)
			}
		case "else":
			when = nil
		default:
			t.blankness = blankness(dropBlank(bodies(t.branches)...))
			return t, nil
		}
	}
}

func bodies(branches []branch) []*Body {
	list := make([]*Body, len(branches))
	for i, b := range branches {
		list[i] = b.body
	}
	return list
}

func (t *ifTag) Render(c *Context) error {
	for i := range t.branches {
		b := &t.branches[i]
		ok := true
		if b.when != nil {
			var err error
			if ok, err = b.when.Eval(c); err != nil {
				return err
			}
			ok = ok != (t.negate && i == 0)
		}
		if ok {
			return b.body.Render(c)
		}
	}
	return nil
}
