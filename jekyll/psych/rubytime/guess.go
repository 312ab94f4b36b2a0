package rubytime

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// parts are what Ruby's Date._parse finds in a text. A nil part was not there.
type parts struct {
	year, month, day, yearDay, hour, minute, second *int
	fraction                                        string // digits behind the second
	hasFraction                                     bool
	zone                                            string
	keepYear                                        bool // the year is not one of two digits to be completed
	beforeChrist                                    bool
}

const months = `jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec`

const era = `(c(?:e|\.e\.)|b(?:ce|\.c\.e\.)|a(?:d|\.d\.)|b(?:c|\.c\.))?`

// The expressions are those forms that Date._parse knows, tried in its order.
var (
	noise     = regexp.MustCompile(`[^-+',./:@\pL\pM\p{Nd}\[\]]+`)
	foreign   = regexp.MustCompile(`[^\x00-\x7F]`) // stands for a letter that no name has, so that \b is what Ruby takes it for
	weekday   = expression(`\b(?:sun|mon|tue|wed|thu|fri|sat)[^-/\d\s]*`)
	clock     = expression(`(\d+\s*(?:(?::\s*\d+(?:\s*:\s*\d+(?:[,.]\d*)?)?|h(?:\s*\d+m?(?:\s*\d+s?)?)?)(?:\s*[ap](?:m\b|\.m\.))?|[ap](?:m\b|\.m\.)))(?:\s*((?:gmt|utc?)?[-+]\d+(?:[,.:]\d+(?::\d+)?)?|[\pL.\s]+(?:standard|daylight)\stime\b|\pL+(?:\sdst)?\b))?`)
	clockPart = expression(`^(\d+)h?(?:\s*:?\s*(\d+)m?(?:\s*:?\s*(\d+)([,.]\d*)?s?)?)?(?:\s*([ap])(?:m\b|\.m\.))?`)
	european  = expression(`('?\d+)[^-\d\s]*\s*(` + months + `)[^-\d\s']*(?:\s*` + era + `\s*('?-?\d+(?:(?:st|nd|rd|th)\b)?))?`)
	american  = expression(`\b(` + months + `)[^-\d\s']*\s*('?\d+)[^-\d\s']*(?:\s*,?\s*` + era + `\s*('?-?\d+))?`)
	iso       = expression(`('?[-+]?\d+)-(\d+)-('?-?\d+)`)
	japanese  = expression(`\b([mtshr])(\d+)\.(\d+)\.(\d+)`)
	vmsDay    = expression(`('?-?\d+)-(` + months + `)[^-/.]*-('?-?\d+)`)
	vmsMonth  = expression(`\b(` + months + `)[^-/.]*-('?-?\d+)(?:-('?-?\d+))?`)
	slashes   = expression(`('?-?\d+)/\s*('?\d+)(?:\D\s*('?-?\d+))?`)
	dots      = expression(`('?-?\d+)\.\s*('?\d+)\.\s*('?-?\d+)`)
	isoWeek   = expression(`\b(?:\d{2}|\d{4})?-?w\d{2}(?:-?\d)?\b`)
	isoDay    = expression(`-w-\d\b`)
	isoMonth  = expression(`--(\d{2})?-(\d{2})\b`)
	isoShort  = expression(`--(\d{2})(\d{2})?\b`)
	isoYear   = expression(`\b(\d{2}|\d{4})-(\d{3})\b`)
	notYear   = expression(`[,.](?:\d{2}|\d{4})-\d{3}\b`)
	yearDay   = expression(`\b-(\d{3})\b`)
	notDay    = expression(`\d-\d{3}\b`)
	yearOnly  = expression(`'(\d+)\b`)
	monthOnly = expression(`\b(` + months + `)\S*`)
	dayOnly   = expression(`(\d+)(?:st|nd|rd|th)\b`)
	digits    = expression(`([-+]?)(\d{2,14})(?:\s*t?\s*(\d{2,6})?([,.]\d*)?)?(z\b|[-+]\d{1,4}\b|\[[-+]?\d[^\]]*\])?`)
	christ    = expression(`\b(?:bc\b|bce\b|b\.c\.|b\.c\.e\.)`)
	rest      = expression(`^\s*(\d{1,2})\s*$`)
)

func expression(s string) *regexp.Regexp { return regexp.MustCompile(`(?i)` + s) }

// guess is Date._parse: it takes one form after the other out of the text until a date is found.
func guess(text string) parts {
	g := guesser{text: noise.ReplaceAllString(text, " ")}
	digit := strings.ContainsAny(g.text, "0123456789")
	alpha := strings.ContainsFunc(g.text, func(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' })
	g.text = foreign.ReplaceAllString(g.text, "qq")
	dash, dot, slash := strings.Contains(g.text, "-"), strings.Contains(g.text, "."), strings.Contains(g.text, "/")
	if alpha {
		g.take(weekday)
	}
	if digit {
		g.clock()
	}
	_ = alpha && digit && (g.european() || g.american()) ||
		digit && dash && g.iso() ||
		digit && dot && g.japanese() ||
		alpha && digit && dash && g.vms() ||
		digit && slash && g.ordered(slashes) ||
		digit && dot && g.ordered(dots) ||
		digit && g.isoShort() ||
		digit && g.one(yearOnly, &g.year) ||
		alpha && g.monthName() ||
		digit && g.one(dayOnly, &g.day) ||
		digit && g.digits()
	if alpha && g.take(christ) != nil {
		g.beforeChrist = true
	}
	if digit {
		g.rest()
	}
	g.completeYear()
	return g.parts
}

type guesser struct {
	parts
	text string
}

// take finds an expression, cuts it out of the text and returns its groups, or nil.
func (g *guesser) take(re *regexp.Regexp) []string {
	at := re.FindStringSubmatchIndex(g.text)
	if at == nil {
		return nil
	}
	groups := make([]string, len(at)/2)
	for i := range groups {
		if at[2*i] >= 0 {
			groups[i] = g.text[at[2*i]:at[2*i+1]]
		}
	}
	g.text = g.text[:at[0]] + " " + g.text[at[1]:]
	return groups
}

func (g *guesser) clock() {
	m := g.take(clock)
	if m == nil {
		return
	}
	g.zone = m[2]
	m = clockPart.FindStringSubmatch(m[1])
	if m == nil {
		return
	}
	g.hour = integer(m[1])
	if g.hour != nil && m[5] != "" && *g.hour < math.MaxInt32 {
		*g.hour %= 12
		if strings.EqualFold(m[5], "p") {
			*g.hour += 12
		}
	}
	g.minute, g.second = integer(m[2]), integer(m[3])
	g.setFraction(m[4])
}

// setFraction takes the digits behind a point or comma; there may be none.
func (g *guesser) setFraction(s string) {
	if s != "" {
		g.fraction, g.hasFraction = s[1:], true
	}
}

func (g *guesser) european() bool {
	m := g.take(european)
	if m != nil {
		g.set(m[4], monthNumber(m[2]), m[1], m[3])
	}
	return m != nil
}

func (g *guesser) american() bool {
	m := g.take(american)
	if m != nil {
		g.set(m[4], monthNumber(m[1]), m[2], m[3])
	}
	return m != nil
}

func (g *guesser) iso() bool { return g.ordered(iso) }

// ordered takes a form whose groups are year, month and day as a first guess.
func (g *guesser) ordered(re *regexp.Regexp) bool {
	m := g.take(re)
	if m != nil {
		g.set(m[1], m[2], m[3], "")
	}
	return m != nil
}

var eras = map[string]int{"m": 1867, "t": 1911, "s": 1925, "h": 1988, "r": 2018}

func (g *guesser) japanese() bool {
	m := g.take(japanese)
	if m == nil {
		return false
	}
	if g.year = integer(m[2]); g.year != nil {
		*g.year += eras[strings.ToLower(m[1])]
	}
	g.month, g.day = integer(m[3]), integer(m[4])
	return true
}

func (g *guesser) vms() bool {
	if m := g.take(vmsDay); m != nil {
		g.set(m[3], monthNumber(m[2]), m[1], "")
		return true
	}
	m := g.take(vmsMonth)
	if m != nil {
		g.set(m[3], monthNumber(m[1]), m[2], "")
	}
	return m != nil
}

// isoShort takes weeks, which Time.parse has no use for, --10-17, and days of a year such as 2020-291.
func (g *guesser) isoShort() bool {
	if g.take(isoWeek) != nil || g.take(isoDay) != nil {
		return true
	}
	m := g.take(isoMonth)
	if m == nil {
		m = g.take(isoShort)
	}
	if m != nil {
		g.month, g.day = integer(m[1]), integer(m[2])
		return true
	}
	if !notYear.MatchString(g.text) {
		if m = g.take(isoYear); m != nil {
			g.year, g.yearDay = integer(m[1]), integer(m[2])
			return true
		}
	}
	return !notDay.MatchString(g.text) && g.one(yearDay, &g.yearDay)
}

func (g *guesser) one(re *regexp.Regexp, part **int) bool {
	m := g.take(re)
	if m != nil {
		*part = integer(m[1])
	}
	return m != nil
}

func (g *guesser) monthName() bool {
	m := g.take(monthOnly)
	if m != nil {
		g.month = integer(monthNumber(m[1]))
	}
	return m != nil
}

// digits takes a run of digits, whose length says what it is: 17, 1017, 201017, 20201017, 20201017T1000 …
func (g *guesser) digits() bool {
	m := g.take(digits)
	if m == nil {
		return false
	}
	sign, run, more, fraction := m[1], m[2], m[3], m[4]
	if more == "" && fraction != "" {
		g.fromEnd(sign, run)
	} else {
		g.fromStart(sign, run)
	}
	if n := len(more); n == 2 || n == 4 || n == 6 {
		if fraction != "" {
			g.clockFromEnd(more)
		} else {
			g.hour = integer(more[:2])
			if n >= 4 {
				g.minute = integer(more[2:4])
			}
			if n >= 6 {
				g.second = integer(more[4:])
			}
		}
	}
	g.setFraction(fraction)
	if zone := strings.Trim(m[5], "[]"); zone != "" {
		if _, name, named := strings.Cut(zone, ":"); named && m[5][0] == '[' {
			zone = name
		} else if m[5][0] == '[' && isDigit(zone[0]) {
			zone = "+" + zone
		}
		g.zone = zone
	}
	return true
}

func (g *guesser) fromStart(sign, run string) {
	switch n := len(run); n {
	case 2:
		g.day = integer(run)
	case 3:
		g.yearDay = integer(run)
	case 4:
		g.month, g.day = integer(run[:2]), integer(run[2:])
	case 5:
		g.year, g.yearDay = integer(sign+run[:2]), integer(run[2:])
	case 6:
		g.year, g.month, g.day = integer(sign+run[:2]), integer(run[2:4]), integer(run[4:])
	case 7:
		g.year, g.yearDay = integer(sign+run[:4]), integer(run[4:])
	case 8, 10, 12, 14:
		g.year, g.month, g.day = integer(sign+run[:4]), integer(run[4:6]), integer(run[6:8])
		if n >= 10 {
			g.hour = integer(run[8:10])
		}
		if n >= 12 {
			g.minute = integer(run[10:12])
		}
		if n >= 14 {
			g.second = integer(run[12:14])
		}
		g.keepYear = true
	}
}

// fromEnd reads a run of digits before a point, whose last two are the seconds.
func (g *guesser) fromEnd(sign, run string) {
	n := len(run)
	if n > 8 && n%2 == 1 {
		return
	}
	g.clockFromEnd(run)
	if n >= 7 {
		g.day = integer(run[max(n-8, 0) : n-6])
	}
	if n >= 10 {
		g.month = integer(run[n-10 : n-8])
	}
	if n == 12 {
		g.year = integer(sign + run[:2])
	}
	if n == 14 {
		g.year = integer(sign + run[:4])
		g.keepYear = true
	}
}

func (g *guesser) clockFromEnd(run string) {
	n := len(run)
	g.second = integer(run[n-2:])
	if n >= 3 {
		g.minute = integer(run[max(n-4, 0) : n-2])
	}
	if n >= 5 {
		g.hour = integer(run[max(n-6, 0) : n-4])
	}
}

// rest takes a number that is left over for the day, or the hour, that is missing.
func (g *guesser) rest() {
	m := rest.FindStringSubmatch(g.text)
	if m == nil {
		return
	}
	n := integer(m[1])
	if g.hour != nil && g.day == nil && *n >= 1 && *n <= 31 {
		g.day = n
	}
	if g.day != nil && g.hour == nil && *n >= 0 && *n <= 24 {
		g.hour = n
	}
}

func (g *guesser) completeYear() {
	if g.year == nil {
		return
	}
	y := *g.year
	if g.beforeChrist {
		y = -y + 1
	}
	if !g.keepYear && 0 <= y && y <= 99 {
		if y >= 69 {
			y += 1900
		} else {
			y += 2000
		}
	}
	g.year = &y
}

// set sorts out which of three texts is the year, the month and the day (s3e in Ruby's source).
func (g *guesser) set(y, m, d, era string) {
	if y != "" && m != "" && d == "" {
		y, m, d = "", y, m
	}
	if y == "" {
		if len(d) > 2 {
			y, d = d, ""
		}
		if strings.HasPrefix(d, "'") {
			y, d = d, ""
		}
	}
	if y != "" {
		if number, after := leadingNumber(y); after != "" {
			y, d = d, number
		}
	}
	if strings.HasPrefix(m, "'") || len(m) > 2 {
		y, m, d = m, d, y
	}
	if strings.HasPrefix(d, "'") || len(d) > 2 {
		y, d = d, y
	}
	if y != "" {
		number, _ := leadingNumber(y)
		if strings.ContainsAny(number, "+-") || len(number) > 2 {
			g.keepYear = true
		}
		g.year = integer(number)
	}
	if strings.HasPrefix(strings.ToLower(era), "b") {
		g.beforeChrist = true
	}
	if m != "" {
		g.month = unsigned(m)
	}
	if d != "" {
		g.day = unsigned(d)
	}
}

// leadingNumber is the first number in a text, with its sign, and what comes after it.
func leadingNumber(s string) (number, after string) {
	start := strings.IndexAny(s, "+-0123456789")
	if start < 0 {
		return "", ""
	}
	end := start + 1
	for end < len(s) && isDigit(s[end]) {
		end++
	}
	return s[start:end], s[end:]
}

func unsigned(s string) *int {
	number, _ := leadingNumber(s)
	return integer(strings.TrimLeft(number, "+-"))
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func monthNumber(name string) string {
	return strconv.Itoa(strings.Index(months, strings.ToLower(name[:3]))/4 + 1)
}

// integer reads a number; nil when there is none. One beyond all calendars becomes one that no calendar has.
func integer(s string) *int {
	if s == "" {
		return nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n > math.MaxInt32 {
		n = math.MaxInt32
	}
	return &n
}
