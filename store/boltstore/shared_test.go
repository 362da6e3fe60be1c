package boltstore_test

import (
	"strings"
	"testing"
	"time"

	"callguard/store"
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
