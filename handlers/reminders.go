package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"callguard/bot"
	"callguard/judge/text"
	"callguard/remind/due"
	"callguard/remind/when"
	"callguard/store"
	"callguard/wording"
)

// setReminder stores a reminder, or offers the next sensible slot.
func (t *turn) setReminder(ask string) {
	r := when.Parse(ask, t.m.At, t.loc)
	what := text.Mask(r.What)
	if r.Problem == when.NotAReminder { // he asks what is set, more likely than not
		t.listReminders()
		return
	}
	if r.Problem != "" {
		t.offerTime(r, what)
		return
	}
	if rung, ok := t.rung(); ok && r.What == "" && r.RRule == "" && t.m.At.Sub(rung.Created) < 12*time.Hour {
		t.snooze(rung, r.At) // once more what was told
		return
	}
	rem := store.Reminder{What: what, At: r.At.UTC(), RRule: r.RRule, TZ: t.zone(), First: r.First}
	if r.RRule != "" {
		rem.At = r.First.UTC()
		if z := r.First.Location().String(); z != "" && z != "Local" && z != "UTC" {
			rem.TZ = z
		}
	}
	t.keep(rem)
	t.readBack(rem, r.Assumed)
	if t.user.Pending.Kind == "" {
		t.user.Pending = store.Pending{Kind: "reminded", Asked: t.m.At.UTC(), Data: map[string]string{"id": strconv.Itoa(t.user.LastRem)}}
	}
}

// moveJustSet takes another time that is said right after a reminder was set: it is moved.
func (t *turn) moveJustSet(bare string, p store.Pending) bool {
	r := t.readTime(t.m.Text, t.m.At)
	if r.Problem != "" || len([]rune(bare)) > fewWords || len([]rune(r.What)) > fillers/2 || t.reading.Has("remind") || len(t.verdict.Numbers) > 0 {
		return false
	}
	for _, old := range t.active() {
		if old.ID == p.Data["id"] {
			t.user.Pending = store.Pending{}
			return t.changeReminder([]store.Reminder{old}, t.clean.Norm)
		}
	}
	return false
}

// zone is the merchant's zone as it is stored.
func (t *turn) zone() string { return orElse(t.user.TZ, store.DefaultZone) }

// keep adds a reminder to what the turn changes.
func (t *turn) keep(rem store.Reminder) {
	t.user.LastRem++
	rem.ID, rem.Person, rem.State = strconv.Itoa(t.user.LastRem), t.user.Person, store.Active
	rem.Case, rem.Created = orElse(rem.Case, t.user.OpenCase), t.m.At.UTC()
	rem.Ask = rem.Kind == store.KindReminder && (rem.What == "" || t.h.wishes.is("word-call-back", text.New(rem.What).Norm))
	t.change.Reminders = append(t.change.Reminders, rem)
}

// readBack says what was understood: date, weekday, time, and how it will arrive.
func (t *turn) readBack(rem store.Reminder, assumed bool) {
	fill := wording.Fill{"when": t.moment(rem.At), "what": t.task(rem), "rule": t.rule(rem.RRule)}
	if rem.RRule == "" {
		t.say("remind.set", fill)
	} else {
		t.say("remind.set-every", fill)
	}
	if strings.Contains(rem.RRule, "BYDAY=MO,TU,WE,TH,FR") {
		t.say("remind.workdays", nil)
	}
	if assumed {
		t.say("remind.assumed", nil)
	}
	t.say(t.way(rem.At), nil)
}

// way names the line that says how a reminder will arrive.
func (t *turn) way(at time.Time) string {
	way := "push"
	switch {
	case t.h.reach != nil:
		way = t.h.reach(t.ctx, t.user.Person, at)
	case t.m.Passive:
		way = ""
	}
	if key := "remind.way-" + way; way != "" && t.h.answers.Words.Has(key) {
		return key
	}
	return "remind.passive"
}

// offerTime asks for another time when the one named can't be used.
func (t *turn) offerTime(r when.Result, what string) {
	at := r.Offer
	if at.IsZero() {
		at = t.m.At.In(t.loc).Add(24 * time.Hour)
	}
	shown := what
	if shown == "" {
		shown = t.line("remind.what", nil)
	}
	t.say("remind."+string(r.Problem), wording.Fill{"offer": t.moment(at), "what": shown})
	yes := t.line("remind.choice", nil)
	t.choices = []bot.Choice{{Word: "1", Label: yes}}
	t.said = append(t.said, t.line("choice.type", nil)+" 1 "+yes)
	t.user.Pending = store.Pending{Kind: "remind", Asked: t.m.At.UTC(),
		Data: map[string]string{"at": at.UTC().Format(time.RFC3339), "what": what}}
}

// fewWords is the length up to which an answer to an offered time is read as one.
const fewWords = 40

// fillers is how many characters may be left beside a time that only answers an offer: 那就…吧.
const fillers = 4

// confirmReminder takes the answer to an offered time: another time, yes, or no.
func (t *turn) confirmReminder(bare string, p store.Pending) bool {
	t.user.Pending = store.Pending{}
	if bare != "1" && !t.h.wishes.exact("word-yes", bare) && len([]rune(bare)) <= fewWords {
		r := t.readTime(t.m.Text, t.m.At)
		if r.Problem == "" && (len([]rune(r.What)) <= fillers || r.What == p.Data["what"] || t.h.wishes.is("word-yes", bare)) {
			rem := store.Reminder{What: p.Data["what"], At: r.At.UTC(), RRule: r.RRule, First: r.First, TZ: t.zone()}
			if r.RRule != "" {
				rem.At = r.First.UTC()
			}
			t.keepOffered(rem, p, r.Assumed)
			return true
		}
	}
	switch {
	case bare == "1" || t.h.wishes.is("word-yes", bare):
		at, err := time.Parse(time.RFC3339, p.Data["at"])
		if err != nil {
			return false
		}
		t.keepOffered(store.Reminder{What: p.Data["what"], At: at, TZ: t.zone()}, p, false)
	case t.h.wishes.is("word-no", bare):
		t.say("chat.offered-no", nil)
	default:
		return false
	}
	return true
}

// keepOffered keeps what was agreed on: a new reminder, or the one that was to be moved.
func (t *turn) keepOffered(rem store.Reminder, p store.Pending, assumed bool) {
	for _, r := range t.active() {
		if r.ID == p.Data["id"] {
			r.At, r.RRule, r.First = rem.At, rem.RRule, rem.First
			t.change.Reminders = append(t.change.Reminders, r)
			t.readBack(r, assumed)
			return
		}
	}
	t.keep(rem)
	t.readBack(t.change.Reminders[len(t.change.Reminders)-1], assumed)
}

// active gives the merchant's own reminders; a fault ends the turn.
func (t *turn) active() []store.Reminder { return own(t.waiting()) }

// waiting gives the reminders, and the notes that were not told yet; a fault ends the turn.
func (t *turn) waiting() []store.Reminder {
	rs, err := t.h.store.Reminders(t.ctx, t.user.Person)
	if err != nil {
		t.failed = err
	}
	return rs
}

func (t *turn) listReminders() {
	rs := t.active()
	if len(rs) == 0 {
		t.say("remind.empty", nil)
		return
	}
	t.say("remind.list", nil)
	for _, r := range rs {
		key := "remind.row"
		if r.RRule != "" {
			key = "remind.row-every"
		}
		t.say(key, wording.Fill{"id": r.ID, "when": t.moment(r.At), "what": t.task(r), "rule": t.rule(r.RRule)})
	}
}

// overdue says what fell due, behind the answer, where the platform can't write first; elsewhere
// what could not be pushed.
func (t *turn) overdue() {
	if t.failed != nil || t.change.DropAll {
		return
	}
	for _, r := range t.waiting() {
		if !t.m.Passive && !r.Delivery.Held {
			continue
		}
		if r.Delivery.Begun > 0 && r.Delivery.After.After(t.m.At) && !r.Delivery.Held {
			continue // it is being pushed at this moment
		}
		timed := r.Kind == store.KindReminder || r.Kind == store.KindTold || r.Kind == store.KindNotice && r.Case != "" // another person's clock does not hold up his note
		if timed && r.At.After(t.m.At) || t.changed(r.ID) || t.unwanted(r) {
			continue
		}
		t.replace(due.After(r, t.m.At, t.h.next))
		if r.Kind == store.KindTold && !r.Ask { // it only remembered
			continue
		}
		t.said = append(t.said, "", t.h.Due(r, t.m.At.Sub(r.At), t.lang))
		if r.Ask {
			t.askAfter(r)
		}
	}
}

// replace stores what takes the place of a reminder that was said, and of what this turn has already
// put under the same IDs.
func (t *turn) replace(rows []store.Reminder) {
	for _, r := range rows {
		same := func(old store.Reminder) bool { return old.ID == r.ID }
		t.change.Reminders = append(slices.DeleteFunc(t.change.Reminders, same), r)
	}
}

func (t *turn) changed(id string) bool {
	for _, r := range t.change.Reminders {
		if r.ID == id {
			return true
		}
	}
	return false
}

// task is what to do, or the usual thing when none was said.
func (t *turn) task(r store.Reminder) string { return orElse(r.What, t.line("remind.what", nil)) }

// moment writes date, weekday and time.
func (t *turn) moment(at time.Time) string {
	at = at.In(t.loc)
	if t.lang == "en" {
		return at.Format("Mon 2 Jan 2006 15:04")
	}
	return at.Format("2006年1月2日") + "（周" + string([]rune("日一二三四五六")[at.Weekday()]) + "）" + at.Format("15:04")
}

// rule names a recurrence in a word.
func (t *turn) rule(rrule string) string { return t.line("rule."+ruleKey(rrule), nil) }

// ruleKey gives the kind of a recurrence, as wording and intents name it.
func ruleKey(rrule string) string {
	key := "other"
	switch {
	case strings.HasPrefix(rrule, "RSCALE=CHINESE"):
		key = "lunar"
	case strings.Contains(rrule, "BYDAY=MO,TU,WE,TH,FR"):
		key = "workdays"
	case strings.Contains(rrule, "INTERVAL=") && !strings.Contains(rrule, "INTERVAL=1"),
		strings.Contains(rrule, "BYMONTH=1,4,7,10"), strings.Contains(rrule, "BYMONTH=3,6,9,12"):
		if strings.Contains(rrule, "BYMONTH=") || strings.Contains(rrule, "INTERVAL=3") {
			key = "quarterly"
		}
	case strings.Contains(rrule, "FREQ=DAILY"):
		key = "daily"
	case strings.Contains(rrule, "FREQ=WEEKLY"):
		key = "weekly"
	case strings.Contains(rrule, "FREQ=MONTHLY"):
		key = "monthly"
	case strings.Contains(rrule, "FREQ=YEARLY"):
		key = "yearly"
	}
	return key
}
