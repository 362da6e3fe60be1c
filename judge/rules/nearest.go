package rules

import "slices"

// nearest gives the tell that comes closest to firing: the words of one of its acts stand in one
// sentence, though not in the order or the scope that it asks for. It decides nothing; it says
// what a message is about that reads like a scam for reasons that no rule states.
func (r *reading) nearest() (Hit, bool) {
	var best Hit
	found := false
	for _, rule := range r.set.rules {
		if rule.Kind != Tell || found && rule.Weight <= best.Rule.Weight {
			continue
		}
		for _, c := range append(rule.all[:len(rule.all):len(rule.all)], rule.any...) {
			if !c.act || !r.spoken(rule.all) {
				continue
			}
			if start, end, ok := r.together(r.set.actOf(c.id)); ok {
				best, found = Hit{Rule: rule, Start: start, End: end}, true
				break
			}
		}
	}
	return best, found
}

// spoken holds when every concept of the conditions stands in the message.
func (r *reading) spoken(cs []condition) bool {
	for _, c := range cs {
		if !c.act && len(r.at(c)) == 0 {
			return false
		}
	}
	return true
}

// actOf gives the act of a concept.
func (s *Set) actOf(id concept) *act {
	for _, a := range s.acts {
		if a.id == id {
			return a
		}
	}
	return &act{}
}

// together gives the first sentence in which a verb and an object of an act stand, whatever stands
// between them.
func (r *reading) together(a *act) (start, end int, ok bool) {
	if len(a.objects) == 0 {
		return 0, 0, false
	}
	for _, v := range a.verb {
		for _, i := range r.concepts.of(v) {
			sentence := r.clauses[r.marks[i].clause].Sentence
			for _, o := range a.objects {
				for _, k := range r.concepts.of(o) {
					if k != i && r.clauses[r.marks[k].clause].Sentence == sentence {
						return min(r.marks[i].start, r.marks[k].start), max(r.marks[i].end, r.marks[k].end), true
					}
				}
			}
		}
	}
	return 0, 0, false
}

// losses gives what the acts of the given scopes take from the merchant, in order, whether or not a
// rule fires on them.
func (r *reading) losses(scopes ...Scope) []string {
	var out []string
	for _, f := range r.acts {
		if slug := r.set.losses[f.act.id]; slug != "" && slices.Contains(scopes, f.scope) {
			out = append(out, slug)
		}
	}
	return out
}

// lossesOf tells for each act of a tell that is wanted of the merchant what doing it gives away.
func lossesOf(rules []*Rule, wanted func(act concept) bool) map[concept]string {
	out := map[concept]string{}
	for _, rule := range rules {
		for _, c := range append(rule.all[:len(rule.all):len(rule.all)], rule.any...) {
			if c.act && rule.Kind == Tell && rule.Lost != "" && out[c.id] == "" && wanted(c.id) {
				out[c.id] = rule.Lost
			}
		}
	}
	return out
}
