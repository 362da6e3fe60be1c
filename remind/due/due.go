// Package due delivers reminders: what is due → claim → send → mark. In goes a lane of a store
// with due rows, out go messages, and rows that are done or moved to their next occurrence.
//
// A reminder is sent at or after its time, never before. One that could not be sent in time says
// how late it is, and occurrences missed meanwhile are told once. Before a send the row is claimed
// in the store, so that of several programs one sends it; after it, the row is marked. When the
// program ends in between, its claim runs out and the message is sent once more, with the same
// key, because a doubled reminder beats none; after a second such end it is held until the person
// writes next. Nothing else is sent twice.
package due

import (
	"context"
	"errors"
	"sync"
	"time"

	"callguard/bot"
	"callguard/store"
)

// LateFrom is the delay up to which a reminder counts as on time.
const LateFrom = 2 * time.Minute

// Lease is how long a claim keeps others from sending a reminder. It is longer than a send can last.
const Lease = time.Minute

// tick is the time between two looks of Run, which come at whole seconds of the clock: a look costs
// microseconds, reminders fall on whole minutes, and a clock that is set is noticed within a tick.
const tick = time.Second

// defaultWorkers is how many persons are sent to at once: few, for platforms count per second.
const defaultWorkers = 8

// Rows is what the loop needs of a store.Store; see there.
type Rows interface {
	Due(ctx context.Context, q store.DueQuery) ([]store.Reminder, error)
	Deliver(ctx context.Context, r store.Reminder, d store.Delivery) (bool, error)
	Mark(ctx context.Context, was store.Reminder, next ...store.Reminder) (bool, error)
}

// Pace says when the next send may start: golang.org/x/time/rate.Limiter is one.
type Pace interface {
	// Wait returns when a send may start, or with an error when ctx ends before.
	Wait(ctx context.Context) error
}

// Loop delivers what is due in one lane; lanes do not wait for each other. Set the fields before
// the first use; the methods are safe for concurrent use.
type Loop struct {
	Store  Rows
	Lane   string // store.Lane of the persons whom it serves
	Sender bot.Sender
	Next   NextFunc

	// Text words the message. late is 0 when it is on time, else how long ago it fell due. A
	// KindTold row asks what came of the reminder that it remembers.
	Text func(r store.Reminder, late time.Duration) bot.Reply

	// Quiet gives when a person is not to be woken. nil = DefaultQuiet for everybody.
	Quiet func(ctx context.Context, person string) (Quiet, error)

	Pace    Pace             // what the platform bears; nil = no limit
	Now     func() time.Time // the clock; nil = time.Now
	Failed  func(error)      // told of what failed and is tried again; nil = nobody
	Workers int              // persons sent to at once; 0 = 8

	once    sync.Once
	wake    chan struct{}
	slots   chan struct{} // one for each worker
	looking sync.Mutex    // one look at a time
	latest  time.Time     // the furthest that the clock has been in a look; under looking
	round   int           // batches begun; under looking

	working  sync.WaitGroup
	mu       sync.Mutex // for what follows
	persons  map[string]*person
	unmarked map[occurrence]*arrival
	rest     wait          // until when nothing is begun
	backoff  time.Duration // the last rest because of the store
	sent     int           // since it was last asked
	errs     []error       // since they were last asked for
}

// occurrence is one due time of one reminder.
type occurrence struct {
	person, id string
	at         int64 // Unix nanoseconds
}

func occurrenceOf(r store.Reminder) occurrence { return occurrence{r.Person, r.ID, r.At.UnixNano()} }

// wait is a time in which something is left alone. A clock that was set back ends it.
type wait struct {
	from time.Time
	long time.Duration
}

func (w wait) holds(now time.Time) bool {
	since := now.Sub(w.from)
	return since >= 0 && since < w.long
}

func (l *Loop) init() {
	workers := l.Workers
	if workers <= 0 {
		workers = defaultWorkers
	}
	l.wake = make(chan struct{}, 1)
	l.slots = make(chan struct{}, workers)
	l.persons = map[string]*person{}
	l.unmarked = map[occurrence]*arrival{}
}

func (l *Loop) now() time.Time {
	if l.Now == nil {
		return time.Now()
	}
	return l.Now()
}

// Wake makes Run look at once; call it when a reminder was set. It never blocks.
func (l *Loop) Wake() {
	l.once.Do(l.init)
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// Run delivers until ctx ends, then waits for the sends under way and gives nil; it gives the
// store's error when that can not be used any more (store.ErrFatal, store.ErrClosed). Everything
// else is told to Failed and tried again.
func (l *Loop) Run(ctx context.Context) error {
	l.once.Do(l.init)
	defer l.finish()
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-timer.C:
		case <-l.wake:
		}
		l.looking.Lock()
		more := l.look(ctx)
		l.looking.Unlock()
		_, err := l.take()
		if errors.Is(err, store.ErrFatal) || errors.Is(err, store.ErrClosed) {
			return err
		}
		if err != nil && ctx.Err() == nil && l.Failed != nil {
			l.Failed(err)
		}
		if more {
			timer.Reset(0)
		} else {
			timer.Reset(tick - time.Duration(l.now().Nanosecond())%tick)
		}
	}
}

// finish waits for what is under way.
func (l *Loop) finish() {
	l.looking.Lock()
	defer l.looking.Unlock()
	l.working.Wait()
}

// Tick delivers what is due now, and gives how many messages arrived. A row that fails stays due,
// is left alone for a growing time, and holds up no other person's; the errors of those that
// failed come back joined.
func (l *Loop) Tick(ctx context.Context) (int, error) {
	l.once.Do(l.init)
	l.looking.Lock()
	defer l.looking.Unlock()
	for l.look(ctx) {
	}
	l.working.Wait()
	return l.take()
}

// take gives what was sent and what failed since it was last asked.
func (l *Loop) take() (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	sent, errs := l.sent, l.errs
	l.sent, l.errs = 0, nil
	return sent, errors.Join(errs...)
}
