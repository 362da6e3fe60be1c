package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"callguard/judge"
)

// bins is how many steps of score the reliability table has.
const bins = 10

// tally counts verdicts against labels, per set and in all.
type tally struct {
	order []string
	sets  map[string]*counts
	all   *counts
}

// counts is one set's table.
type counts struct {
	n, strict, accepted int
	matrix              map[[2]judge.Label]int // label, verdict
	bin                 [bins]struct{ n, scam int }
	brier               float64
}

func newTally() *tally {
	return &tally{sets: map[string]*counts{}, all: newCounts()}
}

func newCounts() *counts { return &counts{matrix: map[[2]judge.Label]int{}} }

// add counts one row and tells whether its verdict is accepted.
func (t *tally) add(row evalRow, v judge.Verdict) bool {
	c, ok := t.sets[row.Set]
	if !ok {
		c = newCounts()
		t.sets[row.Set] = c
		t.order = append(t.order, row.Set)
	}
	accepted := slices.Contains(row.OK, v.Label)
	for _, x := range []*counts{c, t.all} {
		x.add(row, v, accepted)
	}
	return accepted
}

func (c *counts) add(row evalRow, v judge.Verdict, accepted bool) {
	c.n++
	if v.Label == row.Strict {
		c.strict++
	}
	if accepted {
		c.accepted++
	}
	c.matrix[[2]judge.Label{row.Strict, v.Label}]++
	scam := 0.0
	b := &c.bin[min(int(v.Score*bins), bins-1)]
	b.n++
	if row.Strict == judge.Scam {
		scam = 1
		b.scam++
	}
	c.brier += (v.Score - scam) * (v.Score - scam)
}

// print writes the table per set, then the matrix and the calibration of all rows.
func (t *tally) print(out io.Writer) error {
	if t.all.n == 0 {
		_, err := fmt.Fprintln(out, "no rows")
		return err
	}
	slices.Sort(t.order)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "set\trows\taccepted\tstrict\tscam→legit\tlegit→scam\tbrier\t")
	for _, name := range append(slices.Clone(t.order), "all") {
		c := t.all
		if name != "all" {
			c = t.sets[name]
		}
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%d\t%d\t%.3f\t\n", name, c.n, share(c.accepted, c.n), share(c.strict, c.n),
			c.matrix[[2]judge.Label{judge.Scam, judge.Legit}], c.matrix[[2]judge.Label{judge.Legit, judge.Scam}],
			c.brier/float64(c.n))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, name := range append(slices.Clone(t.order), "all") {
		c := t.all
		if name != "all" {
			c = t.sets[name]
		}
		c.printMatrix(out, name)
	}
	return t.all.printBins(out)
}

func (c *counts) printMatrix(out io.Writer, name string) {
	labels := []judge.Label{judge.Scam, judge.Verify, judge.Legit}
	fmt.Fprintf(out, "\n%s: label ↓ verdict →  scam verify legit\n", name)
	for _, want := range labels {
		var row []string
		for _, got := range labels {
			row = append(row, fmt.Sprintf("%6d", c.matrix[[2]judge.Label{want, got}]))
		}
		fmt.Fprintf(out, "  %-8s%s\n", want, strings.Join(row, ""))
	}
}

func (c *counts) printBins(out io.Writer) error {
	fmt.Fprintf(out, "\ncalibration of all rows (score: rows, share that are scams)\n")
	for i, b := range c.bin {
		if b.n == 0 {
			continue
		}
		if _, err := fmt.Fprintf(out, "  %.1f-%.1f: %5d  %s\n", float64(i)/bins, float64(i+1)/bins, b.n, share(b.scam, b.n)); err != nil {
			return err
		}
	}
	return nil
}

func share(part, all int) string { return fmt.Sprintf("%.3f", float64(part)/float64(all)) }
