package liquid

// cycleTag is {% cycle name: a, b, c %}: each time it is met, it writes the next value. Without a name, all cycles of the
// same literal values are one; a cycle with a variable among its values is one by itself.
type cycleTag struct {
	name   expr // nil without a name
	group  any  // then the key of the cycle
	values []expr
}

func parseCycle(p *Parser, tag Tag) (Node, error) {
	t := &cycleTag{}
	markup := tag.Markup
	if name, rest, ok := splitCycleName(markup); ok {
		t.name, markup = p.env.expression(name), rest
	} else if fragmentAt(markup, 0) < 0 {
		return nil, p.Errorf("Syntax Error in 'cycle' - Valid syntax: cycle [name :] var [, var2, var3 ...]")
	}
	literals := []any{}
	for start := 0; start <= len(markup); {
		end := start
		for end < len(markup) && markup[end] != ',' {
			end++
		}
		if from, to, ok := findFragment(markup[start:end], 0); ok {
			value := p.env.expression(markup[start+from : start+to])
			if k, ok := value.(constant); !ok {
				t.values = append(t.values, value)
			} else if k.value != nil { // nil among the values is left out
				t.values = append(t.values, value)
				literals = append(literals, k.value)
			}
		}
		start = end + 1
	}
	if t.name == nil {
		t.group = t
		if len(literals) == len(t.values) {
			t.group = uniqueKey(Inspect(literals))
		}
	}
	return t, nil
}

// splitCycleName matches a fragment with a colon behind it at the start of s; the longest such fragment.
func splitCycleName(s string) (name, rest string, ok bool) {
	if len(s) == 0 {
		return "", "", false
	}
	end := -1
	for i := 0; i < len(s); {
		next := fragmentAtomAt(s, i)
		if next < 0 {
			break
		}
		i = next
		if j := skipSpace(s, i); j < len(s) && s[j] == ':' {
			end = i
		}
	}
	if end < 0 {
		return "", "", false
	}
	colon := skipSpace(s, end)
	return s[:end], s[skipSpace(s, colon+1):], true
}

func (t *cycleTag) Render(c *Context) error {
	group := t.group
	if t.name != nil {
		v, err := t.name.eval(c)
		if err != nil {
			return err
		}
		group = uniqueKey(v)
	}
	if c.cycles == nil {
		c.cycles = make(map[any]int)
	}
	i := c.cycles[group]
	c.cycles[group] = 0
	if i < len(t.values) {
		v, err := t.values[i].eval(c)
		if err != nil {
			c.cycles[group] = i
			return err
		}
		c.WriteValue(v)
		if i+1 < len(t.values) {
			c.cycles[group] = i + 1
		}
	}
	return nil
}
