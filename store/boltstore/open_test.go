package boltstore_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bolt "github.com/boltdb/bolt"

	"callguard/store"
	"callguard/store/boltstore"
)

// wait is short, for tests that run into a lock.
var wait = boltstore.Options{Wait: 50 * time.Millisecond}

// refused opens what must not open, and looks at the error: its kind, and one line that names
// the file.
func refused(t *testing.T, path string, opt boltstore.Options, want error, words string) {
	t.Helper()
	s, err := boltstore.Open(path, opt)
	if err == nil {
		s.Close()
	}
	if !errors.Is(err, want) {
		t.Fatalf("%v, want %v", err, want)
	}
	if text := err.Error(); !strings.Contains(text, path) || !strings.Contains(text, words) || strings.Contains(text, "\n") {
		t.Errorf("unclear: %s", text)
	}
}

// small makes a database file with a few commits in it.
func small(t *testing.T, commits int) (path string, content []byte) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "a.db")
	s := open(t, path)
	fill(t, s, 0, commits)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return path, content
}

// write puts content where a database should be.
func write(t *testing.T, content []byte) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "a.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestOpenBadContent(t *testing.T) {
	t.Parallel()
	_, good := small(t, 1)
	zeros := make([]byte, 64<<10)
	noise := make([]byte, 64<<10)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(random.Uint32())
	}
	for name, test := range map[string]struct {
		content []byte
		words   string
	}{
		"empty":             {nil, "empty"},
		"one byte":          {[]byte("x"), "does not begin"},
		"text":              {[]byte(strings.Repeat("这不是数据库\n", 1000)), "does not begin"},
		"zeros":             {zeros, "does not begin"},
		"noise":             {noise, "does not begin"},
		"an SQLite file":    {append([]byte("SQLite format 3\x00"), zeros...), "does not begin"},
		"half":              {good[:len(good)/4], "cut short"},
		"heads only":        {good[:8192], "cut short"},
		"pages of zeros":    {append(append([]byte{}, good[:8192]...), zeros...), ""},
		"pages of noise":    {append(append([]byte{}, good[:8192]...), noise...), ""},
		"both heads broken": {append(make([]byte, 8192), good[8192:]...), "does not begin"},
	} {
		t.Run(name, func(t *testing.T) { refused(t, write(t, test.content), wait, store.ErrCorrupt, test.words) })
	}
}

// TestOpenOneHead: a head that was being written when the power went is not needed.
func TestOpenOneHead(t *testing.T) {
	t.Parallel()
	_, good := small(t, 4)
	for page := range 2 {
		content := append([]byte{}, good...)
		clear(content[page*4096 : (page+1)*4096])
		s := open(t, write(t, content))
		if err := s.Verify(t.Context()); err != nil {
			t.Error(err)
		}
		if err := holds(s, 2); err != nil { // the last one may be undone, as it was not acknowledged
			t.Error(err)
		}
	}
}

// TestOpenCut: a file cut short anywhere is refused, or nothing is missing.
func TestOpenCut(t *testing.T) {
	t.Parallel()
	_, good := small(t, 5)
	opened := 0
	for size := 0; size < len(good); size += 512 {
		s, err := boltstore.Open(write(t, good[:size]), wait)
		if err != nil {
			if !errors.Is(err, store.ErrCorrupt) {
				t.Errorf("%d bytes: %v", size, err)
			}
			continue
		}
		opened++
		if err := s.Verify(t.Context()); err != nil {
			t.Errorf("%d bytes: opened, but %v", size, err)
		}
		for n := range 5 {
			if err := holds(s, n); err != nil {
				t.Errorf("%d bytes: opened, but %v", size, err)
			}
		}
		fill(t, s, 5, 6)
		s.Close()
	}
	if opened == len(good)/512 {
		t.Error("no cut was refused")
	}
}

// TestFlippedBits: whatever bit is lost, what is read is right, or an error says that it is not;
// nothing panics, and writing is an error or works.
func TestFlippedBits(t *testing.T) {
	t.Parallel()
	const commits = 30
	_, good := small(t, commits)
	random := rand.New(rand.NewPCG(3, 4))
	damaged := 0
	for range 400 {
		content := append([]byte{}, good...)
		for range 1 + random.IntN(4) {
			content[random.IntN(len(content))] ^= 1 << random.IntN(8)
		}
		s, err := boltstore.Open(write(t, content), wait)
		if err != nil {
			damaged++
			if !errors.Is(err, store.ErrCorrupt) && !errors.Is(err, store.ErrNewer) {
				t.Error(err)
			}
			continue
		}
		if err := s.Verify(t.Context()); err != nil {
			damaged++
			if !errors.Is(err, store.ErrCorrupt) {
				t.Error(err)
			}
		}
		readAll(t, s, commits)
		for n := range 3 {
			_, _, err := s.Commit(t.Context(), change(commits+n))
			if err != nil && !errors.Is(err, store.ErrCorrupt) && !errors.Is(err, store.ErrFatal) {
				t.Error(err)
			}
		}
		s.Close()
	}
	if damaged == 0 {
		t.Error("no damage was seen")
	}
}

// readAll reads all that was stored, and compares what has a checksum.
func readAll(t *testing.T, s store.Store, commits int) {
	t.Helper()
	ctx := context.Background()
	for n := range commits {
		c := change(n)
		reply, ok, err := s.Replied(ctx, c.Key)
		if err == nil && ok && len(reply) > 0 && string(reply) != string(c.Reply) {
			t.Errorf("a wrong reply: %q", reply)
		}
		k, err := s.Case(ctx, c.User.Person, "1")
		if err == nil && k.Turns[0].Text != c.Cases[0].Turns[0].Text {
			t.Errorf("a wrong case: %v", k)
		}
		_, _ = s.User(ctx, c.User.Person)
		_, _ = s.Cases(ctx, c.User.Person, store.CaseQuery{})
		_, _ = s.Reminders(ctx, c.User.Person)
	}
	_, _ = s.Due(ctx, store.DueQuery{Lane: "terminal:", Now: time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)})
}

// TestCutWhileOpen: reading what somebody has cut off is an error, not the end of the program.
func TestCutWhileOpen(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.db")
	s := open(t, path)
	fill(t, s, 0, 20)
	if err := os.Truncate(path, 8192); err != nil {
		t.Fatal(err)
	}
	if _, _, err := s.Replied(t.Context(), change(3).Key); !errors.Is(err, store.ErrCorrupt) {
		t.Error(err)
	}
	if _, _, err := s.Commit(t.Context(), change(21)); err == nil {
		t.Error("stored in a file that is cut off")
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// edit changes a database file with bolt itself.
func edit(t *testing.T, path string, fn func(tx *bolt.Tx) error) {
	t.Helper()
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(fn), db.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestOpenOtherFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "other.db")
	edit(t, path, func(tx *bolt.Tx) error {
		_, err := tx.CreateBucket([]byte("things"))
		return err
	})
	refused(t, path, wait, store.ErrCorrupt, "another program")

	path, _ = small(t, 1)
	edit(t, path, func(tx *bolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte("schema"), binary.BigEndian.AppendUint64(nil, 4))
	})
	refused(t, path, wait, store.ErrNewer, "schema 4")

	path, _ = small(t, 1)
	edit(t, path, func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte("log")) })
	refused(t, path, wait, store.ErrCorrupt, "table log")
}

// TestWrongPointer: a row that points to a record of something else gives an error, never
// somebody else's words.
func TestWrongPointer(t *testing.T) {
	t.Parallel()
	for _, table := range []string{"keys", "people", "cases", "due", "reminders"} {
		path, _ := small(t, 2)
		edit(t, path, func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte(table))
			k1, v1 := b.Cursor().First()
			k2, v2 := b.Cursor().Last()
			return errors.Join(b.Put(bytes.Clone(k1), bytes.Clone(v2)), b.Put(bytes.Clone(k2), bytes.Clone(v1)))
		})
		s := open(t, path)
		for n := range 2 {
			if err := holds(s, n); !errors.Is(err, store.ErrCorrupt) && table != "due" {
				t.Errorf("%s: %v", table, err)
			}
		}
		if err := s.Verify(t.Context()); !errors.Is(err, store.ErrCorrupt) {
			t.Errorf("%s: verify: %v", table, err)
		}
		readAll(t, s, 2)
	}
}

func TestOpenLocked(t *testing.T) {
	t.Parallel()
	path, _ := small(t, 1)
	s := open(t, path)
	refused(t, path, wait, store.ErrLocked, "another program")
	refused(t, path, boltstore.Options{Wait: wait.Wait, ReadOnly: true}, store.ErrLocked, "another program")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, path)
}

func TestOpenBadPlace(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	dangling := filepath.Join(dir, "dangling")
	if err := os.Symlink(filepath.Join(dir, "nowhere", "a.db"), dangling); err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{
		"a folder":          dir,
		"below a file":      filepath.Join(file, "a.db"),
		"folder below file": filepath.Join(file, "sub", "a.db"),
		"a long name":       filepath.Join(dir, strings.Repeat("x", 300)),
		"a dangling link":   dangling,
		"with a zero byte":  filepath.Join(dir, "a\x00b"),
	} {
		t.Run(name, func(t *testing.T) { refused(t, path, wait, store.ErrAccess, "can not be") })
	}
	refused(t, filepath.Join(dir, "none.db"), boltstore.Options{ReadOnly: true}, store.ErrAccess, "no such file")
}

func TestReadOnly(t *testing.T) {
	t.Parallel()
	path, _ := small(t, 2)
	var both []*boltstore.Store
	for range 2 { // readers share
		s, err := boltstore.Open(path, boltstore.Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		both = append(both, s)
	}
	if err := errors.Join(holds(both[0], 0), holds(both[1], 1), both[0].Verify(t.Context())); err != nil {
		t.Error(err)
	}
	if _, _, err := both[0].Commit(t.Context(), change(3)); !errors.Is(err, store.ErrAccess) {
		t.Error(err)
	}
}
