package liquid

import (
	"math/big"
	"unicode/utf8"
)

// Lookup is `v.key` (or `v[key]`) in a template; ok is false where it is undefined.
func Lookup(v any, key any) (value any, ok bool) {
	name, _ := key.(string)
	return property(nil, resolve(v), resolve(key), name == "size" || name == "first" || name == "last")
}

// property is one step of a path. A hash's own key goes before the commands size, first and last, which only a name
// written with a dot can be. c is the render that asks, or nil.
func property(c *Context, v, key any, command bool) (any, bool) {
	switch x := v.(type) {
	case map[string]any, *Map:
		if value, ok := hashGet(v, key); ok {
			return resolve(value), true
		}
		if !command {
			return nil, false
		}
		switch key {
		case "size":
			n, _ := hashLen(v)
			return n, true
		case "first":
			return firstPair(v), true
		}
	case []any:
		if i, ok := key.(int); ok {
			return itemAt(x, i), true
		}
		if !command {
			return nil, false
		}
		switch key {
		case "size":
			return len(x), true
		case "first":
			return itemAt(x, 0), true
		case "last":
			return itemAt(x, -1), true
		}
	case string:
		if command && key == "size" {
			return utf8.RuneCountInString(x), true
		}
	case int:
		if command && key == "size" { // Ruby's Integer#size: bytes of a machine word
			return 8, true
		}
	case *big.Int:
		if command && key == "size" {
			return (x.BitLen() + 7) / 8, true
		}
	case Range:
		if !command {
			return nil, false
		}
		switch key {
		case "size":
			return x.Len(), true
		case "first":
			return x.First, true
		case "last":
			return x.Last, true
		}
	default:
		return objectProperty(c, v, key, command)
	}
	return nil, false
}

func objectProperty(c *Context, v, key any, command bool) (any, bool) {
	name, isName := key.(string)
	if g, ok := v.(Getter); ok && isName {
		if value, ok := getFrom(c, g, name); ok {
			return resolve(value), true
		}
	}
	if !command {
		return nil, false
	}
	switch name {
	case "size":
		if s, ok := v.(Sized); ok {
			return s.Len(), true
		}
	case "first":
		if it, ok := v.(Iterable); ok {
			return firstItem(it), true
		}
	}
	return nil, false
}

// itemAt is Ruby's array[i]: negative indexes count from the end, nil beyond.
func itemAt(items []any, i int) any {
	if i < 0 {
		i += len(items)
	}
	if i < 0 || i >= len(items) {
		return nil
	}
	return resolve(items[i])
}

// firstPair is a hash's first key and value, or nil.
func firstPair(hash any) any {
	var pair any
	eachPair(hash, func(key, value any) bool {
		pair = []any{key, value}
		return false
	})
	return pair
}

func firstItem(it Iterable) any {
	var first any
	it.Each(func(item any) bool {
		first = resolve(item)
		return false
	})
	return first
}
