package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"callguard/store"
)

// Model tests an engine with any order of commits, marks and reopenings against a model in
// memory. open gives an empty store, and a function that closes it and opens it again.
func Model(t *testing.T, open func(t *rapid.T) (s store.Store, reopen func() store.Store)) {
	rapid.Check(t, func(t *rapid.T) {
		m := &model{keys: map[string]*modelReply{}, people: map[string]*modelPerson{}, links: map[[2]string]store.Link{}, alias: map[string]string{}, chats: map[string]string{}}
		m.s, m.reopen = open(t)
		t.Repeat(map[string]func(*rapid.T){
			"commit": m.commit,
			"mark":   m.mark,
			"claim":  m.claim,
			"chat":   m.chat,
			"reopen": func(*rapid.T) { m.s = m.reopen() },
			"":       m.check,
		})
	})
}

// Few of everything, so that commits meet; persons whose keys would run into each other.
var (
	modelPersons = []string{"a", "a:", "t:x:1", "t:x:", "t:\x00\x01:a", "\xff\xff"}
	modelNumbers = []string{"+8613800000000", "95516", "0000"}
)

// model is what the store should hold.
type model struct {
	s      store.Store
	reopen func() store.Store
	people map[string]*modelPerson
	keys   map[string]*modelReply
	links  map[[2]string]store.Link // by From and To
	alias  map[string]string        // to the person
	chats  map[string]string        // empty = there is none
	turn   int
}

// modelReply is the reply of a key, and who got it when.
type modelReply struct {
	text, person string
	turn         int
}

// modelPerson is what is kept of a person; first is the turn in which a case began.
type modelPerson struct {
	user  store.User
	cases map[string]store.Case
	first map[string]int
	rems  map[string]store.Reminder
	told  map[modelPlace]store.Report
}

// modelPlace is where a report stands.
type modelPlace struct{ subject, id string }

func (m *model) person(name string) *modelPerson {
	if m.people[name] == nil {
		m.people[name] = &modelPerson{
			user:  store.User{Person: name},
			cases: map[string]store.Case{}, first: map[string]int{}, rems: map[string]store.Reminder{},
			told: map[modelPlace]store.Report{},
		}
	}
	return m.people[name]
}

// commit stores a drawn change, or is refused, as the model says.
func (m *model) commit(t *rapid.T) {
	m.turn++
	name := rapid.SampledFrom(modelPersons).Draw(t, "person")
	p := m.person(name)
	c := drawChange(t, name, m.turn)
	c.User.Version = p.user.Version
	c.Shared = m.drawShared(t, name)
	stale := rapid.IntRange(0, 9).Draw(t, "stale") == 0
	if stale {
		c.User.Version = rapid.Uint64Range(0, p.user.Version+3).Draw(t, "version")
		stale = c.User.Version != p.user.Version
	}
	reply, repeated, err := m.s.Commit(context.Background(), c)
	old := m.keys[c.Key]
	switch {
	case c.Key != "" && old != nil:
		if err != nil || !repeated || string(reply) != old.text {
			t.Fatalf("a repeated key: %q, %v, %v, want %q", reply, repeated, err, old.text)
		}
	case stale:
		if !errors.Is(err, store.ErrConflict) {
			t.Fatalf("a stale version: %v", err)
		}
	case m.unknown(c):
		if !errors.Is(err, store.ErrConflict) {
			t.Fatalf("a link to a person never seen: %v", err)
		}
	case err != nil || repeated || string(reply) != string(c.Reply):
		t.Fatalf("commit: %q, %v, %v", reply, repeated, err)
	default:
		m.apply(t, c)
	}
}

// drawChange draws what a message might do.
func drawChange(t *rapid.T, person string, turn int) store.Change {
	id := rapid.Map(rapid.IntRange(1, 12), strconv.Itoa)
	at := rapid.Map(rapid.IntRange(-3, 3), func(h int) time.Time { return noon.Add(time.Duration(h) * time.Hour) })
	c := store.Change{
		User:      store.User{Person: person, LastCase: turn},
		Key:       drawKey(t),
		Reply:     fmt.Append(nil, "reply ", turn),
		DropCases: rapid.SliceOfN(id, 0, 1).Draw(t, "drop"),
		DropAll:   rapid.IntRange(0, 19).Draw(t, "drop all") == 0,
	}
	for _, id := range rapid.SliceOfNDistinct(id, 0, 3, rapid.ID).Draw(t, "cases") {
		numbers := rapid.SliceOfN(rapid.SampledFrom(modelNumbers), 0, 2).Draw(t, "numbers")
		c.Cases = append(c.Cases, fullCase(person, id, at.Draw(t, "opened"), numbers...))
	}
	for _, id := range rapid.SliceOfNDistinct(id, 0, 2, rapid.ID).Draw(t, "reminders") {
		r := reminder(person, id, at.Draw(t, "at"))
		r.State = rapid.SampledFrom([]string{store.Active, store.Active, store.Cancelled, store.Done}).Draw(t, "state")
		r.Kind = rapid.SampledFrom([]string{store.KindReminder, store.KindNotice, store.KindTold}).Draw(t, "kind")
		r.Delivery = drawDelivery(t) // has no say
		c.Reminders = append(c.Reminders, r)
	}
	c.Reports = drawReports(t, c.Cases)
	return c
}

// drawKey draws none, or one that was perhaps drawn before.
func drawKey(t *rapid.T) string {
	if n := rapid.IntRange(-20, 60).Draw(t, "key"); n > 0 {
		return fmt.Sprint("k", n)
	}
	return ""
}

// apply does to the model what the store has done.
func (m *model) apply(t *rapid.T, c store.Change) {
	name := c.User.Person
	p := m.person(name)
	since := m.turn
	if c.DropAll {
		delete(m.people, name)
		for _, chat := range append(m.aliasesOf(name), name) {
			delete(m.chats, chat)
		}
		since = 0
	} else {
		m.put(p, c)
		for _, id := range c.DropCases {
			if first, ok := p.first[id]; ok {
				since = min(since, first)
			}
			delete(p.cases, id)
			delete(p.first, id)
			p.dropTold(id)
		}
		m.moved(t, p)
	}
	m.share(t, c)
	for _, r := range m.keys {
		if r.person == name && r.turn >= since {
			r.text = ""
		}
	}
	if c.Key == "" {
		return
	}
	m.keys[c.Key] = &modelReply{string(c.Reply), name, m.turn}
	if c.DropAll {
		m.keys[c.Key].person = ""
	}
}

// put replaces the state and what else the change puts.
func (m *model) put(p *modelPerson, c store.Change) {
	p.user = c.User
	p.dropNotices(c.DropCases)
	for _, k := range c.Cases {
		if slices.Contains(c.DropCases, k.ID) {
			continue
		}
		if _, ok := p.cases[k.ID]; !ok {
			p.first[k.ID] = m.turn
		}
		p.cases[k.ID] = k
	}
	for _, r := range c.Reminders {
		if r.Kind != store.KindReminder && slices.Contains(c.DropCases, r.Case) {
			continue
		}
		if r.Delivery = (store.Delivery{}); p.rems[r.ID].At.Equal(r.At) { // nothing is at the zero time
			r.Delivery = p.rems[r.ID].Delivery
		}
		p.set(r)
	}
	p.tell(c)
}

// moved takes over the new version, which must be greater.
func (m *model) moved(t *rapid.T, p *modelPerson) {
	u, err := m.s.User(context.Background(), p.user.Person)
	if err != nil || u.Version <= p.user.Version {
		t.Fatalf("version %d after %d, %v", u.Version, p.user.Version, err)
	}
	p.user.Version = u.Version
}

// check reads everything and compares it with the model.
func (m *model) check(t *rapid.T) {
	ctx := context.Background()
	var due []store.Reminder
	for _, name := range modelPersons {
		p := m.person(name)
		u, err := m.s.User(ctx, name)
		same(t, "user", u, p.user, err)
		n, err := m.s.CountCases(ctx, name)
		same(t, "count", n, len(p.cases), err)
		for _, q := range []store.CaseQuery{{}, {Number: "516"}, {Since: noon, Number: "000", Limit: 2}, {Before: noon.Add(time.Second)}} {
			cases, err := m.s.Cases(ctx, name, q)
			same(t, "cases", cases, p.query(q), err)
		}
		rems, err := m.s.Reminders(ctx, name)
		same(t, "reminders", rems, p.reminders(), err)
		links, err := m.s.Links(ctx, name)
		same(t, "links", links, m.linksOf(name), err)
		main, err := m.s.Alias(ctx, name)
		same(t, "alias", main, m.main(name), err)
		chat, err := m.s.Chat(ctx, name)
		same(t, "chat", string(chat), m.chats[name], err)
		aliases, err := m.s.Aliases(ctx, name)
		same(t, "aliases", aliases, m.aliasesOf(name), err)
		due = append(due, p.reminders()...)
	}
	for key, r := range m.keys {
		reply, ok, err := m.s.Replied(ctx, key)
		same(t, "reply", string(reply), r.text, err)
		same(t, "known", ok, true, nil)
	}
	m.checkReports(t)
	m.checkDue(t, due)
}

func byTime(a, b store.Reminder) int { return a.At.Compare(b.At) }

// shortLex orders IDs as they are given: "9" before "10".
func shortLex(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	if a < b {
		return -1
	}
	return 1
}

// query is Cases of the model.
func (p *modelPerson) query(q store.CaseQuery) []store.Case {
	var out []store.Case
	for _, c := range p.cases {
		if !c.Opened.Before(q.Since) && (q.Before.IsZero() || c.Opened.Before(q.Before)) && store.MatchNumber(c.Numbers, q.Number) {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b store.Case) int { return shortLex(b.ID, a.ID) })
	if q.Limit > 0 && len(out) > q.Limit {
		out = out[:q.Limit]
	}
	return out
}

// reminders is Reminders of the model.
func (p *modelPerson) reminders() []store.Reminder {
	var out []store.Reminder
	for _, r := range p.rems {
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b store.Reminder) int {
		if c := byTime(a, b); c != 0 {
			return c
		}
		return shortLex(a.ID, b.ID)
	})
	return out
}

// same stops at the first difference.
func same(t *rapid.T, what string, got, want any, err error) {
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		t.Fatalf("%s: want -, got +\n%s", what, d)
	}
}
