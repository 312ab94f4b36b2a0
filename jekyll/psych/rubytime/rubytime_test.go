package rubytime_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/galleypress/galley/jekyll/psych/rubytime"
)

var now = time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC)

// rubyDate is a line of testdata/dates.jsonl. Unix is nil where Ruby refuses the text.
type rubyDate struct {
	Text, Zone string
	Unix       *int64
	Nano       int
}

func rubyDates(t testing.TB) []rubyDate {
	t.Helper()
	file, err := os.Open("testdata/dates.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var dates []rubyDate
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var d rubyDate
		if err := json.Unmarshal(lines.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		dates = append(dates, d)
	}
	return dates
}

func TestDatesAreReadAsRubyReadsThem(t *testing.T) {
	for _, d := range rubyDates(t) {
		loc, err := time.LoadLocation(d.Zone)
		if err != nil {
			t.Fatal(err)
		}
		got, err := rubytime.Parse(d.Text, now, loc)
		switch {
		case d.Unix == nil && err == nil:
			t.Errorf("%q in %s: have %v, but Ruby finds no date", d.Text, d.Zone, got)
		case d.Unix != nil && err != nil:
			t.Errorf("%q in %s: have %v, want %v", d.Text, d.Zone, err, time.Unix(*d.Unix, 0).In(loc))
		case d.Unix != nil && (got.Unix() != *d.Unix || got.Nanosecond() != d.Nano):
			t.Errorf("%q in %s: have %v, want %v", d.Text, d.Zone, got, time.Unix(*d.Unix, int64(d.Nano)).In(loc))
		}
	}
}

func TestTimesAroundAChangeOfTheClockAreRubys(t *testing.T) {
	file, err := os.Open("testdata/clocks.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var zone string
		var year, month, day, hour, minute int
		var want int64
		if err := json.Unmarshal(lines.Bytes(), &[]any{&zone, &year, &month, &day, &hour, &minute, &want}); err != nil {
			t.Fatal(err)
		}
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		if got := rubytime.Local(year, time.Month(month), day, hour, minute, 0, 0, loc); got.Unix() != want {
			t.Errorf("%s: have %v, want %v", lines.Text(), got, time.Unix(want, 0).In(loc))
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, d := range rubyDates(f) {
		f.Add(d.Text)
	}
	seoul := time.FixedZone("KST", 9*3600)
	f.Fuzz(func(t *testing.T, text string) {
		if got, err := rubytime.Parse(text, now, seoul); err == nil && got.Location() != seoul {
			t.Errorf("%q: %v is not in the zone that was asked for", text, got)
		}
	})
}
