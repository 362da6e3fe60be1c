// Package when takes a sentence in Chinese or English and gives the time, or the recurrence,
// that it names. It is a leaf: no store, no clock of its own.
//
// A sentence is folded (fold.go), cut into tokens (lex.go), read into phrases of slots such as
// "tomorrow" or "every month" (phrase.go and the read files), and the chosen phrase is resolved
// against the moment and the zone (resolve.go, rule.go). Every step is linear in its input.
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
	First   time.Time // first occurrence of RRule; its Location is the one to give to Next
	What    string    // the task with the time words gone; "" none said
	Problem Problem
	Offer   time.Time // with Past, NoTime and Ambiguous: the next sensible slot
	Assumed bool      // the day of a recurrence was assumed (每月 → the 1st): offer to change it
}

// Parse reads a sentence at the moment now for somebody in zone loc (nil = UTC). A zone named in
// the sentence counts for the times in it; First is then in that zone, At always in loc.
// It never panics, and takes time in proportion to the sentence.
func Parse(sentence string, now time.Time, loc *time.Location) Result {
	if loc == nil {
		loc = time.UTC
	}
	text := fold(sentence)
	tokens := lex(text.folded)
	phrases := corrected(readPhrases(tokens), tokens)
	nounsOfTask(text, tokens, phrases)
	asked := requests(tokens, phrases)
	main, used := choose(phrases, tokens, asked)
	if refused(text, tokens, main, asked) {
		return Result{Problem: NotAReminder}
	}
	zone := loc
	if main.has(slotZone) {
		zone = main.zone
	}
	res := main.resolve(now.In(zone), zone)
	if main.has(slotLead) && !(res.RRule != "" && main.lead.elapsed == 0) {
		res = res.early(&main, now.In(zone))
	}
	if !res.At.IsZero() {
		res.At = res.At.In(loc)
	}
	if !res.Offer.IsZero() {
		res.Offer = res.Offer.In(loc)
	}
	res.What = task(text, tokens, phrases, used, asked)
	return res
}
