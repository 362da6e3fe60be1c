package boltstore

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	bolt "github.com/boltdb/bolt"

	"callguard/store"
)

// secretSize is the length of the key under which codes and subjects of reports are hashed, and of
// such a hash, in bytes. It is made once: with another one no report could be found again.
const secretSize = 32

// putSecret makes the key of codes.
func putSecret(tx *bolt.Tx) error {
	secret := make([]byte, secretSize)
	if _, err := rand.Read(secret); err != nil {
		return err
	}
	return tx.Bucket(bucketMeta).Put(keySecret, secret)
}

func putSchema(tx *bolt.Tx) error { return tx.Bucket(bucketMeta).Put(keySchema, numberKey(schema)) }

// upgrade brings a file of an older schema up to date, in one transaction. Opened only to be
// looked at, such a file gives ErrAccess, until it was opened for writing once.
func (s *Store) upgrade() error {
	from := uint64(schema)
	err := s.db.View(func(tx *bolt.Tx) error {
		if meta := tx.Bucket(bucketMeta); meta != nil {
			if v := meta.Get(keySchema); len(v) == 8 {
				from = binary.BigEndian.Uint64(v)
			}
		}
		return nil
	})
	if err != nil || from == 0 || from >= schema {
		return err
	}
	return s.db.Update(func(tx *bolt.Tx) error {
		if from == 1 {
			if err := upgrade1(tx); err != nil {
				return err
			}
		}
		return s.upgrade2(tx)
	})
}

// upgrade1 gives a file of schema 1 what schema 2 brought: reports, links, offers and aliases.
func upgrade1(tx *bolt.Tx) error {
	for _, name := range [][]byte{bucketReports, bucketReporters, bucketLinks, bucketOffers, bucketAliases} {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	return putSecret(tx)
}

// upgrade2 gives a file of schema 2 what schema 3 brought: chats, and what is due by lane.
func (s *Store) upgrade2(tx *bolt.Tx) error {
	if err := tx.DeleteBucket(bucketDue); err != nil {
		return err
	}
	for _, name := range [][]byte{bucketDue, bucketChats} {
		if _, err := tx.CreateBucketIfNotExists(name); err != nil {
			return err
		}
	}
	t, err := tablesOf(tx, s.codec)
	if err != nil {
		return err
	}
	return errors.Join(t.buildDue(), putSchema(tx))
}

// buildDue fills the empty table due from the rows of reminders. Bolt divides pages only at the
// end of a transaction, so that rows that do not come in order would be moved over and over.
func (t *tables) buildDue() error {
	type entry struct{ key, value []byte }
	var entries []entry
	err := each(t.reminders, nil, func(k, v []byte) error {
		person, rest, ok1 := cutText(k)
		id, _, ok2 := cutText(rest)
		r, err := decodeRow(id, v)
		if err == nil && !(ok1 && ok2) {
			err = fmt.Errorf("%w: an unreadable key of a reminder", store.ErrCorrupt)
		}
		if err == nil && !r.delivery.Held {
			entries = append(entries, entry{dueKey(person, r), numberKey(r.record)})
		}
		return err
	})
	slices.SortFunc(entries, func(a, b entry) int { return bytes.Compare(a.key, b.key) })
	for i := 0; i < len(entries) && err == nil; i++ {
		err = t.put(t.due, entries[i].key, entries[i].value)
	}
	return err
}
