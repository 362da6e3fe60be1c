package storetest

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strconv"
	"time"

	"pgregory.net/rapid"

	"callguard/store"
)

// set puts a reminder, which is no longer there when it is not active.
func (p *modelPerson) set(r store.Reminder) {
	if delete(p.rems, r.ID); r.State == store.Active {
		p.rems[r.ID] = r
	}
}

// drawDelivery draws how far a delivery has come, often nothing.
func drawDelivery(t *rapid.T) store.Delivery {
	if rapid.Bool().Draw(t, "nothing tried") {
		return store.Delivery{}
	}
	d := store.Delivery{Begun: rapid.IntRange(0, 2).Draw(t, "begun"), Failed: rapid.IntRange(0, 2).Draw(t, "failed")}
	if h := rapid.IntRange(-4, 4).Draw(t, "after"); h > -4 {
		d.After = noon.Add(time.Duration(h) * time.Hour)
	}
	d.Held = rapid.IntRange(0, 3).Draw(t, "held") == 0
	return d
}

// drawSeen draws a reminder as a deliverer has seen it, perhaps long ago. fits says that it is as
// the stored one is.
func (m *model) drawSeen(t *rapid.T) (p *modelPerson, seen store.Reminder, fits bool) {
	p = m.person(rapid.SampledFrom(modelPersons).Draw(t, "person"))
	id := strconv.Itoa(rapid.IntRange(1, 12).Draw(t, "id"))
	if known := p.reminders(); len(known) > 0 && rapid.IntRange(0, 3).Draw(t, "known") > 0 {
		id = rapid.SampledFrom(known).Draw(t, "reminder").ID
	}
	old, active := p.rems[id]
	seen = reminder(p.user.Person, id, old.At.Add(time.Duration(max(0, rapid.IntRange(-5, 1).Draw(t, "off")))))
	seen.Delivery = old.Delivery
	if rapid.IntRange(0, 5).Draw(t, "seen before") == 0 {
		seen.Delivery = drawDelivery(t)
	}
	return p, seen, active && seen.At.Equal(old.At) && seen.Delivery == old.Delivery
}

// claim notes how far the delivery of a person's reminder has come, perhaps on what is not so
// any more. It does not move the version.
func (m *model) claim(t *rapid.T) {
	p, seen, want := m.drawSeen(t)
	d := drawDelivery(t)
	got, err := m.s.Deliver(context.Background(), seen, d)
	if got != want || err != nil {
		t.Fatalf("deliver: %v, %v, want %v", got, err, want)
	}
	if want {
		r := p.rems[seen.ID]
		r.Delivery = d
		p.rems[seen.ID] = r
	}
}

// mark delivers one of a person's reminders, and puts others beside it, perhaps on what is not so
// any more.
func (m *model) mark(t *rapid.T) {
	m.turn++
	p, was, want := m.drawSeen(t)
	ids := []string{was.ID}
	if id := strconv.Itoa(rapid.IntRange(1, 12).Draw(t, "beside")); id != was.ID {
		ids = append(ids, id)
	}
	var next []store.Reminder
	for _, id := range ids {
		r := reminder(p.user.Person, id, noon.Add(time.Duration(rapid.IntRange(0, 9).Draw(t, "next"))*time.Hour))
		r.State = rapid.SampledFrom([]string{store.Active, store.Done}).Draw(t, "state")
		next = append(next, r)
	}
	got, err := m.s.Mark(context.Background(), was, next...)
	if got != want || err != nil {
		t.Fatalf("mark: %v, %v, want %v", got, err, want)
	}
	if !want {
		return
	}
	for _, r := range next {
		p.set(r)
	}
	m.moved(t, p)
}

// chat replaces the state of a chat, or fails to.
func (m *model) chat(t *rapid.T) {
	name := rapid.SampledFrom(modelPersons).Draw(t, "chat")
	state := rapid.SampledFrom([]string{"", "a", "b"}).Draw(t, "state")
	var fail error
	if rapid.IntRange(0, 5).Draw(t, "fails") == 0 {
		fail = errors.New("no")
	}
	err := m.s.UpdateChat(context.Background(), name, func(old []byte) ([]byte, error) {
		if string(old) != m.chats[name] {
			t.Errorf("the chat was %q, want %q", old, m.chats[name])
		}
		if state == "" {
			return nil, fail
		}
		return []byte(state), fail
	})
	if !errors.Is(err, fail) {
		t.Fatalf("chat: %v, want %v", err, fail)
	}
	if fail == nil {
		m.chats[name] = state
	}
}

// checkDue holds what is due in each lane against all reminders that there are.
func (m *model) checkDue(t *rapid.T, all []store.Reminder) {
	lanes := map[string][]store.Reminder{"nobody's": nil}
	for _, name := range modelPersons {
		lanes[store.Lane(name)] = nil
	}
	for _, r := range all {
		if !r.Delivery.Held && !r.DueAt().After(noon) {
			lanes[store.Lane(r.Person)] = append(lanes[store.Lane(r.Person)], r)
		}
	}
	for lane, want := range lanes {
		got, err := m.s.Due(context.Background(), store.DueQuery{Lane: lane, Now: noon})
		if !slices.IsSortedFunc(got, byDue) {
			t.Fatal("due: not in order")
		}
		first, err2 := m.s.Due(context.Background(), store.DueQuery{Lane: lane, Now: noon, Limit: 2})
		same(t, "the first due", first, got[:min(2, len(got))], err2)
		slices.SortFunc(got, byDueAndName) // persons and IDs are in any order
		slices.SortFunc(want, byDueAndName)
		same(t, "due", got, want, err)
	}
}

func byDue(a, b store.Reminder) int {
	return cmp.Or(a.DueAt().Compare(b.DueAt()), a.At.Compare(b.At))
}

func byDueAndName(a, b store.Reminder) int {
	return cmp.Or(byDue(a, b), cmp.Compare(a.Person, b.Person), cmp.Compare(a.ID, b.ID))
}
