package due

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"callguard/store"
)

// batch is how many due rows a look asks for at first.
const batch = 256

// Waits before a reminder that could not be sent is tried again: doubled each time.
const (
	firstDelay = 5 * time.Second
	lastDelay  = 15 * time.Minute
)

// Tick sends and marks what is due at now, and gives how many messages arrived. A row that fails
// stays due, is left alone for a growing time, and holds up no other person's; the errors of
// those that failed come back joined. now is the clock for lateness and for waiting.
func (l *Loop) Tick(ctx context.Context, now time.Time) (int, error) {
	l.ticking.Lock()
	defer l.ticking.Unlock()
	rows, err := l.open(ctx, now)
	if err != nil {
		return 0, fmt.Errorf("due reminders: %w", err)
	}
	results := l.deliverAll(ctx, now, byPerson(rows))
	if l.state == nil {
		l.state = map[occurrence]attempt{}
	}
	sent, errs := 0, []error(nil)
	for _, r := range results {
		if r.err != nil {
			errs = append(errs, r.err)
		}
		if r.sent {
			sent++
		}
		if r.open {
			l.state[r.occurrence] = r.attempt
		} else {
			delete(l.state, r.occurrence)
		}
	}
	return sent, errors.Join(errs...)
}

// open gives the due rows that are to be worked on now. The oldest may be somebody else's or
// waiting for their next try, so it asks for more until enough are found or all are seen; then it
// forgets what is due no more.
func (l *Loop) open(ctx context.Context, now time.Time) ([]store.Reminder, error) {
	for limit := batch; ; limit *= 4 {
		rows, err := l.Store.Due(ctx, store.DueQuery{Lane: l.Lane, Now: now, Limit: limit})
		if err != nil {
			return nil, err
		}
		all := len(rows) < limit
		if all {
			l.forget(rows)
		}
		mine := l.pick(rows, now)
		if all || len(mine) >= batch {
			return mine, nil
		}
	}
}

// pick keeps the rows that this process may send now.
func (l *Loop) pick(rows []store.Reminder, now time.Time) []store.Reminder {
	var mine []store.Reminder
	for _, r := range rows {
		a := l.state[occurrenceOf(r)]
		// A clock that was set back must not stretch the wait.
		waiting := now.Before(a.again) && a.again.Sub(now) <= a.delay
		if !waiting && (l.Mine == nil || l.Mine(r.Person)) {
			mine = append(mine, r)
		}
	}
	return mine
}

// forget drops what was noted of occurrences that are due no more.
func (l *Loop) forget(rows []store.Reminder) {
	due := make(map[occurrence]bool, len(rows))
	for _, r := range rows {
		due[occurrenceOf(r)] = true
	}
	for o := range l.state {
		if !due[o] {
			delete(l.state, o)
		}
	}
}

func occurrenceOf(r store.Reminder) occurrence { return occurrence{r.Person, r.ID, r.At.UnixNano()} }

// byPerson groups rows, persons and rows in the order given.
func byPerson(rows []store.Reminder) [][]store.Reminder {
	place := map[string]int{}
	var groups [][]store.Reminder
	for _, r := range rows {
		i, ok := place[r.Person]
		if !ok {
			i = len(groups)
			place[r.Person] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], r)
	}
	return groups
}

// result is what became of an occurrence in one look.
type result struct {
	occurrence
	attempt
	sent bool // in this look
	open bool // there is more to be done
	err  error
}

// deliverAll works on several persons at once; one person's reminders keep their order.
func (l *Loop) deliverAll(ctx context.Context, now time.Time, persons [][]store.Reminder) []result {
	workers := l.Workers
	if workers <= 0 {
		workers = defaultWorkers
	}
	var mu sync.Mutex
	var results []result
	var wg sync.WaitGroup
	slots := make(chan struct{}, workers)
	for _, rows := range persons {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			for _, r := range rows {
				res := l.deliver(ctx, now, r)
				mu.Lock()
				results = append(results, res)
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return results
}

// deliver sends one reminder, unless that was done in an earlier look, and marks it.
func (l *Loop) deliver(ctx context.Context, now time.Time, r store.Reminder) result {
	res := result{occurrence: occurrenceOf(r)}
	res.attempt = l.state[res.occurrence] // nobody writes to it meanwhile
	if err := ctx.Err(); err != nil {
		res.open = true
		return res
	}
	if !res.attempt.sent {
		if err := l.send(ctx, now, r); err != nil {
			return res.failed(now, fmt.Errorf("reminder %s of %s: send: %w", r.ID, r.Person, err))
		}
		res.sent, res.attempt = true, attempt{sent: true}
	}
	// It has arrived: that is noted even when the program is told to end.
	_, err := l.Store.Mark(context.WithoutCancel(ctx), r, After(r, now, l.Next))
	if err != nil {
		return res.failed(now, fmt.Errorf("reminder %s of %s: mark: %w", r.ID, r.Person, err))
	}
	return res // also when somebody has changed it meanwhile: it is theirs then
}

// send brings one reminder to its person.
func (l *Loop) send(ctx context.Context, now time.Time, r store.Reminder) error {
	late := now.Sub(r.At)
	if late <= LateFrom {
		late = 0
	}
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	return l.Sender.Send(ctx, r.Person, l.Text(r, late))
}

// failed notes when to try again: after a growing time, or when the platform says so.
func (r result) failed(now time.Time, err error) result {
	r.delay = min(max(2*r.delay, firstDelay), lastDelay)
	var asks interface{ RetryAfter() time.Duration }
	if errors.As(err, &asks) {
		r.delay = max(r.delay, asks.RetryAfter())
	}
	r.open, r.again, r.err = true, now.Add(r.delay), err
	return r
}
