package due

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"callguard/bot"
	"callguard/remind/when"
	"callguard/store"
	"callguard/store/boltstore"
)

var (
	yearUsers = flag.Int("users", 200, "how many persons live through the simulated year")
	yearSeed  = flag.Uint64("seed", 0, "seed of the simulated year; 0 = another one each time")
)

// TestYear lets persons live through a year with kills at every step, clocks that are set back and
// forward, platforms that fail and a disk that is full, and holds every occurrence to be delivered
// exactly once, or repeated once where its outcome was not known. One worker makes a seed repeatable.
func TestYear(t *testing.T) { year(t, *yearUsers, 1) }

// TestYearAtOnce is TestYear with several sends under way when the program is killed.
func TestYearAtOnce(t *testing.T) { year(t, *yearUsers/8, 8) }

func year(t *testing.T, users, workers int) {
	t.Parallel()
	seed := cmp.Or(*yearSeed, uint64(time.Now().UnixNano()))
	began := time.Now()
	s := newSim(t, seed, users, workers)
	for i := range users {
		s.join(fmt.Sprintf("%s:%d", s.lanes[i%len(s.lanes)].name, i))
	}
	for s.now.Before(s.end) && !t.Failed() {
		s.step()
	}
	s.settle()
	s.o.finish(s)
	t.Logf("seed %d: %d users, %d workers, %.0f s; %s", seed, users, workers, time.Since(began).Seconds(), s.o)
	if t.Failed() {
		t.Logf("again: go test ./remind/due -run '^%s$' -users %d -seed %d", t.Name(), *yearUsers, seed)
	}
}

// sim is the simulated world: programs that are killed and started again on one store.
type sim struct {
	*testing.T
	rng        *rand.Rand
	path       string
	workers    int
	users      []string
	lanes      []*lane
	db         *boltstore.Store
	now, end   time.Time
	idle       time.Duration // what the last step without an effect took
	messageAt  time.Time
	mischiefAt time.Time
	rewound    time.Time // how far the clock had come when it was last set back
	longDown   time.Time // until when the program is not down for long again
	o          *oracle
	gate       gate
}

// lane is one lane with its loop.
type lane struct {
	name    string
	loop    *Loop
	outage  wait
	trouble time.Time // the last time that something was wrong with it
	stirred bool      // something has changed since it was last asked what is next
	waiting bool      // something is due
	next    time.Time // when something will be
}

func newSim(t *testing.T, seed uint64, users, workers int) *sim {
	s := &sim{T: t, rng: rand.New(rand.NewPCG(seed, uint64(users))), path: filepath.Join(scratch(t), "year.db"), workers: workers,
		now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), o: newOracle(t),
		lanes: []*lane{{name: "telegram:bot"}, {name: "wechat:shop"}}}
	s.end = s.now.AddDate(1, 0, 0)
	s.messageAt, s.mischiefAt = s.now, s.now.Add(time.Hour)
	s.gate.s = s
	s.gate.points = int(30 * math.Sqrt(float64(users)))
	s.start()
	t.Cleanup(func() { s.db.Close() })
	return s
}

// start starts the program on what the last one left.
func (s *sim) start() {
	var err error
	if s.db, err = boltstore.Open(s.path, boltstore.Options{}); err != nil {
		s.Fatal(err)
	}
	steps := s.rng.IntN(2 * s.gate.points)
	if s.rng.IntN(3) == 0 { // once more before it has done anything
		steps = s.rng.IntN(8)
	}
	s.gate.live(steps)
	for _, l := range s.lanes {
		l.loop = &Loop{Store: &s.gate, Lane: l.name, Sender: &s.gate, Next: when.Next, Workers: s.workers,
			Now: func() time.Time { return s.now }, Text: label, Quiet: quietOf}
		l.trouble, l.stirred = s.now, true
	}
}

// label writes into a message which occurrence it is of.
func label(r store.Reminder, late time.Duration) bot.Reply {
	return bot.Reply{Text: fmt.Sprintf("%s %d %d", r.ID, r.At.UnixNano(), late)}
}

// quietOf gives each person quiet hours that follow from his name.
func quietOf(_ context.Context, person string) (Quiet, error) {
	switch person[len(person)-1] {
	case '0':
		return Quiet{}, nil
	case '1':
		return Quiet{12 * 60, 14*60 + 30}, nil
	}
	return DefaultQuiet(), nil
}

// step moves the clock to what comes next, and lets everything happen that is then to happen.
func (s *sim) step() {
	next := s.nextDue()
	for _, at := range []time.Time{s.messageAt, s.mischiefAt, s.end} {
		if at.Before(next) {
			next = at
		}
	}
	if next.After(s.now) {
		s.now = next.Add(time.Duration(s.rng.IntN(2)) * time.Second)
	}
	if !s.now.Before(s.messageAt) && s.messageAt.Before(s.end) {
		person := s.users[s.rng.IntN(len(s.users))]
		s.message(person)
		s.laneOf(person).stirred = true
		s.messageAt = s.now.Add(s.about(10 * 24 * time.Hour / time.Duration(len(s.users))))
	}
	if !s.now.Before(s.mischiefAt) && s.mischiefAt.Before(s.end) {
		s.mischief()
		s.mischiefAt = s.now.Add(s.about(36 * time.Hour))
	}
	s.tick()
}

// tick has every loop look once, and starts the program again when it was killed.
func (s *sim) tick() {
	before := s.o.effects
	for _, l := range s.lanes {
		// What is left alone here has nothing to do: it saves time.
		if l.stirred = l.stirred || l.waiting || !l.next.After(s.now) || len(l.loop.unmarked) > 0; l.stirred {
			l.loop.Tick(context.Background())
		}
	}
	if s.o.effects != before {
		s.idle = 0
	}
	if s.gate.dead {
		s.restart()
	}
}

// nextDue is when the next row falls due, or is looked at again that could not be begun.
func (s *sim) nextDue() time.Time {
	next, waiting := s.end, false
	for _, l := range s.lanes {
		if l.stirred {
			l.next, l.waiting = s.nextOf(l)
			l.stirred = false
		}
		waiting = waiting || l.waiting
		if l.next.Before(next) {
			next = l.next
		}
	}
	if waiting {
		s.idle = min(max(2*s.idle, time.Second), 5*time.Minute)
		if again := s.now.Add(s.idle); again.Before(next) {
			next = again
		}
	}
	return next
}

// nextOf is when the next row of a lane falls due, and whether there are some that are already.
func (s *sim) nextOf(l *lane) (next time.Time, waiting bool) {
	for limit := 1; ; limit *= 8 {
		rows, err := s.db.Due(context.Background(), store.DueQuery{Lane: l.name, Now: s.end, Limit: limit})
		if err != nil {
			s.Fatal(err)
		}
		for _, r := range rows {
			if r.DueAt().After(s.now) {
				return r.DueAt(), waiting
			}
			waiting = true
		}
		if len(rows) < limit || limit > batch {
			return s.end, waiting
		}
	}
}

// restart lets the program be down for a while, mostly a short one.
func (s *sim) restart() {
	s.o.killed()
	if err := s.db.Close(); err != nil {
		s.Fatal(err)
	}
	down := s.about(20 * time.Second)
	if s.now.After(s.longDown) && s.rng.IntN(10) == 0 {
		down = s.about(12 * time.Hour)
		s.longDown = s.now.AddDate(0, 0, 10)
	}
	s.now = s.now.Add(down)
	s.start()
}

// mischief does one bad thing to the world.
func (s *sim) mischief() {
	l := s.lanes[s.rng.IntN(len(s.lanes))]
	switch s.rng.IntN(4) {
	case 0:
		l.outage = wait{s.now, s.about(5 * time.Hour)}
		s.o.outages++
	case 1:
		s.gate.full = wait{s.now, s.about(10 * time.Minute)}
		s.o.fulls++
	case 2:
		s.setClock(s.about(30 * time.Minute))
	case 3:
		s.setClock(s.about(20 * time.Hour))
	}
}

// setClock moves the clock without that time passes.
func (s *sim) setClock(by time.Duration) {
	if s.rng.IntN(2) == 0 {
		by = -by
		s.rewound = maxTime(s.rewound, s.now)
	}
	s.o.steps++
	s.now = s.now.Add(by)
	for _, at := range []*time.Time{&s.messageAt, &s.mischiefAt} {
		*at = at.Add(by)
	}
	for _, l := range s.lanes {
		l.trouble, l.stirred = s.now, true
	}
	for person := range s.gate.trouble {
		delete(s.gate.trouble, person)
	}
}

// settle ends all mischief and lets everything arrive that is due.
func (s *sim) settle() {
	s.gate.calm = true
	s.gate.full = wait{}
	for _, l := range s.lanes {
		l.outage = wait{}
	}
	s.end = s.now.AddDate(0, 0, 10) // longer than any wait
	s.messageAt, s.mischiefAt = s.end, s.end
	for s.now.Before(s.end) && !s.Failed() {
		s.step()
	}
	for _, person := range s.users {
		s.say(person)
	}
}

// about draws a time around a mean, which is mostly shorter and at times much longer.
func (s *sim) about(mean time.Duration) time.Duration {
	return time.Duration(s.rng.ExpFloat64() * float64(mean)).Truncate(time.Millisecond)
}
