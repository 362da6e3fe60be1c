package boltstore_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "github.com/boltdb/bolt"

	"callguard/store"
	"callguard/store/boltstore"
)

// schema2 unpacks a database that was written before there were lanes. In it are the changes 0 to
// 4; reminders of telegram:shop:7:8 (12 of them, the last one first, and an alert), of
// telegram:shop:9 (2, and 1 that was delivered) and of nobody (1); a link, an offer, a report and
// an alias.
func schema2(t *testing.T) (path string) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "schema2.db.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return write(t, content)
}

// TestUpgrade: an older file is brought up to date, nothing of it is lost, and what it lacked works.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	one := schema2(t)
	edit(t, one, func(tx *bolt.Tx) error {
		var errs []error
		for _, name := range []string{"reports", "reporters", "links", "offers", "aliases"} {
			errs = append(errs, tx.DeleteBucket([]byte(name)))
		}
		meta := tx.Bucket([]byte("meta"))
		return errors.Join(append(errs, meta.Delete([]byte("secret")), meta.Put([]byte("schema"), binary.BigEndian.AppendUint64(nil, 1)))...)
	})
	for name, path := range map[string]string{"1": one, "2": schema2(t)} {
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		refused(t, path, boltstore.Options{ReadOnly: true}, store.ErrAccess, "open")
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
			t.Errorf("schema %s: changed by looking, %v", name, err)
		}
		for range 2 { // the second time, it is up to date
			s := open(t, path)
			for n := range 5 {
				if err := holds(s, n); err != nil {
					t.Error(err)
				}
			}
			upgraded(t, s)
			if err := errors.Join(s.Verify(t.Context()), s.Close()); err != nil {
				t.Errorf("schema %s: %v", name, err)
			}
		}
		s := open(t, path)
		if name == "2" {
			kept(t, s)
		}
		newTables(t, s)
	}
}

// upgraded looks for what was due in the older file.
func upgraded(t *testing.T, s store.Store) {
	t.Helper()
	now := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	for lane, want := range map[string]string{
		"telegram:shop": "7:8/12 7:8/n6.0 7:8/11 7:8/10 7:8/9 7:8/8 7:8/7 7:8/6 7:8/5 7:8/4 9/3 7:8/3 9/2 7:8/2 7:8/1",
		"terminal:":     "terminal::0/1 terminal::1/1 terminal::2/1 terminal::3/1 terminal::4/1",
		"":              "nobody/1", "telegram:": "",
	} {
		due, err := s.Due(t.Context(), store.DueQuery{Lane: lane, Now: now.Add(12 * time.Hour)})
		if err != nil {
			t.Error(err)
		}
		var got []string
		for _, r := range due {
			got = append(got, strings.TrimPrefix(r.Person, "telegram:shop:")+"/"+r.ID)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("due in %q: %s, want %s", lane, strings.Join(got, " "), want)
		}
	}
}

// kept looks for what is found only under the key that the file was made with, and for what stands
// in no record.
func kept(t *testing.T, s store.Store) {
	t.Helper()
	at := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	offer, err1 := s.Offer(t.Context(), "271828", at)
	count, err2 := s.Reported(t.Context(), store.ReportQuery{Subject: "95516"})
	links, err3 := s.Links(t.Context(), "telegram:shop:9")
	main, err4 := s.Alias(t.Context(), "wechat::6")
	if err := errors.Join(err1, err2, err3, err4); err != nil || offer.Person != "telegram:shop:9" || count.People != 1 || len(links) != 1 || main != "wechat::5" {
		t.Errorf("offer %+v, reports %+v, links %v, main %q, %v", offer, count, links, main, err)
	}
}

// newTables uses what older files did not have.
func newTables(t *testing.T, s *boltstore.Store) {
	t.Helper()
	rems, err := s.Reminders(t.Context(), "terminal::1")
	if err != nil || len(rems) != 1 {
		t.Fatal(rems, err)
	}
	if ok, err := s.Deliver(t.Context(), rems[0], store.Delivery{Held: true}); !ok || err != nil {
		t.Error(ok, err)
	}
	err = s.UpdateChat(t.Context(), "terminal::1", func([]byte) ([]byte, error) { return []byte("x"), nil })
	if _, _, err2 := s.Commit(t.Context(), offering("314159")); errors.Join(err, err2) != nil {
		t.Error(err, err2)
	}
	if err := s.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestUpgradeDamaged: an older file that lacks what it should have is not made to look whole.
func TestUpgradeDamaged(t *testing.T) {
	t.Parallel()
	for what, fn := range map[string]func(tx *bolt.Tx) error{
		"log":    func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte("log")) },
		"links":  func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte("links")) },
		"key of": func(tx *bolt.Tx) error { return tx.Bucket([]byte("meta")).Delete([]byte("secret")) },
		"reminder": func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("reminders")).Put([]byte("\x00\x01a\x00\x011"), []byte("x"))
		},
	} {
		path := schema2(t)
		edit(t, path, fn)
		refused(t, path, wait, store.ErrCorrupt, what)
	}
}

// TestVerifyRows: a row that disagrees with another is found.
func TestVerifyRows(t *testing.T) {
	t.Parallel()
	first := func(b *bolt.Bucket) (k, v []byte) {
		k, v = b.Cursor().First()
		return bytes.Clone(k), bytes.Clone(v)
	}
	for what, fn := range map[string]func(tx *bolt.Tx) error{
		"a row of due is missing": func(tx *bolt.Tx) error {
			k, _ := first(tx.Bucket([]byte("due")))
			return tx.Bucket([]byte("due")).Delete(k)
		},
		"a reminder is missing": func(tx *bolt.Tx) error {
			k, _ := first(tx.Bucket([]byte("reminders")))
			return tx.Bucket([]byte("reminders")).Delete(k)
		},
		"a reminder is put off in one row": func(tx *bolt.Tx) error {
			k, v := first(tx.Bucket([]byte("reminders")))
			after := append(append([]byte{0x80, 0, 0, 1}, make([]byte, 8)...), 1, 1, 0)
			return tx.Bucket([]byte("reminders")).Put(k, append(v, after...))
		},
		"a reminder is held and due": func(tx *bolt.Tx) error {
			k, v := first(tx.Bucket([]byte("reminders")))
			return tx.Bucket([]byte("reminders")).Put(k, append(append(v, make([]byte, 12)...), 0, 0, 1))
		},
		"a row of due is in another lane": func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte("due"))
			k, v := first(b)
			k[2]++
			return b.Put(k, v)
		},
		"an unreadable chat": func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("chats")).Put([]byte("\x00\x01a"), []byte("x"))
		},
	} {
		path, _ := small(t, 3)
		edit(t, path, fn)
		s := open(t, path)
		if err := s.Verify(t.Context()); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("%s: %v", what, err)
		}
		readAll(t, s, 3)
	}
}

// TestDeliveryStays: claims and chats outlive a restart.
func TestDeliveryStays(t *testing.T) {
	t.Parallel()
	path, _ := small(t, 2)
	s := open(t, path)
	d := store.Delivery{After: time.Date(2026, 3, 2, 20, 0, 0, 7, time.UTC), Begun: 2, Failed: 300}
	r := change(1).Reminders[0]
	r.Person = change(1).User.Person
	ok, err := s.Deliver(t.Context(), r, d)
	err = errors.Join(err, s.UpdateChat(t.Context(), "terminal::1", func([]byte) ([]byte, error) { return []byte("x"), nil }), s.Close())
	if !ok || err != nil {
		t.Fatal(ok, err)
	}
	s = open(t, path)
	rems, err := s.Reminders(t.Context(), r.Person)
	chat, err2 := s.Chat(t.Context(), "terminal::1")
	if err := errors.Join(err, err2); err != nil || len(rems) != 1 || rems[0].Delivery != d || string(chat) != "x" {
		t.Error(fmt.Sprint(rems), string(chat), err)
	}
}
