package weigh

import (
	"bytes"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// lesson is a corpus in which each label has words of its own and all share some.
func lesson() []Example {
	var out []Example
	words := [][]string{{"transfer", "code", "hurry"}, {"rate", "visit", "sales"}, {"balance", "branch", "thanks"}}
	rnd := rand.New(rand.NewPCG(7, 7))
	for range 60 {
		for label, own := range words {
			e := Example{Label: label}
			for i, w := range append(slices.Clone(own), "the", "bank", "said") {
				if rnd.IntN(3) > 0 {
					e.Signs = append(e.Signs, Told(Hash(w), int32(i)))
				}
			}
			out = append(out, e)
		}
	}
	return out
}

func signs(words ...string) []Sign {
	var out []Sign
	for i, w := range words {
		out = append(out, Told(Hash(w), int32(i)))
	}
	return out
}

func TestLearnsWhatWordsSay(t *testing.T) {
	t.Parallel()
	w := Learn(lesson())
	for _, tc := range []struct {
		words []string
		want  int
	}{
		{[]string{"the", "bank", "said", "transfer", "code"}, Scam},
		{[]string{"the", "rate", "visit"}, Verify},
		{[]string{"balance", "thanks", "bank"}, Legit},
	} {
		o := w.Weigh(signs(tc.words...), len(tc.words))
		if o.P[tc.want] < 0.7 {
			t.Errorf("%v: %v", tc.words, o.P)
		}
		if tc.want == Scam && o.Clause[Scam] < 3 {
			t.Errorf("%v: the loudest clause is %d, want transfer or code", tc.words, o.Clause[Scam])
		}
	}
}

func TestKnowsNothing(t *testing.T) {
	t.Parallel()
	var none Weights
	o := none.Weigh(signs("transfer"), 1)
	for _, p := range o.P {
		if math.Abs(p-1.0/labels) > 1e-9 {
			t.Errorf("%v, want all alike", o.P)
		}
	}
	if o := Learn(nil).Weigh(nil, 0); o.P != none.Weigh(nil, 0).P {
		t.Errorf("learnt from nothing: %v", o.P)
	}
}

func TestWithinIsTheClausesAlone(t *testing.T) {
	t.Parallel()
	w := Learn(lesson())
	all := signs("transfer", "code", "balance", "thanks", "branch")
	part := w.Within(all, 2, 5)
	want := w.Weigh(all[2:], 5)
	if part.P != want.P {
		t.Errorf("got %v, want %v", part.P, want.P)
	}
	if part.P[Legit] < 0.7 {
		t.Errorf("%v", part.P)
	}
}

// TestOrderAndRepetition: the same signs in any order, and any number of times, weigh the same.
func TestOrderAndRepetition(t *testing.T) {
	t.Parallel()
	w := Learn(lesson())
	rapid.Check(t, func(r *rapid.T) {
		all := signs(rapid.SliceOfN(rapid.SampledFrom([]string{"transfer", "code", "rate", "visit", "balance", "the", "unknown"}), 1, 12).Draw(r, "words")...)
		want := w.Weigh(all, len(all)).P
		mixed := append(slices.Clone(all), all...)
		rnd := rand.New(rand.NewPCG(uint64(rapid.IntRange(0, 1000).Draw(r, "seed")), 1))
		rnd.Shuffle(len(mixed), func(a, b int) { mixed[a], mixed[b] = mixed[b], mixed[a] })
		got := w.Weigh(mixed, len(all)).P
		for c := range got {
			if math.Abs(got[c]-want[c]) > 1e-6 {
				r.Fatalf("%v, want %v", got, want)
			}
		}
	})
}

func TestFileKeepsTheWeights(t *testing.T) {
	t.Parallel()
	w := Learn(lesson())
	var b bytes.Buffer
	if _, err := w.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	again, err := Read(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range [][]string{{"transfer", "code"}, {"rate"}, {"balance", "the"}} {
		a, z := w.Weigh(signs(words...), 9).P, again.Weigh(signs(words...), 9).P
		for c := range a {
			if math.Abs(a[c]-z[c]) > 0.02 {
				t.Errorf("%v: %v became %v", words, a, z)
			}
		}
	}
	for _, cut := range [][]byte{nil, []byte("CGW1"), b.Bytes()[:b.Len()-1], append([]byte("XXXX"), b.Bytes()[4:]...)} {
		if _, err := Read(bytes.NewReader(cut)); err == nil {
			t.Errorf("%d bytes were taken for weights", len(cut))
		}
	}
}

func TestSameExamplesSameWeights(t *testing.T) {
	t.Parallel()
	var a, b bytes.Buffer
	if _, err := Learn(lesson()).WriteTo(&a); err != nil {
		t.Fatal(err)
	}
	if _, err := Learn(lesson()).WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("two lessons gave two files")
	}
}

func FuzzRead(f *testing.F) {
	f.Add(embedded[:header])
	f.Add(embedded[:header+record])
	f.Fuzz(func(t *testing.T, b []byte) {
		if w, err := Read(bytes.NewReader(b)); err == nil {
			w.Weigh(signs("transfer"), 1)
		}
	})
}
