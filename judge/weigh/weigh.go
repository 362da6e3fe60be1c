// Package weigh says how likely each of the three verdicts is, from signs: what a message shows in
// words, acts and rules. The weights are learnt from the project's own corpus (learn.go) and
// travel with the program. Weighing is linear in the number of signs, pure, and the same signs in
// any order always weigh the same.
package weigh

import "math"

// Labels are the verdicts that are weighed, in the order of every vector of this package.
const (
	Scam = iota
	Verify
	Legit
	labels
)

// Sign is one thing that a message shows, as a hash of what it is; see Hash and Mix.
type Sign struct {
	Hash   uint32
	Clause int32 // where it stands
	Word   bool  // plain words; they count less than what the grammar found
}

// Hash numbers a name: the same name always has the same number.
func Hash(name string) uint32 {
	h := uint32(2166136261)
	for i := range len(name) {
		h = (h ^ uint32(name[i])) * 16777619
	}
	return Mix(h, 0)
}

// Mix numbers h followed by x.
func Mix(h, x uint32) uint32 {
	h = (h ^ x) * 0x9E3779B1
	return h ^ h>>15
}

// Weights say how much each sign speaks for each verdict. Read-only, safe for concurrent use. The
// zero value knows no sign and finds all verdicts equally likely.
type Weights struct {
	bias  [labels]float32
	slots []slot // open addressing by hash; a power of two, at most half full
	count int
}

type slot struct {
	hash uint32
	at   int32 // 1 + number of the sign; 0 = empty
	w    [labels]float32
}

// Opinion is what the signs of a message come to.
type Opinion struct {
	P      [labels]float64 // probabilities; they sum to 1
	Clause [labels]int     // the clause that speaks most for each verdict; -1 none
}

// Weigh adds up what signs say. A sign counts once, where it first stands.
func (w *Weights) Weigh(signs []Sign, clauses int) Opinion { return w.within(signs, -1, clauses) }

// Within is Weigh for the signs of the clauses from, from+1 … to-1 alone.
func (w *Weights) Within(signs []Sign, from, to int) Opinion {
	return w.within(signs, max(0, from), to)
}

func (w *Weights) within(signs []Sign, from, to int) Opinion {
	z := w.bias
	byClause := make([][labels]float32, max(0, to))
	seen := make([]uint64, w.count/64+1)
	for _, s := range signs {
		if int(s.Clause) < from || int(s.Clause) >= to {
			continue
		}
		k := w.find(s.Hash)
		if k < 0 {
			continue
		}
		e := &w.slots[k]
		n := e.at - 1
		if seen[n/64]&(1<<(n%64)) != 0 {
			continue
		}
		seen[n/64] |= 1 << (n % 64)
		for c := range z {
			z[c] += e.w[c]
			if s.Clause >= 0 {
				byClause[s.Clause][c] += e.w[c]
			}
		}
	}
	o := Opinion{P: softmax(z)}
	for c := range o.Clause {
		o.Clause[c] = loudest(byClause, c)
	}
	return o
}

// loudest gives the clause that speaks most for verdict c over the other two.
func loudest(byClause [][labels]float32, c int) int {
	best, most := -1, float32(0)
	for i, v := range byClause {
		others := (v[Scam] + v[Verify] + v[Legit] - v[c]) / 2
		if v[c]-others > most {
			best, most = i, v[c]-others
		}
	}
	return best
}

// find gives the slot of a hash, -1 when it is not known.
func (w *Weights) find(hash uint32) int {
	if len(w.slots) == 0 {
		return -1
	}
	mask := uint32(len(w.slots) - 1)
	for k := hash & mask; ; k = (k + 1) & mask {
		switch e := &w.slots[k]; {
		case e.at == 0:
			return -1
		case e.hash == hash:
			return int(k)
		}
	}
}

func softmax(z [labels]float32) (p [labels]float64) {
	top := max(z[0], z[1], z[2])
	sum := 0.0
	for c := range z {
		p[c] = math.Exp(float64(z[c] - top))
		sum += p[c]
	}
	for c := range p {
		p[c] /= sum
	}
	return p
}
