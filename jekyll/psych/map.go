package psych

import (
	"fmt"
	"iter"
)

// Map is a mapping that keeps the order in which its keys were first set, as Ruby's Hash does. Most keys are strings; YAML also allows
// numbers, booleans, dates and nil, which are keys of their own: the key 1 is not the key "1". The zero Map is empty and ready for use,
// and a nil *Map reads as empty. A Map may be read, but not written, from several goroutines.
type Map struct {
	entries []entry
	index   map[string]int // only in larger maps
}

type entry struct {
	name  string // for a key that is not a string: a spelling that no other key has
	key   any    // nil stands for a string key
	other bool   // whether key counts
	value any
}

// indexFrom is the size from which on a Go map is quicker than looking through the entries.
const indexFrom = 12

// NewMap returns an empty map with room for n entries.
func NewMap(n int) *Map { return &Map{entries: make([]entry, 0, n)} }

// MapOf makes a map from keys and values that follow each other; it is meant for tests and tables and panics on a key that is not a string.
func MapOf(pairs ...any) *Map {
	m := NewMap(len(pairs) / 2)
	for i := 0; i+1 < len(pairs); i += 2 {
		m.Set(pairs[i].(string), pairs[i+1])
	}
	return m
}

// Len is the number of entries.
func (m *Map) Len() int {
	if m == nil {
		return 0
	}
	return len(m.entries)
}

// Get returns the value of a string key, and whether the key is there.
func (m *Map) Get(key string) (any, bool) {
	if i := m.find(key, false); i >= 0 {
		return m.entries[i].value, true
	}
	return nil, false
}

// Value returns the value of a string key, or nil.
func (m *Map) Value(key string) any {
	v, _ := m.Get(key)
	return v
}

// Has says whether a string key is there, be its value nil or not.
func (m *Map) Has(key string) bool { return m.find(key, false) >= 0 }

// Set gives a string key a value. A key that is there keeps its place.
func (m *Map) Set(key string, value any) { m.set(entry{name: key, value: value}) }

// SetKey is Set for a key of any kind.
func (m *Map) SetKey(key, value any) {
	if s, ok := key.(string); ok {
		m.Set(s, value)
		return
	}
	m.set(entry{name: keyName(key), key: key, other: true, value: value})
}

// Delete takes a string key out.
func (m *Map) Delete(key string) {
	i := m.find(key, false)
	if i < 0 {
		return
	}
	m.entries = append(m.entries[:i], m.entries[i+1:]...)
	m.index = nil
	m.reindex()
}

// Keys returns the keys in order, those that are not strings as Ruby's to_s prints them.
func (m *Map) Keys() []string {
	if m == nil {
		return nil
	}
	keys := make([]string, len(m.entries))
	for i := range m.entries {
		keys[i] = m.entries[i].text()
	}
	return keys
}

// Each calls f for every entry in order, keys as Keys gives them, until f returns false.
func (m *Map) Each(f func(key string, value any) bool) {
	if m == nil {
		return
	}
	for i := range m.entries {
		if !f(m.entries[i].text(), m.entries[i].value) {
			return
		}
	}
}

// All iterates over the entries in order, keys as they are: a string, a number, a bool, a Date, a time, nil, or (rarely) a *Map or []any.
func (m *Map) All() iter.Seq2[any, any] {
	return func(yield func(any, any) bool) {
		if m == nil {
			return
		}
		for _, e := range m.entries {
			key := e.key
			if !e.other {
				key = e.name
			}
			if !yield(key, e.value) {
				return
			}
		}
	}
}

// Clone copies the map; the values are shared.
func (m *Map) Clone() *Map {
	if m == nil {
		return &Map{}
	}
	c := &Map{entries: append(make([]entry, 0, len(m.entries)+4), m.entries...)}
	c.reindex()
	return c
}

func (e *entry) text() string {
	if e.other {
		return ToS(e.key)
	}
	return e.name
}

func (m *Map) find(name string, other bool) int {
	if m == nil {
		return -1
	}
	if m.index != nil {
		if i, ok := m.index[indexName(name, other)]; ok {
			return i
		}
		return -1
	}
	for i := range m.entries {
		if m.entries[i].name == name && m.entries[i].other == other {
			return i
		}
	}
	return -1
}

func (m *Map) set(e entry) {
	if i := m.find(e.name, e.other); i >= 0 {
		m.entries[i].value = e.value
		return
	}
	m.entries = append(m.entries, e)
	if m.index != nil {
		m.index[indexName(e.name, e.other)] = len(m.entries) - 1
		return
	}
	m.reindex()
}

func (m *Map) reindex() {
	if len(m.entries) < indexFrom {
		return
	}
	m.index = make(map[string]int, 2*len(m.entries))
	for i := range m.entries {
		m.index[indexName(m.entries[i].name, m.entries[i].other)] = i
	}
}

// indexName keeps the spellings of other keys apart from strings that look alike.
func indexName(name string, other bool) string {
	if other {
		return "\x00" + name
	}
	return name
}

// keyName spells a key that is not a string so that equal keys, and no others, are spelled alike (Ruby's eql?: 1 is not 1.0).
func keyName(key any) string { return fmt.Sprintf("%T %s", key, Inspect(key)) }
