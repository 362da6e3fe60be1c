package handlers

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"callguard/handlers/wants"
	"callguard/judge"
	"callguard/judge/numbers"
	"callguard/judge/text"
	"callguard/store"
)

// openFor is how long a case takes further turns.
const openFor = 24 * time.Hour

// openCase gives the case that the conversation is about. One that was called back and settled
// takes more turns too: what turned out real may turn out otherwise.
func (t *turn) openCase() (store.Case, bool) {
	for _, c := range t.cases {
		if c.ID == t.user.OpenCase && t.m.At.Sub(c.Updated) < openFor {
			return c, true
		}
	}
	return store.Case{}, false
}

// bareCaller is how many characters may stand around a number that is all that is told of a caller.
const bareCaller = 4

// goesOn tells a further turn of a case from a new one: it brings no new caller, link or pasted
// message and does not say that somebody called again. An official number that the merchant
// dialled is no caller.
func (t *turn) goesOn(c store.Case, said string, v judge.Verdict) bool {
	norm := text.New(said).Norm
	again := t.h.wishes.is("word-again", norm) && !t.reading.Has("misspoke") && (len(v.Numbers) > 0 || !t.reading.Has("he")) // he again: no number is reported
	if strings.Contains(norm, "【") || again {
		return false
	}
	states := []string{wants.Open}
	sum := func(ws ...wants.Want) (p float64) {
		for _, w := range ws {
			p += t.reading.P(w) * t.reading.Hint(w, states)
		}
		return p
	}
	fresh := sum(wants.Story, wants.StoryRemind, wants.LogOnly)
	further := sum(wants.More, wants.Acted, wants.Real, wants.Fake, wants.Unreached)
	for _, n := range v.Numbers {
		shown := !v.Dialled && utf8.RuneCountInString(norm) <= len(n.Digits)+bareCaller // 95516打的
		if n.Org != "" && further > fresh/4 && !shown || slices.Contains(c.Numbers, numberID(n)) {
			continue
		}
		if n.Org == "" || !v.Dialled {
			return false
		}
	}
	for _, l := range v.Links {
		if !slices.Contains(c.Hosts, l.Host) {
			return false
		}
	}
	return t.lean(c, norm, v, fresh, further) < 0
}

// What tells a new contact from one more turn, in log-odds.
const (
	opens     = 2.0 // somebody new is brought in
	opensNone = 5.5 // nobody is
	bySaying  = 3.0 // at most, by how it is said
	otherOrg  = 3.0 // an organisation that the case does not know
	longAgo   = 2.0 // the case was left for hours
	goneOn    = 3.0 // something was given away
	settled   = 4.0 // the merchant has said what came of it
)

// lean says how much a message looks like a new contact rather than one more turn of a case.
func (t *turn) lean(c store.Case, norm string, v judge.Verdict, fresh, further float64) float64 {
	lean := max(-bySaying, min(bySaying, math.Log((fresh+1e-2)/(further+1e-2))))
	if t.h.wishes.is("word-opens", norm) {
		lean += opens
	} else {
		lean -= opensNone
	}
	known := t.h.answers.Directory.Mentions(textOf(c))
	if slices.ContainsFunc(v.Orgs, func(id string) bool { return !slices.Contains(known, id) }) && fresh > further && !t.reading.Has("gave") {
		lean += otherOrg
	}
	if len(v.Lost) > 0 && len(v.Numbers) == 0 && !t.h.wishes.is("word-opens", norm) {
		lean -= goneOn // what is lost now was asked for before
	}
	if c.Outcome == "real" || c.Outcome == "fake" {
		lean += settled
	}
	if t.m.At.Sub(c.Updated) > 2*time.Hour {
		lean += longAgo
	}
	return lean
}

// callers gives the numbers that may have called: not the official ones that the merchant dialled.
func callers(v judge.Verdict) []string {
	var out []string
	for _, n := range v.Numbers {
		if n.Org != "" && v.Dialled {
			continue
		}
		if id := numberID(n); !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// domestic writes a number as people in China dial it: without +86, an area code with its 0.
func domestic(id string) string {
	rest, ok := strings.CutPrefix(id, "+86")
	switch {
	case !ok:
		return id
	case strings.HasPrefix(rest, "1") || strings.HasPrefix(rest, "400") || strings.HasPrefix(rest, "800"):
		return rest
	}
	return "0" + rest
}

// domestics writes several numbers so.
func domestics(ids []string) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = domestic(id)
	}
	return out
}

// numberID is how a number is kept: E.164, or its digits as shown.
func numberID(n numbers.Number) string {
	if n.E164 != "" {
		return n.E164
	}
	return n.Digits
}

// newCase opens an entry of the log.
func (t *turn) newCase(said string, v judge.Verdict) store.Case {
	t.user.LastCase++
	c := store.Case{ID: strconv.Itoa(t.user.LastCase), Person: t.user.Person, Opened: t.m.At.UTC(), Channel: t.m.Channel}
	t.user.OpenCase = c.ID
	t.out.LogAdded++
	t.outlive()
	return t.take(c, said, v)
}

// kept is how long an entry of the log is kept. Our choice: long enough to find last year's caller.
const kept = 2 * 365 * 24 * time.Hour

// outlive deletes what is older than entries are kept, whenever a new one is opened.
func (t *turn) outlive() {
	old, err := t.h.store.Cases(t.ctx, t.user.Person, store.CaseQuery{Before: t.m.At.Add(-kept)})
	if err != nil {
		t.failed = err
		return
	}
	for _, c := range old {
		t.change.DropCases = append(t.change.DropCases, c.ID)
	}
}

// take adds what was said, and what it means, to a case.
func (t *turn) take(c store.Case, said string, v judge.Verdict) store.Case {
	c = t.told(c, said)
	c.Turns[len(c.Turns)-1].Aside = false
	for _, n := range callers(v) {
		if !slices.Contains(c.Numbers, n) {
			c.Numbers = append(slices.Clone(c.Numbers), n)
		}
	}
	for _, l := range v.Links {
		if !slices.Contains(c.Hosts, l.Host) {
			c.Hosts = append(slices.Clone(c.Hosts), l.Host)
		}
	}
	c.Verdict, c.Score, c.Type, c.Lost = string(v.Label), v.Score, v.Type, v.Lost
	for _, a := range v.Asked {
		c.Asked = append(slices.DeleteFunc(slices.Clone(c.Asked), func(b string) bool { return a == b }), a)
	}
	c.Topic = v.Pretext
	if c.Topic == "" && !strings.HasPrefix(v.Type, "calls-") {
		c.Topic = v.Type
	}
	c.Reasons = reasonsOf(v)
	return c
}

// told adds what was said to a case, masked, and changes nothing else.
func (t *turn) told(c store.Case, said string) store.Case {
	c.Updated = t.m.At.UTC()
	c.Turns = append(slices.Clone(c.Turns), store.Turn{At: c.Updated, Text: text.Mask(said), Aside: true})
	return c
}

// keepCase puts a case among the changes and says what became of it.
func (t *turn) keepCase(c store.Case) {
	t.change.Cases = append(t.change.Cases, c)
	t.out.Case, t.out.CaseVerdict, t.out.UserVerdict = c.ID, c.Verdict, c.UserVerdict
}

// whole is the text of a case: all that was told, a turn a line.
func whole(c store.Case) string {
	var all []string
	for _, turn := range c.Turns {
		all = append(all, turn.Text)
	}
	return strings.Join(all, "\n")
}

func (t *turn) caseByID(id string) (store.Case, bool) {
	for _, c := range t.cases {
		if c.ID == id {
			return c, true
		}
	}
	return store.Case{}, false
}
