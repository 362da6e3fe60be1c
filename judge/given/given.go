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
	table []entry       // open addressing by hash; a power of two, at most half full; index 0 = none
	steps [][heads]int8 // by index; the first is of nothing
	sieve weigh.Sieve
}

// entry points from a hash to its steps. Those of head 0 stand in it, because they are all that most
// messages need.
type entry struct {
	hash uint32
	at   uint16
	any  int8
}

// Opinion is what the signs of a message come to, as probabilities.
type Opinion struct {
	Any  float64       // something was given away
	What [most]float64 // and it was this, in the order of Slugs; 0 when Any is not likely
}

// unlikely is the probability of Any below which nobody asks what it was.
const unlikely = 0.005

// Sieve gives the sieve of the signs that this model knows.
func (m *Model) Sieve() *weigh.Sieve { return &m.sieve }

// Slugs gives the kinds of loss that the model tells apart.
func (m *Model) Slugs() []string { return m.slugs }

// Weigh adds up what signs say. A sign counts once.
func (m *Model) Weigh(signs []weigh.Sign) Opinion {
	if len(m.table) == 0 {
		return Opinion{}
	}
	var seen [largest/64 + 1]uint64
	var few [1024]uint16
	known, sum := few[:0], int32(0)
	for _, s := range signs {
		if !m.sieve.Knows(s.Hash) {
			continue
		}
		e := m.find(s.Hash)
		if e.at == 0 || seen[e.at/64]>>(e.at%64)&1 != 0 {
			continue
		}
		seen[e.at/64] |= 1 << (e.at % 64)
		known, sum = append(known, e.at), sum+int32(e.any)
	}
	o := Opinion{Any: sigmoid(m.bias[0] + m.step*float32(sum))}
	if o.Any < unlikely {
		return o
	}
	var sums [heads]int32
	for _, at := range known {
		for i, v := range m.steps[at] {
			sums[i] += int32(v)
		}
	}
	for i := range m.slugs {
		o.What[i] = sigmoid(m.bias[1+i] + m.step*float32(sums[1+i]))
	}
	return o
}

// find gives the entry of a hash, one of index 0 when it is not known.
func (m *Model) find(hash uint32) entry {
	mask := uint32(len(m.table) - 1)
	for k := hash & mask; ; k = (k + 1) & mask {
		if e := m.table[k]; e.at == 0 || e.hash == hash {
			return e
		}
	}
}

// room makes space for n signs.
func (m *Model) room(n int) {
	size := 64
	for size < 2*n {
		size *= 2
	}
	m.table, m.steps = make([]entry, size), make([][heads]int8, 1, n+1)
}

func (m *Model) put(hash uint32, steps [heads]int8) {
	mask := uint32(len(m.table) - 1)
	k := hash & mask
	for m.table[k].at != 0 {
		k = (k + 1) & mask
	}
	m.table[k] = entry{hash, uint16(len(m.steps)), steps[0]}
	m.steps = append(m.steps, steps)
	m.sieve.Add(hash)
}

func sigmoid(z float32) float64 { return 1 / (1 + math.Exp(-float64(z))) }
