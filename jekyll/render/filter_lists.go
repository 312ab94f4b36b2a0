package render

import (
	"fmt"
	"hash/fnv"
	"maps"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/galleypress/galley/jekyll/liquid"
)

// where keeps the items whose property is the value: equal as text, or one of the property's items.
func where(c *liquid.Context, input any, args []any) (any, error) {
	property, value := arg(args, 0), arg(args, 1)
	items, ok := list(input)
	if !ok || !liquid.Truthy(property) || isCollection(value) {
		return input, nil
	}
	match := matcher(value)
	kept := []any{}
	for _, item := range items {
		p, err := itemProperty(c, item, property)
		if err != nil {
			return nil, err
		}
		if match(p) {
			kept = append(kept, item)
		}
	}
	return kept, nil
}

// find is where's first item.
func find(c *liquid.Context, input any, args []any) (any, error) {
	property, value := arg(args, 0), arg(args, 1)
	items, ok := list(input)
	if !ok || !liquid.Truthy(property) || isCollection(value) {
		return input, nil
	}
	match := matcher(value)
	for _, item := range items {
		p, err := itemProperty(c, item, property)
		if err != nil {
			return nil, err
		}
		if match(p) {
			return item, nil
		}
	}
	return nil, nil
}

func whereExp(c *liquid.Context, input any, args []any) (any, error) {
	items, ok := list(input)
	if !ok {
		return input, nil
	}
	kept := []any{}
	err := eachMatching(c, items, args, func(item any) bool {
		kept = append(kept, item)
		return true
	})
	return kept, err
}

func findExp(c *liquid.Context, input any, args []any) (any, error) {
	items, ok := list(input)
	if !ok {
		return input, nil
	}
	var found any
	err := eachMatching(c, items, args, func(item any) bool {
		found = item
		return false
	})
	return found, err
}

// eachMatching yields the items for which the condition args[1] holds, the item standing in it under the name args[0].
func eachMatching(c *liquid.Context, items, args []any, yield func(any) bool) error {
	variable := liquid.ToString(arg(args, 0))
	condition, err := c.Environment().ParseCondition(liquid.ToString(arg(args, 1)))
	if err != nil {
		return err
	}
	return c.Scope(func() error {
		for _, item := range items {
			c.Set(variable, item)
			holds, err := condition.Eval(c)
			if err != nil {
				return err
			}
			if holds && !yield(item) {
				return nil
			}
		}
		return nil
	})
}

func groupBy(c *liquid.Context, input any, args []any) (any, error) {
	items, ok := list(input)
	if !ok {
		return input, nil
	}
	var g groups
	for _, item := range items {
		p, err := itemProperty(c, item, arg(args, 0))
		if err != nil {
			return nil, err
		}
		g.add(liquid.ToString(p), item)
	}
	return g.list(), nil
}

func groupByExp(c *liquid.Context, input any, args []any) (any, error) {
	items, ok := list(input)
	if !ok {
		return input, nil
	}
	variable := liquid.ToString(arg(args, 0))
	expression, err := c.Environment().ParseOutput(liquid.ToString(arg(args, 1)))
	if err != nil {
		return nil, err
	}
	var g groups
	err = c.Scope(func() error {
		for _, item := range items {
			c.Set(variable, item)
			name, err := expression.Eval(c)
			if err != nil {
				return err
			}
			g.add(liquid.Resolve(name), item)
		}
		return nil
	})
	return g.list(), err
}

// groups gathers items by name, in the order in which the names were first met.
type groups struct {
	order []*group
	index map[any]*group
}

type group struct {
	name  any
	items []any
}

func (g *groups) add(name, item any) {
	// Lists cannot be keys of a Go map; their inspected text stands for them.
	key := name
	if isCollection(name) {
		key = liquid.Inspect(name)
	}
	if g.index == nil {
		g.index = map[any]*group{}
	}
	gr := g.index[key]
	if gr == nil {
		gr = &group{name: name}
		g.index[key] = gr
		g.order = append(g.order, gr)
	}
	gr.items = append(gr.items, item)
}

func (g *groups) list() []any {
	out := make([]any, len(g.order))
	for i, gr := range g.order {
		out[i] = liquid.NewMap("name", gr.name, "items", gr.items, "size", len(gr.items))
	}
	return out
}

// sortFilter orders a list by itself or by a property; nil properties come first, or last with the argument "last".
func sortFilter(c *liquid.Context, input any, args []any) (any, error) {
	input = liquid.Resolve(input)
	if input == nil {
		return nil, c.Errorf(liquid.ArgumentError, "Cannot sort a null object.")
	}
	items, ok := list(input)
	if !ok {
		return nil, c.Errorf(liquid.ArgumentError, "cannot sort %s: it is not a list", liquid.Inspect(input))
	}
	if m, isMap := input.(*liquid.Map); isMap {
		items = pairs(m)
	}
	property := arg(args, 0)
	if property == nil {
		return sortValues(c, items)
	}
	nilOrder := -1
	if len(args) > 1 {
		switch nils := arg(args, 1); nils {
		case "first":
		case "last":
			nilOrder = 1
		default:
			return nil, c.Errorf(liquid.ArgumentError, "Invalid nils order: '%s' is not a valid nils order. It must be 'first' or 'last'.", liquid.ToString(nils))
		}
	}
	type keyed struct{ key, item any }
	list := make([]keyed, len(items))
	for i, item := range items {
		key, err := itemProperty(c, item, property)
		if err != nil {
			return nil, err
		}
		list[i] = keyed{key, item}
	}
	sort.SliceStable(list, func(i, j int) bool {
		a, b := list[i].key, list[j].key
		switch {
		case a == nil && b == nil:
			return false
		case a == nil:
			return nilOrder < 0
		case b == nil:
			return nilOrder > 0
		}
		if order, ok := liquid.Compare(a, b); ok {
			return order < 0
		}
		return liquid.ToString(a) < liquid.ToString(b)
	})
	sorted := make([]any, len(list))
	for i, k := range list {
		sorted[i] = k.item
	}
	return sorted, nil
}

func sortValues(c *liquid.Context, items []any) (any, error) {
	sorted := append([]any{}, items...)
	var failed error
	sort.SliceStable(sorted, func(i, j int) bool {
		order, ok := liquid.Compare(sorted[i], sorted[j])
		if !ok && failed == nil {
			failed = c.Errorf(liquid.ArgumentError, "cannot sort: %s and %s have no order", describe(sorted[i]), describe(sorted[j]))
		}
		return order < 0
	})
	return sorted, failed
}

// describe is a value for an error message: short, so that a list of posts does not fill the screen.
func describe(v any) string {
	text := liquid.Inspect(v)
	if len(text) > 60 {
		text = strings.ToValidUTF8(text[:60], "") + "…"
	}
	return text
}

func pop(c *liquid.Context, input any, args []any) (any, error) {
	return cut(c, input, args, func(items []any, n int) []any { return items[:len(items)-n] })
}

func shift(c *liquid.Context, input any, args []any) (any, error) {
	return cut(c, input, args, func(items []any, n int) []any { return items[n:] })
}

func cut(c *liquid.Context, input any, args []any, take func([]any, int) []any) (any, error) {
	items, ok := array(input)
	if !ok {
		return input, nil
	}
	n := 1
	if len(args) > 0 {
		if n, ok = liquid.ToInteger(args[0]); !ok {
			return nil, c.Errorf(liquid.ArgumentError, "invalid integer")
		}
	}
	if n < 0 {
		return nil, c.Errorf(liquid.ArgumentError, "negative array size")
	}
	return append([]any{}, take(items, min(n, len(items)))...), nil
}

func push(_ *liquid.Context, input any, args []any) (any, error) {
	items, ok := array(input)
	if !ok {
		return input, nil
	}
	return append(append(make([]any, 0, len(items)+1), items...), arg(args, 0)), nil
}

func unshift(_ *liquid.Context, input any, args []any) (any, error) {
	items, ok := array(input)
	if !ok {
		return input, nil
	}
	return append([]any{arg(args, 0)}, items...), nil
}

// sample picks items by a number that follows from the page and the list alone, so that the same commit makes the same site;
// Jekyll's own picks anew with each build.
func sample(c *liquid.Context, input any, args []any) (any, error) {
	items, ok := array(input)
	if !ok {
		return input, nil
	}
	n := 1
	if len(args) > 0 {
		if given, ok := liquid.ToInteger(args[0]); ok {
			n = given
		}
	}
	h := fnv.New64a()
	fmt.Fprint(h, current(c).page.Path, len(items))
	seed := h.Sum64()
	rest := append([]any{}, items...)
	picked := []any{}
	for i := 0; i < n && len(rest) > 0; i++ {
		seed = seed*6364136223846793005 + 1442695040888963407
		k := int((seed >> 33) % uint64(len(rest)))
		picked = append(picked, rest[k])
		rest = append(rest[:k], rest[k+1:]...)
	}
	if n == 1 {
		if len(picked) == 0 {
			return nil, nil
		}
		return picked[0], nil
	}
	return picked, nil
}

// list is the items of a value that Ruby can select from: an array, a hash's values, or something that can be walked.
func list(v any) ([]any, bool) {
	switch v := liquid.Resolve(v).(type) {
	case []any:
		return v, true
	case *liquid.Map:
		items := make([]any, 0, v.Len())
		v.Each(func(_, value any) bool { items = append(items, value); return true })
		return items, true
	case map[string]any:
		items := make([]any, 0, len(v))
		for _, key := range slices.Sorted(maps.Keys(v)) {
			items = append(items, v[key])
		}
		return items, true
	case liquid.Range:
		return Items(v), true
	case liquid.Iterable:
		var items []any
		v.Each(func(item any) bool { items = append(items, item); return true })
		return items, true
	}
	return nil, false
}

func array(v any) ([]any, bool) {
	switch v := liquid.Resolve(v).(type) {
	case []any:
		return v, true
	case liquid.Iterable:
		return list(v)
	}
	return nil, false
}

func pairs(m *liquid.Map) []any {
	items := make([]any, 0, m.Len())
	m.Each(func(k, v any) bool { items = append(items, []any{k, v}); return true })
	return items
}

func isCollection(v any) bool {
	switch v.(type) {
	case []any, *liquid.Map, map[string]any:
		return true
	}
	return false
}

// matcher is Jekyll's compare_property_vs_target with one target.
func matcher(target any) func(property any) bool {
	if target == nil {
		return func(p any) bool { return p == nil }
	}
	if target == liquid.Empty || target == liquid.Blank {
		return func(p any) bool { return liquid.ToString(p) == "" || joined(p) == "" }
	}
	text := liquid.ToString(target)
	return func(p any) bool {
		switch p := p.(type) {
		case nil:
			return false
		case string:
			return p == text
		case []any:
			for _, item := range p {
				if liquid.ToString(item) == text {
					return true
				}
			}
			return false
		case *liquid.Map:
			for _, pair := range pairs(p) {
				if liquid.Inspect(pair) == text {
					return true
				}
			}
			return false
		default:
			return liquid.ToString(p) == text
		}
	}
}

// joined is Ruby's Array(v).join.
func joined(v any) string {
	items, ok := v.([]any)
	if !ok {
		return liquid.ToString(v)
	}
	var b strings.Builder
	for _, item := range items {
		b.WriteString(joined(item))
	}
	return b.String()
}

// itemProperty is a property of an item, followed through dots; a value that looks like a number counts as one.
func itemProperty(c *liquid.Context, item, property any) (any, error) {
	name := liquid.ToString(property)
	value := liquid.Resolve(item)
	for rest, more := name, true; more; {
		var key string
		key, rest, more = strings.Cut(rest, ".")
		switch v := value.(type) {
		case string:
			// Ruby's "text"["key"]: the key itself where the text contains it.
			if !strings.Contains(v, key) {
				return nil, nil
			}
			value = key
		case []any:
			return nil, c.Errorf(liquid.ArgumentError, "cannot read %q of a list", name)
		default:
			next, _ := Lookup(c, v, key)
			value = liquid.Resolve(next)
		}
	}
	return numberIfLike(value), nil
}

// Lookup is liquid.Lookup for the page that c renders: what it sees of another page's content depends on it.
func Lookup(c *liquid.Context, v any, key string) (any, bool) {
	if d, ok := v.(*drop); ok {
		return d.GetIn(c, key)
	}
	return liquid.Lookup(v, key)
}

var (
	integerLike = regexp.MustCompile(`\A\s*-?\d+\s*\z`)
	floatLike   = regexp.MustCompile(`\A\s*-?(?:\d+\.?\d*|\.\d+)\s*\z`)
)

func numberIfLike(v any) any {
	s, ok := v.(string)
	if !ok || s == "" || strings.IndexByte(" \t\n\v\f\r-.0123456789", s[0]) < 0 {
		return v
	}
	switch {
	case integerLike.MatchString(s):
		if n, err := strconv.Atoi(strings.TrimSpace(s)); err == nil {
			return n
		}
		return v
	case floatLike.MatchString(s):
		return liquid.ToFloat(s)
	}
	return v
}
