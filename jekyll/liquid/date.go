package liquid

import (
	"strconv"
	"time"
)

// Date is a day without a time, as YAML's `2026-01-02` becomes in Ruby; it prints as "2026-01-02".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Time is the day's first moment in UTC.
func (d Date) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

func (d Date) append(dst []byte) []byte {
	dst = appendYear(dst, d.Year)
	return append(dst, '-', byte('0'+d.Month/10), byte('0'+d.Month%10), '-', byte('0'+d.Day/10), byte('0'+d.Day%10))
}

// appendInspect is Ruby's: #<Date: 2026-01-02 ((2461043j,0s,0n),+0s,2299161j)>, where j counts Julian days.
func (d Date) appendInspect(dst []byte) []byte {
	dst = append(dst, "#<Date: "...)
	dst = d.append(dst)
	dst = append(dst, " (("...)
	dst = strconv.AppendInt(dst, int64(d.julianDay()), 10)
	return append(dst, "j,0s,0n),+0s,2299161j)>"...)
}

// julianDay counts the days as astronomers do.
func (d Date) julianDay() int {
	const of1970 = 2440588
	return int(d.Time().Unix()/86400) + of1970 // midnight UTC is a multiple of a day, before 1970 too
}
