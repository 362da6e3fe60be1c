// Package when takes a sentence in Chinese or English and gives the time, or the recurrence,
// that it names. It is a leaf: no store, no clock of its own.
package when

import "time"

// Problem says why a sentence names no time to remind at. "" = none.
type Problem string

// Problems, named as in the machine interface.
const (
	Past         Problem = "past"           // the named time is gone
	NoTime       Problem = "no_time"        // a request without any time expression
	Ambiguous    Problem = "ambiguous"      // a time too vague, or a date that does not exist
	NotAReminder Problem = "not_a_reminder" // a report, a question, a request to cancel
)

// Result is what a sentence means. Exactly one of At, RRule (with First) and Problem is set.
type Result struct {
	At      time.Time // one time
	RRule   string    // RFC 5545, or RSCALE=CHINESE of RFC 7529
	First   time.Time // first occurrence of RRule
	What    string    // the task with the time words gone; "" none said
	Problem Problem
	Offer   time.Time // with Past, NoTime and Ambiguous: the next sensible slot
	Assumed bool      // the day of a recurrence was assumed (每月 → the 1st): offer to change it
}

// Parse reads a sentence at the moment now for somebody in zone loc.
func Parse(sentence string, now time.Time, loc *time.Location) Result {
	return Result{Problem: NoTime}
}
