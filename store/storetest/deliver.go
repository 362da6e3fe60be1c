package storetest

import (
	"time"

	"callguard/store"
)

// mark replaces was by next, and looks at the answer.
func (b bench) mark(want bool, was store.Reminder, next ...store.Reminder) {
	b.Helper()
	got, err := b.Mark(b.ctx(), was, next...)
	if got != want || err != nil {
		b.Errorf("Mark: %v, %v, want %v", got, err, want)
	}
}

// as gives a reminder in another state.
func as(state string, r store.Reminder) store.Reminder {
	r.State = state
	return r
}

func testMark(b bench) {
	one, two := reminder("t::1", "1", noon), reminder("t::1", "2", noon)
	b.put(withReminders("t::1", one, two))
	next := reminder("t::1", "1", noon.Add(24*time.Hour))
	b.mark(false, reminder("t::1", "1", noon.Add(time.Second)), next) // due at another time
	b.mark(true, reminder("t::1", "1", noon.In(time.FixedZone("", 3600))), next)
	b.mark(false, one, next) // a second deliverer comes late
	rems, err := b.Reminders(b.ctx(), "t::1")
	b.must(err)
	b.equal(rems, []store.Reminder{two, next})

	b.mark(true, two, as(store.Done, two))
	b.mark(false, two, as(store.Done, two))
	for _, r := range []store.Reminder{reminder("t::1", "3", noon), reminder("t::2", "1", noon)} {
		b.mark(false, r, r)
	}
	due, err := b.Due(b.ctx(), at(noon.Add(48*time.Hour)))
	b.must(err)
	b.equal(remIDs(due), "t::1/1")
}

// testMarkConflict: a message decided before a delivery must not bring the delivered time back.
func testMarkConflict(b bench) {
	c := withReminders("t::1", reminder("", "1", noon))
	c.User.Lang = "zh"
	b.put(c)
	before := b.user("t::1")
	b.mark(true, reminder("t::1", "1", noon), reminder("t::1", "1", noon.Add(time.Hour)))
	c.User = before
	_, _, err := b.Commit(b.ctx(), c)
	b.is(err, store.ErrConflict)
	after := b.user("t::1")
	after.Version = before.Version
	b.equal(after, before)
}
