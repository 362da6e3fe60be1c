package reach

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"sync"
	"testing"
	"time"

	"callguard/bot"
)

// slow is an error of a platform that wants to be left alone.
type slow time.Duration

func (s slow) Error() string             { return "too many requests" }
func (s slow) RetryAfter() time.Duration { return time.Duration(s) }

// TestSend walks the ladder of a verified 服务号 with a linked Telegram chat.
func TestSend(t *testing.T) {
	t.Parallel()
	full := chat("typed", "n1", "n2", "scene 1", "scene 2")
	const whole = "service:a service, service:a n1, service:a n2, service:a template, service:a once1, service:a once2, telegram:a push"
	for _, c := range []struct {
		name    string
		answers map[string]error
		want    string // sent
		left    string // the window of service:a afterwards
		err     error
	}{
		{"first", nil, "service:a service", "typed 1, tapped 0, notices map[n1:1 n2:1], scenes [1 2]", nil},
		{"closed", map[string]error{"service": refusal(Closed)}, "service:a service, service:a n1", "typed over, tapped 0, notices map[n2:1], scenes [1 2]", nil},
		{"spent", map[string]error{"service": refusal(Spent), "n1": refusal(Spent), "n2": refusal(Spent), "template": refusal(NotNow), "once1": refusal(Spent)},
			"service:a service, service:a n1, service:a n2, service:a template, service:a once1, service:a once2", "typed over, tapped 0, notices map[], scenes []", nil},
		{"not now", map[string]error{"service": refusal(NotNow), "n1": refusal(NotNow), "n2": refusal(NotNow), "template": refusal(NotNow), "once1": refusal(NotNow)},
			"service:a service, service:a n1, service:a n2, service:a template, service:a once1, telegram:a push", "typed 0, tapped 0, notices map[n1:1 n2:1], scenes [1 2]", nil},
		{"denied", map[string]error{"service": refusal(Denied), "n1": refusal(Denied), "template": refusal(NoTemplate), "once1": refusal(Denied)},
			"service:a service, service:a n1, service:a template, service:a once1, telegram:a push", "typed 0, tapped 0, notices map[n1:1 n2:1], scenes [1 2]", nil},
		{"no template", map[string]error{"service": refusal(NotNow), "n1": refusal(NoTemplate)}, "service:a service, service:a n1, service:a n2",
			"typed 0, tapped 0, notices map[n1:1], scenes [1 2]", nil},
		{"gone", map[string]error{"service": refusal(Gone)}, "service:a service, telegram:a push", "typed over, tapped 0, notices map[], scenes [], closed", nil},
		{"nobody", map[string]error{"service": refusal(Gone), "push": refusal(Gone)}, "service:a service, telegram:a push",
			"typed over, tapped 0, notices map[], scenes [], closed", bot.ErrUnreachable},
		{"all spent", map[string]error{"service": refusal(Spent), "n1": refusal(Spent), "n2": refusal(Spent), "template": refusal(Spent), "once1": refusal(Spent),
			"once2": refusal(Spent), "push": refusal(Spent)}, whole, "typed over, tapped 0, notices map[], scenes []", bot.ErrUnreachable},
		{"unknown", map[string]error{"service": fmt.Errorf("read: %w", bot.ErrUnknown)}, "service:a service", "typed 1, tapped 0, notices map[n1:1 n2:1], scenes [1 2]", bot.ErrUnknown},
		{"timeout", map[string]error{"service": fmt.Errorf("post: %w", context.DeadlineExceeded)}, "service:a service", "typed 1, tapped 0, notices map[n1:1 n2:1], scenes [1 2]", bot.ErrUnknown},
		{"net timeout", map[string]error{"service": &net.DNSError{IsTimeout: true}}, "service:a service", "typed 1, tapped 0, notices map[n1:1 n2:1], scenes [1 2]", bot.ErrUnknown},
		{"no connection", map[string]error{"service": fmt.Errorf("post: %w", &net.OpError{Op: "dial", Err: context.DeadlineExceeded})}, "service:a service",
			"typed 0, tapped 0, notices map[n1:1 n2:1], scenes [1 2]", context.DeadlineExceeded},
		{"never sent", map[string]error{"service": unsent{context.Canceled}}, "service:a service", "typed 0, tapped 0, notices map[n1:1 n2:1], scenes [1 2]", context.Canceled},
		{"cancelled", map[string]error{"service": refusal(Closed), "n1": context.Canceled}, "service:a service, service:a n1", "typed over, tapped 0, notices map[n2:1], scenes [1 2]", bot.ErrUnknown},
		{"unknown outweighs", map[string]error{"service": errors.Join(refusal(Closed), bot.ErrUnknown)}, "service:a service", "typed 1, tapped 0, notices map[n1:1 n2:1], scenes [1 2]", bot.ErrUnknown},
		{"down", map[string]error{"service": errDisk}, "service:a service", "typed 0, tapped 0, notices map[n1:1 n2:1], scenes [1 2]", errDisk},
		{"down at a scene", map[string]error{"service": refusal(Spent), "n1": refusal(NotNow), "n2": refusal(NotNow), "template": refusal(NotNow), "once1": errDisk},
			"service:a service, service:a n1, service:a n2, service:a template, service:a once1", "typed over, tapped 0, notices map[n1:1 n2:1], scenes [1 2]", errDisk},
	} {
		w := newWorld()
		w.set("service:a", full)
		w.db.linked["p"] = []string{"elsewhere:a", "service:a", "unverified:a", "telegram:a"}
		w.answer = by(c.answers)
		err := w.ladder.Send(t.Context(), bot.Push{Person: "p", Key: "k"})
		if !errors.Is(err, c.err) || (err == nil) != (c.err == nil) {
			t.Errorf("%s: error %v, want %v", c.name, err, c.err)
		}
		if c.err != bot.ErrUnknown && errors.Is(err, bot.ErrUnknown) || c.err != bot.ErrUnreachable && errors.Is(err, bot.ErrUnreachable) {
			t.Errorf("%s: error %v says too much", c.name, err)
		}
		if got := w.flush(); got != c.want {
			t.Errorf("%s: sent %s\nwant %s", c.name, got, c.want)
		}
		if got := sketch(w.window("service:a")); got != c.left {
			t.Errorf("%s: left %s\nwant %s", c.name, got, c.left)
		}
	}
}

// TestOwnAlone reaches nobody but by the only chat that there is, on each type of account.
func TestOwnAlone(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{"telegram": "push", "terminal": "push", "unverified": "", "unverified service": "",
		"verified": "service service service service once1", "service": "service service service service n1 template template",
		"test": "service service service service template template template"} {
		w := newWorld()
		w.set(name+":a", chat("typed", "n1", "scene 1"))
		var got []string
		for range 7 {
			err := w.ladder.Send(t.Context(), bot.Push{Person: name + ":a"})
			if s := w.flush(); s != "" {
				got = append(got, s[len(name)+3:])
			} else if !errors.Is(err, bot.ErrUnreachable) {
				t.Errorf("%s: error %v", name, err)
			}
			if name == "telegram" || name == "terminal" {
				break
			}
		}
		if got := spellAll(got); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func spellAll(ways []string) string {
	s := fmt.Sprint(ways)
	return s[1 : len(s)-1]
}

// TestAnswer takes the text that is left for answers, and nothing beyond.
func TestAnswer(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.set("service:a", chat("typed", "4 sent", "n1"))
	for i, want := range []error{nil, bot.ErrUnreachable} {
		if err := w.ladder.Answer(t.Context(), "service:a", "k", bot.Reply{}); !errors.Is(err, want) {
			t.Errorf("answer %d: %v, want %v", i, err, want)
		}
	}
	if got := w.flush(); got != "service:a service" {
		t.Error(got)
	}
}

// TestWait leaves a platform alone for as long as it wants, and then goes on.
func TestWait(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.set("service:a", chat("typed"))
	w.db.linked["p"] = []string{"service:a", "telegram:a"}
	w.answer = by(map[string]error{"service": slow(30 * time.Second)})
	for i, c := range []struct {
		after  time.Duration
		person string
		want   time.Duration // to wait
		sent   string
	}{
		{0, "p", 30 * time.Second, "service:a service"},
		{10 * time.Second, "p", 20 * time.Second, ""},
		{10 * time.Second, "service:nothing open", 20 * time.Second, ""},
		{10 * time.Second, "telegram:b", 0, "telegram:b push"},
		{-time.Hour, "telegram:b", 0, "telegram:b push"},
		{-time.Hour, "service:a", 30 * time.Second, "service:a service"}, // a clock that was set back ends it
		{-time.Hour + 30*time.Second, "service:b", 0, "service:b template"},
	} {
		w.now = noon.Add(c.after)
		err := w.ladder.Send(t.Context(), bot.Push{Person: c.person})
		var after interface{ RetryAfter() time.Duration }
		switch errors.As(err, &after) {
		case true:
			if after.RetryAfter() != c.want || errors.Is(err, bot.ErrUnreachable) {
				t.Errorf("%d: %v, want %v", i, err, c.want)
			}
		case false:
			if c.want != 0 || err != nil {
				t.Errorf("%d: %v, want %v", i, err, c.want)
			}
		}
		if got := w.flush(); got != c.sent {
			t.Errorf("%d: sent %q, want %q", i, got, c.sent)
		}
		if n := w.window("service:a").Text.Used; n != 0 {
			t.Errorf("%d: %d texts are counted", i, n)
		}
	}
}

// TestLongestWait asks again after a day, whatever the platform said.
func TestLongestWait(t *testing.T) {
	t.Parallel()
	w := newWorld()
	for i, c := range []struct {
		after time.Duration
		want  string
	}{{0, "telegram:a push"}, {24*hour - 1, ""}, {24 * hour, "telegram:a push"}} {
		w.now, w.answer = noon.Add(c.after), by(map[string]error{"push": slow(1000 * hour)})
		if err := w.ladder.Send(t.Context(), bot.Push{Person: "telegram:a"}); err == nil {
			t.Errorf("%d: no error", i)
		}
		if got := w.flush(); got != c.want {
			t.Errorf("%d: sent %q, want %q", i, got, c.want)
		}
	}
	if w.db.writes != -1 {
		t.Error("a push was counted, which nobody counts")
	}
}

// TestDenied switches a rung off for all chats of the account, and tells so once.
func TestDenied(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.answer = by(map[string]error{"service": refusal(Denied), "n1": refusal(NoTemplate)})
	for i, want := range []string{"service:0 service, service:0 n1, service:0 n2", "service:1 n2", "service:2 n2"} {
		person := fmt.Sprint("service:", i)
		w.set(person, chat("typed", "n1", "n2"))
		if got, err := w.ladder.Promise(t.Context(), person, noon); i > 0 && spell(got.Way) != "n2" || err != nil {
			t.Errorf("%d: promised %v, %v", i, got, err)
		}
		if err := w.ladder.Send(t.Context(), bot.Push{Person: person}); err != nil {
			t.Error(err)
		}
		if got := w.flush(); got != want {
			t.Errorf("%d: sent %q, want %q", i, got, want)
		}
	}
	if want := []string{"service:0 service: class 3", "service:0 n1: class 4"}; !slices.Equal(w.told, want) {
		t.Errorf("told %q, want %q", w.told, want)
	}
	if w.accounts["service"].deny(Way{Kind: Service}, Denied) {
		t.Error("what was under way when it was denied tells so again")
	}
	if r := w.accounts["service"].Allowed(); r.Service || len(r.Notices) != 1 || r.Template == "" || !w.accounts["service"].Rights.Service {
		t.Errorf("%+v is allowed", r)
	}
}

func TestPromise(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.db.linked["both"] = []string{"verified:a", "telegram:a"}
	w.db.linked["left"] = []string{"telegram:b", "unverified:b", "nowhere:b"}
	w.set("verified:a", chat("typed"))
	w.set("telegram:b", chat("left"))
	for _, c := range []struct {
		person string
		in     time.Duration
		want   Promised
	}{
		{"both", hour, Promised{"verified:a", Way{Kind: Service}}},
		{"both", 50 * hour, Promised{"telegram:a", Way{Kind: Push}}},
		{"left", hour, Promised{}},
		{"nowhere:a", hour, Promised{}},
	} {
		if got, err := w.ladder.Promise(t.Context(), c.person, noon.Add(c.in)); got != c.want || err != nil {
			t.Errorf("%s in %v: %v, %v", c.person, c.in, got, err)
		}
	}
	if got := w.flush(); got != "" {
		t.Errorf("a promise sent %s", got)
	}
}

// TestStoreFaults sends nothing that could not be counted, and goes on when only the outcome could
// not be stored.
func TestStoreFaults(t *testing.T) {
	t.Parallel()
	w := newWorld()
	full := chat("typed", "n1")
	for _, c := range []struct {
		person string
		writes int
		sent   string
		told   int
		err    error
	}{
		{"service:a", 0, "", 0, errDisk},
		{"service:a", 1, "service:a service", 1, errDisk},                  // the refusal is not noted, the notice can't be counted
		{"service:a", 3, "service:a service, service:a n1", 1, errDisk},    // the credit is not given back
		{"service:gone", 1, "service:gone service", 1, bot.ErrUnreachable}, // nothing else is tried, though it could not be noted
		{"service:b", 0, "", 0, errDisk},
		{"nobody", 0, "", 0, errDisk},
	} {
		w.db.state = map[string][]byte{}
		w.set("service:a", full)
		w.set("service:gone", chat("typed"))
		w.db.writes, w.told = c.writes, nil
		w.answer = by(map[string]error{"service:gone service": refusal(Gone), "service": refusal(Spent), "n1": errDisk})
		err := w.ladder.Send(t.Context(), bot.Push{Person: c.person})
		if got := w.flush(); got != c.sent || !errors.Is(err, c.err) {
			t.Errorf("%s after %d writes: sent %q, %v", c.person, c.writes, got, err)
		}
		if len(w.told) != c.told {
			t.Errorf("%s after %d writes: told %q", c.person, c.writes, w.told)
		}
	}
	w.db.writes = -1
	w.db.state["service:a"] = []byte("{")
	if err := w.ladder.Send(t.Context(), bot.Push{Person: "service:a"}); err == nil {
		t.Error("a damaged state was used")
	}
	if err := Note(t.Context(), w.db, "service:a", Window.Left); err == nil {
		t.Error("a damaged state was noted in")
	}
	if _, err := w.ladder.Promise(t.Context(), "service:a", noon); err == nil {
		t.Error("a damaged state was promised by")
	}
}

// TestContextEnds sends nothing when it is over before, and still notes what came when it ends
// while the platform is asked.
func TestContextEnds(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.set("verified:a", chat("typed", "scene 1"))
	ctx, cancel := context.WithCancel(t.Context())
	w.answer = func(Message) error { cancel(); return refusal(Spent) }
	for range 2 {
		err := w.ladder.Send(ctx, bot.Push{Person: "verified:a"})
		var early interface{ Unsent() bool }
		if !errors.Is(err, context.Canceled) || !errors.As(err, &early) || !early.Unsent() {
			t.Error(err)
		}
	}
	if got := w.flush(); got != "verified:a service" {
		t.Error(got)
	}
	if got := sketch(w.window("verified:a")); got != "typed over, tapped 0, notices map[], scenes [1]" {
		t.Error(got)
	}
}

// TestShare sends to one chat from many sides, who all see the whole quota first: the quota is shared, the rest goes elsewhere.
func TestShare(t *testing.T) {
	t.Parallel()
	w := newWorld()
	w.set("verified:a", chat("typed", "scene 1", "scene 2"))
	var all sync.WaitGroup
	var mu sync.Mutex
	kept := 0
	w.db.meet = new(sync.WaitGroup)
	w.db.meet.Add(20)
	for range 20 {
		all.Go(func() {
			err := w.ladder.Send(t.Context(), bot.Push{Person: "verified:a"})
			mu.Lock()
			defer mu.Unlock()
			if errors.Is(err, bot.ErrUnreachable) {
				kept++
			} else if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	slices.Sort(w.sent)
	const want = "verified:a once1, verified:a once2, verified:a service, verified:a service, verified:a service, verified:a service"
	if got := w.flush(); got != want || kept != 14 {
		t.Errorf("%d kept, sent %s", kept, got)
	}
}
