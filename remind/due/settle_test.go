package due

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"syscall"
	"testing"
	"time"

	"callguard/bot"
	"callguard/store"
)

func TestSendFails(t *testing.T) {
	in(t, func(w *world) {
		var errs []time.Duration
		w.Loop.Failed = func(error) { errs = append(errs, time.Since(w.from).Round(time.Second)) }
		w.fail["a"] = errors.New("no network")
		w.set("a", "1", 0, "")
		w.set("b", "1", 3*time.Second, "")
		w.run(60*time.Second + time.Millisecond)
		w.want("3 b 1 0s")
		want := []time.Duration{0, 5 * time.Second, 15 * time.Second, 35 * time.Second}
		// What failed in a look is told of in the same look or in the next.
		for i := range errs {
			errs[i] = errs[i].Truncate(5 * time.Second)
		}
		if !slices.Equal(errs, want) {
			w.Errorf("tried at %v, want %v", errs, want)
		}
		if d := w.row("a", "1").Delivery; d.Begun != 0 || d.Failed != 4 {
			w.Errorf("after four failures: %+v", d)
		}
		delete(w.fail, "a")
		w.run(60 * time.Second)
		w.want("75 a 1 0s")
	})
}

// slowDown is an error of a platform that says when to come again.
type slowDown struct{ time.Duration }

func (slowDown) Error() string               { return "too many requests" }
func (s slowDown) RetryAfter() time.Duration { return s.Duration }

// TestRetryAfter: the lane waits as long as the platform says, other rows too.
func TestRetryAfter(t *testing.T) {
	in(t, func(w *world) {
		w.fail["a"] = fmt.Errorf("telegram: %w", slowDown{time.Minute})
		w.set("a", "1", 0, "")
		w.set("b", "1", 2*time.Second, "")
		w.run(time.Second)
		delete(w.fail, "a")
		w.run(58 * time.Second)
		w.want()
		w.run(10 * time.Second)
		w.want("60 a 1 0s", "60 b 1 0s")
	})
}

// TestGivenUp: a reminder that fails for a day is held, and one that was late at its first try is not
// held after a single failure.
func TestGivenUp(t *testing.T) {
	in(t, func(w *world) {
		w.Quiet = awake
		w.fail["a"] = errors.New("no network")
		w.fail["b"] = errors.New("no network")
		w.set("a", "1", 0, "")
		w.set("b", "1", -72*time.Hour, "")
		tick := w.driven()
		pass := func(from, to time.Duration) (sent int) {
			for at := from; at < to; at += 5 * time.Second {
				sent += tick(w.from.Add(at))
			}
			return sent
		}
		pass(0, 30*time.Minute)
		if w.row("b", "1").Delivery.Held {
			w.Error("held after half an hour")
		}
		delete(w.fail, "b")
		if n := pass(30*time.Minute, 40*time.Minute); n != 1 {
			w.Errorf("%d arrived", n)
		}
		pass(40*time.Minute, 23*time.Hour)
		if w.row("a", "1").Delivery.Held {
			w.Error("held within the day")
		}
		pass(23*time.Hour, 25*time.Hour)
		if d := w.row("a", "1").Delivery; !d.Held {
			w.Errorf("still tried after a day: %+v", d)
		}
		delete(w.fail, "a")
		if n := pass(25*time.Hour, 27*time.Hour); n != 0 {
			w.Error("what is held was sent")
		}
	})
}

func awake(context.Context, string) (Quiet, error) { return Quiet{}, nil }

func TestUnreachable(t *testing.T) {
	in(t, func(w *world) {
		w.Loop.Failed = func(err error) { w.Error(err) }
		w.fail["a"] = fmt.Errorf("telegram: %w", bot.ErrUnreachable)
		w.set("a", "1", 0, "daily")
		w.run(time.Hour)
		if d := w.row("a", "1").Delivery; !d.Held || d.Begun != 0 {
			w.Errorf("not held: %+v", d)
		}
	})
}

// TestUnknown: what may have arrived is sent once more, and then held.
func TestUnknown(t *testing.T) {
	in(t, func(w *world) {
		tries := 0
		w.Sender = sender(func(context.Context, bot.Push) error {
			tries++
			return fmt.Errorf("the connection broke: %w", bot.ErrUnknown)
		})
		w.set("a", "1", 0, "")
		w.run(time.Hour)
		if d := w.row("a", "1").Delivery; tries != 2 || !d.Held {
			w.Errorf("%d tries, %+v", tries, d)
		}
	})
}

// sender is a bot.Sender.
type sender func(ctx context.Context, p bot.Push) error

func (s sender) Send(ctx context.Context, p bot.Push) error { return s(ctx, p) }

// TestSameKey: every try of an occurrence has the same key, every other occurrence another one.
func TestSameKey(t *testing.T) {
	in(t, func(w *world) {
		var keys []string
		w.Sender = sender(func(_ context.Context, p bot.Push) error {
			keys = append(keys, p.Key)
			if len(keys) == 1 {
				return errors.New("no network")
			}
			return nil
		})
		w.set("a", "1", 0, "daily")
		w.run(10 * time.Second)
		w.sleepTo(24 * time.Hour)
		w.run(time.Second)
		if len(keys) != 3 || keys[0] != keys[1] || keys[1] == keys[2] {
			w.Errorf("keys %q", keys)
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
		w.set("c", "1", 3*time.Second, "")
		w.run(10 * time.Second)
		if len(w.sent) != 21 {
			w.Errorf("%d of the others were served", len(w.sent))
		}
	})
}

// TestEndWhileSending: a send that is under way is not cut off at once.
func TestEndWhileSending(t *testing.T) {
	in(t, func(w *world) {
		w.Sender = sender(func(ctx context.Context, p bot.Push) error {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(2 * time.Second):
				return w.Send(ctx, p)
			}
		})
		w.set("a", "1", 0, "")
		w.run(time.Second)
		w.want("2 a 1 0s")
		w.hang["a"] = true
		w.set("a", "2", 0, "")
		before := time.Now()
		w.run(time.Second)
		if took := time.Since(before); took > 10*time.Second {
			w.Errorf("the end took %v", took)
		}
		if d := w.row("a", "2").Delivery; d.Begun != 1 {
			w.Errorf("a send that was cut off: %+v", d)
		}
	})
}

// TestMarkFails: what has arrived is not sent again because the disk was full.
func TestMarkFails(t *testing.T) {
	in(t, func(w *world) {
		w.mark = func() error { return store.ErrFull }
		w.set("a", "1", 0, "daily")
		w.run(10 * time.Minute)
		w.want("0 a 1 0s")
		w.mark = nil
		w.run(15 * time.Minute)
		w.want()
		if r := w.row("a", "1"); !r.At.Equal(w.from.Add(24 * time.Hour)) {
			w.Errorf("next: %v", r)
		}
		if len(w.unmarked) != 0 {
			w.Errorf("left in memory: %v", w.unmarked)
		}
	})
}

// TestMarkFailsForLong: an occurrence that fell due before the last one could be marked is not lost.
func TestMarkFailsForLong(t *testing.T) {
	in(t, func(w *world) {
		w.Quiet = awake
		w.mark = func() error { return store.ErrFull }
		w.set("a", "1", 0, "daily")
		w.run(time.Second)
		w.sleepTo(25 * time.Hour)
		w.mark = nil
		w.run(time.Minute)
		if len(w.sent) != 2 {
			w.Errorf("sent %q", w.sent)
		}
	})
}

// TestClaimFails: without a claim nothing is sent, and the store is not asked in vain every second.
func TestClaimFails(t *testing.T) {
	in(t, func(w *world) {
		asked := 0
		w.note = func() error { asked++; return store.ErrFull }
		w.set("a", "1", 0, "")
		w.run(10 * time.Minute)
		w.want()
		if asked < 10 || asked > 20 {
			w.Errorf("claimed %d times", asked)
		}
		w.note = nil
		w.run(time.Minute)
		if len(w.sent) != 1 {
			w.Errorf("sent %q", w.sent)
		}
	})
}

// TestEndBetween: the program ends between sending and marking: one more, not more.
func TestEndBetween(t *testing.T) {
	in(t, func(w *world) {
		w.mark = func() error { return errors.New("ended") }
		w.set("a", "1", 0, "")
		w.run(time.Second)
		w.Loop = w.loop()
		w.run(70 * time.Second)
		w.Loop = w.loop()
		w.run(70 * time.Second)
		w.want("0 a 1 0s", "60 a 1 0s")
		if d := w.row("a", "1").Delivery; !d.Held {
			w.Errorf("after two ends: %+v", d)
		}
	})
}

// notSent is an error that knows that nothing was sent.
type notSent struct{ error }

func (notSent) Unsent() bool { return true }

func TestClassify(t *testing.T) {
	t.Parallel()
	dial := &net.OpError{Op: "dial", Err: context.DeadlineExceeded}
	for _, test := range []struct {
		err  error
		want outcome
	}{
		{errors.New("500 internal server error"), notArrived},
		{slowDown{time.Second}, notArrived},
		{fmt.Errorf("x: %w", syscall.ECONNREFUSED), notArrived},
		{fmt.Errorf("x: %w", dial), notArrived},
		{notSent{context.DeadlineExceeded}, notArrived},
		{&net.OpError{Op: "read", Err: context.DeadlineExceeded}, unknown},
		{fmt.Errorf("x: %w", context.DeadlineExceeded), unknown},
		{context.Canceled, unknown},
		{errors.Join(bot.ErrUnknown, slowDown{time.Second}), unknown},
		{fmt.Errorf("x: %w", bot.ErrUnreachable), unreachable},
	} {
		if got := classify(test.err); got != test.want {
			t.Errorf("%v: %d, want %d", test.err, got, test.want)
		}
	}
}

func TestDelays(t *testing.T) {
	t.Parallel()
	for failures, want := range map[int]time.Duration{1: firstDelay, 2: 2 * firstDelay, 8: 128 * firstDelay, 9: lastDelay, 1 << 30: lastDelay} {
		if got := delayOf(failures); got != want {
			t.Errorf("%d failures: %v, want %v", failures, got, want)
		}
	}
	if got := retryAfter(slowDown{1000 * time.Hour}); got != longestRest {
		t.Errorf("a platform that wants weeks gets %v", got)
	}
}
