package boltstore

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	bolt "github.com/boltdb/bolt"
)

// create makes an empty database at path, whole or not at all: a power cut while bolt writes a
// new file leaves one that it can not open again (etcd-io/bbolt issue 567). So it is made under
// another name in the same folder, flushed, and then given its name. A database that
// somebody else has made meanwhile is left as it is.
func create(path string) error {
	dir := filepath.Dir(path)
	if err := makeFolder(dir); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, filepath.Base(path)+".new-*") // 0600
	if err != nil {
		return err
	}
	tmp := f.Name()
	defer os.Remove(tmp) // fails when it was renamed, which is right
	if err := errors.Join(f.Close(), guard(func() error { return initFile(tmp) })); err != nil {
		return err
	}
	if err := giveName(tmp, path); err != nil {
		return err
	}
	return syncFolder(dir)
}

// initFile writes the buckets and the schema version, and flushes them.
func initFile(path string) error {
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		for _, name := range buckets {
			if _, err := tx.CreateBucket(name); err != nil {
				return err
			}
		}
		return errors.Join(putSecret(tx), putSchema(tx))
	})
	return errors.Join(err, db.Close())
}

// giveName moves tmp to path without replacing what is there. A link does that in one step;
// file systems without links get a rename.
func giveName(tmp, path string) error {
	err := os.Link(tmp, path)
	switch {
	case err == nil, errors.Is(err, fs.ErrExist):
		return nil
	default:
		return os.Rename(tmp, path)
	}
}

// makeFolder makes dir and what is missing above it, readable by its owner only, and flushes
// each name, so that a power cut can not lose the way to a database that was acknowledged.
func makeFolder(dir string) error {
	_, err := os.Stat(dir)
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	parent := filepath.Dir(dir)
	if parent == dir {
		return err
	}
	if err := makeFolder(parent); err != nil {
		return err
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return syncFolder(parent)
}

// syncFolder flushes the names in dir.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, errors.ErrUnsupported) || isInvalid(err) { // folders can not be flushed here
		err = nil
	}
	return errors.Join(err, d.Close())
}
