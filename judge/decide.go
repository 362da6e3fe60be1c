package judge

import (
	"math"
	"slices"
	"sort"

	"callguard/judge/rules"
	"callguard/judge/text"
)

// softScam is the sum of soft evidence (log-odds) that makes a scam without a decisive tell.
const softScam = 2.2

// softDoubt is the sum of soft evidence above which nothing is called legitimate.
const softDoubt = 1.4

// decide weighs what fired: a tell beats everything; then an identity established elsewhere or a
// notice that asks nothing makes a contact legitimate, unless doubts stand against it.
func decide(hits []rules.Hit) (Label, float64) {
	var tell, soft, good float64
	var identity, notice, doubt bool
	for _, h := range hits {
		switch h.Rule.Kind {
		case rules.Tell:
			tell += h.Rule.Weight
		case rules.Soft, rules.Topic:
			soft += h.Rule.Weight
		case rules.Doubt:
			doubt = true
			soft += h.Rule.Weight
		case rules.Identity:
			identity = true
			good += h.Rule.Weight
		case rules.Notice:
			notice = true
			good += h.Rule.Weight
		}
	}
	switch {
	case tell > 0:
		return Scam, bound(sigmoid(tell-1), 0.9, 0.995)
	case identity && soft < softScam, notice && !doubt && soft < softDoubt:
		return Legit, bound(sigmoid(good+soft-1), 0.01, 0.15)
	case soft >= softScam:
		return Scam, bound(sigmoid(soft), 0.8, 0.95)
	}
	return Verify, bound(sigmoid(soft-0.2), 0.2, 0.7)
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

func bound(x, low, high float64) float64 { return math.Round(min(max(x, low), high)*1000) / 1000 }

// evidence turns hits into reasons, strongest for the verdict first.
func evidence(c text.Clean, hits []rules.Hit, l Label) []Evidence {
	var out []Evidence
	for _, h := range hits {
		e := Evidence{ID: h.Rule.ID, Family: h.Rule.Family, Weight: h.Rule.Weight,
			Hard: h.Rule.Kind == rules.Tell, Why: Lines{ZH: h.Rule.Why.ZH, EN: h.Rule.Why.EN}}
		if h.End > h.Start {
			e.Start, e.End = c.Span(h.Start, h.End)
			e.Quote = c.Raw[e.Start:e.End]
		}
		out = append(out, e)
	}
	sort.SliceStable(out, func(i, k int) bool { return rank(out[i], l) > rank(out[k], l) })
	return out
}

// rank orders evidence: what speaks for the verdict first, then by strength.
func rank(e Evidence, l Label) float64 {
	if l == Legit {
		return -e.Weight
	}
	if e.Hard {
		return 100 + e.Weight
	}
	return e.Weight
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

// pretext gives what the contact is said to be about.
func pretext(hits []rules.Hit) string {
	for _, h := range hits {
		if h.Rule.Kind == rules.Topic {
			return h.Rule.Family
		}
	}
	return ""
}

// question gives the follow-up that could change the verdict most. A verdict that a tell has
// decided needs none.
func question(hits []rules.Hit, l Label) string {
	if l != Verify {
		return ""
	}
	best, ask := math.Inf(-1), "request"
	for _, h := range hits {
		if h.Rule.Ask != "" && h.Rule.Weight > best {
			best, ask = h.Rule.Weight, h.Rule.Ask
		}
	}
	return ask
}

// lost gives what the merchant has given away, most urgent first.
func lost(hits []rules.Hit) []string {
	var out []string
	for _, slug := range Losses() {
		if slices.ContainsFunc(hits, func(h rules.Hit) bool { return h.Given && h.Rule.Lost == slug }) {
			out = append(out, slug)
		}
	}
	return out
}

func fired(hits []rules.Hit, id string) bool {
	return slices.ContainsFunc(hits, func(h rules.Hit) bool { return h.Rule.ID == id })
}
