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
