package liquid

import "strings"

// expr is a compiled value of a template.
type expr interface {
	eval(c *Context) (any, error)
}

// constant is a literal.
type constant struct{ value any }

func (k constant) eval(*Context) (any, error) { return k.value, nil }

// rangeExpr is (first..last) with a variable in it.
type rangeExpr struct{ first, last expr }

func (r *rangeExpr) eval(c *Context) (any, error) {
	first, err := r.bound(c, r.first)
	if err != nil {
		return nil, err
	}
	last, err := r.bound(c, r.last)
	if err != nil {
		return nil, err
	}
	return Range{first, last}, nil
}

func (r *rangeExpr) bound(c *Context, e expr) (int, error) {
	v, err := e.eval(c)
	if err != nil {
		return 0, err
	}
	switch v.(type) {
	case int, nil, string:
		return ToInt(v), nil
	}
	n, ok := ToInteger(v)
	if !ok {
		return 0, argumentError("invalid integer")
	}
	return n, nil
}

// variable is a name and the path behind it: product.variants[0].title.
type variable struct {
	name   string
	symbol symbol
	root   expr // the name, where it stands in brackets; else nil
	path   []step
}

// step is one part of a path: .key, ["key"], [3] or [expression].
type step struct {
	key     any    // a constant key: string or int
	name    string // the same where it is a string
	index   expr   // the key, where it is not constant
	command bool   // size, first or last written with a dot
}

func (v *variable) eval(c *Context) (any, error) {
	var value any
	var ok bool
	if v.root == nil {
		value, ok = c.find(v.symbol, v.name)
	} else {
		name, err := v.root.eval(c)
		if err != nil {
			return nil, err
		}
		if s, isString := name.(string); isString {
			value, ok = c.findName(s)
		}
	}
	if !ok && c.strictVariables {
		return nil, undefinedVariable(v.name)
	}
	for i := range v.path {
		st := &v.path[i]
		if m, isMap := value.(map[string]any); isMap && st.name != "" {
			if next, known := m[st.name]; known {
				value = resolve(next)
				continue
			}
		}
		key := st.key
		if st.index != nil {
			var err error
			if key, err = st.index.eval(c); err != nil {
				return nil, err
			}
		}
		if value, ok = property(c, value, key, st.command); !ok {
			if c.strictVariables {
				return nil, undefinedVariable(ToString(key))
			}
			return nil, nil
		}
	}
	return value, nil
}

func undefinedVariable(name string) error {
	return &Error{Kind: UndefinedVariable, Message: "undefined variable '" + name + "'"}
}

// expressionParser compiles values the forgiving way (Liquid::Expression.parse): whatever the text, it is some value.
type expressionParser struct {
	env   *Environment
	depth int
}

// parse compiles markup. Jekyll's empty and blank are literals that filters can tell from "".
func (p *expressionParser) parse(markup string) expr {
	markup = trimSpace(markup)
	if n := len(markup); n > 0 && (markup[0] == '"' || markup[0] == '\'') && markup[n-1] == markup[0] {
		if n == 1 {
			return constant{""}
		}
		return constant{markup[1 : n-1]}
	}
	switch markup {
	case "", "nil", "null":
		return constant{nil}
	case "true":
		return constant{true}
	case "false":
		return constant{false}
	case "blank", "empty":
		if p.env.dialect == Jekyll {
			return constant{Literal(markup)}
		}
		return constant{""}
	}
	switch c := markup[0]; {
	case c == '(':
		if first, last, ok := splitRange(markup); ok && p.depth < maxExpressionDepth {
			return p.parseRange(first, last)
		}
	case isDigit(c) || c == '-':
		if digits := strings.TrimPrefix(markup, "-"); allDigits(digits) {
			return constant{leadingInteger(markup)}
		} else if isFloatLiteral(digits) {
			return constant{leadingFloat(markup)}
		}
	}
	return p.parseVariable(markup)
}

// maxExpressionDepth bounds brackets in brackets.
const maxExpressionDepth = 100

// isFloatLiteral matches \d[\d.]+.
func isFloatLiteral(s string) bool {
	if len(s) < 2 || !isDigit(s[0]) {
		return false
	}
	for i := 1; i < len(s); i++ {
		if s[i] != '.' && !isDigit(s[i]) {
			return false
		}
	}
	return true
}

// splitRange matches \(\s*(?>(\S+)\s*\.\.)\s*(\S+)\s*\): the dots are the last ones in the first run without white space,
// or stand right behind it.
func splitRange(s string) (first, last string, ok bool) {
	if s[len(s)-1] != ')' {
		return "", "", false
	}
	from := skipSpace(s, 1)
	end := from
	for end < len(s) && !isSpace(s[end]) {
		end++
	}
	rest := -1
	for i := end; i > from; i-- {
		j := i
		if i == end {
			j = skipSpace(s, i)
		}
		if strings.HasPrefix(s[j:], "..") {
			first, rest = s[from:i], j+2
			break
		}
	}
	if rest < 0 {
		return "", "", false
	}
	last = strings.TrimRight(s[skipSpace(s, rest):len(s)-1], " \t\n\v\f\r")
	if last == "" || strings.ContainsAny(last, " \t\n\v\f\r") {
		return "", "", false
	}
	return first, last, true
}

func (p *expressionParser) parseRange(first, last string) expr {
	p.depth++
	defer func() { p.depth-- }()
	a, b := p.parse(first), p.parse(last)
	x, ok1 := a.(constant)
	y, ok2 := b.(constant)
	if ok1 && ok2 {
		return constant{Range{ToInt(x.value), ToInt(y.value)}}
	}
	return &rangeExpr{a, b}
}

// parseVariable compiles a name with its path (Liquid::VariableLookup): names and brackets, whatever stands between them.
func (p *expressionParser) parseVariable(markup string) expr {
	parts := scanVariable(markup, p.env.dialect)
	v := &variable{}
	if len(parts) == 0 {
		v.root = constant{nil}
		return v
	}
	if inner, ok := bracketed(parts[0]); !ok {
		v.setName(p.env, parts[0])
	} else {
		v.root = p.nested(inner)
		if k, ok := v.root.(constant); ok {
			if name, ok := k.value.(string); ok {
				v.root = nil
				v.setName(p.env, name)
			}
		}
	}
	for _, part := range parts[1:] {
		inner, ok := bracketed(part)
		if !ok {
			v.path = append(v.path, step{key: part, name: part, command: part == "size" || part == "first" || part == "last"})
			continue
		}
		switch e := p.nested(inner).(type) {
		case constant:
			name, _ := e.value.(string)
			v.path = append(v.path, step{key: e.value, name: name})
		default:
			v.path = append(v.path, step{index: e})
		}
	}
	return v
}

func (v *variable) setName(env *Environment, name string) {
	v.name, v.symbol = name, env.intern(name)
}

func (p *expressionParser) nested(markup string) expr {
	if p.depth >= maxExpressionDepth {
		return constant{nil}
	}
	p.depth++
	defer func() { p.depth-- }()
	return p.parse(markup)
}

func bracketed(part string) (inner string, ok bool) {
	if len(part) >= 2 && part[0] == '[' && part[len(part)-1] == ']' {
		return part[1 : len(part)-1], true
	}
	return "", false
}

// scanVariable splits markup into names and bracketed parts. Liquid up to 5.4, which Jekyll runs on, ends a bracket at the
// first ]; newer ones balance them.
func scanVariable(s string, dialect Dialect) []string {
	var parts []string
	var ends map[int]int
	if strings.IndexByte(s, '[') >= 0 {
		ends = bracketEnds(s, dialect)
	}
	for i := 0; i < len(s); {
		switch {
		case s[i] == '[':
			end, ok := ends[i]
			if !ok {
				i++
				continue
			}
			parts = append(parts, s[i:end])
			i = end
		case isNameChar(s[i]):
			end := skipName(s, i)
			if end < len(s) && s[end] == '?' {
				end++
			}
			parts = append(parts, s[i:end])
			i = end
		default:
			i++
		}
	}
	return parts
}

// bracketEnds finds, for each [ that is closed, the index behind its ].
func bracketEnds(s string, dialect Dialect) map[int]int {
	ends := make(map[int]int)
	var open []int
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[':
			open = append(open, i)
		case ']':
			if len(open) == 0 {
				continue
			}
			if dialect != Jekyll {
				ends[open[len(open)-1]] = i + 1
				open = open[:len(open)-1]
				continue
			}
			for _, start := range open {
				if i > start+1 {
					ends[start] = i + 1
				}
			}
			open = open[:0]
		}
	}
	return ends
}
