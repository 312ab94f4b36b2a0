package render

import (
	"github.com/galleypress/galley/jekyll/liquid"
	"github.com/galleypress/galley/jekyll/psych"
)

// Value turns a value of front matter, configuration or data into what templates work with. Values shared by aliases stay shared.
func Value(v any) any {
	switch v := v.(type) {
	case *psych.Map:
		return Map(v)
	case []any:
		items := make([]any, len(v))
		for i, item := range v {
			items[i] = Value(item)
		}
		return items
	case psych.Date:
		return liquid.Date{Year: v.Year, Month: v.Month, Day: v.Day}
	default:
		return v
	}
}

// Map is Value for a mapping; nil becomes an empty one.
func Map(m *psych.Map) *liquid.Map {
	out := liquid.NewMap()
	for k, v := range m.All() {
		out.Set(Value(k), Value(v))
	}
	return out
}

// Items is a value as a list, as Ruby's Array() makes one: nil is empty, and what is no list is its only item.
func Items(v any) []any {
	switch v := liquid.Resolve(v).(type) {
	case nil:
		return nil
	case []any:
		return v
	case liquid.Range:
		var items []any
		for i := v.First; i <= v.Last; i++ {
			items = append(items, i)
		}
		return items
	case liquid.Iterable:
		var items []any
		v.Each(func(item any) bool { items = append(items, item); return true })
		return items
	default:
		return []any{v}
	}
}
