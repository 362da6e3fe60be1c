package weigh

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// Example is one labelled message.
type Example struct {
	Signs []Sign
	Label int // Scam, Verify or Legit
}

// How weights are learnt: multinomial logistic regression by AdaGrad. Found by holding out one
// batch of the corpus after the other.
const (
	epochs    = 20
	rate      = 0.05
	shrink    = 1e-4 // pull towards 0 (L2)
	wordValue = 0.6  // of a plain word; what the grammar found is worth 1
	rarest    = 3    // a sign that fewer examples show is not learnt
	largest   = 1 << 16
	mostSlots = 2 * largest
)

// Learn finds weights for examples. The same examples in the same order give the same weights.
// Time and memory are linear in the number of signs.
func Learn(examples []Example) *Weights {
	l := newLearner(examples)
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for range epochs {
		rnd.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, k := range order {
			l.step(l.rows[k], examples[k].Label)
		}
	}
	return l.weights()
}

// term is one sign of an example: its column and how much it counts.
type term struct {
	col   int32
	value float32
}

type learner struct {
	hashes []uint32 // by column; column 0 is the bias
	words  []bool
	rows   [][]term
	w, sum [][labels]float32 // weights, and the squared gradients that AdaGrad divides by
}

func newLearner(examples []Example) *learner {
	shown := map[uint32]int{}
	for _, e := range examples {
		for _, s := range Unique(e.Signs) {
			shown[s.Hash]++
		}
	}
	l := &learner{hashes: []uint32{0}, words: []bool{false}, rows: make([][]term, len(examples))}
	columns := map[uint32]int32{}
	for i, e := range examples {
		l.rows[i] = []term{{0, 1}}
		for _, s := range Unique(e.Signs) {
			if shown[s.Hash] < rarest {
				continue
			}
			col, ok := columns[s.Hash]
			if !ok {
				col = int32(len(l.hashes))
				columns[s.Hash] = col
				l.hashes, l.words = append(l.hashes, s.Hash), append(l.words, s.Word())
			}
			l.rows[i] = append(l.rows[i], term{col, Worth(s.Word())})
		}
	}
	l.w, l.sum = make([][labels]float32, len(l.hashes)), make([][labels]float32, len(l.hashes))
	return l
}

// Worth is how much a sign counts in learning: a plain word less than what the grammar found.
func Worth(word bool) float32 {
	if word {
		return wordValue
	}
	return 1
}

// Unique gives each sign once, in order of hash.
func Unique(signs []Sign) []Sign {
	out := slices.Clone(signs)
	slices.SortStableFunc(out, func(a, b Sign) int { return cmp.Compare(a.Hash, b.Hash) })
	return slices.CompactFunc(out, func(a, b Sign) bool { return a.Hash == b.Hash })
}

// step moves the weights of one example's signs towards its label.
func (l *learner) step(row []term, label int) {
	var z [labels]float32
	for _, t := range row {
		for c := range z {
			z[c] += l.w[t.col][c] * t.value
		}
	}
	fault := softmax(z)
	fault[label]--
	for _, t := range row {
		w, sum := &l.w[t.col], &l.sum[t.col]
		for c := range fault {
			g := float32(fault[c])*t.value + shrink*w[c]
			sum[c] += g * g
			w[c] -= rate * g / (float32(math.Sqrt(float64(sum[c]))) + 1e-3)
		}
	}
}

// weights keeps the signs that say most, rounded to 1/127 of the largest weight.
func (l *learner) weights() *Weights {
	keep := make([]int, 0, len(l.hashes)-1)
	for col := 1; col < len(l.hashes); col++ {
		keep = append(keep, col)
	}
	slices.SortStableFunc(keep, func(a, b int) int { return cmp.Compare(l.says(b), l.says(a)) })
	keep = keep[:min(len(keep), largest)]
	step := float32(0)
	for _, col := range keep {
		for _, v := range l.w[col] {
			v *= Worth(l.words[col])
			step = max(step, v/127, -v/127)
		}
	}
	out := newWeights(l.w[0], step, len(keep))
	for _, col := range keep {
		var steps [labels]int8
		for c, v := range l.w[col] {
			steps[c] = int8(math.Round(float64(v * Worth(l.words[col]) / max(step, 1e-9))))
		}
		out.put(l.hashes[col], steps)
	}
	return out
}

// says is how far apart a sign puts the verdicts.
func (l *learner) says(col int) float32 {
	v := l.w[col]
	return (max(v[0], v[1], v[2]) - min(v[0], v[1], v[2])) * Worth(l.words[col])
}

// newWeights makes room for n signs.
func newWeights(bias [labels]float32, step float32, n int) *Weights {
	size := 64
	for size < 2*n {
		size *= 2
	}
	return &Weights{bias: bias, step: step, slots: make([]slot, size), sieve: new(Sieve)}
}

func (w *Weights) put(hash uint32, steps [labels]int8) {
	mask := uint32(len(w.slots) - 1)
	k := hash & mask
	for w.slots[k] != 0 {
		k = (k + 1) & mask
	}
	w.slots[k] = newSlot(hash, steps)
	w.sieve.Add(hash)
}
