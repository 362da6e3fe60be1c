package rules

import "slices"

// ellipsis finds what was done without being named again: 他让我报验证码 … 我报了. A verb that
// stands alone, done by the merchant, takes the object of the latest act with the same verb; words
// like 照做了 take the latest act of all.
func (r *reading) ellipsis() {
	asked := slices.Clone(r.acts)
	last := make(map[concept]int)           // by verb: the latest act that was asked for
	verbs := make(concepts, len(r.present)) // those of last: nearly no mark has one
	whole, next := -1, 0
	for i := range r.marks {
		m := &r.marks[i]
		for ; next < len(asked) && asked[next].end <= m.start; next++ {
			if a := asked[next]; a.act.entry.Request && (a.scope == Asked || a.scope == Refused) {
				whole = next
				for _, v := range a.act.verb {
					if !a.act.weak.has(v) { // he says: what he says is something else
						last[v] = next
						verbs.add(v)
					}
				}
			}
		}
		if r.used[i] || whole < 0 {
			continue
		}
		at := -1
		switch {
		case m.is(r.set.grammar.didIt) && r.negation(i, i, -1, negReach) < 0:
			at = whole
		case m.any(verbs) && r.isDone(i, i, -1) && r.merchantDid(i):
			at = latest(last, m)
		}
		if at >= 0 {
			r.acts = append(r.acts, found{act: asked[at].act, scope: Given, start: m.start, end: m.end, clause: m.clause,
				sentence: r.clauses[m.clause].Sentence})
		}
	}
}

// latest gives the last act that shares a verb with a mark; -1 = none.
func latest(last map[concept]int, m *mark) int {
	at := -1
	for _, id := range m.ids {
		if k, ok := last[concept(id)]; ok {
			at = max(at, k)
		}
	}
	return at
}

// merchantDid holds when nobody else is the subject of the verb, and it is not denied.
func (r *reading) merchantDid(verb int) bool {
	g := &r.set.grammar
	cl := r.clauses[r.marks[verb].clause]
	who := r.subject(verb, cl)
	if who == g.caller || who == g.customer || who == g.you || r.noticeAt(r.marks[verb].clause) {
		return false
	}
	return r.negation(verb, verb, -1, negReach) < 0 && r.before(verb, g.ask, r.marks[verb].clause, askReach) < 0
}
