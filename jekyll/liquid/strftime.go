package liquid

import (
	"strconv"
	"strings"
	"time"
)

// Strftime formats a time as Ruby's Time#strftime does: every directive, its flags (- 0 ^ # _ and colons) and width. What is
// no directive stays as it is. It panics on nothing; a format that ends inside a directive, which Ruby refuses, stays as
// it is, too.
func Strftime(t time.Time, format string) string {
	return string(compileLayout(format).append(nil, t, false))
}

// layout is a compiled format.
type layout struct {
	parts  []layoutPart
	width  int  // of all directives together
	broken bool // the format ends inside a directive: Ruby raises an error
}

// layoutPart is text, or a directive with its flags.
type layoutPart struct {
	text         string // text as it is; of a directive, its source
	directive    byte   // 0 for text
	pad          byte   // '0' or ' ' where a flag says so, '-' for none, 0 for the directive's own
	upper, other bool   // ^ and #
	colons       int
	width        int // 0 where not given
}

// maxDateWidth bounds the widths of a format's directives together; Ruby lets a template choose up to gigabytes.
const maxDateWidth = 1 << 20

var layouts cache[*layout]

func compileLayout(format string) *layout {
	if l, ok := layouts.get(format); ok {
		return l
	}
	l := parseLayout(format)
	layouts.put(strings.Clone(format), l)
	return l
}

func parseLayout(format string) *layout {
	l := &layout{}
	for format != "" {
		i := strings.IndexByte(format, '%')
		if i < 0 {
			i = len(format)
		}
		if i > 0 {
			l.parts = append(l.parts, layoutPart{text: format[:i]})
			format = format[i:]
			continue
		}
		part, n := parseDirective(format)
		if n == 0 {
			l.broken = true
			l.parts = append(l.parts, layoutPart{text: format})
			break
		}
		l.parts = append(l.parts, part)
		if l.width += part.width; l.width > maxDateWidth {
			l.broken = true
			break
		}
		format = format[n:]
	}
	return l
}

const (
	directives = "YCymBbhdejHkIlMSLNzZAauwGgVUWsnt%cDFvxXrRTPpQ+"
	afterE     = "cCxXyY"
	afterO     = "deHkIlmMSuUVwWy"
)

// parseDirective reads the directive at the start of s and returns its length; 0 where s ends first.
func parseDirective(s string) (part layoutPart, n int) {
	raw := func(n int) (layoutPart, int) { return layoutPart{text: s[:n]}, n }
	for i := 1; i < len(s); i++ {
		switch c := s[i]; c {
		case '-':
			part.pad = '-'
		case '^':
			part.upper = true
		case '#':
			part.other = true
		case '_':
			if part.pad != '-' {
				part.pad = ' '
			}
		case ':':
			for part.colons = 0; i < len(s) && s[i] == ':'; i++ {
				part.colons++
			}
			if i == len(s) || s[i] != 'z' || part.colons > 3 {
				return raw(i)
			}
			part.directive, part.text = 'z', s[:i+1]
			return part, i + 1
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			if c == '0' && part.pad != '-' {
				part.pad = '0'
			}
			for part.width = 0; i < len(s) && isDigit(s[i]); i++ {
				part.width = min(part.width*10+int(s[i]-'0'), maxDateWidth)
			}
			i--
		case 'E', 'O':
			follow := afterE
			if c == 'O' {
				follow = afterO
			}
			if i+1 == len(s) || strings.IndexByte(follow, s[i+1]) < 0 {
				return raw(i + 1)
			}
		default:
			if strings.IndexByte(directives, c) < 0 {
				return raw(i + 1)
			}
			part.directive, part.text = c, s[:i+1]
			return part, i + 1
		}
	}
	return layoutPart{}, 0
}

// append formats t. A Date differs in its zone only, which is +00:00, and in two directives that times do not have.
func (l *layout) append(dst []byte, t time.Time, date bool) []byte {
	m := moment{Time: t, date: date}
	m.year, m.month, m.day = t.Date()
	for i := range l.parts {
		p := &l.parts[i]
		if p.directive == 0 || !date && (p.directive == 'Q' || p.directive == '+') {
			dst = append(dst, p.text...)
			continue
		}
		dst = p.append(dst, &m)
	}
	return dst
}

// moment is a time to be formatted, its day worked out once for all directives.
type moment struct {
	time.Time
	year, day int
	month     time.Month
	date      bool // it is a Date
}

func (p *layoutPart) append(dst []byte, t *moment) []byte {
	switch p.directive {
	case 'Y':
		return p.year(dst, t.year)
	case 'm':
		return p.number(dst, int(t.month), 2, '0')
	case 'd':
		return p.number(dst, t.day, 2, '0')
	case 'B':
		return p.word(dst, t.month.String(), false)
	case 'b', 'h':
		return p.word(dst, t.month.String()[:3], false)
	case 'H':
		return p.number(dst, t.Hour(), 2, '0')
	case 'M':
		return p.number(dst, t.Minute(), 2, '0')
	case 'S':
		return p.number(dst, t.Second(), 2, '0')
	case 'A':
		return p.word(dst, t.Weekday().String(), false)
	case 'a':
		return p.word(dst, t.Weekday().String()[:3], false)
	case 'e':
		return p.number(dst, t.day, 2, ' ')
	case 'y':
		return p.number(dst, floorMod(t.year, 100), 2, '0')
	case 'C':
		return p.number(dst, floorDiv(t.year, 100), 2, '0')
	case 'j':
		return p.number(dst, t.YearDay(), 3, '0')
	case 'k':
		return p.number(dst, t.Hour(), 2, ' ')
	case 'I':
		return p.number(dst, (t.Hour()+11)%12+1, 2, '0')
	case 'l':
		return p.number(dst, (t.Hour()+11)%12+1, 2, ' ')
	case 'p':
		return p.word(dst, meridian(t.Time), p.other)
	case 'P':
		return p.word(dst, strings.ToLower(meridian(t.Time)), false)
	case 'L', 'N':
		return p.fraction(dst, t.Nanosecond())
	case 'z':
		return p.offset(dst, t)
	case 'Q':
		return p.number64(dst, t.UnixMilli(), 1, '0')
	case 'Z':
		return p.zone(dst, t)
	case 'u':
		return p.number(dst, (int(t.Weekday())+6)%7+1, 1, '0')
	case 'w':
		return p.number(dst, int(t.Weekday()), 1, '0')
	case 'G':
		year, _ := t.ISOWeek()
		return p.year(dst, year)
	case 'g':
		year, _ := t.ISOWeek()
		return p.number(dst, floorMod(year, 100), 2, '0')
	case 'V':
		_, week := t.ISOWeek()
		return p.number(dst, week, 2, '0')
	case 'U':
		return p.number(dst, (t.YearDay()+6-int(t.Weekday()))/7, 2, '0')
	case 'W':
		return p.number(dst, (t.YearDay()+6-(int(t.Weekday())+6)%7)/7, 2, '0')
	case 's':
		return p.number64(dst, t.Unix(), 1, '0')
	case 'n':
		return p.word(dst, "\n", false)
	case 't':
		return p.word(dst, "\t", false)
	case '%':
		return p.word(dst, "%", false)
	}
	return p.composite(dst, t)
}

// composites are directives that stand for others.
var composites = map[byte]*layout{
	'c': parseLayout("%a %b %e %H:%M:%S %Y"),
	'D': parseLayout("%m/%d/%y"),
	'F': parseLayout("%Y-%m-%d"),
	'v': parseLayout("%e-%^b-%Y"),
	'x': parseLayout("%m/%d/%y"),
	'X': parseLayout("%H:%M:%S"),
	'r': parseLayout("%I:%M:%S %p"),
	'R': parseLayout("%H:%M"),
	'T': parseLayout("%H:%M:%S"),
	'+': parseLayout("%a %b %e %H:%M:%S %Z %Y"),
}

func (p *layoutPart) composite(dst []byte, t *moment) []byte {
	start := len(dst)
	dst = composites[p.directive].append(dst, t.Time, t.date)
	if p.upper {
		upperASCII(dst[start:])
	}
	pad := byte(' ')
	if p.pad == '0' {
		pad = '0'
	}
	return padLeft(dst, start, p.width, pad)
}

func upperASCII(b []byte) {
	for i, c := range b {
		if 'a' <= c && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
	}
}

// padLeft fills dst[start:] up to width.
func padLeft(dst []byte, start, width int, with byte) []byte {
	missing := width - (len(dst) - start)
	if missing <= 0 {
		return dst
	}
	for range missing {
		dst = append(dst, with)
	}
	copy(dst[start+missing:], dst[start:len(dst)-missing])
	for i := range missing {
		dst[start+i] = with
	}
	return dst
}

func meridian(t time.Time) string {
	if t.Hour() < 12 {
		return "AM"
	}
	return "PM"
}

// year has four digits at least; a minus sign makes it five characters.
func (p *layoutPart) year(dst []byte, year int) []byte {
	if year < 0 {
		return p.number(dst, year, 5, '0')
	}
	return p.number(dst, year, 4, '0')
}

func (p *layoutPart) number(dst []byte, n, width int, pad byte) []byte {
	if p.pad == 0 && p.width == 0 && width == 2 && n >= 0 && n < 100 { // most directives
		if n < 10 {
			return append(dst, pad, byte('0'+n))
		}
		return append(dst, byte('0'+n/10), byte('0'+n%10))
	}
	return p.number64(dst, int64(n), width, pad)
}

func (p *layoutPart) number64(dst []byte, n int64, width int, pad byte) []byte {
	if p.pad == '-' {
		return strconv.AppendInt(dst, n, 10)
	}
	if p.pad != 0 {
		pad = p.pad
	}
	if p.width > 0 {
		width = p.width
	}
	if n < 0 && pad == '0' {
		dst = append(dst, '-')
		start := len(dst)
		return padLeft(strconv.AppendInt(dst, -n, 10), start, width-1, '0')
	}
	start := len(dst)
	return padLeft(strconv.AppendInt(dst, n, 10), start, width, pad)
}

// word writes text; lower is for the directives that # makes small.
func (p *layoutPart) word(dst []byte, s string, lower bool) []byte {
	start := len(dst)
	dst = append(dst, s...)
	switch {
	case lower:
		for i, c := range dst[start:] {
			if 'A' <= c && c <= 'Z' {
				dst[start+i] = c - 'A' + 'a'
			}
		}
	case p.upper || p.other:
		upperASCII(dst[start:])
	}
	if p.pad == '-' {
		return dst
	}
	pad := byte(' ')
	if p.pad == '0' {
		pad = '0'
	}
	return padLeft(dst, start, p.width, pad)
}

// fraction is the fraction of the second: of %L three digits, of %N nine, or as many as the width says.
func (p *layoutPart) fraction(dst []byte, ns int) []byte {
	digits := p.width
	if digits == 0 {
		digits = 9
		if p.directive == 'L' {
			digits = 3
		}
	}
	var buf [9]byte
	for i := 8; i >= 0; i-- {
		buf[i] = byte('0' + ns%10)
		ns /= 10
	}
	dst = append(dst, buf[:min(digits, 9)]...)
	for range digits - 9 {
		dst = append(dst, '0')
	}
	return dst
}

func (p *layoutPart) zone(dst []byte, t *moment) []byte {
	name := zoneName(t.Time)
	if t.date {
		name = "+00:00"
	}
	if name == "" {
		return dst
	}
	return p.word(dst, name, p.other)
}

// zoneName is the zone's abbreviation; "" for a time that knows its offset only.
func zoneName(t time.Time) string {
	name, _ := t.Zone()
	return name
}

// offset is %z: +hhmm, and with colons +hh:mm, +hh:mm:ss, or as much of that as is not zero.
func (p *layoutPart) offset(dst []byte, t *moment) []byte {
	_, off := t.Zone()
	sign := byte('+')
	if off < 0 || t.Location() == time.UTC && p.pad == '-' && !t.date {
		sign, off = '-', -off
	}
	rest := 2 // what follows the hours
	switch {
	case p.colons == 1 || p.colons == 3 && off%3600 != 0 && off%60 == 0:
		rest = 3
	case p.colons == 2 || p.colons == 3 && off%60 != 0:
		rest = 6
	case p.colons == 3:
		rest = 0
	}
	width := max(p.width-rest, 3)
	if t.date && p.pad == '-' && p.width == 0 {
		width = 0
	}
	hours := strconv.Itoa(off / 3600)
	if p.pad == ' ' {
		start := len(dst)
		dst = padLeft(append(append(dst, sign), hours...), start, width, ' ')
	} else {
		dst = append(dst, sign)
		start := len(dst)
		dst = padLeft(append(dst, hours...), start, width-1, '0')
	}
	if rest == 0 {
		return dst
	}
	if p.colons > 0 {
		dst = append(dst, ':')
	}
	dst = append(dst, byte('0'+off/600%6), byte('0'+off/60%10))
	if rest == 6 {
		dst = append(dst, ':', byte('0'+off%60/10), byte('0'+off%10))
	}
	return dst
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func floorMod(a, b int) int { return a - b*floorDiv(a, b) }
