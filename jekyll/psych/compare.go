package psych

import (
	"math/big"
	"strings"
	"time"
)

// Compare is Ruby's <=> for values of one kind: numbers, strings, dates, times, lists. Values that Ruby cannot compare count as equal.
func Compare(a, b any) int {
	if x, ok := number64(a); ok {
		if y, ok := number64(b); ok {
			return x.Cmp(y)
		}
		return 0
	}
	switch x := a.(type) {
	case string:
		if y, ok := b.(string); ok {
			return strings.Compare(x, y)
		}
	case Date:
		if y, ok := b.(Date); ok {
			return x.Compare(y)
		}
	case time.Time:
		if y, ok := b.(time.Time); ok {
			return x.Compare(y)
		}
	case []any:
		y, ok := b.([]any)
		for i := 0; ok && i < min(len(x), len(y)); i++ {
			if c := Compare(x[i], y[i]); c != 0 {
				return c
			}
		}
		if ok {
			return len(x) - len(y)
		}
	}
	return 0
}

func number64(v any) (*big.Float, bool) {
	switch v := v.(type) {
	case int:
		return new(big.Float).SetInt64(int64(v)), true
	case int64:
		return new(big.Float).SetInt64(v), true
	case *big.Int:
		return new(big.Float).SetInt(v), true
	case float64:
		if v != v {
			return nil, false
		}
		return new(big.Float).SetFloat64(v), true
	}
	return nil, false
}
