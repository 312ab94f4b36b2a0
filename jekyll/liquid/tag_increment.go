package liquid

// counterTag is increment or decrement. They count a variable of the render itself, not one that assign sets: the two can
// bear one name and not meet.
type counterTag struct {
	name string
	step int
}

func parseIncrement(p *Parser, tag Tag) (Node, error) {
	return counterTag{trimSpace(tag.Markup), 1}, nil
}

func parseDecrement(p *Parser, tag Tag) (Node, error) {
	return counterTag{trimSpace(tag.Markup), -1}, nil
}

// Render writes an increment's value before it counts, a decrement's after.
func (t counterTag) Render(c *Context) error {
	value, _ := c.global(t.name)
	if !Truthy(value) {
		value = 0
	}
	next := value
	switch n := value.(type) {
	case float64:
		next = n + float64(t.step)
	default:
		if !isNumber(value) {
			return internalError("a counter that is no number")
		}
		var err error
		if next, err = arithmetic('+', value, t.step); err != nil {
			return err
		}
	}
	if c.counters == nil {
		c.counters = make(map[string]any)
	}
	c.counters[t.name] = next
	if t.step < 0 {
		value = next
	}
	c.WriteValue(value)
	return nil
}
