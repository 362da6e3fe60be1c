package boltstore

import (
	"fmt"
	"io"

	bolt "github.com/boltdb/bolt"
)

// FD is the file as bolt holds it, for tests that break the disk under it.
func (s *Store) FD() int { return int(s.file.Fd()) }

// Dump writes the key and the value of every row.
func (s *Store) Dump(w io.Writer) error {
	return s.db.View(func(tx *bolt.Tx) error {
		return tx.ForEach(func(_ []byte, b *bolt.Bucket) error {
			return b.ForEach(func(k, v []byte) error {
				_, err := fmt.Fprintf(w, "%s %s\n", k, v)
				return err
			})
		})
	})
}
