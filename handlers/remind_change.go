package handlers

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"callguard/remind/when"
	"callguard/store"
	"callguard/wording"
)

// doReminder does what is wanted of reminders that are set.
func (t *turn) doReminder(w, norm string) bool {
	if w == "remind-list" {
		t.listReminders()
		return true
	}
	rs := t.active()
	if r, ok := t.rung(); ok && t.ofRung(w, r, rs, norm) {
		return true
	}
	if len(rs) == 0 {
		if w == "remind-done" && t.acted() { // what he has done is about the case
			return true
		}
		t.say("remind.empty", nil)
		return true
	}
	switch w {
	case "remind-cancel":
		t.cancelReminder(rs, norm)
	case "remind-change":
		return t.changeReminder(rs, norm)
	case "remind-done":
		t.doneReminder(rs, norm)
	}
	return true
}

// ofRung takes what is said of the reminder that was told last: later, or done. What names another
// one by its number is not about it.
func (t *turn) ofRung(w string, r store.Reminder, rs []store.Reminder, norm string) bool {
	if entry(norm) != "" || t.m.At.Sub(r.Created) > 12*time.Hour || len(rs) > 0 && newest(rs).Created.After(r.Created) {
		return false
	}
	switch w {
	case "remind-change":
		r.At = r.Created // later than when it was told, not than when it is asked about
		got, ok := t.newTime(r, norm)
		if !ok || got.Problem != "" || got.RRule != "" {
			return false
		}
		t.snooze(r, got.At)
	case "remind-done":
		t.settle(strings.TrimPrefix(r.ID, told), "")
		t.say("remind.done", wording.Fill{"what": t.task(r)})
		if c, ok := t.caseByID(r.Case); ok && asksOutcome(c) {
			t.askAfter(r)
		}
	case "remind-cancel":
		t.settle(strings.TrimPrefix(r.ID, told), "")
		if len(rs) > 0 {
			return false
		}
		t.say("remind.done", wording.Fill{"what": t.task(r)})
	default:
		return false
	}
	return true
}

// cancelReminder cancels the one named, all of them, or the only one.
func (t *turn) cancelReminder(rs []store.Reminder, norm string) {
	which, sure := t.which(rs, norm)
	if t.h.wishes.is("word-all", norm) {
		which, sure = rs, true
	}
	if !sure {
		t.listReminders()
		t.say("remind.which", nil)
		return
	}
	if len(which) == 0 {
		t.say("remind.nothing", wording.Fill{"id": entry(norm)})
		return
	}
	for _, r := range which {
		r.State = store.Cancelled
		t.change.Reminders = append(t.change.Reminders, r)
		t.say("remind.cancelled", wording.Fill{"id": r.ID, "what": t.task(r)})
	}
}

// doneReminder ends the one that was done; one that recurs goes on, and says when.
func (t *turn) doneReminder(rs []store.Reminder, norm string) {
	which, sure := t.which(rs, norm)
	if !sure || len(which) == 0 {
		which = []store.Reminder{rs[0]} // the soonest
	}
	r := which[0]
	if r.RRule != "" {
		t.say("remind.done-every", wording.Fill{"when": t.moment(r.At), "what": t.task(r)})
		return
	}
	r.State = store.Done
	t.change.Reminders = append(t.change.Reminders, r)
	t.say("remind.done", wording.Fill{"what": t.task(r)})
	if c, ok := t.caseByID(r.Case); ok && c.Outcome == "" {
		t.say("correct.then", wording.Fill{"id": c.ID})
		t.said = append(t.said, t.line("choice.outcomes", nil))
		t.user.Pending = store.Pending{Kind: "outcome", Case: c.ID, Options: outcomes(), Asked: t.m.At.UTC()}
	}
}

// changeReminder moves a reminder to another time, or makes it recur otherwise.
func (t *turn) changeReminder(rs []store.Reminder, norm string) bool {
	which, sure := t.which(rs, norm)
	if !sure {
		which = []store.Reminder{newest(rs)}
	}
	if len(which) == 0 {
		t.say("remind.nothing", wording.Fill{"id": entry(norm)})
		return true
	}
	r := which[0]
	got, ok := t.newTime(r, norm)
	if !ok {
		t.say("remind.change-what", wording.Fill{"what": t.task(r), "when": t.moment(r.At)})
		return true
	}
	if got.Problem != "" {
		t.offerTime(got, r.What)
		t.user.Pending.Data["id"] = r.ID
		return true
	}
	r.At, r.RRule, r.First = got.At.UTC(), got.RRule, got.First
	if got.RRule != "" {
		r.At = got.First.UTC()
	}
	t.change.Reminders = append(t.change.Reminders, r)
	t.readBack(r, got.Assumed)
	return true
}

// newTime reads the time a reminder is moved to: a delay counts from its own time, an hour alone
// keeps its day, anything else is read as a new time.
func (t *turn) newTime(r store.Reminder, norm string) (when.Result, bool) {
	said := strings.TrimSpace(t.h.wishes.without("word-change", t.changing()))
	if id := entry(norm); id != "" {
		said = strings.Replace(said, id, "", 1)
	}
	if t.h.wishes.is("word-delay", norm) {
		got := when.Parse("提醒我"+t.h.wishes.without("word-delay", said)+"后", r.At, t.loc)
		if got.Problem != "" {
			got = when.Parse("remind me in "+t.h.wishes.without("word-delay", said), r.At, t.loc)
		}
		if got.Problem == "" && got.RRule == "" {
			if got.At.Before(t.m.At) {
				got.At = got.At.Add(t.m.At.Sub(r.At))
			}
			return t.still(r, got), true
		}
	}
	now := t.m.At
	if day := r.At.In(t.loc); !t.h.wishes.is("word-day", norm) && day.After(now) {
		now = time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, t.loc).Add(-time.Second)
	}
	got := t.readTime(said, now)
	if got.Problem == "" && got.RRule == "" && !got.At.After(t.m.At) || got.Problem == when.NoTime {
		got = t.readTime(said, t.m.At)
	}
	if got.Problem == when.NotAReminder { // the wish may stand in it: again in half an hour
		got = when.Parse(t.m.Text, t.m.At, t.loc)
	}
	if got.Problem == when.NoTime || got.Problem == when.NotAReminder {
		return got, false
	}
	return t.still(r, got), true
}

// changing gives the part of a message that tells the new time: from the clause with the word of
// change on. What comes before may tell why.
func (t *turn) changing() string {
	norm := t.clean.Norm
	for _, c := range t.clean.Clauses() {
		if slices.Contains(t.h.wants.Concepts(norm[c.Start:c.End]), "change") {
			return norm[c.Start:]
		}
	}
	return norm
}

// readTime reads a time that stands without a wish to be reminded.
func (t *turn) readTime(said string, now time.Time) when.Result {
	ask := "提醒我 "
	if t.lang == "en" {
		ask = "remind me "
	}
	return when.Parse(ask+said, now, t.loc)
}

// still keeps a recurrence that was only moved to another hour.
func (t *turn) still(r store.Reminder, got when.Result) when.Result {
	if r.RRule != "" && got.RRule == "" && got.Problem == "" && !t.h.wishes.is("word-once", t.clean.Norm) {
		got.RRule, got.First, got.At = r.RRule, got.At, time.Time{}
	}
	return got
}

// newest gives the reminder that was set last.
func newest(rs []store.Reminder) store.Reminder {
	return slices.MaxFunc(rs, func(a, b store.Reminder) int {
		if len(a.ID) != len(b.ID) {
			return len(a.ID) - len(b.ID)
		}
		return strings.Compare(a.ID, b.ID)
	})
}

// which gives the reminders that a message means: by number, by the words of its task, the only
// one, or the one set last. Nothing with sure = a number that does not exist.
func (t *turn) which(rs []store.Reminder, norm string) (found []store.Reminder, sure bool) {
	if id := entry(norm); id != "" {
		for _, r := range rs {
			if r.ID == id {
				return []store.Reminder{r}, true
			}
		}
		return nil, true
	}
	if len(rs) == 1 {
		return rs, true
	}
	best, most := store.Reminder{}, 1
	for _, r := range rs {
		if n := shared(strings.ToLower(r.What), norm); n > most {
			best, most = r, n
		}
	}
	if best.ID != "" {
		return []store.Reminder{best}, true
	}
	for _, fits := range []func(store.Reminder) bool{
		func(r store.Reminder) bool { return t.onDay(r, norm) },
		func(r store.Reminder) bool {
			return r.RRule != "" && t.h.wishes.is(intent("word-rule-"+ruleKey(r.RRule)), norm)
		},
	} {
		if on := slices.DeleteFunc(slices.Clone(rs), func(r store.Reminder) bool { return !fits(r) }); len(on) == 1 {
			return on, true
		}
	}
	if t.h.wishes.is("word-last", norm) {
		return []store.Reminder{newest(rs)}, true
	}
	return nil, false
}

// onDay tells whether a message names the weekday on which a reminder falls due.
func (t *turn) onDay(r store.Reminder, norm string) bool {
	day := r.At.In(t.loc).Weekday()
	han := string([]rune("日一二三四五六")[day])
	for _, name := range []string{"周" + han, "星期" + han, "礼拜" + han, strings.ToLower(day.String())} {
		if strings.Contains(norm, name) {
			return true
		}
	}
	return false
}

// shared counts what two texts have in common: pairs of Chinese characters, and words of four
// letters or more.
func shared(a, b string) int {
	n := 0
	rs := []rune(a)
	for i := 0; i+1 < len(rs); i++ {
		if unicode.Is(unicode.Han, rs[i]) && unicode.Is(unicode.Han, rs[i+1]) && strings.Contains(b, string(rs[i:i+2])) && string(rs[i:i+2]) != "提醒" {
			n += 2
		}
	}
	for _, w := range strings.FieldsFunc(a, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) || unicode.Is(unicode.Han, r) }) {
		if len(w) >= 4 && strings.Contains(b, w) {
			n += 2
		}
	}
	return n
}
