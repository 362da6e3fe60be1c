package boltstore

import (
	"bytes"
	"context"
	"fmt"

	bolt "github.com/boltdb/bolt"

	"callguard/store"
)

// Verify reads every page and every record, and follows every pointer of the indexes; the first
// fault is ErrCorrupt. It takes time in proportion to the file, and holds a reading transaction
// so long.
func (s *Store) Verify(ctx context.Context) error {
	return s.view(ctx, "verify", func(t *tables) error {
		for _, check := range []struct {
			b  *bolt.Bucket
			fn func(k, v []byte) error
		}{
			{t.log, t.verifyRecord}, {t.people, t.verifyPerson}, {t.cases, t.verifyCase},
			{t.reports, t.verifyReport}, {t.reporters, t.verifyReporter},
			{t.due, t.verifyDue}, {t.keys, t.verifyKey}, {t.links, t.verifyLink}, {t.offers, t.verifyOffer},
			{t.aliases, t.verifyAlias}, {t.reminders, t.verifyReminder}, {t.chats, t.verifyChat},
		} {
			err := each(check.b, nil, func(k, v []byte) error {
				if err := ctx.Err(); err != nil {
					return err
				}
				return check.fn(k, v)
			})
			if err != nil {
				return err
			}
		}
		return t.verifyCounts()
	})
}

func (t *tables) verifyRecord(k, _ []byte) error {
	n, err := number(k)
	if err == nil {
		_, err = t.record(n)
	}
	return err
}

func (t *tables) verifyPerson(k, _ []byte) error {
	name, _, _ := cutText(k)
	p, err := t.person(name)
	if err != nil {
		return err
	}
	if p.state != 0 {
		if _, err := t.recordOf(name, p.state); err != nil {
			return err
		}
	}
	count := uint64(0)
	if err := each(t.cases, k, func(_, _ []byte) error { count++; return nil }); err != nil {
		return err
	}
	if count != p.cases {
		return fmt.Errorf("%w: %d cases are counted, %d are there", store.ErrCorrupt, p.cases, count)
	}
	return t.walk(name, p.head, 0, func(uint64, record) error { return nil })
}

func (t *tables) verifyCase(k, v []byte) error {
	name, rest, _ := cutText(k)
	id, _, _ := cutText(rest)
	sum, err := t.openSummary(name, v)
	if err == nil {
		_, err = t.readCase(name, id, sum.record)
	}
	return err
}

func (t *tables) verifyDue(k, v []byte) error {
	d, err := decodeDue(k, v)
	if err == nil {
		_, err = t.dueReminder(&numbered{}, d)
	}
	return err
}

// verifyReminder wants what is held to be whole; the others are seen by verifyDue.
func (t *tables) verifyReminder(k, v []byte) error {
	name, rest, _ := cutText(k)
	id, _, _ := cutText(rest)
	r, err := decodeRow(id, v)
	if err == nil && r.delivery.Held {
		_, err = t.reminder(name, id, r.record)
	}
	return err
}

func (t *tables) verifyKey(k, _ []byte) error {
	_, _, err := t.replied(k)
	return err
}

// verifyCounts holds the two indexes of reminders against each other; verifyDue has seen that
// each row of one is in the other.
func (t *tables) verifyCounts() error {
	due, open := 0, 0
	if err := each(t.due, nil, func(_, _ []byte) error { due++; return nil }); err != nil {
		return err
	}
	err := each(t.reminders, nil, func(_, v []byte) error {
		r, err := decodeRow("", v)
		if !r.delivery.Held {
			open++
		}
		return err
	})
	if err == nil && open != due {
		err = fmt.Errorf("%w: %d reminders to be delivered, %d of them due", store.ErrCorrupt, open, due)
	}
	return err
}

// verifyLink wants both rows of a link, and both persons.
func (t *tables) verifyLink(k, _ []byte) error {
	name, _, _ := cutText(k)
	links, err := t.linksOf(name)
	if err != nil {
		return err
	}
	if p, err := t.person(name); err != nil || p.head == 0 {
		return fmt.Errorf("%w: a link of nobody", store.ErrCorrupt)
	}
	for _, l := range links {
		for _, key := range linkKeys(l) {
			if t.links.Get(key) == nil {
				return fmt.Errorf("%w: a link has one end", store.ErrCorrupt)
			}
		}
	}
	return nil
}

// verifyOffer wants both rows of an offer.
func (t *tables) verifyOffer(k, v []byte) error {
	code := k
	switch k[0] {
	case 'w':
		return nil // a count
	case 'p':
		code = v
	}
	o, err := t.openOffer(t.offers.Get(code))
	if err == nil && !bytes.Equal(t.offers.Get(makerKey(o.Person)), code) {
		err = fmt.Errorf("%w: an offer has one end", store.ErrCorrupt)
	}
	return err
}
