package liquid

import (
	"math"
	"math/big"
	"strings"
	"unicode/utf8"
)

// filterSort sorts values of one kind, or hashes by a property; nil comes last. Equal items keep their order.
func filterSort(c *Context, input any, args []any) (any, error) {
	return sortItems(c, input, arg(args, 0), compareNilLast)
}

// filterSortNatural sorts by the text of the values, capitals or not; nil comes last.
func filterSortNatural(c *Context, input any, args []any) (any, error) {
	order := compareFolded
	if c.env.dialect == Jekyll {
		order = compareFoldedJekyll
	}
	return sortItems(c, input, arg(args, 0), order)
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

// compareFoldedJekyll is compareFolded up to Liquid 5.4, where nil comes behind nil, too.
func compareFoldedJekyll(a, b any) (int, error) {
	if a == nil {
		return 1, nil
	}
	return compareFolded(a, b)
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
		if by != nil && !hasProperties(item) {
			return nil, nil // as in Ruby: a list that cannot be sorted by a property is nil
		}
	}
	for i := range list {
		if by == nil || len(list) == 1 {
			break
		}
		if list[i].key, err = propertyOf(c, list[i].item, by); err != nil {
			return nil, err
		}
	}
	if err := mergeSort(c, list, make([]sortable, len(list)), order); err != nil {
		return nil, err
	}
	sorted := make([]any, len(list))
	for i, s := range list {
		sorted[i] = s.item
	}
	return sorted, nil
}

// mergeSort sorts as the C library sorts for Ruby, comparison by comparison: so an order that contradicts itself, which nil
// makes in old Liquids, comes out the same, and so does the error for values of two kinds.
func mergeSort(c *Context, list, spare []sortable, order func(a, b any) (int, error)) error {
	if len(list) < 2 {
		return nil
	}
	half := len(list) / 2
	if err := mergeSort(c, list[:half], spare, order); err != nil {
		return err
	}
	if err := mergeSort(c, list[half:], spare, order); err != nil {
		return err
	}
	if err := c.Charge(len(list)); err != nil {
		return err
	}
	left, right, merged := list[:half], list[half:], spare[:0]
	for len(left) > 0 && len(right) > 0 {
		n, err := order(left[0].key, right[0].key)
		if err != nil {
			return err
		}
		if n <= 0 {
			merged = append(merged, left[0])
			left = left[1:]
		} else {
			merged = append(merged, right[0])
			right = right[1:]
		}
	}
	merged = append(merged, left...)
	copy(list, merged) // what is left of right is where it belongs
	return nil
}

// hasProperties says whether Ruby's class of v has the method [].
func hasProperties(v any) bool {
	switch v.(type) {
	case map[string]any, *Map, []any, string, int, *big.Int, Getter:
		return true
	}
	return false
}

// propertyOf is Ruby's item[key] for the filters: a hash's value, a string's part, an integer's bit. It is an error where
// Ruby raises TypeError.
func propertyOf(c *Context, item, key any) (any, error) {
	switch x := item.(type) {
	case map[string]any, *Map:
		v, _ := hashGet(x, key)
		return resolve(v), nil
	case []any:
		if i, ok := key.(int); ok {
			return itemAt(x, i), nil
		}
	case string:
		return partOf(x, key)
	case int, *big.Int:
		return bitsOf(toBig(x), key)
	case Getter:
		if k, ok := key.(string); ok {
			v, _ := getFrom(c, x, k)
			return resolve(v), nil
		}
		return nil, nil
	}
	return nil, noProperty(key)
}

func noProperty(key any) error {
	return argumentError("cannot select the property '%s'", ToString(key))
}

// partOf is Ruby's string[key]: the key where the string has it, a character, or a range of them.
func partOf(s string, key any) (any, error) {
	if k, ok := key.(string); ok {
		if strings.Contains(s, k) {
			return k, nil
		}
		return nil, nil
	}
	n := utf8.RuneCountInString(s)
	if r, ok := key.(Range); ok {
		last := r.Last
		if last < 0 {
			last += n
		}
		first := r.First
		if first < 0 {
			first += n
		}
		if from, to, ok := sliceBounds(n, first, max(last-first+1, 0)); ok && first >= 0 {
			return s[charIndex(s, from):charIndex(s, to)], nil
		}
		return nil, nil
	}
	i, err := indexOf(key)
	if err != nil {
		return nil, err
	}
	if from, to, ok := sliceBounds(n, i, 1); ok && to > from {
		return s[charIndex(s, from):charIndex(s, to)], nil
	}
	return nil, nil
}

// bitsOf is Ruby's integer[key]: a bit, or a range of them.
func bitsOf(n *big.Int, key any) (any, error) {
	if r, ok := key.(Range); ok {
		if r.First < 0 || r.First > maxIntegerBits || r.Len() > maxIntegerBits {
			return 0, nil
		}
		mask := new(big.Int).Lsh(big.NewInt(1), uint(r.Len()))
		mask.Sub(mask, big.NewInt(1))
		return fromBig(mask.And(mask, new(big.Int).Rsh(n, uint(r.First)))), nil
	}
	switch k := key.(type) {
	case *big.Int:
		return 0, nil
	case float64:
		if math.Abs(k) >= 1<<62 {
			return 0, nil
		}
	}
	i, err := indexOf(key)
	if err != nil || i < 0 {
		return 0, err
	}
	if i > n.BitLen() {
		i = n.BitLen() // the sign
	}
	return int(n.Bit(i)), nil
}

// indexOf is a key as Ruby takes it for an index: an integer, or a float's whole part.
func indexOf(key any) (int, error) {
	switch k := key.(type) {
	case int:
		return k, nil
	case float64:
		if math.Abs(k) < 1<<62 {
			return int(k), nil
		}
		return 0, internalError("an index that is out of range")
	case *big.Int:
		return 0, internalError("an index that is out of range")
	}
	return 0, noProperty(key)
}
