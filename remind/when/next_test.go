package when

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func at8(t *testing.T, s string) time.Time {
	t.Helper()
	at, err := time.ParseInLocation(wallLayout, s, zoneOf(t, ""))
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestNext(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ rule, first, after, want string }{
		{"FREQ=DAILY", "2026-11-26 09:00", "2026-11-26 09:00", "2026-11-27 09:00"},
		{"FREQ=DAILY", "2026-11-26 09:00", "2026-11-01 09:00", "2026-11-26 09:00"},
		{"FREQ=DAILY;INTERVAL=2", "2026-11-26 09:00", "2026-11-27 10:00", "2026-11-28 09:00"},
		{"FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-11-27 10:00", "2026-11-27 10:00", "2026-12-11 10:00"},
		{"FREQ=WEEKLY;BYDAY=MO,WE,FR", "2026-11-27 10:00", "2026-11-27 10:00", "2026-11-30 10:00"},
		{"FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2027-01-31 09:00", "2027-01-31 09:00", "2027-02-28 09:00"},
		{"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-30 09:00", "2026-12-31 08:59", "2026-12-31 09:00"},
		{"FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1", "2027-01-01 09:00", "2027-01-01 09:00", "2027-04-01 09:00"},
		{"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2028-02-29 09:00", "2028-02-29 09:00", "2032-02-29 09:00"},
		{"FREQ=DAILY;BYHOUR=9,17;BYMINUTE=0", "2026-11-25 17:00", "2026-11-25 17:00", "2026-11-26 09:00"},
		{"FREQ=DAILY;UNTIL=20261127T155959Z", "2026-11-26 09:00", "2026-11-26 09:00", "2026-11-27 09:00"},
		{"FREQ=DAILY;UNTIL=20261127T155959Z", "2026-11-26 09:00", "2026-11-27 09:00", ""},
		{"FREQ=DAILY;COUNT=2", "2026-11-26 09:00", "2026-11-27 09:00", ""},
		{"RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=23", "2027-01-30 09:00", "2027-01-30 09:00", "2028-01-19 09:00"},
		{"RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1", "2027-02-05 15:00", "2027-02-05 15:00", "2028-01-25 15:00"},
		{"RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "2027-02-06 09:00", "2020-01-01 00:00", "2027-02-06 09:00"},
		{"RSCALE=CHINESE;FREQ=YEARLY;INTERVAL=2;BYMONTH=1;BYMONTHDAY=1", "2027-02-06 09:00", "2027-02-06 09:00", "2029-02-13 09:00"},
	} {
		got, ok, err := Next(row.rule, at8(t, row.first), at8(t, row.after), zoneOf(t, ""))
		if err != nil || ok != (row.want != "") || ok && !got.Equal(at8(t, row.want)) {
			t.Errorf("Next(%s, after %s) = %v, %v, %v, want %s", row.rule, row.after, got, ok, err, row.want)
		}
	}
}

func TestNextRefuses(t *testing.T) {
	t.Parallel()
	first := at8(t, "2026-11-26 09:00")
	for _, rule := range []string{"FREQ=HOURLY", "FREQ=MINUTELY;BYDAY=MO", "FREQ=SECONDLY", "", "FREQ=OFTEN", "FREQ=DAILY;BYMINUTE=1,2,3",
		"RSCALE=CHINESE;FREQ=DAILY", "RSCALE=CHINESE;FREQ=YEARLY", "RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1",
		"RSCALE=CHINESE;FREQ=YEARLY;BYMONTH=1;BYDAY=MO", "RSCALE=ETHIOPIC;FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1"} {
		if got, ok, err := Next(rule, first, first, nil); err == nil || ok || !got.IsZero() {
			t.Errorf("Next(%q) = %v, %v, %v, want an error", rule, got, ok, err)
		} else if !strings.Contains(err.Error(), "rule ") {
			t.Errorf("Next(%q): %v does not name the rule", rule, err)
		}
	}
	if _, _, err := Next("FREQ=DAILY", first, first.AddDate(101, 0, 0), nil); err == nil {
		t.Error("a hundred years later: no error")
	}
}

// Impossible dates end instead of being searched for ever.
func TestNextEnds(t *testing.T) {
	t.Parallel()
	first := at8(t, "2026-11-26 09:00")
	for _, rule := range []string{"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31"} {
		if got, ok, err := Next(rule, first, first.AddDate(20, 0, 0), nil); ok || err != nil {
			t.Errorf("Next(%s) = %v, %v, %v", rule, got, ok, err)
		}
	}
}

// Wall time is kept across daylight saving; what is skipped comes later by the gap, that day only.
func TestNextKeepsWallTime(t *testing.T) {
	t.Parallel()
	loc := zoneOf(t, "America/New_York")
	now := time.Date(2026, 3, 7, 12, 0, 0, 0, loc)
	got := Parse("remind me every day at 2:30 am", now, loc)
	if want := time.Date(2026, 3, 8, 3, 30, 0, 0, loc); !got.First.Equal(want) {
		t.Fatalf("first = %v, want %v", got.First, want)
	}
	next, ok, err := Next(got.RRule, got.First, got.First, loc)
	if want := time.Date(2026, 3, 9, 2, 30, 0, 0, loc); err != nil || !ok || !next.Equal(want) {
		t.Errorf("next of %s = %v, %v, %v, want %v", got.RRule, next, ok, err, want)
	}
}

// The occurrences of a rule are strictly increasing, and none lies between an occurrence and the
// next one.
func TestNextIncreases(t *testing.T) {
	t.Parallel()
	loc := zoneOf(t, "America/New_York")
	rules := []string{"每天九点", "每两周的周五", "每月31号", "每月最后一个工作日", "每季度", "每年除夕", "每天晚上12点", "每周一三五两点半",
		"每年腊月二十三"}
	rapid.Check(t, func(t *rapid.T) {
		now := time.Unix(rapid.Int64Range(1_500_000_000, 2_500_000_000).Draw(t, "now"), 0)
		r := Parse(rapid.SampledFrom(rules).Draw(t, "rule"), now, loc)
		if r.RRule == "" || !r.First.After(now) {
			t.Fatalf("no rule ahead: %+v", r)
		}
		at := r.First
		for range 5 {
			next, ok, err := Next(r.RRule, r.First, at, loc)
			if err != nil || !ok || !next.After(at) {
				t.Fatalf("%s after %v: %v, %v, %v", r.RRule, at, next, ok, err)
			}
			middle := at.Add(next.Sub(at) / 2)
			if again, _, _ := Next(r.RRule, r.First, middle, loc); !again.Equal(next) {
				t.Fatalf("%s: after %v comes %v, after %v comes %v", r.RRule, at, next, middle, again)
			}
			at = next
		}
	})
}
