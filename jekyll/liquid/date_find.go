package liquid

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

// findDate is Ruby's Date._parse: one pattern after the other is tried, and what a pattern found is taken out of the text.
func findDate(s string) *found {
	p := datePatterns()
	d := &dateFinder{text: p.separators.ReplaceAllString(s, " "), found: &found{}}
	d.take(p.day, func([]string) {})
	d.take(p.time, d.setTime)
	_ = d.take(p.european, func(m []string) { d.setDate(m[4], monthNumber(m[2]), m[1], isBC(m[3])) }) ||
		d.take(p.american, func(m []string) { d.setDate(m[4], monthNumber(m[1]), m[2], isBC(m[3])) }) ||
		d.take(p.iso, func(m []string) { d.setDate(m[1], m[2], m[3], false) }) ||
		d.take(p.japanese, d.setJapanese) ||
		d.take(p.vms, func(m []string) { d.setDate(m[3], monthNumber(m[2]), m[1], false) }) ||
		d.take(p.vmsMonth, func(m []string) { d.setDate(m[3], monthNumber(m[1]), m[2], false) }) ||
		d.take(p.slashes, func(m []string) { d.setDate(m[1], m[2], m[3], false) }) ||
		d.take(p.dots, func(m []string) { d.setDate(m[1], m[2], m[3], false) }) ||
		d.isoRest(p) ||
		d.take(p.year, func(m []string) { d.found.year = atoi(m[1]) }) ||
		d.take(p.month, func(m []string) { d.found.mon = atoi(monthNumber(m[1])) }) ||
		d.take(p.monthDay, func(m []string) { d.found.mday = atoi(m[1]) }) ||
		d.take(p.digits, d.setDigits)
	d.take(p.beforeChrist, func([]string) { d.found.bc = true })
	d.fragment(p)
	return d.finish()
}

// patterns are Date._parse's, in its order. Ruby's \b counts letters of all scripts, which makes no difference for dates.
type patterns struct {
	separators, day, time, timeParts, european, american, iso, japanese, vms, vmsMonth, slashes, dots,
	week, weekDay, isoMonthDay, isoShort, yearDayBefore, yearDay, dayBefore, dayOfYear,
	year, month, monthDay, digits, beforeChrist, fragment *regexp.Regexp
}

var datePatterns = sync.OnceValue(func() *patterns {
	const (
		months = `(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)`
		era    = `(c(?:e|\.e\.)|b(?:ce|\.c\.e\.)|a(?:d|\.d\.)|b(?:c|\.c\.))?`
	)
	re := func(s string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + s) }
	return &patterns{
		separators: regexp.MustCompile(`[^-+',./:@[:alnum:]\[\]]+`),
		day:        re(`\b(sun|mon|tue|wed|thu|fri|sat)[^-/\d\s]*`),
		time: re(`((?:\d+\s*(?::\s*\d+(?:\s*:\s*\d+(?:[,.]\d*)?)?|h(?:\s*\d+m?(?:\s*\d+s?)?)?)(?:\s*[ap](?:m\b|\.m\.))?|\d+\s*[ap](?:m\b|\.m\.)))` +
			`(?:\s*((?:gmt|utc?)?[-+]\d+(?:[,.:]\d+(?::\d+)?)?|[[:alpha:].\s]+(?:standard|daylight)\stime\b|[[:alpha:]]+(?:\sdst)?\b))?`),
		timeParts:     re(`^(\d+)\s*h?(?:\s*:?\s*(\d+)m?(?:\s*:?\s*(\d+)(?:[,.](\d*))?s?)?)?(?:\s*([ap])(?:m\b|\.m\.))?`),
		european:      re(`('?\d+)[^-\d\s]*\s*` + months + `[^-\d\s']*(?:\s*` + era + `\s*('?-?\d+(?:(?:st|nd|rd|th)\b)?))?`),
		american:      re(`\b` + months + `[^-\d\s']*\s*('?\d+)[^-\d\s']*(?:\s*,?\s*` + era + `\s*('?-?\d+))?`),
		iso:           re(`('?[-+]?\d+)-(\d+)-('?-?\d+)`),
		japanese:      re(`\b([mtshr])(\d+)\.(\d+)\.(\d+)`),
		vms:           re(`('?-?\d+)-` + months + `[^-/.]*-('?-?\d+)`),
		vmsMonth:      re(`\b` + months + `[^-/.]*-('?-?\d+)(?:-('?-?\d+))?`),
		slashes:       re(`('?-?\d+)/\s*('?\d+)(?:\D\s*('?-?\d+))?`),
		dots:          re(`('?-?\d+)\.\s*('?\d+)\.\s*('?-?\d+)`),
		week:          re(`\b(\d{2}|\d{4})?-?w(\d{2})(?:-?(\d))?\b`),
		weekDay:       re(`-w-(\d)\b`),
		isoMonthDay:   re(`--(\d{2})?-(\d{2})\b`),
		isoShort:      re(`--(\d{2})(\d{2})?\b`),
		yearDayBefore: re(`[,.](\d{2}|\d{4})-\d{3}\b`),
		yearDay:       re(`\b(\d{2}|\d{4})-(\d{3})\b`),
		dayBefore:     re(`\d-\d{3}\b`),
		dayOfYear:     re(`\b-(\d{3})\b`),
		year:          re(`'(\d+)\b`),
		month:         re(`\b` + months + `\S*`),
		monthDay:      re(`(\d+)(st|nd|rd|th)\b`),
		digits:        re(`([-+]?)(\d{2,14})(?:\s*t?\s*(\d{2,6})?(?:[,.](\d*))?)?\s*(z\b|[-+]\d{1,4}\b|\[[-+]?\d[^\]]*\])?`),
		beforeChrist:  re(`\b(bc\b|bce\b|b\.c\.|b\.c\.e\.)`),
		fragment:      re(`^\s*(\d{1,2})\s*$`),
	}
})

type dateFinder struct {
	text    string
	found   *found
	matched []int // the last match: where its groups are
}

// has says whether a group took part in the last match, be it with nothing in it.
func (d *dateFinder) has(group int) bool { return d.matched[2*group] >= 0 }

// take tries a pattern; what it matches gives way to a space.
func (d *dateFinder) take(re *regexp.Regexp, use func(m []string)) bool {
	m := re.FindStringSubmatchIndex(d.text)
	if m == nil {
		return false
	}
	groups := make([]string, len(m)/2)
	for i := range groups {
		if m[2*i] >= 0 {
			groups[i] = d.text[m[2*i]:m[2*i+1]]
		}
	}
	d.matched = m
	d.text = d.text[:m[0]] + " " + d.text[m[1]:]
	use(groups)
	return true
}

func monthNumber(name string) string {
	const names = "janfebmaraprmayjunjulaugsepoctnovdec"
	return strconv.Itoa(strings.Index(names, strings.ToLower(name[:3]))/3 + 1)
}

func isBC(era string) bool { return era != "" && era[0]|0x20 == 'b' }

// atoi is nil for what is no number that fits.
func atoi(s string) *int {
	n, err := strconv.Atoi(strings.TrimPrefix(s, "+"))
	if err != nil {
		return nil
	}
	return &n
}

func fraction(digits string) *big.Rat {
	if digits == "" {
		return new(big.Rat)
	}
	r, ok := new(big.Rat).SetString("0." + digits)
	if !ok {
		return nil
	}
	return r
}

func (d *dateFinder) setTime(m []string) {
	d.found.zone = m[2]
	parts := datePatterns().timeParts.FindStringSubmatch(m[1])
	if parts == nil {
		return
	}
	d.found.hour = atoi(parts[1])
	if half := strings.ToLower(parts[5]); half != "" && d.found.hour != nil {
		*d.found.hour %= 12
		if half == "p" {
			*d.found.hour += 12
		}
	}
	if parts[2] != "" {
		d.found.min = atoi(parts[2])
	}
	if parts[3] != "" {
		d.found.sec = atoi(parts[3])
	}
	if parts[4] != "" {
		d.found.frac = fraction(parts[4])
	}
}

// setDate sorts out which of three numbers is the year, the month and the day (s3e in Ruby's date library): a number of
// more than two digits, or with an apostrophe, is the year.
func (d *dateFinder) setDate(y, m, day string, bc bool) {
	if y != "" && m != "" && day == "" {
		y, m, day = day, y, m
	}
	if y == "" {
		if len(day) > 2 {
			y, day = day, ""
		}
		if day != "" && day[0] == '\'' {
			y, day = day, ""
		}
	}
	if y != "" {
		start := strings.IndexAny(y, "-+0123456789")
		if start < 0 {
			return
		}
		end := start
		if y[end] == '-' || y[end] == '+' {
			end++
		}
		for end < len(y) && isDigit(y[end]) {
			end++
		}
		if end < len(y) { // 10th
			y, day = day, y[start:end]
		}
	}
	if m != "" && (m[0] == '\'' || len(m) > 2) { // day, month, year
		y, m, day = m, day, y
	}
	if day != "" && (day[0] == '\'' || len(day) > 2) {
		y, day = day, y
	}
	if y != "" {
		d.setYear(y, bc)
	}
	if m != "" {
		d.found.mon = atoi(leadingDigits(m))
	}
	if day != "" {
		d.found.mday = atoi(leadingDigits(day))
	}
}

func (d *dateFinder) setYear(y string, bc bool) {
	start := strings.IndexAny(y, "-+0123456789")
	if start < 0 {
		return
	}
	end := start
	signed := y[end] == '-' || y[end] == '+'
	if signed {
		end++
	}
	digits := end
	for end < len(y) && isDigit(y[end]) {
		end++
	}
	if signed || end-digits > 2 {
		d.found.fullYear = true
	}
	if bc {
		d.found.bc = true
	}
	d.found.year = atoi(y[start:end])
}

// leadingDigits is the first run of digits.
func leadingDigits(s string) string {
	start := strings.IndexAny(s, "0123456789")
	if start < 0 {
		return ""
	}
	end := start
	for end < len(s) && isDigit(s[end]) {
		end++
	}
	return s[start:end]
}

// setJapanese reads a year of an era: h31.04.30.
func (d *dateFinder) setJapanese(m []string) {
	first := map[string]int{"m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018}[strings.ToLower(m[1])]
	if year := atoi(m[2]); year != nil {
		d.found.year = ptr(*year + first)
	}
	d.found.mon, d.found.mday = atoi(m[3]), atoi(m[4])
}

// isoRest tries ISO 8601's less common forms. A week or a week day is found, but Time.parse does not use them.
func (d *dateFinder) isoRest(p *patterns) bool {
	return d.take(p.week, func([]string) {}) ||
		d.take(p.weekDay, func([]string) {}) ||
		d.take(p.isoMonthDay, func(m []string) { d.setSome(m[1], m[2]) }) ||
		d.take(p.isoShort, func(m []string) { d.setSome(m[1], m[2]) }) ||
		!p.yearDayBefore.MatchString(d.text) && d.take(p.yearDay, func(m []string) {
			d.found.year, d.found.yday = atoi(m[1]), atoi(m[2])
		}) ||
		!p.dayBefore.MatchString(d.text) && d.take(p.dayOfYear, func(m []string) { d.found.yday = atoi(m[1]) })
}

func (d *dateFinder) setSome(mon, mday string) {
	if mon != "" {
		d.found.mon = atoi(mon)
	}
	if mday != "" {
		d.found.mday = atoi(mday)
	}
}

// setDigits reads a run of digits by its length: 20260102, 20260102030405, 2026002 …; where only a fraction follows, the
// run ends with the seconds.
func (d *dateFinder) setDigits(m []string) {
	f, s := d.found, m[2]
	if !d.has(3) && d.has(4) {
		d.setBackwards(s)
	} else {
		d.setForwards(m[1], s)
	}
	if d.has(3) {
		d.clock(m[3], d.has(4))
	}
	if d.has(4) {
		f.frac = fraction(m[4])
	}
	if zone := m[5]; zone != "" {
		f.zone = bracketZone(zone)
	}
}

// bracketZone reads [+9], [9] and [-5:est]: the offset, or the name behind it.
func bracketZone(zone string) string {
	if zone[0] != '[' {
		return zone
	}
	zone = zone[1 : len(zone)-1]
	if offset, name, ok := strings.Cut(zone, ":"); ok {
		_ = offset
		return name
	}
	if isDigit(zone[0]) {
		return "+" + zone
	}
	return zone
}

func (d *dateFinder) setForwards(sign, s string) {
	f := d.found
	at := func(i, n int) *int { return atoi(s[i : i+n]) }
	switch len(s) {
	case 2:
		f.mday = at(0, 2)
	case 3:
		f.yday = at(0, 3)
	case 4:
		f.mon, f.mday = at(0, 2), at(2, 2)
	case 5:
		f.year, f.yday = atoi(sign+s[:2]), at(2, 3)
	case 6:
		f.year, f.mon, f.mday = atoi(sign+s[:2]), at(2, 2), at(4, 2)
	case 7:
		f.year, f.yday = atoi(sign+s[:4]), at(4, 3)
	case 8, 10, 12, 14:
		f.year, f.mon, f.mday = atoi(sign+s[:4]), at(4, 2), at(6, 2)
		if len(s) >= 10 {
			f.hour = at(8, 2)
		}
		if len(s) >= 12 {
			f.min = at(10, 2)
		}
		if len(s) >= 14 {
			f.sec = at(12, 2)
		}
		f.fullYear = true
	}
}

// setBackwards reads pairs of digits from the end: seconds, minutes, hours, day, month, year.
func (d *dateFinder) setBackwards(s string) {
	f := d.found
	fields := []**int{&f.sec, &f.min, &f.hour, &f.mday, &f.mon}
	for i := 0; len(s) > 0; i++ {
		n := min(2, len(s))
		if i == len(fields) {
			f.year = atoi(s)
			return
		}
		*fields[i] = atoi(s[len(s)-n:])
		s = s[:len(s)-n]
	}
}

// clock reads hours, minutes and seconds, from the end where a fraction of a second follows.
func (d *dateFinder) clock(s string, backwards bool) {
	f := d.found
	fields := []**int{&f.hour, &f.min, &f.sec}
	if len(s)%2 == 1 {
		return
	}
	if backwards {
		fields = fields[3-len(s)/2:]
	}
	for i := 0; i+1 < len(s) && i/2 < len(fields); i += 2 {
		*fields[i/2] = atoi(s[i : i+2])
	}
}

// fragment takes a lone number that is left for the day, where there is an hour, or for the hour, where there is a day.
func (d *dateFinder) fragment(p *patterns) {
	f := d.found
	if (f.hour == nil) == (f.mday == nil) {
		return
	}
	d.take(p.fragment, func(m []string) {
		n := atoi(m[1])
		if f.mday == nil && *n >= 1 && *n <= 31 {
			f.mday = n
		} else if f.hour == nil && *n <= 24 {
			f.hour = n
		}
	})
}

// finish counts years before Christ back from 1, and gives two digits their century.
func (d *dateFinder) finish() *found {
	f := d.found
	if f.year == nil {
		return f
	}
	if f.bc {
		f.year = ptr(1 - *f.year)
	}
	if y := *f.year; !f.fullYear && y >= 0 && y <= 99 {
		century := 2000
		if y >= 69 {
			century = 1900
		}
		f.year = ptr(y + century)
	}
	return f
}
