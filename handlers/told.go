package handlers

import (
	"context"
	"strconv"
	"strings"
	"time"

	"callguard/bot"
	"callguard/remind/due"
	"callguard/store"
	"callguard/wording"
)

// told stands before the number of a reminder in the ID of the row that remembers it (due.After).
const told = "t"

// snoozed is how much later a call-back that has to wait is asked for again.
const snoozed = time.Hour

// Questions behind a reminder to call back: what came of the case, or whether it was done.
const (
	pendingOutcome = "outcome"
	pendingCalled  = "called"
)

// Due gives the words of a reminder that is due, and how late it is; of a notice its own words.
func (h *Handler) Due(r store.Reminder, late time.Duration, lang string) string {
	w := h.answers.Words
	what := orElse(r.What, w.Line(lang, "remind.what", nil))
	switch {
	case r.Kind == store.KindTold:
		return w.Line(lang, "remind.follow-up", wording.Fill{"what": what})
	case r.Kind != store.KindReminder:
		return r.What
	case late < due.LateFrom:
		return w.Line(lang, "remind.due", wording.Fill{"what": what})
	}
	key, n := "remind.minutes", int(late.Minutes())
	switch {
	case late >= 48*time.Hour:
		key, n = "remind.days", int(late.Hours()/24)
	case late >= 2*time.Hour:
		key, n = "remind.hours", int(late.Hours())
	}
	return w.Line(lang, "remind.due-late", wording.Fill{"what": what,
		"late": w.Line(lang, key, wording.Fill{"n": strconv.Itoa(n)})})
}

// Push gives a reminder as it is sent to a person who did not just write: in his language, with the
// question what came of it. A fault of the store leaves the question out.
func (h *Handler) Push(ctx context.Context, r store.Reminder, late time.Duration) bot.Reply {
	lang := "zh"
	if u, err := h.store.User(ctx, r.Person); err == nil && u.Lang == "en" {
		lang = "en"
	}
	reply := bot.Reply{Text: h.Due(r, late, lang)}
	if !r.Ask {
		return reply
	}
	kind := pendingCalled
	if c, err := h.store.Case(ctx, r.Person, r.Case); err == nil && asksOutcome(c) {
		kind = pendingOutcome
	}
	line, choices := h.answers.after(kind, lang)
	reply.Text += "\n" + line
	reply.Choices = choices
	return reply
}

// asksOutcome holds for a case that was judged and not settled.
func asksOutcome(c store.Case) bool {
	return (c.Outcome == "" || c.Outcome == "unreached") && c.Verdict != ""
}

// after words the question behind a reminder, with its choices by number.
func (a Answerer) after(kind, lang string) (string, []bot.Choice) {
	keys := []string{"choice.done", "choice.snooze"}
	if kind == pendingOutcome {
		keys = []string{"choice.outcome-real", "choice.outcome-fake", "choice.outcome-unreached", "choice.snooze"}
	}
	var typed []string
	var choices []bot.Choice
	for i, key := range keys {
		label := a.Words.Line(lang, key, nil)
		choices = append(choices, bot.Choice{Word: strconv.Itoa(i + 1), Label: label})
		typed = append(typed, strconv.Itoa(i+1)+" "+label)
	}
	return a.Words.Line(lang, "remind."+kind, nil) + strings.Join(typed, "  "), choices
}

// askAfter asks behind a reminder what came of the call-back, unless something else is asked.
func (t *turn) askAfter(r store.Reminder) {
	if t.user.Pending.Kind != "" {
		return
	}
	p := t.questionOf(r)
	p.Asked = t.m.At.UTC()
	line, choices := t.h.answers.after(p.Kind, t.lang)
	t.said, t.choices, t.user.Pending = append(t.said, line), choices, p
}

// questionOf is what was asked when a reminder was told.
func (t *turn) questionOf(r store.Reminder) store.Pending {
	p := store.Pending{Kind: pendingCalled, Asked: r.Created, Data: map[string]string{"rem": strings.TrimPrefix(r.ID, told)}}
	if c, ok := t.caseByID(r.Case); ok && asksOutcome(c) {
		p.Kind, p.Case, p.Options = pendingOutcome, c.ID, outcomes()
	}
	return p
}

// pending is the question that this message may answer: the last one put, in an answer or with a
// reminder that was pushed.
func (t *turn) pending() store.Pending {
	p := t.user.Pending
	if r, ok := t.rung(); ok && r.Asked && r.Created.After(p.Asked) {
		return t.questionOf(r)
	}
	return p
}

// rung gives the reminder that was told last, within a day.
func (t *turn) rung() (last store.Reminder, ok bool) {
	for _, r := range t.waiting() {
		if r.Kind == store.KindTold && t.m.At.Sub(r.Created) < openFor && !t.changed(r.ID) && (!ok || r.Created.After(last.Created)) {
			last, ok = r, true
		}
	}
	return last, ok
}

// settle ends what is remembered of a reminder that was told: by the number of the reminder, or, of
// all of them, by their case.
func (t *turn) settle(rem, caseID string) {
	for _, r := range t.waiting() {
		if r.Kind == store.KindTold && (r.ID == told+rem || caseID != "" && r.Case == caseID) {
			r.State = store.Done
			t.replace([]store.Reminder{r})
		}
	}
}

// confirmCalled takes the answer to whether a call-back was made: done, or later.
func (t *turn) confirmCalled(bare string, p store.Pending) bool {
	switch {
	case bare == "1" || t.h.wishes.exact("word-did", bare) || t.h.wishes.exact("word-called", bare):
		t.user.Pending = store.Pending{}
		r := t.toldOf(p)
		t.settle(p.Data["rem"], "")
		t.say("remind.done", wording.Fill{"what": t.task(r)})
	case bare == "2" || t.h.wishes.exact("word-later", bare):
		t.user.Pending = store.Pending{}
		t.snooze(t.toldOf(p), t.m.At.Add(snoozed))
	default:
		return false
	}
	return true
}

// toldOf gives the reminder that a question was about.
func (t *turn) toldOf(p store.Pending) store.Reminder {
	for _, r := range t.waiting() {
		if r.ID == told+p.Data["rem"] {
			return r
		}
	}
	return store.Reminder{ID: told + p.Data["rem"], TZ: t.zone(), Case: p.Case}
}

// snooze sets once more what was told, at another time.
func (t *turn) snooze(r store.Reminder, at time.Time) {
	t.settle(strings.TrimPrefix(r.ID, told), "")
	rem := store.Reminder{What: r.What, At: at.UTC(), First: at.UTC(), TZ: t.zone(), Case: r.Case}
	t.keep(rem)
	t.readBack(t.change.Reminders[len(t.change.Reminders)-1], false)
}
