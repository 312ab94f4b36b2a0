package rubytime

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// maxLength is the longest text that Date._parse takes, in characters.
const maxLength = 128

func parse(text string, now time.Time, loc *time.Location) (time.Time, error) {
	if t, ok := plainDate(text, loc); ok {
		return t, nil
	}
	if utf8.RuneCountInString(text) > maxLength {
		return time.Time{}, ErrNoTime
	}
	p := guess(text)
	t, ok := p.make(now.In(loc), loc)
	if !ok {
		return time.Time{}, ErrNoTime
	}
	return t.In(loc), nil
}

// plainDate reads 2020-10-17, which most names of posts begin with, without further ado.
func plainDate(s string, loc *time.Location) (time.Time, bool) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return time.Time{}, false
	}
	for i := range len(s) {
		if i != 4 && i != 7 && !isDigit(s[i]) {
			return time.Time{}, false
		}
	}
	year, _ := strconv.Atoi(s[:4])
	month, _ := strconv.Atoi(s[5:7])
	day, _ := strconv.Atoi(s[8:])
	return civil(year, month, day, 0, 0, 0, 0, loc)
}

// make is Time.make_time: it fills in what is missing and refuses what no clock shows.
func (p *parts) make(now time.Time, loc *time.Location) (time.Time, bool) {
	if p.year == nil && p.yearDay == nil && p.month == nil && p.day == nil &&
		p.hour == nil && p.minute == nil && p.second == nil && !p.hasFraction {
		return time.Time{}, false
	}
	if p.yearDay != nil {
		return p.makeYearDay(now, loc)
	}
	zoneYear := now.Year()
	if p.year != nil {
		zoneYear = *p.year
	}
	offset, zoned := zoneOffset(p.zone, zoneYear, loc)
	if zoned {
		now = now.In(time.FixedZone("", offset))
	}
	year, month, day, hour, minute, second, nano := now.Year(), int(now.Month()), now.Day(), now.Hour(), now.Minute(), now.Second(), now.Nanosecond()
	// What comes after the first part that is given does not come from now.
	given := false
	fill := func(part *int, value *int, least int) {
		if part != nil {
			*value, given = *part, true
		} else if given {
			*value = least
		}
	}
	fill(p.year, &year, 0)
	fill(p.month, &month, 1)
	fill(p.day, &day, 1)
	fill(p.hour, &hour, 0)
	fill(p.minute, &minute, 0)
	fill(p.second, &second, 0)
	if given || p.hasFraction {
		nano = p.nanoseconds()
	}
	if !zoned {
		return civil(year, month, day, hour, minute, second, nano, loc)
	}
	if offset <= -86400 || offset >= 86400 {
		return time.Time{}, false
	}
	year, month, day, hour, minute, second = applyOffset(year, month, day, hour, minute, second, offset)
	return civil(year, month, day, hour, minute, second, nano, time.UTC)
}

// applyOffset is Time.apply_offset: it takes a zone's offset off digit by digit, and so makes sense of an hour of 30.
func applyOffset(year, month, day, hour, minute, second, offset int) (int, int, int, int, int, int) {
	sign := 1
	if offset < 0 {
		sign, offset = -1, -offset
	}
	// take moves one part of the offset into a digit, and returns what it carries.
	take := func(digit *int, base int) {
		part := offset % base
		offset /= base
		if part == 0 {
			return
		}
		*digit -= sign * part
		carry := floorDiv(*digit, base)
		*digit -= carry * base
		offset -= sign * carry
	}
	if offset == 0 {
		return year, month, day, hour, minute, second
	}
	take(&second, 60)
	take(&minute, 60)
	take(&hour, 24)
	day -= sign * offset
	switch {
	case offset == 0:
	case sign < 0:
		if days := monthDays(year, month); days > 0 && days < day {
			day = 1
			if month++; month > 12 {
				year, month = year+1, 1
			}
		}
	case day < 1:
		if month--; month < 1 {
			year, month = year-1, 12
		}
		day = monthDays(year, month)
	}
	return year, month, day, hour, minute, second
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// monthDays is the length of a month, or 0 when there is no such month.
func monthDays(year, month int) int {
	if month < 1 || month > 12 {
		return 0
	}
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func (p *parts) makeYearDay(now time.Time, loc *time.Location) (time.Time, bool) {
	n := *p.yearDay
	year := now.Year()
	if p.year != nil {
		year = *p.year
	}
	first := time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC)
	day := first.AddDate(0, 0, n-1)
	if n < 1 || n > 366 || day.Year() != year {
		return time.Time{}, false
	}
	q := *p
	month, monthDay := int(day.Month()), day.Day()
	q.yearDay, q.month, q.day = nil, &month, &monthDay
	return q.make(now, loc)
}

func (p *parts) nanoseconds() int {
	if !p.hasFraction {
		return 0
	}
	n, _ := strconv.Atoi((p.fraction + "000000000")[:9])
	return n
}

// civil makes a time as Ruby's Time.local does, which refuses an hour of 25 but lets the 31st of February run over into March.
func civil(year, month, day, hour, minute, second, nano int, loc *time.Location) (time.Time, bool) {
	if month < 1 || month > 12 || day < 1 || day > 31 || hour < 0 || hour > 24 || minute < 0 || minute > 59 || second < 0 || second > 60 ||
		hour == 24 && (minute > 0 || second > 0) || year > 1<<20 || year < -1<<20 {
		return time.Time{}, false
	}
	return Local(year, time.Month(month), day, hour, minute, second, nano, loc), true
}

// zoneHours are the names of zones that Time.zone_offset knows. Others count only when the site's own zone bears that name.
var zoneHours = map[string]int{
	"UTC": 0, "Z": 0, "UT": 0, "GMT": 0,
	"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
	"A": 1, "B": 2, "C": 3, "D": 4, "E": 5, "F": 6, "G": 7, "H": 8, "I": 9, "K": 10, "L": 11, "M": 12,
	"N": -1, "O": -2, "P": -3, "Q": -4, "R": -5, "S": -6, "T": -7, "U": -8, "V": -9, "W": -10, "X": -11, "Y": -12,
}

func zoneOffset(zone string, year int, loc *time.Location) (seconds int, ok bool) {
	if zone == "" {
		return 0, false
	}
	zone = strings.ToUpper(zone)
	if zone[0] == '+' || zone[0] == '-' {
		return numericOffset(zone)
	}
	if hours, ok := zoneHours[zone]; ok {
		return hours * 3600, true
	}
	for _, month := range []time.Month{time.January, time.July} {
		name, offset := time.Date(year, month, 1, 0, 0, 0, 0, loc).Zone()
		if strings.ToUpper(name) == zone {
			return offset, true
		}
	}
	return 0, false
}

// numericOffset reads +08, +0800, +08:00 and the same with seconds; +8 is no zone to Ruby.
func numericOffset(zone string) (seconds int, ok bool) {
	body := zone[1:]
	switch len(body) {
	case 2, 4, 6:
	case 5:
		if body[2] != ':' {
			return 0, false
		}
	case 8:
		if body[2] != ':' || body[5] != ':' {
			return 0, false
		}
	default:
		return 0, false
	}
	body = strings.ReplaceAll(body, ":", "")
	for i := range len(body) {
		if !isDigit(body[i]) {
			return 0, false
		}
	}
	unit := 3600
	for ; len(body) >= 2; body = body[2:] {
		n, _ := strconv.Atoi(body[:2])
		seconds += n * unit
		unit /= 60
	}
	if zone[0] == '-' {
		seconds = -seconds
	}
	return seconds, true
}
