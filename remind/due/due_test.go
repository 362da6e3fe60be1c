package due

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	_ "time/tzdata" // the test must not depend on the machine's

	"callguard/bot"
	"callguard/store"
	"callguard/store/boltstore"
)

// world is a loop with its store, and what was sent by it.
type world struct {
	*testing.T
	*Loop
	db *boltstore.Store

	mu   sync.Mutex
	sent []string         // "second person what late"
	fail map[string]error // by person
	hang map[string]bool  // by person: Send waits for its context
	mark func() error     // before each Mark
	note func() error     // before each Deliver
	from time.Time
}

// newWorld must be called inside a synctest bubble, whose clock it uses.
func newWorld(t *testing.T) *world {
	db, err := boltstore.Open(filepath.Join(scratch(t), "callguard.db"), boltstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	w := &world{T: t, db: db, from: time.Now(), fail: map[string]error{}, hang: map[string]bool{}}
	w.Loop = w.loop()
	return w
}

// scratch gives a folder in memory where the machine has one: what these tests store need not be on
// a disk.
func scratch(t *testing.T) string {
	dir, err := os.MkdirTemp("/dev/shm", "callguard-due-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// loop makes a loop as after a start of the program.
func (w *world) loop() *Loop {
	return &Loop{Store: w, Sender: w, Next: daily, Text: func(r store.Reminder, late time.Duration) bot.Reply {
		return bot.Reply{Text: fmt.Sprint(r.What, " ", late)}
	}}
}

// daily is a rule that recurs at the same time each day, except "bad", "over" and "back".
func daily(rule string, first, after time.Time, loc *time.Location) (time.Time, bool, error) {
	switch rule {
	case "bad":
		return time.Time{}, true, errors.New("bad rule")
	case "over":
		return time.Time{}, false, nil
	case "back":
		return first, true, nil
	}
	at := first.In(loc)
	for !at.After(after) {
		at = at.AddDate(0, 0, 1)
	}
	return at, true, nil
}

func (w *world) Due(ctx context.Context, q store.DueQuery) ([]store.Reminder, error) {
	return w.db.Due(ctx, q)
}

func (w *world) Mark(ctx context.Context, was store.Reminder, next ...store.Reminder) (bool, error) {
	if w.mark != nil {
		if err := w.mark(); err != nil {
			return false, err
		}
	}
	return w.db.Mark(ctx, was, next...)
}

func (w *world) Deliver(ctx context.Context, r store.Reminder, d store.Delivery) (bool, error) {
	if w.note != nil {
		if err := w.note(); err != nil {
			return false, err
		}
	}
	return w.db.Deliver(ctx, r, d)
}

func (w *world) Send(ctx context.Context, p bot.Push) error {
	if w.hang[p.Person] {
		<-ctx.Done()
		return ctx.Err()
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.fail[p.Person]; err != nil {
		return err
	}
	w.sent = append(w.sent, fmt.Sprintf("%.0f %s %s", time.Since(w.from).Seconds(), p.Person, p.Reply.Text))
	return nil
}

// row gives a stored reminder; the zero value when it is not active any more.
func (w *world) row(person, id string) store.Reminder {
	w.Helper()
	rems, err := w.db.Reminders(w.Context(), person)
	if err != nil {
		w.Fatal(err)
	}
	for _, r := range rems {
		if r.ID == id {
			return r
		}
	}
	return store.Reminder{}
}

// set stores a reminder due in so long.
func (w *world) set(person, id string, in time.Duration, rule string) {
	w.Helper()
	w.put(store.Reminder{ID: id, Person: person, What: id, At: time.Now().Add(in), RRule: rule})
}

// put stores a reminder.
func (w *world) put(r store.Reminder) {
	w.Helper()
	u, err := w.db.User(w.Context(), r.Person)
	if err != nil {
		w.Fatal(err)
	}
	r.First, r.State = r.At, store.Active
	if _, _, err = w.db.Commit(w.Context(), store.Change{User: u, Reminders: []store.Reminder{r}}); err != nil {
		w.Fatal(err)
	}
}

// want compares what was sent, and forgets it.
func (w *world) want(lines ...string) {
	w.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	slices.Sort(w.sent)
	slices.Sort(lines)
	if !slices.Equal(w.sent, lines) {
		w.Errorf("sent\n  %s\nwant\n  %s", strings.Join(w.sent, "\n  "), strings.Join(lines, "\n  "))
	}
	w.sent = nil
}

// run runs the loop for so long.
func (w *world) run(d time.Duration) {
	w.Helper()
	ctx, cancel := context.WithTimeout(w.Context(), d)
	defer cancel()
	if err := w.Loop.Run(ctx); err != nil {
		w.Error(err)
	}
}

// sleepTo lets the clock come to so long after the beginning, without the loop.
func (w *world) sleepTo(d time.Duration) { time.Sleep(time.Until(w.from.Add(d))) }

// in runs a test in a bubble of its own time.
func in(t *testing.T, fn func(w *world)) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { fn(newWorld(t)) })
}

func TestOnTime(t *testing.T) {
	in(t, func(w *world) {
		w.set("a", "1", 10*time.Second, "")
		w.set("a", "2", 90*time.Minute, "")
		w.set("b", "1", 24*time.Hour, "daily")
		w.run(9500 * time.Millisecond)
		w.want()
		w.run(91 * time.Minute)
		w.want("10 a 1 0s", "5400 a 2 0s")
		for day := range 3 {
			w.sleepTo(time.Duration(day+1)*24*time.Hour - time.Second)
			w.run(2 * time.Second)
			w.want(fmt.Sprintf("%d b 1 0s", (day+1)*86400))
		}
	})
}

func TestWake(t *testing.T) {
	in(t, func(w *world) {
		go func() {
			time.Sleep(300 * time.Millisecond)
			w.set("a", "1", 0, "")
			w.Wake()
			w.Wake() // never blocks
		}()
		w.run(500 * time.Millisecond)
		w.want("0 a 1 0s")
	})
}

func TestLateAndMissed(t *testing.T) {
	in(t, func(w *world) {
		w.set("a", "once", time.Hour, "")
		w.set("a", "daily", time.Hour, "daily")
		w.set("b", "2min", 72*time.Hour-LateFrom, "")
		time.Sleep(72 * time.Hour) // the program was not running
		w.run(time.Second)
		w.want("259200 a once 71h0m0s", "259200 a daily 71h0m0s", "259200 b 2min 0s")
		if r := w.row("a", "daily"); !r.At.Equal(w.from.Add(73 * time.Hour)) {
			w.Errorf("next: %v", r)
		}
	})
}

func TestCancelledWhileSending(t *testing.T) {
	in(t, func(w *world) {
		w.set("a", "1", 0, "daily")
		w.mark = func() error {
			w.mark = nil
			w.set("a", "1", 5*time.Second, "") // the merchant moved it
			return nil
		}
		w.run(10 * time.Second)
		w.want("0 a 1 0s", "5 a 1 0s")
	})
}

func TestFatal(t *testing.T) {
	in(t, func(w *world) {
		w.set("a", "1", 0, "")
		w.mark = func() error { return fmt.Errorf("x: %w", store.ErrFatal) }
		if err := w.Loop.Run(w.Context()); !errors.Is(err, store.ErrFatal) {
			w.Error(err)
		}
		w.db.Close()
		if err := w.loop().Run(w.Context()); !errors.Is(err, store.ErrClosed) {
			w.Error(err)
		}
	})
}
