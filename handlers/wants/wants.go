// Package wants takes a merchant's message and says what it wants of the bot: a contact judged, a
// reminder set, the log shown, or nothing but comfort. How likely each want is was learnt from
// labelled messages (says/*.jsonl); adding a way of saying something needs no Go, only a line
// there. Reading is pure and linear in the length of the text, which is cut at 400 characters.
package wants

import (
	"callguard/judge/text"
)

// Want is what a message is for. The names stand in says/*.jsonl.
type Want string

// Wants that handlers treat by name; the others are found by theirs (Known gives all).
const (
	Story       Want = "story"        // a contact to be judged
	More        Want = "more"         // goes on with the case just told
	Acted       Want = "acted"        // what the merchant did to protect himself
	Real        Want = "real"         // it turned out genuine
	Fake        Want = "fake"         // it turned out to be fraud
	Unreached   Want = "unreached"    // the call-back did not get through
	Wrong       Want = "wrong"        // the verdict is wrong, not saying which is right
	Chat        Want = "chat"         // small talk
	Abuse       Want = "abuse"        // insults
	LogOnly     Want = "log-only"     // a contact to be kept, not judged
	RemindSet   Want = "remind-set"   // a reminder to be set
	StoryRemind Want = "story+remind" // a contact, and a reminder
)

// Reading says how likely each want is.
type Reading struct {
	model    *Model
	p        []float64
	concepts []string // of the message, in order
}

// Concepts gives the concepts of a normalised text in order (concepts.yaml).
func (m *Model) Concepts(norm string) []string { return m.concepts.in(norm) }

// P gives the probability of a want, 0 for one that is not known.
func (r Reading) P(w Want) float64 {
	for i, name := range r.model.wants {
		if name == w {
			return r.p[i]
		}
	}
	return 0
}

// Best gives the likeliest want, each probability first multiplied by what context says of it.
// The zero function changes nothing.
func (r Reading) Best(context func(Want) float64) (Want, float64) {
	best, most, sum := Story, 0.0, 0.0
	for i, w := range r.model.wants {
		p := r.p[i]
		if context != nil {
			p *= context(w)
		}
		sum += p
		if p > most {
			best, most = w, p
		}
	}
	if sum == 0 {
		return Story, 0
	}
	return best, most / sum
}

// Read says what a message wants.
func (m *Model) Read(c text.Clean) Reading {
	z := make([]float32, len(m.wants))
	copy(z, m.bias)
	for _, h := range features(c.Norm, m.concepts) {
		if at := m.find(h); at >= 0 {
			for i, s := range m.steps[at*len(z) : (at+1)*len(z)] {
				z[i] += float32(s) * m.step
			}
		}
	}
	return Reading{m, softmax(z), m.concepts.in(c.Norm)}
}

// Known gives every want.
func (m *Model) Known() []Want { return m.wants }
