package boltstore

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"math"

	"callguard/store"
)

// defaultLimit is what a limit of 0 means in Due and Cases.
const defaultLimit = 100

// maxTries bounds the counts of a Delivery.
const maxTries = math.MaxInt32

// dueKey is the key of due.
func dueKey(person string, r row) []byte {
	b := appendTime(appendText(nil, store.Lane(person)), r.due())
	return append(appendTime(b, r.at), itemKey(person, r.id)...)
}

// dueRow is a row of due. Of its delivery it knows only until when that was put off.
type dueRow struct {
	person string
	row
}

// decodeDue reads what dueKey wrote, and the number of the record.
func decodeDue(k, v []byte) (dueRow, error) {
	lane, rest, ok1 := cutText(k)
	due, rest, ok2 := cutTime(rest)
	at, rest, ok3 := cutTime(rest)
	person, rest, ok4 := cutText(rest)
	id, rest, ok5 := cutText(rest)
	n, err := number(v)
	d := dueRow{person, row{id: id, at: at, record: n}}
	if due.After(at) {
		d.delivery.After = due
	}
	if !(ok1 && ok2 && ok3 && ok4 && ok5) || err != nil || len(rest) > 0 || lane != store.Lane(person) || due.Before(at) {
		return dueRow{}, fmt.Errorf("%w: an unreadable due row", store.ErrCorrupt)
	}
	return d, nil
}

// Due gives what fell due; see store.Store. It reads no further than the limit.
func (s *Store) Due(ctx context.Context, q store.DueQuery) ([]store.Reminder, error) {
	limit := cmp.Or(max(q.Limit, 0), defaultLimit)
	var out []store.Reminder
	err := s.view(ctx, "due", func(t *tables) error {
		var last numbered
		prefix := appendText(nil, q.Lane)
		c := t.due.Cursor()
		for k, v := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix) && len(out) < limit; k, v = c.Next() {
			d, err := decodeDue(k, v)
			if err != nil || d.due().After(q.Now) {
				return err
			}
			r, err := t.dueReminder(&last, d)
			if err != nil {
				return err
			}
			out = append(out, r)
		}
		return nil
	})
	return out, err
}

// dueReminder reads the reminder of a row of due; last is the record read before, as in reminderIn.
func (t *tables) dueReminder(last *numbered, d dueRow) (store.Reminder, error) {
	r, ok, err := t.reminderAt(d.person, d.id)
	if err != nil {
		return store.Reminder{}, err
	}
	if !ok || !d.leadsTo(r) {
		return store.Reminder{}, fmt.Errorf("%w: a reminder's rows differ", store.ErrCorrupt)
	}
	rem, err := t.reminderIn(last, d.person, d.id, d.record)
	rem.Delivery = r.delivery
	return rem, err
}

// leadsTo says whether this row of due is the one of a row of reminders.
func (d dueRow) leadsTo(r row) bool {
	return !r.delivery.Held && d.record == r.record && d.at.Equal(r.at) && d.due().Equal(r.due())
}

// Deliver notes how far a delivery has come; see store.Store.
func (s *Store) Deliver(ctx context.Context, r store.Reminder, d store.Delivery) (bool, error) {
	if d.Begun < 0 || d.Begun > maxTries || d.Failed < 0 || d.Failed > maxTries {
		return false, s.explain("deliver", fmt.Errorf("%w: sends %d begun, %d failed", store.ErrLimit, d.Begun, d.Failed))
	}
	done := false
	err := s.commit(ctx, "deliver", func(t *tables) error {
		old, ok, err := t.claimed(r)
		if done = ok; err != nil || !ok {
			return err
		}
		next := old
		next.delivery = d
		return t.putRow(r.Person, &old, next)
	})
	return done && err == nil, err
}

// claimed reads the row of a reminder; ok is false when it is not as r says any more.
func (t *tables) claimed(r store.Reminder) (old row, ok bool, err error) {
	old, ok, err = t.reminderAt(r.Person, r.ID)
	return old, ok && old.at.Equal(r.At) && old.delivery.Equal(r.Delivery), err
}

// Mark replaces a delivered reminder; see store.Store.
func (s *Store) Mark(ctx context.Context, was store.Reminder, next ...store.Reminder) (bool, error) {
	ch, err := prepareMark(was, next)
	if err != nil {
		return false, s.explain("mark", err)
	}
	marked := false
	err = s.commit(ctx, "mark", func(t *tables) error {
		rec := ch.rec // this may run again
		_, ok, err := t.claimed(was)
		if marked = ok; err != nil || !ok {
			return err
		}
		p, err := t.person(was.Person)
		if err != nil {
			return err
		}
		n, err := t.append(&rec, p.head)
		if err != nil {
			return err
		}
		p.head = n
		if err := t.putReminders(was.Person, n, ch.rems); err != nil {
			return err
		}
		return t.putPerson(was.Person, p)
	})
	return marked && err == nil, err
}

// prepareMark makes the change of reminders alone: without a state, and without a key.
func prepareMark(was store.Reminder, next []store.Reminder) (change, error) {
	ch := change{rec: record{person: was.Person}}
	if err := checkPerson(was.Person); err != nil {
		return ch, err
	}
	for _, r := range next {
		if err := ch.addReminder(r); err != nil {
			return ch, fmt.Errorf("reminder %.32q: %w", r.ID, err)
		}
	}
	for i := range ch.rems {
		ch.rems[i].fresh = true
	}
	if find(ch.rec.reminders, was.ID) == nil {
		return ch, fmt.Errorf("%w: nothing to put in place of reminder %.32q", store.ErrLimit, was.ID)
	}
	if n := len(ch.rec.encode()); n > store.MaxChange {
		return ch, fmt.Errorf("%w: %d bytes", store.ErrLimit, n)
	}
	return ch, nil
}
