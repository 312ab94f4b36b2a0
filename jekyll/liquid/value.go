package liquid

import (
	"math/big"
	"time"
)

// The values of a template are Go's own: nil, bool, every integer type, float64, string, time.Time, [Date],
// []any, []string, map[string]any, [*Map], [Range], *big.Int, and whatever implements one of the small interfaces below.
// A Go map is walked and printed in the order of its keys; a *Map keeps the order of setting, as Ruby's hashes do.
// Other slices, maps and types are not looked into (reflection has no place in a render):
// turn them into these at the door.
//
// A time whose Location is time.UTC prints as Ruby's UTC times do ("2026-01-02 03:04:05 UTC"); any other Location
// prints its offset. Use time.FixedZone("", 0) for "+0000".

// Getter is an object with named properties: Liquid's drop, or anything hash-like.
// ok is false where there is no such property; the template then sees nil (or, with strict variables, an error).
type Getter interface {
	Get(key string) (value any, ok bool)
}

// ContextGetter is a Getter whose properties depend on the render that asks, such as a page whose content is converted for
// some and not yet for others. Templates and filters use GetIn; only what has no render, like [Lookup], uses Get.
type ContextGetter interface {
	Getter
	GetIn(c *Context, key string) (value any, ok bool)
}

// getFrom asks an object for a property, as the render c sees it.
func getFrom(c *Context, g Getter, key string) (any, bool) {
	if in, ok := g.(ContextGetter); ok && c != nil {
		return in.GetIn(c, key)
	}
	return g.Get(key)
}

// Lazy is a value that is worked out when a template asks for it. The engine calls Value each time it meets one, so an
// implementation that is costly keeps its result (sync.OnceValue does). It must be safe for concurrent use when renders
// share it.
type Lazy interface {
	Value() any
}

// Iterable is a value that for, join, map, where and the like can walk without its being a slice. Each stops when yield
// returns false.
type Iterable interface {
	Each(yield func(item any) bool)
}

// Sized is a value that knows its size without being walked: what `.size` and the filter size return.
type Sized interface {
	Len() int
}

// Stringer is a value that prints itself. (fmt.Stringer is not used: too many Go types have a String meant for programmers.)
type Stringer interface {
	LiquidString() string
}

// Inspector is a value that prints itself in its own way where it stands inside a printed array or hash (Ruby's inspect).
type Inspector interface {
	LiquidInspect() string
}

// Comparer is a value with an order of its own, for sort and for <, <=, > and >=. ok is false where the two cannot be
// compared.
type Comparer interface {
	CompareLiquid(other any) (order int, ok bool)
}

// Equaler is a value with an equality of its own, for ==, !=, contains, uniq and case. Without it an object equals only
// itself.
type Equaler interface {
	EqualLiquid(other any) bool
}

// Range is Liquid's (first..last): the integers from First to Last, both included; empty where Last is less.
type Range struct{ First, Last int }

// Len is the number of integers in the range.
func (r Range) Len() int {
	if r.Last < r.First {
		return 0
	}
	n := r.Last - r.First + 1
	if n <= 0 { // the whole of int does not fit
		return int(^uint(0) >> 1)
	}
	return n
}

// Literal is the word empty or blank given to a filter in the Jekyll dialect, where filters such as Jekyll's where can tell
// it from "". It prints as nothing.
type Literal string

// The two literals.
const (
	Empty Literal = "empty"
	Blank Literal = "blank"
)

// Resolve is a value in the form in which the engine handles it: Lazy values worked out, integers as int, []string as []any.
func Resolve(v any) any { return resolve(v) }

func resolve(v any) any {
	switch x := v.(type) {
	case nil, string, int, bool, float64, []any, map[string]any, *Map, time.Time, Date, Range, *big.Int, Literal:
		return v
	case Lazy:
		return resolve(x.Value())
	default:
		return widen(v)
	}
}

// widen brings the less common Go types to the engine's own.
func widen(v any) any {
	switch x := v.(type) {
	case int64:
		if i := int(x); int64(i) == x {
			return i
		}
		return big.NewInt(x)
	case int32:
		return int(x)
	case int16:
		return int(x)
	case int8:
		return int(x)
	case uint8:
		return int(x)
	case uint16:
		return int(x)
	case uint32:
		return fromBig(big.NewInt(int64(x)))
	case uint:
		return widen(uint64(x))
	case uint64:
		return fromBig(new(big.Int).SetUint64(x))
	case float32:
		return float64(x)
	case []string:
		items := make([]any, len(x))
		for i, s := range x {
			items[i] = s
		}
		return items
	case *time.Time:
		if x == nil {
			return nil
		}
		return *x
	}
	return v
}

// Truthy is false for nil and false only.
func Truthy(v any) bool {
	switch x := resolve(v).(type) {
	case nil:
		return false
	case bool:
		return x
	}
	return true
}

// collect is all items of an Iterable.
func collect(it Iterable) []any {
	var items []any
	if s, ok := it.(Sized); ok {
		items = make([]any, 0, s.Len())
	}
	it.Each(func(item any) bool {
		items = append(items, item)
		return true
	})
	return items
}
