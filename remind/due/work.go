package due

import (
	"context"
	"fmt"
	"time"

	"callguard/bot"
	"callguard/store"
)

// sendTimeout bounds one Send, so that a platform that never answers holds up nobody for long.
const sendTimeout = 20 * time.Second

// endTimeout bounds a Send that is under way when the program is told to end: one that is cut off
// may have arrived, and would be sent once more.
const endTimeout = 5 * time.Second

// mostBegun is how many sends of an unknown outcome there may be of one occurrence.
const mostBegun = 2

// step does what there is to do about one row of a person.
type step func(p *person)

// prepare decides about a row, and waits for its turn when it is to be sent. until is when an
// earlier row of the same person is tried again; zero = none failed.
func (l *Loop) prepare(ctx context.Context, r store.Reminder, until time.Time) step {
	none := func(*person) {}
	if ctx.Err() != nil || l.resting() {
		return none
	}
	if r.Kind == store.KindTold && !r.Ask {
		return func(*person) { l.forget(ctx, r) }
	}
	putOff := r.Delivery
	if r.Delivery.Begun >= mostBegun || givenUp(r, l.now()) {
		putOff.Held = true
		return func(*person) { l.put(ctx, r, putOff, "hold") }
	}
	if until.IsZero() {
		var err error
		if until, err = l.quietUntil(ctx, r); err != nil {
			l.restAfter(faultOf(r, "quiet hours", err))
			return none
		}
	}
	if !until.IsZero() {
		putOff.After = until
		return func(*person) { l.put(ctx, r, putOff, "put off") }
	}
	if l.Pace != nil {
		if err := l.Pace.Wait(ctx); err != nil {
			if ctx.Err() == nil {
				l.restAfter(faultOf(r, "wait for its turn", err))
			}
			return none
		}
	}
	return func(p *person) { l.deliver(ctx, p, r) }
}

// quietUntil gives when the quiet ends that a row would disturb; zero = it disturbs none.
func (l *Loop) quietUntil(ctx context.Context, r store.Reminder) (time.Time, error) {
	q := DefaultQuiet()
	if l.Quiet != nil {
		var err error
		if q, err = l.Quiet(ctx, r.Person); err != nil {
			return time.Time{}, err
		}
	}
	until, _ := disturbs(r, q, l.now())
	return until, nil
}

// deliver claims a row, sends it, and notes what came of it.
func (l *Loop) deliver(ctx context.Context, p *person, r store.Reminder) {
	now := l.now()
	if now.Before(r.At) || l.resting() { // the clock was set back, or the platform wants a rest, meanwhile
		return
	}
	claimed := r
	claimed.Delivery.After = moment(now.Add(Lease))
	claimed.Delivery.Begun++
	if !l.put(ctx, r, claimed.Delivery, "claim") {
		return
	}
	if err := l.send(ctx, r, now); err != nil {
		l.settle(ctx, p, r, claimed, err)
		return
	}
	l.mu.Lock()
	l.sent++
	l.mu.Unlock()
	l.mark(ctx, &arrival{row: claimed, at: now})
}

// send brings one reminder to its person.
func (l *Loop) send(ctx context.Context, r store.Reminder, now time.Time) error {
	late := now.Sub(r.At)
	if late <= LateFrom {
		late = 0
	}
	send, cancel := context.WithTimeout(context.WithoutCancel(ctx), sendTimeout)
	defer cancel()
	stop := context.AfterFunc(ctx, func() { time.AfterFunc(endTimeout, cancel) })
	defer stop()
	return l.Sender.Send(send, bot.Push{Person: r.Person, Key: keyOf(r), Reply: l.Text(r, late)})
}

// keyOf names an occurrence: the same for every try, another one for every other.
func keyOf(r store.Reminder) string {
	return fmt.Sprintf("%s %q %s", moment(r.At).Format(time.RFC3339Nano), r.ID, r.Person)
}

// settle notes what is known of a send that gave an error: r is as it was before its claim.
func (l *Loop) settle(ctx context.Context, p *person, r, claimed store.Reminder, err error) {
	now := l.now()
	next := r.Delivery
	var after time.Duration
	switch classify(err) {
	case unreachable:
		next.Held = true
	case unknown:
		next.Begun = claimed.Delivery.Begun
		after = max(unknownDelay, retryAfter(err))
	default:
		next.Failed++
		after = max(delayOf(next.Failed), retryAfter(err))
	}
	if long := retryAfter(err); long > 0 {
		l.restFor(now, long)
	}
	if !next.Held {
		next.After = moment(now.Add(after))
		l.mu.Lock()
		p.until = next.After
		l.mu.Unlock()
		l.failed(faultOf(r, "send", err))
	}
	l.put(ctx, claimed, next, "give back")
}

// forget ends a row that only remembers, without a word.
func (l *Loop) forget(ctx context.Context, r store.Reminder) {
	if _, err := l.Store.Mark(context.WithoutCancel(ctx), r, After(r, l.now(), l.Next)...); err != nil {
		l.restAfter(faultOf(r, "forget", err))
	}
}

// put notes in the store how far a row's delivery has come; false when it did not take it, or
// somebody else was first.
func (l *Loop) put(ctx context.Context, r store.Reminder, d store.Delivery, what string) bool {
	ok, err := l.Store.Deliver(context.WithoutCancel(ctx), r, d)
	if err != nil {
		l.restAfter(faultOf(r, what, err))
		return false
	}
	l.mu.Lock()
	l.backoff = 0
	l.mu.Unlock()
	return ok
}

// moment is a time as the store gives it back.
func moment(t time.Time) time.Time { return t.Round(0).UTC() }

func faultOf(r store.Reminder, what string, err error) error {
	return fmt.Errorf("reminder %s of %s: %s: %w", r.ID, r.Person, what, err)
}
