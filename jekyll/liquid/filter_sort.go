package liquid

import (
	"slices"
	"strings"
)

// filterSort sorts values of one kind, or hashes by a property; nil comes last. Equal items keep their order.
func filterSort(c *Context, input any, args []any) (any, error) {
	return sortItems(c, input, arg(args, 0), compareNilLast)
}

// filterSortNatural sorts by the text of the values, capitals or not; nil comes last.
func filterSortNatural(c *Context, input any, args []any) (any, error) {
	return sortItems(c, input, arg(args, 0), compareFolded)
}

func compareNilLast(a, b any) (int, error) {
	if order, ok := compare(a, b); ok {
		return order, nil
	}
	switch {
	case a == nil:
		return 1, nil
	case b == nil:
		return -1, nil
	}
	return 0, argumentError("cannot sort values of incompatible types")
}

func compareFolded(a, b any) (int, error) {
	switch {
	case a == nil && b == nil:
		return 0, nil
	case a == nil:
		return 1, nil
	case b == nil:
		return -1, nil
	}
	return compareFoldedText(ToString(a), ToString(b)), nil
}

// compareFoldedText is Ruby's String#casecmp: ASCII letters compare as small ones.
func compareFoldedText(a, b string) int {
	for i := range min(len(a), len(b)) {
		x, y := lowerASCII(a[i]), lowerASCII(b[i])
		if x != y {
			return cmpInt(int(x), int(y))
		}
	}
	return cmpInt(len(a), len(b))
}

func lowerASCII(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

type sortable struct{ key, item any }

func sortItems(c *Context, input, by any, order func(a, b any) (int, error)) (any, error) {
	items, _, err := itemsOf(c, input)
	if err != nil || len(items) == 0 {
		return []any{}, err
	}
	list := make([]sortable, len(items))
	for i, item := range items {
		item = resolve(item)
		list[i] = sortable{item, item}
		if by == nil {
			continue
		}
		if !hasProperties(item) {
			return nil, nil // as in Ruby: a list that cannot be sorted by a property is nil
		}
		if list[i].key, err = propertyOf(item, by); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(list, func(a, b sortable) int {
		if err != nil {
			return 0
		}
		if err = c.Charge(1); err != nil {
			return 0
		}
		var n int
		n, err = order(a.key, b.key)
		return n
	})
	if err != nil {
		return nil, err
	}
	sorted := make([]any, len(list))
	for i, s := range list {
		sorted[i] = s.item
	}
	return sorted, nil
}

// hasProperties says whether Ruby's class of v has the method [].
func hasProperties(v any) bool {
	switch v.(type) {
	case map[string]any, *Map, []any, string, int, Getter:
		return true
	}
	return false
}

// propertyOf is Ruby's item[key] for the filters: a hash's value, a string's part, an integer's bit. It is an error where
// Ruby raises TypeError.
func propertyOf(item, key any) (any, error) {
	switch x := item.(type) {
	case map[string]any, *Map:
		v, _ := hashGet(x, key)
		return resolve(v), nil
	case []any:
		if i, ok := key.(int); ok {
			return itemAt(x, i), nil
		}
	case string:
		switch k := key.(type) {
		case string:
			if strings.Contains(x, k) {
				return k, nil
			}
			return nil, nil
		case int:
			if from, to, ok := sliceBounds(len([]rune(x)), k, 1); ok && to > from {
				return string([]rune(x)[from:to]), nil
			}
			return nil, nil
		}
	case int:
		switch k := key.(type) {
		case int:
			if k < 0 {
				return 0, nil
			}
			return x >> min(k, 63) & 1, nil
		}
	case Getter:
		if k, ok := key.(string); ok {
			v, _ := x.Get(k)
			return resolve(v), nil
		}
		return nil, nil
	}
	return nil, argumentError("cannot select the property '%s'", ToString(key))
}
