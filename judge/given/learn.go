package given

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"callguard/judge/weigh"
)

// Example is one message with what was given away in it.
type Example struct {
	Signs []weigh.Sign
	Lost  []string // kinds; none = nothing
	Other bool     // it is of a corpus in which losses are not labelled, and can hold none: it counts less
}

// How weights are learnt: logistic regressions by AdaGrad. Found by holding out one batch of the
// corpus after the other.
const (
	epochs    = 20
	rate      = 0.05
	shrink    = 1e-4 // pull towards 0 (L2)
	rarest    = 2    // a sign that fewer examples show is not learnt
	largest   = 1 << 14
	otherness = 0.05 // how much such an example counts
)

// Learn finds a model that tells these kinds of loss apart. Whether anything was given is learnt from
// all examples, what it was from those in which something was. The same examples in the same
// order give the same model.
func Learn(examples []Example, slugs []string) (*Model, error) {
	if len(slugs) > most {
		return nil, fmt.Errorf("%d kinds of loss, at most %d can be told apart", len(slugs), most)
	}
	l := newLearner(examples)
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for range epochs {
		rnd.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, k := range order {
			l.step(l.rows[k], examples[k], slugs)
		}
	}
	return l.model(slugs), nil
}

// term is one sign of an example: its column and how much it counts.
type term struct {
	col   int
	value float32
}

type learner struct {
	hashes []uint32 // by column; column 0 is the bias
	words  []bool
	rows   [][]term
	w, sum [][heads]float32
}

func newLearner(examples []Example) *learner {
	shown := map[uint32]int{}
	for _, e := range examples {
		if len(e.Lost) == 0 {
			continue // a sign of nothing but harmless messages says nothing that its absence does not
		}
		for _, s := range weigh.Unique(e.Signs) {
			shown[s.Hash]++
		}
	}
	l := &learner{hashes: []uint32{0}, words: []bool{false}, rows: make([][]term, len(examples))}
	columns := map[uint32]int{}
	for i, e := range examples {
		l.rows[i] = []term{{0, 1}}
		for _, s := range weigh.Unique(e.Signs) {
			if shown[s.Hash] < rarest {
				continue
			}
			col, ok := columns[s.Hash]
			if !ok {
				col = len(l.hashes)
				columns[s.Hash] = col
				l.hashes, l.words = append(l.hashes, s.Hash), append(l.words, s.Word())
			}
			l.rows[i] = append(l.rows[i], term{col, weigh.Worth(s.Word())})
		}
	}
	l.w, l.sum = make([][heads]float32, len(l.hashes)), make([][heads]float32, len(l.hashes))
	return l
}

// step moves the weights of one example's signs: of the first head always, of the others when
// something was given.
func (l *learner) step(row []term, e Example, slugs []string) {
	lost, counts := e.Lost, float32(1)
	if e.Other {
		counts = otherness
	}
	n := 1
	if len(lost) > 0 {
		n += len(slugs)
	}
	var z, want [heads]float32
	for _, t := range row {
		for i := range n {
			z[i] += l.w[t.col][i] * t.value
		}
	}
	if len(lost) > 0 {
		want[0] = 1
		for i, slug := range slugs {
			if slices.Contains(lost, slug) {
				want[1+i] = 1
			}
		}
	}
	for _, t := range row {
		w, sum := &l.w[t.col], &l.sum[t.col]
		for i := range n {
			g := counts*(float32(sigmoid(z[i]))-want[i])*t.value + shrink*w[i]
			sum[i] += g * g
			w[i] -= rate * g / (float32(math.Sqrt(float64(sum[i]))) + 1e-3)
		}
	}
}

// model keeps the signs that say most, rounded to 1/127 of the largest weight.
func (l *learner) model(slugs []string) *Model {
	keep := make([]int, 0, len(l.hashes)-1)
	for col := 1; col < len(l.hashes); col++ {
		keep = append(keep, col)
	}
	slices.SortStableFunc(keep, func(a, b int) int { return cmp.Compare(l.says(b), l.says(a)) })
	keep = keep[:min(len(keep), largest)]
	m := &Model{slugs: slugs, bias: l.w[0]}
	m.room(len(keep))
	for _, col := range keep {
		m.step = max(m.step, l.says(col)/127)
	}
	for _, col := range keep {
		var steps [heads]int8
		for i, v := range l.w[col] {
			steps[i] = int8(math.Round(float64(v * weigh.Worth(l.words[col]) / max(m.step, 1e-9))))
		}
		if steps != ([heads]int8{}) {
			m.put(l.hashes[col], steps)
		}
	}
	return m
}

// says is the greatest weight of a sign.
func (l *learner) says(col int) (most float32) {
	for _, v := range l.w[col] {
		most = max(most, v, -v)
	}
	return most * weigh.Worth(l.words[col])
}
