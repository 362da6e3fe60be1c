package rules

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"callguard/judge/text"
)

// mark is one word of the lexicon, or one number, link or amount, at its place.
type mark struct {
	ids        []int
	start, end int // bytes of Norm
	from, to   int // units: a Chinese character or a Latin word counts one
	clause     int
}

func (m mark) is(id concept) bool {
	for _, x := range m.ids {
		if x == int(id) {
			return true
		}
	}
	return false
}

func (m mark) any(ids []concept) bool {
	for _, id := range ids {
		if m.is(id) {
			return true
		}
	}
	return false
}

// Feature is something that the judge found by other means and that rules may ask for by name:
// a number ("number.official"), a link ("link.lookalike"), an amount ("amount").
type Feature struct {
	Name       string
	Start, End int // bytes of Norm; both 0 = holds for the whole message
}

// scan gives all marks of a message in order. A word inside a longer one does not count: in
// 不要告诉别人 nobody is told anything.
func (lx *lexicon) scan(c text.Clean, clauses []text.Clause, features []Feature) []mark {
	out := make([]mark, 0, len(c.Norm)/4+len(features))
	for _, f := range features {
		if id, ok := lx.ids[f.Name]; ok && f.End > f.Start {
			out = append(out, mark{ids: []int{int(id)}, start: f.Start, end: f.End})
		}
	}
	for i := 0; i < len(c.Norm); {
		_, w := utf8.DecodeRuneInString(c.Norm[i:])
		lx.trie.At(c.Norm, i, func(end int, ids []int) {
			out = append(out, mark{ids: ids, start: i, end: end})
		})
		i += w
	}
	out = lx.outermost(out)
	place(c.Norm, clauses, out)
	return out
}

// outermost drops marks that lie strictly inside another one; overlay concepts stand apart.
func (lx *lexicon) outermost(marks []mark) []mark {
	slices.SortStableFunc(marks, func(a, b mark) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	kept := marks[:0]
	reach, from := 0, 0
	for _, m := range marks {
		if lx.overlay(m) {
			kept = append(kept, m)
			continue
		}
		if m.end < reach || m.end == reach && m.start > from {
			continue
		}
		if m.end > reach {
			reach, from = m.end, m.start
		}
		kept = append(kept, m)
	}
	return kept
}

func (lx *lexicon) overlay(m mark) bool {
	for _, id := range m.ids {
		if !lx.over[concept(id)] {
			return false
		}
	}
	return true
}

// place fills in units and clauses in one walk over the message and one over the marks.
func place(s string, clauses []text.Clause, marks []mark) {
	units := make([]int32, len(s)+1) // units that begin before each rune
	unit, latin := int32(0), false
	for i, r := range s {
		units[i] = unit
		switch {
		case latinLetter(r) || r == '\'':
			if !latin {
				unit++
			}
			latin = true
		case r >= 0x4e00 && r <= 0x9fff, unicode.IsLetter(r), unicode.IsNumber(r):
			unit, latin = unit+1, false
		default:
			latin = false
		}
	}
	units[len(s)] = unit
	cl := 0
	for k := range marks {
		m := &marks[k]
		for cl+1 < len(clauses) && m.start >= clauses[cl+1].Start {
			cl++
		}
		m.from, m.to, m.clause = int(units[m.start]), int(units[m.end]), cl
		if m.start > 0 && latinLetter(rune(s[m.start-1])) && latinLetter(rune(s[m.start])) {
			m.from-- // inside a Latin word
		}
	}
}

// latinLetter tells the letters and digits that build Latin words.
func latinLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' }
