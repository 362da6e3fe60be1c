package due

import (
	"context"
	"fmt"
	"slices"
	"time"

	"callguard/remind/when"
	"callguard/store"
)

// join makes a person with reminders of every sort.
func (s *sim) join(person string) {
	s.users = append(s.users, person)
	var rems []store.Reminder
	add := func(rule string, chance float64) {
		if s.rng.Float64() < chance {
			rems = append(rems, s.reminder(fmt.Sprint(len(rems)+1), rule))
		}
	}
	for range 3 {
		add("", 1)
	}
	add("FREQ=DAILY", 0.03)
	add("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", 0.02)
	add("FREQ=WEEKLY;BYDAY=MO", 0.25)
	add("FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", 0.1)
	add("FREQ=MONTHLY;BYMONTHDAY=5", 0.3)
	add("FREQ=MONTHLY;BYMONTHDAY=-1", 0.3)
	add("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15", 0.4)
	add("FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1", 0.4)
	add("RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=8;BYMONTHDAY=15", 0.1)
	for i := range rems {
		rems[i].Person = person
	}
	s.commit(person, rems)
}

// reminder draws one: its time is mostly by day, its zone anywhere.
func (s *sim) reminder(id, rule string) store.Reminder {
	zones := []string{"", "", "", "Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "+05:30"}
	tz := zones[s.rng.IntN(len(zones))]
	loc, err := store.LoadZone(tz)
	if err != nil {
		s.Fatal(err)
	}
	hour := 8 + s.rng.IntN(13)
	if s.rng.IntN(8) == 0 {
		hour = s.rng.IntN(24)
	}
	day := s.now.In(loc).AddDate(0, 0, 1+s.rng.IntN(360))
	if rule != "" {
		day = s.now.In(loc).AddDate(0, 0, 1)
	}
	at := time.Date(day.Year(), day.Month(), day.Day(), hour, 5*s.rng.IntN(12), 0, 0, loc)
	r := store.Reminder{ID: id, What: "call", At: at.UTC(), First: at.UTC(), RRule: rule, TZ: tz, State: store.Active, Ask: s.rng.IntN(3) == 0}
	if rule != "" {
		first, ok, err := when.Next(rule, r.First, r.First.Add(-time.Nanosecond), loc)
		if err != nil || !ok {
			s.Fatalf("%s: %v", rule, err)
		}
		r.At, r.First = first.UTC(), first.UTC()
	}
	return r
}

// commit stores rows as a message does.
func (s *sim) commit(person string, rems []store.Reminder) {
	ctx := context.Background()
	u, err := s.db.User(ctx, person)
	if err != nil {
		s.Fatal(err)
	}
	if _, _, err := s.db.Commit(ctx, store.Change{User: u, Reminders: rems}); err != nil {
		s.Fatal(err)
	}
	for _, r := range rems {
		s.o.stored(person, r)
	}
}

// message is one of a person: he is told what is held for him, and changes something.
func (s *sim) message(person string) {
	s.say(person)
	id := fmt.Sprint("m", s.o.next())
	switch s.rng.IntN(6) {
	case 0:
		s.commit(person, []store.Reminder{s.reminder(id, "")})
	case 1, 2:
		r := s.reminder(id, "")
		r.At, r.Kind, r.Ask = s.now, store.KindNotice, false
		if s.rng.IntN(2) == 0 {
			r.Kind = store.KindAlert
		}
		s.commit(person, []store.Reminder{r})
	case 3: // he moves or cancels one
		for _, r := range s.reminders(person) {
			if r.Kind == store.KindReminder && !r.Delivery.Held && r.Delivery.Begun == 0 && r.At.After(s.now) && !s.o.arrived(r) {
				moved := s.reminder(r.ID, "")
				if s.rng.IntN(2) == 0 {
					moved = r
					moved.State = store.Cancelled
				}
				s.commit(person, []store.Reminder{moved})
				return
			}
		}
	}
}

func (s *sim) reminders(person string) []store.Reminder {
	rems, err := s.db.Reminders(context.Background(), person)
	if err != nil {
		s.Fatal(err)
	}
	return rems
}

// say tells a person what is held for him.
func (s *sim) say(person string) {
	held := func(r store.Reminder) bool { return r.Delivery.Held }
	ctx := context.Background()
	for rems := s.reminders(person); slices.ContainsFunc(rems, held) && !s.Failed(); rems = s.reminders(person) {
		r := rems[slices.IndexFunc(rems, held)]
		rows := After(r, s.now, when.Next)
		s.o.said(r)
		s.o.marked(r, s.now, rows)
		u, err := s.db.User(ctx, person)
		if err != nil {
			s.Fatal(err)
		}
		if _, _, err := s.db.Commit(ctx, store.Change{User: u, Reminders: rows}); err != nil {
			s.Fatal(err)
		}
	}
}
