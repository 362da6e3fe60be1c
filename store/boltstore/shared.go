package boltstore

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"callguard/store"
)

// shared is a store.Shared made ready before it waits for its turn.
type shared struct {
	offer  store.Offer
	take   string
	takeAt time.Time
	links  []store.Link
	unlink []store.Link
	notes  map[string][]store.Reminder // by person
	merge  store.Merge
	part   []string
	wrong  store.Wrong
}

// prepareShared holds what a change does to others against the limits.
func prepareShared(c store.Change) (shared, error) {
	s, me := c.Shared, c.User.Person
	out := shared{notes: map[string][]store.Reminder{}}
	for _, n := range s.Notes {
		if err := checkNote(n, me); err != nil {
			return out, fmt.Errorf("note: %w", err)
		}
		out.notes[n.Person] = append(out.notes[n.Person], n)
	}
	if c.DropAll {
		return out, nil
	}
	if m := s.Merge.Person; m == me || len(m) > store.MaxPerson {
		return out, fmt.Errorf("%w: not somebody else to merge", store.ErrLimit)
	}
	for _, l := range slices.Concat(s.Links, s.Unlink) {
		if err := checkLink(l, me); err != nil {
			return out, fmt.Errorf("link: %w", err)
		}
	}
	if slices.ContainsFunc(s.Links, func(l store.Link) bool { return other(l, me) == s.Merge.Person }) {
		return out, fmt.Errorf("%w: a link to who is merged", store.ErrLimit)
	}
	if s.Offer.Code != "" && !isCode(s.Offer.Code) {
		return out, fmt.Errorf("%w: not a code", store.ErrLimit)
	}
	if _, err := encodeJSON(s.Offer); err != nil {
		return out, fmt.Errorf("offer: %w", err)
	}
	s.Offer.Person = me
	out.offer, out.take, out.takeAt, out.links, out.unlink = s.Offer, s.Take, s.TakeAt, s.Links, s.Unlink
	out.merge, out.part, out.wrong = s.Merge, s.Part, s.Wrong
	return out, nil
}

// checkNote wants a note to somebody who is not me, that can be stored.
func checkNote(n store.Reminder, me string) error {
	if err := checkPerson(n.Person); err != nil {
		return err
	}
	if n.Person == me || n.ID != "" || n.Kind == "" || n.State != store.Active {
		return fmt.Errorf("%w: not a note to somebody else", store.ErrLimit)
	}
	_, body, err := reminderOf(n)
	if err == nil && len(body) > store.MaxChange {
		err = fmt.Errorf("%w: %d bytes", store.ErrLimit, len(body))
	}
	return err
}

// checkLink wants two persons, one of them me.
func checkLink(l store.Link, me string) error {
	for _, p := range []string{l.From, l.To} {
		if err := checkPerson(p); err != nil {
			return err
		}
	}
	if l.From == l.To || l.From != me && l.To != me {
		return fmt.Errorf("%w: not between the person and another", store.ErrLimit)
	}
	return nil
}

// other gives the person of a link who is not me.
func other(l store.Link, me string) string {
	if l.From == me {
		return l.To
	}
	return l.From
}

// readShared makes sure, before anything is written, that what a change takes for granted of
// others holds, and gives the others whose version it moves: those who are there.
func (t *tables) readShared(ch change) (others []string, err error) {
	if err := t.checkOffer(ch.shared); err != nil {
		return nil, err
	}
	if err := t.checkMerge(ch.shared.merge); err != nil {
		return nil, err
	}
	named := map[string]bool{}
	for _, l := range ch.shared.links {
		p, err := t.person(other(l, ch.rec.person))
		if err == nil && p.head == 0 {
			err = store.ErrConflict
		}
		if err != nil {
			return nil, err
		}
		named[other(l, ch.rec.person)] = true
	}
	for _, l := range ch.shared.unlink {
		named[other(l, ch.rec.person)] = true
	}
	for p := range ch.shared.notes {
		named[p] = true
	}
	if gone := ch.gone(); gone != "" {
		links, err := t.linksOf(gone)
		if err != nil {
			return nil, err
		}
		for _, l := range links {
			named[other(l, gone)] = true
		}
	}
	delete(named, ch.rec.person)
	delete(named, ch.shared.merge.Person)
	for _, name := range slices.Sorted(maps.Keys(named)) {
		p, err := t.person(name)
		if err != nil {
			return nil, err
		}
		if p.head != 0 {
			others = append(others, name)
		}
	}
	return others, nil
}

// writeShared writes what a change does beyond its own person; others is what readShared gave.
func (t *tables) writeShared(ch change, others []string) error {
	me := ch.rec.person
	unlink := ch.shared.unlink
	if ch.dropAll {
		links, err := t.linksOf(me)
		if err != nil {
			return err
		}
		unlink = links
		if err := errors.Join(t.dropOffer(me), t.dropChats(me), t.dropAliases(me)); err != nil {
			return err
		}
	}
	if err := t.writeMerge(me, ch.shared); err != nil {
		return err
	}
	for _, l := range unlink {
		if err := t.dropLink(l); err != nil {
			return err
		}
	}
	for _, l := range ch.shared.links {
		if err := t.putLink(l); err != nil {
			return err
		}
	}
	if err := errors.Join(t.writeOffer(ch.shared), t.putWrong(me, ch.shared.wrong)); err != nil {
		return err
	}
	for _, name := range others {
		if err := t.putNotes(name, ch.shared.notes[name]); err != nil {
			return err
		}
	}
	return nil
}

// gone is who is deleted by a change; "" nobody.
func (ch change) gone() string {
	if ch.dropAll {
		return ch.rec.person
	}
	return ch.shared.merge.Person
}

// putNotes appends a record to another person's chain, which moves his version, and holds the
// notes to him, if any.
func (t *tables) putNotes(name string, notes []store.Reminder) error {
	p, err := t.person(name)
	if err != nil {
		return err
	}
	rec := record{person: name}
	var rems []reminderPart
	for i, r := range notes {
		r.Person, r.ID = name, fmt.Sprintf("n%d.%d", p.head, i)
		rem, body, err := reminderOf(r)
		if err != nil {
			return err
		}
		rec.reminders, rems = append(rec.reminders, part{r.ID, body}), append(rems, rem)
	}
	if p.head, err = t.append(&rec, p.head); err != nil {
		return err
	}
	if err := t.putReminders(name, p.head, rems); err != nil {
		return err
	}
	return t.putPerson(name, p)
}

// Sides of a link in the keys of links: the other is told, or the person is.
const (
	tells = '>'
	told  = '<'
)

// linkKeys are the two rows of a link, one at each person.
func linkKeys(l store.Link) [2][]byte {
	return [2][]byte{append(itemKey(l.From, l.To), tells), append(itemKey(l.To, l.From), told)}
}

func (t *tables) putLink(l store.Link) error {
	keys := linkKeys(l)
	since := appendTime(nil, l.Since)
	if err := t.put(t.links, keys[0], t.codec.seal(l.From, since)); err != nil {
		return err
	}
	return t.put(t.links, keys[1], t.codec.seal(l.To, since))
}

// dropLink deletes a link, and the alerts of From that To has not been told.
func (t *tables) dropLink(l store.Link) error {
	if err := t.dropAlerts(l); err != nil {
		return err
	}
	keys := linkKeys(l)
	return t.delAll(t.links, keys[:])
}

func (t *tables) dropAlerts(l store.Link) error {
	rows, err := t.active(l.To)
	if err != nil {
		return err
	}
	var gone []reminderPart
	for _, r := range rows {
		rem, err := t.reminder(l.To, r.id, r.record)
		if err != nil {
			return err
		}
		if rem.Kind == store.KindAlert && rem.From == l.From {
			gone = append(gone, reminderPart{id: r.id, note: true})
		}
	}
	return t.putReminders(l.To, 0, gone)
}

// linksOf gives the links of a person; see store.Sharing.
func (t *tables) linksOf(person string) ([]store.Link, error) {
	var out []store.Link
	prefix := personKey(person)
	err := each(t.links, prefix, func(k, v []byte) error {
		name, side, ok := cutText(k[len(prefix):])
		b, err := t.codec.open(person, v)
		if err != nil {
			return err
		}
		since, rest, timed := cutTime(b)
		if !ok || !timed || len(rest) > 0 || len(side) != 1 || side[0] != tells && side[0] != told {
			return fmt.Errorf("%w: an unreadable link", store.ErrCorrupt)
		}
		l := store.Link{From: person, To: name, Since: since}
		if side[0] == told {
			l.From, l.To = name, person
		}
		out = append(out, l)
		return nil
	})
	return out, err
}

// Links gives the links of a person; see store.Sharing.
func (s *Store) Links(ctx context.Context, person string) (out []store.Link, err error) {
	err = s.view(ctx, "links", func(t *tables) error {
		out, err = t.linksOf(person)
		return err
	})
	return out, err
}
