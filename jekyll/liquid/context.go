package liquid

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Context is a running render: its variables, output and settings. It belongs to one goroutine and must not be kept after
// the render.
type Context struct {
	env      *Environment
	template string
	partial  bool // template was included
	out      []byte
	base     int // where this render's output starts in out

	scope    scope
	vars     any
	varMap   map[string]any // vars, where it is one
	counters map[string]any // what increment and decrement made of vars
	args     []any          // stack of filter arguments

	registers map[string]any // as given; read only
	changes   map[string]any // registers set while rendering
	loops     []*forLoop
	offsets   map[string]int // for: where offset:continue goes on
	cycles    map[any]int
	changed   string // ifchanged: what it last wrote

	own      budget
	budget   *budget
	includes int
	base0    int // scopes of the contexts around this one

	strictVariables, strictFilters bool
	inPlace                        bool
	onError                        func(*Error)
	noInclude                      bool // inside render, include is disabled
	now                            time.Time
	location                       *time.Location
}

// maxKept is the size of an output buffer beyond which it is not kept for the next render.
const maxKept = 1 << 20

// release gives the context back for the next render.
func (c *Context) release() {
	c.scope.reset()
	out, args, loops := c.out[:0], c.args, c.loops[:0]
	if cap(out) > maxKept {
		out = nil
	}
	clear(args[:cap(args)])
	clear(loops[:cap(loops)])
	*c = Context{env: c.env, out: out, scope: c.scope, args: args[:0], loops: loops}
	c.env.contexts.Put(c)
}

// Context is the context.Context given to Render.
func (c *Context) Context() context.Context { return c.budget.ctx }

// Environment is where the running template was parsed.
func (c *Context) Environment() *Environment { return c.env }

// Template is the name of the running template: an include's, inside one.
func (c *Context) Template() string { return c.template }

// Now is the time that the render takes for "now".
func (c *Context) Now() time.Time { return c.now }

// Location is the zone of times written without one.
func (c *Context) Location() *time.Location { return c.location }

// Register is a value of RenderOptions.Registers or one set by SetRegister, or nil.
func (c *Context) Register(key string) any {
	if v, ok := c.changes[key]; ok {
		return v
	}
	return c.registers[key]
}

// SetRegister keeps a value for the rest of this render, for tags and filters only.
func (c *Context) SetRegister(key string, value any) {
	if c.changes == nil {
		c.changes = make(map[string]any)
	}
	c.changes[key] = value
}

// Get is the value of a variable by its name, or nil.
func (c *Context) Get(name string) any {
	v, _ := c.findName(name)
	return v
}

// Eval compiles and evaluates an expression given as text, such as "page.title" or "site.data[key]"
// (Ruby's context["page.title"]).
func (c *Context) Eval(markup string) (any, error) { return c.env.ParseExpression(markup).Eval(c) }

// Set gives a variable in the innermost scope (Ruby's context["x"] = value).
func (c *Context) Set(name string, value any) { c.scope.set(c.env.intern(name), value) }

// Assign gives a variable in the outermost scope, as the tag assign does.
func (c *Context) Assign(name string, value any) { c.scope.assign(c.env.intern(name), value) }

// Scope runs fn in a new scope: what is Set inside is gone afterwards (Ruby's context.stack).
func (c *Context) Scope(fn func() error) error {
	if err := c.push(); err != nil {
		return err
	}
	defer c.scope.pop()
	return fn()
}

func (c *Context) push() error {
	if exceeds(c.base0+c.scope.depth()+2, c.budget.limits.Nesting) {
		return limitError(ErrNesting)
	}
	c.scope.push()
	return nil
}

// find is the value of a variable; ok is false where there is none.
func (c *Context) find(s symbol, name string) (value any, ok bool) {
	if v, ok := c.scope.get(s); ok {
		return resolve(v), true
	}
	return c.global(name)
}

func (c *Context) findName(name string) (value any, ok bool) {
	if s, ok := c.env.symbolOf(name); ok {
		return c.find(s, name)
	}
	return c.global(name)
}

// global is a variable given to Render, or a counter.
func (c *Context) global(name string) (value any, ok bool) {
	if c.counters != nil {
		if v, ok := c.counters[name]; ok {
			return v, true
		}
	}
	if c.varMap != nil {
		if value, ok = c.varMap[name]; ok {
			return resolve(value), true
		}
		return nil, false
	}
	if g, isGetter := c.vars.(Getter); isGetter {
		if value, ok = getFrom(c, g, name); ok {
			return resolve(value), true
		}
	}
	return nil, false
}

// Write writes text.
func (c *Context) Write(s string) { c.out = append(c.out, s...) }

// WriteValue writes a value as {{ value }} would.
func (c *Context) WriteValue(v any) { c.out = AppendValue(c.out, v) }

// Capture returns what fn writes instead of writing it. The text is there with an error too: what was written before it.
func (c *Context) Capture(fn func() error) (string, error) {
	start := len(c.out)
	err := fn()
	s := string(c.out[start:])
	c.out = c.out[:start]
	if sizeErr := c.CheckSize(len(s)); sizeErr != nil && err == nil {
		err = sizeErr
	}
	return s, err
}

// Include runs another template in this render, in the current scope: it sees and sets the same variables. Wrap it in Scope
// to Set its parameters. Errors in it name the chain; too deep a chain is ErrIncludes.
func (c *Context) Include(t *Template) error {
	if t.env != c.env { // variables are numbered by environment
		return c.Errorf(Other, "the template '%s' was parsed in another environment", t.name)
	}
	if exceeds(c.includes+1, c.budget.limits.Includes) {
		return limitError(ErrIncludes)
	}
	outer, wasPartial := c.template, c.partial
	c.template, c.partial = t.name, true
	c.includes++
	err := t.body.Render(c)
	c.includes--
	c.template, c.partial = outer, wasPartial
	return leaveInclude(err)
}

// leaveInclude marks an error on its way out of an included template, so that the place of the tag joins its chain.
func leaveInclude(err error) error {
	var e *Error
	if errors.As(err, &e) {
		e.included = true
	}
	return err
}

// Filter applies a registered filter.
func (c *Context) Filter(name string, input any, args ...any) (any, error) {
	f := c.env.filters[name]
	if f == nil {
		return nil, c.unknownFilter(name)
	}
	return f.call(c, resolve(input), args)
}

func (c *Context) unknownFilter(name string) error {
	return &Error{Kind: UndefinedFilter, Message: "unknown filter '" + name + "'", Filter: name, Hint: nearest(name, c.env.filters)}
}

// Errorf makes an error of a kind, to be returned by a filter or a Node; the engine adds the place. %w wraps.
func (c *Context) Errorf(kind Kind, format string, args ...any) error {
	err := fmt.Errorf(format, args...)
	return &Error{Kind: kind, Message: err.Error(), Err: errors.Unwrap(err)}
}

// Charge counts n steps, for tags and filters that do more work than one. It returns ErrSteps, or the cancelled context's
// error.
func (c *Context) Charge(n int) error { return c.budget.spend(n) }

// CheckSize returns ErrOutput when a string of n bytes must not be made.
func (c *Context) CheckSize(n int) error {
	if exceeds(n, c.budget.limits.Output) || n < 0 {
		return limitError(ErrOutput)
	}
	return nil
}

// checkOutput returns ErrOutput when the render has written too much.
func (c *Context) checkOutput() error {
	if exceeds(len(c.out)-c.base, c.budget.limits.Output) {
		return limitError(ErrOutput)
	}
	return nil
}

// fail gives an error the place of the node it came from. It returns nil where the error was written in place.
func (c *Context) fail(err error, at *entry) error {
	if isInterrupt(err) {
		return err
	}
	var e *Error
	if !errors.As(err, &e) {
		e = &Error{Kind: Other, Message: err.Error(), Err: err}
	}
	switch {
	case e.included:
		e.Chain = append(e.Chain, Frame{Template: c.template, Line: int(at.line), Column: int(at.column), Tag: at.tag})
		e.included = false
	case !e.placed:
		e.Template, e.Line, e.Column, e.placed, e.partial = c.template, int(at.line), int(at.column), true, c.partial
		if e.Tag == "" {
			e.Tag = at.tag
		}
	}
	if !c.inPlace || e.ends() {
		return e
	}
	if c.onError != nil {
		c.onError(e)
	}
	if e.Kind != UndefinedVariable && e.Kind != UndefinedFilter && !isBlankNode(at.node) {
		c.Write(e.Liquid())
	}
	return nil
}

// ends says whether the error ends a render that writes errors in place, too.
func (e *Error) ends() bool { return e.Kind == Limit || errors.Is(e.Err, ErrIncludes) }
