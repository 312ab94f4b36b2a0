package liquid

// output is what stands between {{ and }}: a value and the filters it goes through (Liquid::Variable).
type output struct {
	value   expr
	filters []filterCall
}

// filterCall is one `| name: args`.
type filterCall struct {
	name      string
	filter    *filter // nil where the environment has none of the name
	args      []expr
	keywords  []Attribute
	constants []any      // the arguments, where all are constant
	constant  bool       // args are constants
	built     AppendFunc // the filter with its constant arguments built in
}

func (o *output) Render(c *Context) error {
	v, err := o.value.eval(c)
	if err != nil {
		return err
	}
	last := len(o.filters) - 1
	for i := range o.filters {
		f := &o.filters[i]
		if i == last && f.filter != nil && f.filter.app != nil {
			return f.write(c, v)
		}
		if v, err = f.apply(c, v); err != nil {
			return err
		}
	}
	c.out = AppendValue(c.out, v)
	return nil
}

// eval is the filtered value.
func (o *output) eval(c *Context) (any, error) {
	v, err := o.value.eval(c)
	for i := range o.filters {
		if err != nil {
			return nil, err
		}
		v, err = o.filters[i].apply(c, v)
	}
	return v, err
}

// apply runs the filter on v.
func (f *filterCall) apply(c *Context, v any) (any, error) {
	args, err := f.arguments(c)
	if err != nil {
		return nil, err
	}
	if f.filter == nil {
		f.done(c, args)
		if c.strictFilters {
			return nil, c.unknownFilter(f.name)
		}
		return v, nil
	}
	if err = c.chargeValue(v); err == nil {
		v, err = f.filter.call(c, v, args)
	}
	f.done(c, args)
	if err != nil {
		return nil, f.fail(err)
	}
	return f.check(c, resolve(v))
}

// check refuses a result that is too large to go on with.
func (f *filterCall) check(c *Context, v any) (any, error) {
	if s, ok := v.(string); ok {
		if err := c.CheckSize(len(s)); err != nil {
			return nil, f.fail(err)
		}
	}
	return v, nil
}

// write runs a filter that appends.
func (f *filterCall) write(c *Context, v any) error {
	if err := c.chargeValue(v); err != nil {
		return f.fail(err)
	}
	start := len(c.out)
	app, args := f.built, []any(nil)
	if app == nil {
		app = f.filter.app
		var err error
		if args, err = f.arguments(c); err != nil {
			return err
		}
		if err := f.filter.arity(len(args)); err != nil {
			f.done(c, args)
			return f.fail(err)
		}
	}
	out, err := app(c, c.out, v, args)
	f.done(c, args)
	c.out = out
	if err != nil {
		c.out = c.out[:start]
		return f.fail(err)
	}
	return nil
}

func (f *filterCall) fail(err error) error {
	if e, ok := err.(*Error); ok && e.Filter == "" && !e.placed {
		e.Filter = f.name
	}
	return err
}

// arguments evaluates the arguments onto the render's stack.
func (f *filterCall) arguments(c *Context) ([]any, error) {
	if f.constant {
		return f.constants, nil
	}
	start := len(c.args)
	for _, a := range f.args {
		v, err := a.eval(c)
		if err != nil {
			c.args = c.args[:start]
			return nil, err
		}
		c.args = append(c.args, v)
	}
	if len(f.keywords) > 0 {
		m := new(Map)
		for _, k := range f.keywords {
			v, err := k.Value.eval(c)
			if err != nil {
				c.args = c.args[:start]
				return nil, err
			}
			m.Set(k.Name, v)
		}
		c.args = append(c.args, m)
	}
	return c.args[start:len(c.args):len(c.args)], nil
}

func (f *filterCall) done(c *Context, args []any) {
	if !f.constant {
		c.args = c.args[:len(c.args)-len(args)]
	}
}

// output compiles the inside of {{ }}. The strict parser is tried first in every mode, as in Liquid 5; shown is how an error
// quotes the markup.
func (p *Parser) output(markup, shown string, tag Tag) (*output, error) {
	return lenient(p, shown, tag,
		func() (*output, error) { return p.strictOutput(markup) },
		func() (*output, error) { return p.laxOutput(markup), nil })
}

func (p *Parser) strictOutput(markup string) (*output, error) {
	s := newStrictParser(markup)
	o := &output{value: constant{nil}}
	if s.err == nil && s.look(endOfString, 0) {
		return o, nil
	}
	value := s.expression()
	for s.err == nil {
		if _, ok := s.accept(pipe); !ok {
			break
		}
		name := s.expect(identifier)
		var args []string
		if _, ok := s.accept(colon); ok {
			args = append(args, s.argument())
			for s.err == nil {
				if _, ok := s.accept(comma); !ok {
					break
				}
				args = append(args, s.argument())
			}
		}
		if s.err == nil {
			o.filters = append(o.filters, p.filterCall(name, args))
		}
	}
	s.expect(endOfString)
	if s.err != nil {
		return nil, s.err
	}
	o.value = p.env.expression(value)
	return o, nil
}

// laxOutput takes the first fragment for the value, and what it can find behind each bar for a filter.
func (p *Parser) laxOutput(markup string) *output {
	o := &output{value: constant{nil}}
	start, end, ok := findFragment(markup, 0)
	if !ok {
		return o
	}
	o.value = p.env.expression(markup[start:end])
	bar := end
	for bar < len(markup) && markup[bar] != '|' {
		bar++
	}
	for i := bar + 1; i < len(markup); {
		part := i
		for i < len(markup) {
			if isSpace(markup[i]) || markup[i] == ',' {
				i++
			} else if end := fragmentAt(markup, i); end > 0 {
				i = end
			} else {
				break
			}
		}
		if name, args := splitFilter(markup[part:i]); name != "" {
			o.filters = append(o.filters, p.filterCall(name, args))
		}
		i++ // a bar or a stray quote
	}
	return o
}

// splitFilter finds a filter's name, and its arguments: what follows each colon or comma.
func splitFilter(s string) (name string, args []string) {
	i := 0
	for i < len(s) && !isWord(s[i]) {
		i++
	}
	name = s[i:skipWord(s, i)]
	for i := 0; i < len(s); {
		if s[i] != ':' && s[i] != ',' {
			i++
			continue
		}
		start := skipSpace(s, i+1)
		end := -1
		if word := skipWord(s, start); word > start {
			if colon := skipSpace(s, word); colon < len(s) && s[colon] == ':' {
				end = fragmentAt(s, skipSpace(s, colon+1))
			}
		}
		if end < 0 {
			end = fragmentAt(s, start)
		}
		if end < 0 {
			i++
			continue
		}
		args = append(args, s[start:end])
		i = end
	}
	return name, args
}

// filterCall compiles a filter's arguments and binds it to its function.
func (p *Parser) filterCall(name string, args []string) filterCall {
	f := filterCall{name: name, filter: p.env.filters[name], constant: true}
	for _, a := range args {
		if key, value, end, ok := attributeAt(a, 0); ok && end == len(a) {
			f.keywords = setAttribute(f.keywords, key, p.Expression(value))
			f.constant = false
			continue
		}
		e := p.env.expression(a)
		f.args = append(f.args, e)
		if k, ok := e.(constant); ok {
			f.constants = append(f.constants, k.value)
		} else {
			f.constant = false
		}
	}
	if f.constant && f.filter != nil && f.filter.prepare != nil && f.filter.arity(len(f.constants)) == nil {
		f.built = f.filter.prepare(f.constants)
	}
	return f
}

// setAttribute gives a name its value; a name given twice has its last.
func setAttribute(list []Attribute, name string, value *Expression) []Attribute {
	for i := range list {
		if list[i].Name == name {
			list[i].Value = value
			return list
		}
	}
	return append(list, Attribute{name, value})
}
