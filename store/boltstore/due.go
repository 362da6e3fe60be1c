package boltstore

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"callguard/store"
)

// defaultLimit is what a limit of 0 means in Due and Cases.
const defaultLimit = 100

// reminderPart is what the indexes need of a reminder.
type reminderPart struct {
	id     string
	at     time.Time
	active bool
	note   bool // its words go when it is no longer active
}

// reminderOf encodes a reminder. Of a note that is told nothing is kept.
func reminderOf(r store.Reminder) (reminderPart, []byte, error) {
	p := reminderPart{r.ID, r.At, r.State == store.Active, r.Kind != ""}
	if p.note && !p.active {
		return p, []byte{}, nil
	}
	body, err := encodeJSON(reminderRow{utcReminder(r), []byte(r.From)})
	return p, body, err
}

// reminderRow is a reminder as it is stored: a person need not be a text, as JSON wants it.
type reminderRow struct {
	store.Reminder
	From []byte `json:"from,omitempty"`
}

// row is a row of reminders.
type row struct {
	id     string
	at     time.Time
	record uint64
}

// reminderAt reads a row of reminders; ok is false when there is none.
func (t *tables) reminderAt(person, id string) (r row, ok bool, err error) {
	v := t.reminders.Get(itemKey(person, id))
	if v == nil {
		return row{}, false, nil
	}
	r, err = decodeRow(id, v)
	return r, err == nil, err
}

func decodeRow(id string, v []byte) (row, error) {
	at, rest, ok := cutTime(v)
	n, err := number(rest)
	if !ok || err != nil {
		return row{}, fmt.Errorf("%w: a reminder's row of %d bytes", store.ErrCorrupt, len(v))
	}
	return row{id, at, n}, nil
}

// putReminders points the rows of reminders to record n, and deletes those that are not active.
func (t *tables) putReminders(person string, n uint64, rems []reminderPart) error {
	for _, r := range rems {
		old, ok, err := t.reminderAt(person, r.id)
		if err != nil {
			return err
		}
		if ok {
			if err := t.del(t.due, dueKey(old.at, person, r.id)); err != nil {
				return err
			}
		}
		if !r.active {
			if err := t.del(t.reminders, itemKey(person, r.id)); err != nil {
				return err
			}
			if ok && r.note {
				if err := t.strip(person, r.id, old.record); err != nil {
					return err
				}
			}
			continue
		}
		if err := t.put(t.due, dueKey(r.at, person, r.id), numberKey(n)); err != nil {
			return err
		}
		value := append(appendTime(nil, r.at), numberKey(n)...)
		if err := t.put(t.reminders, itemKey(person, r.id), value); err != nil {
			return err
		}
	}
	return nil
}

// strip takes the words of a note out of the record that holds it.
func (t *tables) strip(person, id string, n uint64) error {
	rec, err := t.recordOf(person, n)
	if err != nil {
		return err
	}
	for i := range rec.reminders {
		if rec.reminders[i].id == id {
			rec.reminders[i].body = nil
		}
	}
	return t.putRecord(n, rec)
}

// active gives the rows of a person's active reminders.
func (t *tables) active(person string) ([]row, error) {
	var rows []row
	prefix := personKey(person)
	err := each(t.reminders, prefix, func(k, v []byte) error {
		id, _, ok := cutText(k[len(prefix):])
		if !ok {
			return fmt.Errorf("%w: an unreadable key of a reminder", store.ErrCorrupt)
		}
		r, err := decodeRow(id, v)
		rows = append(rows, r)
		return err
	})
	return rows, err
}

// cancelled gives the parts that take these rows out of the indexes.
func cancelled(rows []row) []reminderPart {
	var parts []reminderPart
	for _, r := range rows {
		parts = append(parts, reminderPart{id: r.id})
	}
	return parts
}

// reminder reads a reminder out of the record that holds it.
func (t *tables) reminder(person, id string, n uint64) (store.Reminder, error) {
	rec, err := t.recordOf(person, n)
	if err != nil {
		return store.Reminder{}, err
	}
	body := find(rec.reminders, id)
	if body == nil {
		return store.Reminder{}, fmt.Errorf("%w: record %d does not hold the reminder", store.ErrCorrupt, n)
	}
	var r reminderRow
	err = decodeJSON(body, &r)
	r.Person, r.ID, r.Reminder.From = person, id, string(r.From)
	return r.Reminder, err
}

// Reminders gives the active reminders of a person; see store.Store.
func (s *Store) Reminders(ctx context.Context, person string) ([]store.Reminder, error) {
	var out []store.Reminder
	err := s.view(ctx, "reminders", func(t *tables) error {
		rows, err := t.active(person)
		for i := 0; i < len(rows) && err == nil; i++ {
			var r store.Reminder
			r, err = t.reminder(person, rows[i].id, rows[i].record)
			out = append(out, r)
		}
		return err
	})
	// Rows come by ID; a stable sort keeps that among equal times.
	slices.SortStableFunc(out, func(a, b store.Reminder) int { return a.At.Compare(b.At) })
	return out, err
}

// Due gives what fell due; see store.Store. It reads no further than the limit.
func (s *Store) Due(ctx context.Context, now time.Time, limit int) ([]store.Reminder, error) {
	limit = cmp.Or(max(limit, 0), defaultLimit)
	var out []store.Reminder
	err := s.view(ctx, "due", func(t *tables) error {
		c := t.due.Cursor()
		for k, v := c.First(); k != nil && len(out) < limit; k, v = c.Next() {
			d, err := decodeDue(k, v)
			if err != nil || d.at.After(now) {
				return err
			}
			r, err := t.reminder(d.person, d.id, d.record)
			if err != nil {
				return err
			}
			out = append(out, r)
		}
		return nil
	})
	return out, err
}

// dueRow is a row of due.
type dueRow struct {
	person string
	row
}

func decodeDue(k, v []byte) (dueRow, error) {
	at, rest, ok1 := cutTime(k)
	person, rest, ok2 := cutText(rest)
	id, _, ok3 := cutText(rest)
	n, err := number(v)
	if !ok1 || !ok2 || !ok3 || err != nil {
		return dueRow{}, fmt.Errorf("%w: an unreadable due row", store.ErrCorrupt)
	}
	return dueRow{person, row{id, at, n}}, nil
}

// Mark replaces a delivered reminder; see store.Store.
func (s *Store) Mark(ctx context.Context, r store.Reminder, wasAt time.Time) (bool, error) {
	ch, err := prepareMark(r)
	if err != nil {
		return false, s.explain("mark", err)
	}
	marked := false
	err = s.commit(ctx, "mark", func(t *tables) error {
		old, ok, err := t.reminderAt(r.Person, r.ID)
		if marked = ok && old.at.Equal(wasAt); err != nil || !marked {
			return err
		}
		p, err := t.person(r.Person)
		if err != nil {
			return err
		}
		n, err := t.append(&ch.rec, p.head)
		if err != nil {
			return err
		}
		p.head = n
		if err := t.putReminders(r.Person, n, ch.rems); err != nil {
			return err
		}
		return t.putPerson(r.Person, p)
	})
	return marked && err == nil, err
}

// prepareMark makes the change of a reminder alone: without a state, and without a key.
func prepareMark(r store.Reminder) (change, error) {
	ch := change{rec: record{person: r.Person}}
	if err := checkPerson(r.Person); err != nil {
		return ch, err
	}
	if err := ch.addReminder(r); err != nil {
		return ch, err
	}
	if n := len(ch.rec.encode()); n > store.MaxChange {
		return ch, fmt.Errorf("%w: %d bytes", store.ErrLimit, n)
	}
	return ch, nil
}
