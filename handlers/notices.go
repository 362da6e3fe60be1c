package handlers

import (
	"slices"
	"time"

	"callguard/remind/due"
	"callguard/store"
)

// mine leaves the reminders that the merchant set himself: what the bot has to say is not listed
// among them, and not cancelled with them.
func mine(rs []store.Reminder) []store.Reminder {
	return slices.DeleteFunc(rs, func(r store.Reminder) bool { return r.Kind != store.KindReminder })
}

// notices says what the bot has to say of earlier answers, once, behind this one.
func (t *turn) notices() {
	rs, err := t.h.store.Reminders(t.ctx, t.m.Person())
	if err != nil {
		t.failed = err
		return
	}
	for _, r := range rs {
		if r.Kind == store.KindReminder || r.At.After(t.m.At) || slices.Contains(t.change.DropCases, r.Case) {
			continue
		}
		t.change.Reminders = append(t.change.Reminders, due.After(r, t.m.At, t.h.next))
		t.said = append(t.said, "", r.What)
	}
}

// notice makes the row that tells a person of a correction. There is one for each case: a later
// one takes the place of one that was not said yet.
func notice(u store.User, of, words string, now time.Time) store.Reminder {
	return store.Reminder{ID: "notice-" + of, Person: u.Person, What: words, At: now.UTC(), TZ: orElse(u.TZ, store.DefaultZone),
		First: now.UTC(), Case: of, State: store.Active, Created: now.UTC(), Kind: store.KindNotice}
}
