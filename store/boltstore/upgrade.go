package boltstore

import (
	"bytes"
	"crypto/rand"
	"errors"

	bolt "github.com/boltdb/bolt"
)

// secretSize is the length of the key under which codes and subjects of reports are hashed, and of
// such a hash, in bytes. It is made once: with another one no report could be found again.
const secretSize = 32

// putMeta writes the version of the layout, and a new key of codes.
func putMeta(tx *bolt.Tx) error {
	secret := make([]byte, secretSize)
	if _, err := rand.Read(secret); err != nil {
		return err
	}
	meta := tx.Bucket(bucketMeta)
	return errors.Join(
		meta.Put(keySecret, secret), meta.Put(keySchema, numberKey(schema)),
	)
}

// upgrade gives a file of schema 1 the tables that it lacks, in one transaction. Opened only to be
// looked at, such a file gives ErrAccess, until it was opened for writing once.
func (s *Store) upgrade() error {
	old := false
	err := s.db.View(func(tx *bolt.Tx) error {
		if meta := tx.Bucket(bucketMeta); meta != nil {
			old = bytes.Equal(meta.Get(keySchema), numberKey(1))
		}
		return nil
	})
	if err != nil || !old {
		return err
	}
	return s.db.Update(func(tx *bolt.Tx) error {
		for _, name := range [][]byte{bucketReports, bucketReporters, bucketLinks, bucketOffers, bucketAliases} {
			if _, err := tx.CreateBucketIfNotExists(name); err != nil {
				return err
			}
		}
		return putMeta(tx)
	})
}
