package due

import (
	"context"
	"fmt"
	"time"

	"callguard/store"
)

// batch is how many due rows are worked on before the store is asked again: what has fallen due
// meanwhile, and is to go first, waits no longer than that.
const batch = 256

// maxUnmarked is how many messages may have arrived without being marked. Beyond it nothing more is sent.
const maxUnmarked = 1024

// maxSwept is how many rows are looked at when the clock was set back.
const maxSwept = 1 << 14

// stepBack is what the clock may be set back without anything being done about it.
const stepBack = time.Minute

// maxWait is longer than any row is put off.
const maxWait = 25 * time.Hour

// person is somebody to whom rows of a round are sent one after the other.
type person struct {
	round   int
	working bool             // a worker is at it
	rows    []store.Reminder // behind the one under way
	until   time.Time        // one of this round failed: the rest is put off until then; zero = none did
}

// look begins a batch of what is due, and says whether there may be more. What was begun may go on
// after it.
func (l *Loop) look(ctx context.Context) bool {
	if ctx.Err() != nil || l.resting() {
		return false
	}
	l.sweep(ctx)
	l.remark(ctx)
	rows, more, err := l.open(ctx)
	if err != nil {
		l.restAfter(fmt.Errorf("due reminders: %w", err))
		return false
	}
	return l.dispatch(ctx, rows) > 0 && more
}

// open gives due rows that can be begun now, and whether there may be more. The oldest may be of
// persons who are being sent to, so it asks for more until enough are found or all are seen.
func (l *Loop) open(ctx context.Context) ([]store.Reminder, bool, error) {
	now := l.now()
	for limit := batch; ; limit *= 4 {
		rows, err := l.Store.Due(ctx, store.DueQuery{Lane: l.Lane, Now: now, Limit: limit})
		if err != nil {
			return nil, false, err
		}
		more := len(rows) == limit
		rows = l.free(rows)
		if !more || len(rows) >= batch/2 {
			return rows[:min(batch, len(rows))], more || len(rows) > batch, nil
		}
	}
}

// free keeps the rows of persons who are not being sent to, without those that have arrived.
func (l *Loop) free(rows []store.Reminder) []store.Reminder {
	l.mu.Lock()
	defer l.mu.Unlock()
	kept := rows[:0]
	for _, r := range rows {
		p := l.persons[r.Person]
		if _, arrived := l.unmarked[occurrenceOf(r)]; !arrived && (p == nil || !p.working) {
			kept = append(kept, r)
		}
	}
	return kept
}

// dispatch begins a batch in its order and gives how many rows it has come to.
func (l *Loop) dispatch(ctx context.Context, rows []store.Reminder) int {
	l.round++
	l.forgetIdle()
	for i, r := range rows {
		if l.resting() || l.crowded() {
			return i
		}
		if l.queue(r) {
			continue
		}
		select {
		case l.slots <- struct{}{}:
		case <-ctx.Done():
			return i
		}
		l.begin(ctx, r)
	}
	return len(rows)
}

// forgetIdle drops the persons of earlier rounds who are not being sent to.
func (l *Loop) forgetIdle() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for name, p := range l.persons {
		if !p.working {
			delete(l.persons, name)
		}
	}
}

// queue puts a row behind another one of the same person that is under way; false when none is.
func (l *Loop) queue(r store.Reminder) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	p := l.persons[r.Person]
	if p == nil || !p.working {
		return false
	}
	if p.round == l.round { // else it is found again later
		p.rows = append(p.rows, r)
	}
	return true
}

// begin has a worker do a row, whose slot is taken. It returns when the row's turn has come.
func (l *Loop) begin(ctx context.Context, r store.Reminder) {
	l.mu.Lock()
	p := l.persons[r.Person]
	if p == nil {
		p = &person{round: l.round}
		l.persons[r.Person] = p
	}
	p.working = true
	until := p.until
	l.mu.Unlock()
	do := l.prepare(ctx, r, until)
	l.working.Go(func() {
		defer func() { <-l.slots }()
		for ; do != nil; do = l.nextOf(ctx, p) {
			do(p)
		}
	})
}

// nextOf prepares the next row of a person; nil when there is none, and he is free again.
func (l *Loop) nextOf(ctx context.Context, p *person) step {
	l.mu.Lock()
	if len(p.rows) == 0 {
		p.working = false
		l.mu.Unlock()
		return nil
	}
	r, until := p.rows[0], p.until
	p.rows = p.rows[1:]
	l.mu.Unlock()
	return l.prepare(ctx, r, until)
}

// resting says whether nothing may be begun now.
func (l *Loop) resting() bool {
	now := l.now()
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.rest.holds(now)
}

// crowded says whether too much has arrived that the store does not take note of.
func (l *Loop) crowded() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.unmarked) >= maxUnmarked
}

// sweep shortens the waits that a clock which was set back would stretch: what is left of them
// stays. A step that happened while the program was not running is not seen.
func (l *Loop) sweep(ctx context.Context) {
	now := l.now()
	step := l.latest.Sub(now)
	if step < stepBack || l.latest.IsZero() {
		if step < 0 || l.latest.IsZero() {
			l.latest = now
		}
		return
	}
	rows, err := l.Store.Due(ctx, store.DueQuery{Lane: l.Lane, Now: l.latest.Add(maxWait), Limit: maxSwept})
	if err != nil {
		l.restAfter(fmt.Errorf("due reminders after the clock was set back: %w", err))
		return
	}
	for _, r := range l.free(rows) {
		if r.At.After(now) || !r.DueAt().After(now) {
			continue
		}
		d := r.Delivery
		if d.After = d.After.Add(-step); d.After.Before(now) {
			d.After = now
		}
		if _, err := l.Store.Deliver(ctx, r, d); err != nil {
			l.restAfter(faultOf(r, "put forward", err))
			return
		}
	}
	l.latest = now
}
