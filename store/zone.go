package store

import (
	"fmt"
	"time"
)

// DefaultZone is where a merchant is who has named no zone.
const DefaultZone = "Asia/Shanghai"

// LoadZone reads User.TZ or Reminder.TZ: an IANA name, or ±hh:mm up to 14 hours (the range of
// zones in use, UTC-12 to UTC+14); "" is DefaultZone. "Local" is refused: a stored row must mean
// the same on every machine. Names need the zone data of the system or of time/tzdata.
func LoadZone(tz string) (*time.Location, error) {
	switch {
	case tz == "":
		tz = DefaultZone
	case tz == "Local":
		return nil, fmt.Errorf("zone %q names no place", tz)
	case tz[0] == '+' || tz[0] == '-':
		return fixedZone(tz)
	}
	loc, err := time.LoadLocation(tz)
	if err != nil {
		return nil, fmt.Errorf("zone %q: %w", tz, err)
	}
	return loc, nil
}

// fixedZone reads ±hh:mm.
func fixedZone(tz string) (*time.Location, error) {
	t, err := time.Parse("15:04", tz[1:])
	seconds := (t.Hour()*60 + t.Minute()) * 60
	if err != nil || len(tz) != len("+hh:mm") || seconds > 14*3600 {
		return nil, fmt.Errorf("zone %q is not ±hh:mm", tz)
	}
	if tz[0] == '-' {
		seconds = -seconds
	}
	return time.FixedZone(tz, seconds), nil
}
