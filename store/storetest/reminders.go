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
		due, err := b.Due(b.ctx(), store.DueQuery{Lane: "t:", Now: test.now, Limit: test.limit})
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
	due, err := b.Due(b.ctx(), at(noon))
	b.must(err)
	b.equal(len(due), 100)
}
