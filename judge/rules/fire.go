package rules

import (
	"math/bits"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"callguard/judge/text"
	"callguard/judge/weigh"
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
	Matter bool  // it is about something: it holds more than one known word, number or link

	Given   []string      // what was given away by acts that a tell asks about, in order; with repetitions
	Asked   []string      // what acts that a tell asks about wanted, in order; with repetitions
	Nearest *Hit          // the tell that nearly fires, when none does; nil = none
	Warning []bool        // by line: somebody is warned of something there
	Signs   []weigh.Sign  // what the message shows, to be weighed
	Clauses []text.Clause // what the clauses of the signs count
}

// Read gives every rule that holds for a message with its features, and appends the signs that
// the sieve keeps to signs.
func (s *Set) Read(c text.Clean, features []Feature, sieve *weigh.Sieve, signs []weigh.Sign) Result {
	r := s.rooms.Get().(*room)
	defer s.leave(r)
	clauses := clausesOf(c)
	r.read(s, c, clauses, features)
	out := Result{Notice: r.notice, Story: !r.notice, Clauses: clauses}
	for i, word := range r.mayFire() {
		for ; word != 0; word &= word - 1 {
			if h, ok := r.fires(s.rules[64*i+bits.TrailingZeros64(word)]); ok {
				out.Hits = append(out.Hits, r.quote(h))
			}
		}
	}
	if !slices.ContainsFunc(out.Hits, func(h Hit) bool { return h.Rule.Kind == Tell }) {
		if h, ok := r.nearest(); ok {
			h = r.quote(h)
			out.Nearest = &h
		}
	}
	out.Given, out.Asked = r.losses(Given), r.losses(Asked)
	out.Matter = len(r.marks) > 1
	out.Signs, out.Warning = r.signs(out.Hits, sieve, signs), r.warnedIn
	return out
}

// spot is one place where a condition holds; whole = it holds for the message.
type spot struct {
	start, end int
	clause     int
	whole      bool
	given      bool
}

// mayFire gives, one bit each, the rules of which a first condition stands in the message: most
// have none.
func (r *reading) mayFire() []uint64 {
	out := make([]uint64, len(r.set.rules)/64+1)
	note := func(id int) {
		for _, n := range r.set.anchored[id] {
			out[n/64] |= 1 << (n % 64)
		}
	}
	for i, word := range r.present {
		for ; word != 0; word &= word - 1 {
			note(64*i + bits.TrailingZeros64(word))
		}
	}
	for i := range r.acts {
		note(int(r.acts[i].act.id))
	}
	for id, holds := range r.holds {
		if holds {
			note(id)
		}
	}
	return out
}

// anchors are the conditions at whose places a rule is tried: the first of all, or else any.
func (r *Rule) anchors() []condition {
	if len(r.all) > 0 {
		return r.all[:1]
	}
	return r.any
}

// fires tries the first condition's places in turn until all others hold near one of them. A
// place without a warning in its line, and one where the merchant did it, is preferred, because it is what must be mended first.
func (r *reading) fires(rule *Rule) (Hit, bool) {
	for _, c := range rule.none {
		if len(r.at(c)) > 0 {
			return Hit{}, false
		}
	}
	var best Hit
	found, warned := false, false
	for _, first := range rule.anchors() {
		for _, at := range r.at(first) {
			h, ok := r.holdsAt(rule, at)
			if !ok {
				continue
			}
			here := !at.whole && r.warnedIn[r.clauses[at.clause].Line]
			if !found || warned && !here || h.Given && !best.Given && here == warned {
				best, found, warned = h, true, here
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

// near gives a place of the condition in the window around at. Places are in order, and so are
// clauses, sentences and lines: the window is found by halving.
func (r *reading) near(c condition, at spot, within string) (spot, bool) {
	spots := r.at(c)
	if len(spots) == 0 {
		return spot{}, false
	}
	if at.whole || spots[0].whole || within == "" || within == "message" {
		return spots[0], true
	}
	want := r.window(at.clause, within)
	i := sort.Search(len(spots), func(i int) bool { return r.window(spots[i].clause, within) >= want })
	if i < len(spots) && r.window(spots[i].clause, within) == want {
		return spots[i], true
	}
	return spot{}, false
}

// window gives the number of the clause, sentence or line that a clause lies in.
func (r *reading) window(clause int, within string) int {
	switch within {
	case "clause":
		return clause
	case "sentence":
		return r.clauses[clause].Sentence
	}
	return r.clauses[clause].Line
}

// span is where the answer to a condition lies in the spots of a reading.
type span struct {
	from, to int32
	asked    bool
}

// at gives every place where a condition holds, in order. They are kept for the next rule that
// asks the same.
func (r *reading) at(c condition) []spot {
	p := &r.places[c.key]
	if !p.asked {
		from := int32(len(r.spots))
		r.search(c)
		*p = span{from, int32(len(r.spots)), true}
	}
	return r.spots[p.from:p.to]
}

// search appends every place where a condition holds to the spots.
func (r *reading) search(c condition) {
	if c.act {
		for _, i := range r.byAct.of(c.id) {
			f := &r.acts[i]
			if slices.Contains(c.scopes, f.scope) {
				r.spots = append(r.spots, spot{start: f.start, end: f.end, clause: f.clause, given: f.scope == Given})
			}
		}
		return
	}
	stand := r.concepts.of(c.id)
	for _, i := range stand {
		m := &r.marks[i]
		r.spots = append(r.spots, spot{start: m.start, end: m.end, clause: m.clause})
	}
	if len(stand) == 0 && r.holds[c.id] {
		r.spots = append(r.spots, spot{whole: true})
	}
}

// quote widens a proof to the clauses it stands in, so that it reads like what was said, unless
// they are longer than a quote may be.
func (r *reading) quote(h Hit) Hit {
	if h.Start == h.End {
		return h
	}
	from, to := h.Start, h.End
	for i := range r.clauses {
		cl := &r.clauses[i]
		if cl.Start <= h.Start && h.Start < cl.End {
			from = cl.Start
		}
		if cl.Start < h.End && h.End <= cl.End {
			to = cl.End
		}
	}
	s := strings.TrimSpace(r.clean.Norm[from:to])
	if utf8.RuneCountInString(s) <= longestQuote {
		h.Start = from + strings.Index(r.clean.Norm[from:to], s)
		h.End = h.Start + len(s)
	}
	return h
}

// longestQuote is how many characters of a merchant's own words are shown as one proof.
const longestQuote = 40
