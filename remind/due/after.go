package due

import (
	"time"

	"callguard/store"
)

// NextFunc gives the first occurrence of rule strictly after the moment after, for a rule that
// begins at first in zone loc; false when there is none.
type NextFunc func(rule string, first, after time.Time, loc *time.Location) (time.Time, bool, error)

// toldSoonest is how long after a reminder was said it is followed up at the soonest.
const toldSoonest = 12 * time.Hour

// After gives what takes the place of a reminder that was delivered at now. The first row is the
// reminder itself: moved to its next occurrence, which is after both now and the delivered one, so
// that what was missed is told once; or Done when it does not recur, its rule has ended, or its
// rule can not be read. The merchant's own reminder is followed by a KindTold row, which
// remembers it and, when it has Ask, falls due on the next day at the same time; a KindTold row that
// asked again is remembered for a while more. The same arguments give the same rows.
func After(r store.Reminder, now time.Time, next NextFunc) []store.Reminder {
	after := now.UTC()
	if r.At.After(after) { // the clock was set back
		after = r.At.UTC()
	}
	told := followUp(r, after)
	r.Delivery = store.Delivery{}
	at, recurs := following(r, after, next)
	if !recurs {
		r.State = store.Done
	} else {
		r.At = at.UTC()
		told.Ask = told.Ask && at.After(told.At) // else both would come at once
	}
	if r.Kind == store.KindTold && r.Ask {
		r.Ask, r.Asked, r.Created, r.At, r.State = false, true, after, after.Add(toldSoonest), store.Active
	}
	if r.Kind != store.KindReminder {
		return []store.Reminder{r}
	}
	return []store.Reminder{r, told}
}

// following finds the occurrence after a moment; a rule that goes backwards has none.
func following(r store.Reminder, after time.Time, next NextFunc) (time.Time, bool) {
	if r.RRule == "" || next == nil || r.Kind != store.KindReminder {
		return time.Time{}, false
	}
	at, ok, err := next(r.RRule, r.First, after, zoneOf(r))
	return at, err == nil && ok && at.After(after)
}

// followUp makes the row that remembers a reminder said at now. There is one for each reminder: a
// later one takes the place of one that was not asked yet.
func followUp(r store.Reminder, now time.Time) store.Reminder {
	loc := zoneOf(r)
	wall := r.At.In(loc)
	y, m, d := now.In(loc).Date()
	at := time.Date(y, m, d+1, wall.Hour(), wall.Minute(), wall.Second(), wall.Nanosecond(), loc)
	if at.Sub(now) < toldSoonest {
		at = time.Date(y, m, d+2, wall.Hour(), wall.Minute(), wall.Second(), wall.Nanosecond(), loc)
	}
	return store.Reminder{ID: "t" + r.ID, Person: r.Person, What: r.What, At: at.UTC(), TZ: r.TZ, First: at.UTC(),
		Case: r.Case, State: store.Active, Created: now, Kind: store.KindTold, Ask: r.Ask, Asked: r.Ask}
}
