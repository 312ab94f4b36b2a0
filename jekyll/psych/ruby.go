package psych

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// ToS is Ruby's to_s: how Jekyll prints a value where it needs text. Nil is the empty string.
func ToS(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case *big.Int:
		return v.String()
	case float64:
		return FormatFloat(v)
	case Date:
		return v.String()
	case time.Time:
		return FormatTime(v)
	case []any, []string, *Map:
		return Inspect(v)
	}
	return fmt.Sprint(v)
}

// Inspect is Ruby's inspect: strings in quotes, lists in brackets, mappings as {"key"=>value}.
func Inspect(v any) string {
	var b strings.Builder
	inspect(&b, v)
	return b.String()
}

func inspect(b *strings.Builder, v any) {
	switch v := v.(type) {
	case nil:
		b.WriteString("nil")
	case string:
		inspectString(b, v)
	case Date:
		days := v.In(time.UTC).Unix()/86400 + 2440588
		fmt.Fprintf(b, "#<Date: %s ((%dj,0s,0n),+0s,2299161j)>", v, days)
	case time.Time:
		layout := "2006-01-02 15:04:05.999999999 -0700"
		if v.Location() == time.UTC {
			layout = "2006-01-02 15:04:05.999999999 UTC"
		}
		b.WriteString(v.Format(layout))
	case []any:
		b.WriteByte('[')
		for i, item := range v {
			if i > 0 {
				b.WriteString(", ")
			}
			inspect(b, item)
		}
		b.WriteByte(']')
	case []string:
		list := make([]any, len(v))
		for i, s := range v {
			list[i] = s
		}
		inspect(b, list)
	case *Map:
		b.WriteByte('{')
		first := true
		for key, value := range v.All() {
			if !first {
				b.WriteString(", ")
			}
			first = false
			inspect(b, key)
			b.WriteString("=>")
			inspect(b, value)
		}
		b.WriteByte('}')
	default:
		b.WriteString(ToS(v))
	}
}

var escapes = map[rune]string{
	'"': `\"`, '\\': `\\`, '\n': `\n`, '\t': `\t`, '\r': `\r`, '\f': `\f`, '\v': `\v`, '\a': `\a`, '\b': `\b`, 0x1b: `\e`,
}

func inspectString(b *strings.Builder, s string) {
	b.WriteByte('"')
	for i, r := range s {
		switch e, ok := escapes[r]; {
		case ok:
			b.WriteString(e)
		case r == '#' && i+1 < len(s) && strings.IndexByte("{$@", s[i+1]) >= 0:
			b.WriteString(`\#`)
		case unicode.IsPrint(r) || unicode.In(r, unicode.Zs, unicode.Cf) || r == 0x85:
			b.WriteRune(r)
		case r < 0x80:
			fmt.Fprintf(b, `\x%02X`, r)
		case r > 0xFFFF:
			fmt.Fprintf(b, `\u{%X}`, r)
		default:
			fmt.Fprintf(b, `\u%04X`, r)
		}
	}
	b.WriteByte('"')
}

// FormatFloat prints a float as Ruby does: 1.0, 0.5, 1.0e+16, Infinity.
func FormatFloat(f float64) string {
	switch {
	case math.IsNaN(f):
		return "NaN"
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	}
	if size := math.Abs(f); size != 0 && (size < 1e-4 || size >= 1e16) {
		mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, 64), "e")
		if !strings.Contains(mantissa, ".") {
			mantissa += ".0"
		}
		return mantissa + "e" + exponent
	}
	s := strconv.FormatFloat(f, 'f', -1, 64)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// FormatTime prints a time as Ruby does: 2020-10-17 10:00:00 +0800, or with UTC when its location is time.UTC.
func FormatTime(t time.Time) string {
	layout := "2006-01-02 15:04:05 -0700"
	if t.Location() == time.UTC {
		layout = "2006-01-02 15:04:05 UTC"
	}
	return t.Format(layout)
}
