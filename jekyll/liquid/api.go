package liquid

import (
	"context"
	"time"
)

// Declarations that others build against; each moves to the file of its subject as the inside is written.

// Environment holds the filters and tags that templates are parsed with. Register everything first, then parse from as many goroutines as you like.
type Environment struct{}

// NewEnvironment returns an environment with the standard tags and filters of its dialect.
func NewEnvironment(o Options) *Environment { return nil }

// RegisterFilter adds or replaces a filter that takes from min to max arguments besides its input (max < 0: any number).
func (e *Environment) RegisterFilter(name string, min, max int, fn FilterFunc) {}

// RegisterTag adds or replaces a tag.
func (e *Environment) RegisterTag(name string, parse TagParser) {}

// RegisterBlock adds or replaces a tag that stands around a body up to `end` + name.
func (e *Environment) RegisterBlock(name string, parse BlockParser) {}

// Parse compiles a template. name is shown in errors.
func (e *Environment) Parse(name, src string, o ParseOptions) (*Template, error) { return nil, nil }

// ParseCondition reads a condition as it stands in an if tag (strictly, as where_exp does). The result is kept for the same text.
func (e *Environment) ParseCondition(src string) (*Condition, error) { return nil, nil }

// Template is a compiled template, safe for any number of renders at once.
type Template struct{}

// Name is the name given to Parse.
func (t *Template) Name() string { return "" }

// Warnings are what mode Warn found while parsing.
func (t *Template) Warnings() []*Error { return nil }

// Render runs the template. vars is its variables: a map[string]any, a *Map, a Getter, or nil.
// On error the text written so far is returned too.
func (t *Template) Render(ctx context.Context, vars any, o RenderOptions) (string, error) {
	return "", nil
}

// AppendRender is Render that appends to dst and returns it.
func (t *Template) AppendRender(ctx context.Context, dst []byte, vars any, o RenderOptions) ([]byte, error) {
	return nil, nil
}

// Parser is what a TagParser reads its tag with.
type Parser struct{}

// Body parses on to the first of the tags in stops, and returns what stands before it and that tag.
// It is an error when the template ends first.
func (p *Parser) Body(stops ...string) (*Body, Tag, error) { return nil, Tag{}, nil }

// Raw returns the unparsed text up to the tag end, which is consumed.
func (p *Parser) Raw(end string) (string, error) { return "", nil }

// Expression compiles a value: a literal, a variable with its path, or a range; no filters.
func (p *Parser) Expression(markup string) *Expression { return nil }

// Output compiles what may stand between {{ and }}: a value and filters.
func (p *Parser) Output(markup string) (*Expression, error) { return nil, nil }

// Condition compiles a condition as it stands in an if tag, in the parser's mode.
func (p *Parser) Condition(markup string) (*Condition, error) { return nil, nil }

// Attributes compiles every `name: value` in markup.
func (p *Parser) Attributes(markup string) []Attribute { return nil }

// Template compiles src as a template of its own, for tags with templates in their markup (Jekyll's {% include {{ page.x }} %}).
func (p *Parser) Template(src string) (*Template, error) { return nil, nil }

// Errorf makes a syntax error at the tag being parsed.
func (p *Parser) Errorf(format string, args ...any) error { return nil }

// Environment is where the template is parsed.
func (p *Parser) Environment() *Environment { return nil }

// Attribute is a `name: value` of a tag.
type Attribute struct {
	Name  string
	Value *Expression
}

// Body is a block's parsed content.
type Body struct{}

// Render writes the body.
func (b *Body) Render(c *Context) error { return nil }

// Blank says whether the body holds nothing but white space and tags that never write.
func (b *Body) Blank() bool { return false }

// Expression is a compiled value.
type Expression struct{}

// Eval works out the value.
func (e *Expression) Eval(c *Context) (any, error) { return nil, nil }

// Condition is a compiled condition.
type Condition struct{}

// Eval says whether the condition holds.
func (k *Condition) Eval(c *Context) (bool, error) { return false, nil }

// Context is a running render: its variables, output and settings. It belongs to one goroutine and must not be kept after the render.
type Context struct{}

// Context is the context.Context given to Render.
func (c *Context) Context() context.Context { return nil }

// Environment is where the running template was parsed.
func (c *Context) Environment() *Environment { return nil }

// Template is the name of the running template: an include's, inside one.
func (c *Context) Template() string { return "" }

// Now is the time that the render takes for "now"; Location the zone of times written without one.
func (c *Context) Now() time.Time { return time.Time{} }

// Location is the zone of times written without one.
func (c *Context) Location() *time.Location { return nil }

// Register is a value of RenderOptions.Registers or one set by SetRegister, or nil.
func (c *Context) Register(key string) any { return nil }

// SetRegister keeps a value for the rest of this render, for tags and filters only.
func (c *Context) SetRegister(key string, value any) {}

// Get is the value of a variable by its name, or nil.
func (c *Context) Get(name string) any { return nil }

// Eval compiles and evaluates an expression given as text, such as "page.title" or "site.data[key]" (Ruby's context["page.title"]).
func (c *Context) Eval(markup string) (any, error) { return nil, nil }

// Set gives a variable in the innermost scope (Ruby's context["x"] = value).
func (c *Context) Set(name string, value any) {}

// Assign gives a variable in the outermost scope, as the tag assign does.
func (c *Context) Assign(name string, value any) {}

// Scope runs fn in a new scope: what is Set inside is gone afterwards (Ruby's context.stack).
func (c *Context) Scope(fn func() error) error { return nil }

// Write writes text.
func (c *Context) Write(s string) {}

// WriteValue writes a value as {{ value }} would.
func (c *Context) WriteValue(v any) {}

// Capture returns what fn writes instead of writing it.
func (c *Context) Capture(fn func() error) (string, error) { return "", nil }

// Include runs another template in this render, in the current scope: it sees and sets the same variables. Wrap it in Scope to Set its parameters.
// Errors in it name the chain; too deep a chain is ErrIncludes.
func (c *Context) Include(t *Template) error { return nil }

// Filter applies a registered filter.
func (c *Context) Filter(name string, input any, args ...any) (any, error) { return nil, nil }

// Errorf makes an error of a kind, to be returned by a filter or a Node; the engine adds the place.
func (c *Context) Errorf(kind Kind, format string, args ...any) error { return nil }

// Charge counts n steps, for tags and filters that do more work than their input's size tells. It returns ErrSteps or the cancelled context's error.
func (c *Context) Charge(n int) error { return nil }

// CheckSize returns ErrOutput when a string of n bytes must not be made.
func (c *Context) CheckSize(n int) error { return nil }

// Keywords splits a filter's arguments from the keyword arguments behind them; the latter is nil where there are none.
func Keywords(args []any) (positional []any, keywords *Map) { return nil, nil }

// Error is the message with its place, nearest name and include chain.
func (e *Error) Error() string { return "" }

// Unwrap is the error behind this one.
func (e *Error) Unwrap() error { return e.Err }

// Liquid is the message as Ruby's Liquid words it: "Liquid error (line 3): …".
func (e *Error) Liquid() string { return "" }

// NewMap returns a Map of the given pairs: key, value, key, value …
func NewMap(pairs ...any) *Map { return nil }

// Get is the value of a string key.
func (m *Map) Get(key string) (any, bool) { return nil, false }

// GetKey is the value of any key.
func (m *Map) GetKey(key any) (any, bool) { return nil, false }

// Set gives a key's value; a new key comes last.
func (m *Map) Set(key, value any) {}

// Delete takes a key away.
func (m *Map) Delete(key any) {}

// Len is the number of keys.
func (m *Map) Len() int { return 0 }

// Each calls yield with each key and value in order until it returns false.
func (m *Map) Each(yield func(key, value any) bool) {}

// Date is a day without a time, as YAML's `2026-01-02` becomes in Ruby; it prints as "2026-01-02".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ToString is Ruby's to_s of a value: nil is "", an array its items' inspect in brackets. (A template prints an array with Join.)
func ToString(v any) string { return "" }

// AppendValue appends a value as {{ value }} prints it: as ToString, but an array's items one after another.
func AppendValue(dst []byte, v any) []byte { return nil }

// Inspect is Ruby's inspect of a value: strings quoted, hashes as {"a"=>1}.
func Inspect(v any) string { return "" }

// Truthy is false for nil and false only.
func Truthy(v any) bool { return false }

// Equal is Liquid's ==: 1 equals 1.0, "1" does not equal 1, arrays and hashes equal by content.
func Equal(a, b any) bool { return false }

// Compare is Ruby's <=>. ok is false where two values have no order, such as "a" and 1.
func Compare(a, b any) (order int, ok bool) { return 0, false }

// IsEmpty is `v == empty`; IsBlank is what `v == blank` is in the Shopify dialect.
func IsEmpty(v any) bool { return false }

// IsBlank says whether v is nil, false, white space only, or empty.
func IsBlank(v any) bool { return false }

// ToNumber is how the arithmetic filters read a value: an int, *big.Int, float64; 0 for what is no number.
func ToNumber(v any) any { return nil }

// ToInteger is Ruby's Integer(v.to_s): the whole string must be an integer.
func ToInteger(v any) (int, bool) { return 0, false }

// ToInt is Ruby's to_i: a string's leading digits, a float's whole part, else 0.
func ToInt(v any) int { return 0 }

// ToFloat is Ruby's to_f.
func ToFloat(v any) float64 { return 0 }

// ToTime reads a value as the filter date does: times, dates, seconds since 1970, "now", and strings as Ruby's Time.parse reads them.
func (c *Context) ToTime(v any) (time.Time, bool) { return time.Time{}, false }

// ParseTime is Ruby's Time.parse: now fills in what the text leaves out, loc is the zone of texts without one.
func ParseTime(s string, now time.Time, loc *time.Location) (time.Time, bool) {
	return time.Time{}, false
}

// Strftime formats a time as Ruby's Time#strftime does, every directive, flag and width.
func Strftime(t time.Time, format string) string { return "" }

// ToSlice is the items of a value as the array filters see them: arrays flattened, nil nothing, any other value one item.
func ToSlice(v any) []any { return nil }

// Lookup is `v.key` (or `v[key]`) in a template; ok is false where it is undefined.
func Lookup(v any, key any) (value any, ok bool) { return nil, false }

// Resolve is a value with its Lazy wrapping taken off.
func Resolve(v any) any { return nil }
