package rules

import (
	"slices"
	"strings"
	"unicode/utf8"

	"callguard/judge/weigh"
)

// Kinds of signs, so that a word and a rule of the same name are not the same sign.
const (
	gramSign    = 1
	moodSign    = 2
	digitSign   = 3
	conceptSign = 4
	actSign     = 5
	holdSign    = 6
	ruleSign    = 7
	kindSign    = 8
	pairSign    = 11
	crossSign   = 12
)

// mood says how a clause speaks: what is warned of, denied, asked for, done by the merchant or
// merely told, and in a transcript by whom.
type mood uint32

const (
	plainMood mood = iota
	warnMood
	denyMood
	askMood
	didMood
	callerMood mood = 8  // added: the caller's line
	meMood     mood = 16 // added: the merchant's line
)

// moods gives the mood of every clause.
func (r *reading) moods() []mood {
	g := &r.set.grammar
	const warn, deny, ask, own, done = 1, 2, 4, 8, 16
	flags := make([]int, len(r.clauses))
	for _, m := range r.meanings {
		f := &flags[r.marks[m.of].clause]
		switch m.id {
		case g.warn, g.forbid, g.caution:
			*f |= warn
		case g.neg, g.noneed:
			*f |= deny
		case g.ask:
			*f |= ask
		case g.merchant, g.self:
			*f |= own
		case g.done, g.past:
			*f |= done
		}
	}
	out := make([]mood, len(r.clauses))
	for i, f := range flags {
		switch {
		case f&warn != 0:
			out[i] = warnMood
		case f&deny != 0:
			out[i] = denyMood
		case f&ask != 0:
			out[i] = askMood
		case f&own != 0 && f&done != 0:
			out[i] = didMood
		}
		switch r.clauses[i].Speaker {
		case "caller":
			out[i] += callerMood
		case "me":
			out[i] += meMood
		}
	}
	return out
}

// signs gives what the message shows: its words in groups of up to three, alone and with the mood
// of their clause; concepts, acts and their scopes; features; and the rules that fire. What the
// sieve tells to weigh nothing is left out.
func (r *reading) signs(hits []Hit, sieve *weigh.Sieve, out []weigh.Sign) []weigh.Sign {
	moods := r.moods()
	out = slices.Grow(out, 6*r.units+8*len(r.marks)+64)
	hashes := r.set.lex.hashes
	var few [256]item
	items := r.items(slices.Grow(few[:0], len(r.meanings)))
	for i := range items {
		it := &items[i]
		h := weigh.Mix(it.hash, conceptSign)
		out = sieve.Keep(out, weigh.Shown(h, it.clause))
		out = sieve.Keep(out, weigh.Shown(weigh.Mix(h, 1+uint32(moods[it.clause])), it.clause))
	}
	out = pairs(out, sieve, items)
	for id, holds := range r.holds {
		if holds {
			out = sieve.Keep(out, weigh.Shown(weigh.Mix(hashes[id], holdSign), -1))
		}
	}
	for _, f := range r.acts {
		h := weigh.Mix(hashes[f.act.id], actSign)
		out = sieve.Keep(out, weigh.Shown(weigh.Mix(h, weigh.Hash(string(f.scope))), int32(f.clause)))
	}
	for _, h := range hits {
		if h.Rule.Kind == Known {
			continue // tells what need not be asked, nothing of the contact
		}
		for _, hash := range h.Rule.signs {
			out = sieve.Keep(out, weigh.Shown(hash, -1))
		}
	}
	l := words{sieve: sieve}
	for i, m := range moods {
		l.clause, l.mood = int32(i), uint32(m)
		out = r.grams(out, &l)
	}
	return out
}

// edge stands for both ends of a clause.
const edge = 0x10FFFF + 1

// words are those read last in a clause.
type words struct {
	sieve        *weigh.Sieve
	clause       int32
	mood         uint32
	last, second uint32
	n            int // how many there were
}

// push appends the groups that end in a word, each longer than the one before.
func (l *words) push(out []weigh.Sign, word uint32) []weigh.Sign {
	one := weigh.Mix(gramSign, word)
	two := weigh.Mix(one, l.last)
	three := weigh.Mix(two, l.second)
	out = l.both(out, one)
	if l.n > 0 {
		out = l.both(out, two)
	}
	if l.n > 1 {
		out = l.sieve.Keep(out, weigh.Told(three, l.clause))
	}
	l.last, l.second = word, l.last
	l.n++
	return out
}

// both appends a group alone and with the mood of its clause.
func (l *words) both(out []weigh.Sign, group uint32) []weigh.Sign {
	out = l.sieve.Keep(out, weigh.Told(group, l.clause))
	return l.sieve.Keep(out, weigh.Told(weigh.Mix(weigh.Mix(group, moodSign), l.mood), l.clause))
}

// grams appends the words of a clause.
func (r *reading) grams(out []weigh.Sign, l *words) []weigh.Sign {
	l.n = 0
	out = l.push(out, edge)
	s := r.clean.Norm[r.clauses[l.clause].Start:r.clauses[l.clause].End]
	for i := 0; i < len(s); {
		b := s[i]
		from := i
		switch {
		case b >= 'a' && b <= 'z':
			for i < len(s) && s[i] >= 'a' && s[i] <= 'z' {
				i++
			}
			out = l.push(out, weigh.Hash(stem(s[from:i])))
		case b >= '0' && b <= '9':
			for i < len(s) && s[i] >= '0' && s[i] <= '9' {
				i++
			}
			out = l.push(out, weigh.Mix(digitSign, uint32(min(i-from, 6))))
		case b == ' ':
			i++
		default:
			c, w := utf8.DecodeRuneInString(s[i:])
			out = l.push(out, uint32(c))
			i += w
		}
	}
	return l.push(out, edge)
}

// stem cuts the ending of an English word, so that asks, asked and asking are one word.
func stem(w string) string {
	for _, end := range []string{"ing", "ed", "es", "s", "ly"} {
		if bare, ok := strings.CutSuffix(w, end); ok && len(bare) >= 3 {
			return strings.TrimRight(bare, "e")
		}
	}
	return strings.TrimRight(w, "e")
}

// item is one concept of one mark.
type item struct {
	hash     uint32 // of the concept
	from, to int32  // as in the mark
	clause   int32
	next     int32 // the first item of the next mark
}

// items appends what the marks mean, in order.
func (r *reading) items(out []item) []item {
	hashes := r.set.lex.hashes
	for k, of := range r.meanings {
		m := &r.marks[of.of]
		next := int32(k + 1)
		for int(next) < len(r.meanings) && r.meanings[next].of == of.of {
			next++
		}
		out = append(out, item{}) // written in its place, as marks are
		it := &out[k]
		it.hash, it.from, it.to, it.clause, it.next = hashes[of.id], int32(m.from), int32(m.to), int32(m.clause), next
	}
	return out
}

// pairs appends concepts that follow each other closely, in one clause or the next.
func pairs(out []weigh.Sign, sieve *weigh.Sieve, items []item) []weigh.Sign {
	for i := range items {
		a := &items[i]
		kinds := [2]uint32{weigh.Mix(a.hash, pairSign), weigh.Mix(a.hash, crossSign)}
		for k := int(a.next); k < len(items); k++ {
			b := &items[k]
			later := b.clause - a.clause
			if later > 1 || b.from-a.to > 12 {
				break
			}
			out = sieve.Keep(out, weigh.Told(weigh.Mix(kinds[later&1], b.hash), a.clause))
		}
	}
	return out
}

// Signs gives what a rule that fires shows, as signs of a clause; -1 = of the message.
func Signs(r *Rule, clause int) []weigh.Sign {
	return []weigh.Sign{weigh.Shown(r.signs[0], int32(clause)), weigh.Shown(r.signs[1], int32(clause))}
}
