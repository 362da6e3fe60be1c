package due

import (
	"testing"
	"time"

	"callguard/store"
)

func TestAfter(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	base := store.Reminder{ID: "1", Person: "a", At: at, First: at, State: store.Active}
	for _, test := range []struct {
		name, rule, tz string
		now            time.Time
		next           NextFunc
		state          string
		want           time.Time
	}{
		{"once", "", "", at, daily, store.Done, at},
		{"daily", "daily", "", at, daily, store.Active, at.AddDate(0, 0, 1)},
		{"missed", "daily", "", at.AddDate(0, 0, 9), daily, store.Active, at.AddDate(0, 0, 10)},
		{"between", "daily", "", at.Add(time.Hour), daily, store.Active, at.AddDate(0, 0, 1)},
		{"a clock set back", "daily", "", at.Add(-72 * time.Hour), daily, store.Active, at.AddDate(0, 0, 1)},
		{"summer time", "daily", "America/New_York", at.AddDate(0, 0, 6), daily, store.Active, at.AddDate(0, 0, 7).Add(-time.Hour)},
		{"an unknown zone", "daily", "Nowhere/Land", at, daily, store.Active, at.AddDate(0, 0, 1)},
		{"ended", "over", "", at, daily, store.Done, at},
		{"unreadable", "bad", "", at, daily, store.Done, at},
		{"going back", "back", "", at, daily, store.Done, at},
		{"no rules known", "daily", "", at, nil, store.Done, at},
	} {
		r := base
		r.RRule, r.TZ = test.rule, test.tz
		got := After(r, test.now, test.next)[0]
		if got.State != test.state || !got.At.Equal(test.want) || got.At.Location() != time.UTC {
			t.Errorf("%s: %s at %v, want %s at %v", test.name, got.State, got.At, test.state, test.want)
		}
	}
}

func TestAfterRemembers(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 3, 7, 14, 0, 0, 0, time.UTC) // 09:00 in New York, the day before summer time
	base := store.Reminder{ID: "7", Person: "a", What: "call", Case: "3", TZ: "America/New_York", At: at, First: at, State: store.Active, Ask: true,
		Delivery: store.Delivery{Begun: 1}}
	for _, test := range []struct {
		name, rule string
		now, want  time.Time
		ask        bool
	}{
		{"on time", "", at, at.Add(23 * time.Hour), true},
		{"late", "", at.Add(10 * time.Hour), at.Add(23 * time.Hour), true},
		{"in the evening", "", at.Add(12 * time.Hour), at.Add(47 * time.Hour), true},
		{"the next day", "", at.Add(26 * time.Hour), at.Add(47 * time.Hour), true},
		{"a clock set back", "", at.Add(-26 * time.Hour), at.Add(23 * time.Hour), true},
		{"comes again before", "daily", at, at.Add(23 * time.Hour), false},
	} {
		r := base
		r.RRule = test.rule
		rows := After(r, test.now, daily)
		if len(rows) != 2 || rows[0].ID != "7" || rows[0].Delivery != (store.Delivery{}) {
			t.Errorf("%s: %+v", test.name, rows)
			continue
		}
		got := rows[1]
		if got.ID != "t7" || got.Kind != store.KindTold || got.State != store.Active || got.What != "call" || got.Case != "3" ||
			got.TZ != base.TZ || got.RRule != "" || got.Ask != test.ask || !got.At.Equal(test.want) {
			t.Errorf("%s: %+v, want at %v", test.name, got, test.want)
		}
	}
	again := base
	again.Kind = store.KindTold
	rows := After(again, at, daily)
	if len(rows) != 1 || rows[0].State != store.Active || rows[0].Ask || !rows[0].Asked || !rows[0].At.Equal(at.Add(toldSoonest)) {
		t.Errorf("asked again: %+v", rows)
	}
	for _, kind := range []string{store.KindNotice, store.KindAlert, store.KindTold} {
		r := base
		r.Kind, r.Ask = kind, false
		if rows := After(r, at, daily); len(rows) != 1 || rows[0].State != store.Done {
			t.Errorf("%s: %+v", kind, rows)
		}
	}
}
