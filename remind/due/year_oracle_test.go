package due

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"callguard/bot"
	"callguard/remind/when"
	"callguard/store"
)

// oracle knows of every occurrence whether it is to be delivered, and how often it was.
type oracle struct {
	t      *testing.T
	mu     sync.Mutex
	series map[[2]string]*series
	open   map[*series]bool // arrived and not marked

	effects, made                         int
	delivered, late, told, held, replaced int
	afterKill, afterUnknown               int // repeated, by cause
	outages, fulls, steps                 int
	kills                                 map[string]int
}

// series is a reminder with the occurrence that is expected next.
type series struct {
	row     store.Reminder
	done    bool
	arrived int       // messages of this occurrence
	sent    time.Time // the last one
	killed  bool      // the program was killed before this occurrence was marked
	unknown bool      // the platform did not say what came of a message
}

func newOracle(t *testing.T) *oracle {
	return &oracle{t: t, series: map[[2]string]*series{}, open: map[*series]bool{}, kills: map[string]int{}}
}

// next numbers what persons make.
func (o *oracle) next() int { o.made++; return o.made }

func (o *oracle) effect(ok bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if ok {
		o.effects++
	}
}

// stored notes what a message has put.
func (o *oracle) stored(person string, r store.Reminder) {
	o.mu.Lock()
	defer o.mu.Unlock()
	r.Person = person
	if old := o.series[[2]string{person, r.ID}]; old != nil {
		delete(o.open, old)
	}
	o.series[[2]string{person, r.ID}] = &series{row: r, done: r.State != store.Active}
}

// of finds the series of an occurrence, which must be the one that is expected.
func (o *oracle) of(person, id string, at time.Time) *series {
	s := o.series[[2]string{person, id}]
	if s == nil || s.done || !s.row.At.Equal(at) {
		o.t.Errorf("reminder %s of %s at %v is not expected: %+v", id, person, at, s)
		return &series{row: store.Reminder{Person: person, ID: id, At: at}}
	}
	return s
}

func (o *oracle) arrived(r store.Reminder) bool {
	return o.of(r.Person, r.ID, r.At).arrived > 0
}

// read takes a message apart.
func (o *oracle) read(p bot.Push) (*series, time.Duration) {
	var id string
	var at, late int64
	if _, err := fmt.Sscan(p.Reply.Text, &id, &at, &late); err != nil {
		o.t.Errorf("message %q: %v", p.Reply.Text, err)
	}
	return o.of(p.Person, id, time.Unix(0, at)), time.Duration(late)
}

// received checks a message that has arrived.
func (o *oracle) received(g *gate, p bot.Push, unknown bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	s, late := o.read(p)
	now, r := g.s.now, s.row
	switch delay := now.Sub(r.At); {
	case delay < 0:
		o.t.Errorf("%v before its time: %+v", -delay, r)
	case late != delay && (late != 0 || delay > LateFrom):
		o.t.Errorf("says %v late, is %v: %+v", late, delay, r)
	case r.Kind == store.KindTold && !r.Ask:
		o.t.Errorf("is not to be asked: %+v", r)
	case o.wakes(r, now):
		o.t.Errorf("in the quiet of %s at %v: %+v", p.Person, now.In(zoneOf(r)), r)
	case late > 0 && r.Kind == store.KindReminder && !o.excused(g, r):
		o.t.Errorf("%v late without a reason: %+v", late, r)
	}
	switch {
	case s.arrived == 0:
		o.delivered++
	case s.arrived == 1 && s.killed:
		o.afterKill++
	case s.arrived == 1 && s.unknown:
		o.afterUnknown++
	default:
		o.t.Errorf("sent %d times (killed %v, unknown %v): %+v", s.arrived+1, s.killed, s.unknown, r)
	}
	if late > 0 {
		o.late++
	}
	if r.Kind == store.KindTold {
		o.told++
	}
	s.arrived++
	s.sent, s.unknown = now, s.unknown || unknown
	o.open[s] = true
	o.effects++
}

// lostAnswer notes a message that did not arrive, of which nothing is known.
func (o *oracle) lostAnswer(p bot.Push) {
	o.mu.Lock()
	defer o.mu.Unlock()
	s, _ := o.read(p)
	s.unknown = true
}

// wakes says whether somebody is woken who is not to be.
func (o *oracle) wakes(r store.Reminder, now time.Time) bool {
	q, _ := quietOf(context.Background(), r.Person)
	inside := func(at time.Time) bool {
		at = at.In(zoneOf(r))
		m := at.Hour()*60 + at.Minute()
		if q.From < q.To {
			return m >= q.From && m < q.To
		}
		return q.From != q.To && (m >= q.From || m < q.To)
	}
	named := r.Kind == store.KindReminder && (inside(r.At) || now.Sub(r.At) <= LateFrom)
	return inside(now) && !named && r.Kind != store.KindAlert
}

// excused says whether something was wrong around the time of a reminder.
func (o *oracle) excused(g *gate, r store.Reminder) bool {
	from := r.At.Add(-time.Hour)
	return g.s.laneOf(r.Person).trouble.After(from) || g.trouble[r.Person].After(from) || g.s.rewound.After(r.At.Add(-maxWait))
}

// killed notes that the program has ended: what has arrived and is not marked may come again.
func (o *oracle) killed() {
	for s := range o.open {
		s.killed = true
	}
}

// said notes that a held reminder is told behind an answer.
func (o *oracle) said(r store.Reminder) {
	s := o.of(r.Person, r.ID, r.At)
	switch {
	case s.arrived == 0:
		o.delivered++
	case !s.killed && !s.unknown:
		o.t.Errorf("said though it has arrived: %+v", r)
	case s.killed:
		o.afterKill++
	default:
		o.afterUnknown++
	}
	o.held++
	s.arrived++
	s.sent = time.Time{}
}

// marked moves a series on, and checks what was put in its place.
func (o *oracle) marked(was store.Reminder, now time.Time, rows []store.Reminder) {
	o.mu.Lock()
	defer o.mu.Unlock()
	s := o.of(was.Person, was.ID, was.At)
	r := s.row
	if s.arrived == 0 && !(r.Kind == store.KindTold && !r.Ask) {
		o.t.Errorf("marked without having arrived: %+v", r)
	}
	delete(o.open, s)
	o.effects++
	if !s.sent.IsZero() {
		now = s.sent
	}
	next, recurs := o.following(r, now)
	s.done = !recurs
	if rows[0].ID != r.ID || recurs != (rows[0].State == store.Active) || recurs && !rows[0].At.Equal(next) {
		o.t.Errorf("%+v told at %v is followed by %+v, not at %v (%v)", r, now, rows[0], next, recurs)
	}
	s.row.At, s.arrived, s.sent, s.killed, s.unknown = rows[0].At, 0, time.Time{}, false, false
	if r.Kind == store.KindTold && recurs {
		if rows[0].Ask || !rows[0].Asked {
			o.t.Errorf("%+v is to be asked a third time: %+v", r, rows[0])
		}
		s.row = rows[0]
	}
	if r.Kind != store.KindReminder {
		return
	}
	t := rows[1]
	if gap := t.At.Sub(maxTime(now, r.At)); t.Ask != (r.Ask && !(recurs && !next.After(t.At))) || gap < 12*time.Hour || gap > 49*time.Hour {
		o.t.Errorf("%+v told at %v is followed up by %+v", r, now, t)
	}
	key := [2]string{r.Person, t.ID}
	if old := o.series[key]; old != nil && !old.done {
		delete(o.open, old)
		if old.row.Ask && old.arrived == 0 {
			o.replaced++
		}
	}
	o.series[key] = &series{row: t}
}

func (o *oracle) following(r store.Reminder, now time.Time) (time.Time, bool) {
	if r.Kind == store.KindTold && r.Ask { // asked again, it is only remembered
		return maxTime(now, r.At).Add(toldSoonest), true
	}
	if r.RRule == "" {
		return time.Time{}, false
	}
	next, ok, err := when.Next(r.RRule, r.First, maxTime(now, r.At), zoneOf(r))
	if err != nil {
		o.t.Error(err)
	}
	return next, ok
}

func maxTime(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// finish checks that nothing is left that was due, and that the store holds what is expected.
func (o *oracle) finish(s *sim) {
	if o.t.Failed() {
		return
	}
	stored := 0
	for _, person := range s.users {
		for _, r := range s.reminders(person) {
			stored++
			o.of(person, r.ID, r.At)
			if wait := r.DueAt().Sub(s.now); wait <= 0 || wait > maxWait && !r.At.After(s.now) {
				o.t.Errorf("was not delivered: %+v", r)
			}
		}
	}
	expected := 0
	for _, x := range o.series {
		if !x.done {
			expected++
		}
	}
	if stored != expected {
		o.t.Errorf("%d rows are stored, %d expected", stored, expected)
	}
}

// String tells what has happened.
func (o *oracle) String() string {
	kills := 0
	for _, n := range o.kills {
		kills += n
	}
	return fmt.Sprintf("%d occurrences delivered, of them %d late, %d asked after, %d said after a message; %d repeated after a kill, %d after an unknown outcome; "+
		"%d follow-ups replaced; %d kills %v, %d clock steps, %d outages, %d full disks",
		o.delivered, o.late, o.told, o.held, o.afterKill, o.afterUnknown, o.replaced, kills, o.kills, o.steps, o.outages, o.fulls)
}
