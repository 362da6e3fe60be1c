package handlers

import (
	"slices"
	"strings"
	"unicode/utf8"

	"callguard/handlers/wants"
	"callguard/judge"
	"callguard/judge/numbers"
	"callguard/judge/text"
	"callguard/store"
	"callguard/wording"
)

// act does what the message asks for: an answer to the bot's question first, then a command, then
// what the message wants by the way it is said.
func (t *turn) act() {
	norm := strings.TrimSpace(t.clean.Norm)
	t.verdict = t.h.judge.Judge(judge.Case{Text: t.m.Text, Channel: t.m.Channel})
	t.reading = t.h.wants.Read(t.clean)
	if t.answersQuestion(norm) {
		return
	}
	asked := t.user.Pending
	t.user.Pending = store.Pending{}
	if norm == "1" && len(t.user.More) > 0 && asked.Kind == "" {
		t.nextPage()
		return
	}
	if isChoice(norm) {
		t.say("chat.choice", nil)
		return
	}
	if in := t.h.wishes.of(norm); in != "" && t.do(wants.Want(in), norm) {
		return
	}
	if !t.verdict.Words {
		if len(t.cases) > 0 && norm != "" {
			t.say("chat.other", nil) // a picture in the middle of a talk
			return
		}
		t.say("verdict.empty", nil)
		return
	}
	want, sure := t.reading.Best(t.context(norm, asked))
	if t.hides(want) {
		want = wants.Story
	}
	if t.gaveLate(want) {
		want = wants.More
	}
	if lang, ok := strings.CutPrefix(string(want), "lang-"); ok && utf8.RuneCountInString(norm) > langAlone && t.talksOn() {
		t.lang, t.user.Lang, t.user.LangSet, want = lang, lang, true, wants.More
	}
	if t.newNumber() && !contact(want) && !t.reading.Has("search") && !t.reading.Has("delete") && !strings.HasPrefix(string(want), "ask-") && !strings.HasPrefix(string(want), "remind-") {
		want = wants.Story
	}
	if (want == "ask-stop" || want == "ask-known") && len(t.verdict.Numbers) > 0 && t.reading.Has("contact") && !t.reading.Has("question") {
		want = wants.Story // he tells of a call, whatever he wants done about it
	}
	if _, rung := t.rung(); want == "remind-change" && len(t.active()) == 0 && !rung && t.asksReminder() {
		want = wants.RemindSet // once more, after it was told
	}
	if contact(want) && t.asksReminder() {
		want = wants.StoryRemind
	}
	if _, open := t.openCase(); open && (want == wants.Chat && !t.talks() || sure < unsure && !contact(want)) {
		want = wants.More
	}
	if t.goesOnWith(want) || t.do(want, norm) {
		return
	}
	t.check(command(t.m.Text, "/check"))
}

// isChoice tells a bare number of a choice, when nothing is to be chosen.
func isChoice(norm string) bool {
	return norm != "" && len(norm) <= 2 && strings.Trim(norm, "0123456789") == ""
}

// unsure is the probability below which a remark in an open case is taken to be about it.
const unsure = 0.35

// context tells how much likelier, or less likely, each want is for this merchant at this moment.
func (t *turn) context(norm string, asked store.Pending) func(wants.Want) float64 {
	states := t.states(asked)
	has := func(s string) bool { return slices.Contains(states, s) }
	pasted := strings.Contains(norm, "【") || len(t.verdict.Links) > 0
	return func(w wants.Want) float64 {
		f := t.reading.Hint(w, states)
		switch w {
		case wants.More, wants.Acted:
			if !has(wants.Open) {
				f *= 0.5
			}
		case wants.Real, wants.Fake, wants.Unreached, wants.Wrong, "delete-one":
			if !has(wants.Cases) {
				f *= 0.1
			}
		case "remind-cancel", "remind-change", "remind-done":
			if !has(wants.Reminders) {
				f *= 0.2
			}
		}
		if pasted && w != wants.Story && w != wants.StoryRemind && w != wants.LogOnly {
			f *= 0.02
		}
		return f
	}
}

// states gives what holds of the conversation before this message, and what the message names.
func (t *turn) states(asked store.Pending) []string {
	var out []string
	add := func(s string, holds bool) {
		if holds {
			out = append(out, s)
		}
	}
	_, open := t.openCase()
	add(wants.Open, open)
	add(wants.Asked, asked.Kind == "ask")
	add(wants.Cases, len(t.cases) > 0)
	_, rung := t.rung()
	add(wants.Reminders, rung || len(t.active()) > 0)
	named := len(t.mentions()) > 0
	add(wants.Named, named)
	add(wants.Number, len(t.verdict.Numbers) > 0)
	add(wants.Calm, !named && len(t.verdict.Numbers)+len(t.verdict.Links) == 0)
	return out
}

// hides tells a message that was read as talk or as a question, but tells of a contact that takes
// something, or of a loss: that is judged whatever else it may want. General questions name what
// fraudsters ask for, and are left.
func (t *turn) hides(w wants.Want) bool {
	if contact(w) || t.verdict.Label != judge.Scam && len(t.verdict.Lost) == 0 {
		return false
	}
	told := t.reading.P(wants.Story) + t.reading.P(wants.More) + t.reading.P(wants.StoryRemind)
	switch w {
	case "me-set", "zone-set", "quiet-set", "ask-correct", "ask-known", "ask-how":
		return hard(t.verdict) || len(t.verdict.Lost) > 0
	case wants.Chat, wants.Abuse, wants.Wrong, "privacy", "me-show", "next", "help":
		return told > 0.02 || hard(t.verdict) || len(t.verdict.Lost) > 0
	}
	return told > 0.3
}

// langAlone is the length up to which a message that wants another language wants nothing else.
const langAlone = 36

// talksOn holds for a message with a sentence about the open case.
func (t *turn) talksOn() bool {
	_, open := t.openCase()
	return open && slices.ContainsFunc(t.clean.Clauses(), func(c text.Clause) bool {
		r := t.h.wants.Read(text.New(t.clean.Norm[c.Start:c.End]))
		return r.P(wants.More)+r.P(wants.Acted) > 0.5
	})
}

// gaveLate holds for what sounds like talk in the case of a scam, but tells that something was given:
// "sorry, I am stressed, I already typed it in".
func (t *turn) gaveLate(w wants.Want) bool {
	c, open := t.openCase()
	if !open || c.Verdict == string(judge.Legit) || contact(w) || !t.reading.Has("gave") || t.reading.Has("no-ask") {
		return false
	}
	switch w {
	case wants.Chat, wants.Abuse, wants.Wrong, "next", "help":
		return t.reading.P(wants.More)+t.reading.P(wants.Story) > 0.05
	}
	return false
}

// newNumber holds when a number is named that is no organisation's and that no entry knows.
func (t *turn) newNumber() bool {
	return slices.ContainsFunc(t.verdict.Numbers, func(n numbers.Number) bool {
		return n.Org == "" && !slices.ContainsFunc(t.cases, func(c store.Case) bool { return slices.Contains(c.Numbers, numberID(n)) })
	})
}

// talks tells small talk by its words from a short remark on the case.
func (t *turn) talks() bool {
	for _, c := range []string{"thanks", "fine", "feeling", "greeting", "bot", "praise", "orders", "insult", "do-for-me"} {
		if t.reading.Has(c) {
			return true
		}
	}
	return t.reading.P(wants.Chat) > 0.8 || !hasLetters(t.clean.Norm)
}

// contact tells the wants that speak of a contact.
func contact(w wants.Want) bool {
	switch w {
	case wants.Story, wants.More, wants.Acted, wants.StoryRemind, wants.LogOnly, wants.Real, wants.Fake, wants.Unreached:
		return true
	}
	return false
}

// do does what is wanted; false when it is to be judged.
func (t *turn) do(w wants.Want, norm string) bool {
	switch w {
	case wants.Chat:
		t.smallTalk(norm)
	case wants.Abuse, "help":
		t.say("chat."+string(w), nil)
	case wants.LogOnly:
		return t.logOnly()
	case wants.Real:
		return t.correct("legit", "real", norm)
	case wants.Fake:
		if t.slandered() {
			return t.who(false)
		}
		return t.correct("scam", "fake", norm)
	case wants.Unreached:
		return t.correct("", "unreached", norm)
	case wants.Wrong:
		return t.askOutcome()
	case wants.Acted:
		return t.acted()
	case wants.RemindSet, wants.StoryRemind:
		return t.remindWithStory(w)
	case "remind-list", "remind-cancel", "remind-change", "remind-done":
		return t.doReminder(string(w), norm)
	case "log-list", "log-search", "delete-one", "forget-all", "export", "privacy":
		return t.doLog(string(w), norm)
	case "me-set", "me-show", "zone-set", "quiet-set", "lang-zh", "lang-en":
		return t.doMe(string(w))
	case "owner", "link-code", "link-stop", "link-part":
		return t.doLink(string(w), norm)
	case "ask-number", "ask-who":
		return t.who(w == "ask-who")
	case "next":
		t.nextPage()
	default:
		return t.generals(w)
	}
	return true
}

// generals answers a general question, and a second one that stands in a sentence of its own.
func (t *turn) generals(w wants.Want) bool {
	if !t.general(string(w)) {
		return false
	}
	for _, c := range t.clean.Clauses() {
		r := t.h.wants.Read(text.New(t.clean.Norm[c.Start:c.End]))
		other, sure := r.Best(func(w wants.Want) float64 { return r.Hint(w, nil) })
		if other != w && sure > 0.8 && r.Has("question") && strings.HasPrefix(string(other), "ask-") && t.general(string(other)) {
			break
		}
	}
	return true
}

// slandered holds when a number is called fraud that is an organisation's own, and nobody there was
// asked: whatever many say of it, it can only have been forged.
func (t *turn) slandered() bool {
	return t.officialOnly() && !t.verdict.Dialled && !t.reading.Has("called-back")
}

// officialOnly holds when numbers are named, and all are official ones.
func (t *turn) officialOnly() bool {
	return len(t.verdict.Numbers) > 0 && !slices.ContainsFunc(t.verdict.Numbers, func(n numbers.Number) bool { return n.Org == "" })
}

// general answers a general question.
func (t *turn) general(w string) bool {
	topic, ok := strings.CutPrefix(w, "ask-")
	if !ok || !t.h.answers.Words.Has("faq."+topic) {
		return false
	}
	if c, ok := t.openCase(); ok && len(c.Lost) > 0 && (topic == "say" || topic == "prepare") && !t.h.wishes.is("word-to-him", t.clean.Norm) {
		if t.sayLoss(c) {
			return true
		}
	}
	t.say("faq."+topic, t.number())
	if topic == "habits" {
		t.follow()
	}
	return true
}

// follow names the official number and site of the merchant's own bank and acquirer.
func (t *turn) follow() {
	for _, id := range append(slices.Clone(t.user.Banks), t.user.Acquirer) {
		if o, ok := t.h.answers.Directory.Org(id); ok && o.Hotline() != "" && len(o.Domains) > 0 {
			t.say("me.follow", wording.Fill{"org": orgName(o, t.lang), "number": o.Hotline(), "site": o.Domains[0].Name})
		}
	}
}

// command takes a leading command word away.
func command(s, word string) string {
	if rest, ok := strings.CutPrefix(strings.TrimSpace(s), word); ok {
		return strings.TrimSpace(rest)
	}
	return s
}
