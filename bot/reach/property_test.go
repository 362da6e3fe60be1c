package reach

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"callguard/bot"
)

// text is a service text as a bystander notes it.
type text struct {
	at      time.Time
	receipt Receipt
	back    bool // it did not arrive
}

// TestQuotas lets anything happen in a chat in any order, and counts the texts by itself: never
// more than 5 in the 48 hours after a typed message, of which unprompted ones leave one, and 3
// more for each tap.
func TestQuotas(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		now, typed := noon, time.Time{}
		taps := rapid.Bool().Draw(t, "taps")
		rights := Verified("")
		var w Window
		var texts []text
		tapped := 0 // since the typed message, and just before it
		counted := func() (n int) {
			for _, x := range texts {
				if !x.back && !x.at.Before(typed) && x.at.Before(typed.Add(TextFor)) {
					n++
				}
			}
			return n
		}
		send := func(ways []Way, most int) {
			if len(ways) == 0 {
				return
			}
			if !taps && (counted() >= most || now.Sub(typed) >= TextFor) {
				t.Fatalf("a way is open after %d texts, %v after a message", counted(), now.Sub(typed))
			}
			var receipt Receipt
			w, receipt = w.Sent(ways[0], now)
			texts = append(texts, text{now, receipt, false})
		}
		t.Repeat(map[string]func(*rapid.T){
			"wait": func(t *rapid.T) {
				now = now.Add(time.Duration(rapid.SampledFrom([]int{1, 20, 59, 60, 3600, 86400, 172799, 172800}).Draw(t, "s")) * time.Second)
			},
			"type": func(*rapid.T) {
				now = now.Add(1) // later than what was sent before
				typed, tapped = now, 1
				w = w.Typed(now)
			},
			"type again": func(*rapid.T) { w = w.Typed(typed) },
			"tap": func(t *rapid.T) {
				if !taps {
					t.Skip("none")
				}
				w, tapped = w.Tapped(now), tapped+1
			},
			"push":   func(*rapid.T) { send(Ways(rights, w, now), Texts-Reserved) },
			"answer": func(*rapid.T) { send(AnswerWays(rights, w, now), Texts) },
			"hear": func(t *rapid.T) {
				if len(texts) == 0 {
					t.Skip("nothing was sent")
				}
				i := rapid.IntRange(0, len(texts)-1).Draw(t, "which")
				if texts[i].back {
					t.Skip("heard")
				}
				texts[i].back = true
				class := Class(rapid.IntRange(-1, int(Spent)).Draw(t, "class"))
				if class < 0 {
					w = w.Unsent(texts[i].receipt)
				} else {
					w = w.Refused(texts[i].receipt, class)
				}
			},
			"leave": func(*rapid.T) { w = w.Left() },
			"back":  func(*rapid.T) { w = w.Back() },
			"": func(t *rapid.T) {
				if n, most := counted(), Texts+TapTexts*tapped; n > Texts && !taps || n > most {
					t.Fatalf("%d texts after a typed message and %d taps", n, tapped)
				}
				if w.Text.Used > Texts || w.Tap.Used > TapTexts {
					t.Fatalf("counted %+v", w)
				}
				b, err := w.Encode()
				if got, err2 := Decode(b); err != nil || err2 != nil || fmt.Sprint(got) != fmt.Sprint(w) {
					t.Fatalf("%+v was read back as %+v: %v, %v", w, got, err, err2)
				}
			},
		})
	})
}

// anyWindow draws a state of a chat.
func anyWindow(t *rapid.T) Window {
	words := rapid.SliceOfN(rapid.SampledFrom([]string{"typed", "tapped", "1 sent", "3 sent", "n1", "n2", "n3", "scene 0", "scene 4", "left", "back"}), 0, 8)
	return chat(words.Draw(t, "chat")...)
}

// TestWalks lets platforms answer anything: no way is used without right or twice, a walk ends at
// the first outcome that is no refusal, and says what it was.
func TestWalks(t *testing.T) {
	t.Parallel()
	outcomes := []error{nil, bot.ErrUnknown, errDisk, slow(time.Second)}
	for c := NotNow; c <= Gone; c++ {
		outcomes = append(outcomes, refusal(c), refusal(c), refusal(c))
	}
	names := []string{}
	for name := range accounts() {
		names = append(names, name)
	}
	slices.Sort(names)
	rapid.Check(t, func(t *rapid.T) {
		w := newWorld()
		for i, name := range rapid.SliceOfN(rapid.SampledFrom(names), 1, 4).Draw(t, "chats") {
			c := fmt.Sprint(name, ":", i)
			w.db.linked["p"] = append(w.db.linked["p"], c)
			w.set(c, anyWindow(t))
		}
		for range rapid.IntRange(1, 4).Draw(t, "pushes") {
			walkOnce(t, w, outcomes)
			w.now = w.now.Add(time.Duration(rapid.IntRange(0, 60*60).Draw(t, "s")) * time.Second)
		}
	})
}

// walkOnce sends one push and holds what was called against the rules.
func walkOnce(t *rapid.T, w *world, outcomes []error) {
	before := map[string]Window{}
	for _, c := range w.db.linked["p"] {
		before[c] = w.window(c)
	}
	allowed := map[*Account]Rights{}
	for _, a := range w.accounts {
		allowed[a] = a.Allowed()
	}
	var last error
	called := map[string]bool{}
	over, order := false, -1
	w.answer = func(m Message) error {
		a := w.account(m.Chat)
		what := m.Chat + " " + spell(m.Way)
		switch i := slices.Index(w.db.linked["p"], m.Chat); {
		case over:
			t.Fatalf("%s is tried after %v", what, last)
		case called[what]:
			t.Fatalf("%s is tried twice", what)
		case !a.Rights.May(m.Way) || !a.Allowed().May(m.Way) || !allowed[a].May(m.Way):
			t.Fatalf("%s is used without right", what)
		case !slices.Contains(Ways(a.Rights, before[m.Chat], w.now), m.Way):
			t.Fatalf("%s is not open in %+v", what, before[m.Chat])
		case i < order:
			t.Fatalf("%s is tried after a later chat", what)
		default:
			order = i
		}
		called[what] = true
		last = rapid.SampledFrom(outcomes).Draw(t, "answer of "+what)
		var r *Refusal
		over = !errors.As(last, &r)
		return last
	}
	err := w.ladder.Send(t.Context(), bot.Push{Person: "p"})
	var wait *Wait
	switch {
	case !over && errors.As(err, &wait) && wait.Err == nil: // because of an earlier push
	case !over:
		if !errors.Is(err, bot.ErrUnreachable) {
			t.Fatalf("everything was refused: %v", err)
		}
	case !errors.Is(err, last):
		t.Fatalf("the outcome was %v: %v", last, err)
	}
	if errors.Is(err, bot.ErrUnknown) != (over && last == bot.ErrUnknown) {
		t.Fatalf("the outcome was %v: %v", last, err)
	}
}
