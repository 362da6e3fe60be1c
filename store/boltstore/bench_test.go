package boltstore_test

import (
	"fmt"
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
			{"nothing due", func() error {
				_, err := s.Due(b.Context(), store.DueQuery{Lane: "telegram:", Now: time.Unix(0, 0)})
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
