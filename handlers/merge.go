package handlers

import (
	"slices"
	"strconv"
	"strings"

	"callguard/store"
	"callguard/wording"
)

// same is the kind of a code by which somebody links his own second chat.
const same = "same"

// longestLog is how many entries can be moved into another log: one commit holds them all.
const longestLog = 2000

// merge moves everything of this chat into the log of the person who made the code, under new
// numbers, behind what is there. From then on both chats are that person; his settings stay.
func (t *turn) merge(main string) {
	gone := t.user
	user, ok := t.other(main)
	if !ok {
		return
	}
	cases, err := t.h.store.Cases(t.ctx, gone.Person, store.CaseQuery{Limit: longestLog + 1})
	if err != nil {
		t.failed = err
		return
	}
	if len(cases) > longestLog {
		t.say("link.same-many", wording.Fill{"n": strconv.Itoa(longestLog)})
		return
	}
	links, waiting := t.links(), t.waiting()
	t.user, t.cases = user, nil
	t.change.Shared.Merge = store.Merge{Person: gone.Person, Version: gone.Version}
	first := t.user.LastCase + 1
	moved := t.moveCases(cases)
	if id := moved[gone.OpenCase]; id != "" {
		t.user.OpenCase = id
	}
	t.moveReminders(waiting, moved)
	t.moveLinks(links, gone.Person)
	at := t.m.At.UTC()
	t.keepNote(store.Reminder{What: t.h.answers.Words.Line(orElse(user.Lang, t.lang), "link.joined", nil),
		At: at, First: at, Created: at, Kind: store.KindNotice, From: t.m.Person()})
	if len(cases) == 0 {
		t.say("link.same-none", nil)
		return
	}
	t.say("link.same-on", wording.Fill{"n": strconv.Itoa(len(cases)), "id": strconv.Itoa(first)})
}

// moveCases puts cases, newest first, into the log of the person that the turn is now of, and
// gives the new numbers by the old.
func (t *turn) moveCases(cases []store.Case) map[string]string {
	moved := map[string]string{}
	for _, c := range slices.Backward(cases) {
		t.user.LastCase++
		moved[c.ID] = strconv.Itoa(t.user.LastCase)
		c.ID, c.Person = moved[c.ID], t.user.Person
		t.change.Cases = append(t.change.Cases, c)
	}
	return moved
}

// moveReminders moves what waits: reminders under new numbers, notes as reminders of this kind.
func (t *turn) moveReminders(rs []store.Reminder, moved map[string]string) {
	ids := map[string]string{}
	for _, r := range rs {
		r.Case = moved[r.Case]
		switch r.Kind {
		case store.KindReminder, store.KindTold: // what was told of a reminder keeps its number
			old := strings.TrimPrefix(r.ID, told)
			if ids[old] == "" {
				t.user.LastRem++
				ids[old] = strconv.Itoa(t.user.LastRem)
			}
			r.ID, r.Person = strings.TrimSuffix(r.ID, old)+ids[old], t.user.Person
			t.change.Reminders = append(t.change.Reminders, r)
		default:
			t.keepNote(r)
		}
	}
}

// keepNote adds a note to the person himself, under the next number with a mark of its own.
func (t *turn) keepNote(r store.Reminder) {
	t.user.LastRem++
	r.ID, r.Person, r.State = "own"+strconv.Itoa(t.user.LastRem), t.user.Person, store.Active
	r.TZ = orElse(r.TZ, store.DefaultZone)
	t.change.Reminders = append(t.change.Reminders, r)
}

// moveLinks puts the links of the chat that goes between the same others and the person.
func (t *turn) moveLinks(links []store.Link, gone string) {
	for _, l := range links {
		if l.From == gone {
			l.From = t.user.Person
		} else {
			l.To = t.user.Person
		}
		if l.From != l.To {
			t.change.Shared.Links = append(t.change.Shared.Links, l)
		}
	}
}

// part makes this chat a person of its own again, or, said in the chat that made the code, all
// the others; the log stays with that one. false when there is nothing to part.
func (t *turn) part() bool {
	aliases, err := t.h.store.Aliases(t.ctx, t.user.Person)
	if err != nil {
		t.failed = err
		return true
	}
	if len(aliases) == 0 {
		return false
	}
	if slices.Contains(aliases, t.m.Person()) {
		aliases = []string{t.m.Person()}
		t.say("link.parted", nil)
	} else {
		t.say("link.parted-here", nil)
	}
	t.change.Shared.Part = aliases
	for _, r := range t.waiting() { // that they joined is no news any more
		if r.Kind == store.KindNotice && slices.Contains(aliases, r.From) {
			r.State = store.Done
			t.change.Reminders = append(t.change.Reminders, r)
		}
	}
	return true
}

// person is whose log the chat belongs to once the turn is stored.
func (t *turn) person() string {
	if slices.Contains(t.change.Shared.Part, t.m.Person()) {
		return t.m.Person()
	}
	return t.user.Person
}
