package liquid

import (
	"math/big"
	"time"
)

// eachSelected calls use with each item and whether it has the property: one that is truthy, or that equals a target.
// known is false where an item has no properties at all; the filter's result is then nil, as in Ruby.
func eachSelected(c *Context, items []any, args []any, use func(i int, item any, selected bool) (goOn bool)) (known bool, err error) {
	target := resolve(arg(args, 1))
	for i, item := range items {
		item = resolve(item)
		if !hasProperties(item) {
			return false, nil
		}
		v, err := propertyOf(c, item, resolve(args[0]))
		if err != nil {
			return true, err
		}
		selected := Truthy(v)
		if target != nil {
			selected = equal(v, target)
		}
		if !use(i, item, selected) {
			return true, nil
		}
	}
	return true, nil
}

// selectItems keeps the items whose selection is wanted.
func selectItems(c *Context, input any, args []any, wanted bool) (any, error) {
	items, _, err := itemsOf(c, input)
	if err != nil {
		return nil, err
	}
	kept := []any{}
	known, err := eachSelected(c, items, args, func(_ int, item any, selected bool) bool {
		if selected == wanted {
			kept = append(kept, item)
		}
		return true
	})
	if !known || err != nil {
		return nil, err
	}
	return kept, nil
}

func filterWhere(c *Context, input any, args []any) (any, error) {
	return selectItems(c, input, args, true)
}

func filterReject(c *Context, input any, args []any) (any, error) {
	return selectItems(c, input, args, false)
}

// firstSelected is the first item that has the property; found is its index, or -1.
func firstSelected(c *Context, input any, args []any) (first any, found int, known bool, err error) {
	items, _, err := itemsOf(c, input)
	if err != nil {
		return nil, -1, false, err
	}
	found = -1
	known, err = eachSelected(c, items, args, func(i int, item any, selected bool) bool {
		if selected {
			first, found = item, i
		}
		return !selected
	})
	return first, found, known, err
}

func filterHas(c *Context, input any, args []any) (any, error) {
	_, found, known, err := firstSelected(c, input, args)
	if err != nil || !known {
		return nil, err
	}
	return found >= 0, nil
}

func filterFind(c *Context, input any, args []any) (any, error) {
	first, _, _, err := firstSelected(c, input, args)
	return first, err
}

func filterFindIndex(c *Context, input any, args []any) (any, error) {
	_, found, _, err := firstSelected(c, input, args)
	if err != nil || found < 0 {
		return nil, err
	}
	return found, nil
}

// filterMap takes a property of each item; items without properties give nil.
func filterMap(c *Context, input any, args []any) (any, error) {
	items, _, err := itemsOf(c, input)
	if err != nil {
		return nil, err
	}
	key := resolve(args[0])
	mapped := make([]any, len(items))
	for i, item := range items {
		item = resolve(item)
		switch {
		case key == "to_liquid":
			mapped[i] = item
		case hasProperties(item):
			if mapped[i], err = propertyOf(c, item, key); err != nil {
				return nil, err
			}
		}
	}
	return mapped, nil
}

// filterUniq drops items that, or whose property, came before. 1 and 1.0 are two (Ruby's eql?).
func filterUniq(c *Context, input any, args []any) (any, error) {
	return filterByProperty(c, input, args, 2, func(seen map[any]bool, v any) bool {
		key := uniqueKey(v)
		drop := seen[key]
		seen[key] = true
		return !drop
	})
}

// filterCompact drops items that are, or whose property is, nil.
func filterCompact(c *Context, input any, args []any) (any, error) {
	return filterByProperty(c, input, args, 0, func(_ map[any]bool, v any) bool { return v != nil })
}

// filterByProperty keeps the items for which keep says so of the item, or of its property where one is given. In a list of
// less than least items the property is not even looked at, as in Ruby.
func filterByProperty(c *Context, input any, args []any, least int, keep func(seen map[any]bool, v any) bool) (any, error) {
	items, _, err := itemsOf(c, input)
	if err != nil {
		return nil, err
	}
	key := resolve(arg(args, 0))
	if key != nil && len(items) < least {
		return append([]any{}, items...), nil
	}
	kept, seen := []any{}, make(map[any]bool)
	for _, item := range items {
		item = resolve(item)
		v := item
		if key != nil {
			if !hasProperties(item) {
				return nil, nil
			}
			if v, err = propertyOf(c, item, key); err != nil {
				return nil, err
			}
		}
		if keep(seen, v) {
			kept = append(kept, item)
		}
	}
	return kept, nil
}

// uniqueKey is a form of a value that Go can hash, equal where Ruby's eql? says so.
func uniqueKey(v any) any {
	switch x := v.(type) {
	case nil, bool, int, float64, string, Date, Range, Literal:
		return v
	case time.Time:
		return x.UnixNano()
	case *big.Int, []any, map[string]any, *Map:
		return inspected(Inspect(x))
	}
	if hashable(v) {
		return v
	}
	return inspected(Inspect(v))
}

// hashable says whether Go can hash an object of a type unknown to the engine.
func hashable(v any) (ok bool) {
	defer func() { ok = recover() == nil }()
	_ = map[any]struct{}{v: {}}
	return true
}

// filterSum adds the items, or a property of each, read as numbers.
func filterSum(c *Context, input any, args []any) (any, error) {
	items, _, err := itemsOf(c, input)
	if err != nil {
		return nil, err
	}
	key := resolve(arg(args, 0))
	values := make([]any, 0, len(items))
	for _, item := range items {
		item = resolve(item)
		switch {
		case key == nil:
		case hasProperties(item):
			if item, err = propertyOf(c, item, key); err != nil {
				return nil, err
			}
		default:
			item = 0
		}
		values = append(values, item)
	}
	if values, _, err = itemsOf(c, values); err != nil {
		return nil, err
	}
	var sum any = 0
	for _, v := range values {
		if sum, err = arithmetic('+', sum, toNumber(resolve(v))); err != nil {
			return nil, err
		}
	}
	return fromDecimal(sum), nil
}
