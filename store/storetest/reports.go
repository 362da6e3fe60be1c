package storetest

import (
	"fmt"
	"math"
	"strings"
	"time"

	"callguard/store"
)

// month is the time within which these tests count.
const month = 30 * 24 * time.Hour

// report makes one of a case.
func report(id, subject string, weight float64, at time.Time) store.Report {
	return store.Report{Case: id, Subject: subject, Weight: weight, At: at}
}

// withReports makes a change with case 1 and reports in it.
func withReports(person string, reports ...store.Report) store.Change {
	c := withCases(person, fullCase("", "1", noon))
	c.Reports = reports
	return c
}

// counted compares the count of a subject.
func (b bench) counted(q store.ReportQuery, people int, weight float64) {
	b.Helper()
	got, err := b.Reported(b.ctx(), q)
	b.must(err)
	b.equal(got, store.ReportCount{People: people, Weight: weight})
}

func testReports(b bench) {
	q := store.ReportQuery{Subject: "+8613800000000", Since: noon.Add(-month)}
	b.counted(q, 0, 0)
	for i := range 3 {
		b.put(withReports(fmt.Sprint("t::", i), report("1", q.Subject, 0.5, noon), report("1", "evil.test", 1, noon)))
	}
	b.counted(q, 3, 1.5)
	b.counted(store.ReportQuery{Subject: "13800000000"}, 0, 0) // another subject
	b.counted(store.ReportQuery{Subject: "evil.test"}, 3, 3)
	b.counted(store.ReportQuery{Subject: q.Subject, Since: q.Since, Not: "t::1"}, 2, 1)
	b.counted(store.ReportQuery{Subject: q.Subject, Since: noon}, 3, 1.5)
	b.counted(store.ReportQuery{Subject: q.Subject, Since: noon.Add(1)}, 0, 0)

	b.put(withReports("t::1", report("1", q.Subject, 1, noon.Add(time.Hour)))) // raised
	b.put(withReports("t::1", report("1", q.Subject, 0.25, noon.Add(-time.Hour))))
	b.counted(q, 3, 2)
	b.counted(store.ReportQuery{Subject: q.Subject, Since: noon.Add(time.Hour)}, 1, 1)
	second := withCases("t::1", fullCase("", "2", noon))
	second.Reports = []store.Report{report("2", q.Subject, 0.5, noon)}
	b.put(second)
	b.counted(q, 3, 2) // one person counts once

	counts, err := b.ReportCounts(b.ctx(), noon.Add(-month))
	b.must(err)
	b.equal(counts, []store.ReportCount{{People: 3, Weight: 3}, {People: 3, Weight: 2}})
	counts, err = b.ReportCounts(b.ctx(), noon.Add(month))
	b.must(err)
	b.equal(len(counts), 0)
}

func testReportsGo(b bench) {
	q := store.ReportQuery{Subject: "+8613800000000"}
	fill := func() {
		for _, person := range []string{"t::1", "t::2"} {
			c := withCases(person, fullCase("", "1", noon), fullCase("", "11", noon))
			c.Reports = []store.Report{report("1", q.Subject, 1, noon), report("11", q.Subject, 0.5, noon), report("11", "evil.test", 0.5, noon)}
			b.put(c)
		}
	}
	fill()
	c := by("t::1")
	c.Reports = []store.Report{report("1", q.Subject, 0, noon), report("7", q.Subject, 0, noon)}
	b.put(c) // taken back in one case
	b.counted(q, 2, 1.5)
	c.Reports = []store.Report{report("", q.Subject, 0, noon)}
	b.put(c) // in all
	b.counted(q, 1, 1)
	b.counted(store.ReportQuery{Subject: "evil.test"}, 2, 1)

	fill()
	drop := withReports("t::1", report("1", q.Subject, 1, noon))
	drop.DropCases = []string{"1"}
	b.put(drop)
	b.counted(q, 2, 1.5)
	drop.DropCases = []string{"11"}
	b.put(drop)
	fill()
	everything := by("t::1")
	everything.DropAll = true
	b.put(everything)
	b.counted(q, 1, 1)
	b.counted(store.ReportQuery{Subject: "evil.test"}, 1, 0.5)

	fill()
	n, err := b.ClearReports(b.ctx(), q.Subject)
	b.must(err)
	b.equal(n, 2)
	n, err = b.ClearReports(b.ctx(), q.Subject)
	b.must(err)
	b.equal(n, 0)
	b.counted(q, 0, 0)
	b.counted(store.ReportQuery{Subject: "evil.test"}, 2, 1)
}

func testReportLimits(b bench) {
	for name, c := range map[string]store.Change{
		"no subject":     withReports("t::1", report("1", "", 1, noon)),
		"a long subject": withReports("t::1", report("1", strings.Repeat("x", store.MaxSubject+1), 1, noon)),
		"no case":        withReports("t::1", report("", "95516", 1, noon)),
		"another case":   withReports("t::1", report("2", "95516", 1, noon)),
		"too heavy":      withReports("t::1", report("1", "95516", 1.1, noon)),
		"below nothing":  withReports("t::1", report("1", "95516", -0.1, noon)),
		"no number":      withReports("t::1", report("1", "95516", math.NaN(), noon)),
		"twice":          withReports("t::1", report("1", "95516", 1, noon), report("1", "95516", 0.5, noon)),
		"too many":       withReports("t::1", make([]store.Report, store.MaxReports+1)...),
	} {
		_, _, err := b.Commit(b.ctx(), c)
		b.is(err, store.ErrLimit)
		if b.Failed() {
			b.Fatal(name)
		}
	}
	stale := withReports("t::1", report("1", "95516", 1, noon))
	stale.User.Version = 9
	_, _, err := b.Commit(b.ctx(), stale)
	b.is(err, store.ErrConflict)
	b.counted(store.ReportQuery{Subject: "95516"}, 0, 0)
}

func testPeople(b bench) {
	var want []string
	for i := range 120 {
		want = append(want, fmt.Sprintf("t::%03d", i))
		b.put(by(want[i]))
	}
	var got []string
	for after := ""; ; after = got[len(got)-1] {
		page, err := b.People(b.ctx(), after, 50)
		b.must(err)
		if got = append(got, page...); len(page) < 50 {
			break
		}
	}
	seen := map[string]bool{}
	for _, p := range got {
		seen[p] = true
	}
	if len(got) != len(want) || len(seen) != len(want) {
		b.Errorf("%d persons, %d different, want %d", len(got), len(seen), len(want))
	}
	page, err := b.People(b.ctx(), "", 0)
	b.must(err)
	b.equal(len(page), 100)
}

// testNotices: what the bot says of a case goes with the case; the merchant's reminders stay.
func testNotices(b bench) {
	about := func(id, of, kind string) store.Reminder {
		r := reminder("", id, noon)
		r.Case, r.Kind = of, kind
		return r
	}
	c := withCases("t::1", fullCase("", "1", noon), fullCase("", "2", noon))
	c.Reminders = []store.Reminder{
		about("1", "1", store.KindReminder), about("n1", "1", store.KindNotice), about("a1", "1", store.KindAlert),
		about("n2", "2", store.KindNotice),
	}
	b.put(c)
	rems, err := b.Reminders(b.ctx(), "t::1")
	b.must(err)
	b.equal(remIDs(rems), "t::1/1 t::1/a1 t::1/n1 t::1/n2")
	b.equal(rems[2].Kind, store.KindNotice)
	drop := withReminders("t::1", about("n3", "1", store.KindNotice), about("n2", "1", store.KindNotice))
	drop.DropCases = []string{"1"}
	b.put(drop)
	due, err := b.Due(b.ctx(), at(noon))
	b.must(err)
	b.equal(remIDs(due), "t::1/1 t::1/n2")
}
