package liquid

import (
	"math/big"
	"time"
)

// filterDate formats a date with Ruby's strftime. What is no date, and an empty format, leave the input as it is.
func filterDate(c *Context, input any, args []any) (any, error) {
	format := ToString(args[0])
	if format == "" {
		return input, nil
	}
	return formatDate(c, compileLayout(format), format, input)
}

func formatDate(c *Context, l *layout, format string, input any) (any, error) {
	t, isDate, ok := c.toTime(input)
	if !ok {
		return input, nil
	}
	if l.broken {
		if isDate && l.width < maxDateWidth {
			return string(l.append(nil, t, true)), nil
		}
		return nil, argumentError("invalid format: %s", format)
	}
	return string(l.append(nil, t, isDate)), nil
}

func appendDate(c *Context, dst []byte, input any, args []any) ([]byte, error) {
	format := ToString(args[0])
	if format == "" {
		return AppendValue(dst, input), nil
	}
	return writeDate(c, dst, compileLayout(format), format, input)
}

func writeDate(c *Context, dst []byte, l *layout, format string, input any) ([]byte, error) {
	if t, isDate, ok := c.toTime(input); ok && !l.broken {
		return l.append(dst, t, isDate), nil
	}
	v, err := formatDate(c, l, format, input)
	if err != nil {
		return dst, err
	}
	return AppendValue(dst, v), nil
}

// prepareDate compiles a constant format with the template.
func prepareDate(args []any) AppendFunc {
	format := ToString(args[0])
	if format == "" {
		return nil
	}
	l := compileLayout(format)
	return func(c *Context, dst []byte, input any, _ []any) ([]byte, error) {
		return writeDate(c, dst, l, format, input)
	}
}

// ToTime reads a value as the filter date does: times, dates, seconds since 1970, "now", and strings as Ruby's Time.parse
// reads them.
func (c *Context) ToTime(v any) (time.Time, bool) {
	t, _, ok := c.toTime(resolve(v))
	return t, ok
}

// toTime is Liquid::Utils.to_date. isDate says that v is a day without a time.
func (c *Context) toTime(v any) (t time.Time, isDate, ok bool) {
	switch x := v.(type) {
	case time.Time:
		return x, false, true
	case Date:
		return x.Time(), true, true
	case int:
		return time.Unix(int64(x), 0).In(c.location), false, true
	case *big.Int:
		return t, false, false
	case string:
		return c.parseTime(x)
	}
	return t, false, false
}

func (c *Context) parseTime(s string) (t time.Time, isDate, ok bool) {
	if s == "" {
		return t, false, false
	}
	if t, ok := parseISO(s, c.location); ok {
		return t, false, true
	}
	s = downcase(s)
	if s == "now" || s == "today" {
		return c.now.In(c.location), false, true
	}
	if allDigits(s) {
		n, isInt := leadingInteger(s).(int)
		return time.Unix(int64(n), 0).In(c.location), false, isInt
	}
	t, ok = ParseTime(s, c.now, c.location)
	return t, false, ok
}
