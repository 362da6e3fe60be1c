package wants

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"callguard/judge/text"
)

// Said is one labelled message.
type Said struct {
	Text string `json:"text"`
	Want Want   `json:"intent"`
}

// How it is learnt: multinomial logistic regression by AdaGrad. Found by holding out one writer
// after the other.
const (
	epochs  = 30
	rate    = 0.1
	shrink  = 3e-4 // pull towards 0 (L2)
	rarest  = 2    // a feature that fewer messages show is not learnt
	largest = 1 << 15
)

// Learn finds a model for labelled messages. The same messages in the same order give the same
// model.
func Learn(said []Said) (*Model, error) {
	words, err := loadConcepts()
	if err != nil {
		return nil, err
	}
	m := &Model{concepts: words}
	for _, s := range said {
		if !slices.Contains(m.wants, s.Want) {
			m.wants = append(m.wants, s.Want)
		}
	}
	slices.Sort(m.wants)
	rows, hashes := columns(said, words)
	n := len(m.wants)
	w, sum := make([]float32, len(hashes)*n), make([]float32, len(hashes)*n)
	order := make([]int, len(said))
	for i := range order {
		order[i] = i
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	z := make([]float32, n)
	for range epochs {
		rnd.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for _, k := range order {
			step(rows[k], slices.Index(m.wants, said[k].Want), w, sum, z)
		}
	}
	m.keep(hashes, w)
	return m, nil
}

// columns numbers the features that enough messages show; column 0 is the bias.
func columns(said []Said, words *concepts) (rows [][]int, hashes []uint32) {
	shown := map[uint32]int{}
	fs := make([][]uint32, len(said))
	for i, s := range said {
		fs[i] = features(text.New(s.Text).Norm, words)
		for _, h := range fs[i] {
			shown[h]++
		}
	}
	hashes = []uint32{0}
	col := map[uint32]int{}
	for _, f := range fs {
		row := []int{0}
		for _, h := range f {
			if shown[h] < rarest {
				continue
			}
			c, ok := col[h]
			if !ok {
				c = len(hashes)
				col[h], hashes = c, append(hashes, h)
			}
			row = append(row, c)
		}
		rows = append(rows, row)
	}
	return rows, hashes
}

// step moves the weights of one message's features towards its want.
func step(row []int, want int, w, sum, z []float32) {
	n := len(z)
	clear(z)
	for _, c := range row {
		for i := range z {
			z[i] += w[c*n+i]
		}
	}
	fault := softmax(z)
	fault[want]--
	for _, c := range row {
		for i := range z {
			k := c*n + i
			g := float32(fault[i]) + shrink*w[k]
			sum[k] += g * g
			w[k] -= rate * g / (float32(math.Sqrt(float64(sum[k]))) + 1e-2)
		}
	}
}

// keep takes over the features that say most, rounded to 1/127 of the largest weight.
func (m *Model) keep(hashes []uint32, w []float32) {
	n := len(m.wants)
	m.bias = slices.Clone(w[:n])
	said := func(c int) float32 { return slices.Max(w[c*n:(c+1)*n]) - slices.Min(w[c*n:(c+1)*n]) }
	cols := make([]int, 0, len(hashes))
	for c := 1; c < len(hashes); c++ {
		cols = append(cols, c)
	}
	slices.SortStableFunc(cols, func(a, b int) int { return cmp.Compare(said(b), said(a)) })
	cols = cols[:min(len(cols), largest)]
	slices.SortFunc(cols, func(a, b int) int { return cmp.Compare(hashes[a], hashes[b]) })
	for _, c := range cols {
		for _, v := range w[c*n : (c+1)*n] {
			m.step = max(m.step, v/127, -v/127)
		}
	}
	for _, c := range cols {
		m.hashes = append(m.hashes, hashes[c])
		for _, v := range w[c*n : (c+1)*n] {
			m.steps = append(m.steps, int8(math.Round(float64(v/max(m.step, 1e-9)))))
		}
	}
}

func softmax(z []float32) []float64 {
	top := slices.Max(z)
	p, sum := make([]float64, len(z)), 0.0
	for i, v := range z {
		p[i] = math.Exp(float64(v - top))
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}
