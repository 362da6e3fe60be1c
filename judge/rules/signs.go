package rules

import (
	"strings"
	"unicode/utf8"

	"callguard/judge/weigh"
)

// longestGram is how many words of a clause, a Chinese character being one, make one sign.
const (
	longestGram  = 3
	longestMoody = 2 // with the mood of the clause
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
	g := r.set.grammar
	const warn, deny, ask, own, done = 1, 2, 4, 8, 16
	flags := make([]int, len(r.clauses))
	for _, m := range r.marks {
		f := &flags[m.clause]
		for _, id := range m.ids {
			switch concept(id) {
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
// of their clause; concepts, acts and their scopes; features; and the rules that fire.
func (r *reading) signs(hits []Hit) []weigh.Sign {
	moods := r.moods()
	out := make([]weigh.Sign, 0, 2*longestGram*len(r.clean.Norm)/3+4*len(r.marks)+64)
	for _, m := range r.marks {
		for _, id := range m.ids {
			h := weigh.Mix(r.set.lex.hashes[id], conceptSign)
			out = append(out, weigh.Sign{Hash: h, Clause: int32(m.clause)},
				weigh.Sign{Hash: weigh.Mix(h, 1+uint32(moods[m.clause])), Clause: int32(m.clause)})
		}
	}
	out = r.pairs(out)
	for id, holds := range r.holds {
		if holds {
			out = append(out, weigh.Sign{Hash: weigh.Mix(r.set.lex.hashes[id], holdSign), Clause: -1})
		}
	}
	for _, f := range r.acts {
		h := weigh.Mix(r.set.lex.hashes[f.act.id], actSign)
		out = append(out, weigh.Sign{Hash: weigh.Mix(h, weigh.Hash(string(f.scope))), Clause: int32(f.clause)})
	}
	for _, h := range hits {
		out = append(out, Signs(h.Rule, -1)...)
	}
	for i, m := range moods {
		out = r.grams(out, i, m)
	}
	return out
}

// edge stands for both ends of a clause.
const edge = 0x10FFFF + 1

// grams appends the words of a clause.
func (r *reading) grams(out []weigh.Sign, clause int, m mood) []weigh.Sign {
	cl := r.clauses[clause]
	var last [longestGram]uint32 // the latest words, the newest first
	n := 0
	push := func(word uint32) {
		copy(last[1:], last[:longestGram-1])
		last[0] = word
		n = min(n+1, longestGram)
		h := uint32(gramSign)
		for i, w := range last[:n] {
			h = weigh.Mix(h, w)
			out = append(out, weigh.Sign{Hash: h, Clause: int32(clause), Word: true})
			if i < longestMoody {
				out = append(out, weigh.Sign{Hash: weigh.Mix(weigh.Mix(h, moodSign), uint32(m)), Clause: int32(clause), Word: true})
			}
		}
	}
	push(edge)
	s := r.clean.Norm[cl.Start:cl.End]
	for i := 0; i < len(s); {
		b := s[i]
		switch {
		case b >= 'a' && b <= 'z':
			from := i
			for i < len(s) && s[i] >= 'a' && s[i] <= 'z' {
				i++
			}
			push(weigh.Hash(stem(s[from:i])))
		case b >= '0' && b <= '9':
			from := i
			for i < len(s) && s[i] >= '0' && s[i] <= '9' {
				i++
			}
			push(weigh.Mix(digitSign, uint32(min(i-from, 6))))
		case b == ' ':
			i++
		default:
			c, w := utf8.DecodeRuneInString(s[i:])
			push(uint32(c))
			i += w
		}
	}
	push(edge)
	return out
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

// pairs appends concepts that follow each other closely, in one clause or the next.
func (r *reading) pairs(out []weigh.Sign) []weigh.Sign {
	for i, m := range r.marks {
		for k := i + 1; k < len(r.marks); k++ {
			o := r.marks[k]
			if o.clause > m.clause+1 || o.from-m.to > 12 {
				break
			}
			kind := uint32(pairSign)
			if o.clause != m.clause {
				kind = crossSign
			}
			for _, a := range m.ids {
				h := weigh.Mix(r.set.lex.hashes[a], kind)
				for _, b := range o.ids {
					out = append(out, weigh.Sign{Hash: weigh.Mix(h, r.set.lex.hashes[b]), Clause: int32(m.clause), Word: true})
				}
			}
		}
	}
	return out
}

// Signs gives what a rule that fires shows, as signs of a clause; -1 = of the message.
func Signs(r *Rule, clause int) []weigh.Sign {
	return []weigh.Sign{{Hash: weigh.Mix(weigh.Hash(r.ID), ruleSign), Clause: int32(clause)},
		{Hash: weigh.Mix(weigh.Hash(string(r.Kind)), kindSign), Clause: int32(clause)}}
}
