package liquid

import (
	"context"
	"errors"
	"time"
)

// Template is a compiled template, safe for any number of renders at once.
type Template struct {
	env      *Environment
	name     string
	body     *Body
	warnings []*Error
}

// Name is the name given to Parse.
func (t *Template) Name() string { return t.name }

// Warnings are what mode Warn found while parsing.
func (t *Template) Warnings() []*Error { return t.warnings }

// Render runs the template. vars is its variables: a map[string]any, a *Map, a Getter, or nil; it is only read.
// An error is an *Error; the text written before it is returned too.
func (t *Template) Render(ctx context.Context, vars any, o RenderOptions) (string, error) {
	c := t.start(ctx, vars, &o)
	defer c.release()
	err := t.run(c)
	return string(c.out), err
}

// AppendRender is Render that appends to dst and returns it.
func (t *Template) AppendRender(ctx context.Context, dst []byte, vars any, o RenderOptions) ([]byte, error) {
	c := t.start(ctx, vars, &o)
	own := c.out
	c.out = dst
	c.base = len(dst)
	err := t.run(c)
	dst = c.out
	c.out = own
	c.release()
	return dst, err
}

func (t *Template) start(ctx context.Context, vars any, o *RenderOptions) *Context {
	c := t.env.contexts.Get().(*Context)
	c.env = t.env
	c.template = t.name
	c.vars = vars
	c.varMap, _ = vars.(map[string]any)
	c.out = c.out[:0]
	c.base = 0
	c.own.reset(ctx, o.Limits.or(t.env.limits))
	c.budget = &c.own
	c.registers = o.Registers
	c.strictVariables, c.strictFilters = o.StrictVariables, o.StrictFilters
	c.inPlace, c.onError = o.InPlace, o.OnError
	c.now, c.location = o.Now, o.Location
	if c.location == nil {
		c.location = time.Local
	}
	if c.now.IsZero() {
		c.now = time.Now()
	}
	return c
}

func (t *Template) run(c *Context) error {
	err := t.body.Render(c)
	if isInterrupt(err) { // a break outside of a loop ends the template
		return nil
	}
	var e *Error
	if err != nil && !errors.As(err, &e) {
		return &Error{Kind: Other, Message: err.Error(), Err: err}
	}
	return err
}
