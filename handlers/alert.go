package handlers

import (
	"slices"
	"strings"
	"time"

	"callguard/bot"
	"callguard/judge"
	"callguard/judge/text"
	"callguard/store"
	"callguard/wording"
)

// stages are what linked persons are told of a case, in order of weight: each at most once, and
// none after a later one.
func stages() []string { return []string{"", "scam", "lost"} }

// stage is what there is to tell of a case.
func stage(c store.Case) string {
	switch {
	case len(c.Lost) > 0:
		return "lost"
	case c.Verdict == string(judge.Scam) || c.UserVerdict == string(judge.Scam):
		return "scam"
	}
	return ""
}

// alert stores what linked persons are to be told of the cases that this turn changes. A case
// that was a scam before anybody was linked is not news.
func (t *turn) alert() {
	if t.change.DropAll || t.change.Shared.Merge.Person != "" { // what is moved is no news
		return
	}
	for i, c := range t.change.Cases {
		before, _ := t.caseByID(c.ID)
		told := max(slices.Index(stages(), stage(before)), slices.Index(stages(), c.Alerted))
		now := stage(c)
		if slices.Index(stages(), now) <= told || slices.Contains(t.change.DropCases, c.ID) {
			continue
		}
		for _, l := range t.links() {
			if l.From == t.user.Person && !slices.Contains(t.change.Shared.Unlink, l) {
				t.tell(l.To, store.KindAlert, func(u store.User) string { return t.alertText(c, now, u) })
				t.change.Cases[i].Alerted = now
			}
		}
	}
}

// tell adds a note to another person, in that person's language.
func (t *turn) tell(person, kind string, words func(u store.User) string) {
	u, err := t.h.store.User(t.ctx, person)
	if err != nil {
		t.failed = err
		return
	}
	at := t.m.At.UTC()
	n := store.Reminder{Person: person, What: words(u), At: at, TZ: orElse(u.TZ, store.DefaultZone), First: at, Created: at, State: store.Active, Kind: kind}
	if kind == store.KindAlert {
		n.From = t.user.Person
	}
	t.change.Shared.Notes = append(t.change.Shared.Notes, n)
}

// notify tells another person something about the link.
func (t *turn) notify(person, key string) {
	t.tell(person, store.KindNotice, func(u store.User) string { return t.h.answers.Words.Line(u.Lang, key, nil) })
}

// alertText is what happened, in one sentence: when, from which number, the words that decided,
// masked and short, the verdict, and what was given away.
func (t *turn) alertText(c store.Case, stage string, u store.User) string {
	w := t.h.answers.Words
	line := func(key string, fill wording.Fill) string { return w.Line(u.Lang, key, fill) }
	loc, err := store.LoadZone(u.TZ)
	if err != nil {
		loc = time.UTC
	}
	var about, lost []string
	if len(c.Numbers) > 0 {
		about = append(about, line("alert.number", wording.Fill{"number": strings.Join(domestics(c.Numbers), ", ")}))
	}
	if len(c.Reasons) > 0 && c.Reasons[0].Quote != "" {
		about = append(about, line("alert.said", wording.Fill{"quote": short(text.Mask(c.Reasons[0].Quote))}))
	}
	for _, slug := range c.Lost {
		if w.Has("gave." + slug) {
			lost = append(lost, line("gave."+slug, nil))
		}
	}
	verdict := c.Verdict
	if verdict == "" || c.UserVerdict == string(judge.Scam) {
		verdict = orElse(c.UserVerdict, "none")
	}
	return line("alert."+stage, wording.Fill{"day": c.Updated.In(loc).Format("01-02 15:04"), "verdict": line("mark."+verdict, nil),
		"about": strings.Join(about, ""), "lost": strings.Join(lost, line("alert.and", nil))})
}

// own keeps a merchant's own reminders: notes are told, not listed.
func own(rs []store.Reminder) []store.Reminder {
	return slices.DeleteFunc(rs, func(r store.Reminder) bool { return r.Kind != store.KindReminder })
}

// unwanted holds for an alert of somebody to whom this turn ends the link, and for a notice that
// this very chat has joined: it is for the one that was there, whoever writes first.
func (t *turn) unwanted(r store.Reminder) bool {
	if r.Kind == store.KindNotice && (r.From == t.m.Person() || slices.Contains(t.change.DropCases, r.Case)) {
		return true
	}
	return r.Kind == store.KindAlert && slices.ContainsFunc(t.change.Shared.Unlink, func(l store.Link) bool { return l.From == r.From })
}

// kept gives a reply as it is stored: without what must not be.
func (t *turn) kept(r bot.Reply) bot.Reply {
	if t.hidden != "" {
		r.Text = strings.ReplaceAll(r.Text, t.hidden, strings.Repeat("•", len(t.hidden)))
	}
	return r
}
