package storetest

import (
	"context"
	"slices"
	"time"

	"pgregory.net/rapid"

	"callguard/store"
)

// drawShared draws what a message might do to others.
func (m *model) drawShared(t *rapid.T, me string) store.Shared {
	var s store.Shared
	pick := func(what string) string { return rapid.SampledFrom(modelPersons).Draw(t, what) }
	link := func(other string) store.Link {
		l := store.Link{From: me, To: other, Since: noon.Add(time.Duration(m.turn) * time.Second)}
		if rapid.Bool().Draw(t, "told") {
			l.From, l.To = other, me
		}
		return l
	}
	if other := pick("link"); other != me && rapid.IntRange(0, 3).Draw(t, "links") == 0 {
		s.Links = append(s.Links, link(other))
	}
	if other := pick("unlink"); other != me && rapid.IntRange(0, 7).Draw(t, "unlinks") == 0 {
		s.Unlink = append(s.Unlink, link(other))
	}
	for range rapid.IntRange(0, 2).Draw(t, "notes") {
		if other := pick("note"); other != me {
			kind := rapid.SampledFrom([]string{store.KindAlert, store.KindNotice}).Draw(t, "kind")
			s.Notes = append(s.Notes, note(other, kind, me))
		}
	}
	m.drawAliases(t, me, &s)
	return s
}

// drawAliases draws a merge or a parting.
func (m *model) drawAliases(t *rapid.T, me string, s *store.Shared) {
	pick := func(what string) string { return rapid.SampledFrom(modelPersons).Draw(t, what) }
	if rapid.IntRange(0, 9).Draw(t, "parts") == 0 {
		s.Part = append(s.Part, pick("part"))
	}
	gone := pick("merge")
	if gone == me || rapid.IntRange(0, 5).Draw(t, "merges") != 0 {
		return
	}
	s.Merge = store.Merge{Person: gone, Version: m.person(gone).user.Version}
	s.Links = slices.DeleteFunc(s.Links, func(l store.Link) bool { return l.From == gone || l.To == gone })
}

// unknown holds for a change by an alias, or that merges one, or links to somebody not there.
func (m *model) unknown(c store.Change) bool {
	if m.alias[c.User.Person] != "" || !c.DropAll && m.alias[c.Shared.Merge.Person] != "" {
		return true
	}
	return !c.DropAll && slices.ContainsFunc(c.Shared.Links, func(l store.Link) bool {
		return m.person(l.From).user.Version == 0 && l.From != c.User.Person || m.person(l.To).user.Version == 0 && l.To != c.User.Person
	})
}

// share does to the other persons of the model what the store has done.
func (m *model) share(t *rapid.T, c store.Change) {
	me, s := c.User.Person, c.Shared
	if c.DropAll {
		s.Links, s.Unlink, s.Merge, s.Part = nil, m.linksOf(me), store.Merge{}, m.aliasesOf(me)
	}
	moved := m.merge(me, s)
	for _, l := range s.Unlink {
		delete(m.links, [2]string{l.From, l.To})
		moved[l.From], moved[l.To] = true, true
		to := m.person(l.To)
		for id, r := range to.rems {
			if r.Kind == store.KindAlert && r.From == l.From {
				delete(to.rems, id)
			}
		}
	}
	for _, l := range s.Links {
		m.links[[2]string{l.From, l.To}] = l
		moved[l.From], moved[l.To] = true, true
	}
	for _, n := range s.Notes {
		moved[n.Person] = true
	}
	delete(moved, me)
	delete(moved, s.Merge.Person)
	for name := range moved {
		if m.person(name).user.Version > 0 {
			m.adopt(t, name, s.Notes)
			m.moved(t, m.person(name))
		}
	}
}

// adopt takes over the notes to a person under the IDs that the store gave.
func (m *model) adopt(t *rapid.T, name string, notes []store.Reminder) {
	p := m.person(name)
	rems, err := m.s.Reminders(context.Background(), name)
	if err != nil {
		t.Fatal(err)
	}
	rems = slices.DeleteFunc(rems, func(r store.Reminder) bool { _, known := p.rems[r.ID]; return known })
	slices.SortFunc(rems, func(a, b store.Reminder) int { return shortLex(a.ID, b.ID) })
	for _, n := range notes {
		if n.Person != name {
			continue
		}
		if len(rems) == 0 {
			t.Fatalf("a note to %q is missing", name)
		}
		n.ID = rems[0].ID
		p.rems[n.ID], rems = n, rems[1:]
	}
}

// linksOf is Links of the model.
func (m *model) linksOf(person string) []store.Link {
	var out []store.Link
	for _, l := range m.links {
		if l.From == person || l.To == person {
			out = append(out, l)
		}
	}
	other := func(l store.Link) string {
		if l.From == person {
			return l.To
		}
		return l.From
	}
	slices.SortFunc(out, func(a, b store.Link) int {
		x, y := other(a), other(b)
		if c := shortLex(x, y); x != y {
			return c
		}
		if a.To == person {
			return -1
		}
		return 1
	})
	return out
}
