package liquid

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Condition is a compiled condition: comparisons joined by and / or, read from the right as Liquid does:
// `a or b and c` is a or (b and c), and `a and b or c` is a and (b or c).
type Condition struct {
	left, right expr
	op          operator
	opText      string // an operator that Liquid does not know
	rel         relation
	next        *Condition
}

type operator uint8

const (
	opNone operator = iota
	opEqual
	opNotEqual
	opLess
	opGreater
	opLessEqual
	opGreaterEqual
	opContains
	opUnknown
)

var operators = map[string]operator{
	"":         opNone,
	"==":       opEqual,
	"!=":       opNotEqual,
	"<>":       opNotEqual,
	"<":        opLess,
	">":        opGreater,
	"<=":       opLessEqual,
	">=":       opGreaterEqual,
	"contains": opContains,
}

type relation uint8

const (
	relNone relation = iota
	relAnd
	relOr
)

// methodLiteral is the word empty or blank in a comparison: it equals whatever is that.
type methodLiteral Literal

func (m methodLiteral) eval(*Context) (any, error) { return m, nil }

// Eval says whether the condition holds.
func (k *Condition) Eval(c *Context) (bool, error) {
	for {
		result, err := k.compare(c)
		if err != nil {
			return false, err
		}
		switch {
		case k.rel == relNone, k.rel == relOr && result, k.rel == relAnd && !result:
			return result, nil
		}
		k = k.next
	}
}

// compare is the first comparison alone.
func (k *Condition) compare(c *Context) (bool, error) {
	left, err := k.left.eval(c)
	if err != nil {
		return false, err
	}
	if k.op == opNone {
		return Truthy(left), nil
	}
	right, err := k.right.eval(c)
	if err != nil {
		return false, err
	}
	if err := c.chargeValue(left); err != nil {
		return false, err
	}
	switch k.op {
	case opEqual:
		return c.equal(left, right), nil
	case opNotEqual:
		return !c.equal(left, right), nil
	case opContains:
		return contains(left, right), nil
	case opUnknown:
		return false, argumentError("Unknown operator %s", k.opText)
	}
	return order(k.op, left, right)
}

// equal is == with the words empty and blank. Where Jekyll runs, no value knows what blank means, so nothing equals it.
func (c *Context) equal(left, right any) bool {
	literal, value := left, right
	m, ok := literal.(methodLiteral)
	if !ok {
		if m, ok = right.(methodLiteral); !ok {
			return equal(left, right)
		}
		value = left
	}
	if Literal(m) == Empty {
		return IsEmpty(value)
	}
	return c.env.dialect != Jekyll && IsBlank(value)
}

// order is one of < > <= >=. Values without an order make it false; two kinds that have one, but not with each other, an
// error.
func order(op operator, left, right any) (bool, error) {
	if a, ok := left.(int); ok {
		if b, ok := right.(int); ok {
			return holds(op, cmpInt(a, b)), nil
		}
	}
	if !ordered(left) || !ordered(right) {
		return false, nil
	}
	result, ok := compare(left, right)
	if !ok {
		if isNumber(left) && isNumber(right) { // NaN
			return false, nil
		}
		return false, argumentError("comparison of %s with %s failed", className(left), comparedWith(left, right))
	}
	return holds(op, result), nil
}

func holds(op operator, order int) bool {
	switch op {
	case opLess:
		return order < 0
	case opGreater:
		return order > 0
	case opLessEqual:
		return order <= 0
	}
	return order >= 0
}

// condition compiles an if's markup in the parser's mode.
func (p *Parser) condition(markup string) (*Condition, error) {
	strict := func() (*Condition, error) { return parseConditionStrict(p.env, markup) }
	lax := func() (*Condition, error) { return p.conditionLax(markup) }
	if p.mode == Lax {
		return lax()
	}
	return lenient(p, markup, p.current(), strict, lax)
}

// operand is a side of a comparison, where empty and blank are words of their own.
func (e *Environment) operand(markup string) expr {
	if markup == "empty" || markup == "blank" {
		return methodLiteral(markup)
	}
	return e.expression(markup)
}

func newCondition(e *Environment, left, op, right string) *Condition {
	k := &Condition{left: e.operand(left), op: opUnknown, opText: op}
	if known, ok := operators[op]; ok {
		k.op = known
	}
	if k.op != opNone {
		k.right = e.operand(right)
	}
	return k
}

func parseConditionStrict(e *Environment, markup string) (*Condition, error) {
	p := newStrictParser(markup)
	var first, last *Condition
	for {
		left := p.expression()
		op, compared := p.accept(comparison)
		right := ""
		if compared {
			right = p.expression()
		}
		if p.err != nil {
			return nil, p.err
		}
		k := newCondition(e, left, op, right)
		if first == nil {
			first = k
		} else {
			last.next = k
		}
		last = k
		switch {
		case p.word("and"):
			k.rel = relAnd
		case p.word("or"):
			k.rel = relOr
		default:
			p.expect(endOfString)
			return first, p.err
		}
	}
}

const ifSyntax = "Syntax Error in tag 'if' - Valid syntax: if [expression]"

// conditionLax takes what looks like comparisons and drops the rest.
func (p *Parser) conditionLax(markup string) (*Condition, error) {
	parts := splitCondition(markup)
	var chain *Condition
	for i := len(parts) - 1; i >= 0; i -= 2 {
		left, op, right, ok := splitComparison(parts[i])
		if !ok {
			return nil, p.Errorf(ifSyntax)
		}
		k := newCondition(p.env, left, op, right)
		if chain != nil {
			switch trimSpace(parts[i+1]) {
			case "and":
				k.rel = relAnd
			case "or":
				k.rel = relOr
			default:
				return nil, p.Errorf(ifSyntax)
			}
			k.next = chain
		}
		chain = k
		if i == 1 { // an and or or without a left side
			return nil, p.Errorf(ifSyntax)
		}
	}
	if chain == nil {
		return nil, p.Errorf(ifSyntax)
	}
	return chain, nil
}

// splitComparison finds `left op right` in s; op and right may be missing.
func splitComparison(s string) (left, op, right string, ok bool) {
	start, end, ok := findFragment(s, 0)
	if !ok {
		return "", "", "", false
	}
	left = s[start:end]
	i := skipSpace(s, end)
	j := i
	for j < len(s) && (strings.IndexByte("=!<>_", s[j]) >= 0 || 'a' <= s[j] && s[j] <= 'z') {
		j++
	}
	op = s[i:j]
	i = skipSpace(s, j)
	if end := fragmentAt(s, i); end > 0 {
		right = s[i:end]
	}
	return left, op, right, true
}

// splitCondition cuts markup at each and / or that stands as a word by itself; those words are parts, too.
func splitCondition(s string) []string {
	var parts []string
	for i := 0; i < len(s); {
		if end := andOrAt(s, i); end > 0 {
			parts = append(parts, s[i:end])
			i = end
			continue
		}
		start := i
		for i < len(s) {
			from := skipSpace(s, i)
			if from >= len(s) || andOrAt(s, from) > 0 {
				break
			}
			end := fragmentAt(s, from)
			if end < 0 {
				for end = from; end < len(s) && !isSpace(s[end]); end++ {
				}
			}
			i = skipSpace(s, end)
		}
		if i == start {
			i++
			continue
		}
		parts = append(parts, s[start:i])
	}
	return parts
}

// andOrAt matches \b(?:\s?and\s?|\s?or\s?)\b at s[i:] and returns its end, or -1.
func andOrAt(s string, i int) int {
	if !wordBoundary(s, i) {
		return -1
	}
	for _, word := range [...]string{"and", "or"} {
		j := i
		if j < len(s) && isSpace(s[j]) {
			j++
		}
		if !strings.HasPrefix(s[j:], word) {
			continue
		}
		j += len(word)
		if j < len(s) && isSpace(s[j]) && wordBoundary(s, j+1) {
			return j + 1
		}
		if wordBoundary(s, j) {
			return j
		}
	}
	return -1
}

// wordBoundary is \b, for which Ruby counts the letters of every script.
func wordBoundary(s string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i:])
	return isWordRune(before) != isWordRune(after)
}

func isWordRune(r rune) bool {
	return r == '_' || r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}
