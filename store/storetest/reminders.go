package storetest

import (
	"fmt"
	"time"

	"callguard/store"
)

func testReminders(b bench) {
	b.put(withReminders("t::1",
		reminder("", "1", noon.Add(2*time.Hour)), reminder("", "2", noon), reminder("", "10", noon.Add(time.Hour)),
		reminder("", "9", noon.Add(time.Hour)),
	))
	list := func() string {
		rems, err := b.Reminders(b.ctx(), "t::1")
		b.must(err)
		return remIDs(rems)
	}
	b.equal(list(), "t::1/2 t::1/9 t::1/10 t::1/1")
	rems, err := b.Reminders(b.ctx(), "t::1")
	b.must(err)
	b.equal(rems[0], reminder("t::1", "2", noon))

	gone := reminder("", "2", noon)
	gone.State = store.Cancelled
	b.put(withReminders("t::1", gone, reminder("", "1", noon.Add(-time.Hour))))
	b.equal(list(), "t::1/1 t::1/9 t::1/10")
	gone.State = store.Active
	b.put(withReminders("t::1", gone))
	b.equal(list(), "t::1/1 t::1/2 t::1/9 t::1/10")
}

func testDue(b bench) {
	old := time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)
	far := time.Date(9999, 12, 31, 23, 59, 59, 999_999_999, time.UTC)
	b.put(withReminders("t::1", reminder("", "1", noon.Add(time.Nanosecond)), reminder("", "2", noon.Add(-time.Hour))))
	b.put(withReminders("t::2", reminder("", "1", noon.In(time.FixedZone("", 3600))), reminder("", "2", old)))
	b.put(withReminders("t::3", reminder("", "1", far)))
	for _, test := range []struct {
		now   time.Time
		limit int
		want  string
	}{
		{noon, 0, "t::2/2 t::1/2 t::2/1"},
		{noon, 2, "t::2/2 t::1/2"},
		{noon.Add(-1), 0, "t::2/2 t::1/2"},
		{noon.Add(1), 0, "t::2/2 t::1/2 t::2/1 t::1/1"},
		{far, 0, "t::2/2 t::1/2 t::2/1 t::1/1 t::3/1"},
		{old.Add(-1), 0, ""},
		{noon.In(time.FixedZone("", -8*3600)), 1, "t::2/2"},
	} {
		due, err := b.Due(b.ctx(), test.now, test.limit)
		b.must(err)
		if got := remIDs(due); got != test.want {
			b.Errorf("%v, %d: %q, want %q", test.now, test.limit, got, test.want)
		}
	}
	var many []store.Reminder
	for i := range 150 {
		many = append(many, reminder("", fmt.Sprint(i), noon))
	}
	b.put(withReminders("t::4", many...))
	due, err := b.Due(b.ctx(), noon, 0)
	b.must(err)
	b.equal(len(due), 100)
}

func testMark(b bench) {
	b.put(withReminders("t::1", reminder("", "1", noon), reminder("", "2", noon)))
	mark := func(r store.Reminder, wasAt time.Time, want bool) {
		b.Helper()
		got, err := b.Mark(b.ctx(), r, wasAt)
		if got != want || err != nil {
			b.Errorf("Mark: %v, %v, want %v", got, err, want)
		}
	}
	next := reminder("t::1", "1", noon.Add(24*time.Hour))
	mark(next, noon.Add(time.Second), false) // due at another time
	mark(next, noon.In(time.FixedZone("", 3600)), true)
	mark(next, noon, false) // a second deliverer comes late
	rems, err := b.Reminders(b.ctx(), "t::1")
	b.must(err)
	b.equal(remIDs(rems), "t::1/2 t::1/1")
	b.equal(rems[1], next)

	done := reminder("t::1", "2", noon)
	done.State = store.Done
	mark(done, noon, true)
	mark(done, noon, false)
	mark(reminder("t::1", "3", noon), noon, false)
	mark(reminder("t::2", "1", noon), noon, false)
	due, err := b.Due(b.ctx(), noon.Add(48*time.Hour), 0)
	b.must(err)
	b.equal(remIDs(due), "t::1/1")
	_, err = b.Mark(b.ctx(), store.Reminder{}, noon)
	b.is(err, store.ErrLimit)
}

// testMarkConflict: a message decided before a delivery must not bring the delivered time back.
func testMarkConflict(b bench) {
	c := withReminders("t::1", reminder("", "1", noon))
	c.User.Lang = "zh"
	b.put(c)
	before := b.user("t::1")
	if _, err := b.Mark(b.ctx(), reminder("t::1", "1", noon.Add(time.Hour)), noon); err != nil {
		b.Fatal(err)
	}
	c.User = before
	_, _, err := b.Commit(b.ctx(), c)
	b.is(err, store.ErrConflict)
	after := b.user("t::1")
	after.Version = before.Version
	b.equal(after, before)
}
