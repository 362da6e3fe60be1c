package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"callguard/judge"
	"callguard/judge/numbers"
	"callguard/judge/text"
	"callguard/store"
	"callguard/wording"
)

// openFor is how long a case takes further turns.
const openFor = 24 * time.Hour

// fewWords is the length up to which a message may go on with a case without saying so.
const fewWords = 40

// worthJudging tells a story beside a reminder from politeness.
func (t *turn) worthJudging(rest string) bool {
	if utf8.RuneCountInString(rest) < 6 {
		return false
	}
	v := t.h.judge.Judge(judge.Case{Text: rest, Channel: t.m.Channel})
	return len(v.Evidence) > 0 || len(v.Numbers) > 0 || len(v.Links) > 0
}

// check judges what was told: as a turn of the open case when it goes on with it, else as a case
// of its own, and answers.
func (t *turn) check(said string) {
	v := t.h.judge.Judge(judge.Case{Text: said, Channel: t.m.Channel})
	if !v.Words {
		t.say("verdict.empty", nil)
		return
	}
	if c, ok := t.openCase(); ok && t.goesOn(c, said, v) {
		t.refine(c, said)
		return
	}
	c := t.newCase(said, v)
	t.answer(c, v)
}

// openCase gives the case that the conversation is about.
func (t *turn) openCase() (store.Case, bool) {
	for _, c := range t.cases {
		if c.ID == t.user.OpenCase && c.Outcome == "" && c.Verdict != "" && t.m.At.Sub(c.Updated) < openFor {
			return c, true
		}
	}
	return store.Case{}, false
}

// goesOn tells a further turn of a case from a new one: no new caller, link or pasted message, no
// word that opens a story, and a word that goes on with one or few words.
func (t *turn) goesOn(c store.Case, said string, v judge.Verdict) bool {
	for _, n := range callers(v) {
		if !slices.Contains(c.Numbers, n) {
			return false
		}
	}
	for _, l := range v.Links {
		if !slices.Contains(c.Hosts, l.Host) {
			return false
		}
	}
	norm := text.New(said).Norm
	if strings.Contains(norm, "【") || t.h.wishes.is("new-story", norm) {
		return false
	}
	return t.h.wishes.is("goes-on", norm) || utf8.RuneCountInString(norm) <= fewWords && len(v.Numbers) == 0
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
	c := store.Case{ID: strconv.Itoa(t.user.LastCase), Person: t.m.Person(), Opened: t.m.At.UTC(), Channel: t.m.Channel}
	t.user.OpenCase = c.ID
	t.out.LogAdded++
	return t.take(c, said, v)
}

// take adds what was said, and what it means, to a case.
func (t *turn) take(c store.Case, said string, v judge.Verdict) store.Case {
	c.Updated = t.m.At.UTC()
	c.Turns = append(slices.Clone(c.Turns), store.Turn{At: c.Updated, Text: text.Mask(said)})
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
	c.Reasons = nil
	for _, e := range v.Evidence[:min(len(v.Evidence), mostReasons)] {
		c.Reasons = append(c.Reasons, store.Reason{ID: e.ID, Quote: text.Mask(e.Quote), Weight: e.Weight})
	}
	return c
}

// refine judges the whole case again with what was added, and answers.
func (t *turn) refine(c store.Case, said string) {
	var all []string
	for _, turn := range c.Turns {
		all = append(all, turn.Text)
	}
	v := t.h.judge.Judge(judge.Case{Text: strings.Join(append(all, said), "\n"), Channel: c.Channel})
	t.answer(t.take(c, said, v), v)
}

// answer says what a case came to, keeps it, and remembers the question asked.
func (t *turn) answer(c store.Case, v judge.Verdict) {
	t.change.Cases = append(t.change.Cases, c)
	reply := t.h.answers.Answer(v, t.lang, Me{Banks: t.user.Banks, Acquirer: t.user.Acquirer})
	t.said = append(t.said, reply.Text)
	t.choices = reply.Choices
	t.often(c)
	key := "offer.updated"
	if t.out.LogAdded > 0 {
		key = "offer.logged"
	}
	t.said = append(t.said, "")
	t.say(key, wording.Fill{"id": c.ID})
	if v.Label != judge.Legit {
		t.say("offer.remind", nil)
	}
	if len(reply.Choices) > 0 {
		t.user.Pending = store.Pending{Kind: "ask", Case: c.ID, Options: t.h.answers.Questions.Options(v.Ask), Asked: t.m.At.UTC(),
			Data: map[string]string{"ask": v.Ask}}
	}
	t.out.Verdict, t.out.Case = verdictOf(v), c.ID
	t.out.CaseVerdict, t.out.UserVerdict = c.Verdict, c.UserVerdict
}

// often says when a number has come before: the third time in a week is not normal.
func (t *turn) often(c store.Case) {
	for _, number := range c.Numbers {
		n, first := 1, store.Case{}
		for _, old := range t.cases {
			if old.ID == c.ID || !slices.Contains(old.Numbers, number) {
				continue
			}
			if t.m.At.Sub(old.Opened) <= 7*24*time.Hour {
				n++
			}
			first = old
		}
		if first.ID == "" {
			continue
		}
		key := "offer.again-once"
		if n >= 3 {
			key = "offer.again"
		}
		t.said = append(t.said, "")
		t.say(key, wording.Fill{"n": strconv.Itoa(n), "first": t.day(first.Opened), "id": first.ID})
		return
	}
}

// answersQuestion takes a tapped or typed answer to the bot's last question.
func (t *turn) answersQuestion(norm string) bool {
	p := t.user.Pending
	if p.Kind == "" || t.m.At.Sub(p.Asked) > openFor {
		return false
	}
	option := ""
	bare := strings.Trim(norm, " 。.!,")
	for i, o := range p.Options {
		label := text.New(t.line("choice."+o, nil)).Norm
		if bare == strconv.Itoa(i+1) || bare == label || bare == o {
			option = o
		}
	}
	switch p.Kind {
	case "remind":
		return t.confirmReminder(bare, p)
	case "forget":
		return t.confirmForget(bare)
	case "ask":
		c, ok := t.caseByID(p.Case)
		if option == "" || !ok {
			return false
		}
		t.user.Pending = store.Pending{}
		t.refine(c, t.h.answers.Questions.Means(p.Data["ask"], option, t.lang))
		return true
	}
	return false
}

func (t *turn) caseByID(id string) (store.Case, bool) {
	for _, c := range t.cases {
		if c.ID == id {
			return c, true
		}
	}
	return store.Case{}, false
}
