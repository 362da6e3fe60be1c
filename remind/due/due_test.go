package due

import (
	"context"
	"errors"
	"fmt"
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
	from time.Time
}

// newWorld must be called inside a synctest bubble, whose clock it uses.
func newWorld(t *testing.T) *world {
	db, err := boltstore.Open(filepath.Join(t.TempDir(), "callguard.db"), boltstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	w := &world{T: t, db: db, from: time.Now(), fail: map[string]error{}, hang: map[string]bool{}}
	w.Loop = w.loop()
	return w
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

func (w *world) Send(ctx context.Context, person string, r bot.Reply) error {
	if w.hang[person] {
		<-ctx.Done()
		return ctx.Err()
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.fail[person]; err != nil {
		return err
	}
	w.sent = append(w.sent, fmt.Sprintf("%.0f %s %s", time.Since(w.from).Seconds(), person, r.Text))
	return nil
}

// set stores a reminder due in so long.
func (w *world) set(person, id string, in time.Duration, rule string) {
	w.Helper()
	u, err := w.db.User(w.Context(), person)
	if err != nil {
		w.Fatal(err)
	}
	at := time.Now().Add(in)
	_, _, err = w.db.Commit(w.Context(), store.Change{User: u, Reminders: []store.Reminder{{
		ID: id, What: id, At: at, First: at, RRule: rule, State: store.Active,
	}}})
	if err != nil {
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
		w.run(30 * time.Hour)
		w.want("10 a 1 0s", "5400 a 2 0s", "86400 b 1 0s")
		w.run(48 * time.Hour)
		w.want("172800 b 1 0s", "259200 b 1 0s")
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
		rems, err := w.db.Reminders(w.Context(), "a")
		if err != nil || len(rems) != 1 || !rems[0].At.Equal(w.from.Add(73*time.Hour)) {
			w.Errorf("next: %v, %v", rems, err)
		}
	})
}

func TestSendFails(t *testing.T) {
	in(t, func(w *world) {
		var errs []time.Duration
		w.Loop.Failed = func(error) { errs = append(errs, time.Since(w.from).Round(time.Second)) }
		w.fail["a"] = errors.New("no network")
		w.set("a", "1", 0, "")
		w.set("b", "1", 3*time.Second, "")
		w.run(60 * time.Second)
		w.want("3 b 1 0s")
		want := []time.Duration{0, 5 * time.Second, 15 * time.Second, 35 * time.Second}
		if !slices.Equal(errs, want) {
			w.Errorf("tried at %v, want %v", errs, want)
		}
		delete(w.fail, "a")
		w.run(60 * time.Second)
		w.want("75 a 1 0s")
		if len(w.state) != 0 {
			w.Errorf("left in memory: %v", w.state)
		}
	})
}

// slowDown is an error of a platform that says when to come again.
type slowDown struct{ time.Duration }

func (slowDown) Error() string               { return "too many requests" }
func (s slowDown) RetryAfter() time.Duration { return s.Duration }

func TestRetryAfter(t *testing.T) {
	in(t, func(w *world) {
		w.fail["a"] = fmt.Errorf("telegram: %w", slowDown{time.Minute})
		w.set("a", "1", 0, "")
		w.run(time.Second)
		delete(w.fail, "a")
		w.run(70 * time.Second)
		w.want("60 a 1 0s")
	})
}

// TestDelayIsBounded: after days without a network, the next try is at most 15 minutes away.
func TestDelayIsBounded(t *testing.T) {
	in(t, func(w *world) {
		w.fail["a"] = errors.New("no network")
		w.set("a", "1", 0, "")
		w.run(24 * time.Hour)
		delete(w.fail, "a")
		w.run(lastDelay + time.Second)
		if len(w.sent) != 1 {
			w.Errorf("sent %q", w.sent)
		}
	})
}

func TestHangingSend(t *testing.T) {
	in(t, func(w *world) {
		w.hang["a"] = true
		for i := range 20 {
			w.set("a", fmt.Sprint(i), 0, "")
			w.set(fmt.Sprint("b", i), "1", 0, "")
		}
		w.run(sendTimeout)
		if len(w.sent) != 20 {
			w.Errorf("%d of the others were served", len(w.sent))
		}
	})
}

// TestMarkFails: what has arrived is not sent again because the disk was full.
func TestMarkFails(t *testing.T) {
	in(t, func(w *world) {
		w.mark = func() error { return store.ErrFull }
		w.set("a", "1", 0, "daily")
		w.run(time.Minute)
		w.want("0 a 1 0s")
		w.mark = nil
		w.run(time.Minute)
		w.want()
		rems, err := w.db.Reminders(w.Context(), "a")
		if err != nil || len(rems) != 1 || !rems[0].At.Equal(w.from.Add(24*time.Hour)) {
			w.Errorf("next: %v, %v", rems, err)
		}
	})
}

// TestEndBetween: the program ends between sending and marking: one more, not more.
func TestEndBetween(t *testing.T) {
	in(t, func(w *world) {
		w.mark = func() error { return errors.New("ended") }
		w.set("a", "1", 0, "")
		w.run(time.Second)
		w.mark = nil
		w.Loop = w.loop()
		w.run(time.Hour)
		w.want("0 a 1 0s", "1 a 1 0s")
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

// TestOthersRows: thousands of rows that this process can not send do not hide its own.
func TestOthersRows(t *testing.T) {
	in(t, func(w *world) {
		w.Lane = "terminal:"
		var rems []store.Reminder
		for i := range 3000 {
			rems = append(rems, store.Reminder{ID: fmt.Sprint(i), At: w.from.Add(-time.Hour), State: store.Active})
		}
		_, _, err := w.db.Commit(w.Context(), store.Change{User: store.User{Person: "wechat::1"}, Reminders: rems})
		if err != nil {
			w.Fatal(err)
		}
		w.set("terminal::1", "1", 0, "")
		n, err := w.Tick(w.Context(), time.Now())
		if n != 1 || err != nil {
			w.Errorf("%d, %v", n, err)
		}
		w.want("0 terminal::1 1 0s")
	})
}

// TestClockSetBack: neither early, nor twice, nor stuck.
func TestClockSetBack(t *testing.T) {
	in(t, func(w *world) {
		w.set("a", "1", 0, "daily")
		now := time.Now()
		tick := func(at time.Time) int {
			n, _ := w.Tick(w.Context(), at)
			return n
		}
		got := []int{tick(now.Add(-time.Nanosecond)), tick(now), tick(now.Add(-24 * time.Hour)), tick(now)}
		if !slices.Equal(got, []int{0, 1, 0, 0}) {
			w.Errorf("sent %v", got)
		}
		if rems, err := w.db.Reminders(w.Context(), "a"); err != nil || !rems[0].At.Equal(now.Add(24*time.Hour)) {
			w.Errorf("next %v, %v", rems, err)
		}
	})
}

// TestClockSetBackWhileWaiting: the next try does not wait until the clock is where it was.
func TestClockSetBackWhileWaiting(t *testing.T) {
	in(t, func(w *world) {
		w.set("a", "1", -48*time.Hour, "")
		w.fail["a"] = errors.New("no network")
		if _, err := w.Tick(w.Context(), time.Now()); err == nil {
			w.Error("no error")
		}
		delete(w.fail, "a")
		if n, err := w.Tick(w.Context(), time.Now().Add(time.Second)); n != 0 || err != nil {
			w.Errorf("tried too soon: %d, %v", n, err)
		}
		if n, err := w.Tick(w.Context(), time.Now().Add(-24*time.Hour)); n != 1 || err != nil {
			w.Errorf("still waiting: %d, %v", n, err)
		}
	})
}

func TestAfter(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	base := store.Reminder{ID: "1", Person: "a", At: at, First: at, State: store.Active}
	for _, test := range []struct {
		name, rule, tz string
		now            time.Time
		next           NextFunc
		state          string
		want           time.Time
	}{
		{"once", "", "", at, daily, store.Done, at},
		{"daily", "daily", "", at, daily, store.Active, at.AddDate(0, 0, 1)},
		{"missed", "daily", "", at.AddDate(0, 0, 9), daily, store.Active, at.AddDate(0, 0, 10)},
		{"between", "daily", "", at.Add(time.Hour), daily, store.Active, at.AddDate(0, 0, 1)},
		{"a clock set back", "daily", "", at.Add(-72 * time.Hour), daily, store.Active, at.AddDate(0, 0, 1)},
		{"summer time", "daily", "America/New_York", at.AddDate(0, 0, 6), daily, store.Active, at.AddDate(0, 0, 7).Add(-time.Hour)},
		{"an unknown zone", "daily", "Nowhere/Land", at, daily, store.Active, at.AddDate(0, 0, 1)},
		{"ended", "over", "", at, daily, store.Done, at},
		{"unreadable", "bad", "", at, daily, store.Done, at},
		{"going back", "back", "", at, daily, store.Done, at},
		{"no rules known", "daily", "", at, nil, store.Done, at},
	} {
		r := base
		r.RRule, r.TZ = test.rule, test.tz
		got := After(r, test.now, test.next)
		if got.State != test.state || !got.At.Equal(test.want) || got.At.Location() != time.UTC {
			t.Errorf("%s: %s at %v, want %s at %v", test.name, got.State, got.At, test.state, test.want)
		}
	}
}
