package storetest

import (
	"strings"
	"time"

	"callguard/store"
)

// note makes one to a person, about another.
func note(to, kind, from string) store.Reminder {
	return store.Reminder{Person: to, What: "店里有一条", At: noon, State: store.Active, Created: noon, Kind: kind, From: from}
}

// sharing makes a change of a person that does only this to others.
func sharing(person string, s store.Shared) store.Change {
	c := by(person)
	c.Shared = s
	return c
}

func link(from, to string) store.Link { return store.Link{From: from, To: to, Since: noon} }

// linked puts both persons and links the first to the second.
func (b bench) linked(from, to string) {
	b.Helper()
	b.put(by(from))
	b.put(sharing(to, store.Shared{Links: []store.Link{link(from, to)}}))
}

func (b bench) links(person string) string {
	b.Helper()
	links, err := b.Links(b.ctx(), person)
	b.must(err)
	var out []string
	for _, l := range links {
		out = append(out, l.From+">"+l.To)
	}
	return strings.Join(out, " ")
}

func (b bench) notes(person string) []store.Reminder {
	b.Helper()
	rems, err := b.Reminders(b.ctx(), person)
	b.must(err)
	return rems
}

func testLinks(b bench) {
	c := sharing("t::1", store.Shared{Links: []store.Link{link("t::1", "t::2")}})
	_, _, err := b.Commit(b.ctx(), c)
	b.is(err, store.ErrConflict) // to a person never seen
	b.linked("t::1", "t::2")
	before := b.user("t::1")
	b.put(by("t::3"))
	l := link("t::3", "t::1")
	l.Since = noon.In(time.FixedZone("", 3600)).Add(time.Nanosecond)
	b.put(sharing("t::3", store.Shared{Links: []store.Link{l}}))
	b.equal(b.links("t::1"), "t::1>t::2 t::3>t::1")
	b.equal(b.links("t::2"), "t::1>t::2")
	b.equal(b.links("t::9"), "")
	links, err := b.Links(b.ctx(), "t::3")
	b.must(err)
	l.Since = l.Since.UTC()
	b.equal(links, []store.Link{l})

	stale := by("t::1") // decided before the link was there
	stale.User = before
	_, _, err = b.Commit(b.ctx(), stale)
	b.is(err, store.ErrConflict)
	after := b.user("t::1")
	after.Version = before.Version
	b.equal(after, before)
}

func testNotes(b bench) {
	b.linked("t::1", "t::2")
	before := b.user("t::2")
	n := note("t::2", store.KindAlert, "t::1")
	b.put(sharing("t::1", store.Shared{Notes: []store.Reminder{n, note("t::2", store.KindNotice, ""), note("t::9", store.KindAlert, "t::1")}}))
	got := b.notes("t::2")
	if len(got) != 2 || got[0].ID == "" || got[0].ID == got[1].ID {
		b.Fatalf("notes %+v", got)
	}
	n.ID = got[0].ID
	b.equal(got[0], n)
	b.equal(len(b.notes("t::1"))+len(b.notes("t::9")), 0)
	due, err := b.Due(b.ctx(), at(noon))
	b.must(err)
	b.equal(len(due), 2)
	stale := by("t::2") // decided before the note was there
	stale.User = before
	_, _, err = b.Commit(b.ctx(), stale)
	b.is(err, store.ErrConflict)
	b.equal(b.user("t::9").Version, uint64(0))

	again := sharing("t::1", store.Shared{Notes: []store.Reminder{n}})
	again.User.Version = 99
	again.Shared.Notes[0].ID = ""
	_, _, err = b.Commit(b.ctx(), again)
	b.is(err, store.ErrConflict)
	b.equal(len(b.notes("t::2")), 2)
}

func testNoteTold(b bench) {
	b.linked("t::1", "t::2")
	b.put(sharing("t::1", store.Shared{Notes: []store.Reminder{note("t::2", store.KindAlert, "t::1"), note("t::2", store.KindNotice, "")}}))
	got := b.notes("t::2")
	b.mark(true, got[0], as(store.Done, got[0]))
	b.put(withReminders("t::2", as(store.Done, got[1])))
	b.equal(len(b.notes("t::2")), 0)
	b.mark(false, got[1], as(store.Done, got[1]))
}

func testUnlink(b bench) {
	b.linked("t::1", "t::2")
	b.linked("t::3", "t::2")
	tell := func(from string) {
		b.put(sharing(from, store.Shared{Notes: []store.Reminder{note("t::2", store.KindAlert, from), note("t::2", store.KindNotice, from)}}))
	}
	tell("t::1")
	tell("t::3")
	before := b.user("t::2").Version
	b.put(sharing("t::1", store.Shared{Unlink: []store.Link{link("t::1", "t::2"), link("t::1", "t::9")},
		Notes: []store.Reminder{note("t::2", store.KindNotice, "")}}))
	b.equal(b.links("t::1"), "")
	b.equal(b.links("t::2"), "t::3>t::2")
	left := ""
	for _, n := range b.notes("t::2") {
		left += n.Kind + n.From + " "
	}
	b.equal(left, "noticet::1 alertt::3 noticet::3 notice ")
	b.equal(b.user("t::2").Version > before, true)
	b.put(sharing("t::2", store.Shared{Unlink: []store.Link{link("t::3", "t::2")}})) // who is told ends it
	b.equal(b.links("t::3"), "")
	b.equal(len(b.notes("t::2")), 3)
}

func testOffers(b bench) {
	offer := func(person, code string, made time.Time) store.Change {
		return sharing(person, store.Shared{Offer: store.Offer{Code: code, Kind: "alert", Made: made, Until: made.Add(time.Hour)}})
	}
	find := func(code string, now time.Time, want string) {
		b.Helper()
		o, err := b.Offer(b.ctx(), code, now)
		if o.Person != want || (want == "") != (err != nil) {
			b.Errorf("code %s: %+v, %v, want %q", code, o, err, want)
		}
		if want == "" {
			b.is(err, store.ErrNotFound)
		}
	}
	find("123456", noon, "")
	b.put(offer("t::1", "123456", noon.In(time.FixedZone("", 3600))))
	o, err := b.Offer(b.ctx(), "123456", noon)
	b.must(err)
	b.equal(o, store.Offer{Person: "t::1", Kind: "alert", Made: noon, Until: noon.Add(time.Hour)})
	find("123456", noon.Add(time.Hour-1), "t::1")
	find("123456", noon.Add(time.Hour), "")
	find("123457", noon, "")
	find("", noon, "")

	_, _, err = b.Commit(b.ctx(), offer("t::2", "123456", noon.Add(time.Minute)))
	b.is(err, store.ErrConflict)                        // taken by somebody
	b.put(offer("t::2", "123456", noon.Add(time.Hour))) // who has let it run out
	find("123456", noon.Add(time.Hour), "t::2")
	b.put(offer("t::2", "000000", noon.Add(time.Hour))) // one at a time
	find("123456", noon.Add(time.Hour), "")

	take := func(code string, at time.Time) store.Change {
		return sharing("t::3", store.Shared{Take: code, TakeAt: at})
	}
	for _, c := range []store.Change{take("123456", noon), take("000000", noon.Add(2*time.Hour))} {
		_, _, err = b.Commit(b.ctx(), c)
		b.is(err, store.ErrConflict)
	}
	b.put(take("000000", noon.Add(time.Hour)))
	find("000000", noon.Add(time.Hour), "")
	_, _, err = b.Commit(b.ctx(), take("000000", noon.Add(time.Hour)))
	b.is(err, store.ErrConflict)
}

func testSharedLimits(b bench) {
	b.linked("t::1", "t::2")
	told := note("t::2", store.KindAlert, "t::1")
	told.State = store.Done
	named := note("t::2", store.KindAlert, "t::1")
	named.ID = "1"
	for name, s := range map[string]store.Shared{
		"a link of others":   {Links: []store.Link{link("t::2", "t::3")}},
		"a link to himself":  {Links: []store.Link{link("t::1", "t::1")}},
		"a link to nobody":   {Links: []store.Link{link("t::1", "")}},
		"others are parted":  {Unlink: []store.Link{link("t::2", "t::3")}},
		"a note to himself":  {Notes: []store.Reminder{note("t::1", store.KindAlert, "")}},
		"no note":            {Notes: []store.Reminder{note("t::2", "", "")}},
		"a note told":        {Notes: []store.Reminder{told}},
		"a note with an ID":  {Notes: []store.Reminder{named}},
		"a note to nobody":   {Notes: []store.Reminder{note("", store.KindAlert, "")}},
		"a code of 5":        {Offer: store.Offer{Code: "12345"}},
		"a code of letters":  {Offer: store.Offer{Code: "12345x"}},
		"a code for a while": {Offer: store.Offer{Code: "123456", Until: noon.AddDate(8000, 0, 0)}},
	} {
		c := sharing("t::1", s)
		c.User.Version = b.user("t::1").Version
		if _, _, err := b.Commit(b.ctx(), c); err == nil {
			b.Errorf("%s is stored", name)
		} else {
			b.is(err, store.ErrLimit)
		}
	}
}

func testSharedDropAll(b bench) {
	b.linked("t::1", "t::2")
	b.linked("t::3", "t::1")
	b.put(sharing("t::1", store.Shared{Offer: store.Offer{Code: "123456", Made: noon, Until: noon.Add(time.Hour)},
		Notes: []store.Reminder{note("t::2", store.KindAlert, "t::1")}}))
	b.put(sharing("t::3", store.Shared{Notes: []store.Reminder{note("t::1", store.KindAlert, "t::3")}}))
	b.equal(len(b.notes("t::2")), 1)
	b.put(sharing("t::1", store.Shared{Wrong: store.Wrong{Count: 3, Since: noon.In(time.FixedZone("", 3600))}}))
	before := b.user("t::3").Version
	c := sharing("t::1", store.Shared{Notes: []store.Reminder{note("t::2", store.KindNotice, "")}})
	c.DropAll = true
	b.put(c)
	for _, p := range []string{"t::1", "t::2", "t::3"} {
		b.equal(b.links(p), "")
	}
	w, err := b.Wrong(b.ctx(), "t::1")
	b.must(err)
	b.equal(w, store.Wrong{Count: 3, Since: noon})
	w, err = b.Wrong(b.ctx(), "t::2")
	b.must(err)
	b.equal(w, store.Wrong{})
	b.equal(len(b.notes("t::1")), 0)
	if left := b.notes("t::2"); len(left) != 1 || left[0].Kind != store.KindNotice {
		b.Errorf("left: %+v", left)
	}
	b.equal(b.user("t::3").Version > before, true)
	_, err = b.Offer(b.ctx(), "123456", noon)
	b.is(err, store.ErrNotFound)
}
