package handlers

import (
	"time"

	"callguard/store"
)

// notice makes the row that tells a person of a correction. There is one for each case: a later
// one takes the place of one that was not said yet.
func notice(u store.User, of, words string, now time.Time) store.Reminder {
	return store.Reminder{ID: "notice-" + of, Person: u.Person, What: words, At: now.UTC(), TZ: orElse(u.TZ, store.DefaultZone),
		First: now.UTC(), Case: of, State: store.Active, Created: now.UTC(), Kind: store.KindNotice}
}
