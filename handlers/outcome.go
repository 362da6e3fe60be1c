package handlers

import (
	"slices"
	"strconv"
	"strings"

	"callguard/bot"
	"callguard/handlers/wants"
	"callguard/judge"
	"callguard/judge/text"
	"callguard/store"
	"callguard/wording"
)

// correct stores how a contact turned out, beside the bot's own verdict: on the entry that is
// named by its number or its caller, else on the latest.
func (t *turn) correct(verdict, outcome, norm string) bool {
	if len(t.cases) == 0 {
		return false
	}
	c, fresh := t.meant(norm)
	if fresh {
		return false
	}
	c = t.told(c, t.m.Text)
	c.Outcome = outcome
	if verdict != "" {
		c.UserVerdict = verdict
	}
	t.keepCase(c)
	v := t.h.judge.Judge(judge.Case{Text: whole(c), Channel: c.Channel})
	t.report(c, v)
	fill := wording.Fill{"id": c.ID, "number": t.h.answers.callBack(v, t.lang, t.me())}
	key := "correct." + outcome
	switch {
	case outcome == "real" && c.Verdict == string(judge.Scam) && hard(v):
		key = "correct.real-but" // a tell stands: whoever it was, that is not to be given
	case outcome == "unreached" && len(c.Lost) > 0:
		key, fill["number"] = "correct.unreached-lost", t.h.answers.lossNumber(v, t.lang, t.me())
	case outcome == "fake" && len(c.Lost) > 0:
		t.say("urgent."+c.Lost[0], wording.Fill{"number": t.h.answers.lossNumber(v, t.lang, t.me())})
	}
	t.say(key, fill)
	if outcome != "unreached" {
		t.settle("", c.ID)
		t.offerHabit()
	}
	return true
}

// habits are how often the periodic check can be had, in the order in which they are offered.
func habits() []string { return []string{"monthly", "quarterly"} }

// offerHabit offers the periodic check that the merchants' guides advise: call the official number,
// compare terminal, rate and settlement account. Who has a recurring reminder is not asked.
func (t *turn) offerHabit() {
	for _, r := range t.active() {
		if r.RRule != "" {
			return
		}
	}
	t.say("correct.habit", nil)
	var typed []string
	for i, h := range habits() {
		label := t.line("rule."+h, nil)
		t.choices = append(t.choices, bot.Choice{Word: strconv.Itoa(i + 1), Label: label})
		typed = append(typed, strconv.Itoa(i+1)+" "+label)
	}
	t.said = append(t.said, t.line("choice.type", nil)+strings.Join(typed, "  "))
	if t.user.Pending.Kind == "" {
		t.user.Pending = store.Pending{Kind: "habit", Asked: t.m.At.UTC()}
	}
}

// confirmHabit sets the periodic check.
func (t *turn) confirmHabit(bare string) bool {
	for i, h := range habits() {
		if bare != strconv.Itoa(i+1) && bare != text.New(t.line("rule."+h, nil)).Norm {
			continue
		}
		t.user.Pending = store.Pending{}
		t.setReminder(t.line("correct.habit-"+h, nil))
		return true
	}
	if t.h.wishes.exact("word-no", bare) {
		t.user.Pending = store.Pending{}
		t.say("chat.offered-no", nil)
		return true
	}
	return false
}

// hard tells a verdict that a tell decided.
func hard(v judge.Verdict) bool {
	for _, e := range v.Evidence {
		if e.Hard {
			return true
		}
	}
	return false
}

// meant gives the case that a correction is about: the one whose entry or caller it names, else
// the latest. fresh = it names a caller that no case has: a new story.
func (t *turn) meant(norm string) (c store.Case, fresh bool) {
	for _, n := range t.verdict.Numbers {
		if n.Org != "" {
			continue // the official number that he called
		}
		for _, old := range t.cases {
			for _, have := range old.Numbers {
				if have == numberID(n) {
					return old, false
				}
			}
		}
		if t.reading.P(wants.Story) > 0.3 {
			return store.Case{}, true
		}
	}
	if id := entry(norm); id != "" {
		if old, ok := t.caseByID(id); ok {
			return old, false
		}
	}
	return t.cases[0], false
}

// entry gives the number of a log entry or reminder that a message names, at most three digits;
// "" none.
func entry(norm string) string {
	for _, words := range []string{"第", "条", "个", "提醒", "#", "no.", "no", "number", "entry", "reminder", "case", "record", "id"} {
		for at := 0; ; {
			i := strings.Index(norm[at:], words)
			if i < 0 {
				break
			}
			at += i + len(words)
			rest := strings.TrimLeft(norm[at:], " 第")
			n := 0
			for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
				n++
			}
			if n > 0 && n <= 3 && !clock(rest[n:]) {
				return rest[:n]
			}
		}
	}
	for _, z := range []struct{ said, id string }{{"第一", "1"}, {"第二", "2"}, {"第三", "3"}, {"第四", "4"}, {"第五", "5"},
		{"first", "1"}, {"second", "2"}, {"third", "3"}} {
		if strings.Contains(norm, z.said) {
			return z.id
		}
	}
	return ""
}

// clock tells digits that are a time, not an entry.
func clock(rest string) bool {
	for _, s := range []string{"点", "點", ":", "时", "月", "号", "號", "日", "分", "天", "小时", "am", "pm", " am", " pm", "个月", "周"} {
		if strings.HasPrefix(rest, s) {
			return true
		}
	}
	return false
}

// askOutcome asks which verdict is right, when a merchant only says that the bot's is wrong.
func (t *turn) askOutcome() bool {
	if len(t.cases) == 0 {
		return false
	}
	c := t.cases[0]
	t.say("correct.ask", wording.Fill{"id": c.ID})
	for i, o := range outcomes() {
		t.choices = append(t.choices, bot.Choice{Word: string(rune('1' + i)), Label: t.line("choice.outcome-"+o, nil)})
	}
	t.said = append(t.said, t.line("choice.outcomes", nil))
	t.user.Pending = store.Pending{Kind: "outcome", Case: c.ID, Options: outcomes(), Asked: t.m.At.UTC()}
	t.out.Case, t.out.CaseVerdict, t.out.UserVerdict = c.ID, c.Verdict, c.UserVerdict
	return true
}

// outcomes are how a call-back can end, in the order in which they are offered.
func outcomes() []string { return []string{"real", "fake", "unreached"} }

// confirmOutcome takes the answer to what came of it.
func (t *turn) confirmOutcome(bare string, p store.Pending) bool {
	if p.Data["rem"] != "" && (bare == "4" || t.h.wishes.exact("word-later", bare)) {
		t.user.Pending = store.Pending{}
		t.snooze(t.toldOf(p), t.m.At.Add(snoozed))
		return true
	}
	option := ""
	for i, o := range outcomes() {
		if bare == string(rune('1'+i)) || t.h.wishes.exact(intent("word-"+o), bare) {
			option = o
		}
	}
	if option == "" {
		return false
	}
	t.user.Pending = store.Pending{}
	verdict := map[string]string{"real": "legit", "fake": "scam"}[option]
	t.user.OpenCase = p.Case
	return t.correct(verdict, option, "第"+p.Case+"条")
}

// goesOnWith answers two kinds of remarks on the open case that add nothing to be judged: what to
// do now, and what those said whom the merchant has called.
func (t *turn) goesOnWith(want wants.Want) bool {
	c, ok := t.openCase()
	norm := t.clean.Norm
	if ok && t.mayDial(want) {
		v := t.verdict
		v.Label = judge.Legit
		t.said = append(t.said, t.h.answers.headline(v, t.lang, ""))
		t.out.Verdict = string(judge.Legit)
		return true
	}
	helped := t.h.wishes.is("word-called-help", norm) // what the police want is no scam
	if !ok || contact(want) && want != wants.More && want != wants.Acted && !helped || t.newNumber() ||
		t.verdict.Label == judge.Scam && !helped || len(t.verdict.Lost) > 0 || t.asksReminder() {
		return false
	}
	switch {
	case t.h.wishes.is("word-now-what", norm):
		t.whatNow(c)
		return true
	case (c.Acted || t.h.wishes.is("word-called-help", norm)) && t.h.wishes.is("word-they-said", norm) && !t.h.wishes.is("word-again", norm):
		c.Acted = true
		t.keepCase(t.told(c, t.m.Text))
		t.out.Verdict = c.Verdict
		t.say("acted.heard", wording.Fill{"id": c.ID})
		return true
	}
	return false
}

// mayDial holds for the question whether to dial an official number oneself: that is nobody's call.
func (t *turn) mayDial(want wants.Want) bool {
	return t.verdict.Dialled && t.officialOnly() && (want == wants.More || want == wants.Story) &&
		(t.h.wishes.is("word-may", t.clean.Norm) || t.reading.Has("question") && !t.reading.Has("called-back")) && !t.reading.Has("protected")
}

// whatNow says what is to be done next in a case: what was lost first, the whole way through.
func (t *turn) whatNow(c store.Case) {
	v := t.h.judge.Judge(judge.Case{Text: whole(c), Channel: c.Channel})
	v.Label, v.Lost = judge.Label(c.Verdict), c.Lost
	a, me := t.h.answers, t.me()
	number := a.callBack(v, t.lang, me)
	if len(c.Lost) > 0 {
		number = a.lossNumber(v, t.lang, me)
	}
	t.keepCase(t.told(c, t.m.Text))
	t.out.Verdict = c.Verdict
	if len(c.Lost) > 0 && !c.Acted {
		t.say("urgent."+c.Lost[0], wording.Fill{"number": number})
	}
	t.say("acted.now", nil)
	t.said = append(t.said, a.steps(v, t.lang, number)...)
}

// sayLoss gives the words to say on the phone about what was given away in a case.
func (t *turn) sayLoss(c store.Case) bool {
	say := lossWords(c.Lost)
	if say == "" {
		return false
	}
	v := t.h.judge.Judge(judge.Case{Text: whole(c), Channel: c.Channel})
	v.Lost = c.Lost
	t.say("acted.say", wording.Fill{"number": t.h.answers.lossNumber(v, t.lang, t.me())})
	t.say(say, nil)
	if say != "say.police" {
		t.say("say.police", nil)
	}
	return true
}

// acted takes what the merchant did to protect himself: it belongs to the open case, and the
// answer says what is still to be done, not what has been.
func (t *turn) acted() bool {
	c, ok := t.openCase()
	if !ok || !t.goesOn(c, t.m.Text, t.verdict) {
		return false
	}
	if t.reading.Has("is-fake") && !t.reading.Has("is-real") {
		return t.correct("scam", "fake", t.clean.Norm) // the police told him
	}
	v := t.h.judge.Judge(judge.Case{Text: whole(c) + "\n" + text.Mask(t.m.Text), Channel: c.Channel})
	now := t.h.judge.Judge(judge.Case{Text: t.m.Text, Channel: c.Channel, Before: judge.Label(c.Verdict)})
	for _, l := range now.Lost {
		if !slices.Contains(c.Lost, l) {
			return false // gives away something new in the same breath
		}
	}
	if !t.reading.Has("protected") && !t.reading.Has("called-back") {
		return false // what was done may as well be what the caller wanted
	}
	c = t.told(c, t.m.Text)
	c.Acted, c.Lost = true, united(c.Lost, v.Lost) // all that was told together may show more
	t.keepCase(c)
	t.out.Verdict = c.Verdict
	if len(c.Lost) == 0 {
		t.say("acted.safe", wording.Fill{"id": c.ID, "number": t.h.answers.callBack(v, t.lang, t.me())})
		return true
	}
	t.say("acted.lost", wording.Fill{"id": c.ID})
	t.said = append(t.said, numbered(t.line("steps."+after(c.Lost[0]), nil))...)
	t.said = append(t.said, "")
	t.say("acted.more", wording.Fill{"number": t.h.answers.lossNumber(v, t.lang, t.me())})
	return true
}
