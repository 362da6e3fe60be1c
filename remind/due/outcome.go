package due

import (
	"context"
	"errors"
	"net"
	"syscall"
	"time"

	"callguard/bot"
	"callguard/store"
)

// Waits before a reminder that could not be sent is tried again: doubled each time.
const (
	firstDelay = 5 * time.Second
	lastDelay  = 15 * time.Minute
)

// unknownDelay is the wait after a send of an unknown outcome: what was on its way has arrived by then.
const unknownDelay = time.Minute

// longestRest bounds what a platform may ask for.
const longestRest = 24 * time.Hour

// A reminder that does not arrive is no longer pushed a day after its time. One that was late
// before its first try gets these many tries, which take more than an hour, all the same.
const (
	giveUpAfter = 24 * time.Hour
	leastTries  = 12
)

// Waits of a lane that can begin nothing, mostly because its store fails: doubled each time.
const (
	firstRest = time.Second
	lastRest  = time.Minute
)

// outcome is what an error of Send says.
type outcome int

const (
	notArrived  outcome = iota
	unknown             // it may have arrived
	unreachable         // it can't be pushed
)

// classify sorts an error of Send. A platform that answers with an error has not taken the message,
// and neither has one that could not be connected to; of a timeout nothing is known.
func classify(err error) outcome {
	var unsent interface{ Unsent() bool }
	var dial *net.OpError
	var timeout interface{ Timeout() bool }
	switch {
	case errors.Is(err, bot.ErrUnreachable):
		return unreachable
	case errors.As(err, &unsent) && unsent.Unsent(),
		errors.Is(err, syscall.ECONNREFUSED),
		errors.As(err, &dial) && dial.Op == "dial":
		return notArrived
	case errors.Is(err, bot.ErrUnknown), errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled),
		errors.As(err, &timeout) && timeout.Timeout():
		return unknown
	}
	return notArrived
}

// retryAfter is how long a platform wants to be left alone; 0 = it does not say.
func retryAfter(err error) time.Duration {
	var asks interface{ RetryAfter() time.Duration }
	if !errors.As(err, &asks) {
		return 0
	}
	return min(max(asks.RetryAfter(), 0), longestRest)
}

// delayOf is the wait after so many failures in a row, which are 1 or more.
func delayOf(failures int) time.Duration {
	delay := firstDelay
	for ; failures > 1 && delay < lastDelay; failures-- {
		delay *= 2
	}
	return min(delay, lastDelay)
}

// givenUp says whether a reminder has failed for so long that it is held.
func givenUp(r store.Reminder, now time.Time) bool {
	return r.Delivery.Failed >= leastTries && now.Sub(r.At) >= giveUpAfter
}

// arrival is a message that has arrived and is not marked yet, because the store did not take it.
type arrival struct {
	row      store.Reminder // as it was claimed
	at       time.Time      // when it was sent
	failures int
	again    wait
}

// mark notes that a message has arrived. That is done even when the program is told to end, and
// tried again until the store takes it or somebody has changed the row: it is theirs then.
func (l *Loop) mark(ctx context.Context, a *arrival) {
	_, err := l.Store.Mark(context.WithoutCancel(ctx), a.row, After(a.row, a.at, l.Next)...)
	now := l.now()
	l.mu.Lock()
	defer l.mu.Unlock()
	if err == nil {
		delete(l.unmarked, occurrenceOf(a.row))
		return
	}
	a.failures++
	a.again = wait{now, delayOf(a.failures)}
	l.unmarked[occurrenceOf(a.row)] = a
	l.errs = append(l.errs, faultOf(a.row, "mark", err))
}

// remark tries again to mark what has arrived.
func (l *Loop) remark(ctx context.Context) {
	now := l.now()
	var ready []*arrival
	l.mu.Lock()
	for _, a := range l.unmarked {
		if !a.again.holds(now) {
			ready = append(ready, a)
		}
	}
	l.mu.Unlock()
	for _, a := range ready {
		l.mark(ctx, a)
	}
}

// restFor keeps the lane from beginning anything for so long.
func (l *Loop) restFor(now time.Time, long time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.rest.holds(now) || now.Add(long).After(l.rest.from.Add(l.rest.long)) {
		l.rest = wait{now, long}
	}
}

// restAfter notes a fault, of the store mostly, without which nothing can be begun: the lane rests
// for a growing time.
func (l *Loop) restAfter(err error) {
	l.failed(err)
	now := l.now()
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.rest.holds(now) {
		l.backoff = min(max(2*l.backoff, firstRest), lastRest)
		l.rest = wait{now, l.backoff}
	}
}

func (l *Loop) failed(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.errs = append(l.errs, err)
}
