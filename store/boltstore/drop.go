package boltstore

import (
	"errors"
	"fmt"

	bolt "github.com/boltdb/bolt"

	"callguard/store"
)

// drops is what the deletion of cases changes in older records.
type drops struct {
	ids     []string
	records []numbered
	notices []reminderPart // what the bot was to say of the cases
}

// numbered is a record with its number.
type numbered struct {
	n   uint64
	rec record
}

// readDrops finds which of the cases to be deleted are there, and every record of the person
// since the oldest of them began, without what may tell of them: the case in all its versions,
// the superseded state, the reply.
func (t *tables) readDrops(ch change, p person) (drops, error) {
	var d drops
	first := p.head + 1
	for id := range ch.drop {
		s, ok, err := t.summary(ch.rec.person, id)
		if err != nil {
			return d, err
		}
		if ok {
			d.ids, first = append(d.ids, id), min(first, s.first)
		}
	}
	var err error
	if d.notices, err = t.noticesOf(ch); err != nil {
		return d, err
	}
	err = t.walk(ch.rec.person, p.head, first, func(n uint64, r record) error {
		kept := r
		kept.user, kept.reply, kept.cases = nil, nil, nil
		for _, c := range r.cases {
			if !ch.drop[c.id] {
				kept.cases = append(kept.cases, c)
			}
		}
		if kept.reminders, err = withoutNotices(r.reminders, ch.drop); err != nil {
			return err
		}
		d.records = append(d.records, numbered{n, kept})
		return nil
	})
	return d, err
}

// noticesOf gives the parts that take out of the indexes what the bot was to say of dropped cases;
// the merchant's own reminders stay.
func (t *tables) noticesOf(ch change) (parts []reminderPart, err error) {
	if len(ch.drop) == 0 {
		return nil, nil
	}
	rows, err := t.active(ch.rec.person)
	for i := 0; i < len(rows) && err == nil; i++ {
		var r store.Reminder
		r, err = t.reminder(ch.rec.person, rows[i].id, rows[i].record)
		if r.Kind != store.KindReminder && ch.drop[r.Case] {
			parts = append(parts, reminderPart{id: r.ID})
		}
	}
	return parts, err
}

// withoutNotices leaves out the words of the bot on dropped cases.
func withoutNotices(rems []part, drop map[string]bool) (kept []part, err error) {
	for _, p := range rems {
		if len(p.body) == 0 { // a note that was told: nothing of it is left
			kept = append(kept, p)
			continue
		}
		var r store.Reminder
		if err := decodeJSON(p.body, &r); err != nil {
			return nil, err
		}
		if r.Kind == store.KindReminder || !drop[r.Case] {
			kept = append(kept, p)
		}
	}
	return kept, nil
}

// walk goes through a person's records from head back to the one numbered first.
func (t *tables) walk(person string, head, first uint64, fn func(n uint64, r record) error) error {
	for n := head; n >= first && n != 0; {
		r, err := t.recordOf(person, n)
		if err != nil {
			return err
		}
		if err := fn(n, r); err != nil {
			return err
		}
		if r.prev >= n {
			return fmt.Errorf("%w: record %d follows on %d", store.ErrCorrupt, n, r.prev)
		}
		n = r.prev
	}
	return nil
}

// writeDrops writes what readDrops has found.
func (t *tables) writeDrops(person string, d drops) error {
	for _, r := range d.records {
		if err := t.putRecord(r.n, r.rec); err != nil {
			return err
		}
	}
	for _, id := range d.ids {
		if err := errors.Join(t.del(t.cases, itemKey(person, id)), t.dropReports(itemKey(person, id))); err != nil {
			return err
		}
	}
	return nil
}

// dropAll deletes all records and rows of a person. The keys stay, pointing to nothing, so that
// a message delivered again has no second effect; the record of this very commit is nobody's.
func (t *tables) dropAll(ch change, p person) error {
	name := ch.rec.person
	var log, keys [][]byte
	err := t.walk(name, p.head, 0, func(n uint64, r record) error {
		log = append(log, numberKey(n))
		if len(r.key) > 0 {
			keys = append(keys, append([]byte(nil), r.key...))
		}
		return nil
	})
	if err != nil {
		return err
	}
	cases, err := t.keysOf(t.cases, name)
	if err != nil {
		return err
	}
	active, err := t.active(name)
	if err != nil {
		return err
	}
	for _, k := range keys {
		if err := t.put(t.keys, k, numberKey(0)); err != nil {
			return err
		}
	}
	if err := t.putReminders(name, 0, cancelled(active)); err != nil {
		return err
	}
	if err := errors.Join(
		t.delAll(t.log, log), t.delAll(t.cases, cases), t.del(t.people, personKey(name)), t.dropReports(personKey(name)),
	); err != nil || ch.rec.key == nil {
		return err
	}
	_, err = t.append(&record{key: ch.rec.key, reply: ch.rec.reply}, 0)
	return err
}

func (t *tables) delAll(b *bolt.Bucket, keys [][]byte) error {
	for _, k := range keys {
		if err := t.del(b, k); err != nil {
			return err
		}
	}
	return nil
}

// keysOf copies the keys of a person's rows.
func (t *tables) keysOf(b *bolt.Bucket, person string) ([][]byte, error) {
	var keys [][]byte
	err := each(b, personKey(person), func(k, _ []byte) error {
		keys = append(keys, append([]byte(nil), k...))
		return nil
	})
	return keys, err
}
