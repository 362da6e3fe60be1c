package due

import (
	"time"

	"callguard/store"
)

// NextFunc gives the first occurrence of rule strictly after the moment after, for a rule that
// begins at first in zone loc; false when there is none.
type NextFunc func(rule string, first, after time.Time, loc *time.Location) (time.Time, bool, error)

// After gives the row as it is once a reminder was delivered at now: moved to its next occurrence,
// which is after both now and the delivered one, so that what was missed is told once; or Done
// when it does not recur, its rule has ended, or its rule can not be read.
func After(r store.Reminder, now time.Time, next NextFunc) store.Reminder {
	after := now
	if r.At.After(now) {
		after = r.At
	}
	if at, ok := following(r, after, next); ok {
		r.At = at.UTC()
		return r
	}
	r.State = store.Done
	return r
}

// following finds the occurrence after a moment; a rule that goes backwards has none.
func following(r store.Reminder, after time.Time, next NextFunc) (time.Time, bool) {
	if r.RRule == "" || next == nil {
		return time.Time{}, false
	}
	loc, err := store.LoadZone(r.TZ)
	if err != nil {
		if loc, err = store.LoadZone(""); err != nil {
			return time.Time{}, false
		}
	}
	at, ok, err := next(r.RRule, r.First, after, loc)
	return at, err == nil && ok && at.After(after)
}
