// Package given says what a merchant has given away, from the signs of a message: whether anything
// at all, and then what. The weights are learnt from labelled messages (learn.go) and travel with
// the program. Both questions are asked apart, because the ways of saying that something was done
// are the same for a code and for a card. Reading is linear in the number of signs and pure.
package given

import (
	"math"

	"callguard/judge/weigh"
)

// most is how many kinds of loss a model can tell apart; head 0 is the question whether there is
// any.
const (
	most  = 19
	heads = 1 + most
)

// Model knows how much each sign says. It is read-only and safe for concurrent use; the zero value
// finds that nothing was given.
type Model struct {
	slugs []string // what heads 1, 2, … stand for
	bias  [heads]float32
	step  float32
	known map[uint32][heads]int8
	sieve weigh.Sieve
}

// Opinion is what the signs of a message come to, as probabilities.
type Opinion struct {
	Any  float64            // something was given away
	What map[string]float64 // by kind, when something was
}

// Sieve gives the sieve of the signs that this model knows.
func (m *Model) Sieve() *weigh.Sieve { return &m.sieve }

// Slugs gives the kinds of loss that the model tells apart.
func (m *Model) Slugs() []string { return m.slugs }

// Weigh adds up what signs say. A sign counts once.
func (m *Model) Weigh(signs []weigh.Sign) Opinion {
	if len(m.known) == 0 {
		return Opinion{}
	}
	var sum [heads]int32
	seen := make(map[uint32]bool, 64)
	for _, s := range signs {
		steps, ok := m.known[s.Hash]
		if !ok || seen[s.Hash] {
			continue
		}
		seen[s.Hash] = true
		for i, v := range steps {
			sum[i] += int32(v)
		}
	}
	o := Opinion{Any: m.p(0, sum), What: make(map[string]float64, len(m.slugs))}
	for i, slug := range m.slugs {
		o.What[slug] = m.p(1+i, sum)
	}
	return o
}

func (m *Model) p(head int, sum [heads]int32) float64 {
	return sigmoid(m.bias[head] + m.step*float32(sum[head]))
}

func sigmoid(z float32) float64 { return 1 / (1 + math.Exp(-float64(z))) }
