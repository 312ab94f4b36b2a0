package config

import (
	"regexp"
	"strconv"
	"time"
	_ "time/tzdata" // a function's machine has no zones of its own
)

// utc shows times as Ruby's local times in a zone that happens to be UTC: with +0000 instead of UTC.
var utc = time.FixedZone("UTC", 0)

// local is a location that is never time.UTC.
func local(loc *time.Location) *time.Location {
	if loc == nil || loc == time.UTC {
		return utc
	}
	return loc
}

// posixZone is what may stand in TZ instead of a zone's name; hours count west of Greenwich.
var posixZone = regexp.MustCompile(`^([A-Za-z]{3,}|<[^>]+>)([-+]?)(\d{1,2})(?::(\d{2}))?$`)

// zone finds a time zone as the C library does for TZ: by its name, or as a fixed offset such as UTC-8. An unknown zone is UTC.
func zone(name string) (loc *time.Location, known bool) {
	if name == "" || name == "Local" {
		return utc, name == ""
	}
	if loc, err := time.LoadLocation(name); err == nil {
		if name == "UTC" || name == "Etc/UTC" {
			return utc, true
		}
		return local(loc), true
	}
	m := posixZone.FindStringSubmatch(name)
	if m == nil {
		return utc, false
	}
	hours, _ := strconv.Atoi(m[3])
	minutes, _ := strconv.Atoi(m[4])
	seconds := hours*3600 + minutes*60
	if m[2] != "-" {
		seconds = -seconds
	}
	return time.FixedZone(m[1], seconds), true
}
