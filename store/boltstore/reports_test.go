package boltstore_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	bolt "github.com/boltdb/bolt"

	"callguard/store"
	"callguard/store/boltstore"
)

// reported is a change with a report on a subject that its case does not name.
func reported(n int) store.Change {
	c := change(n)
	c.Reports = []store.Report{{Case: "1", Subject: "never-readable.test", Weight: 1, At: c.User.Created}}
	return c
}

// inside changes a closed database with bolt itself.
func inside(t *testing.T, path string, fn func(tx *bolt.Tx) error) {
	t.Helper()
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(fn), db.Close()); err != nil {
		t.Fatal(err)
	}
}

// secretOf reads the key of the hashes.
func secretOf(t *testing.T, path string) (secret []byte) {
	t.Helper()
	inside(t, path, func(tx *bolt.Tx) error {
		secret = bytes.Clone(tx.Bucket([]byte("meta")).Get([]byte("secret")))
		return nil
	})
	return secret
}

// TestReportsAreUnreadable: the file tells nobody which number was reported, and the secret that
// it is hashed with is made once for each file.
func TestReportsAreUnreadable(t *testing.T) {
	t.Parallel()
	var secrets [][]byte
	for range 2 {
		path := filepath.Join(t.TempDir(), "a.db")
		s := open(t, path)
		if _, _, err := s.Commit(t.Context(), reported(1)); err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		if err := errors.Join(s.Dump(&all), s.Close()); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(all.String(), "never-readable") {
			t.Error("the subject stands in the file")
		}
		secret := secretOf(t, path)
		s = open(t, path)
		got, err := s.Reported(t.Context(), store.ReportQuery{Subject: "never-readable.test"})
		if err != nil || got.People != 1 {
			t.Errorf("after opening again: %+v, %v", got, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if len(secret) != 32 || !bytes.Equal(secret, secretOf(t, path)) {
			t.Error("the secret was changed")
		}
		secrets = append(secrets, secret)
	}
	if bytes.Equal(secrets[0], secrets[1]) {
		t.Error("two files have one secret")
	}
}

// TestOlderSchema: a file from before reports is brought up, and can't be only looked at
// before.
func TestOlderSchema(t *testing.T) {
	t.Parallel()
	path, _ := small(t, 2)
	inside(t, path, func(tx *bolt.Tx) error {
		meta := tx.Bucket([]byte("meta"))
		return errors.Join(tx.DeleteBucket([]byte("reports")), tx.DeleteBucket([]byte("reporters")),
			meta.Delete([]byte("secret")), meta.Put([]byte("schema"), binary.BigEndian.AppendUint64(nil, 1)))
	})
	refusedReadOnly(t, path)
	s := open(t, path)
	if _, _, err := s.Commit(t.Context(), reported(7)); err != nil {
		t.Fatal(err)
	}
	got, err := s.Reported(t.Context(), store.ReportQuery{Subject: "never-readable.test"})
	if err := errors.Join(err, s.Verify(t.Context()), holds(s, 0), holds(s, 7)); err != nil || got.People != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}

func refusedReadOnly(t *testing.T, path string) {
	t.Helper()
	if s, err := boltstore.Open(path, boltstore.Options{ReadOnly: true}); !errors.Is(err, store.ErrAccess) {
		t.Errorf("opened to be looked at: %v", err)
		if s != nil {
			_ = s.Close()
		}
	}
}

// TestLostSecret: without its secret a file is damaged; another secret would forget every count.
func TestLostSecret(t *testing.T) {
	t.Parallel()
	path, _ := small(t, 1)
	inside(t, path, func(tx *bolt.Tx) error { return tx.Bucket([]byte("meta")).Delete([]byte("secret")) })
	refused(t, path, wait, store.ErrCorrupt, "key")
}
