package boltstore_test

import (
	"fmt"
	"iter"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"callguard/store"
	"callguard/store/boltstore"
)

// message makes the change of a usual message: 300 bytes of story, a verdict, a reply.
func message(user, n int, version uint64) store.Change {
	at := time.Date(2026, 3, 2, 12, 0, n, 0, time.UTC)
	return store.Change{
		User: store.User{Person: fmt.Sprint("telegram::", user), Version: version, Created: at, LastCase: n},
		Key:  fmt.Sprint("telegram::", n), Reply: []byte(strings.Repeat("诈骗：", 40)),
		Cases: []store.Case{{
			ID: fmt.Sprint(n), Opened: at, Numbers: []string{"13800000000"}, Verdict: "scam", Score: 0.97,
			Turns: []store.Turn{{At: at, Text: strings.Repeat("银联", 50)}},
		}},
	}
}

// BenchmarkCommit stores messages of many persons, so many at once; every one is on disk when
// its call returns.
func BenchmarkCommit(b *testing.B) {
	for _, writers := range []int{1, 16, 256} {
		b.Run(fmt.Sprint("writers=", writers), func(b *testing.B) {
			s := open(b, filepath.Join(b.TempDir(), "a.db"))
			b.ResetTimer()
			var n atomic.Int64
			var wg sync.WaitGroup
			for range writers {
				wg.Go(func() {
					for i := int(n.Add(1)); i <= b.N; i = int(n.Add(1)) {
						if _, _, err := s.Commit(b.Context(), message(i, i, 0)); err != nil {
							b.Error(err)
							return
						}
					}
				})
			}
			wg.Wait()
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "commits/s")
		})
	}
}

// filled makes a store in which one person has so many cases, one a message.
func filled(b *testing.B, cases int) *boltstore.Store {
	s := open(b, filepath.Join(b.TempDir(), "a.db"))
	for n := range cases {
		u, err := s.User(b.Context(), "telegram::1")
		if err != nil {
			b.Fatal(err)
		}
		if _, _, err := s.Commit(b.Context(), message(1, n+1, u.Version)); err != nil {
			b.Fatal(err)
		}
	}
	return s
}

// BenchmarkRead reads what a message needs, for a person with few and with many cases.
func BenchmarkRead(b *testing.B) {
	for _, cases := range []int{100, 10_000} {
		s := filled(b, cases)
		for _, read := range []struct {
			name string
			do   func() error
		}{
			{"User", func() error { _, err := s.User(b.Context(), "telegram::1"); return err }},
			{"CountCases", func() error { _, err := s.CountCases(b.Context(), "telegram::1"); return err }},
			{"last 10", func() error {
				_, err := s.Cases(b.Context(), "telegram::1", store.CaseQuery{Limit: 10})
				return err
			}},
			{"number not there", func() error {
				_, err := s.Cases(b.Context(), "telegram::1", store.CaseQuery{Number: "9999"})
				return err
			}},
		} {
			b.Run(fmt.Sprint(read.name, "/cases=", cases), func(b *testing.B) {
				for b.Loop() {
					if err := read.do(); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

// noon is when everything that is due in BenchmarkDue has just fallen due.
var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// each is how many reminders a person of BenchmarkDue has.
const each = 10

// waiting makes the changes of persons who have so many reminders in all: the first one of so many
// persons is due at noon, the others come after it, four in a minute.
func waiting(stored, due int) iter.Seq[store.Change] {
	return func(yield func(store.Change) bool) {
		for n := range stored / each {
			c := store.Change{User: store.User{Person: fmt.Sprintf("telegram:shop:%09d", n), Created: noon, LastRem: each}}
			for i := range each {
				at := noon.Add(time.Duration(n*each+i+1) * 15 * time.Second)
				if i == 0 && n < due {
					at = noon
				}
				c.Reminders = append(c.Reminders, store.Reminder{
					ID: fmt.Sprint(i), What: "给银行回电，问终端升级的事", At: at, First: at, TZ: store.DefaultZone, RRule: "FREQ=DAILY",
					Created: noon, State: store.Active,
				})
			}
			if !yield(c) {
				return
			}
		}
	}
}

// BenchmarkDue asks what is due, of ever more reminders that are stored: the answer's length
// counts, and not what else there is. The last line claims one that is due, a flush included.
func BenchmarkDue(b *testing.B) {
	const batch = 256
	for _, stored := range []int{10_000, 100_000, 1_000_000} {
		s := open(b, filepath.Join(b.TempDir(), "a.db"))
		if err := s.Load(waiting(stored, batch)); err != nil {
			b.Fatal(err)
		}
		for _, test := range []struct {
			name string
			now  time.Time
			want int
		}{{"nothing", noon.Add(-1), 0}, {"256", noon, batch}} {
			b.Run(fmt.Sprintf("due=%s/stored=%d", test.name, stored), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					due, err := s.Due(b.Context(), store.DueQuery{Lane: "telegram:shop", Now: test.now, Limit: batch})
					if err != nil || len(due) != test.want {
						b.Fatal(len(due), err)
					}
				}
			})
		}
		b.Run(fmt.Sprint("claim/stored=", stored), func(b *testing.B) {
			due, err := s.Due(b.Context(), store.DueQuery{Lane: "telegram:shop", Now: noon, Limit: 1})
			if err != nil || len(due) != 1 {
				b.Fatal(len(due), err)
			}
			for b.Loop() {
				d := store.Delivery{After: noon.Add(time.Minute), Begun: due[0].Delivery.Begun + 1}
				if ok, err := s.Deliver(b.Context(), due[0], d); !ok || err != nil {
					b.Fatal(ok, err)
				}
				due[0].Delivery = d
			}
			_, _ = s.Deliver(b.Context(), due[0], store.Delivery{}) // for the next run
		})
	}
}
