package liquid

import (
	"slices"
)

// Map is a hash that keeps the order in which its keys were set, as Ruby's does. Keys are strings, or integers, floats,
// booleans and nil as YAML allows. A Map must not be written while a render reads it. The zero Map is empty and ready.
type Map struct {
	keys   []any
	values []any
	index  map[any]int
}

// NewMap returns a Map of the given pairs: key, value, key, value …
func NewMap(pairs ...any) *Map {
	m := new(Map)
	for i := 0; i+1 < len(pairs); i += 2 {
		m.Set(pairs[i], pairs[i+1])
	}
	return m
}

// mapKey is the form in which a key is indexed: integers as int, and what Go cannot hash by its printed form.
func mapKey(key any) any {
	switch k := resolve(key).(type) {
	case nil, bool, int, float64, string, Date:
		return k
	default:
		return inspected(Inspect(k))
	}
}

// inspected keeps the printed form of an odd key apart from the string key of the same text.
type inspected string

// Get is the value of a string key.
func (m *Map) Get(key string) (any, bool) {
	if m == nil {
		return nil, false
	}
	i, ok := m.index[key]
	if !ok {
		return nil, false
	}
	return m.values[i], true
}

// GetKey is the value of any key.
func (m *Map) GetKey(key any) (any, bool) {
	if m == nil {
		return nil, false
	}
	i, ok := m.index[mapKey(key)]
	if !ok {
		return nil, false
	}
	return m.values[i], true
}

// Set gives a key's value; a new key comes last.
func (m *Map) Set(key, value any) {
	k := mapKey(key)
	if i, ok := m.index[k]; ok {
		m.values[i] = value
		return
	}
	if m.index == nil {
		m.index = make(map[any]int)
	}
	m.index[k] = len(m.keys)
	m.keys = append(m.keys, key)
	m.values = append(m.values, value)
}

// Delete takes a key away.
func (m *Map) Delete(key any) {
	k := mapKey(key)
	i, ok := m.index[k]
	if !ok {
		return
	}
	delete(m.index, k)
	m.keys = slices.Delete(m.keys, i, i+1)
	m.values = slices.Delete(m.values, i, i+1)
	for ; i < len(m.keys); i++ {
		m.index[mapKey(m.keys[i])] = i
	}
}

// Len is the number of keys.
func (m *Map) Len() int {
	if m == nil {
		return 0
	}
	return len(m.keys)
}

// Each calls yield with each key and value in order until it returns false.
func (m *Map) Each(yield func(key, value any) bool) {
	if m == nil {
		return
	}
	for i, k := range m.keys {
		if !yield(k, m.values[i]) {
			return
		}
	}
}

// eachPair walks any hash in its order: a Map's own, a Go map's keys sorted.
func eachPair(hash any, yield func(key, value any) bool) {
	switch h := hash.(type) {
	case *Map:
		h.Each(yield)
	case map[string]any:
		keys := make([]string, 0, len(h))
		for k := range h {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			if !yield(k, h[k]) {
				return
			}
		}
	}
}

// hashLen is a hash's number of keys; ok is false where v is no hash.
func hashLen(v any) (n int, ok bool) {
	switch h := v.(type) {
	case *Map:
		return h.Len(), true
	case map[string]any:
		return len(h), true
	}
	return 0, false
}

// hashGet is hash[key]; a Go map has string keys only.
func hashGet(hash, key any) (any, bool) {
	switch h := hash.(type) {
	case *Map:
		return h.GetKey(key)
	case map[string]any:
		if k, ok := key.(string); ok {
			v, ok := h[k]
			return v, ok
		}
	}
	return nil, false
}
