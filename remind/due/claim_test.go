package due

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"callguard/bot"
	"callguard/store"
)

// TestNeverTwoClaimants: several loops on one lane of one store. Nothing is under way twice, and
// nothing arrives twice, while sends fail and take their time.
func TestNeverTwoClaimants(t *testing.T) {
	in(t, func(w *world) {
		const people, each, loops = 40, 5, 3
		for i := range people {
			w.many(fmt.Sprint("p", i), each, time.Duration(i%3)*time.Second)
		}
		var mu sync.Mutex
		underWay, arrived := map[string]bool{}, map[string]int{}
		begin := func(key string) {
			mu.Lock()
			defer mu.Unlock()
			if underWay[key] {
				t.Errorf("%s is sent by two at once", key)
			}
			underWay[key] = true
		}
		end := func(key string, ok bool) {
			mu.Lock()
			defer mu.Unlock()
			underWay[key] = false
			if ok {
				arrived[key]++
			}
		}
		send := sender(func(_ context.Context, p bot.Push) error {
			begin(p.Key)
			time.Sleep(time.Duration(rand.IntN(3000)) * time.Millisecond)
			if rand.IntN(4) == 0 {
				end(p.Key, false)
				return errors.New("no network")
			}
			end(p.Key, true)
			return nil
		})
		var running sync.WaitGroup
		ctx, cancel := context.WithTimeout(w.Context(), 20*time.Minute)
		defer cancel()
		for range loops {
			l := w.loop()
			l.Sender = send
			running.Go(func() {
				if err := l.Run(ctx); err != nil {
					t.Error(err)
				}
			})
		}
		running.Wait()
		for key, n := range arrived {
			if n != 1 {
				t.Errorf("%s arrived %d times", key, n)
			}
		}
		if len(arrived) != people*each {
			t.Errorf("%d of %d arrived", len(arrived), people*each)
		}
		rows, err := w.db.Due(w.Context(), store.DueQuery{Now: time.Now()})
		if err != nil || len(rows) > 0 {
			t.Errorf("still due: %v, %v", rows, err)
		}
	})
}
