// Package storetest holds what every engine of package store must do, as tests: Run for each
// sentence of the contract, Model for any order of commits against a model in memory.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"callguard/store"
)

// noon is the moment at which the tests happen.
var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// bench is a store with the test that uses it.
type bench struct {
	*testing.T
	store.Store
}

// Run tests an engine. open gives an empty store for each subtest, and sees to its end.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	for _, test := range []struct {
		name string
		run  func(b bench)
	}{
		{"a person never seen", testUnseen},
		{"the state comes back whole", testState},
		{"a commit on an old version is refused", testConflict},
		{"a repeated key changes nothing", testRepeat},
		{"only one of many at once wins", testRace},
		{"cases are put whole", testCasePut},
		{"cases come newest first", testCaseOrder},
		{"cases are found by number and time", testCaseQuery},
		{"cases are deleted", testDropCases},
		{"everything is deleted", testDropAll},
		{"deleting everything is fenced", testDropAllFence},
		{"reminders come soonest first", testReminders},
		{"due ones come oldest first", testDue},
		{"marking", testMark},
		{"marking and a commit", testMarkConflict},
		{"marking and what follows", testMarkNext},
		{"claims", testDeliver},
		{"what is put off", testDeliverOrder},
		{"claims and a commit", testDeliverCommit},
		{"only one of many deliverers wins", testDeliverRace},
		{"chats", testChats},
		{"many change one chat", testChatRace},
		{"what goes with a chat", testChatsGo},
		{"reports are counted by person", testReports},
		{"reports are taken back and deleted", testReportsGo},
		{"limits of reports", testReportLimits},
		{"persons are gone through", testPeople},
		{"notices go with their case", testNotices},
		{"links have two ends", testLinks},
		{"notes to others", testNotes},
		{"a note that is told is gone", testNoteTold},
		{"what goes with a link", testUnlink},
		{"codes", testOffers},
		{"sharing has limits", testSharedLimits},
		{"deleting everything ends what is shared", testSharedDropAll},
		{"a person becomes another's alias", testMerge},
		{"aliases part", testPart},
		{"merging is fenced", testMergeFence},
		{"persons never mix", testPersons},
		{"limits", testLimits},
		{"a refused change leaves nothing", testRefused},
		{"an ended context", testContext},
		{"after closing", testClosed},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.run(bench{t, open(t)})
		})
	}
}

// ctx is the context of a call that nobody ends.
func (b bench) ctx() context.Context { return b.Context() }

// must stops the test on an error.
func (b bench) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// at asks what is due in the lane of "t::1" and the like.
func at(now time.Time) store.DueQuery { return store.DueQuery{Lane: "t:", Now: now} }

// equal compares what was read; empty and nil are the same.
func (b bench) equal(got, want any) {
	b.Helper()
	if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
		b.Errorf("want -, got +\n%s", d)
	}
}

// is tests the kind of an error.
func (b bench) is(err, want error) {
	b.Helper()
	if !errors.Is(err, want) {
		b.Errorf("error %v, want %v", err, want)
	}
}

// user reads a person.
func (b bench) user(person string) store.User {
	b.Helper()
	u, err := b.User(b.ctx(), person)
	b.must(err)
	return u
}

// put commits c on the current version of c.User.Person.
func (b bench) put(c store.Change) {
	b.Helper()
	c.User.Version = b.user(c.User.Person).Version
	if _, repeated, err := b.Commit(b.ctx(), c); err != nil || repeated {
		b.Fatalf("commit: repeated %v, error %v", repeated, err)
	}
}

// by makes a change of a person without anything in it.
func by(person string) store.Change { return store.Change{User: store.User{Person: person}} }

// withCases makes a change that puts cases.
func withCases(person string, cases ...store.Case) store.Change {
	c := by(person)
	c.Cases = cases
	return c
}

// withReminders makes a change that puts reminders.
func withReminders(person string, rems ...store.Reminder) store.Change {
	c := by(person)
	c.Reminders = rems
	return c
}

// fullCase fills every field.
func fullCase(person, id string, opened time.Time, numbers ...string) store.Case {
	return store.Case{
		ID: id, Person: person, Opened: opened, Updated: opened.Add(time.Minute),
		Turns:   []store.Turn{{At: opened, Text: "银联来电 “升级” <终端>"}, {At: opened.Add(time.Second), Text: "\u2028\x00ok", Aside: true}},
		Numbers: numbers, Hosts: []string{"example.test"}, Channel: "call", Verdict: "scam", Score: 0.97,
		Type: "terminal-upgrade", Reasons: []store.Reason{{ID: "ask-code", Quote: "验证码", Weight: 4.2}},
		Lost: []string{"code"}, Outcome: "fake", UserVerdict: "scam", Told: "scam",
	}
}

// reminder makes an active one.
func reminder(person, id string, at time.Time) store.Reminder {
	return store.Reminder{
		ID: id, Person: person, What: "给银行回电", At: at, RRule: "FREQ=DAILY", TZ: "Asia/Shanghai", First: at,
		Case: "1", State: store.Active, Created: noon,
	}
}

func ids(cases []store.Case) string {
	var out []string
	for _, c := range cases {
		out = append(out, c.ID)
	}
	return strings.Join(out, " ")
}

func remIDs(rems []store.Reminder) string {
	var out []string
	for _, r := range rems {
		out = append(out, r.Person+"/"+r.ID)
	}
	return strings.Join(out, " ")
}

func testUnseen(b bench) {
	b.equal(b.user("t::1"), store.User{Person: "t::1"})
	_, err := b.Case(b.ctx(), "t::1", "1")
	b.is(err, store.ErrNotFound)
	cases, err := b.Cases(b.ctx(), "t::1", store.CaseQuery{})
	b.must(err)
	rems, err := b.Reminders(b.ctx(), "t::1")
	b.must(err)
	due, err := b.Due(b.ctx(), at(noon))
	b.must(err)
	n, err := b.CountCases(b.ctx(), "t::1")
	b.must(err)
	if len(cases)+len(rems)+len(due)+n != 0 {
		b.Error("an empty store holds something")
	}
	for _, key := range []string{"", "t::m"} {
		if _, ok, err := b.Replied(b.ctx(), key); ok || err != nil {
			b.Errorf("key %q: %v, %v", key, ok, err)
		}
	}
}

func testState(b bench) {
	east := time.FixedZone("", 8*3600)
	u := store.User{
		Person: "t::1", Created: noon.In(east).Add(time.Nanosecond), Lang: "zh", LangSet: true, TZ: "+08:00",
		Banks: []string{"icbc"}, Acquirer: "lakala", OpenCase: "7", More: []string{"第二页"}, LastCase: 7, LastRem: 2,
		Pending: store.Pending{
			Kind: "outcome", Case: "7", Options: []string{"真", "假"}, Data: map[string]string{"a": "b"}, Asked: noon.In(east),
		},
	}
	b.put(store.Change{User: u})
	first := b.user("t::1")
	if first.Version == 0 {
		b.Error("version 0 after a commit")
	}
	u.Created, u.Pending.Asked, u.Version = u.Created.UTC(), noon, first.Version
	b.equal(first, u)
	if _, offset := first.Created.Zone(); offset != 0 {
		b.Error("a time that is not UTC")
	}
	b.put(by("t::1"))
	if second := b.user("t::1"); second.Version <= first.Version || second.Lang != "" {
		b.Errorf("the state was not replaced: %+v", second)
	}
}

func testConflict(b bench) {
	b.put(by("t::1"))
	for _, version := range []uint64{0, b.user("t::1").Version + 1} {
		c := withCases("t::1", fullCase("t::1", "1", noon))
		c.User.Version, c.Key = version, "t::m1"
		_, repeated, err := b.Commit(b.ctx(), c)
		b.is(err, store.ErrConflict)
		if repeated {
			b.Error("a refused commit counts as stored")
		}
	}
	if _, ok, _ := b.Replied(b.ctx(), "t::m1"); ok {
		b.Error("the key of a refused commit is known")
	}
	c := by("t::2")
	c.User.Version = 1
	_, _, err := b.Commit(b.ctx(), c)
	b.is(err, store.ErrConflict)
}

func testRepeat(b bench) {
	c := withCases("t::1", fullCase("t::1", "1", noon))
	c.Key, c.Reply = "t::m1", []byte("第一次\x00")
	reply, repeated, err := b.Commit(b.ctx(), c)
	b.must(err)
	if repeated || string(reply) != string(c.Reply) {
		b.Errorf("first: %q, %v", reply, repeated)
	}
	before := b.user("t::1")
	c.Reply, c.Cases[0].Verdict, c.User.Lang = []byte("other"), "legit", "en"
	for _, version := range []uint64{0, before.Version} {
		c.User.Version = version
		reply, repeated, err = b.Commit(b.ctx(), c)
		b.must(err)
		if !repeated || string(reply) != "第一次\x00" {
			b.Errorf("again on version %d: %q, %v", version, reply, repeated)
		}
	}
	b.equal(b.user("t::1"), before)
	got, err := b.Case(b.ctx(), "t::1", "1")
	b.must(err)
	b.equal(got.Verdict, "scam")
	reply, ok, err := b.Replied(b.ctx(), "t::m1")
	b.must(err)
	if !ok || string(reply) != "第一次\x00" {
		b.Errorf("Replied: %q, %v", reply, ok)
	}
}

func testRace(b bench) {
	const writers = 8
	for round := range 5 {
		version := b.user("t::1").Version
		var won, lost, other int
		var mu sync.Mutex
		var wg sync.WaitGroup
		for w := range writers {
			wg.Go(func() {
				c := by("t::1")
				c.User.Version, c.Key = version, fmt.Sprint("t::", round, "-", w)
				_, _, err := b.Commit(b.ctx(), c)
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					won++
				case errors.Is(err, store.ErrConflict):
					lost++
				default:
					other++
				}
			})
		}
		wg.Wait()
		if won != 1 || lost != writers-1 {
			b.Fatalf("%d won, %d lost, %d failed otherwise", won, lost, other)
		}
	}
}

func testPersons(b bench) {
	persons := []string{
		"a:b", "a", "b", "a:", ":b", "a:b:", "\x00", "\x00\x01a", "\x00\x01", "\xff\xff", "微信::商户", "a\x00b",
		strings.Repeat("x", store.MaxPerson), strings.Repeat("\xff", store.MaxPerson),
	}
	for i, p := range persons {
		c := withCases(p, fullCase("", "1", noon, fmt.Sprintf("1380000%04d", i)))
		c.User.LastCase, c.Reminders = i, []store.Reminder{reminder("", "1", noon)}
		b.put(c)
	}
	for i, p := range persons {
		if u := b.user(p); u.LastCase != i || u.Person != p {
			b.Errorf("%q: got %+v", p, u)
		}
		cases, err := b.Cases(b.ctx(), p, store.CaseQuery{})
		b.must(err)
		if len(cases) != 1 || cases[0].Person != p || cases[0].Numbers[0] != fmt.Sprintf("1380000%04d", i) {
			b.Errorf("%q: cases %+v", p, cases)
		}
	}
	due := func() (n int) {
		lanes := map[string]bool{}
		for _, p := range persons {
			lanes[store.Lane(p)] = true
		}
		for lane := range lanes {
			rems, err := b.Due(b.ctx(), store.DueQuery{Lane: lane, Now: noon})
			b.must(err)
			n += len(rems)
		}
		return n
	}
	b.equal(due(), len(persons))
	c := by(persons[0])
	c.DropAll = true
	b.put(c)
	b.equal(due(), len(persons)-1)
}

func testLimits(b bench) {
	long := strings.Repeat("x", store.MaxID+1)
	for name, c := range map[string]store.Change{
		"nobody":             by(""),
		"a long person":      by(strings.Repeat("x", store.MaxPerson+1)),
		"a case without ID":  withCases("t::1", fullCase("", "", noon)),
		"a case's long ID":   withCases("t::1", fullCase("", long, noon)),
		"somebody's case":    withCases("t::1", fullCase("t::2", "1", noon)),
		"a case twice":       withCases("t::1", fullCase("", "1", noon), fullCase("", "1", noon)),
		"a long reminder":    withReminders("t::1", reminder("", long, noon)),
		"somebody's":         withReminders("t::1", reminder("t::2", "1", noon)),
		"a reminder twice":   withReminders("t::1", reminder("", "1", noon), reminder("", "1", noon)),
		"the year 10000":     withReminders("t::1", reminder("", "1", noon.AddDate(8000, 0, 0))),
		"a reply beyond all": {User: store.User{Person: "t::1"}, Reply: make([]byte, store.MaxChange+1)},
	} {
		_, _, err := b.Commit(b.ctx(), c)
		if !errors.Is(err, store.ErrLimit) {
			b.Errorf("%s: %v", name, err)
		}
	}
	b.equal(b.user("t::1").Version, uint64(0))
	c := withCases("t::1", fullCase("", strings.Repeat("9", store.MaxID), noon))
	c.Key, c.Reply = strings.Repeat("k", 100_000), make([]byte, 1<<20)
	b.put(c)
	reply, ok, err := b.Replied(b.ctx(), c.Key)
	if len(reply) != len(c.Reply) || !ok || err != nil {
		b.Errorf("a reply of 1 MiB: %d bytes, %v, %v", len(reply), ok, err)
	}
}

func testRefused(b bench) {
	c := withCases("t::1", fullCase("", "1", noon, "13800000000"))
	c.Key, c.User.Version = "t::m", 5
	c.Reminders = []store.Reminder{reminder("", "1", noon)}
	_, _, err := b.Commit(b.ctx(), c)
	b.is(err, store.ErrConflict)
	testUnseen(b)
}

func testContext(b bench) {
	ctx, cancel := context.WithCancel(b.ctx())
	cancel()
	_, _, err := b.Commit(ctx, by("t::1"))
	b.is(err, context.Canceled)
	_, err = b.User(ctx, "t::1")
	b.is(err, context.Canceled)
	b.equal(b.user("t::1").Version, uint64(0))
}

func testClosed(b bench) {
	b.put(by("t::1"))
	b.must(b.Close())
	b.must(b.Close())
	_, _, err := b.Commit(b.ctx(), by("t::2"))
	b.is(err, store.ErrClosed)
	_, err = b.User(b.ctx(), "t::1")
	b.is(err, store.ErrClosed)
	_, _, err = b.Replied(b.ctx(), "")
	b.is(err, store.ErrClosed)
	r := reminder("t::1", "1", noon)
	_, err = b.Mark(b.ctx(), r, r)
	b.is(err, store.ErrClosed)
	_, err = b.Deliver(b.ctx(), r, store.Delivery{})
	b.is(err, store.ErrClosed)
	_, err = b.Due(b.ctx(), at(noon))
	b.is(err, store.ErrClosed)
	_, err = b.Chat(b.ctx(), "t::1")
	b.is(err, store.ErrClosed)
	b.is(b.UpdateChat(b.ctx(), "t::1", nil), store.ErrClosed)
}
