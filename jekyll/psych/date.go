package psych

import (
	"fmt"
	"time"

	"github.com/galleypress/galley/jekyll/psych/rubytime"
)

// Date is a day without a time, Ruby's Date: what YAML makes of 2020-10-17.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// String is the date as Ruby's to_s prints it: 2020-10-17.
func (d Date) String() string {
	if d.Year < 0 {
		return fmt.Sprintf("-%04d-%02d-%02d", -d.Year, d.Month, d.Day)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// In is midnight of the day in a time zone, or the first moment after it where midnight is skipped.
func (d Date) In(loc *time.Location) time.Time {
	return rubytime.Local(d.Year, d.Month, d.Day, 0, 0, 0, 0, loc)
}

// Compare orders dates: -1, 0 or 1.
func (d Date) Compare(other Date) int { return d.In(time.UTC).Compare(other.In(time.UTC)) }

// valid says whether the calendar has such a day.
func (d Date) valid() bool {
	t := d.In(time.UTC)
	return t.Year() == d.Year && t.Month() == d.Month && t.Day() == d.Day
}
