package boltstore

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"callguard/store"
)

// TestGroupFailure: one of a group that fails in the midst of writing is refused and leaves
// nothing; the others are stored.
func TestGroupFailure(t *testing.T) {
	t.Parallel()
	s, err := Open(filepath.Join(t.TempDir(), "a.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	broken := errors.New("broken")
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	var group []*job
	for i, fail := range []func() error{
		nil, func() error { return broken }, nil, func() error { panic("a page") }, nil,
	} {
		group = append(group, &job{ctx: t.Context(), what: "test", do: func(t *tables) error {
			if err := t.putPerson(fmt.Sprint(i), person{head: 1}); err != nil || fail == nil {
				return err
			}
			return fail()
		}})
	}
	group = append(group, &job{ctx: ended, what: "test", do: func(t *tables) error { panic("not to be run") }})
	s.run(group)
	for i, want := range []error{nil, broken, nil, store.ErrCorrupt, nil, context.Canceled} {
		if !errors.Is(group[i].err, want) {
			t.Errorf("job %d: %v, want %v", i, group[i].err, want)
		}
		err := s.view(t.Context(), "test", func(tab *tables) error {
			p, err := tab.person(fmt.Sprint(i))
			if stored := p.head == 1; stored != (want == nil) {
				t.Errorf("job %d: stored %v", i, stored)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func differ(got, want record) string {
	return cmp.Diff(want, got, cmp.AllowUnexported(record{}, part{}), cmpopts.EquateEmpty())
}

// TestRecordRoundTrip and TestDecodeRecord: what was encoded comes back, and nothing else is
// taken for a record.
func TestRecordRoundTrip(t *testing.T) {
	t.Parallel()
	r := record{
		person: "a", prev: 1 << 60, key: []byte("k"), user: []byte("{}"), reply: []byte("好\x00"),
		cases: []part{{"1", []byte("x")}, {"2", nil}}, reminders: []part{{"9", []byte("y")}},
	}
	b := r.encode()
	got, err := decodeRecord("a", b)
	if err != nil || differ(got, r) != "" {
		t.Errorf("%v %s", err, differ(got, r))
	}
	for n := range b {
		if _, err := decodeRecord("a", b[:n]); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("cut to %d bytes: %v", n, err)
		}
	}
}

func FuzzDecodeRecord(f *testing.F) {
	f.Add(record{key: []byte("k"), cases: []part{{"1", []byte("x")}}}.encode())
	f.Add([]byte{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01})
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := decodeRecord("a", b)
		if err != nil {
			return
		}
		again, err := decodeRecord("a", r.encode())
		if err != nil || differ(again, r) != "" {
			t.Errorf("%v %s", err, differ(again, r))
		}
	})
}
