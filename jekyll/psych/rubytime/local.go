package rubytime

import "time"

// Local is time.Date with Ruby's answers where a clock is changed: of a time that comes twice the second one counts, and a time that is
// skipped is as much later. Midnight is such a time in zones like America/Sao_Paulo, where time.Date would answer with the day before.
func Local(year int, month time.Month, day, hour, minute, second, nano int, loc *time.Location) time.Time {
	t := time.Date(year, month, day, hour, minute, second, nano, time.UTC)
	_, before := t.AddDate(0, 0, -1).In(loc).Zone()
	_, after := t.AddDate(0, 0, 1).In(loc).Zone()
	late := t.Add(-time.Duration(after) * time.Second).In(loc)
	if _, offset := late.Zone(); offset == after {
		return late
	}
	return t.Add(-time.Duration(before) * time.Second).In(loc)
}
