package lint

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/galleypress/galley/jekyll/psych"
	"github.com/galleypress/galley/jekyll/psych/rubytime"
)

// dateRules are about the day on which a post is published, and the one that readers see.
var dateRules = []Rule{
	{
		Name: "date-empty", Family: "date", Level: Error,
		Summary: "a key `date` without a value",
		Effect:  "Jekyll stops with an error, and nothing of the blog is published.",
		Mended:  "`--fix` deletes the line; the date then comes from the file name.",
		Wrong:   Example{Text: "---\ntitle: Spring\n«date»:\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ndate: 2024-05-01\n---\nIt is here.\n"},
		check:   checkDateEmpty,
	},
	{
		Name: "date-invalid", Family: "date", Level: Error,
		Summary: "a date that is none",
		Effect:  "Jekyll stops with an error, and nothing of the blog is published.",
		Mended:  "Left to a person, who knows the day.",
		Wrong:   Example{Text: "---\ntitle: Spring\ndate: «yesterday»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ndate: 2024-05-01\n---\nIt is here.\n"},
		check:   checkDateInvalid,
	},
	{
		Name: "date-impossible", Family: "date", Level: Error,
		Summary: "a day that its month does not have",
		Effect:  "The post is published as of another day: Jekyll takes 30 February for a day in March.",
		Mended:  "Left to a person, who knows the day.",
		Wrong:   Example{Path: "_posts/2024-03-01-spring.md", Text: "---\ntitle: Spring\ndate: «2024-02-30»\n---\nIt is here.\n"},
		Right:   Example{Path: "_posts/2024-03-01-spring.md", Text: "---\ntitle: Spring\ndate: 2024-03-01\n---\nIt is here.\n"},
		check:   checkDateImpossible,
	},
	{
		Name: "date-unusual", Family: "date", Level: Warning,
		Summary: "a date in figures that does not begin with the year",
		Effect:  "Jekyll guesses which figure is the month, and may publish the post as of another day than was meant.",
		Mended:  "Left to a person, because the address might change.",
		Wrong:   Example{Path: "_posts/2024-04-05-spring.md", Text: "---\ntitle: Spring\ndate: «05/04/2024»\n---\nIt is here.\n"},
		Right:   Example{Path: "_posts/2024-04-05-spring.md", Text: "---\ntitle: Spring\ndate: 2024-04-05\n---\nIt is here.\n"},
		check:   checkDateUnusual,
	},
	{
		Name: "date-future", Family: "date", Level: Warning,
		Summary: "a post that is dated in the future",
		Effect:  "Nobody sees the post before that moment, and with Jekyll alone not before the next build after it.",
		Mended:  "Left to a person, who may mean it.",
		Wrong:   Example{Path: "_posts/2124-05-01-spring.md", Text: "---\ntitle: Spring\ndate: «2124-05-01 09:00:00 +0900»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ndate: 2024-05-01 09:00:00 +0900\n---\nIt is here.\n"},
		check:   checkDateFuture,
	},
	{
		Name: "date-differs", Family: "date", Level: Warning,
		Summary: "a date that is not the file name's",
		Effect:  "Readers see the front matter's date, and the address has it too; the file name says something else.",
		Mended:  "`lint --fix --rename` gives the file the front matter's date; the address stays.",
		Wrong:   Example{Path: "_posts/2024-05-01-spring.md", Text: "---\ntitle: Spring\ndate: «2024-05-11»\n---\nIt is here.\n"},
		Right:   Example{Path: "_posts/2024-05-11-spring.md", Text: "---\ntitle: Spring\ndate: 2024-05-11\n---\nIt is here.\n"},
		check:   checkDateDiffers,
	},
	{
		Name: "date-without-zone", Family: "date", Level: Warning,
		Summary: "a time without a zone that the site's zone moves to another day",
		Effect:  "Readers see the day before or after the one written: a time with seconds and no zone counts as UTC, and is shown in the site's zone.",
		Mended:  "Left to a person, because the address might change.",
		Wrong: Example{
			Text:  "---\ntitle: Spring\ndate: «2024-05-01 20:00:00»\n---\nIt is here.\n",
			Files: map[string]string{"_config.yml": "timezone: Asia/Seoul\n"},
		},
		Right: Example{
			Text:  "---\ntitle: Spring\ndate: 2024-05-01 20:00:00 +0900\n---\nIt is here.\n",
			Files: map[string]string{"_config.yml": "timezone: Asia/Seoul\n"},
		},
		check: checkDateWithoutZone,
	},
	{
		Name: "date-other-day", Family: "date", Level: Warning,
		Summary: "a time whose zone puts it on another day of the site's zone",
		Effect:  "Readers see the day before or after the one written, and the address has it too: Jekyll shows times in the site's zone, UTC if it names none.",
		Mended:  "Left to a person, because the addresses of all posts might change.",
		Wrong:   Example{Text: "---\ntitle: Spring\ndate: «2024-05-01 06:00:00 +0900»\n---\nIt is here.\n"},
		Right: Example{
			Text:  "---\ntitle: Spring\ndate: 2024-05-01 06:00:00 +0900\n---\nIt is here.\n",
			Files: map[string]string{"_config.yml": "timezone: Asia/Seoul\n"},
		},
		check: checkDateOtherDay,
	},
	{
		Name: "date-zone-unknown", Family: "date", Level: Warning,
		Summary: "a zone that Ruby does not know",
		Effect:  "The zone is ignored, so that the time is off by hours, and near midnight the day by one.",
		Mended:  "Left to a person, because the address might change.",
		Wrong:   Example{Text: "---\ntitle: Spring\ndate: «2024-05-01 09:00:00 KST»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ndate: 2024-05-01 09:00:00 +0900\n---\nIt is here.\n"},
		check:   checkDateZoneUnknown,
	},
	{
		Name: "modified-before-date", Family: "date", Level: Warning,
		Summary: "`last_modified_at` before `date`",
		Effect:  "Readers and search engines are told that the post was changed before it was written.",
		Mended:  "Left to a person, who knows the day.",
		Wrong:   Example{Text: "---\ntitle: Spring\ndate: 2024-05-01\nlast_modified_at: «2023-05-02»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\ndate: 2024-05-01\nlast_modified_at: 2024-05-02\n---\nIt is here.\n"},
		check:   checkModifiedBefore,
	},
	{
		Name: "modified-invalid", Family: "date", Level: Warning,
		Summary: "`last_modified_at` that is no date",
		Effect:  "Themes print it as it stands, and the feed or the site map may fail on it.",
		Mended:  "Left to a person, who knows the day.",
		Wrong:   Example{Text: "---\ntitle: Spring\nlast_modified_at: «soon»\n---\nIt is here.\n"},
		Right:   Example{Text: "---\ntitle: Spring\nlast_modified_at: 2024-05-02\n---\nIt is here.\n"},
		check:   checkModifiedInvalid,
	},
}

// A written date is a date as it stands in the file, before Ruby and the site's zone have had their way with it.
type written struct {
	day     time.Time // midnight UTC; of a day that is not in the calendar, the day that Ruby makes of it
	real    bool      // the calendar has the day
	time    bool      // there is a time
	seconds bool      // it has seconds
	zone    string    // as written, "" where there is none
}

// parseWritten reads a date that begins with the year, as in 2024-05-01, 2024/5/1 9:30 and 2024-05-01T09:30:00.5+09:00.
func parseWritten(s string) (w written, ok bool) {
	r := digitReader{s: strings.TrimSpace(s)}
	year, ok1 := r.number(4, 4)
	ok2 := r.oneOf("-/.")
	month, ok3 := r.number(1, 2)
	ok4 := r.oneOf("-/.")
	day, ok5 := r.number(1, 2)
	if !ok1 || !ok2 || !ok3 || !ok4 || !ok5 || month < 1 || month > 12 || day < 1 || day > 31 {
		return w, false
	}
	w.day = time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	w.real = w.day.Day() == day
	if r.s == "" {
		return w, true
	}
	if !r.oneOf("Tt") && !r.blanks() {
		return w, false
	}
	_, hour := r.number(1, 2)
	colon := r.oneOf(":")
	_, minute := r.number(2, 2)
	if !hour || !colon || !minute {
		return w, false
	}
	w.time = true
	if r.oneOf(":") {
		if _, w.seconds = r.number(2, 2); !w.seconds {
			return w, false
		}
		if r.oneOf(".") {
			r.s = strings.TrimLeft(r.s, "0123456789")
		}
	}
	r.blanks()
	if len(r.s) >= 2 && (strings.EqualFold(r.s[:2], "am") || strings.EqualFold(r.s[:2], "pm")) && (len(r.s) == 2 || !isASCIILetter(r.s[2])) {
		r.s = r.s[2:] // which half of the day, not a zone
		r.blanks()
	}
	w.zone = r.s
	return w, isZone(w.zone)
}

// isZone tells whether a text is a zone: nothing, a name of up to five letters, or hours with a sign.
func isZone(s string) bool {
	if s == "" {
		return true
	}
	if s[0] != '+' && s[0] != '-' {
		return len(s) <= 5 && strings.IndexFunc(s, func(r rune) bool { return (r|0x20) < 'a' || (r|0x20) > 'z' }) < 0
	}
	r := digitReader{s: s[1:]}
	if _, ok := r.number(1, 2); !ok {
		return false
	}
	r.oneOf(":")
	if r.s != "" {
		if _, ok := r.number(2, 2); !ok {
			return false
		}
	}
	return r.s == ""
}

func isASCIILetter(b byte) bool { return 'a' <= b|0x20 && b|0x20 <= 'z' }

// A digitReader reads a text from the left.
type digitReader struct{ s string }

func (r *digitReader) number(least, most int) (n int, ok bool) {
	i := 0
	for i < len(r.s) && i < most && isDigit(r.s[i]) {
		n = n*10 + int(r.s[i]-'0')
		i++
	}
	if i < least {
		return 0, false
	}
	r.s = r.s[i:]
	return n, true
}

func (r *digitReader) oneOf(bytes string) bool {
	if r.s == "" || strings.IndexByte(bytes, r.s[0]) < 0 {
		return false
	}
	r.s = r.s[1:]
	return true
}

func (r *digitReader) blanks() bool {
	rest := strings.TrimLeft(r.s, " \t")
	some := len(rest) < len(r.s)
	r.s = rest
	return some
}

// dateOf returns the entry of the key with a scalar for value, and the date it spells if that begins with the year.
func (c *checker) dateOf(key string) (e entry, w written, ok bool) {
	if !c.isPost() && c.kind != document {
		return e, w, false
	}
	e, ok = c.entry(key)
	if !ok || e.data == nil || e.data == "" {
		return e, w, false
	}
	w, known := c.file.dates[key]
	if !known {
		w, _ = parseWritten(e.value.Value)
		if c.file.dates == nil {
			c.file.dates = make(map[string]written, 2)
		}
		c.file.dates[key] = w
	}
	return e, w, true
}

// moment is what Ruby makes of a date, in the site's zone.
func (c *checker) moment(data any) (time.Time, error) {
	loc := c.world.site.Config.Location
	switch d := data.(type) {
	case psych.Date:
		return d.In(loc), nil
	case time.Time:
		return d.In(loc).Truncate(time.Second), nil
	}
	return rubytime.Parse(psych.ToS(data), c.world.now.In(loc), loc)
}

const nothingPublished = "Jekyll stops with an error, and nothing of the blog is published"

// stops is what Jekyll does at a fault that it does not survive; it only looks at drafts when it is asked to show them.
func (c *checker) stops() string {
	if c.kind == draft && !c.world.site.Config.ShowDrafts {
		return "When it is published, Jekyll will stop with an error, and nothing of the blog will be published"
	}
	return nothingPublished
}

func checkDateEmpty(c *checker) {
	if c.kind == page {
		return
	}
	e, ok := c.entry("date")
	if !ok || e.data != nil && e.data != "" {
		return
	}
	if c.doc != nil && c.world.site.Config.Defaults.Find(c.doc.RelativePath, c.collection(), "date") != nil {
		return
	}
	f := c.fatal(c.report(c.valueOrKey(e), "The key `date` has no value", c.stops(), "Write a date, or delete the line: the file name has one"))
	if _, ok := splitPostName(c.name()); ok {
		if line, ok := c.wholeLine(e); ok {
			f.fix("delete the line", replace(line, ""))
		}
	}
}

// collection is the label of the collection that the file is in.
func (c *checker) collection() string {
	if c.doc != nil && c.doc.Collection != nil && c.doc.Collection.Collection != nil {
		return c.doc.Collection.Label
	}
	return "posts"
}

func checkDateInvalid(c *checker) {
	e, _, ok := c.dateOf("date")
	if !ok {
		return
	}
	if _, err := c.moment(e.data); err == nil {
		return
	}
	c.fatal(c.report(c.valueOrKey(e), fmt.Sprintf("%s is no date", code(c.written(e.value))), c.stops(),
		"Write year, month and day, as in `date: 2024-05-01` or `date: 2024-05-01 09:30:00 +0900`"))
}

func checkDateImpossible(c *checker) {
	e, w, ok := c.dateOf("date")
	if !ok || w.day.IsZero() || w.real {
		return
	}
	at, err := c.moment(e.data)
	if err != nil {
		return
	}
	c.report(c.node(e.value), fmt.Sprintf("There is no day %s", code(c.written(e.value))),
		fmt.Sprintf("Jekyll counts on and publishes the post as of %s", at.Format(time.DateOnly)), "Write a day that the month has")
}

// figures are dates like 05/04/2024 and 5.4.24.
var figures = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^\s*\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b`) })

func checkDateUnusual(c *checker) {
	e, w, ok := c.dateOf("date")
	if !ok || !w.day.IsZero() || len(e.value.Value) == 0 || !isDigit(e.value.Value[0]) || !figures().MatchString(e.value.Value) {
		return
	}
	at, err := c.moment(e.data)
	if err != nil {
		return
	}
	c.report(c.node(e.value), fmt.Sprintf("The date %s does not begin with the year", code(c.written(e.value))),
		fmt.Sprintf("Jekyll takes it for %s", at.Format("2 January 2006")), "Write year, month and day, as in "+code("date: "+at.Format(time.DateOnly)))
}

func checkDateFuture(c *checker) {
	site := c.world.site
	if c.kind != post || site.Config.Future || c.doc == nil {
		return
	}
	var at time.Time
	e, w, ok := c.dateOf("date")
	if ok {
		moment, err := c.moment(e.data)
		if err != nil {
			return
		}
		at = moment
	} else if name, ok := splitPostName(c.name()); ok && c.own().Value("date") == nil {
		day, ok, _ := name.day()
		if !ok {
			return
		}
		y, m, d := day.Date()
		at = time.Date(y, m, d, 0, 0, 0, 0, site.Config.Location)
	}
	if !at.After(c.world.now) {
		return
	}
	place, told, zone := wholeFile, "The file name's date", "none"
	if ok {
		place, told = c.node(e.value), "The date "+code(c.written(e.value))
		if w.time {
			zone = w.zone
		}
	} else if name, ok := splitPostName(c.name()); ok {
		told += " " + code(name.date)
	}
	wait := at.Sub(c.world.now)
	local := at.In(site.Config.Location)
	effect := fmt.Sprintf("Jekyll leaves the post out until then (%s)", local.Format("2006-01-02 15:04 -0700"))
	remedy := "If it is to be seen now, give it an earlier date; `future: true` in `_config.yml` publishes all such posts"
	if wait < 36*time.Hour {
		// Here the zone may well be the reason: for the author it is already tomorrow, or noon is not yet noon.
		effect += ": " + c.zoneStory(zone)
		if zone == "" || zone == "none" {
			remedy = "Write the time with your own zone, as in " + code(c.world.now.Add(-time.Hour).In(eastOf(at, c.world.now)).Format("date: 2006-01-02 15:04:05 -0700")) +
				", or set `timezone` in `_config.yml`"
		}
	}
	c.report(place, fmt.Sprintf("%s is %s in the future", told, howLong(wait)), effect, remedy)
}

// eastOf proposes the zone in which a day that has not begun at now in the site's zone may have begun: nine hours east, else UTC.
func eastOf(at, now time.Time) *time.Location {
	if at.Sub(now) < 9*time.Hour {
		return time.FixedZone("", 9*60*60)
	}
	return time.UTC
}

// zoneStory says in which zone Jekyll counts a time.
func (c *checker) zoneStory(zone string) string {
	loc := c.world.site.Config.Location
	now := c.world.now.In(loc).Format("2006-01-02 15:04")
	name := c.zoneName()
	switch zone {
	case "none":
		return fmt.Sprintf("a date without a zone begins at midnight in the site's zone, %s, where it is now %s", name, now)
	case "":
		return fmt.Sprintf("a time without a zone counts as UTC if it has seconds, else as one in the site's zone, %s, where it is now %s", name, now)
	default:
		return fmt.Sprintf("it has the zone %s; in the site's zone, %s, it is now %s", zone, name, now)
	}
}

// zoneName is the site's zone for a message.
func (c *checker) zoneName() string {
	if name, ok := c.world.site.Config.Data.Value("timezone").(string); ok && name != "" {
		return name
	}
	return "UTC (`_config.yml` sets no `timezone`)"
}

// howLong says how long a time is, in the two largest units.
func howLong(d time.Duration) string {
	switch {
	case d < time.Minute:
		return "less than a minute"
	case d < time.Hour:
		return count(int(d/time.Minute), "minute")
	case d < 48*time.Hour:
		hours := count(int(d/time.Hour), "hour")
		if m := int(d % time.Hour / time.Minute); m > 0 {
			hours += " and " + count(m, "minute")
		}
		return hours
	}
	return count(int(d/(24*time.Hour)), "day")
}

func checkDateDiffers(c *checker) {
	if c.kind != post || c.doc == nil {
		return
	}
	e, w, ok := c.dateOf("date")
	name, isPost := splitPostName(c.name())
	if !ok || !isPost {
		return
	}
	named, ok, real := name.day()
	if !ok || !real {
		return
	}
	day := w.day
	if day.IsZero() || !w.real {
		at, err := c.moment(e.data)
		if err != nil || !w.day.IsZero() {
			return
		}
		y, m, d := at.Date()
		day = time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	if day.Equal(named) {
		return
	}
	better := day.Format(time.DateOnly) + strings.TrimPrefix(c.name(), name.date)
	f := c.report(c.node(e.value), fmt.Sprintf("The date %s is not the file name's, %s", code(c.written(e.value)), name.date),
		fmt.Sprintf("Jekyll goes by the front matter: the post is of %s", day.Format(time.DateOnly)),
		fmt.Sprintf("Correct the one that is wrong; the file would be called %s", code(better)))
	c.renameTo(f, path.Join(path.Dir(c.path), better))
}

// moved returns the day that Jekyll makes of a written one, if it is another.
func (c *checker) moved() (e entry, w written, day time.Time, ok bool) {
	e, w, ok = c.dateOf("date")
	if !ok || !w.time || !w.real {
		return e, w, day, false
	}
	at, err := c.moment(e.data)
	if err != nil {
		return e, w, day, false
	}
	y, m, d := at.In(c.world.site.Config.Location).Date()
	day = time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	return e, w, day, !day.Equal(w.day)
}

func checkDateWithoutZone(c *checker) {
	e, w, day, ok := c.moved()
	if !ok || w.zone != "" {
		return
	}
	at, _ := c.moment(e.data)
	offset := at.In(c.world.site.Config.Location).Format("-0700")
	c.report(c.node(e.value), fmt.Sprintf("The time %s has no zone", code(c.written(e.value))),
		fmt.Sprintf("Jekyll takes it for UTC and shows it in the site's zone, %s, where it is on %s", c.zoneName(), day.Format(time.DateOnly)),
		"Add the zone: "+code(strings.TrimSpace(e.value.Value)+" "+offset))
}

// homes are cities for the offsets of most blogs whose authors are not in UTC.
var homes = map[string]string{
	"+0900": "Asia/Seoul", "+09:00": "Asia/Seoul", "+0800": "Asia/Shanghai", "+08:00": "Asia/Shanghai", "+0700": "Asia/Bangkok", "+0530": "Asia/Kolkata",
	"+05:30": "Asia/Kolkata", "+0300": "Europe/Istanbul", "+0200": "Europe/Berlin", "+02:00": "Europe/Berlin", "+0100": "Europe/Paris", "+01:00": "Europe/Paris",
	"-0300": "America/Sao_Paulo", "-0400": "America/New_York", "-0500": "America/New_York", "-0600": "America/Chicago", "-0700": "America/Los_Angeles",
	"-0800": "America/Los_Angeles", "+1000": "Australia/Sydney", "+1100": "Australia/Sydney",
}

func checkDateOtherDay(c *checker) {
	e, w, day, ok := c.moved()
	if !ok || w.zone == "" {
		return
	}
	remedy := "Set `timezone` in `_config.yml` to the zone that you write in"
	if home := homes[w.zone]; home != "" {
		remedy = fmt.Sprintf("Set the zone that you write in, as in `timezone: %s`, in `_config.yml`", home)
	}
	c.report(c.node(e.value), fmt.Sprintf("The time %s is on another day in the site's zone", code(c.written(e.value))),
		fmt.Sprintf("Readers see %s, the day in %s", day.Format(time.DateOnly), c.zoneName()), remedy)
}

func checkDateZoneUnknown(c *checker) {
	e, w, ok := c.dateOf("date")
	if !ok || w.zone == "" || w.zone[0] == '+' || w.zone[0] == '-' || !w.real {
		return
	}
	text, isText := e.data.(string)
	if !isText {
		return
	}
	// A zone that changes nothing in a place where it should is one that Ruby does not know.
	far := time.FixedZone("", 13*60*60)
	with, err := rubytime.Parse(text, c.world.now, far)
	if err != nil {
		return
	}
	without, err := rubytime.Parse(strings.TrimSuffix(strings.TrimSpace(text), w.zone), c.world.now, far)
	if err != nil || !with.Equal(without) {
		return
	}
	c.report(c.node(e.value), fmt.Sprintf("Ruby does not know the zone %s", code(w.zone)),
		fmt.Sprintf("Jekyll ignores it and takes the time for one in the site's zone, %s", c.zoneName()), "Write the zone in hours, as in `+0900`")
}

func checkModifiedBefore(c *checker) {
	e, w, ok := c.dateOf("last_modified_at")
	if !ok || c.doc == nil || c.doc.Date.IsZero() || c.kind == draft {
		return
	}
	at, err := c.moment(e.data)
	if err != nil {
		return
	}
	before := at.Before(c.doc.Date)
	if !w.time || c.own().Value("date") == nil {
		// Days compare with days: a post of 10:00 may be modified on the same day.
		y, m, d := c.doc.Date.Date()
		before = at.Before(time.Date(y, m, d, 0, 0, 0, 0, c.doc.Date.Location()))
	}
	if !before {
		return
	}
	c.report(c.node(e.value), fmt.Sprintf("`last_modified_at` (%s) is before the post's date, %s", c.written(e.value), c.doc.Date.Format(time.DateOnly)),
		"Readers and search engines are told that the post was changed before it was written", "Correct the one that is wrong")
}

func checkModifiedInvalid(c *checker) {
	e, ok := c.entry("last_modified_at")
	if !ok || e.data == nil || e.data == "" {
		return
	}
	if _, err := c.moment(e.data); err == nil {
		return
	}
	c.report(c.valueOrKey(e), fmt.Sprintf("%s is no date", code(c.written(e.value))),
		"Themes print it as it stands, and the feed or the site map may fail on it", "Write year, month and day, as in `last_modified_at: 2024-05-02`")
}
