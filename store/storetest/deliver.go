package storetest

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
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
	b.equal(b.reminders("t::1"), []store.Reminder{two, next})

	b.mark(true, two, as(store.Done, two))
	b.mark(false, two, as(store.Done, two))
	for _, r := range []store.Reminder{reminder("t::1", "3", noon), reminder("t::2", "1", noon)} {
		b.mark(false, r, r)
	}
	b.equal(remIDs(b.dueAt(noon.Add(48*time.Hour))), "t::1/1")
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

// testMarkNext: what follows stands beside what was, of one person, without a delivery.
func testMarkNext(b bench) {
	was := reminder("t::1", "1", noon)
	old := reminder("t::1", "t1", noon)
	old.Kind = store.KindTold
	b.put(withReminders("t::1", was, old))
	was = b.deliver(true, was, store.Delivery{After: noon.Add(time.Minute), Begun: 1})
	old = b.deliver(true, old, store.Delivery{Held: true})
	before := b.user("t::1").Version
	told := reminder("", "t1", noon.Add(24*time.Hour))
	told.Kind, told.Ask, told.Delivery = store.KindTold, true, store.Delivery{Failed: 7} // has no say

	for name, next := range map[string][]store.Reminder{
		"nothing":           nil,
		"only another":      {told},
		"somebody's":        {was, reminder("t::2", "2", noon)},
		"one twice":         {was, was},
		"a long ID beside":  {was, reminder("", strings.Repeat("x", store.MaxID+1), noon)},
		"the year 10000":    {reminder("", "1", noon.AddDate(8000, 0, 0))},
		"one without an ID": {was, reminder("", "", noon)},
	} {
		if ok, err := b.Mark(b.ctx(), was, next...); ok || !errors.Is(err, store.ErrLimit) {
			b.Errorf("%s: %v, %v", name, ok, err)
		}
	}
	_, err := b.Mark(b.ctx(), store.Reminder{}, store.Reminder{})
	b.is(err, store.ErrLimit)
	b.equal(b.user("t::1").Version, before)

	b.mark(false, reminder("t::1", "1", noon), as(store.Done, was), told) // not claimed by this one
	b.mark(true, was, as(store.Done, was), told)
	b.equal(b.user("t::1").Version > before, true)
	told.Person, told.Delivery = "t::1", store.Delivery{}
	b.equal(b.reminders("t::1"), []store.Reminder{told})
	b.put(by("t::2"))
	b.mark(false, reminder("t::2", "1", noon), reminder("", "1", noon), reminder("", "2", noon))
	b.equal(remIDs(b.reminders("t::2")), "")

	same := b.deliver(true, told, store.Delivery{Begun: 3})
	b.mark(true, same, same) // at the same time again, from the beginning
	b.equal(b.reminders("t::1"), []store.Reminder{told})
}

// reminders reads a person's reminders.
func (b bench) reminders(person string) []store.Reminder {
	b.Helper()
	rems, err := b.Reminders(b.ctx(), person)
	b.must(err)
	return rems
}

// deliver notes how far a delivery has come, looks at the answer, and gives the reminder as it
// should be then.
func (b bench) deliver(want bool, r store.Reminder, d store.Delivery) store.Reminder {
	b.Helper()
	got, err := b.Deliver(b.ctx(), r, d)
	if got != want || err != nil {
		b.Errorf("Deliver: %v, %v, want %v", got, err, want)
	}
	if want {
		r.Delivery = d
	}
	return r
}

// dueAt gives what is due, with its delivery.
func (b bench) dueAt(now time.Time) []store.Reminder {
	b.Helper()
	due, err := b.Due(b.ctx(), at(now))
	b.must(err)
	return due
}

func testDeliver(b bench) {
	one := reminder("t::1", "1", noon)
	b.put(withReminders("t::1", one))
	before := b.user("t::1")
	lease := noon.Add(time.Minute + time.Nanosecond)

	claimed := b.deliver(true, one, store.Delivery{After: lease.In(time.FixedZone("", 3600)), Begun: 1})
	claimed.Delivery.After = lease
	b.deliver(false, one, store.Delivery{After: lease, Begun: 1}) // somebody else was first
	b.equal(remIDs(b.dueAt(lease.Add(-1))), "")
	b.equal(b.dueAt(lease), []store.Reminder{claimed})
	b.equal(b.reminders("t::1"), []store.Reminder{claimed})
	if _, offset := b.reminders("t::1")[0].Delivery.After.Zone(); offset != 0 {
		b.Error("a time that is not UTC")
	}

	back := b.deliver(true, claimed, store.Delivery{After: noon.Add(-time.Hour), Failed: 1}) // before At counts as At
	b.equal(remIDs(b.dueAt(noon.Add(-1))), "")
	b.equal(b.dueAt(noon), []store.Reminder{back})

	for _, d := range []store.Delivery{{}, {After: lease, Failed: 1}, {After: back.Delivery.After}, {After: back.Delivery.After, Failed: 1, Held: true},
		{After: back.Delivery.After, Failed: 1, Begun: 1}} {
		other := back
		other.Delivery = d
		b.deliver(false, other, store.Delivery{Held: true})
	}
	moved := back
	moved.At = noon.Add(1)
	b.deliver(false, moved, store.Delivery{})
	for _, r := range []store.Reminder{reminder("t::1", "2", noon), reminder("t::9", "1", noon), {}} {
		b.deliver(false, r, store.Delivery{Begun: 1})
	}
	for _, d := range []store.Delivery{{Begun: -1}, {Failed: -1}} {
		_, err := b.Deliver(b.ctx(), back, d)
		b.is(err, store.ErrLimit)
	}

	held := b.deliver(true, back, store.Delivery{After: lease, Begun: 2, Failed: 3, Held: true})
	b.equal(remIDs(b.dueAt(noon.AddDate(99, 0, 0))), "")
	b.equal(b.reminders("t::1"), []store.Reminder{held})
	again := b.deliver(true, held, store.Delivery{})
	b.equal(b.dueAt(noon), []store.Reminder{again})
	b.equal(b.user("t::1"), before)
}

// testDeliverOrder: what was put off stands where it is due then, and lanes do not mix.
func testDeliverOrder(b bench) {
	for _, p := range []string{"t::1", "t::2", "t:b:1", "t", "tt::1", "t:::x:y"} {
		b.put(withReminders(p, reminder("", "1", noon), reminder("", "2", noon.Add(time.Hour)), reminder("", "3", noon.Add(2*time.Hour))))
	}
	b.equal(remIDs(b.dueAt(noon)), "t::1/1 t::2/1 t:::x:y/1")
	off := noon.Add(2 * time.Hour)
	b.deliver(true, reminder("t::2", "1", noon), store.Delivery{After: off})
	b.deliver(true, reminder("t::2", "2", noon.Add(time.Hour)), store.Delivery{After: off})
	b.deliver(true, reminder("t::1", "2", noon.Add(time.Hour)), store.Delivery{Held: true})
	b.equal(remIDs(b.dueAt(off)), "t::1/1 t:::x:y/1 t:::x:y/2 t::2/1 t::2/2 t::1/3 t::2/3 t:::x:y/3")
	for lane, want := range map[string]string{"t:b": "t:b:1/1", "": "t/1", "tt:": "tt::1/1", "t": "", "x": ""} {
		due, err := b.Due(b.ctx(), store.DueQuery{Lane: lane, Now: noon})
		b.must(err)
		b.equal(remIDs(due), want)
	}
}

// testDeliverCommit: how far a delivery has come stays with its time, whatever is put.
func testDeliverCommit(b bench) {
	d := store.Delivery{After: noon.Add(time.Hour), Begun: 1, Failed: 2}
	one, two := reminder("t::1", "1", noon), reminder("t::1", "2", noon)
	b.put(withReminders("t::1", one, two, reminder("", "3", noon)))
	one = b.deliver(true, one, d)
	two = b.deliver(true, two, store.Delivery{Held: true})
	three := b.deliver(true, reminder("t::1", "3", noon), d)

	one.What, two.What = "another text", "another text"
	c := withReminders("t::1", one, two)
	c.Reminders[0].Delivery, c.Reminders[1].Delivery = store.Delivery{}, d // have no say
	c.Reminders[0].At = noon.In(time.FixedZone("", 3600))
	b.put(c)
	b.equal(b.reminders("t::1"), []store.Reminder{one, two, three})
	b.equal(remIDs(b.dueAt(noon.Add(time.Hour))), "t::1/1 t::1/3")

	one.At, two.At = noon.Add(1), noon.Add(-1)
	b.put(withReminders("t::1", one, two))
	one.Delivery, two.Delivery = store.Delivery{}, store.Delivery{}
	b.equal(b.reminders("t::1"), []store.Reminder{two, three, one})
	b.equal(b.dueAt(noon), []store.Reminder{two})
	b.deliver(false, reminder("t::1", "1", noon), d)

	b.put(withReminders("t::1", as(store.Cancelled, three)))
	b.deliver(false, three, d)
	b.mark(false, three, as(store.Done, three))
	three.Delivery = store.Delivery{}
	b.put(withReminders("t::1", three))
	b.equal(b.dueAt(noon), []store.Reminder{two, three})
	all := by("t::1")
	all.DropAll = true
	b.deliver(true, two, d)
	b.put(all)
	b.put(withReminders("t::1", two))
	b.equal(b.dueAt(noon), []store.Reminder{two})
}

// testDeliverRace: of many deliverers, exactly one gets each reminder, and marks it.
func testDeliverRace(b bench) {
	const deliverers, count = 8, 10
	var rems []store.Reminder
	for i := range count {
		rems = append(rems, reminder("t::1", fmt.Sprint(i), noon))
	}
	b.put(withReminders("t::1", rems...))
	var claimed, marked [count]atomic.Int32
	var wg sync.WaitGroup
	for w := range deliverers {
		wg.Go(func() {
			lease := store.Delivery{After: noon.Add(time.Duration(w%2) * time.Hour), Begun: 1} // alike, and not
			for i, r := range rems {
				ok, err := b.Deliver(b.ctx(), r, lease)
				if err != nil {
					b.Error(err)
				}
				if !ok {
					continue
				}
				claimed[i].Add(1)
				r.Delivery = lease
				if ok, err = b.Mark(b.ctx(), r, as(store.Done, r)); ok {
					marked[i].Add(1)
				}
				if err != nil {
					b.Error(err)
				}
			}
		})
	}
	wg.Wait()
	for i := range rems {
		if claimed[i].Load() != 1 || marked[i].Load() != 1 {
			b.Errorf("reminder %d was claimed %d times, marked %d times", i, claimed[i].Load(), marked[i].Load())
		}
	}
	b.equal(remIDs(b.reminders("t::1")), "")
}
