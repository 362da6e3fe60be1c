package store

import (
	"testing"
	"time"
	_ "time/tzdata" // the test must not depend on the machine's
)

func TestMatchNumber(t *testing.T) {
	t.Parallel()
	numbers := []string{"+8613800000000", "0086 955-16"}
	for query, want := range map[string]bool{
		"": true, "+8613800000000": true, "13800000000": true, "000": true, "95516": true, "516": true,
		"00": false, "16": false, "138": false, "+86138": false, "0000000000000000": false, "abc": false,
		"0086 955-16": true,
	} {
		if got := MatchNumber(numbers, query); got != want {
			t.Errorf("MatchNumber(%q) = %v", query, got)
		}
	}
	if !MatchNumber([]string{"12"}, "12") || MatchNumber(nil, "123") || !MatchNumber(nil, "") {
		t.Error("an exact short number, no numbers, or an empty query")
	}
}

func TestLoadZone(t *testing.T) {
	t.Parallel()
	noon := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	for tz, want := range map[string]int{
		"": 8 * 3600, "Asia/Shanghai": 8 * 3600, "UTC": 0, "America/New_York": -4 * 3600,
		"+08:00": 8 * 3600, "-09:30": -(9*3600 + 1800), "+14:00": 14 * 3600, "+00:00": 0,
	} {
		loc, err := LoadZone(tz)
		if err != nil {
			t.Errorf("LoadZone(%q): %v", tz, err)
			continue
		}
		if _, got := noon.In(loc).Zone(); got != want {
			t.Errorf("LoadZone(%q) is %d s ahead, want %d", tz, got, want)
		}
	}
	for _, tz := range []string{"Local", "+8", "+8:00", "+08:60", "+14:01", "+24:00", "+", "-", "Asia/Nowhere",
		"../../etc/passwd", "+08:00x", "+0x:00", "上海"} {
		if loc, err := LoadZone(tz); err == nil {
			t.Errorf("LoadZone(%q) = %v", tz, loc)
		}
	}
}

func TestLane(t *testing.T) {
	t.Parallel()
	for person, want := range map[string]string{
		"telegram:shop:7": "telegram:shop", "telegram::7": "telegram:", "telegram:shop:7:8:9": "telegram:shop", "::": ":",
		"a:b": "a", "a:": "a", ":a": "", "a": "", "": "", ":": "",
	} {
		if got := Lane(person); got != want {
			t.Errorf("Lane(%q) = %q, want %q", person, got, want)
		}
	}
}

func TestDueAt(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	for _, test := range []struct{ after, want time.Time }{
		{time.Time{}, at}, {at.Add(-1), at}, {at.Add(1), at.Add(1)},
	} {
		r := Reminder{At: at, Delivery: Delivery{After: test.after}}
		if got := r.DueAt(); !got.Equal(test.want) {
			t.Errorf("put off to %v: due at %v", test.after, got)
		}
	}
}
