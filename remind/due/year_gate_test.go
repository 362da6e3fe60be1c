package due

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"callguard/bot"
	"callguard/store"
)

// errKilled is what a program gets that was killed: nothing has an effect any more.
var errKilled = errors.New("killed")

// gate stands between the loops and the world. It kills the program at a step, and lets things fail.
type gate struct {
	s       *sim
	mu      sync.Mutex
	points  int // steps from one kill to the next, on average half as far again
	left    int // steps until the program is killed
	dead    bool
	calm    bool                 // nothing bad happens
	full    wait                 // the disk is full
	trouble map[string]time.Time // by person: when something was last wrong
	cut     string               // whose connection broke last: it does so again
}

// live begins a program that is killed after so many steps.
func (g *gate) live(steps int) {
	g.left, g.dead = steps+1, false
	if g.trouble == nil {
		g.trouble = map[string]time.Time{}
	}
}

// point is a step at which the program may be killed; false when it is dead.
func (g *gate) point(kind string) bool {
	if g.dead {
		return false
	}
	if g.left--; g.left <= 0 && !g.calm {
		g.dead = true
		g.s.o.kills[kind]++
	}
	return !g.dead
}

func (g *gate) step(kind string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.point(kind)
}

// Due reads; a dead program gets nothing.
func (g *gate) Due(ctx context.Context, q store.DueQuery) ([]store.Reminder, error) {
	g.mu.Lock()
	dead := g.dead
	g.mu.Unlock()
	if dead {
		return nil, errKilled
	}
	return g.s.db.Due(ctx, q)
}

// store does one write with a point before and after it.
func (g *gate) store(kind, person string, chance int, do func() (bool, error)) (bool, error) {
	if !g.step("before " + kind) {
		return false, errKilled
	}
	g.mu.Lock()
	full := !g.calm && (g.full.holds(g.s.now) || g.s.rng.IntN(chance) == 0)
	if full {
		g.s.laneOf(person).trouble = g.s.now
		g.trouble[person] = g.s.now
	}
	g.mu.Unlock()
	if full {
		return false, store.ErrFull
	}
	ok, err := do()
	if err != nil {
		g.s.Errorf("%s: %v", kind, err)
	}
	if !g.step("after " + kind) {
		return false, errKilled
	}
	return ok, err
}

// Deliver is a claim when it begins a send; else it puts off, gives back, or holds.
func (g *gate) Deliver(ctx context.Context, r store.Reminder, d store.Delivery) (bool, error) {
	kind := "claim"
	if d.Begun <= r.Delivery.Begun {
		kind = "release"
	}
	return g.store(kind, r.Person, 1000, func() (bool, error) {
		ok, err := g.s.db.Deliver(ctx, r, d)
		g.s.o.effect(ok)
		return ok, err
	})
}

// Mark tells the oracle what was marked.
func (g *gate) Mark(ctx context.Context, was store.Reminder, next ...store.Reminder) (bool, error) {
	return g.store("mark", was.Person, 100, func() (bool, error) {
		ok, err := g.s.db.Mark(ctx, was, next...)
		if ok {
			g.s.o.marked(was, g.s.now, next)
		}
		return ok, err
	})
}

// Send is the platform: at times it refuses, wants a rest, or takes a message without saying so.
func (g *gate) Send(_ context.Context, p bot.Push) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if !g.point("before send") {
		return errKilled
	}
	l := g.s.laneOf(p.Person)
	if err := g.refusal(l, p.Person); err != nil && !errors.Is(err, bot.ErrUnknown) {
		return err
	} else if err != nil {
		if g.s.rng.IntN(2) == 0 {
			g.s.o.received(g, p, true)
		} else {
			g.s.o.lostAnswer(p)
		}
		return err
	}
	g.s.o.received(g, p, false)
	if !g.point("after send") {
		return errKilled
	}
	return nil
}

// refusal is what the platform says instead of taking a message; nil = it takes it.
func (g *gate) refusal(l *lane, person string) error {
	if g.calm {
		return nil
	}
	chance := g.s.rng.IntN(1000)
	switch {
	case l.outage.holds(g.s.now):
	case chance < 2:
		l.trouble = g.s.now
		return fmt.Errorf("busy: %w", slowDown{g.s.about(time.Minute)})
	case chance < 12:
	case chance < 16:
		return fmt.Errorf("blocked: %w", bot.ErrUnreachable)
	case chance < 20, g.cut == person && chance < 400:
		g.cut = person
		g.trouble[person] = g.s.now
		return fmt.Errorf("cut off: %w", bot.ErrUnknown)
	default:
		return nil
	}
	g.trouble[person] = g.s.now
	return errors.New("no network")
}

func (s *sim) laneOf(person string) *lane {
	for _, l := range s.lanes {
		if l.name == store.Lane(person) {
			return l
		}
	}
	s.Fatalf("no lane of %s", person)
	return nil
}
