package handlers

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"callguard/judge"
	"callguard/judge/text"
	"callguard/store"
	"callguard/wording"
)

// check judges what was told: as a turn of the open case when it goes on with it, else as a case
// of its own, and answers.
func (t *turn) check(said string) {
	v := t.known(t.h.judge.Judge(judge.Case{Text: said, Channel: t.m.Channel}))
	if !v.Words {
		t.say("verdict.empty", nil)
		return
	}
	c, open := t.openCase()
	switch {
	case open && saidBefore(c, said) && !t.h.wishes.is("word-again", t.clean.Norm):
		now := t.h.judge.Judge(judge.Case{Text: whole(c), Channel: c.Channel})
		if c.Verdict == "" { // was only logged: now it is asked for
			t.answer(t.take(c, said, v), v)
			return
		}
		now.Label = judge.Label(c.Verdict)
		c.Updated = t.m.At.UTC()
		t.unchanged(c, now)
		return
	case open && t.goesOn(c, said, v):
		t.refine(c, said)
		return
	}
	t.answer(t.newCase(said, v), v)
}

// saidBefore holds when a message stands in the case already: it was sent twice, not told anew.
func saidBefore(c store.Case, said string) bool {
	masked := text.Mask(said)
	return slices.ContainsFunc(c.Turns, func(t store.Turn) bool { return strings.TrimSpace(t.Text) == strings.TrimSpace(masked) })
}

// refine judges the whole case again with what was added, and answers what is new. What was found
// a scam is not made legitimate by talking on.
func (t *turn) refine(c store.Case, said string) {
	v := t.h.judge.Judge(judge.Case{Text: whole(c) + "\n" + text.Mask(said), Channel: c.Channel})
	if v.Label != judge.Scam {
		if alone := t.h.judge.Judge(judge.Case{Text: said, Channel: c.Channel}); alone.Label == judge.Scam && (hard(alone) || alone.Score >= plain) {
			v = merged(alone, v)
		} else if c.Verdict == string(judge.Scam) {
			v = t.again(c, v)
		}
	}
	v = t.known(v)
	before := c
	if v.Label != judge.Legit { // what this message says by itself may drown in all that was told before
		v.Lost = united(v.Lost, t.h.judge.Judge(judge.Case{Text: said, Channel: c.Channel, Before: judge.Label(c.Verdict)}).Lost)
	}
	v.Lost = united(v.Lost, c.Lost, t.gaveIt(c, v))
	c = t.take(c, said, v)
	news := t.news(before, v)
	if before.Verdict == c.Verdict && slices.Equal(before.Lost, c.Lost) && len(news) == 0 {
		t.unchanged(c, v)
		return
	}
	if len(news) > 0 {
		v.Evidence = news // what was told before has been explained
	}
	c.Acted = c.Acted && slices.Equal(before.Lost, c.Lost)
	t.answer(c, v)
}

// shortAnswer is how many characters a bare answer has at most: longer ones say themselves what was given.
const shortAnswer = 24

// gaveIt gives what a bare answer gives away (给了, sent it already): what was asked for
// last and not given before.
func (t *turn) gaveIt(c store.Case, v judge.Verdict) []string {
	if len(c.Asked) == 0 || v.Label != judge.Scam || !t.reading.Has("gave") || t.reading.Has("no-ask") ||
		utf8.RuneCountInString(t.m.Text) > shortAnswer || len(v.Lost) > len(c.Lost) {
		return nil
	}
	for i := len(c.Asked) - 1; i >= 0; i-- {
		if !slices.Contains(c.Lost, c.Asked[i]) {
			return c.Asked[i : i+1]
		}
	}
	return nil
}

// united joins lists of losses, most urgent first.
func united(lists ...[]string) []string {
	var out []string
	for _, slug := range judge.Losses() {
		if slices.ContainsFunc(lists, func(l []string) bool { return slices.Contains(l, slug) }) {
			out = append(out, slug)
		}
	}
	return out
}

// again gives the verdict on what had been told before, with what else is known now.
func (t *turn) again(c store.Case, now judge.Verdict) judge.Verdict {
	v := t.h.judge.Judge(judge.Case{Text: whole(c), Channel: c.Channel})
	if v.Label != judge.Scam { // a case that grew: one of its earlier states was the scam
		v.Label, v.Score = judge.Scam, c.Score
	}
	return merged(v, now)
}

// merged gives a verdict with what else the whole case shows.
func merged(v, whole judge.Verdict) judge.Verdict {
	v.Orgs, v.Numbers, v.Links = whole.Orgs, whole.Numbers, whole.Links
	v.Asked = append(slices.Clone(whole.Asked), v.Asked...)
	v.Lost = united(v.Lost, whole.Lost)
	return v
}

// news gives the evidence that the case did not show before.
func (t *turn) news(before store.Case, v judge.Verdict) []judge.Evidence {
	old := t.h.judge.Judge(judge.Case{Text: whole(before), Channel: before.Channel})
	old.Evidence = append(old.Evidence, knownBefore(before)...)
	var out []judge.Evidence
	for _, e := range v.Evidence {
		if speaks(e, v.Label) && !slices.ContainsFunc(old.Evidence, func(o judge.Evidence) bool { return o.ID == e.ID }) {
			out = append(out, e)
		}
	}
	return out
}

// unchanged answers a turn that changes nothing: the verdict in one line and the step that matters
// most, not the whole answer once more.
func (t *turn) unchanged(c store.Case, v judge.Verdict) {
	t.keepCase(c)
	t.report(c, v)
	a, me := t.h.answers, t.me()
	if len(v.Lost) > 0 && !c.Acted {
		t.say("urgent."+v.Lost[0], wording.Fill{"number": a.lossNumber(v, t.lang, me)})
	}
	t.say("offer.unchanged-"+string(v.Label), wording.Fill{"id": c.ID, "number": a.callBack(v, t.lang, me)})
	t.ask(c, v)
	t.out.Verdict = verdictOf(v)
}

// ask puts the follow-up question behind an answer and remembers it.
func (t *turn) ask(c store.Case, v judge.Verdict) {
	question, choices := t.h.answers.question(v, t.lang)
	if question == "" {
		return
	}
	t.said = append(t.said, "", question)
	t.choices = choices
	t.pend(c, v)
}

func (t *turn) pend(c store.Case, v judge.Verdict) {
	t.user.Pending = store.Pending{Kind: "ask", Case: c.ID, Options: t.h.answers.Questions.Options(v.Ask), Asked: t.m.At.UTC(),
		Data: map[string]string{"ask": v.Ask}}
}

// me is what the merchant has said of himself. After a loss the bank that he names now is the one
// to call.
func (t *turn) me() Me {
	me := Me{Banks: t.user.Banks, Acquirer: t.user.Acquirer, AsBank: t.h.wishes.is("word-bank", t.clean.Norm)}
	if c, ok := t.openCase(); ok && len(c.Lost) > 0 {
		for _, id := range t.mentions() {
			if o, ok := t.h.answers.Directory.Org(id); ok && (strings.HasPrefix(o.Kind, "bank") || strings.Contains(o.Kind, "payment")) {
				me.Banks = append([]string{id}, me.Banks...)
			}
		}
	}
	for _, wallet := range []string{"wechat-pay", "alipay"} {
		if t.h.wishes.is(intent("word-"+wallet), t.clean.Norm) {
			me.Banks = append([]string{wallet}, me.Banks...)
		}
	}
	return me
}

// answer says what a case came to, keeps it, and remembers the question asked.
func (t *turn) answer(c store.Case, v judge.Verdict) {
	t.keepCase(c)
	t.report(c, v)
	me := t.me()
	me.Acted = c.Acted
	reply := t.h.answers.Answer(v, t.lang, me)
	t.said = append(t.said, reply.Text)
	t.choices = reply.Choices
	t.often(c)
	if len(reply.Choices) > 0 {
		t.pend(c, v)
	}
	t.offer(c, v)
	t.out.Verdict = verdictOf(v)
}

// offer ends an answer: what was logged, and the reminder that may follow.
func (t *turn) offer(c store.Case, v judge.Verdict) {
	key := "offer.updated"
	switch {
	case t.out.LogAdded > 0 && v.Label == judge.Legit:
		key = "offer.logged-legit"
	case t.out.LogAdded > 0 && len(v.Lost) > 0:
		key = "offer.logged-lost"
	case t.out.LogAdded > 0:
		key = "offer.logged"
	}
	t.said = append(t.said, "")
	t.say(key, wording.Fill{"id": c.ID})
}

// answersQuestion takes a tapped or typed answer to the bot's last question.
func (t *turn) answersQuestion(norm string) bool {
	p := t.pending()
	if p.Kind == "" || t.m.At.Sub(p.Asked) > openFor {
		return false
	}
	bare := strings.Trim(norm, " 。.!,")
	switch p.Kind {
	case "remind":
		return t.confirmReminder(bare, p)
	case "forget", "delete":
		return t.confirmForget(bare, p)
	case pendingOutcome:
		return t.confirmOutcome(bare, p)
	case pendingCalled:
		return t.confirmCalled(bare, p)
	case "habit":
		return t.confirmHabit(bare)
	case "ask":
		return t.confirmAnswer(bare, p)
	case "reminded":
		return t.moveJustSet(bare, p)
	case "link":
		return t.confirmLink(bare, p)
	}
	return false
}

// confirmAnswer takes an option by its number, its words, or a plain yes or no.
func (t *turn) confirmAnswer(bare string, p store.Pending) bool {
	c, ok := t.caseByID(p.Case)
	if !ok {
		return false
	}
	option := ""
	for i, o := range p.Options {
		label := text.New(t.line("choice."+o, nil)).Norm
		if bare == strconv.Itoa(i+1) || bare == label || bare == o {
			option = o
		}
	}
	if option == "" {
		last := p.Options[len(p.Options)-1]
		switch {
		case t.h.wishes.exact("word-no", bare):
			option = last
		case t.h.wishes.exact("word-did", bare) && len(p.Options) == 2 && p.Options[0] == "yes":
			option = "yes"
		default:
			return false
		}
	}
	t.user.Pending = store.Pending{}
	t.refine(c, t.h.answers.Questions.Means(p.Data["ask"], option, t.lang))
	return true
}

// plain is the probability of scam from which one turn by itself decides its case.
const plain = 0.9
