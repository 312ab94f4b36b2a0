package psych

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// Plain is the value of a scalar without quotes and tags, by the rules of Psych::ScalarScanner. A symbol stays a string, as in safe_yaml.
func Plain(s string, loc *time.Location) any {
	if s == "" {
		return nil
	}
	if !startsNumber(s[0]) {
		if value, special := specialWord(s); special {
			return value
		}
		return s
	}
	if strings.IndexByte(s, '\n') >= 0 {
		return s
	}
	if t, ok := scanTime(s, loc); ok {
		return t
	}
	if d, ok := scanDate(s); ok {
		return d
	}
	if v, ok := scanNumber(s); ok {
		return v
	}
	return s
}

// plainText says of most strings quickly that they are nothing else. False means only that a closer look is needed.
func plainText(s string) bool {
	if s == "" || startsNumber(s[0]) {
		return s != "" && strings.IndexByte(s, '\n') >= 0
	}
	_, special := specialWord(s)
	return !special
}

// startsNumber says whether a number, date or time can begin so.
func startsNumber(c byte) bool {
	return '0' <= c && c <= '9' || c == '-' || c == '+' || c == '.' || c == ':'
}

// specialWord knows the words that are not strings. A single y or n is a string to Psych, unlike in the letter of YAML 1.1.
func specialWord(s string) (value any, special bool) {
	if len(s) > 5 {
		return nil, false
	}
	if s == "~" {
		return nil, true
	}
	switch strings.ToLower(s) {
	case "null":
		return nil, true
	case "yes", "true", "on":
		return true, true
	case "no", "false", "off":
		return false, true
	}
	return nil, false
}

// scalarScanner reads a string from the left.
type scalarScanner struct {
	s string
	i int
}

// digits reads at least low and at most high digits.
func (c *scalarScanner) digits(low, high int) (string, bool) {
	start := c.i
	for c.i < len(c.s) && c.i-start < high && isDigit(c.s[c.i]) {
		c.i++
	}
	return c.s[start:c.i], c.i-start >= low
}

func (c *scalarScanner) byte(set string) bool {
	if c.i < len(c.s) && strings.IndexByte(set, c.s[c.i]) >= 0 {
		c.i++
		return true
	}
	return false
}

func (c *scalarScanner) spaces() int {
	start := c.i
	for c.byte(" \t\r\n\f\v") {
	}
	return c.i - start
}

func (c *scalarScanner) done() bool { return c.i == len(c.s) }

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// scanDate reads 2020-10-17 and 2020-1-7; a day that the calendar lacks leaves a string.
func scanDate(s string) (Date, bool) {
	c := scalarScanner{s: s}
	year, ok := c.digits(4, 4)
	if !ok || !c.byte("-") {
		return Date{}, false
	}
	month, ok := c.digits(1, 2)
	if !ok || !c.byte("-") {
		return Date{}, false
	}
	day, ok := c.digits(1, 2)
	if !ok || !c.done() {
		return Date{}, false
	}
	d := Date{Year: number(year), Month: time.Month(number(month)), Day: number(day)}
	return d, d.valid()
}

// scanTime reads what Psych's expression TIME matches, such as 2020-10-17 10:00:00 +0800. A time without a zone is one in UTC, shown in loc.
func scanTime(s string, loc *time.Location) (time.Time, bool) {
	c := scalarScanner{s: s}
	negative := c.byte("-")
	year, ok := c.digits(4, 4)
	if !ok || !c.byte("-") {
		return time.Time{}, false
	}
	month, ok := c.digits(1, 2)
	if !ok || !c.byte("-") {
		return time.Time{}, false
	}
	day, ok := c.digits(1, 2)
	if !ok || !c.byte("Tt") && c.spaces() == 0 {
		return time.Time{}, false
	}
	hour, ok := c.digits(1, 2)
	if !ok || !c.byte(":") {
		return time.Time{}, false
	}
	minute, ok := c.digits(2, 2)
	if !ok || !c.byte(":") {
		return time.Time{}, false
	}
	second, ok := c.digits(2, 2)
	if !ok {
		return time.Time{}, false
	}
	fraction := ""
	if c.byte(".") {
		fraction, _ = c.digits(0, len(s))
	}
	c.spaces()
	zone := s[c.i:]
	y := number(year)
	if negative {
		y = -y
	}
	t, ok := civil(y, number(month), number(day), number(hour), number(minute), number(second), nanoseconds(fraction), time.UTC)
	if !ok {
		return time.Time{}, false
	}
	switch {
	case zone == "":
		return t.In(loc), true
	case zone == "Z":
		return t, true
	}
	offset, ok := scanOffset(zone)
	if !ok {
		return time.Time{}, false
	}
	return t.Add(-time.Duration(offset) * time.Second).In(time.FixedZone("", offset)), true
}

// civil makes a time as Ruby's Time.utc does, which refuses an hour of 25 but lets the 31st of February run over into March.
func civil(year, month, day, hour, minute, second, nano int, loc *time.Location) (time.Time, bool) {
	if month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60 ||
		hour == 24 && (minute > 0 || second > 0) {
		return time.Time{}, false
	}
	return time.Date(year, time.Month(month), day, hour, minute, second, nano, loc), true
}

// scanOffset reads +0800, +08:00, +8 and -0330 in seconds. As in Psych, -00:30 counts as +00:30.
func scanOffset(zone string) (int, bool) {
	c := scalarScanner{s: zone}
	if !c.byte("+-") {
		return 0, false
	}
	first, ok := c.digits(1, 2)
	if !ok {
		return 0, false
	}
	colon := c.byte(":")
	second, two := c.digits(0, 2)
	if !c.done() || !two || len(second) == 1 && (colon || len(first) == 1) {
		return 0, false
	}
	if len(second) == 1 { // +800: eighty hours and no minutes
		return 0, false
	}
	hours := number(first)
	if zone[0] == '-' {
		hours = -hours
	}
	offset := hours * 3600
	if offset < 0 {
		offset -= number(second) * 60
	} else {
		offset += number(second) * 60
	}
	return offset, -86400 < offset && offset < 86400
}

// number reads digits that are few enough.
func number(digits string) int {
	n := 0
	for i := 0; i < len(digits); i++ {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}

func nanoseconds(fraction string) int {
	if len(fraction) > 9 {
		fraction = fraction[:9]
	}
	n := number(fraction)
	for range 9 - len(fraction) {
		n *= 10
	}
	return n
}

// scanNumber reads integers, floats and sexagesimal numbers.
func scanNumber(s string) (any, bool) {
	if v, ok := scanSpecial(s); ok {
		return v, true
	}
	if s[0] == ':' {
		return nil, false
	}
	if strings.IndexByte(s, ':') > 0 {
		return scanSexagesimal(s)
	}
	if strings.IndexByte(s, '.') >= 0 {
		return scanFloat(s)
	}
	return scanInt(s)
}

func scanSpecial(s string) (any, bool) {
	if utf8.RuneCountInString(s) > 5 {
		return nil, false
	}
	switch strings.ToLower(s) {
	case ".inf", "+.inf":
		return math.Inf(1), true
	case "-.inf":
		return math.Inf(-1), true
	case ".nan":
		return math.NaN(), true
	}
	return nil, false
}

// scanSexagesimal reads 12:30:45, and 12:30 as Psych does: as hours and minutes, in seconds.
func scanSexagesimal(s string) (any, bool) {
	parts := strings.Split(s, ":")
	if len(parts) < 2 || len(parts) > 3 {
		return nil, false
	}
	head := strings.TrimLeft(parts[0], "+-")
	if len(parts[0])-len(head) > 1 || head == "" || !isDigit(head[0]) || !only(head, "0123456789_") {
		return nil, false
	}
	last := len(parts) - 1
	tail, _, float := strings.Cut(parts[last], ".")
	if _, fraction, _ := strings.Cut(parts[last], "."); !only(fraction, "0123456789_") {
		return nil, false
	}
	for i := 1; i <= last; i++ {
		p := parts[i]
		if i == last {
			p = tail
		}
		if len(p) < 1 || len(p) > 2 || !only(p, "0123456789") || len(p) == 2 && p[0] > '5' {
			return nil, false
		}
	}
	if float {
		sum := 0.0
		for i, p := range parts {
			f, _ := strconv.ParseFloat(strings.TrimSuffix(strings.ReplaceAll(p, "_", ""), "."), 64)
			sum += f * math.Pow(60, float64(2-i))
		}
		return sum, true
	}
	sum, place := new(big.Int), big.NewInt(3600)
	for _, p := range parts {
		n, ok := new(big.Int).SetString(strings.ReplaceAll(p, "_", ""), 10)
		if !ok {
			return nil, false
		}
		sum.Add(sum, n.Mul(n, place))
		place = new(big.Int).Div(place, big.NewInt(60))
	}
	return integer(sum), true
}

// scanFloat reads 1.5, .5, 1., 1_000.5 and 1.5e+3. Without a sign in the exponent, or without a point, it is a string to Psych.
func scanFloat(s string) (any, bool) {
	c := scalarScanner{s: s}
	c.byte("+-")
	start := c.i
	if c.i < len(s) && isDigit(s[c.i]) {
		for c.byte("0123456789_,") {
		}
	}
	if !c.byte(".") {
		return nil, false
	}
	fraction, _ := c.digits(0, len(s))
	mantissa := s[:c.i]
	if c.i-start == 1 { // a lone point
		return nil, false
	}
	exponent := s[c.i:]
	if c.byte("eE") {
		if !c.byte("+-") {
			return nil, false
		}
		if _, ok := c.digits(1, len(s)); !ok {
			return nil, false
		}
	}
	if !c.done() {
		return nil, false
	}
	if fraction == "" {
		mantissa = strings.TrimSuffix(mantissa, ".")
	}
	f, err := strconv.ParseFloat(strings.NewReplacer(",", "", "_", "").Replace(mantissa+exponent), 64)
	if err != nil && !math.IsInf(f, 0) {
		return nil, false
	}
	return f, true
}

// scanInt reads integers: decimal with _ and , between digits, 0b, 0x, and octal with a leading 0.
func scanInt(s string) (any, bool) {
	body, base := strings.TrimLeft(s, "+-"), 10
	if len(s)-len(body) > 1 || body == "" {
		return nil, false
	}
	digits := body
	switch {
	case strings.HasPrefix(body, "0b"):
		base, digits = 2, body[2:]
		if !only(digits, "01_,") {
			return nil, false
		}
	case strings.HasPrefix(body, "0x"):
		base, digits = 16, body[2:]
		if !only(digits, "0123456789abcdefABCDEF_,") {
			return nil, false
		}
	case body[0] == '0' && len(body) > 1:
		base = 8
		if !only(digits, "01234567_,") {
			return nil, false
		}
	default:
		if !decimal(body) {
			return nil, false
		}
	}
	digits = strings.NewReplacer("_", "", ",", "").Replace(digits)
	if digits == "" {
		return nil, false
	}
	if s[0] == '-' {
		digits = "-" + digits
	}
	if n, err := strconv.ParseInt(digits, base, 64); err == nil {
		return n, true
	}
	n, ok := new(big.Int).SetString(digits, base)
	if !ok {
		return nil, false
	}
	return integer(n), true
}

// decimal says whether every _ and , stands before a digit.
func decimal(s string) bool {
	if !isDigit(s[0]) {
		return false
	}
	for i := 1; i < len(s); i++ {
		if isDigit(s[i]) {
			continue
		}
		if s[i] != '_' && s[i] != ',' || i+1 == len(s) || !isDigit(s[i+1]) {
			return false
		}
	}
	return true
}

func only(s, set string) bool {
	for i := 0; i < len(s); i++ {
		if strings.IndexByte(set, s[i]) < 0 {
			return false
		}
	}
	return true
}

func integer(n *big.Int) any {
	if n.IsInt64() {
		return n.Int64()
	}
	return n
}
