package boltstore

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"callguard/store"
)

// change is a store.Change made ready before it waits for its turn.
type change struct {
	version uint64
	rec     record         // prev is not known yet
	cases   []summary      // beside rec.cases; record and first are not known yet
	rems    []reminderPart // beside rec.reminders
	reports []store.Report
	drop    map[string]bool
	dropAll bool
	shared  shared
}

// Commit stores a change; see store.Store.
func (s *Store) Commit(ctx context.Context, c store.Change) (reply []byte, repeated bool, err error) {
	ch, err := prepare(c)
	if err != nil {
		return nil, false, s.explain("commit", err)
	}
	err = s.commit(ctx, "commit", func(t *tables) error {
		reply, repeated, err = t.replied(ch.rec.key)
		if err != nil || repeated {
			return err
		}
		reply = c.Reply
		return t.apply(ch)
	})
	if err != nil {
		return nil, false, err
	}
	return reply, repeated, nil
}

// prepare encodes a change and holds it against the limits.
func prepare(c store.Change) (change, error) {
	ch := change{version: c.User.Version, dropAll: c.DropAll, drop: map[string]bool{}}
	ch.rec = record{person: c.User.Person, reply: c.Reply}
	if c.Key != "" {
		ch.rec.key = hashKey(c.Key)
	}
	if err := checkPerson(c.User.Person); err != nil {
		return ch, err
	}
	var err error
	if ch.shared, err = prepareShared(c); err != nil || c.DropAll {
		return ch, err
	}
	for _, id := range c.DropCases {
		ch.drop[id] = true
	}
	if ch.rec.user, err = encodeJSON(utcUser(c.User)); err != nil {
		return ch, fmt.Errorf("the state: %w", err)
	}
	for _, k := range c.Cases {
		if err := ch.addCase(k); err != nil {
			return ch, fmt.Errorf("case %.32q: %w", k.ID, err)
		}
	}
	for _, r := range c.Reminders {
		if err := ch.addReminder(r); err != nil {
			return ch, fmt.Errorf("reminder %.32q: %w", r.ID, err)
		}
	}
	if err := ch.addReports(c.Reports); err != nil {
		return ch, err
	}
	if n := len(ch.rec.encode()); n > store.MaxChange {
		return ch, fmt.Errorf("%w: %d bytes", store.ErrLimit, n)
	}
	return ch, nil
}

func checkPerson(person string) error {
	if n := len(person); n == 0 || n > store.MaxPerson {
		return fmt.Errorf("%w: a person of %d bytes", store.ErrLimit, n)
	}
	return nil
}

// checkItem looks at what a case and a reminder have in common.
func (ch *change) checkItem(person, id string, parts []part) error {
	switch {
	case len(id) == 0 || len(id) > store.MaxID:
		return fmt.Errorf("%w: an ID of %d bytes", store.ErrLimit, len(id))
	case person != "" && person != ch.rec.person:
		return fmt.Errorf("%w: it is somebody else's", store.ErrLimit)
	case find(parts, id) != nil:
		return fmt.Errorf("%w: it is there twice", store.ErrLimit)
	}
	return nil
}

func (ch *change) addCase(c store.Case) error {
	if err := ch.checkItem(c.Person, c.ID, ch.rec.cases); err != nil || ch.drop[c.ID] {
		return err
	}
	c.Person = ch.rec.person
	body, err := encodeJSON(utcCase(c))
	ch.rec.cases = append(ch.rec.cases, part{c.ID, body})
	ch.cases = append(ch.cases, summary{opened: c.Opened, numbers: c.Numbers})
	return err
}

func (ch *change) addReminder(r store.Reminder) error {
	if err := ch.checkItem(r.Person, r.ID, ch.rec.reminders); err != nil || r.Kind != store.KindReminder && ch.drop[r.Case] {
		return err
	}
	r.Person = ch.rec.person
	rem, body, err := reminderOf(r)
	ch.rec.reminders = append(ch.rec.reminders, part{r.ID, body})
	ch.rems = append(ch.rems, rem)
	return err
}

// encodeJSON says ErrLimit for what JSON can not hold: a year beyond 9999, a score that is no number.
func encodeJSON(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", store.ErrLimit, err)
	}
	return b, nil
}

// replied gives the reply stored under a hashed key; ok is false when the key is not known. The
// reply is a copy.
func (t *tables) replied(key []byte) (reply []byte, ok bool, err error) {
	if key == nil {
		return nil, false, nil
	}
	v := t.keys.Get(key)
	if v == nil {
		return nil, false, nil
	}
	n, err := number(v)
	if err != nil || n == 0 {
		return nil, err == nil, err
	}
	r, err := t.record(n)
	if err == nil && !bytes.Equal(r.key, key) { // never somebody else's reply
		err = fmt.Errorf("%w: record %d has another key", store.ErrCorrupt, n)
	}
	return bytes.Clone(r.reply), err == nil, err
}

// apply stores a change: looks whether it was decided on what is there, appends its record, and
// points the indexes to it.
func (t *tables) apply(ch change) error {
	p, err := t.person(ch.rec.person)
	if err != nil {
		return err
	}
	if p.head != ch.version || t.aliases.Get(aliasKey(ch.rec.person)) != nil {
		return store.ErrConflict
	}
	others, err := t.readShared(ch)
	if err != nil {
		return err
	}
	if ch.dropAll {
		err = t.dropAll(ch, p)
	} else {
		err = t.putOwn(ch, p)
	}
	if err != nil {
		return err
	}
	return t.writeShared(ch, others)
}

// putOwn stores what a change does to its own person.
func (t *tables) putOwn(ch change, p person) error {
	dropped, err := t.readDrops(ch, p)
	if err != nil {
		return err
	}
	news, err := t.readCases(&ch)
	if err != nil {
		return err
	}
	n, err := t.append(&ch.rec, p.head)
	if err != nil {
		return err
	}
	for i, k := range ch.rec.cases {
		ch.cases[i].record = n
		if ch.cases[i].first == 0 {
			ch.cases[i].first = n
		}
		if err := t.putSummary(ch.rec.person, k.id, ch.cases[i]); err != nil {
			return err
		}
	}
	if err := t.putReminders(ch.rec.person, n, append(dropped.notices, ch.rems...)); err != nil {
		return err
	}
	if err := t.putReports(ch.rec.person, ch.reports); err != nil {
		return err
	}
	if err := t.writeDrops(ch.rec.person, dropped); err != nil {
		return err
	}
	return t.putPerson(ch.rec.person, person{head: n, state: n, cases: p.cases + news - uint64(len(dropped.ids))})
}

// readCases finds which cases are there already, and counts the new ones.
func (t *tables) readCases(ch *change) (news uint64, err error) {
	for i, k := range ch.rec.cases {
		old, ok, err := t.summary(ch.rec.person, k.id)
		if err != nil {
			return 0, err
		}
		if !ok {
			news++
		}
		ch.cases[i].first = old.first
	}
	return news, nil
}

// append writes a record behind the last one, and makes its key known.
func (t *tables) append(r *record, prev uint64) (uint64, error) {
	t.wrote = true
	n, err := t.log.NextSequence()
	if err != nil {
		return 0, err
	}
	r.prev = prev
	if err := t.putRecord(n, *r); err != nil || r.key == nil {
		return n, err
	}
	return n, t.put(t.keys, r.key, numberKey(n))
}
