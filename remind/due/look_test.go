package due

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"callguard/bot"
	"callguard/store"
)

// TestOthersRows: thousands of rows of another lane do not hide this one's.
func TestOthersRows(t *testing.T) {
	in(t, func(w *world) {
		w.Lane = "terminal:"
		w.many("wechat::1", 3000, -time.Hour)
		w.set("terminal::1", "1", 0, "")
		n, err := w.Tick(w.Context())
		if n != 1 || err != nil {
			w.Errorf("%d, %v", n, err)
		}
		w.want("0 terminal::1 1 0s")
	})
}

// many stores reminders of one person, each a millisecond later than the one before.
func (w *world) many(person string, n int, in time.Duration) {
	w.Helper()
	var rems []store.Reminder
	for i := range n {
		at := time.Now().Add(in + time.Duration(i)*time.Millisecond)
		rems = append(rems, store.Reminder{ID: fmt.Sprint(i), What: fmt.Sprint(i), At: at, State: store.Active})
	}
	if _, _, err := w.db.Commit(w.Context(), store.Change{User: store.User{Person: person}, Reminders: rems}); err != nil {
		w.Fatal(err)
	}
}

// limiter lets one send start in so long.
type limiter time.Duration

func (l limiter) Wait(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(time.Duration(l)):
		return nil
	}
}

// TestInOrderAtThePace: what fell due at once goes out in order at the pace, and what falls due
// meanwhile takes its place by its time.
func TestInOrderAtThePace(t *testing.T) {
	in(t, func(w *world) {
		const people, pace = 600, 100 * time.Millisecond
		w.Pace = limiter(pace)
		var want []string
		for i := range people {
			person := fmt.Sprintf("p%04d", (i*7919)%people)
			w.put(store.Reminder{ID: "1", Person: person, At: w.from.Add(-time.Hour + time.Duration(i)*time.Second)})
			want = append(want, person)
		}
		var got []string
		w.Sender = sender(func(_ context.Context, p bot.Push) error {
			if len(got) == 300 { // in the second batch of 256: the third begins with it
				w.put(store.Reminder{ID: "1", Person: "late", At: w.from.Add(-2 * time.Hour)})
			}
			got = append(got, p.Person)
			return nil
		})
		w.run(people*pace + 10*time.Second)
		late := slices.Index(got, "late")
		if late < 300 || late > 2*batch {
			w.Errorf("what fell due before the others was sent as number %d", late)
		}
		if got = slices.Delete(got, late, late+1); !slices.Equal(got, want) {
			w.Errorf("%d sent, not in order", len(got))
		}
	})
}

// crowd is a lane in memory, with many who want to be reminded at once.
type crowd struct {
	mu      sync.Mutex
	rows    []store.Reminder // soonest first
	first   int              // all before it are done
	claimed map[string]bool
	most    int // rows given at once
}

// Due gives what nobody has claimed.
func (c *crowd) Due(_ context.Context, q store.DueQuery) ([]store.Reminder, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for c.first < len(c.rows) && c.claimed[c.rows[c.first].Person] {
		c.first++
	}
	var out []store.Reminder
	for _, r := range c.rows[c.first:] {
		if len(out) == q.Limit {
			break
		}
		if !c.claimed[r.Person] {
			out = append(out, r)
		}
	}
	c.most = max(c.most, len(out))
	return out, nil
}

// Deliver takes claims.
func (c *crowd) Deliver(_ context.Context, r store.Reminder, _ store.Delivery) (bool, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	first := !c.claimed[r.Person]
	c.claimed[r.Person] = true
	return first, nil
}

// Mark does nothing: what is claimed is not given again.
func (c *crowd) Mark(context.Context, store.Reminder, ...store.Reminder) (bool, error) {
	return true, nil
}

// TestMany: 100,000 at nine o'clock go out in order at the pace, a batch at a time.
func TestMany(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const people, each = 100_000, time.Second / 30
		c := &crowd{claimed: map[string]bool{}}
		for i := range people {
			c.rows = append(c.rows, store.Reminder{ID: "1", Person: fmt.Sprint(i), At: time.Now(), State: store.Active})
		}
		began, sent := time.Now(), 0
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Hour)
		defer cancel()
		l := &Loop{Store: c, Quiet: awake, Pace: limiter(each), Text: label, Sender: sender(func(_ context.Context, p bot.Push) error {
			if p.Person != c.rows[sent].Person {
				t.Errorf("number %d went to %s", sent, p.Person)
			}
			if sent++; sent == people {
				cancel()
			}
			return nil
		})}
		if err := l.Run(ctx); err != nil {
			t.Error(err)
		}
		if took := time.Since(began); sent != people || took < people*each || took > people*each+2*time.Minute {
			t.Errorf("%d sent in %v", sent, took)
		}
		if c.most > 4*batch {
			t.Errorf("%d rows in memory at once", c.most)
		}
	})
}

// TestOnePersonsOrder: one person's rows are sent one after the other, in order, while others are
// sent to.
func TestOnePersonsOrder(t *testing.T) {
	in(t, func(w *world) {
		w.many("a", 40, -time.Hour)
		w.many("b", 40, -time.Hour)
		var mu sync.Mutex
		got, busy := map[string][]string{}, map[string]bool{}
		w.Text = func(r store.Reminder, _ time.Duration) bot.Reply { return bot.Reply{Text: r.ID} }
		w.Sender = sender(func(_ context.Context, p bot.Push) error {
			mu.Lock()
			if busy[p.Person] {
				w.Errorf("two at once to %s", p.Person)
			}
			busy[p.Person] = true
			got[p.Person] = append(got[p.Person], p.Reply.Text)
			mu.Unlock()
			time.Sleep(time.Second)
			mu.Lock()
			busy[p.Person] = false
			mu.Unlock()
			return nil
		})
		w.run(time.Minute)
		for i := range 40 {
			if len(got["a"]) != 40 || len(got["b"]) != 40 || got["a"][i] != fmt.Sprint(i) || got["b"][i] != fmt.Sprint(i) {
				t.Fatalf("sent %v", got)
			}
		}
	})
}

// TestQuietHours: what is late waits for the morning, and what was meant for the night does not.
func TestQuietHours(t *testing.T) {
	in(t, func(w *world) {
		night := w.from.Add(15*time.Hour - time.Minute) // 22:59 there
		w.put(store.Reminder{ID: "late", Person: "a", What: "late", At: w.from.Add(time.Hour)})
		w.put(store.Reminder{ID: "named", Person: "a", What: "named", At: night.Add(-30 * time.Minute)})
		w.put(store.Reminder{ID: "note", Person: "a", What: "note", At: w.from.Add(time.Hour), Kind: store.KindNotice})
		w.put(store.Reminder{ID: "alert", Person: "a", What: "alert", At: w.from.Add(time.Hour), Kind: store.KindAlert})
		w.put(store.Reminder{ID: "now", Person: "b", What: "now", At: night.Add(time.Minute)})
		w.put(store.Reminder{ID: "none", Person: "c", What: "none", At: w.from.Add(time.Hour)})
		w.Quiet = func(_ context.Context, person string) (Quiet, error) {
			if person == "c" {
				return Quiet{}, nil
			}
			return DefaultQuiet(), nil
		}
		time.Sleep(15*time.Hour - time.Minute)
		w.run(2 * time.Minute)
		w.want("53940 a named 30m0s", "53940 a alert 13h59m0s", "53940 c none 13h59m0s", "54000 b now 0s")
		w.sleepTo(24*time.Hour - time.Second)
		w.run(2 * time.Second)
		w.want("86400 a late 23h0m0s", "86400 a note 23h0m0s")
	})
}

// TestQuietUnknown: when it can't be read whether somebody sleeps, he is not woken, and asked for again.
func TestQuietUnknown(t *testing.T) {
	in(t, func(w *world) {
		w.Quiet = func(context.Context, string) (Quiet, error) { return Quiet{}, errors.New("disk") }
		w.set("a", "1", 0, "")
		w.run(time.Minute)
		w.want()
		w.Quiet = awake
		w.run(time.Minute)
		if len(w.sent) != 1 {
			w.Errorf("sent %q", w.sent)
		}
	})
}

// TestFollowUp: what came of a reminder is asked once, a day later, when that is wanted.
func TestFollowUp(t *testing.T) {
	in(t, func(w *world) {
		w.put(store.Reminder{ID: "1", Person: "a", What: "call", At: w.from, Ask: true})
		w.put(store.Reminder{ID: "2", Person: "a", What: "pay", At: w.from})
		w.put(store.Reminder{ID: "3", Person: "a", What: "look", At: w.from, RRule: "daily", Ask: true})
		w.run(time.Second)
		w.want("0 a call 0s", "0 a pay 0s", "0 a look 0s")
		for _, id := range []string{"t1", "t2", "t3"} {
			if r := w.row("a", id); r.Kind != store.KindTold || r.Ask != (id == "t1") || !r.At.Equal(w.from.Add(24*time.Hour)) {
				w.Errorf("%s: %+v", id, r)
			}
		}
		w.sleepTo(24*time.Hour - time.Second)
		w.run(2 * time.Second)
		w.want("86400 a call 0s", "86400 a look 0s")
		if r := w.row("a", "t1"); r.Ask || !r.Asked {
			w.Errorf("to be asked again: %+v", r)
		}
		w.sleepTo(48 * time.Hour)
		w.run(2 * time.Second)
		w.want("172800 a look 0s")
		if r := w.row("a", "t1"); r.ID != "" {
			w.Errorf("still remembered: %+v", r)
		}
	})
}

// driven makes the loop read a clock that the test sets.
func (w *world) driven() func(time.Time) int {
	now := w.from
	w.Now = func() time.Time { return now }
	return func(at time.Time) int {
		now = at
		n, _ := w.Tick(w.Context())
		return n
	}
}

// TestClockSetBack: neither early, nor twice, nor stuck.
func TestClockSetBack(t *testing.T) {
	in(t, func(w *world) {
		w.set("a", "1", 0, "daily")
		now, tick := time.Now(), w.driven()
		got := []int{tick(now.Add(-time.Nanosecond)), tick(now), tick(now.Add(-24 * time.Hour)), tick(now)}
		if !slices.Equal(got, []int{0, 1, 0, 0}) {
			w.Errorf("sent %v", got)
		}
		if r := w.row("a", "1"); !r.At.Equal(now.Add(24 * time.Hour)) {
			w.Errorf("next %v", r)
		}
	})
}

// TestClockSetBackWhileWaiting: the next try does not wait until the clock is where it was.
func TestClockSetBackWhileWaiting(t *testing.T) {
	in(t, func(w *world) {
		w.Quiet = awake
		w.set("a", "1", -48*time.Hour, "")
		w.fail["a"] = errors.New("no network")
		now, tick := time.Now(), w.driven()
		tick(now)
		delete(w.fail, "a")
		got := []int{tick(now.Add(time.Second)), tick(now.Add(-24 * time.Hour)), tick(now.Add(-24*time.Hour + 5*time.Second))}
		if !slices.Equal(got, []int{0, 0, 1}) {
			w.Errorf("sent %v", got)
		}
	})
}

// TestClockSetBackBeforeTheMark: what has arrived stays known.
func TestClockSetBackBeforeTheMark(t *testing.T) {
	in(t, func(w *world) {
		w.Quiet = awake
		w.set("a", "1", -48*time.Hour, "")
		w.mark = func() error { return store.ErrFull }
		now, tick := time.Now(), w.driven()
		got := []int{tick(now), tick(now.Add(-24 * time.Hour)), tick(now.Add(-23 * time.Hour))}
		w.mark = nil
		got = append(got, tick(now.Add(-22*time.Hour)))
		if !slices.Equal(got, []int{1, 0, 0, 0}) || w.row("a", "1").ID != "" {
			w.Errorf("sent %v", got)
		}
	})
}
