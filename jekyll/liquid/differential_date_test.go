package liquid_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func TestStrftimeDirectivesFlagsAndWidthsAreRubys(t *testing.T) {
	g := newGenerator(8)
	times := []any{
		map[string]any{"$time": []any{2021, 3, 4, 5, 6, 7, "+02:00"}}, map[string]any{"$time": []any{1999, 12, 31, 23, 59, 59, "-03:30"}},
		map[string]any{"$utc": 1600000000}, map[string]any{"$utc": 0}, map[string]any{"$utc": -86400 * 365 * 100},
		map[string]any{"$date": "2020-02-29"}, map[string]any{"$date": "2024-12-30"}, map[string]any{"$date": "1601-01-04"},
	}
	const letters = "aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ%+!é"
	var jobs []job
	for _, at := range times {
		for _, c := range letters {
			for _, flags := range []string{"", "-", "0", "_", "^", "#", "10", "-5", "_8", "010", ":", "::", ":::", "E", "O", "^-", "#^12"} {
				jobs = append(jobs, job{Template: fmt.Sprintf("{{ t | date: '[%%%s%c]' }}", flags, c), Data: map[string]any{"t": at}})
			}
		}
	}
	for range rounds(900) {
		var b strings.Builder
		for range 1 + g.IntN(4) {
			b.WriteString("%" + g.pick("", "", "-", "_", "0", "^", "#", "3", "08", "_:", "-:", "10:", "::") + string([]rune(letters)[g.IntN(len([]rune(letters)))]) + g.pick("", " ", "/", "-", "x", "%"))
		}
		jobs = append(jobs, job{Template: "{{ t | date: f }}", Data: map[string]any{"t": times[g.IntN(len(times))], "f": b.String()}})
	}
	compareWithRuby(t, jobs)
}

func TestDatesAreReadAsRubyReadsThem(t *testing.T) {
	g := newGenerator(9)
	fixed := []string{
		"now", "today", "NOW", "tomorrow", "", " ", "0", "1152098955", "-5", "12", "123", "1234", "12345", "123456", "1234567", "20200102", "2020010203", "202001020304", "20200102030405", "20200102t0304", "20200102T030405Z", "20200102 0304.5",
		"2020-01-02", "2020-1-2", "2020-01", "2020", "2020-02-30", "2020-13-01", "2020-00-10", "2020-01-32", "20-01-02", "2020/01/02", "1/2/2020", "13/2/2020", "3/14", "2.1.2020", "2020.1.2", "02.01.20",
		"2020-01-02 03:04", "2020-01-02 03:04:05", "2020-01-02T03:04:05Z", "2020-01-02t03:04:05+08:00", "2020-01-02 03:04:05 +0800", "2020-01-02 03:04:05.678 -0530", "2020-01-02 03:04:05 UTC", "2020-01-02 03:04:05 EST", "2020-01-02 03:04 PDT", "2020-01-02 25:00", "2020-01-02 24:00", "2020-01-02 23:60", "2020-01-02 23:59:60", "2020-02-30 10:00:00 +0800", "2020-01-02 10:00 +8", "2020-01-02 10:00 +08", "2020-01-02 10:00 gmt+2", "2020-01-02 10:00 utc-03:30", "2020-01-02 10:00:00 -0000", "2020-01-02 1pm", "2020-01-02 12am", "2020-01-02 3:04 p.m.", "3h", "3h4m5s", "10:30", "10:30:15.25", "noon",
		"March 14, 2016", "Mar 14 2016", "14 March 2016", "14th of March 2016", "march 14th, 2016", "Mon, 14 Mar 2016 10:20:30 +0100", "Monday", "March", "mar 14", "14 mar", "Sat Aug 28 02:55:00 2000", "3rd feb 2001 04:05:06 PM", "jan 5 '99", "5 jan 99", "'99 jan 5", "jan 2020", "2020 jan 5", "H31.04.30", "s55.6.7", "2001-W05-6", "2001w056", "2001-034", "2001034", "-034", "--02-03", "--0203", "10-jan-2020", "jan-10-2020", "10-jan", "100 bc jan 5", "jan 5 100 bc", "jan 5 100 ad", "5th", "the 21st", "at 10 on 5 may", "2020-01-02 est5edt", "2020 10:00", "1st", "12:00 2020-05-06", "5 o'clock", "1.5", "version 2.3.4", "2020-1-2-3", "99-1-2", "69-1-2", "68-1-2", "1-2-3", "2020-366", "2021-366", "abc", "a1", "may", "maybe", "2020年1月2日",
	}
	words := []string{"2020", "20", "5", "14", "31", "99", "jan", "march", "december", "mon", "tuesday", "th", "st", ",", "-", "/", ".", ":", " ", " ", " ", "10:20", "10:20:30", "am", "pm", "p.m.", "utc", "gmt", "est", "z", "+0100", "-05:30", "+9", "t", "'", "at", "of", "bc", "w05", "001", "0304", ".5", "2020-01-02", "1/2/2020", "7.8.2021"}
	const format = "{{ t | date: '%Y-%m-%d %H:%M:%S.%N %z|%Z|' }}"
	var jobs []job
	for _, s := range fixed {
		jobs = append(jobs, job{Template: format, Data: map[string]any{"t": s}})
	}
	for range rounds(2400) {
		var b strings.Builder
		for range 1 + g.IntN(6) {
			b.WriteString(g.pick(words...) + g.pick("", " "))
		}
		jobs = append(jobs, job{Template: format, Data: map[string]any{"t": b.String()}})
	}
	for _, v := range []any{0, 1, -1, 1.5, true, nil, []any{}, []any{2020}, json.RawMessage("1600000000.5"), map[string]any{}, "1600000000"} {
		jobs = append(jobs, job{Template: format, Data: map[string]any{"t": v}})
	}
	compareWithRuby(t, jobs)
}
