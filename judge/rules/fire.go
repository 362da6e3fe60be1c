package rules

import (
	"strings"
	"unicode/utf8"

	"callguard/judge/text"
)

// Hit is one rule that holds for a message.
type Hit struct {
	Rule       *Rule
	Start, End int  // bytes of Norm that prove it; equal = the message as a whole
	Given      bool // the merchant did what was asked
}

// Result is everything the rules say of a message.
type Result struct {
	Hits   []Hit // in order of the rule files
	Notice bool  // pasted words of the other side
	Story  bool  // told by the merchant
}

// Read gives every rule that holds for a message with its features.
func (s *Set) Read(c text.Clean, features []Feature) Result {
	r := s.read(c, features)
	out := Result{Notice: r.notice, Story: !r.notice}
	for _, rule := range s.rules {
		if h, ok := r.fires(rule); ok {
			out.Hits = append(out.Hits, r.quote(h))
		}
	}
	return out
}

// spot is one place where a condition holds; whole = it holds for the message.
type spot struct {
	start, end int
	clause     int
	whole      bool
	given      bool
}

// fires tries the first condition's places in turn until all others hold near one of them. A
// place where the merchant did it is preferred, because it is what must be mended first.
func (r *reading) fires(rule *Rule) (Hit, bool) {
	for _, c := range rule.none {
		if len(r.spots(c)) > 0 {
			return Hit{}, false
		}
	}
	anchors := rule.all
	if len(anchors) == 0 {
		anchors = rule.any
	}
	var best Hit
	found := false
	for k, first := range anchors {
		if k > 0 && len(rule.all) > 0 {
			break
		}
		for _, at := range r.spots(first) {
			h, ok := r.holdsAt(rule, at)
			if ok && (!found || h.Given && !best.Given) {
				best, found = h, true
			}
		}
	}
	return best, found
}

func (r *reading) holdsAt(rule *Rule, at spot) (Hit, bool) {
	h := Hit{Rule: rule, Start: at.start, End: at.end, Given: at.given}
	for _, c := range rule.all[min(1, len(rule.all)):] {
		s, ok := r.near(c, at, rule.Within)
		if !ok {
			return h, false
		}
		h.Given = h.Given || s.given
	}
	if len(rule.any) > 0 && len(rule.all) > 0 && !r.anyNear(rule.any, at, rule.Within) {
		return h, false
	}
	if len(rule.with) > 0 && !r.anyNear(rule.with, at, rule.Within) {
		return h, false
	}
	within := rule.Within
	if within == "" {
		within = "sentence"
	}
	if r.anyNear(rule.unles, at, within) {
		return h, false
	}
	return h, true
}

func (r *reading) anyNear(cs []condition, at spot, within string) bool {
	for _, c := range cs {
		if _, ok := r.near(c, at, within); ok {
			return true
		}
	}
	return false
}

func (r *reading) near(c condition, at spot, within string) (spot, bool) {
	for _, s := range r.spots(c) {
		if s.whole || at.whole || r.together(s.clause, at.clause, within) {
			return s, true
		}
	}
	return spot{}, false
}

func (r *reading) together(a, b int, within string) bool {
	switch within {
	case "clause":
		return a == b
	case "sentence":
		return r.clauses[a].Sentence == r.clauses[b].Sentence
	case "line":
		return r.clauses[a].Line == r.clauses[b].Line
	}
	return true
}

// spots gives every place where a condition holds.
func (r *reading) spots(c condition) []spot {
	var out []spot
	if c.act {
		for _, i := range r.byAct[c.id] {
			f := r.acts[i]
			for _, s := range c.scopes {
				if f.scope == s {
					out = append(out, spot{start: f.start, end: f.end, clause: f.clause, given: f.scope == Given})
				}
			}
		}
		return out
	}
	for _, i := range r.concepts[c.id] {
		m := r.marks[i]
		out = append(out, spot{start: m.start, end: m.end, clause: m.clause})
	}
	if len(out) == 0 && r.holds[c.id] {
		out = append(out, spot{whole: true})
	}
	return out
}

// quote widens a proof to the clause it stands in, so that it reads like what was said, unless
// the clause is longer than a quote may be.
func (r *reading) quote(h Hit) Hit {
	if h.Start == h.End {
		return h
	}
	for _, cl := range r.clauses {
		if cl.Start > h.Start || h.End > cl.End {
			continue
		}
		s := strings.TrimSpace(r.clean.Norm[cl.Start:cl.End])
		if utf8.RuneCountInString(s) <= longestQuote {
			h.Start = cl.Start + strings.Index(r.clean.Norm[cl.Start:cl.End], s)
			h.End = h.Start + len(s)
		}
		return h
	}
	return h
}

// longestQuote is how many characters of a merchant's own words are shown as one proof.
const longestQuote = 40
