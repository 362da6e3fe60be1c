package rules

import "slices"

// ellipsis finds what was done without being named again: 他让我报验证码 … 我报了. A verb that
// stands alone, done by the merchant, takes the object of the latest act with the same verb; words
// like 照做了 take the latest act of all.
func (r *reading) ellipsis() {
	g := r.set.grammar
	asked := slices.Clone(r.acts)
	for i, m := range r.marks {
		if r.usedAsVerb(m) {
			continue
		}
		whole := m.is(g.didIt)
		if !whole && !(r.isDone(i, i, -1) && r.merchantDid(i)) {
			continue
		}
		if a, ok := latest(asked, m, whole); ok {
			r.acts = append(r.acts, found{act: a.act, scope: Given, start: m.start, end: m.end, clause: m.clause,
				sentence: r.clauses[m.clause].Sentence})
		}
	}
}

// usedAsVerb tells a mark that some act has been made of.
func (r *reading) usedAsVerb(m mark) bool {
	return slices.ContainsFunc(r.acts, func(f found) bool { return f.start <= m.start && m.end <= f.end })
}

// merchantDid holds when nobody else is the subject of the verb, and it is not denied.
func (r *reading) merchantDid(verb int) bool {
	g := r.set.grammar
	cl := r.clauses[r.marks[verb].clause]
	who := r.subject(verb, cl)
	if who == g.caller || who == g.customer || who == g.you || r.notice {
		return false
	}
	return r.negation(verb, verb, -1, negReach) < 0 && r.before(verb, g.ask, r.marks[verb].clause, askReach) < 0
}

// latest gives the last act before a mark that was asked for and shares its verb.
func latest(acts []found, m mark, whole bool) (found, bool) {
	for i := len(acts) - 1; i >= 0; i-- {
		f := acts[i]
		if f.end > m.start || !f.act.entry.Request || f.scope != Asked && f.scope != Refused {
			continue
		}
		if whole || m.any(f.act.verb) {
			return f, true
		}
	}
	return found{}, false
}
