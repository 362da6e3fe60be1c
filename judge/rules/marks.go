package rules

import (
	"slices"
	"unicode"

	"callguard/judge/text"
)

// mark is one word of the lexicon, or one number, link or amount, at its place.
type mark struct {
	ids        []int
	first      concept // ids[0]: nearly every mark has no other
	start, end int     // bytes of Norm
	from, to   int     // units: a Chinese character or a Latin word counts one
	clause     int
}

func (m *mark) is(id concept) bool {
	return m.first == id || len(m.ids) > 1 && m.also(id)
}

func (m *mark) also(id concept) bool { return slices.Contains(m.ids[1:], int(id)) }

func (m *mark) any(ids concepts) bool {
	if len(m.ids) == 1 {
		return ids.has(m.first)
	}
	return slices.ContainsFunc(m.ids, func(id int) bool { return ids.has(concept(id)) })
}

// concepts is a set of concepts, one bit each.
type concepts []uint64

func newConcepts(ids []concept) concepts {
	var out concepts
	for _, id := range ids {
		for int(id)/64 >= len(out) {
			out = append(out, 0)
		}
		out[id/64] |= 1 << (id % 64)
	}
	return out
}

func (c concepts) meet(other concepts) bool {
	for i := range min(len(c), len(other)) {
		if c[i]&other[i] != 0 {
			return true
		}
	}
	return false
}

func (c concepts) add(id concept) { c[id/64] |= 1 << (id % 64) }

func (c concepts) has(id concept) bool { return int(id)/64 < len(c) && c[id/64]&(1<<(id%64)) != 0 }

// Feature is something that the judge found by other means and that rules may ask for by name:
// a number ("number.official"), a link ("link.lookalike"), an amount ("amount").
type Feature struct {
	Name       string
	Start, End int // bytes of Norm; both 0 = holds for the whole message
}

// scan gives all marks of a message in order, and the number of its units. A word inside a longer
// one does not count: in 不要告诉别人 nobody is told anything.
func (lx *lexicon) scan(c text.Clean, clauses []text.Clause, features []Feature, m *room) ([]mark, int) {
	pending := lx.features(features)
	k := keeper{lex: lx, out: m.few.marks[:0]}
	if rough := len(c.Norm)/8 + len(pending); rough > len(m.few.marks) {
		k.out = make([]mark, 0, rough)
	}
	var few [8]begun
	at := few[:0] // at the byte at hand
	found := func(end int, ids []int) { at = append(at, begun{ids, end}) }
	units := sized(m.few.units[:], len(c.Norm)+1) // units that begin before each rune
	unit, latin := int32(0), false
	for n := range c.Len() {
		r, i := c.Rune(n)
		units[i] = unit
		was := latin
		latin = latinLetter(r) || r == '\''
		if latin && !was || !latin && worthUnit(r) {
			unit++
		}
		for len(pending) > 0 && pending[0].start <= i {
			at, pending = append(at, begun{pending[0].ids, pending[0].end}), pending[1:]
		}
		if lx.trie.Begins(r, c.Next(n)) {
			lx.trie.At(c.Norm, i, found)
		}
		if len(at) > 0 {
			k.keep(at, i)
			at = at[:0]
		}
	}
	units[len(c.Norm)] = unit
	place(c.Norm, clauses, k.out, units)
	return k.out, int(unit)
}

// worthUnit tells the runes of other scripts than Latin that are a unit each.
func worthUnit(r rune) bool {
	return r >= 0x4e00 && r <= 0x9fff || unicode.IsLetter(r) || unicode.IsNumber(r)
}

// begun is a mark of which only the end is known.
type begun struct {
	ids []int
	end int
}

// features gives the marks of features, in order.
func (lx *lexicon) features(features []Feature) []mark {
	out := make([]mark, 0, len(features))
	for _, f := range features {
		if id, ok := lx.ids[f.Name]; ok && f.End > f.Start {
			out = append(out, mark{ids: lx.alone[id : id+1 : id+1], start: f.Start, end: f.End})
		}
	}
	slices.SortStableFunc(out, func(a, b mark) int { return a.start - b.start })
	return out
}

// keeper takes marks in order and keeps those that do not lie strictly inside another one;
// overlay concepts stand apart.
type keeper struct {
	lex         *lexicon
	out         []mark
	from, reach int // the mark that reaches farthest
}

// keep takes the marks that begin at a byte: features, then words, shortest first. The longest
// is looked at first, and a feature before a word of its length.
func (k *keeper) keep(marks []begun, start int) {
	for i := 1; i < len(marks); i++ {
		for n := i; n > 0 && marks[n].end > marks[n-1].end; n-- {
			marks[n], marks[n-1] = marks[n-1], marks[n]
		}
	}
	for i := range marks {
		m := &marks[i]
		if !k.lex.overlay(m.ids) {
			if m.end < k.reach || m.end == k.reach && start > k.from {
				continue
			}
			if m.end > k.reach {
				k.reach, k.from = m.end, start
			}
		}
		k.out = append(k.out, mark{}) // written in its place: a copy of what was just written takes long
		o := &k.out[len(k.out)-1]
		o.ids, o.first, o.start, o.end = m.ids, concept(m.ids[0]), start, m.end
	}
}

func (lx *lexicon) overlay(ids []int) bool {
	for _, id := range ids {
		if !lx.over[concept(id)] {
			return false
		}
	}
	return true
}

// place fills in units and clauses in one walk over the marks.
func place(s string, clauses []text.Clause, marks []mark, units []int32) {
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
