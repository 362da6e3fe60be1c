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

// Sign is one thing that a message shows, as a hash of what it is; see Hash and Mix. A message
// has thousands, so one is 8 bytes.
type Sign struct {
	Hash  uint32
	place int32 // twice the clause, and 1 for plain words
}

// Shown is a sign of the grammar in a clause; -1 = of the whole message.
func Shown(hash uint32, clause int32) Sign { return Sign{hash, 2 * clause} }

// Told is a sign of plain words in a clause. They count less than what the grammar found.
func Told(hash uint32, clause int32) Sign { return Sign{hash, 2*clause + 1} }

// Clause tells where a sign stands.
func (s Sign) Clause() int32 { return s.place >> 1 }

// Word tells plain words.
func (s Sign) Word() bool { return s.place&1 != 0 }

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
	step  float32 // what one step of a sign is worth
	slots []slot  // open addressing by hash; a power of two, at most half full
	sieve *Sieve
}

// slot is one sign, 0 = none: its hash, the steps for each verdict and a 1, from the upper bits to
// the lower. In one word it is fetched at once, and the table stays near the processor.
type slot uint64

func newSlot(hash uint32, steps [labels]int8) slot {
	return slot(hash)<<32 | slot(uint8(steps[Scam]))<<24 | slot(uint8(steps[Verify]))<<16 | slot(uint8(steps[Legit]))<<8 | 1
}

func (s slot) hash() uint32 { return uint32(s >> 32) }

// Sieve tells most signs that weigh nothing, so that they need not be kept: one bit for each hash
// that may be known, by its upper bits. 128 KiB stay near the processor; of the largest table that
// is learnt, one bit in 16 is set.
type Sieve [1 << (20 - 6)]uint64

// Everything is a sieve that keeps all signs.
func Everything() *Sieve {
	var s Sieve
	for i := range s {
		s[i] = ^uint64(0)
	}
	return &s
}

// Keep appends a sign unless it weighs nothing. It asks without a jump, because a processor would
// guess wrong too often.
func (s *Sieve) Keep(out []Sign, sign Sign) []Sign {
	out = append(out, sign)
	return out[:len(out)-1+int(s[sign.Hash>>18]>>(sign.Hash>>12%64)&1)]
}

// Add lets the signs of a hash through.
func (s *Sieve) Add(hash uint32) { s[hash>>18] |= 1 << (hash >> 12 % 64) }

// Knows says whether the signs of a hash are let through.
func (s *Sieve) Knows(hash uint32) bool { return s[hash>>18]>>(hash>>12%64)&1 != 0 }

// Join gives a sieve that lets through what either does.
func (s *Sieve) Join(other *Sieve) *Sieve {
	both := *s
	for i := range both {
		both[i] |= other[i]
	}
	return &both
}

// Sieve gives the sieve of the signs that weigh something.
func (w *Weights) Sieve() *Sieve {
	if w.sieve == nil {
		return new(Sieve)
	}
	return w.sieve
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

// within adds whole steps, which come to the same in any order and need not wait for each other as
// fractions would.
func (w *Weights) within(signs []Sign, from, to int) Opinion {
	byClause := make([][labels]int32, max(0, to)+1) // the whole message first, then each clause
	var seen [mostSlots / 64]uint64
	for len(signs) > 0 && len(w.slots) > 0 {
		place, n := int(signs[0].Clause()), 1
		for n < len(signs) && int(signs[n].Clause()) == place {
			n++
		}
		if place >= from && place < to {
			add(w.slots, signs[:n], &seen, &byClause[place+1])
		}
		signs = signs[n:]
	}
	var sum [labels]int32
	for _, v := range byClause {
		for c := range sum {
			sum[c] += v[c]
		}
	}
	var z [labels]float32
	for c := range z {
		z[c] = w.bias[c] + w.step*float32(sum[c])
	}
	o := Opinion{P: softmax(z)}
	for c := range o.Clause {
		o.Clause[c] = loudest(byClause[1:], c)
	}
	return o
}

// add adds to sum what signs say that were not seen before.
func add(slots []slot, signs []Sign, seen *[mostSlots / 64]uint64, sum *[labels]int32) {
	scam, verify, legit := int32(0), int32(0), int32(0)
	mask := uint32(len(slots) - 1)
	for _, s := range signs {
		k := s.Hash & mask
		e := slots[k]
		for e.hash() != s.Hash && e != 0 {
			k = (k + 1) & mask
			e = slots[k]
		}
		// What was seen before is worth nothing, which costs less than to jump. Nor is an empty slot.
		word := &seen[k/64%uint32(len(seen))]
		e &= slot(*word>>(k%64)&1) - 1
		*word |= 1 << (k % 64)
		scam, verify, legit = scam+int32(int8(e>>24)), verify+int32(int8(e>>16)), legit+int32(int8(e>>8))
	}
	*sum = [labels]int32{sum[Scam] + scam, sum[Verify] + verify, sum[Legit] + legit}
}

// loudest gives the clause that speaks most for verdict c over the other two.
func loudest(byClause [][labels]int32, c int) int {
	best, most := -1, int32(0)
	for i, v := range byClause {
		if over := 3*v[c] - v[Scam] - v[Verify] - v[Legit]; over > most {
			best, most = i, over
		}
	}
	return best
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
