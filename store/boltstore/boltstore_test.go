package boltstore_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"callguard/store"
	"callguard/store/boltstore"
	"callguard/store/storetest"
)

// open opens a database that is closed with the test.
func open(t testing.TB, path string) *boltstore.Store {
	t.Helper()
	s, err := boltstore.Open(path, boltstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store {
		s := open(t, filepath.Join(t.TempDir(), "new", "folder", "callguard.db"))
		t.Cleanup(func() {
			if err := s.Verify(context.Background()); err != nil && !errors.Is(err, store.ErrClosed) {
				t.Error(err)
			}
		})
		return s
	})
}
