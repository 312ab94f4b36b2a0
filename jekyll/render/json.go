package render

import (
	"math"
	"sort"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/galleypress/galley/jekyll/liquid"
)

// jsonify writes a value as Ruby's JSON.generate does: no spaces, "/" and other scripts unescaped.
func jsonify(c *liquid.Context, input any, _ []any) (any, error) {
	w := jsonWriter{c: c}
	if err := w.value(input, 0); err != nil {
		return nil, err
	}
	return string(w.b), nil
}

type jsonWriter struct {
	c *liquid.Context
	b []byte
}

// maxJSONDepth is where Ruby's generator gives up too.
const maxJSONDepth = 100

// value writes v; depth counts the lists, hashes and drops around it.
func (w *jsonWriter) value(v any, depth int) error {
	if depth > maxJSONDepth {
		return w.c.Errorf(liquid.ArgumentError, "nesting of %d is too deep", depth)
	}
	if err := w.c.CheckSize(len(w.b)); err != nil {
		return err
	}
	switch v := liquid.Resolve(v).(type) {
	case nil:
		w.b = append(w.b, "null"...)
	case bool:
		w.b = strconv.AppendBool(w.b, v)
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return w.c.Errorf(liquid.ArgumentError, "%s not allowed in JSON", liquid.ToString(v))
		}
		w.b = append(w.b, liquid.ToString(v)...)
	case int, int8, int16, int32, int64, uint, uint8, uint16, uint32, uint64:
		w.b = append(w.b, liquid.ToString(v)...)
	case string:
		w.b = appendJSONString(w.b, v)
	case time.Time, liquid.Date:
		w.b = appendJSONString(w.b, liquid.ToString(v))
	case []any:
		return w.list(v, depth)
	case *liquid.Map:
		return w.object(depth, func(yield func(any, any) bool) { v.Each(yield) })
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		return w.object(depth, func(yield func(any, any) bool) {
			for _, k := range keys {
				if !yield(k, v[k]) {
					return
				}
			}
		})
	case *drop:
		return w.page(v, depth)
	case lister:
		return w.object(depth, func(yield func(any, any) bool) {
			v.each(w.c, func(key string, value any) bool { return yield(key, plain(w.c, value)) })
		})
	case liquid.Iterable:
		items, _ := list(v)
		return w.list(items, depth)
	default:
		w.b = appendJSONString(w.b, liquid.ToString(v))
	}
	return nil
}

func (w *jsonWriter) list(items []any, depth int) error {
	w.b = append(w.b, '[')
	for i, item := range items {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		if err := w.value(item, depth+1); err != nil {
			return err
		}
	}
	w.b = append(w.b, ']')
	return nil
}

func (w *jsonWriter) object(depth int, each func(yield func(key, value any) bool)) error {
	w.b = append(w.b, '{')
	first := true
	var failed error
	each(func(key, value any) bool {
		if !first {
			w.b = append(w.b, ',')
		}
		first = false
		w.b = append(appendJSONString(w.b, liquid.ToString(key)), ':')
		failed = w.value(value, depth+1)
		return failed == nil
	})
	w.b = append(w.b, '}')
	return failed
}

// page writes a page or document. Deep inside others, the documents next to one are cut down to their own facts,
// else they would never end (Jekyll::Drops::DocumentDrop#hash_for_json).
func (w *jsonWriter) page(d *drop, depth int) error {
	return w.object(depth, func(yield func(any, any) bool) {
		d.each(w.c, func(key string, value any) bool {
			if next, ok := value.(*drop); ok && depth >= 2 && (key == "next" || key == "previous") {
				value = collapse(w.c, next)
			}
			return yield(key, value)
		})
	})
}

func collapse(c *liquid.Context, d *drop) *liquid.Map {
	m := liquid.NewMap()
	d.each(c, func(key string, value any) bool {
		switch key {
		case "content", "output", "excerpt", "next", "previous":
		default:
			m.Set(key, value)
		}
		return true
	})
	return m
}

// plain is a value of a site or collection as Ruby's JSON sees it there: pages and documents are their text.
func plain(c *liquid.Context, v any) any {
	switch v := liquid.Resolve(v).(type) {
	case *drop:
		return v.text(c)
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			out[i] = plain(c, item)
		}
		return out
	case *liquid.Map:
		m := liquid.NewMap()
		v.Each(func(key, value any) bool { m.Set(key, plain(c, value)); return true })
		return m
	default:
		return v
	}
}

func appendJSONString(b []byte, s string) []byte {
	const hex = "0123456789abcdef"
	b = append(b, '"')
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
		case c >= 0x20 && c < utf8.RuneSelf:
			b = append(b, c)
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(s[i:])
			b = utf8.AppendRune(b, r)
			i += size
			continue
		default:
			switch c {
			case '\n':
				b = append(b, '\\', 'n')
			case '\r':
				b = append(b, '\\', 'r')
			case '\t':
				b = append(b, '\\', 't')
			case '\f':
				b = append(b, '\\', 'f')
			case '\b':
				b = append(b, '\\', 'b')
			default:
				b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			}
		}
		i++
	}
	return append(b, '"')
}
