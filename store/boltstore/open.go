package boltstore

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	bolt "github.com/boltdb/bolt"

	"callguard/store"
)

// schema is the version of the layout that this package writes and reads; 1 had no reports,
// links, offers and aliases, 2 no lanes and no chats. Both are brought up to date when opened.
const schema = 3

// defaultWait is how long Open waits for the file when Options says nothing: the time that
// another program may need to end.
const defaultWait = time.Second

// Open opens the database at path, and makes it when there is none, with the folders above it
// (0700; the file 0600). Errors: ErrLocked, ErrCorrupt (damaged, cut short, empty, or not of
// this program), ErrNewer, ErrAccess, ErrFull; each says in one line which file and why.
func Open(path string, opt Options) (*Store, error) {
	if opt.Wait <= 0 {
		opt.Wait = defaultWait
	}
	s, err := open(path, opt)
	if err != nil {
		return nil, explain(path, "open", err)
	}
	go s.commitLoop()
	return s, nil
}

// open makes the file if need be, looks at it, and hands it to bolt.
func open(path string, opt Options) (*Store, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) && !opt.ReadOnly {
		if err := create(path); err != nil {
			return nil, err
		}
	}
	if err := checkFile(path, opt.Wait); err != nil {
		return nil, err
	}
	s := &Store{
		path: path, readOnly: opt.ReadOnly, codec: plain{},
		jobs: make(chan *job), stop: make(chan struct{}), stopped: make(chan struct{}),
	}
	err := guard(func() (err error) {
		s.db, err = bolt.Open(path, 0o600, &bolt.Options{
			Timeout: opt.Wait, ReadOnly: opt.ReadOnly, FreelistType: bolt.FreelistArrayType, OpenFile: s.openFile,
		})
		return err
	})
	if err == nil {
		err = guard(s.upgrade)
	}
	if err == nil {
		err = guard(func() error { return s.db.View(checkSchema) })
	}
	if err != nil {
		s.abandon(err)
		return nil, err
	}
	return s, nil
}

// openFile opens for bolt what is there. Bolt would make a missing file, in a way that a power
// cut can break, and keeps no handle that Close could use after a panic.
func (s *Store) openFile(path string, flag int, mode os.FileMode) (*os.File, error) {
	f, err := os.OpenFile(path, flag&^os.O_CREATE, mode)
	s.file = f
	return f, err
}

// abandon lets go of a file that could not be opened. After a panic bolt's own Close may wait
// forever; the mapping is then left to the end of the program.
func (s *Store) abandon(err error) {
	switch {
	case s.db != nil && !errors.Is(err, errPanic):
		_ = guard(s.db.Close)
	case s.file != nil:
		unlock(s.file)
		_ = s.file.Close()
	}
}

// checkSchema makes sure that the file is of this program and not of a newer one.
func checkSchema(tx *bolt.Tx) error {
	meta := tx.Bucket(bucketMeta)
	if meta == nil {
		return fmt.Errorf("%w: it is the bolt file of another program", store.ErrCorrupt)
	}
	v := meta.Get(keySchema)
	if len(v) != 8 {
		return fmt.Errorf("%w: it has no schema version", store.ErrCorrupt)
	}
	if n := binary.BigEndian.Uint64(v); n > schema {
		return fmt.Errorf("%w: schema %d, this program knows %d", store.ErrNewer, n, schema)
	}
	_, err := tablesOf(tx, plain{})
	return err
}
