package liquid

import (
	"math"
	"math/big"
	"strconv"
	"strings"
)

// How Ruby reads numbers from other values: to_i, to_f and Integer().

// leadingInteger is Ruby's String#to_i: white space, a sign, and the digits that follow, with single underscores between them.
func leadingInteger(s string) any {
	i := 0
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	digits := make([]byte, 0, 20)
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		if s[i] == '-' {
			digits = append(digits, '-')
		}
		i++
	}
	start := len(digits)
	for ; i < len(s); i++ {
		if s[i] == '_' && len(digits) > start && i+1 < len(s) && isDigit(s[i+1]) {
			continue
		}
		if !isDigit(s[i]) {
			break
		}
		digits = append(digits, s[i])
	}
	if len(digits) == start {
		return 0
	}
	if n, err := strconv.Atoi(string(digits)); err == nil {
		return n
	}
	n, ok := new(big.Int).SetString(string(digits[:min(len(digits), maxIntegerBits/4)]), 10)
	if !ok {
		return 0
	}
	return fromBig(n)
}

// ToInt is Ruby's to_i: a string's leading digits, a float's whole part, else 0.
func ToInt(v any) int {
	switch x := resolve(v).(type) {
	case int:
		return x
	case float64:
		switch {
		case math.IsNaN(x):
			return 0
		case x >= math.MaxInt:
			return math.MaxInt
		case x <= math.MinInt:
			return math.MinInt
		}
		return int(x)
	case string:
		return clampInt(leadingInteger(x))
	case *big.Int:
		return clampInt(x)
	}
	return 0
}

func clampInt(n any) int {
	switch x := n.(type) {
	case int:
		return x
	case *big.Int:
		if x.Sign() < 0 {
			return math.MinInt
		}
		return math.MaxInt
	}
	return 0
}

// ToFloat is Ruby's to_f: a string's leading number, else 0.
func ToFloat(v any) float64 {
	switch x := resolve(v).(type) {
	case string:
		return leadingFloat(x)
	default:
		return toFloat(x)
	}
}

// leadingFloat is Ruby's String#to_f.
func leadingFloat(s string) float64 {
	s = strings.TrimLeft(s, " \t\n\v\f\r")
	buf := make([]byte, 0, len(s))
	end := 0 // how much of buf is a number so far
	i := 0
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		buf = append(buf, s[i])
		i++
	}
	digits := func() bool {
		start := len(buf)
		for ; i < len(s); i++ {
			if s[i] == '_' && len(buf) > start && i+1 < len(s) && isDigit(s[i+1]) {
				continue
			}
			if !isDigit(s[i]) {
				break
			}
			buf = append(buf, s[i])
		}
		return len(buf) > start
	}
	if !digits() {
		return 0
	}
	end = len(buf)
	if i+1 < len(s) && s[i] == '.' && isDigit(s[i+1]) {
		buf = append(buf, '.')
		i++
		digits()
		end = len(buf)
	}
	if i+1 < len(s) && (s[i] == 'e' || s[i] == 'E') {
		buf = append(buf, 'e')
		i++
		if s[i] == '-' || s[i] == '+' {
			buf = append(buf, s[i])
			i++
		}
		if digits() {
			end = len(buf)
		}
	}
	f, _ := strconv.ParseFloat(string(buf[:end]), 64)
	return f
}

// ToInteger is Ruby's Integer(v.to_s), which Liquid uses for limits and lengths: the whole text must be an integer.
func ToInteger(v any) (int, bool) {
	v = resolve(v)
	if n, ok := v.(int); ok {
		return n, true
	}
	n, ok := wholeInteger(ToString(v))
	return clampInt(n), ok
}

// wholeInteger is Ruby's Integer(s), prefixes and underscores included.
func wholeInteger(s string) (any, bool) {
	s = strings.Trim(s, " \t\n\v\f\r")
	body, negative := s, false
	if body != "" && (body[0] == '-' || body[0] == '+') {
		negative = body[0] == '-'
		body = body[1:]
	}
	base := 10
	if len(body) > 1 && body[0] == '0' {
		base = 8
		skip := 1
		switch body[1] {
		case 'x', 'X':
			base, skip = 16, 2
		case 'b', 'B':
			base, skip = 2, 2
		case 'o', 'O':
			skip = 2
		case 'd', 'D':
			base, skip = 10, 2
		case '_':
			skip = 2
		}
		body = body[skip:]
	}
	if body == "" || body[0] == '_' || body[0] == '-' || body[0] == '+' || body[len(body)-1] == '_' || strings.Contains(body, "__") ||
		len(body) > maxIntegerBits/4 {
		return nil, false
	}
	n, ok := new(big.Int).SetString(strings.ReplaceAll(body, "_", ""), base)
	if !ok {
		return nil, false
	}
	if negative {
		n.Neg(n)
	}
	return fromBig(n), true
}
