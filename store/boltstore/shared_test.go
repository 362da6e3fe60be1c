package boltstore_test

import (
	"strings"
	"testing"
	"time"

	bolt "github.com/boltdb/bolt"

	"callguard/store"
	"callguard/store/boltstore"
)

// offering makes the change of a person who gives out a code.
func offering(code string) store.Change {
	at := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	return store.Change{User: store.User{Person: "t::new"}, Shared: store.Shared{
		Offer: store.Offer{Code: code, Kind: "alert", Made: at, Until: at.Add(time.Hour)}}}
}

// TestCodeIsHashed: a code stands nowhere in the file.
func TestCodeIsHashed(t *testing.T) {
	t.Parallel()
	path, _ := small(t, 1)
	s := open(t, path)
	if _, _, err := s.Commit(t.Context(), offering("271828")); err != nil {
		t.Fatal(err)
	}
	var live strings.Builder
	if err := s.Dump(&live); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(live.String(), "271828") || !strings.Contains(live.String(), "t::new") {
		t.Error("the code is to be found, or the offer is not")
	}
}

// TestUpgrade: a file from before there were links is brought up to date, and nothing is lost.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	path, _ := small(t, 3)
	edit(t, path, func(tx *bolt.Tx) error {
		meta := tx.Bucket([]byte("meta"))
		for _, err := range []error{
			tx.DeleteBucket([]byte("links")), tx.DeleteBucket([]byte("offers")), tx.DeleteBucket([]byte("aliases")), meta.Delete([]byte("secret")),
			meta.Put([]byte("schema"), []byte{0, 0, 0, 0, 0, 0, 0, 1}),
		} {
			if err != nil {
				return err
			}
		}
		return nil
	})
	refused(t, path, boltstore.Options{ReadOnly: true}, store.ErrAccess, "open")
	s := open(t, path)
	for n := range 3 {
		if err := holds(s, n); err != nil {
			t.Error(err)
		}
	}
	if _, _, err := s.Commit(t.Context(), offering("271828")); err != nil {
		t.Error(err)
	}
	if err := s.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}
