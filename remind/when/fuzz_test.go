package when

import (
	"strings"
	"testing"
	"time"
)

// FuzzParse: no input panics, exactly one of time, rule and problem is given, what is promised
// lies ahead, and every rule can be expanded.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"提醒我明天下午三点给银行回电话", "每月31号", "农历腊月三十", "every other Friday 10am", "周一三五", "25:99",
		"2月30号", "闰六月初一", "3-5pm", "\xff\xfe点半", "半半半个半小时后", "每隔每隔每", "第第一个个周周一", "twenty-twenty one",
		"the second Tuesday after Easter 2099", "2018q4 - 3 to 15 July", "thanksgiving in 9 months", "in 1:30 hours' time", "two thousand and o"} {
		f.Add(s, int64(1795573200))
	}
	zones := []*time.Location{time.UTC, time.FixedZone("", 8*3600), time.FixedZone("", -3*3600-1800)}
	f.Fuzz(func(t *testing.T, s string, unix int64) {
		now := time.Unix(unix%4_000_000_000, 0)
		for _, loc := range zones {
			promises(t, s, now, loc)
		}
	})
}

func promises(t *testing.T, s string, now time.Time, loc *time.Location) {
	t.Helper()
	r := Parse(s, now, loc)
	said := 0
	for _, b := range []bool{!r.At.IsZero(), r.RRule != "", r.Problem != ""} {
		if b {
			said++
		}
	}
	if said != 1 || r.First.IsZero() != (r.RRule == "") {
		t.Fatalf("%q: not exactly one of at, rrule, problem: %+v", s, r)
	}
	if !r.At.IsZero() && r.At.Before(now) || !r.First.IsZero() && !r.First.After(now) {
		t.Fatalf("%q at %v: not ahead: %+v", s, now, r)
	}
	if r.Problem != "" && r.Problem != NotAReminder && !r.Offer.After(now) {
		t.Fatalf("%q at %v: no offer ahead: %+v", s, now, r)
	}
	if strings.ContainsRune(r.What, '\n') && !strings.ContainsRune(s, '\n') {
		t.Fatalf("%q: what = %q", s, r.What)
	}
	if r.RRule == "" {
		return
	}
	next, ok, err := Next(r.RRule, r.First, r.First, r.First.Location())
	if err != nil || ok && !next.After(r.First) {
		t.Fatalf("%q: %s from %v: next = %v, %v, %v", s, r.RRule, r.First, next, ok, err)
	}
}
