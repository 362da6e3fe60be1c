// Package due delivers reminders: what is due → send → mark. In goes a store with due rows, out
// go messages, and rows that are done or moved to their next occurrence.
//
// A reminder is sent at or after its time, never before. One that could not be sent in time says
// how late it is, and occurrences missed meanwhile are told once. A row is marked after it was
// sent: when the program ends in between, it is sent once more after the start, because a doubled
// reminder beats none. Without such an end it is not sent twice.
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

// tick is the time between two looks of Run, which come at whole seconds of the clock: a look costs
// microseconds, reminders fall on whole minutes, and a clock that is set is noticed within a tick.
const tick = time.Second

// sendTimeout bounds one Send, so that a platform that never answers holds up nobody for long.
const sendTimeout = 20 * time.Second

// defaultWorkers is how many persons are sent to at once: few, for platforms count per second.
const defaultWorkers = 8

// Rows is what the loop needs of a store.Store.
type Rows interface {
	Due(ctx context.Context, q store.DueQuery) ([]store.Reminder, error)
	Mark(ctx context.Context, was store.Reminder, next ...store.Reminder) (bool, error)
}

// Loop delivers what is due. Set the fields before the first use; the methods are safe for
// concurrent use, but one Tick runs at a time.
type Loop struct {
	Store  Rows
	Sender bot.Sender
	Next   NextFunc
	Lane   string // store.Lane of the persons whom it serves

	// Text words the message. late is 0 when it is on time, else how long ago it fell due.
	Text func(r store.Reminder, late time.Duration) bot.Reply

	Mine    func(person string) bool // whom this process can push to; nil = everybody
	Now     func() time.Time         // the clock of Run; nil = time.Now
	Failed  func(error)              // told of what failed and is tried again; nil = nobody
	Workers int                      // persons sent to at once; 0 = 8

	ticking sync.Mutex
	state   map[occurrence]attempt // what a look found due and could not finish; under ticking
	once    sync.Once
	wake    chan struct{}
}

// occurrence is one due time of one reminder.
type occurrence struct {
	person, id string
	at         int64 // Unix nanoseconds
}

// attempt is what was done about an occurrence so far.
type attempt struct {
	sent  bool          // it has arrived, only the mark is missing
	delay time.Duration // between the last try and the next
	again time.Time     // not to be tried before
}

// Wake makes Run look at once; call it when a reminder was set. It never blocks.
func (l *Loop) Wake() {
	l.once.Do(l.init)
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

func (l *Loop) init() { l.wake = make(chan struct{}, 1) }

// Run delivers until ctx ends, then gives nil; it gives the store's error when that can not be
// used any more (store.ErrFatal, store.ErrClosed). Everything else is told to Failed and tried
// again.
func (l *Loop) Run(ctx context.Context) error {
	l.once.Do(l.init)
	now := l.Now
	if now == nil {
		now = time.Now
	}
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-timer.C:
		case <-l.wake:
		}
		if _, err := l.Tick(ctx, now()); errors.Is(err, store.ErrFatal) || errors.Is(err, store.ErrClosed) {
			return err
		} else if err != nil && ctx.Err() == nil && l.Failed != nil {
			l.Failed(err)
		}
		timer.Reset(tick - time.Duration(now().Nanosecond())%tick)
	}
}
