package liquid

import (
	"math"
	"math/big"
	"strconv"
	"time"
	"unicode"
	"unicode/utf8"
)

// ToString is Ruby's to_s of a value: nil is "", an array its items' inspect in brackets. (A template prints an array's
// items one after another instead: see AppendValue.)
func ToString(v any) string {
	switch s := v.(type) {
	case string:
		return s
	case nil:
		return ""
	case int:
		return strconv.Itoa(s)
	}
	return string(appendString(nil, resolve(v)))
}

// AppendValue appends a value as {{ value }} prints it: as ToString, but an array's items one after another (Ruby's join).
func AppendValue(dst []byte, v any) []byte {
	switch s := v.(type) {
	case string:
		return append(dst, s...)
	case nil:
		return dst
	case int:
		return strconv.AppendInt(dst, int64(s), 10)
	}
	v = resolve(v)
	if items, ok := v.([]any); ok {
		return appendJoined(dst, items, "", newWalk())
	}
	return appendString(dst, v)
}

// Inspect is Ruby's inspect of a value: strings quoted, hashes as {"a"=>1}.
func Inspect(v any) string { return string(appendInspect(nil, resolve(v), newWalk())) }

// appendJoined is Ruby's Array#join: nested arrays are joined with the same glue.
func appendJoined(dst []byte, items []any, glue string, w *walk) []byte {
	if !w.enter(len(items)) {
		return dst
	}
	defer w.leave()
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
	}
	return dst
}

// appendString appends a resolved value's to_s.
func appendString(dst []byte, v any) []byte {
	switch x := v.(type) {
	case nil:
		return dst
	case string:
		return append(dst, x...)
	case int:
		return strconv.AppendInt(dst, int64(x), 10)
	case float64:
		return appendFloat(dst, x)
	case bool:
		return strconv.AppendBool(dst, x)
	case time.Time:
		return appendTime(dst, x, false)
	case Date:
		return x.append(dst)
	case *big.Int:
		return x.Append(dst, 10)
	case Literal:
		return dst
	case []any, map[string]any, *Map, Range:
		return appendInspect(dst, v, newWalk())
	case Stringer:
		return append(dst, x.LiquidString()...)
	}
	return appendInspect(dst, v, newWalk())
}

// appendInspect appends a resolved value's inspect.
func appendInspect(dst []byte, v any, w *walk) []byte {
	switch x := v.(type) {
	case nil:
		return append(dst, "nil"...)
	case string:
		return appendQuoted(dst, x)
	case time.Time:
		return appendTime(dst, x, true)
	case Date:
		return x.appendInspect(dst)
	case Range:
		dst = strconv.AppendInt(dst, int64(x.First), 10)
		dst = append(dst, ".."...)
		return strconv.AppendInt(dst, int64(x.Last), 10)
	case []any:
		if !w.enter(len(x)) {
			return append(dst, "[...]"...)
		}
		defer w.leave()
		dst = append(dst, '[')
		for i, item := range x {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst = appendInspect(dst, resolve(item), w)
		}
		return append(dst, ']')
	case map[string]any, *Map:
		if n, _ := hashLen(x); !w.enter(n) {
			return append(dst, "{...}"...)
		}
		defer w.leave()
		dst = append(dst, '{')
		first := true
		eachPair(x, func(key, value any) bool {
			if !first {
				dst = append(dst, ", "...)
			}
			first = false
			dst = appendInspect(dst, resolve(key), w)
			dst = append(dst, "=>"...)
			dst = appendInspect(dst, resolve(value), w)
			return true
		})
		return append(dst, '}')
	case Inspector:
		return append(dst, x.LiquidInspect()...)
	case Stringer:
		return append(dst, x.LiquidString()...)
	case Iterable:
		return appendInspect(dst, collect(x), w)
	case int, float64, bool, *big.Int, Literal:
		return appendString(dst, v)
	}
	return dst
}

// appendFloat is Ruby's Float#to_s: the shortest digits that read back, with at least one after the point, and an exponent
// below 0.0001, and from 1e15 on where nothing stands after the point.
func appendFloat(dst []byte, f float64) []byte {
	switch {
	case math.IsNaN(f):
		return append(dst, "NaN"...)
	case math.IsInf(f, 1):
		return append(dst, "Infinity"...)
	case math.IsInf(f, -1):
		return append(dst, "-Infinity"...)
	}
	if a := math.Abs(f); a == 0 || a >= 1e-4 && (a < 1e15 || a < 1e16 && a != math.Trunc(a)) {
		start := len(dst)
		dst = strconv.AppendFloat(dst, f, 'f', -1, 64)
		for _, c := range dst[start:] {
			if c == '.' {
				return dst
			}
		}
		return append(dst, ".0"...)
	}
	var buf [32]byte
	s := strconv.AppendFloat(buf[:0], f, 'e', -1, 64)
	for i, c := range s {
		if c == '.' {
			return append(dst, s...)
		}
		if c == 'e' {
			dst = append(dst, s[:i]...)
			dst = append(dst, ".0"...)
			return append(dst, s[i:]...)
		}
	}
	return append(dst, s...)
}

// appendTime is Ruby's Time#to_s; inspect adds the fraction of the second.
func appendTime(dst []byte, t time.Time, inspect bool) []byte {
	dst = appendYear(dst, t.Year())
	dst = t.AppendFormat(dst, "-01-02 15:04:05")
	if ns := t.Nanosecond(); inspect && ns != 0 {
		frac := strconv.Itoa(1e9 + ns)
		end := len(frac)
		for frac[end-1] == '0' {
			end--
		}
		dst = append(dst, '.')
		dst = append(dst, frac[1:end]...)
	}
	if t.Location() == time.UTC {
		return append(dst, " UTC"...)
	}
	dst = append(dst, ' ')
	_, offset := t.Zone()
	return appendOffset(dst, offset, false)
}

// appendYear writes a year with at least four digits.
func appendYear(dst []byte, year int) []byte {
	if year < 0 {
		dst = append(dst, '-')
		year = -year
	}
	for n := 1000; n > year && n > 1; n /= 10 {
		dst = append(dst, '0')
	}
	return strconv.AppendInt(dst, int64(year), 10)
}

// appendOffset writes seconds east of UTC as +hhmm, or +hh:mm.
func appendOffset(dst []byte, seconds int, colon bool) []byte {
	sign := byte('+')
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	h, m := seconds/3600, seconds/60%60
	dst = append(dst, sign, byte('0'+h/10%10), byte('0'+h%10))
	if colon {
		dst = append(dst, ':')
	}
	return append(dst, byte('0'+m/10), byte('0'+m%10))
}

// appendQuoted is Ruby's String#inspect.
func appendQuoted(dst []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	dst = append(dst, '"')
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			switch {
			case r == utf8.RuneError && n == 1:
				dst = append(dst, '\\', 'x', hex[c>>4], hex[c&15])
			case unicode.IsControl(r) || r == '\u2028' || r == '\u2029':
				dst = append(dst, '\\', 'u', hex[r>>12&15], hex[r>>8&15], hex[r>>4&15], hex[r&15])
			default:
				dst = append(dst, s[i:i+n]...)
			}
			i += n
			continue
		}
		i++
		switch c {
		case '"', '\\':
			dst = append(dst, '\\', c)
		case '\n':
			dst = append(dst, `\n`...)
		case '\r':
			dst = append(dst, `\r`...)
		case '\t':
			dst = append(dst, `\t`...)
		case '\f':
			dst = append(dst, `\f`...)
		case '\v':
			dst = append(dst, `\v`...)
		case '\b':
			dst = append(dst, `\b`...)
		case '\a':
			dst = append(dst, `\a`...)
		case 0x1b:
			dst = append(dst, `\e`...)
		case '#':
			if i < len(s) && (s[i] == '{' || s[i] == '$' || s[i] == '@') {
				dst = append(dst, '\\')
			}
			dst = append(dst, '#')
		default:
			if c < 0x20 || c == 0x7f {
				dst = append(dst, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
			} else {
				dst = append(dst, c)
			}
		}
	}
	return append(dst, '"')
}
