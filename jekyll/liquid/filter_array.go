package liquid

import (
	"math/big"
	"time"
	"unicode/utf8"
)

// itemsOf is a value as the array filters see it (InputIterator in Ruby's Liquid): a list flattened, a hash as one item, what
// can be walked as its items, nil as nothing and anything else as one item. The list is fresh where own is true.
func itemsOf(c *Context, v any) (items []any, own bool, err error) {
	switch x := v.(type) {
	case nil:
		return nil, true, nil
	case []any:
		if err := c.Charge(len(x)); err != nil {
			return nil, false, err
		}
		if !isNested(x) {
			return x, false, nil
		}
		items, err = flatten(c, make([]any, 0, len(x)), x, newWalk())
		return items, true, err
	case map[string]any, *Map:
		return []any{x}, true, nil
	case Range:
		n := x.Len()
		if err := c.checkList(n); err != nil {
			return nil, false, err
		}
		items = make([]any, n)
		for i := range items {
			items[i] = x.First + i
		}
		return items, true, nil
	case Iterable:
		seg, err := segmentOfIterable(c, x, 0, maxLoop)
		return seg.items, true, err
	case time.Time:
		return timeParts(x), true, nil
	}
	return []any{v}, true, nil
}

// timeParts is Ruby's Time#to_a, which is how a time becomes a list.
func timeParts(t time.Time) []any {
	var zone any
	if name := zoneName(t); name != "" {
		zone = name
	}
	return []any{t.Second(), t.Minute(), t.Hour(), t.Day(), int(t.Month()), t.Year(), int(t.Weekday()), t.YearDay(), t.IsDST(), zone}
}

func isNested(items []any) bool {
	for _, item := range items {
		switch item.(type) {
		case []any, Lazy, []string:
			return true
		}
	}
	return false
}

func flatten(c *Context, dst, items []any, w *walk) ([]any, error) {
	if !w.enter(len(items)) {
		return nil, limitError(ErrSteps)
	}
	defer w.leave()
	if err := c.Charge(len(items)); err != nil {
		return nil, err
	}
	for _, item := range items {
		item = resolve(item)
		nested, ok := item.([]any)
		if !ok {
			dst = append(dst, item)
			continue
		}
		var err error
		if dst, err = flatten(c, dst, nested, w); err != nil {
			return nil, err
		}
	}
	return dst, nil
}

// ToSlice is the items of a value as the array filters see them: arrays flattened, nil nothing, any other value one item.
// The slice may be the value itself: do not write to it.
func (c *Context) ToSlice(v any) ([]any, error) {
	items, _, err := itemsOf(c, resolve(v))
	return items, err
}

func filterSize(_ *Context, input any, _ []any) (any, error) {
	switch x := input.(type) {
	case string:
		return utf8.RuneCountInString(x), nil
	case []any:
		return len(x), nil
	case map[string]any:
		return len(x), nil
	case int, *big.Int:
		n, _ := property(nil, x, "size", true)
		return n, nil
	case Sized:
		return x.Len(), nil
	}
	return 0, nil
}

func filterJoin(c *Context, dst []byte, input any, args []any) ([]byte, error) {
	glue := " "
	if len(args) > 0 {
		glue = ToString(args[0])
	}
	items, _, err := itemsOf(c, input)
	if err != nil {
		return dst, err
	}
	base, w := len(dst), newWalk()
	for i, item := range items {
		if i > 0 {
			dst = append(dst, glue...)
		}
		item = resolve(item)
		if nested, ok := item.([]any); ok {
			dst = appendJoined(dst, nested, glue, w)
		} else {
			dst = appendString(dst, item)
		}
		if err := c.CheckSize(len(dst) - base); err != nil {
			return dst, err
		}
	}
	return dst, nil
}

func filterFirst(_ *Context, input any, _ []any) (any, error) {
	switch x := input.(type) {
	case []any:
		return itemAt(x, 0), nil
	case map[string]any, *Map:
		return firstPair(x), nil
	case Range:
		return x.First, nil
	case Iterable:
		return firstItem(x), nil
	}
	return nil, nil
}

func filterLast(_ *Context, input any, _ []any) (any, error) {
	switch x := input.(type) {
	case []any:
		return itemAt(x, -1), nil
	case Range:
		return x.Last, nil
	}
	return nil, nil
}

func filterReverse(c *Context, input any, _ []any) (any, error) {
	items, _, err := itemsOf(c, input)
	if err != nil {
		return nil, err
	}
	reversed := make([]any, len(items))
	for i, item := range items {
		reversed[len(items)-1-i] = item
	}
	return reversed, nil
}

func filterConcat(c *Context, input any, args []any) (any, error) {
	more, ok := resolve(args[0]).([]any)
	if !ok {
		return nil, argumentError("concat filter requires an array argument")
	}
	items, _, err := itemsOf(c, input)
	if err != nil {
		return nil, err
	}
	if err := c.checkList(len(items) + len(more)); err != nil {
		return nil, err
	}
	return append(append(make([]any, 0, len(items)+len(more)), items...), more...), nil
}
