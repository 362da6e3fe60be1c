package boltstore_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

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

func TestModel(t *testing.T) {
	dir, n := t.TempDir(), 0
	storetest.Model(t, func(t *rapid.T) (store.Store, func() store.Store) {
		n++
		path := filepath.Join(dir, fmt.Sprint(n, ".db"))
		var s *boltstore.Store
		reopen := func() store.Store {
			var err error
			if s != nil {
				if err := errors.Join(s.Verify(context.Background()), s.Close()); err != nil {
					t.Fatal(err)
				}
			}
			if s, err = boltstore.Open(path, boltstore.Options{}); err != nil {
				t.Fatal(err)
			}
			return s
		}
		t.Cleanup(func() {
			if err := errors.Join(s.Verify(context.Background()), s.Close()); err != nil {
				t.Error(err)
			}
		})
		return reopen(), reopen
	})
}

// change makes a commit of a new person, with a case and a reminder.
func change(n int) store.Change {
	at := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	return store.Change{
		User: store.User{Person: fmt.Sprint("terminal::", n), Created: at, LastCase: 1},
		Key:  fmt.Sprint("terminal::m", n), Reply: fmt.Append(nil, "reply ", n),
		Cases: []store.Case{{
			ID: "1", Opened: at, Numbers: []string{"13800000000"}, Verdict: "scam",
			Turns: []store.Turn{{At: at, Text: strings.Repeat("来电说终端要升级", 8)}},
		}},
		Reminders: []store.Reminder{{ID: "1", What: "回电", At: at.Add(time.Hour), State: store.Active}},
	}
}

// fill commits changes from to to-1.
func fill(t testing.TB, s store.Store, from, to int) {
	t.Helper()
	for n := from; n < to; n++ {
		if _, _, err := s.Commit(t.Context(), change(n)); err != nil {
			t.Fatal(err)
		}
	}
}

// holds tests that change n is stored whole.
func holds(s store.Store, n int) error {
	c := change(n)
	reply, ok, err := s.Replied(context.Background(), c.Key)
	if err != nil || !ok || string(reply) != string(c.Reply) {
		return fmt.Errorf("commit %d: reply %q, %v, %w", n, reply, ok, err)
	}
	if _, err := s.User(context.Background(), c.User.Person); err != nil {
		return err
	}
	k, err := s.Case(context.Background(), c.User.Person, "1")
	if err != nil || k.Turns[0].Text != c.Cases[0].Turns[0].Text {
		return fmt.Errorf("commit %d: case %v, %w", n, k, err)
	}
	rems, err := s.Reminders(context.Background(), c.User.Person)
	if err != nil || len(rems) != 1 {
		return fmt.Errorf("commit %d: reminders %v, %w", n, rems, err)
	}
	return nil
}

// TestDeletedIsGone: nothing of a person is left in the pages in use, the key of the deletion's
// own reply aside.
func TestDeletedIsGone(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	s := open(t, path)
	fill(t, s, 0, 3)
	u, err := s.User(t.Context(), "terminal::1")
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = s.Commit(t.Context(), store.Change{User: u, DropAll: true, Key: "drop", Reply: []byte("done")})
	if err != nil {
		t.Fatal(err)
	}
	var live strings.Builder
	if err := s.Dump(&live); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(live.String(), "terminal::1") || strings.Contains(live.String(), "reply 1") {
		t.Error("the person is still to be found")
	}
	if !strings.Contains(live.String(), "terminal::2") || !strings.Contains(live.String(), "reply 2") {
		t.Error("the search finds nothing at all")
	}
}

// TestCreateTogether: of several that make one database at once, each gets it or finds it in
// use, and nobody loses what another has stored.
func TestCreateTogether(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	path := filepath.Join(dir, "a.db")
	var wg sync.WaitGroup
	var mu sync.Mutex
	var won []int
	for n := range 8 {
		wg.Go(func() {
			s, err := boltstore.Open(path, boltstore.Options{Wait: time.Minute})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if _, _, err := s.Commit(t.Context(), change(n)); err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			won = append(won, n)
		})
	}
	wg.Wait()
	s := open(t, path)
	for _, n := range won {
		if err := holds(s, n); err != nil {
			t.Error(err)
		}
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	names, err := os.ReadDir(dir)
	if err != nil || len(names) != 1 {
		t.Errorf("left in the folder: %v, %v", names, err)
	}
}

// TestTogether: many writers share flushes, and one's failure is its own.
func TestTogether(t *testing.T) {
	t.Parallel()
	s := open(t, filepath.Join(t.TempDir(), "a.db"))
	fill(t, s, 1000, 1001)
	var wg sync.WaitGroup
	for n := range 200 {
		wg.Go(func() {
			_, repeated, err := s.Commit(t.Context(), change(n%150)) // 50 repeat a key
			if err != nil {
				t.Error(n, repeated, err)
			}
		})
		wg.Go(func() {
			c := change(1000)
			c.Key, c.User.Version = "", 99
			if _, _, err := s.Commit(t.Context(), c); !errors.Is(err, store.ErrConflict) {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	for n := range 150 {
		if err := holds(s, n); err != nil {
			t.Error(err)
		}
	}
}
