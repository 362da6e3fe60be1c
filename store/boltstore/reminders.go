package boltstore

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"callguard/store"
)

// reminderPart is what the indexes need of a reminder.
type reminderPart struct {
	id     string
	at     time.Time
	active bool
	note   bool // its words go when it is no longer active
	fresh  bool // how far its delivery had come does not count any more, even at the same time
}

// reminderOf encodes a reminder. Of a note that is told nothing is kept.
func reminderOf(r store.Reminder) (reminderPart, []byte, error) {
	p := reminderPart{id: r.ID, at: r.At, active: r.State == store.Active, note: r.Kind != store.KindReminder}
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
	id       string
	at       time.Time
	record   uint64
	delivery store.Delivery
}

// due is the moment from which a row is due.
func (r row) due() time.Time { return store.Reminder{At: r.at, Delivery: r.delivery}.DueAt() }

// reminderAt reads a row of reminders; ok is false when there is none.
func (t *tables) reminderAt(person, id string) (r row, ok bool, err error) {
	v := t.reminders.Get(itemKey(person, id))
	if v == nil {
		return row{}, false, nil
	}
	r, err = decodeRow(id, v)
	return r, err == nil, err
}

// encodeRow leaves out a delivery of which there is nothing to say, as most of the time.
func encodeRow(r row) []byte {
	b := append(appendTime(nil, r.at), numberKey(r.record)...)
	d := r.delivery
	if d.Equal(store.Delivery{}) {
		return b
	}
	b = appendTime(b, d.After)
	b = binary.AppendUvarint(b, uint64(d.Begun))
	b = binary.AppendUvarint(b, uint64(d.Failed))
	if d.Held {
		return append(b, 1)
	}
	return append(b, 0)
}

func decodeRow(id string, v []byte) (row, error) {
	bad := fmt.Errorf("%w: a reminder's row of %d bytes", store.ErrCorrupt, len(v))
	at, rest, ok := cutTime(v)
	if !ok || len(rest) < 8 {
		return row{}, bad
	}
	r := row{id: id, at: at, record: binary.BigEndian.Uint64(rest)}
	if rest = rest[8:]; len(rest) == 0 {
		return r, nil
	}
	d := &decoder{b: rest}
	r.delivery.After = d.time()
	begun, failed := d.number(), d.number()
	if d.bad || len(d.b) != 1 || d.b[0] > 1 || begun > maxTries || failed > maxTries {
		return row{}, bad
	}
	r.delivery.Begun, r.delivery.Failed, r.delivery.Held = int(begun), int(failed), d.b[0] == 1
	return r, nil
}

// putRow writes a row of reminders and its place in due, where old, if it is there, was before.
func (t *tables) putRow(person string, old *row, r row) error {
	if old != nil {
		if err := t.del(t.due, dueKey(person, *old)); err != nil {
			return err
		}
	}
	if !r.delivery.Held {
		if err := t.put(t.due, dueKey(person, r), numberKey(r.record)); err != nil {
			return err
		}
	}
	return t.put(t.reminders, itemKey(person, r.id), encodeRow(r))
}

// putReminders points the rows of reminders to record n, and deletes those that are not active.
// How far a delivery has come stays with its time.
func (t *tables) putReminders(person string, n uint64, rems []reminderPart) error {
	for _, r := range rems {
		old, ok, err := t.reminderAt(person, r.id)
		if err != nil {
			return err
		}
		if !r.active {
			if err := t.dropRow(person, old, ok, r); err != nil {
				return err
			}
			continue
		}
		next, was := row{id: r.id, at: r.at, record: n}, (*row)(nil)
		if ok {
			was = &old
		}
		if ok && !r.fresh && old.at.Equal(r.at) {
			next.delivery = old.delivery
		}
		if err := t.putRow(person, was, next); err != nil {
			return err
		}
	}
	return nil
}

// dropRow takes a reminder out of the indexes, and the words of a note out of the log.
func (t *tables) dropRow(person string, old row, ok bool, r reminderPart) error {
	if !ok {
		return nil
	}
	if err := t.del(t.due, dueKey(person, old)); err != nil {
		return err
	}
	if err := t.del(t.reminders, itemKey(person, r.id)); err != nil || !r.note {
		return err
	}
	return t.strip(person, r.id, old.record)
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
	return t.reminderIn(&numbered{}, person, id, n)
}

// reminderIn reads a reminder likewise, and remembers the record: many rows that follow on each
// other often point to one.
func (t *tables) reminderIn(last *numbered, person, id string, n uint64) (store.Reminder, error) {
	if last.n != n || last.rec.person != person {
		rec, err := t.recordOf(person, n)
		if err != nil {
			return store.Reminder{}, err
		}
		*last = numbered{n, rec}
	}
	body := find(last.rec.reminders, id)
	if body == nil {
		return store.Reminder{}, fmt.Errorf("%w: record %d does not hold the reminder", store.ErrCorrupt, n)
	}
	var r reminderRow
	err := decodeJSON(body, &r)
	r.Person, r.ID, r.Reminder.From = person, id, string(r.From)
	return r.Reminder, err
}

// Reminders gives the active reminders of a person; see store.Store.
func (s *Store) Reminders(ctx context.Context, person string) ([]store.Reminder, error) {
	var out []store.Reminder
	err := s.view(ctx, "reminders", func(t *tables) error {
		var last numbered
		rows, err := t.active(person)
		for i := 0; i < len(rows) && err == nil; i++ {
			var r store.Reminder
			r, err = t.reminderIn(&last, person, rows[i].id, rows[i].record)
			r.Delivery = rows[i].delivery
			out = append(out, r)
		}
		return err
	})
	// Rows come by ID; a stable sort keeps that among equal times.
	slices.SortStableFunc(out, func(a, b store.Reminder) int { return a.At.Compare(b.At) })
	return out, err
}
