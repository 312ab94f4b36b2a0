package liquid

import (
	"math/big"
	"strings"
	"time"
)

// Equal is Liquid's ==: 1 equals 1.0, "1" does not equal 1, arrays and hashes equal by content.
func Equal(a, b any) bool { return equal(resolve(a), resolve(b)) }

func equal(a, b any) bool { return equalDeep(a, b, nil) }

// equalDeep compares resolved values; w is nil until it meets a nested one.
func equalDeep(a, b any, w *walk) bool {
	switch x := a.(type) {
	case nil:
		return b == nil
	case string:
		y, ok := b.(string)
		return ok && x == y
	case bool:
		y, ok := b.(bool)
		return ok && x == y
	case int, float64, *big.Int:
		if y, ok := b.(int); ok {
			if x, ok := x.(int); ok {
				return x == y
			}
		}
		order, ok := compareNumbers(a, b)
		return ok && order == 0
	case time.Time:
		y, ok := b.(time.Time)
		return ok && x.Equal(y)
	case Date:
		if isNumber(b) {
			order, ok := compareDeep(x, b, nil)
			return ok && order == 0
		}
		return x == b
	case Range:
		return x == b
	case Literal:
		return x == b
	case []any:
		y, ok := b.([]any)
		if !ok || len(x) != len(y) {
			return false
		}
		if w == nil {
			w = newWalk()
		}
		if !w.enter(len(x)) {
			return false
		}
		defer w.leave()
		for i := range x {
			if !equalDeep(resolve(x[i]), resolve(y[i]), w) {
				return false
			}
		}
		return true
	case map[string]any, *Map:
		return equalHashes(a, b, w)
	case Equaler:
		return x.EqualLiquid(b)
	}
	if y, ok := b.(Equaler); ok {
		return y.EqualLiquid(a)
	}
	return identical(a, b)
}

func equalHashes(a, b any, w *walk) bool {
	n, _ := hashLen(a)
	m, ok := hashLen(b)
	if !ok || n != m {
		return false
	}
	if w == nil {
		w = newWalk()
	}
	if !w.enter(n) {
		return false
	}
	defer w.leave()
	same := true
	eachPair(a, func(key, value any) bool {
		other, ok := hashGet(b, key)
		same = ok && equalDeep(resolve(value), resolve(other), w)
		return same
	})
	return same
}

// identical compares two objects of types unknown to the engine; some of them Go cannot compare.
func identical(a, b any) (same bool) {
	defer func() {
		if recover() != nil {
			same = false
		}
	}()
	return a == b
}

// Compare is Ruby's <=>. ok is false where two values have no order, such as "a" and 1.
func Compare(a, b any) (order int, ok bool) { return compare(resolve(a), resolve(b)) }

func compare(a, b any) (order int, ok bool) { return compareDeep(a, b, nil) }

func compareDeep(a, b any, w *walk) (order int, ok bool) {
	switch x := a.(type) {
	case int:
		if y, ok := b.(int); ok {
			return cmpInt(x, y), true
		}
		return compareNumbers(a, b)
	case float64, *big.Int:
		return compareNumbers(a, b)
	case string:
		if y, ok := b.(string); ok {
			return strings.Compare(x, y), true
		}
	case time.Time:
		if y, ok := b.(time.Time); ok {
			return x.Compare(y), true
		}
	case Date:
		if y, ok := b.(Date); ok {
			return x.Time().Compare(y.Time()), true
		}
		if isNumber(b) { // Ruby compares the astronomical Julian day
			return compareNumbers(float64(x.julianDay())-0.5, b)
		}
	case []any:
		if y, ok := b.([]any); ok {
			return compareArrays(x, y, w)
		}
	case Comparer:
		return x.CompareLiquid(b)
	}
	if equal(a, b) {
		return 0, true
	}
	return 0, false
}

func compareArrays(a, b []any, w *walk) (int, bool) {
	if w == nil {
		w = newWalk()
	}
	if !w.enter(len(a)) {
		return 0, false
	}
	defer w.leave()
	for i := range min(len(a), len(b)) {
		if order, ok := compareDeep(resolve(a[i]), resolve(b[i]), w); !ok || order != 0 {
			return order, ok
		}
	}
	return cmpInt(len(a), len(b)), true
}

func cmpInt(a, b int) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// ordered says whether Ruby's class of v has <, <=, > and >=. (Hashes have them, but Liquid leaves them out.)
func ordered(v any) bool {
	switch v.(type) {
	case int, float64, *big.Int, string, time.Time, Date, Comparer:
		return true
	}
	return false
}

// contains is the operator of that name: a string holds a text, an array an item, a hash a key, a range a number.
func contains(left, right any) bool {
	if !Truthy(right) {
		return false
	}
	switch x := left.(type) {
	case string:
		if s, ok := right.(string); ok {
			return strings.Contains(x, s)
		}
		return strings.Contains(x, ToString(right))
	case []any:
		for _, item := range x {
			if Equal(item, right) {
				return true
			}
		}
	case map[string]any, *Map:
		_, ok := hashGet(left, right)
		return ok
	case Range:
		low, ok1 := compareNumbers(x.First, right)
		high, ok2 := compareNumbers(right, x.Last)
		return ok1 && ok2 && low <= 0 && high <= 0
	case Iterable:
		found := false
		x.Each(func(item any) bool {
			found = Equal(item, right)
			return !found
		})
		return found
	}
	return false
}

// IsEmpty is `v == empty`: an empty string, array or hash. nil is not empty.
func IsEmpty(v any) bool {
	switch x := resolve(v).(type) {
	case string:
		return x == ""
	case []any:
		return len(x) == 0
	case map[string]any:
		return len(x) == 0
	case *Map:
		return x.Len() == 0
	case Range:
		return false
	case Sized:
		return x.Len() == 0
	}
	return false
}

// IsBlank is `v == blank` in the Shopify dialect: nil, false, a string of white space, or what is empty.
func IsBlank(v any) bool {
	switch x := resolve(v).(type) {
	case nil:
		return true
	case bool:
		return !x
	case string:
		return trimSpace(x) == ""
	}
	return IsEmpty(v)
}

// className is how Ruby's "comparison of X with Y failed" names a value's class.
func className(v any) string {
	switch v.(type) {
	case int, *big.Int:
		return "Integer"
	case float64:
		return "Float"
	case string:
		return "String"
	case time.Time:
		return "Time"
	case Date:
		return "Date"
	case []any:
		return "Array"
	case map[string]any, *Map:
		return "Hash"
	case Range:
		return "Range"
	case nil, bool:
		return Inspect(v)
	}
	return "object"
}

// comparedWith names the right side in the same message. Ruby shows nil, booleans and floats as they are, and integers that
// fit a machine word with two bits to spare where the left side is no number.
func comparedWith(left, right any) string {
	switch n := right.(type) {
	case float64:
		return Inspect(right)
	case int:
		if !isNumber(left) && int64(n) >= -1<<62 && int64(n) < 1<<62 {
			return Inspect(right)
		}
	}
	return className(right)
}
