package lint

import (
	"fmt"
	"path"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
)

// A postName is a post's file name in the parts that Jekyll sees (Document::DATE_FILENAME_MATCHER).
type postName struct{ date, slug, ext string }

// splitPostName is false for a name that Jekyll does not take for a post's.
func splitPostName(name string) (postName, bool) {
	rest := name
	for part, widths := range [3][2]int{{2, 4}, {1, 2}, {1, 2}} {
		n := 0
		for n < len(rest) && isDigit(rest[n]) {
			n++
		}
		if n < widths[0] || n > widths[1] || n == len(rest) || rest[n] != '-' {
			return postName{}, false
		}
		rest = rest[n+1:]
		_ = part
	}
	dot := strings.LastIndexByte(rest, '.')
	if dot < 0 || dot == len(rest)-1 {
		return postName{}, false
	}
	return postName{date: name[:len(name)-len(rest)-1], slug: rest[:dot], ext: rest[dot:]}, true
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// day reads the date as Ruby's Time.parse does; ok is false where Ruby gives up, and real is false where the month has no such day, so
// that Ruby counts on into the next one.
func (n postName) day() (day time.Time, ok, real bool) {
	parts := strings.Split(n.date, "-")
	year, _ := strconv.Atoi(parts[0])
	month, _ := strconv.Atoi(parts[1])
	d, _ := strconv.Atoi(parts[2])
	if len(parts[0]) == 2 {
		if year += 1900; year < 1969 {
			year += 100
		}
	}
	if month < 1 || month > 12 || d < 1 || d > 31 {
		return time.Time{}, false, false
	}
	day = time.Date(year, time.Month(month), d, 0, 0, 0, 0, time.UTC)
	return day, true, day.Day() == d
}

// looseName finds a date and a slug in names like 2024_05_01-x.md, 20240501-x.md, 2024-05-01 x.md and 01-05-2024-x.md.
var looseName = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:(\d{4})[-_. ]?(\d{2})[-_. ]?(\d{2})|(\d{4})[-_. ](\d{1,2})[-_. ](\d{1,2}))[-_. ]*(.*)$`)
})

// betterName proposes a name that Jekyll takes: the date and slug that the name has in another form, else those of date and title, which
// may be zero and empty. It returns "" where there is nothing to go by.
func betterName(name string, date time.Time, title string) string {
	ext := path.Ext(name)
	stem := strings.TrimSuffix(name, ext)
	if ext == "" || len(ext) > 9 || strings.ContainsAny(ext, " _") {
		stem, ext = name, ".md"
	}
	day, slug := "", stem
	if m := looseName().FindStringSubmatch(stem); m != nil {
		year, month, d := m[1]+m[4], m[2]+m[5], m[3]+m[6]
		n := postName{date: year + "-" + month + "-" + d}
		if t, ok, real := n.day(); ok && real {
			day, slug = t.Format(time.DateOnly), m[7]
		}
	}
	if day == "" && !date.IsZero() {
		day = date.Format(time.DateOnly)
	}
	if slug = slugify(slug); slug == "" {
		slug = slugify(title)
	}
	if day == "" || slug == "" {
		return ""
	}
	return fmt.Sprintf("%s-%s%s", day, slug, ext)
}

// slugify is Jekyll's Utils.slugify in its default mode: letters, marks and digits in lower case, a hyphen for all between them.
func slugify(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range s {
		if unicode.In(r, unicode.L, unicode.M, unicode.Nd) {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		} else {
			gap = true
		}
	}
	return b.String()
}
