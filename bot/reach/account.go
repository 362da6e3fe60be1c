package reach

import (
	"context"
	"errors"
	"fmt"
	"net"
	"sync"
	"syscall"
	"time"

	"callguard/bot"
)

// Message is one call of an account's Send.
type Message struct {
	Way   Way
	Chat  string // key of the chat: platform:account:user
	Key   string // names the push; a platform that refuses repeats by a key of the caller is given it
	Reply bot.Reply
}

// Account is one account of a platform through which chats are reached. Set the fields before the
// first use.
type Account struct {
	Rights Rights

	// Send makes one call to the platform. It gives nil when the message has arrived there; a
	// *Refusal when the platform refused this way; an error with RetryAfter() time.Duration when
	// it wants to be left alone for so long; an error that is bot.ErrUnknown, or a timeout, or
	// that of ctx, when it may have arrived, unless it has Unsent() bool that is true or is of a
	// connection that was never made; any other error when it did not arrive and the same way may
	// be tried later.
	Send func(ctx context.Context, m Message) error

	mu   sync.Mutex
	off  []func(Rights) Rights // what the platform denied since the start
	wait pause
}

// pause is how long an account leaves the platform alone.
type pause struct {
	from time.Time
	long time.Duration
}

// Refusal is the error of a message that a platform refused by a rule.
type Refusal struct {
	Class Class
	Err   error // what the platform said
}

// Error gives what the platform said.
func (r *Refusal) Error() string { return fmt.Sprintf("refused: %v", r.Err) }

// Unwrap gives what the platform said.
func (r *Refusal) Unwrap() error { return r.Err }

// Wait is the error of a message that was not sent because the platform wants to be left alone.
type Wait struct {
	For time.Duration
	Err error // nil = it was said about an earlier message
}

// Error says for how long.
func (w *Wait) Error() string {
	if w.Err == nil {
		return fmt.Sprintf("the platform wants no message for %v", w.For)
	}
	return fmt.Sprintf("the platform wants no message for %v: %v", w.For, w.Err)
}

// Unwrap gives what the platform said; nil if that was about an earlier message.
func (w *Wait) Unwrap() error { return w.Err }

// RetryAfter is how long not to try again.
func (w *Wait) RetryAfter() time.Duration { return w.For }

// Allowed gives the rights that the platform has not denied since the start.
func (a *Account) Allowed() Rights {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.allowed()
}

func (a *Account) allowed() Rights {
	r := a.Rights
	for _, off := range a.off {
		r = off(r)
	}
	return r
}

// deny switches off what a refusal of the class says, and tells whether it was on.
func (a *Account) deny(w Way, c Class) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if !a.allowed().May(w) {
		return false
	}
	a.off = append(a.off, func(r Rights) Rights {
		if c == NoTemplate {
			return r.WithoutTemplate(w.Kind, w.Template)
		}
		return r.Without(w.Kind)
	})
	return true
}

// longestPause bounds what a platform may ask for; after that it is asked again.
const longestPause = 24 * time.Hour

// pauseFor keeps everybody from the platform for so long from now on.
func (a *Account) pauseFor(now time.Time, long time.Duration) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.wait = pause{now, min(long, longestPause)}
}

// paused is how long the platform is still left alone. A clock that was set back ends the pause.
func (a *Account) paused(now time.Time) time.Duration {
	a.mu.Lock()
	defer a.mu.Unlock()
	since := now.Sub(a.wait.from)
	if since < 0 || since >= a.wait.long {
		return 0
	}
	return a.wait.long - since
}

// outcome is what an error of Send says.
type outcome int

const (
	arrived outcome = iota
	refused
	later   // the platform wants to be left alone
	unknown // it may have arrived
	failed  // it did not arrive
)

// unsent is an error that came before anything was sent, or after nothing but refusals.
type unsent struct{ error }

// Unsent says that nothing arrived, whatever the error is.
func (unsent) Unsent() bool { return true }

func (u unsent) Unwrap() error { return u.error }

// read sorts an error of Send. That it may have arrived outweighs a refusal and a wait.
func read(err error) (outcome, *Refusal, time.Duration) {
	var sure interface{ Unsent() bool }
	var dial *net.OpError
	var timeout interface{ Timeout() bool }
	var after interface{ RetryAfter() time.Duration }
	var r *Refusal
	never := errors.As(err, &sure) && sure.Unsent() || errors.Is(err, syscall.ECONNREFUSED) ||
		errors.As(err, &dial) && dial.Op == "dial"
	switch {
	case err == nil:
		return arrived, nil, 0
	case never:
	case errors.Is(err, bot.ErrUnknown), errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled),
		errors.As(err, &timeout) && timeout.Timeout():
		return unknown, nil, 0
	}
	switch {
	case errors.As(err, &r):
		return refused, r, 0
	case errors.As(err, &after):
		return later, nil, after.RetryAfter()
	}
	return failed, nil, 0
}
