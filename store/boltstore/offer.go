package boltstore

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/json"
	"fmt"
	"time"

	"callguard/store"
)

// shortHash is how much of a code's hash is looked for; all of it is then compared in constant
// time. Without the secret a caller can not steer either.
const shortHash = 8

func isCode(s string) bool {
	for _, r := range s {
		if r < '0' || r > '9' {
			return false
		}
	}
	return len(s) == store.CodeLen
}

// offerRow is what is kept of an offer.
type offerRow struct {
	store.Offer
	Hash []byte `json:"hash"`
}

func (t *tables) hashCode(code string) []byte { return t.keyedHash("code " + code) }

func (t *tables) keyedHash(s string) []byte {
	mac := hmac.New(sha256.New, t.secret)
	mac.Write([]byte(s))
	return mac.Sum(nil)
}

// wrongKey is the row of a person's wrong codes: it outlives the person, and names nobody.
func (t *tables) wrongKey(person string) []byte {
	return append([]byte{'w'}, t.keyedHash("wrong "+person)...)
}

func (t *tables) putWrong(person string, w store.Wrong) error {
	if w.Count <= 0 {
		return nil
	}
	return t.put(t.offers, t.wrongKey(person), appendTime(numberKey(uint64(w.Count)), w.Since))
}

// Wrong gives the count of a person's wrong codes; see store.Sharing.
func (s *Store) Wrong(ctx context.Context, person string) (w store.Wrong, err error) {
	err = s.view(ctx, "wrong codes", func(t *tables) error {
		v := t.offers.Get(t.wrongKey(person))
		if v == nil {
			return nil
		}
		since, rest, ok := cutTime(v[min(8, len(v)):])
		n, err := number(v[:min(8, len(v))])
		if err == nil && (!ok || len(rest) > 0) {
			err = fmt.Errorf("%w: an unreadable count of codes", store.ErrCorrupt)
		}
		w = store.Wrong{Count: int(n), Since: since}
		return err
	})
	return w, err
}

// codeKey and makerKey are the two rows of an offer.
func codeKey(hash []byte) []byte    { return append([]byte{'c'}, hash[:shortHash]...) }
func makerKey(person string) []byte { return append([]byte{'p'}, personKey(person)...) }

// offer reads the row of a code; ok is false when there is none.
func (t *tables) offer(code string) (o offerRow, ok bool, err error) {
	hash := t.hashCode(code)
	v := t.offers.Get(codeKey(hash))
	if v == nil {
		return offerRow{}, false, nil
	}
	o, err = t.openOffer(v)
	return o, err == nil && subtle.ConstantTimeCompare(o.Hash, hash) == 1, err
}

func (t *tables) openOffer(v []byte) (o offerRow, err error) {
	person, sealed, ok := cutText(v)
	if !ok {
		return o, fmt.Errorf("%w: an offer of nobody", store.ErrCorrupt)
	}
	b, err := t.codec.open(person, sealed)
	if err != nil {
		return o, err
	}
	err = decodeJSON(b, &o)
	o.Person = person
	return o, err
}

// checkOffer makes sure that the code to be used up is there, and that the new one is free.
func (t *tables) checkOffer(s shared) error {
	if s.take != "" {
		o, ok, err := t.offer(s.take)
		if err != nil {
			return err
		}
		if !ok || !s.takeAt.Before(o.Until) {
			return store.ErrConflict
		}
	}
	if s.offer.Code == "" {
		return nil
	}
	v := t.offers.Get(codeKey(t.hashCode(s.offer.Code)))
	if v == nil {
		return nil
	}
	o, err := t.openOffer(v)
	if err == nil && o.Person != s.offer.Person && s.offer.Made.Before(o.Until) {
		err = store.ErrConflict
	}
	return err
}

// writeOffer uses up the one code, and puts the other.
func (t *tables) writeOffer(s shared) error {
	if s.take != "" {
		o, _, err := t.offer(s.take)
		if err != nil {
			return err
		}
		if err := t.dropOffer(o.Person); err != nil {
			return err
		}
	}
	if s.offer.Code == "" {
		return nil
	}
	hash := t.hashCode(s.offer.Code)
	if v := t.offers.Get(codeKey(hash)); v != nil { // somebody's that has run out
		o, err := t.openOffer(v)
		if err != nil {
			return err
		}
		if err := t.dropOffer(o.Person); err != nil {
			return err
		}
	}
	if err := t.dropOffer(s.offer.Person); err != nil {
		return err
	}
	s.offer.Made, s.offer.Until = s.offer.Made.UTC(), s.offer.Until.UTC()
	b, err := json.Marshal(offerRow{s.offer, hash})
	if err != nil {
		return err
	}
	person := s.offer.Person
	if err := t.put(t.offers, codeKey(hash), append(personKey(person), t.codec.seal(person, b)...)); err != nil {
		return err
	}
	return t.put(t.offers, makerKey(person), codeKey(hash))
}

// dropOffer deletes a person's offer, if there is one.
func (t *tables) dropOffer(person string) error {
	key := bytes.Clone(t.offers.Get(makerKey(person)))
	if key == nil {
		return nil
	}
	return t.delAll(t.offers, [][]byte{key, makerKey(person)})
}

// Offer gives what a code offers; see store.Sharing.
func (s *Store) Offer(ctx context.Context, code string, now time.Time) (store.Offer, error) {
	var out store.Offer
	err := s.view(ctx, "offer", func(t *tables) error {
		o, ok, err := t.offer(code)
		if err == nil && (!ok || !now.Before(o.Until)) {
			err = store.ErrNotFound
		}
		if err == nil {
			out = o.Offer
		}
		return err
	})
	return out, err
}
