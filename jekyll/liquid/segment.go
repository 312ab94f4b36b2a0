package liquid

// segment is the stretch of a collection that a loop goes through. Ranges are not spread out.
type segment struct {
	items    []any
	first, n int // of a range, where items is nil
	reversed bool
}

func (s *segment) length() int {
	if s.items != nil {
		return len(s.items)
	}
	return s.n
}

func (s *segment) at(i int) any {
	if s.reversed {
		i = s.length() - 1 - i
	}
	if s.items != nil {
		return s.items[i]
	}
	return s.first + i
}

// segmentOf is Liquid::Utils.slice_collection: limit items of the collection from an offset on. A string is one item,
// whatever the limits; what cannot be gone through has none.
func segmentOf(c *Context, collection any, from, limit int, limited bool) (segment, error) {
	to := maxLoop
	if limited {
		to = min(to, max(from+limit, 0))
	}
	from = max(from, 0)
	switch x := collection.(type) {
	case string:
		if x == "" {
			return segment{}, nil
		}
		return segment{items: []any{x}}, nil
	case Range:
		n := max(min(x.Len(), to)-from, 0)
		return segment{first: x.First + from, n: n}, nil
	case []any:
		to = min(to, len(x))
		if from >= to {
			return segment{}, nil
		}
		return segment{items: x[from:to]}, nil
	case map[string]any, *Map:
		items, err := pairs(c, x)
		if err != nil {
			return segment{}, err
		}
		return segmentOf(c, items, from, to-from, true)
	case Iterable:
		return segmentOfIterable(c, x, from, to)
	}
	return segment{}, nil
}

const maxLoop = int(^uint(0) >> 1)

func segmentOfIterable(c *Context, it Iterable, from, to int) (segment, error) {
	var items []any
	var err error
	i := 0
	it.Each(func(item any) bool {
		if i >= to {
			return false
		}
		if i >= from {
			items = append(items, item)
		}
		i++
		err = c.Charge(1)
		return err == nil
	})
	return segment{items: items}, err
}

// pairs is a hash as a list of [key, value].
func pairs(c *Context, hash any) ([]any, error) {
	n, _ := hashLen(hash)
	if err := c.Charge(n); err != nil {
		return nil, err
	}
	items := make([]any, 0, n)
	eachPair(hash, func(key, value any) bool {
		items = append(items, []any{key, value})
		return true
	})
	return items, nil
}
