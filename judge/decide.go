package judge

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"callguard/judge/rules"
	"callguard/judge/text"
	"callguard/judge/weigh"
)

// What the weighed signs must come to, as probabilities. Found by holding out one batch of the
// corpus after the other.
const (
	enoughScam  = 0.57 // makes a scam without a decisive tell
	enoughLegit = 0.5  // makes a contact legitimate
	// The two worst mistakes are scam for legitimate and the other way round: when both are
	// thinkable, it is neither.
	tooMuchScam  = 0.05
	tooMuchLegit = 0.25
	evenAlone    = 0.4  // of scam: what a line with its tell must reach by itself, in company of other lines
	loud         = 0.8  // of scam: what a sentence by itself must reach to uphold its tell
	certain      = 0.01 // of scam: below it a sure tell that yields is taken for a slip
	vetoed       = 0.3  // of scam: below it any other tell is taken for a slip of the grammar
)

// decide lets a tell beat everything, unless the words all around it speak so clearly against it
// that the grammar must have slipped; a rule that is sure of itself slips in warnings only. What no
// tell decides is decided by the weighed signs.
func decide(res rules.Result, o weigh.Opinion, w *weigh.Weights) (Label, float64) {
	scam, legit := o.P[weigh.Scam], o.P[weigh.Legit]
	for _, h := range res.Hits {
		if h.Rule.Kind == rules.Tell && (scam >= vetoed || stands(res, h, w, scam)) {
			return Scam, bound(max(scam, sigmoid(h.Rule.Weight-1)), 0.9, 0.995)
		}
	}
	switch l := weighed(res.Hits, res.Matter, scam, legit); l {
	case Scam:
		return l, bound(scam, 0.5, 0.995)
	case Legit:
		return l, bound(scam, 0.005, 0.45)
	}
	return Verify, bound(scam, 0.005, 0.5)
}

// weighed gives the verdict that probabilities come to where no tell decides.
func weighed(hits []rules.Hit, matter bool, scam, legit float64) Label {
	switch {
	case scam >= enoughScam && legit < tooMuchLegit && matter && !holds(hits, rules.Harmless):
		return Scam
	case legit >= enoughLegit && scam < tooMuchScam && !holds(hits, rules.Refuted) &&
		(!holds(hits, rules.Doubt) || holds(hits, rules.Identity)):
		return Legit
	}
	return Verify
}

func holds(hits []rules.Hit, k rules.Kind) bool {
	return slices.ContainsFunc(hits, func(h rules.Hit) bool { return h.Rule.Kind == k })
}

// stands holds for a tell that the whole message cannot outweigh: its rule is sure of itself and
// nobody is warned of anything in its line; or the lines around it in which nobody is warned, or
// its sentence, read like a scam by themselves. A warning elsewhere in the message does not save it.
func stands(res rules.Result, h rules.Hit, w *weigh.Weights, scam float64) bool {
	from := 0
	for from+1 < len(res.Clauses) && res.Clauses[from].End <= h.Start {
		from++
	}
	own := res.Clauses[from].Line
	apart := res.Clauses[len(res.Clauses)-1].Line > 0 && res.Clauses[from].Speaker == "" // other lines are another matter
	if h.Rule.Sure && !res.Warning[own] && (scam >= certain || !h.Rule.Yields || apart) {
		return true
	}
	if line := func(a, b text.Clause) bool { return a.Line == b.Line }; res.Warning[own] && scam < certain && around(res, w, from, line) < vetoed {
		return false // somebody is warned of it in the same breath, and nothing else reads like a scam
	}
	calm := func(_, b text.Clause) bool { return b.Line == own || !res.Warning[b.Line] }
	if slices.ContainsFunc(res.Clauses, func(c text.Clause) bool { return !calm(c, c) }) && around(res, w, from, calm) >= vetoed {
		return true
	}
	if apart {
		alone := res
		alone.Signs = append(slices.Clone(res.Signs), rules.Signs(h.Rule, from)...)
		if around(alone, w, from, func(a, b text.Clause) bool { return a.Line == b.Line }) >= evenAlone {
			return true
		}
	}
	return around(res, w, from, func(a, b text.Clause) bool { return a.Sentence == b.Sentence }) >= loud
}

// around gives how much the clauses around one read like a scam, as far as they belong together.
func around(res rules.Result, w *weigh.Weights, at int, together func(a, b text.Clause) bool) float64 {
	from, to := at, at+1
	for from > 0 && together(res.Clauses[at], res.Clauses[from-1]) {
		from--
	}
	for to < len(res.Clauses) && together(res.Clauses[at], res.Clauses[to]) {
		to++
	}
	return w.Within(res.Signs, from, to).P[weigh.Scam]
}

// standing gives the hits that bear on the verdict: a tell that was taken for a slip does not.
func standing(hits []rules.Hit, l Label) []rules.Hit {
	if l == Scam {
		return hits
	}
	return slices.DeleteFunc(slices.Clone(hits), func(h rules.Hit) bool { return h.Rule.Kind == rules.Tell })
}

// explain adds what the weighed words say, when no rule says why: the tell that the message comes
// nearest to, else the clause that spoke loudest.
func explain(c text.Clean, res rules.Result, o weigh.Opinion, v *Verdict) {
	switch {
	case v.Label == Scam && !slices.ContainsFunc(v.Evidence, func(e Evidence) bool { return e.Hard }):
		if res.Nearest != nil {
			e := evidence(c, []rules.Hit{*res.Nearest}, Scam)[0]
			e.Hard, e.Weight = false, nearWeight
			v.Evidence, v.Type = append([]Evidence{e}, v.Evidence...), e.Family
			return
		}
		v.Type = ""
		v.add(c, res, o.Clause[weigh.Scam], Evidence{ID: "words", Family: "words", Weight: 1, Why: Lines{
			ZH: "骗子就常这样说；先别照做，自己打官方电话问",
			EN: "this is how fraudsters talk; do nothing yet and call the official number yourself"}})
	case v.Label == Legit && !slices.ContainsFunc(v.Evidence, func(e Evidence) bool { return e.Weight < 0 }):
		v.add(c, res, o.Clause[weigh.Legit], Evidence{ID: "words", Family: "words", Weight: -1, Why: Lines{
			ZH: "这样的说法多半是正常的通知或办事",
			EN: "this reads like a genuine notice or your own errand"}})
	}
}

// nearWeight is what a tell weighs that only nearly fires.
const nearWeight = 1.5

// add puts evidence in front, with the words of a clause; -1 = no clause, no evidence.
func (v *Verdict) add(c text.Clean, res rules.Result, clause int, e Evidence) {
	if clause < 0 {
		return
	}
	cl := res.Clauses[clause]
	e.Start, e.End = c.Span(cl.Start, cl.End)
	e.Quote = c.Raw[e.Start:e.End]
	v.Evidence = append([]Evidence{e}, v.Evidence...)
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func bound(x, low, high float64) float64 { return math.Round(min(max(x, low), high)*1000) / 1000 }

// evidence turns hits into reasons, strongest for the verdict first.
func evidence(c text.Clean, hits []rules.Hit, l Label) []Evidence {
	if len(hits) == 0 {
		return nil
	}
	hits = slices.Clone(hits)
	slices.SortStableFunc(hits, func(a, b rules.Hit) int { return cmp.Compare(rank(b.Rule, l), rank(a.Rule, l)) })
	out := make([]Evidence, 0, len(hits))
	for _, h := range hits {
		if h.Rule.Kind == rules.Known && h.Rule.Weight == 0 {
			continue // only keeps a question from being asked
		}
		e := Evidence{ID: h.Rule.ID, Family: h.Rule.Family, Weight: h.Rule.Weight,
			Hard: h.Rule.Kind == rules.Tell, Why: Lines{ZH: h.Rule.Why.ZH, EN: h.Rule.Why.EN}}
		if h.End > h.Start {
			e.Start, e.End = c.Span(h.Start, h.End)
			e.Quote = c.Raw[e.Start:e.End]
		}
		out = append(out, e)
	}
	return out
}

// rank orders evidence: what speaks for the verdict first, then by strength.
func rank(r *rules.Rule, l Label) float64 {
	if l == Legit {
		return -r.Weight
	}
	if r.Kind == rules.Tell {
		return 100 + r.Weight
	}
	return r.Weight
}

// typeOf gives the family of the strongest evidence for the verdict.
func typeOf(hits []rules.Hit, l Label) string {
	best, family := math.Inf(-1), ""
	for _, h := range hits {
		w := h.Rule.Weight
		switch {
		case l == Scam && h.Rule.Kind == rules.Tell:
			w += 100
		case l == Legit && (h.Rule.Kind == rules.Identity || h.Rule.Kind == rules.Notice):
			w = 100 - w
		case l == Legit:
			continue
		}
		if w > best {
			best, family = w, h.Rule.Family
		}
	}
	return family
}

// pretext gives what the contact is said to be about; how often they call is none.
func pretext(hits []rules.Hit) string {
	for _, h := range hits {
		if h.Rule.Kind == rules.Topic && !strings.HasPrefix(h.Rule.Family, "calls-") {
			return h.Rule.Family
		}
	}
	return ""
}

func fired(hits []rules.Hit, id string) bool {
	return slices.ContainsFunc(hits, func(h rules.Hit) bool { return h.Rule.ID == id })
}
