package due

import (
	"fmt"
	"strings"
	"time"

	"callguard/store"
)

// Quiet is the part of every day in which nobody is woken, in minutes since midnight by the clock
// on the wall: From on, until To. To before From goes over midnight; both equal is no time at all.
type Quiet struct {
	From, To int
}

// DefaultQuiet is the quiet of a person who has said nothing about it: 22:00 to 08:00.
func DefaultQuiet() Quiet { return Quiet{From: 22 * 60, To: 8 * 60} }

// ParseQuiet reads what String gives: "22:00-08:00", or "none". 24:00 is 00:00.
func ParseQuiet(s string) (Quiet, error) {
	if s == "none" {
		return Quiet{}, nil
	}
	from, to, _ := strings.Cut(s, "-")
	a, errA := wallMinute(from)
	b, errB := wallMinute(to)
	if errA != nil || errB != nil {
		return Quiet{}, fmt.Errorf("quiet hours %q are not like 22:00-08:00", s)
	}
	return Quiet{a, b}, nil
}

// wallMinute reads a time of the day.
func wallMinute(s string) (int, error) {
	if s == "24:00" {
		return 0, nil
	}
	t, err := time.Parse("15:04", s)
	return t.Hour()*60 + t.Minute(), err
}

// String gives "22:00-08:00", or "none".
func (q Quiet) String() string {
	if q.From == q.To {
		return "none"
	}
	return fmt.Sprintf("%02d:%02d-%02d:%02d", q.From/60, q.From%60, q.To/60, q.To%60)
}

// Holds says whether a moment is quiet where loc is.
func (q Quiet) Holds(at time.Time, loc *time.Location) bool {
	at = at.In(loc)
	minute := at.Hour()*60 + at.Minute()
	if q.From <= q.To {
		return q.From <= minute && minute < q.To
	}
	return minute >= q.From || minute < q.To
}

// End gives when the quiet that now is in ends, which is after now; false when now is not in it.
func (q Quiet) End(now time.Time, loc *time.Location) (time.Time, bool) {
	if !q.Holds(now, loc) {
		return time.Time{}, false
	}
	now = now.In(loc)
	y, m, d := now.Date()
	if now.Hour()*60+now.Minute() >= q.To {
		d++
	}
	// By the offset of now: right when the clocks are not changed before, also in an hour that
	// comes twice, of which time.Date takes either.
	_, offset := now.Zone()
	end := time.Date(y, m, d, 0, q.To, 0, 0, time.FixedZone("", offset))
	if _, later := end.In(loc).Zone(); later != offset {
		end = time.Date(y, m, d, 0, q.To, 0, 0, loc)
	}
	return end.UTC(), true
}

// zoneOf is where a reminder's times are meant; a zone that can't be read is the default one.
func zoneOf(r store.Reminder) *time.Location {
	loc, err := store.LoadZone(r.TZ)
	if err == nil {
		return loc
	}
	if loc, err = store.LoadZone(""); err != nil {
		return time.UTC
	}
	return loc
}

// disturbs says until when a reminder must wait so that nobody is woken by it; false when it may go out
// now. An alert may always, and the merchant's own reminder when it is on time, or was set to a
// time within the quiet: he wants it then.
func disturbs(r store.Reminder, q Quiet, now time.Time) (time.Time, bool) {
	loc := zoneOf(r)
	switch r.Kind {
	case store.KindAlert:
		return time.Time{}, false
	case store.KindReminder:
		if now.Sub(r.At) <= LateFrom || q.Holds(r.At, loc) {
			return time.Time{}, false
		}
	}
	return q.End(now, loc)
}
