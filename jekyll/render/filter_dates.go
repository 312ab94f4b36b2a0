package render

import (
	"strconv"
	"time"

	"github.com/galleypress/galley/jekyll/liquid"
)

// The filters of Jekyll::Filters::DateFilters. Each leaves nil and "" as they are.

func dateToString(c *liquid.Context, input any, args []any) (any, error) {
	return formatDate(c, input, "%b", args)
}

func dateToLongString(c *liquid.Context, input any, args []any) (any, error) {
	return formatDate(c, input, "%B", args)
}

func dateToXMLSchema(c *liquid.Context, input any, _ []any) (any, error) {
	return withTime(c, input, func(t time.Time) string { return t.Format("2006-01-02T15:04:05-07:00") })
}

func dateToRFC822(c *liquid.Context, input any, _ []any) (any, error) {
	return withTime(c, input, func(t time.Time) string { return t.Format("Mon, 02 Jan 2006 15:04:05 -0700") })
}

// formatDate writes "02 Jan 2026", or with the arguments "ordinal" and "US" "Jan 2nd, 2026".
func formatDate(c *liquid.Context, input any, month string, args []any) (any, error) {
	return withTime(c, input, func(t time.Time) string {
		if arg(args, 0) != "ordinal" {
			return liquid.Strftime(t, "%d "+month+" %Y")
		}
		day := strconv.Itoa(t.Day()) + ordinalSuffix(t.Day())
		if arg(args, 1) == "US" {
			return liquid.Strftime(t, month+" "+day+", %Y")
		}
		return liquid.Strftime(t, day+" "+month+" %Y")
	})
}

func ordinalSuffix(n int) string {
	if n >= 11 && n <= 13 {
		return "th"
	}
	switch n % 10 {
	case 1:
		return "st"
	case 2:
		return "nd"
	case 3:
		return "rd"
	}
	return "th"
}

func withTime(c *liquid.Context, input any, format func(time.Time) string) (any, error) {
	input = liquid.Resolve(input)
	if liquid.ToString(input) == "" {
		return input, nil
	}
	if day, ok := input.(liquid.Date); ok { // Ruby's Date#to_time is midnight where the site is
		input = time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, c.Location())
	}
	t, ok := c.ToTime(input)
	if !ok {
		return nil, c.Errorf(liquid.ArgumentError, "Invalid Date: '%s' is not a valid datetime.", liquid.Inspect(input))
	}
	return format(t.In(c.Location())), nil
}
