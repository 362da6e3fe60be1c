package storetest

import (
	"strings"
	"time"

	"callguard/store"
)

// merge makes the change by which one person takes another in, with a case of that one.
func (b bench) merge(main, alias string) store.Change {
	c := withCases(main, fullCase("", "7", noon))
	c.Shared.Merge = store.Merge{Person: alias, Version: b.user(alias).Version}
	return c
}

func (b bench) aliases(person string) string {
	b.Helper()
	list, err := b.Aliases(b.ctx(), person)
	b.must(err)
	for _, a := range list {
		if main, err := b.Alias(b.ctx(), a); main != person || err != nil {
			b.Errorf("alias %q is of %q, %v", a, main, err)
		}
	}
	return strings.Join(list, " ")
}

func testMerge(b bench) {
	main, err := b.Alias(b.ctx(), "t::1")
	b.must(err)
	b.equal(main, "t::1")
	b.put(withCases("w::1", fullCase("", "1", noon)))
	old := withCases("t::1", fullCase("", "1", noon))
	old.Key, old.Reply = "k", []byte("told")
	old.Reminders = []store.Reminder{reminder("", "1", noon)}
	old.Shared.Offer = store.Offer{Code: "123456", Made: noon, Until: noon.Add(time.Hour)}
	b.put(old)
	b.linked("t::1", "t::2")
	b.linked("t::3", "t::1")
	b.put(sharing("t::1", store.Shared{Notes: []store.Reminder{note("t::2", store.KindAlert, "t::1")}}))
	before := b.user("t::2").Version

	c := b.merge("w::1", "t::1")
	c.Shared.Links = []store.Link{link("w::1", "t::2")}
	b.put(c)
	b.equal(b.aliases("w::1"), "t::1")
	b.equal(b.user("t::1").Version, uint64(0))
	n, err := b.CountCases(b.ctx(), "t::1")
	b.must(err)
	b.equal(n, 0)
	cases, err := b.Cases(b.ctx(), "w::1", store.CaseQuery{})
	b.must(err)
	b.equal(ids(cases), "7 1")
	b.equal(len(b.notes("t::1")), 0)
	b.equal(b.links("t::1")+b.links("t::3"), "")
	b.equal(b.links("w::1"), "w::1>t::2")
	b.equal(len(b.notes("t::2")), 1) // still true
	b.equal(b.user("t::2").Version > before, true)
	reply, ok, err := b.Replied(b.ctx(), "k")
	if len(reply) > 0 || !ok || err != nil {
		b.Errorf("reply %q, %v, %v", reply, ok, err)
	}
	_, err = b.Offer(b.ctx(), "123456", noon)
	b.is(err, store.ErrNotFound)
	_, _, err = b.Commit(b.ctx(), by("t::1")) // decided before he was an alias
	b.is(err, store.ErrConflict)

	b.put(by("x::1"))
	b.put(b.merge("x::1", "w::1"))
	b.equal(b.aliases("x::1"), "t::1 w::1")
	b.equal(b.aliases("w::1"), "")
}

func testPart(b bench) {
	b.put(by("w::1"))
	b.put(b.merge("w::1", "t::1")) // one never seen
	b.put(b.merge("w::1", "t::2"))
	b.put(b.merge("w::1", "t::3"))
	b.put(sharing("w::2", store.Shared{Part: []string{"t::1"}})) // not his
	b.put(sharing("w::1", store.Shared{Part: []string{"t::2", "t::9"}}))
	b.equal(b.aliases("w::1"), "t::1 t::3")
	b.put(by("t::2"))
	n, err := b.CountCases(b.ctx(), "w::1")
	b.must(err)
	b.equal(n, 1)
	c := by("w::1")
	c.DropAll = true
	b.put(c)
	b.equal(b.aliases("w::1"), "")
	b.put(by("t::1"))
	b.equal(b.aliases("t::1"), "")
}

func testMergeFence(b bench) {
	b.put(by("w::1"))
	b.put(by("t::1"))
	c := b.merge("w::1", "t::1")
	b.put(by("t::1")) // has written meanwhile
	c.User.Version = b.user("w::1").Version
	_, _, err := b.Commit(b.ctx(), c)
	b.is(err, store.ErrConflict)
	b.equal(b.aliases("w::1"), "")
	n, err := b.CountCases(b.ctx(), "w::1")
	b.must(err)
	b.equal(n, 0)
	b.put(b.merge("w::1", "t::1"))
	again := b.merge("w::2", "t::1")
	_, _, err = b.Commit(b.ctx(), again)
	b.is(err, store.ErrConflict)
	linked := b.merge("w::1", "t::2")
	linked.Shared.Links = []store.Link{link("w::1", "t::2")}
	linked.User.Version = b.user("w::1").Version
	_, _, err = b.Commit(b.ctx(), linked)
	b.is(err, store.ErrLimit)
	self := b.merge("w::1", "w::1")
	self.User.Version = b.user("w::1").Version
	_, _, err = b.Commit(b.ctx(), self)
	b.is(err, store.ErrLimit)
}
