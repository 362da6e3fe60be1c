package judge

import (
	"slices"

	"callguard/judge/rules"
)

// What the model of losses must find, as probabilities. Found by holding out one batch of its corpus
// after the other.
const (
	anyGiven  = 0.5    // something was given away
	anyToScam = 0.2    // the same, in a scam
	anyAfter  = 0.35   // the same, in a few words after a scam was told
	askedOnly = 0.8    // the same, of what the grammar finds only asked for
	thisGiven = 0.5    // and it was this
	notThis   = 0.1    // something was, but hardly this: the grammar has slipped
	noneGiven = 0.0005 // below it the grammar has slipped
)

// lost gives what the merchant has given away, most urgent first: what a tell was about, in a scam
// whatever he says he did of what tells ask for, and what the way he tells it comes to.
// before is what the case came to before this text.
func (j *Judge) lost(hits []rules.Hit, res rules.Result, l, before Label) []string {
	enough := anyGiven
	switch {
	case l == Scam:
		enough = anyToScam
	case before == Scam:
		l, enough = Scam, anyAfter
	}
	if res.Notice && l == Legit {
		return nil
	}
	o := j.given.Weigh(res.Signs)
	best := 0
	for i := range j.given.Slugs() {
		if o.What[i] > o.What[best] {
			best = i
		}
	}
	var out []string
	for i, slug := range j.given.Slugs() {
		said := slices.ContainsFunc(hits, func(h rules.Hit) bool { return h.Given && h.Rule.Lost == slug }) ||
			(l == Scam || l == Verify && before != "") && slices.Contains(res.Given, slug)
		needs := enough
		if slices.Contains(res.Asked, slug) && !slices.Contains(res.Given, slug) {
			needs = askedOnly
		}
		heard := l != Legit && o.Any >= needs && (o.What[i] >= thisGiven || i == best && before == "")
		slip := o.Any < noneGiven || o.Any >= anyGiven && o.What[i] < notThis
		if said && !slip || heard {
			out = append(out, slug)
		}
	}
	return out
}
