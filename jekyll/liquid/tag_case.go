package liquid

import "strings"

// caseTag is {% case value %}{% when a, b or c %}…{% else %}…{% endcase %}. Every when that matches is rendered, once for
// each of its values that does; an else is, where no when before it matched.
type caseTag struct {
	blankness
	whens []branch
}

func parseCase(p *Parser, tag Tag) (Node, error) {
	start, end, ok := findFragment(tag.Markup, 0)
	if !ok {
		return nil, p.Errorf("Syntax Error in tag 'case' - Valid syntax: case [condition]")
	}
	value := p.env.expression(tag.Markup[start:end])
	t := &caseTag{}
	before, stop, err := p.Body("when", "else", "endcase")
	if err != nil {
		return nil, err
	}
	all := []*Body{before} // it is never rendered, but counts for blankness
	for stop.Name != "endcase" {
		var whens []*Condition
		if stop.Name == "when" {
			if whens, err = p.whens(value, stop.Markup); err != nil {
				return nil, p.locate(err, stop)
			}
		} else if stop.Markup != "" {
			return nil, p.locate(p.Errorf("Syntax Error in tag 'case' - Valid else condition: {%% else %%} (no parameters) "), stop)
		}
		var body *Body
		if body, stop, err = p.Body("when", "else", "endcase"); err != nil {
			return nil, err
		}
		all = append(all, body)
		if whens == nil {
			t.whens = append(t.whens, branch{nil, body})
		}
		for _, w := range whens {
			t.whens = append(t.whens, branch{w, body})
		}
	}
	t.blankness = blankness(dropBlank(all...))
	return t, nil
}

// whens reads the values of a when, with commas or the word or between them.
func (p *Parser) whens(value expr, markup string) ([]*Condition, error) {
	var list []*Condition
	for {
		start, end, ok := findFragment(markup, 0)
		if !ok {
			return nil, p.Errorf("Syntax Error in tag 'case' - Valid when condition: {%% when [condition] [or condition2...] %%}")
		}
		list = append(list, &Condition{left: value, op: opEqual, right: p.env.operand(markup[start:end])})
		next := separatorAt(markup, end)
		if next < 0 || fragmentAt(markup, next) < 0 {
			return list, nil
		}
		markup = markup[next:]
	}
}

// separatorAt matches \s+or\s+ or \s*,\s* at s[i:] and returns its end, or -1.
func separatorAt(s string, i int) int {
	j := skipSpace(s, i)
	if j > i && strings.HasPrefix(s[j:], "or") && j+2 < len(s) && isSpace(s[j+2]) {
		return skipSpace(s, j+2)
	}
	if j < len(s) && s[j] == ',' {
		return skipSpace(s, j+1)
	}
	return -1
}

func (t *caseTag) Render(c *Context) error {
	matched := false
	for i := range t.whens {
		b := &t.whens[i]
		ok := !matched
		if b.when != nil {
			var err error
			if ok, err = b.when.Eval(c); err != nil {
				return err
			}
			matched = matched || ok
		}
		if ok {
			if err := b.body.Render(c); err != nil {
				return err
			}
		}
	}
	return nil
}
