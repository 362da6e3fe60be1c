package boltstore

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"

	"callguard/store"
)

// User gives the state of a person; see store.Store.
func (s *Store) User(ctx context.Context, name string) (store.User, error) {
	var u store.User
	err := s.view(ctx, "user", func(t *tables) error {
		p, err := t.person(name)
		if err != nil || p.head == 0 {
			return err
		}
		r, err := t.recordOf(name, p.state)
		if err != nil {
			return err
		}
		err = decodeJSON(r.user, &u)
		u.Version = p.head
		return err
	})
	u.Person = name
	return u, err
}

// Replied gives the reply of a key; see store.Store.
func (s *Store) Replied(ctx context.Context, key string) (reply []byte, ok bool, err error) {
	if key == "" {
		return nil, false, s.ready(ctx)
	}
	err = s.view(ctx, "reply", func(t *tables) error {
		reply, ok, err = t.replied(hashKey(key))
		return err
	})
	return reply, ok, err
}

// Case gives one case; see store.Store.
func (s *Store) Case(ctx context.Context, person, id string) (c store.Case, err error) {
	err = s.view(ctx, "case", func(t *tables) error {
		sum, ok, err := t.summary(person, id)
		if err != nil {
			return err
		}
		if !ok {
			return fmt.Errorf("%.32q: %w", id, store.ErrNotFound)
		}
		c, err = t.readCase(person, id, sum.record)
		return err
	})
	return c, err
}

// readCase reads a case out of the record that holds it.
func (t *tables) readCase(person, id string, n uint64) (store.Case, error) {
	var c store.Case
	r, err := t.recordOf(person, n)
	if err != nil {
		return c, err
	}
	body := find(r.cases, id)
	if body == nil {
		return c, fmt.Errorf("%w: record %d does not hold the case", store.ErrCorrupt, n)
	}
	err = decodeJSON(body, &c)
	c.Person, c.ID = person, id
	return c, err
}

// errStop ends a scan that has found enough.
var errStop = errors.New("enough")

// Cases gives cases, newest first; see store.Store. It goes through summaries, and reads only the
// records that it gives out.
func (s *Store) Cases(ctx context.Context, person string, q store.CaseQuery) ([]store.Case, error) {
	limit := cmp.Or(max(q.Limit, 0), defaultLimit)
	var out []store.Case
	err := s.view(ctx, "cases", func(t *tables) error {
		return t.eachCase(person, func(id string, sum summary) error {
			if sum.opened.Before(q.Since) || !q.Before.IsZero() && !sum.opened.Before(q.Before) || !store.MatchNumber(sum.numbers, q.Number) {
				return nil
			}
			c, err := t.readCase(person, id, sum.record)
			if err != nil {
				return err
			}
			if out = append(out, c); len(out) == limit {
				return errStop
			}
			return nil
		})
	})
	if errors.Is(err, errStop) {
		err = nil
	}
	return out, err
}

// eachCase calls fn for a person's cases, the last one first.
func (t *tables) eachCase(person string, fn func(id string, s summary) error) error {
	prefix := personKey(person)
	c := t.cases.Cursor()
	// No ID is as long as this, so the row before it is the person's last.
	var k, v []byte
	if behind, _ := c.Seek(append(personKey(person), 0xff, 0xff)); behind == nil {
		k, v = c.Last()
	} else {
		k, v = c.Prev()
	}
	for ; k != nil && bytes.HasPrefix(k, prefix); k, v = c.Prev() {
		id, _, ok := cutText(k[len(prefix):])
		if !ok {
			return fmt.Errorf("%w: an unreadable key of a case", store.ErrCorrupt)
		}
		sum, err := t.openSummary(person, v)
		if err != nil {
			return err
		}
		if err := fn(id, sum); err != nil {
			return err
		}
	}
	return nil
}

// CountCases counts a person's cases, with one look.
func (s *Store) CountCases(ctx context.Context, name string) (int, error) {
	var p person
	err := s.view(ctx, "count", func(t *tables) (err error) {
		p, err = t.person(name)
		return err
	})
	return int(p.cases), err
}
