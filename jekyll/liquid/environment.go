package liquid

import (
	"strconv"
	"strings"
	"sync"
)

// FilterFunc is a filter's work: input is what stands left of the bar, args what follows the colon. Keyword arguments
// (`name: value`) come together as one *Map, last in args, as in Ruby; see [Keywords]. args is reused: do not keep it.
// An error from Errorf keeps its kind; any other is shown by its message.
type FilterFunc func(c *Context, input any, args []any) (any, error)

// AppendFunc is a FilterFunc that appends its result, always a string, to dst instead of returning it. For a filter that
// stands last in an output, nothing is allocated between it and the page.
type AppendFunc func(c *Context, dst []byte, input any, args []any) ([]byte, error)

// Environment holds the filters and tags that templates are parsed with. Register everything first, then parse and render
// from as many goroutines as you like.
type Environment struct {
	dialect  Dialect
	mode     Mode
	limits   Limits
	partials Partials
	filters  map[string]*filter
	tags     map[string]TagParser

	mu      sync.RWMutex
	symbols map[string]symbol

	conditions  cache[*Condition]
	expressions cache[*Expression]
	templates   cache[*Template] // by partial's name
	contexts    sync.Pool
}

// symbol numbers a variable's name within an environment, so that a render finds its value by index.
type symbol int32

// filter is a registered filter. Either fn or app is set; args says what may follow the colon.
type filter struct {
	name     string
	min, max int
	fn       FilterFunc
	app      AppendFunc
	// prepare makes, of arguments that are all constant, an AppendFunc that has them built in.
	prepare func(args []any) AppendFunc
}

// NewEnvironment returns an environment with the standard tags and filters of its dialect.
func NewEnvironment(o Options) *Environment {
	e := &Environment{
		dialect:  o.Dialect,
		mode:     o.Mode,
		limits:   o.Limits.withDefaults(),
		partials: o.Partials,
		filters:  make(map[string]*filter, 64),
		tags:     make(map[string]TagParser, 32),
		symbols:  make(map[string]symbol, 64),
	}
	e.contexts.New = func() any { return new(Context) }
	for i := range standardFilters {
		f := &standardFilters[i]
		if !f.shopify || o.Dialect == Shopify {
			e.filters[f.name] = &f.filter
		}
	}
	for _, t := range standardTags {
		if !t.shopify || o.Dialect == Shopify {
			e.tags[t.name] = t.parse
		}
	}
	return e
}

// Dialect is the environment's.
func (e *Environment) Dialect() Dialect { return e.dialect }

// RegisterFilter adds or replaces a filter that takes from min to max arguments besides its input (max < 0: any number).
func (e *Environment) RegisterFilter(name string, min, max int, fn FilterFunc) {
	e.filters[name] = &filter{name: name, min: min, max: max, fn: fn}
}

// RegisterAppendFilter is RegisterFilter for a filter whose result is always a string.
func (e *Environment) RegisterAppendFilter(name string, min, max int, fn AppendFunc) {
	e.filters[name] = &filter{name: name, min: min, max: max, app: fn}
}

// RegisterTag adds or replaces a tag.
func (e *Environment) RegisterTag(name string, parse TagParser) { e.tags[name] = parse }

// RegisterBlock adds or replaces a tag that stands around a body up to `end` + name.
func (e *Environment) RegisterBlock(name string, parse BlockParser) {
	e.tags[name] = func(p *Parser, tag Tag) (Node, error) {
		body, _, err := p.Body("end" + name)
		if err != nil {
			return nil, err
		}
		node, err := parse(p, tag, body)
		if _, knows := node.(Blanker); err != nil || knows {
			return node, err
		}
		return &blockNode{node, blankness(body.blank)}, nil
	}
}

// blockNode is a registered block: for the blocks around it, it is as blank as its body (Liquid::Block#blank?).
type blockNode struct {
	Node
	blankness
}

// Parse compiles a template. name is shown in errors.
func (e *Environment) Parse(name, src string, o ParseOptions) (*Template, error) {
	mode := e.mode
	if o.ModeSet {
		mode = o.Mode
	}
	p := newParser(e, name, src, max(o.Line, 1), mode)
	body, err := p.document()
	if err != nil {
		return nil, err
	}
	return &Template{env: e, name: name, body: body, warnings: p.warnings}, nil
}

// ParseExpression compiles a value: a literal, a variable with its path, or a range; no filters. The result is kept for the
// same text.
func (e *Environment) ParseExpression(src string) *Expression {
	if x, ok := e.expressions.get(src); ok {
		return x
	}
	x := &Expression{e.expression(src)}
	e.expressions.put(src, x)
	return x
}

// ParseCondition reads a condition as it stands in an if tag, strictly, as Jekyll's where_exp does. The result is kept for
// the same text.
func (e *Environment) ParseCondition(src string) (*Condition, error) {
	if k, ok := e.conditions.get(src); ok {
		return k, nil
	}
	k, err := parseConditionStrict(e, src)
	if err != nil {
		return nil, err
	}
	e.conditions.put(src, k)
	return k, nil
}

func (e *Environment) expression(markup string) expr {
	p := expressionParser{env: e}
	return p.parse(markup)
}

// intern returns a name's symbol, a new one where it has none.
func (e *Environment) intern(name string) symbol {
	if s, ok := e.symbolOf(name); ok {
		return s
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if s, ok := e.symbols[name]; ok {
		return s
	}
	s := symbol(len(e.symbols))
	e.symbols[strings.Clone(name)] = s
	return s
}

func (e *Environment) symbolOf(name string) (symbol, bool) {
	e.mu.RLock()
	s, ok := e.symbols[name]
	e.mu.RUnlock()
	return s, ok
}

// arity checks a number of arguments as Ruby does when it calls a method; the input counts.
func (f *filter) arity(n int) error {
	if n >= f.min && (f.max < 0 || n <= f.max) {
		return nil
	}
	expected := strconv.Itoa(f.min + 1)
	switch {
	case f.max < 0:
		expected += "+"
	case f.max > f.min:
		expected += ".." + strconv.Itoa(f.max+1)
	}
	return argumentError("wrong number of arguments (given %d, expected %s)", n+1, expected)
}

// call runs the filter.
func (f *filter) call(c *Context, input any, args []any) (any, error) {
	if err := f.arity(len(args)); err != nil {
		return nil, err
	}
	if f.fn != nil {
		return f.fn(c, input, args)
	}
	start := len(c.out)
	out, err := f.app(c, c.out, input, args)
	c.out = out
	if err != nil {
		c.out = c.out[:start]
		return nil, err
	}
	s := string(out[start:])
	c.out = out[:start]
	return s, nil
}

// Keywords splits a filter's arguments from the keyword arguments behind them, if any. As in Ruby, a hash that is the last
// argument cannot be told from them.
func Keywords(args []any) (positional []any, keywords *Map) {
	if n := len(args); n > 0 {
		if m, ok := args[n-1].(*Map); ok {
			return args[:n-1], m
		}
	}
	return args, nil
}
