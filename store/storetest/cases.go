package storetest

import (
	"fmt"
	"time"

	"callguard/store"
)

func testCasePut(b bench) {
	c := fullCase("t::1", "1", noon.In(time.FixedZone("", -5*3600)), "+8613800000000")
	b.put(withCases("t::1", c))
	want := fullCase("t::1", "1", noon, "+8613800000000")
	got, err := b.Case(b.ctx(), "t::1", "1")
	b.must(err)
	b.equal(got, want)
	if c.Turns[0].At.Location() == time.UTC {
		b.Error("the caller's own case was changed")
	}
	want.Verdict, want.Turns, want.Numbers = "legit", nil, []string{"95516"}
	b.put(withCases("t::1", want))
	got, err = b.Case(b.ctx(), "t::1", "1")
	b.must(err)
	b.equal(got, want)
	n, err := b.CountCases(b.ctx(), "t::1")
	b.must(err)
	b.equal(n, 1)
	old, err := b.Cases(b.ctx(), "t::1", store.CaseQuery{Number: "13800000000"})
	b.must(err)
	b.equal(len(old), 0)
}

func testCaseOrder(b bench) {
	for i := 1; i <= 12; i++ { // a clock that runs backwards
		b.put(withCases("t::1", fullCase("", fmt.Sprint(i), noon.Add(-time.Duration(i)*time.Hour))))
	}
	b.put(withCases("t::1", fullCase("", "3", noon)))
	for limit, want := range map[int]string{
		0: "12 11 10 9 8 7 6 5 4 3 2 1", 3: "12 11 10", 100: "12 11 10 9 8 7 6 5 4 3 2 1", -1: "12 11 10 9 8 7 6 5 4 3 2 1",
	} {
		cases, err := b.Cases(b.ctx(), "t::1", store.CaseQuery{Limit: limit})
		b.must(err)
		b.equal(ids(cases), want)
	}
	var many []store.Case
	for i := range 120 {
		many = append(many, fullCase("", fmt.Sprint(i+1), noon))
	}
	b.put(withCases("t::2", many...))
	cases, err := b.Cases(b.ctx(), "t::2", store.CaseQuery{})
	b.must(err)
	b.equal(len(cases), 100)
	n, err := b.CountCases(b.ctx(), "t::2")
	b.must(err)
	b.equal(n, 120)
}

func testCaseQuery(b bench) {
	b.put(withCases("t::1",
		fullCase("", "1", noon, "+8613800000000", "95516"),
		fullCase("", "2", noon.Add(time.Hour), "400-000-0000"),
		fullCase("", "3", noon.Add(2*time.Hour)),
		fullCase("", "4", noon.Add(3*time.Hour), "+8613800000000"),
	))
	b.put(withCases("t::2", fullCase("", "1", noon, "+8613800000000")))
	for _, test := range []struct {
		q    store.CaseQuery
		want string
	}{
		{store.CaseQuery{Number: "+8613800000000"}, "4 1"},
		{store.CaseQuery{Number: "13800000000"}, "4 1"},
		{store.CaseQuery{Number: "000"}, "4 2 1"},
		{store.CaseQuery{Number: "516"}, "1"},
		{store.CaseQuery{Number: "16"}, ""},
		{store.CaseQuery{Number: "4000000000"}, "2"},
		{store.CaseQuery{Number: "999"}, ""},
		{store.CaseQuery{Since: noon.Add(time.Hour)}, "4 3 2"},
		{store.CaseQuery{Since: noon.Add(4 * time.Hour)}, ""},
		{store.CaseQuery{Before: noon.Add(time.Hour)}, "1"},
		{store.CaseQuery{Since: noon.Add(time.Hour), Before: noon}, ""},
		{store.CaseQuery{Number: "000", Since: noon.Add(time.Nanosecond), Limit: 1}, "4"},
	} {
		cases, err := b.Cases(b.ctx(), "t::1", test.q)
		b.must(err)
		if got := ids(cases); got != test.want {
			b.Errorf("%+v: %q, want %q", test.q, got, test.want)
		}
	}
}

func testDropCases(b bench) {
	at := func(key, reply string, cases ...store.Case) store.Change {
		c := withCases("t::1", cases...)
		c.Key, c.Reply = key, []byte(reply)
		return c
	}
	b.put(at("k0", "hello"))
	b.put(at("k1", "case 1", fullCase("", "1", noon)))
	b.put(at("k2", "case 2", fullCase("", "2", noon)))
	b.put(at("k3", "both", fullCase("", "1", noon), fullCase("", "3", noon)))
	c := at("k4", "deleted", fullCase("", "2", noon), fullCase("", "4", noon))
	c.DropCases = []string{"2", "2", "9"}
	b.put(c)
	cases, err := b.Cases(b.ctx(), "t::1", store.CaseQuery{})
	b.must(err)
	b.equal(ids(cases), "4 3 1")
	n, err := b.CountCases(b.ctx(), "t::1")
	b.must(err)
	b.equal(n, 3)
	_, err = b.Case(b.ctx(), "t::1", "2")
	b.is(err, store.ErrNotFound)
	for key, want := range map[string]string{"k0": "hello", "k1": "case 1", "k2": "", "k3": "", "k4": "deleted"} {
		reply, ok, err := b.Replied(b.ctx(), key)
		b.must(err)
		if !ok || string(reply) != want {
			b.Errorf("key %s: %q, %v, want %q", key, reply, ok, want)
		}
	}
	b.put(at("k5", "again", fullCase("", "2", noon)))
	n, err = b.CountCases(b.ctx(), "t::1")
	b.must(err)
	b.equal(n, 4)
}

func testDropAll(b bench) {
	for i := range 3 {
		c := withCases("t::1", fullCase("", fmt.Sprint(i), noon, "13800000000"))
		c.Key, c.Reply = fmt.Sprint("k", i), []byte("told")
		c.Reminders = []store.Reminder{reminder("", fmt.Sprint(i), noon)}
		b.put(c)
	}
	other := withCases("t::2", fullCase("", "1", noon))
	other.Key, other.Reply = "o", []byte("kept")
	b.put(other)
	c := withCases("t::1", fullCase("", "9", noon)) // ignored
	c.Key, c.Reply, c.DropAll = "drop", []byte("all is deleted"), true
	b.put(c)

	b.equal(b.user("t::1"), store.User{Person: "t::1"})
	cases, err := b.Cases(b.ctx(), "t::1", store.CaseQuery{})
	b.must(err)
	rems, err := b.Reminders(b.ctx(), "t::1")
	b.must(err)
	due, err := b.Due(b.ctx(), at(noon))
	b.must(err)
	n, err := b.CountCases(b.ctx(), "t::1")
	b.must(err)
	if len(cases)+len(rems)+len(due)+n != 0 {
		b.Errorf("left: %d cases, %d reminders, %d due, count %d", len(cases), len(rems), len(due), n)
	}
	for key, want := range map[string]string{"k0": "", "k1": "", "k2": "", "drop": "all is deleted", "o": "kept"} {
		reply, ok, err := b.Replied(b.ctx(), key)
		b.must(err)
		if !ok || string(reply) != want {
			b.Errorf("key %s: %q, %v, want %q", key, reply, ok, want)
		}
	}
	_, repeated, err := b.Commit(b.ctx(), c) // the same delivery again
	if !repeated || err != nil {
		b.Errorf("again: %v, %v", repeated, err)
	}
	b.equal(b.user("t::2").Version > 0, true)
	n, err = b.CountCases(b.ctx(), "t::2")
	b.must(err)
	b.equal(n, 1)
}

func testDropAllFence(b bench) {
	var seen []uint64
	for range 3 {
		b.put(by("t::1"))
		seen = append(seen, b.user("t::1").Version)
	}
	c := by("t::1")
	c.DropAll = true
	_, _, err := b.Commit(b.ctx(), c) // decided on version 0
	b.is(err, store.ErrConflict)
	b.put(c)
	b.put(by("t::1"))
	for _, version := range seen {
		c := by("t::1")
		c.User.Version = version
		_, _, err := b.Commit(b.ctx(), c)
		b.is(err, store.ErrConflict)
	}
	b.put(c)
	b.put(c) // of nobody
	b.equal(b.user("t::1").Version, uint64(0))
}
