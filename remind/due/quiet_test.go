package due

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseQuiet(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]Quiet{
		"22:00-08:00": DefaultQuiet(), "none": {}, "0:00-24:00": {}, "9:05-12:30": {9*60 + 5, 12*60 + 30}, "22:00-24:00": {22 * 60, 0},
	} {
		if got, err := ParseQuiet(s); err != nil || got != want {
			t.Errorf("%q: %v, %v", s, got, err)
		}
	}
	for _, s := range []string{"", "22:00", "22-8", "25:00-08:00", "22:60-08:00", "-1:00-08:00", "22:00-08:00x", "22:00-08:00-09:00", "a-b"} {
		if got, err := ParseQuiet(s); err == nil {
			t.Errorf("%q: %v", s, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		q := Quiet{rapid.IntRange(0, 1439).Draw(t, "from"), rapid.IntRange(0, 1439).Draw(t, "to")}
		got, err := ParseQuiet(q.String())
		if err != nil || got != q && q.From != q.To {
			t.Fatalf("%v: %v, %v", q, got, err)
		}
	})
}

func TestQuietEnd(t *testing.T) {
	t.Parallel()
	at := func(s, zone string) time.Time {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := time.ParseInLocation("2006-01-02 15:04", s, loc)
		if err != nil {
			t.Fatal(err)
		}
		return parsed
	}
	for _, test := range []struct{ quiet, now, zone, end string }{
		{"22:00-08:00", "2026-03-02 21:59", "Asia/Shanghai", ""},
		{"22:00-08:00", "2026-03-02 22:00", "Asia/Shanghai", "2026-03-03 08:00"},
		{"22:00-08:00", "2026-03-03 07:59", "Asia/Shanghai", "2026-03-03 08:00"},
		{"22:00-08:00", "2026-03-03 08:00", "Asia/Shanghai", ""},
		{"12:00-14:00", "2026-03-03 13:00", "Asia/Shanghai", "2026-03-03 14:00"},
		{"12:00-14:00", "2026-03-03 14:00", "Asia/Shanghai", ""},
		{"none", "2026-03-03 00:00", "Asia/Shanghai", ""},
		{"22:00-00:00", "2026-12-31 23:00", "Asia/Shanghai", "2027-01-01 00:00"},
		{"22:00-08:00", "2026-03-28 23:00", "Europe/Berlin", "2026-03-29 08:00"}, // an hour is skipped
		{"22:00-08:00", "2026-10-24 23:00", "Europe/Berlin", "2026-10-25 08:00"}, // an hour comes twice
	} {
		q, err := ParseQuiet(test.quiet)
		if err != nil {
			t.Fatal(err)
		}
		now := at(test.now, test.zone)
		end, in := q.End(now, now.Location())
		if in != (test.end != "") || in && !end.Equal(at(test.end, test.zone)) {
			t.Errorf("%s at %s: %v, %v", test.quiet, test.now, end, in)
		}
	}
}

// TestQuietEnds: whatever the clocks do, a quiet ends after now, within 25 hours, and nothing of it
// is left out.
func TestQuietEnds(t *testing.T) {
	t.Parallel()
	zones := []string{"Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "America/Sao_Paulo", "Africa/Casablanca"}
	rapid.Check(t, func(t *rapid.T) {
		loc, err := time.LoadLocation(rapid.SampledFrom(zones).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		q := Quiet{rapid.IntRange(0, 1439).Draw(t, "from"), rapid.IntRange(0, 1439).Draw(t, "to")}
		now := time.Unix(rapid.Int64Range(1_293_000_000, 1_800_000_000).Draw(t, "now"), 0)
		end, in := q.End(now, loc)
		if in != q.Holds(now, loc) {
			t.Fatalf("in %v, but %v", in, q)
		}
		if in && (!end.After(now) || end.Sub(now) > maxWait) {
			t.Fatalf("%v at %v ends %v", q, now.In(loc), end.In(loc))
		}
	})
}
