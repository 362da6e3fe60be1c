package store

import (
	"context"
	"strings"
	"time"
)

// Reminder states.
const (
	Active    = "active"
	Done      = "done"      // delivered, and it does not recur
	Cancelled = "cancelled" // by the merchant
)

// Kinds of reminders. Only a KindReminder is the merchant's; none of the others is listed among his
// reminders or cancelled with them. A KindNotice and a KindAlert are the bot's own words, said once
// as they stand in What.
const (
	KindReminder = ""       // set by the merchant
	KindNotice   = "notice" // a verdict that he got is corrected; or about a link, or the chat in Reminder.From: made, ended
	KindAlert    = "alert"  // what happened to the person in Reminder.From
	KindTold     = "told"   // what was said lately, so that "later" and "done" have something to mean; asked once more at At when Ask
)

// Reminder is a stored row: it fires at At, and again as RRule says.
type Reminder struct {
	ID      string    `json:"id"` // number within the person's list: "1", "2", ...
	Person  string    `json:"person"`
	What    string    `json:"what"`            // the task, masked; "" = none was said
	At      time.Time `json:"at"`              // next occurrence
	RRule   string    `json:"rrule,omitempty"` // RFC 5545 / 7529; "" = once
	TZ      string    `json:"tz"`              // zone in which RRule is expanded
	First   time.Time `json:"first"`           // DTSTART of RRule
	Case    string    `json:"case,omitempty"`
	State   string    `json:"state"`
	Created time.Time `json:"created"`
	Kind    string    `json:"kind,omitempty"`  // one of the kinds
	From    string    `json:"from,omitempty"`  // of a note: whom it tells of; "" nobody
	Ask     bool      `json:"ask,omitempty"`   // what came of it is asked when it was told
	Asked   bool      `json:"asked,omitempty"` // of a KindTold: that was asked at Created, and the next words may answer it

	// Delivery is filled by Due and Reminders. It is kept beside the row: only Deliver sets it, and
	// what a Change or Mark puts has no say in it.
	Delivery Delivery `json:"-"`
}

// Delivery is how far the delivery of a reminder's occurrence, the one at Reminder.At, has come.
// The zero value: nothing was tried.
type Delivery struct {
	After  time.Time // not to be tried before; zero = from At on. While a send is under way: the end of its lease
	Begun  int       // sends begun whose outcome is not known, because something ended in between
	Failed int       // tries in a row that did not arrive
	Held   bool      // can't be pushed: it is no longer due, and is said after the person's next message
}

// Equal says whether both are the same, whatever the zone of their times.
func (d Delivery) Equal(e Delivery) bool {
	return d.After.Equal(e.After) && d.Begun == e.Begun && d.Failed == e.Failed && d.Held == e.Held
}

// DueAt is the moment from which a reminder is due: its time, or later when its delivery was put
// off. One that is held is not due at all.
func (r Reminder) DueAt() time.Time {
	if r.Delivery.After.After(r.At) {
		return r.Delivery.After
	}
	return r.At
}

// Lane is the way on which a person is reached: "platform:account" of a person
// "platform:account:user", whatever colons the user holds. Of a person with fewer colons it is
// what stands before the last; "" without any.
func Lane(person string) string {
	first := strings.IndexByte(person, ':')
	if first < 0 {
		return ""
	}
	if second := strings.IndexByte(person[first+1:], ':'); second >= 0 {
		return person[:first+1+second]
	}
	return person[:first]
}

// DueQuery selects what is due.
type DueQuery struct {
	Lane  string // Lane of the persons
	Now   time.Time
	Limit int // at most; 0 = 100
}

// Delivering is the part of Store that brings reminders to their persons.
type Delivering interface {
	// Reminders gives the active reminders and notes of a person, soonest first, at one time by
	// ID. Those that are held are among them.
	Reminders(ctx context.Context, person string) ([]Reminder, error)

	// Due gives active reminders of a lane that are not held with DueAt <= Now, however long ago
	// that was: by DueAt, At, person and ID, of which persons and IDs are in a fixed order of the
	// engine's own. It costs what it gives, whatever else is stored.
	Due(ctx context.Context, q DueQuery) ([]Reminder, error)

	// Deliver notes that the delivery of a reminder has come to d, if it is still active and still
	// has r.At and r.Delivery; false when not: somebody else was first, or it was changed. It is
	// how a send is claimed (After = the end of the lease, Begun one more), given back, put off, or
	// held. It does not move the person's version.
	Deliver(ctx context.Context, r Reminder, d Delivery) (bool, error)

	// Mark replaces a reminder that was delivered by what follows, if it is still active and still
	// has was.At and was.Delivery; false when not. One of next has the ID of was: its next
	// occurrence, or Done; others are put beside it, of the same person (a blank Person is filled
	// in). What is put has no Delivery. It moves the person's version, so that a message decided
	// before it is decided again.
	Mark(ctx context.Context, was Reminder, next ...Reminder) (bool, error)
}
