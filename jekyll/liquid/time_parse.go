package liquid

import (
	"math/big"
	"strconv"
	"strings"
	"time"
)

// ParseTime is Ruby's Time.parse: it finds a date and a time of day in almost any text. What the text leaves out before its
// first part (a year, say) comes from now; what it leaves out behind is the earliest. loc is the zone of texts without one.
func ParseTime(s string, now time.Time, loc *time.Location) (time.Time, bool) {
	if t, ok := parseISO(s, loc); ok {
		return t, true
	}
	if len(s) > maxDateText {
		return time.Time{}, false
	}
	f := findDate(s)
	return f.time(now.In(loc), loc)
}

// maxYear is as far as time.Date can count.
const maxYear = 200_000_000_000

// maxDateText is the longest text that is searched for a date (Ruby's own limit is 128).
const maxDateText = 128

// parseISO is the short way for what nearly every date looks like: 2026-01-02, perhaps with a time and a zone.
func parseISO(s string, loc *time.Location) (t time.Time, ok bool) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' {
		return t, false
	}
	year, ok1 := digits2(s, 0)
	y2, ok2 := digits2(s, 2)
	month, ok3 := digits2(s, 5)
	day, ok4 := digits2(s, 8)
	if !ok1 || !ok2 || !ok3 || !ok4 || month < 1 || month > 12 || day < 1 || day > 31 {
		return t, false
	}
	year = year*100 + y2
	var hour, minute, second int
	rest := s[10:]
	if rest != "" {
		if len(rest) < 6 || rest[0] != ' ' && rest[0] != 't' && rest[0] != 'T' || rest[3] != ':' {
			return t, false
		}
		hour, ok1 = digits2(rest, 1)
		minute, ok2 = digits2(rest, 4)
		if !ok1 || !ok2 || hour > 23 || minute > 59 {
			return t, false
		}
		rest = rest[6:]
		if len(rest) >= 3 && rest[0] == ':' {
			second, ok1 = digits2(rest, 1)
			if !ok1 || second > 59 {
				return t, false
			}
			rest = rest[3:]
		}
	}
	zone, ok := isoZone(rest, loc)
	if !ok {
		return t, false
	}
	t = time.Date(year, time.Month(month), day, hour, minute, second, 0, zone)
	if zone != loc && zone != time.UTC {
		t = localWhereEqual(t, loc)
	}
	return t, true
}

// localWhereEqual moves a time into the local zone where that has the same offset.
func localWhereEqual(t time.Time, loc *time.Location) time.Time {
	_, off := t.Zone()
	if local := t.In(loc); offsetOf(local) == off {
		return local
	}
	return t
}

func offsetOf(t time.Time) int {
	_, off := t.Zone()
	return off
}

// isoZone reads nothing, Z or +hh:mm with or without the colon.
func isoZone(s string, loc *time.Location) (*time.Location, bool) {
	if s == "" {
		return loc, true
	}
	s = strings.TrimPrefix(s, " ")
	if s == "z" || s == "Z" {
		return time.UTC, true
	}
	if len(s) == 6 && s[3] == ':' {
		s = s[:3] + s[4:]
	}
	if len(s) != 5 || s[0] != '+' && s[0] != '-' {
		return nil, false
	}
	h, ok1 := digits2(s, 1)
	m, ok2 := digits2(s, 3)
	if !ok1 || !ok2 || h > 23 || m > 59 || s == "-0000" {
		return nil, false
	}
	seconds := h*3600 + m*60
	if s[0] == '-' {
		seconds = -seconds
	}
	return offsetZone(seconds), true
}

func digits2(s string, i int) (int, bool) {
	if i+1 >= len(s) || !isDigit(s[i]) || !isDigit(s[i+1]) {
		return 0, false
	}
	return int(s[i]-'0')*10 + int(s[i+1]-'0'), true
}

// offsetZone is a zone that is an offset and nothing else.
func offsetZone(seconds int) *time.Location {
	switch seconds {
	case 0:
		return zoneZero
	case 28800:
		return zoneEight
	}
	return time.FixedZone("", seconds)
}

// Two zones that many posts have.
var (
	zoneZero  = time.FixedZone("", 0)
	zoneEight = time.FixedZone("", 8*3600)
)

// found is what a text says of a date: only the parts that were there.
type found struct {
	year, yday, mon, mday *int
	hour, min, sec        *int
	frac                  *big.Rat // of a second
	zone                  string
	bc                    bool
	fullYear              bool // a year of two digits means what it says
}

// time fills in what is missing (Ruby's Time.make_time).
func (f *found) time(now time.Time, loc *time.Location) (t time.Time, ok bool) {
	if f.year == nil && f.yday == nil && f.mon == nil && f.mday == nil && f.hour == nil && f.min == nil && f.sec == nil && f.frac == nil {
		return t, false
	}
	offYear := now.Year()
	if f.year != nil {
		offYear = *f.year
	}
	off, hasOff := 0, false
	if f.zone != "" {
		off, hasOff = zoneOffset(f.zone, offYear, loc)
	}
	if f.yday != nil {
		return f.yearDay(now, loc, offYear)
	}
	if hasOff {
		now = now.In(time.FixedZone("", off))
	}
	ns := 0
	if f.frac != nil {
		ns = int(floorRat(new(big.Rat).Mul(f.frac, big.NewRat(1e9, 1))).Int64())
	}
	year, mon, day, hour, min, sec := f.year, f.mon, f.mday, f.hour, f.min, f.sec
	// What stands before the first part that the text has is now's.
	switch {
	case year != nil:
	default:
		year = ptr(now.Year())
		if mon != nil {
			break
		}
		mon = ptr(int(now.Month()))
		if day != nil {
			break
		}
		day = ptr(now.Day())
		if hour != nil {
			break
		}
		hour = ptr(now.Hour())
		if min != nil {
			break
		}
		min = ptr(now.Minute())
		if sec != nil {
			break
		}
		sec = ptr(now.Second())
	}
	y, m, d := *year, or(mon, 1), or(day, 1)
	hh, mm, ss := or(hour, 0), or(min, 0), or(sec, 0)
	if y != offYear && f.zone != "" {
		off, hasOff = zoneOffset(f.zone, y, loc)
	}
	if off <= -86400 || off >= 86400 || int64(y) < -maxYear || int64(y) > maxYear {
		return t, false
	}
	if hasOff {
		y, m, d, hh, mm, ss = toUTC(y, m, d, hh, mm, ss, off)
	}
	if m < 1 || m > 12 || d < 1 || d > 31 || hh < 0 || hh > 24 || mm < 0 || mm > 59 || ss < 0 || ss > 60 || hh == 24 && (mm > 0 || ss > 0) {
		return t, false
	}
	if !hasOff {
		return time.Date(y, time.Month(m), d, hh, mm, ss, ns, loc), true
	}
	t = time.Date(y, time.Month(m), d, hh, mm, ss, ns, time.UTC)
	switch z := strings.ToUpper(f.zone); z {
	case "-00:00", "-0000", "-00", "UTC", "Z", "UT":
		return t, true
	}
	return localWhereEqual(t.In(offsetZone(off)), loc), true
}

// toUTC takes an offset off a time as Ruby does (Time.apply_offset), which evens out minutes and seconds beyond 59 on the way.
func toUTC(y, m, d, hh, mm, ss, off int) (int, int, int, int, int, int) {
	sign := 1
	if off < 0 {
		sign, off = -1, -off
	}
	carry := func(part *int, size, rest int) int {
		if rest%size == 0 {
			return rest / size
		}
		n := *part - sign*(rest%size)
		*part = floorMod(n, size)
		return rest/size - sign*floorDiv(n, size)
	}
	days := carry(&hh, 24, carry(&mm, 60, carry(&ss, 60, off)))
	if days == 0 {
		return y, m, d, hh, mm, ss
	}
	d -= sign * days
	switch {
	case m < 1 || m > 12: // refused later
	case sign < 0 && d > daysIn(y, m):
		if m, d = m+1, 1; m > 12 {
			y, m = y+1, 1
		}
	case sign > 0 && d < 1:
		if m--; m < 1 {
			y, m = y-1, 12
		}
		d = daysIn(y, m)
	}
	return y, m, d, hh, mm, ss
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func ptr(n int) *int { return &n }

func or(n *int, missing int) int {
	if n == nil {
		return missing
	}
	return *n
}

// yearDay is time for a day of the year.
func (f *found) yearDay(now time.Time, loc *time.Location, year int) (t time.Time, ok bool) {
	if *f.yday < 1 || *f.yday > 366 {
		return t, false
	}
	day := time.Date(year, 1, *f.yday, 0, 0, 0, 0, time.UTC)
	if day.Year() != year {
		return t, false
	}
	g := *f
	g.yday, g.year, g.mon, g.mday = nil, ptr(year), ptr(int(day.Month())), ptr(day.Day())
	return g.time(now, loc)
}

// zoneHours are the zones that Ruby knows by name, in hours from UTC.
var zoneHours = map[string]int{
	"UTC": 0, "Z": 0, "UT": 0, "GMT": 0,
	"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
	"A": 1, "B": 2, "C": 3, "D": 4, "E": 5, "F": 6, "G": 7, "H": 8, "I": 9, "K": 10, "L": 11, "M": 12,
	"N": -1, "O": -2, "P": -3, "Q": -4, "R": -5, "S": -6, "T": -7, "U": -8, "V": -9, "W": -10, "X": -11, "Y": -12,
}

// zoneOffset is Time.zone_offset: +hhmm and the like, the names above, or the local zone's own two.
func zoneOffset(zone string, year int, loc *time.Location) (seconds int, ok bool) {
	zone = strings.ToUpper(zone)
	if zone[0] == '+' || zone[0] == '-' {
		return numericOffset(zone)
	}
	if h, ok := zoneHours[zone]; ok {
		return h * 3600, true
	}
	for _, month := range [...]time.Month{time.January, time.July} {
		if name, off := time.Date(year, month, 1, 0, 0, 0, 0, loc).Zone(); strings.ToUpper(name) == zone {
			return off, true
		}
	}
	return 0, false
}

// numericOffset reads +hh, +hhmm, +hh:mm, +hhmmss and +hh:mm:ss.
func numericOffset(s string) (seconds int, ok bool) {
	digits := s[1:]
	if strings.IndexByte(digits, ':') >= 0 {
		parts := strings.Split(digits, ":")
		for _, p := range parts {
			if len(p) != 2 {
				return 0, false
			}
		}
		digits = strings.Join(parts, "")
	}
	if n := len(digits); !allDigits(digits) || n != 2 && n != 4 && n != 6 {
		return 0, false
	}
	for i, unit := 0, 3600; i < len(digits); i, unit = i+2, unit/60 {
		n, _ := strconv.Atoi(digits[i : i+2])
		seconds += n * unit
	}
	if s[0] == '-' {
		seconds = -seconds
	}
	return seconds, true
}
