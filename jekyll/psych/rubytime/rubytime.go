// Package rubytime reads dates and times as Ruby's Time.parse does, which Jekyll uses for every date in front matter and file names: it
// takes "2020/10/17", "Oct 17th 2020 5pm", "17.10.2020" and more, and guesses what is left out.
package rubytime

import (
	"errors"
	"time"
)

// ErrNoTime says that a text holds no date or time that Ruby finds, or one that no calendar has.
var ErrNoTime = errors.New("not a date")

// Parse reads a date or time. What is left out before the first part that is given comes from now, what is left out after it is the
// smallest: "10:00" is today, "2020" is the start of that year. A text without a zone is in loc, and the result is shown in loc.
func Parse(text string, now time.Time, loc *time.Location) (time.Time, error) {
	return parse(text, now, loc)
}
