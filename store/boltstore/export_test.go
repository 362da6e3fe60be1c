package boltstore

import (
	"context"
	"fmt"
	"io"
	"iter"

	bolt "github.com/boltdb/bolt"

	"callguard/store"
)

// Load stores changes of new persons, very many in one transaction, with one flush at the end.
func (s *Store) Load(changes iter.Seq[store.Change]) error {
	const most = 5_000
	s.db.NoSync = true
	defer func() { s.db.NoSync = false }()
	var group []*job
	run := func() error {
		s.run(group)
		for _, j := range group {
			if j.err != nil {
				return j.err
			}
		}
		group = group[:0]
		return nil
	}
	for c := range changes {
		ch, err := prepare(c)
		if err != nil {
			return err
		}
		group = append(group, &job{ctx: context.Background(), what: "load", do: func(t *tables) error { return t.apply(ch) }})
		if len(group) == most {
			if err := run(); err != nil {
				return err
			}
		}
	}
	if err := run(); err != nil {
		return err
	}
	return s.db.Sync()
}

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
