package rules

import (
	"slices"
	"strings"

	"callguard/judge/text"
)

// grammar holds the concepts that the grammar of scopes knows by name. They live in the lexicon
// (lexicon/scope.yaml), their meaning lives here.
type grammar struct {
	neg, ask, made, warn, warnTail, forbid, done, past, self, caller, merchant, you, customer, doubt,
	signed, told, isNotice, isStory, request, warning, noneed, warnSoft, isDialog, hesays, fraudster, caution, thirdParty, didIt, noOne, bulletin, institution, household, doneVerb concept
}

func newGrammar(lx *lexicon) (grammar, error) {
	var g grammar
	for _, w := range []struct {
		name string
		to   *concept
	}{
		{"neg", &g.neg}, {"ask", &g.ask}, {"made-me", &g.made}, {"warn", &g.warn}, {"warn-tail", &g.warnTail},
		{"forbid", &g.forbid}, {"done", &g.done}, {"past", &g.past}, {"self", &g.self},
		{"caller", &g.caller}, {"merchant", &g.merchant}, {"you", &g.you},
		{"customer", &g.customer}, {"doubt", &g.doubt}, {"signed", &g.signed}, {"told", &g.told},
		{"is-notice", &g.isNotice}, {"is-story", &g.isStory}, {"request", &g.request},
		{"warning", &g.warning}, {"noneed", &g.noneed},
		{"warn-soft", &g.warnSoft}, {"is-dialog", &g.isDialog}, {"hesays", &g.hesays}, {"fraudster", &g.fraudster},
		{"caution", &g.caution}, {"no-one", &g.noOne}, {"bulletin", &g.bulletin}, {"institution", &g.institution}, {"did-it", &g.didIt}, {"third-party", &g.thirdParty}, {"household", &g.household}, {"done-verb", &g.doneVerb},
	} {
		ids, err := lx.known([]string{w.name})
		if err != nil {
			return g, err
		}
		*w.to = ids[0]
	}
	return g, nil
}

// how far a marker governs, in units.
const (
	negReach   = 3
	doneReach  = 4
	noOneReach = 12
	askReach   = 30
	farthest   = 200 // nothing governs over more: a message without a comma stays linear to read
)

// scopeOf decides how an act stands: first what switches it off, then who does it, then whether
// it was done.
func (r *reading) scopeOf(a *act, verb, object int) Scope {
	g := &r.set.grammar
	v := &r.marks[verb]
	first, last := min(verb, object), max(verb, object)
	cl := r.clauses[v.clause]
	if r.warned(first, last, v.clause) {
		return Warned
	}
	ask := r.before(verb, g.ask, v.clause, askReach)
	demand := a.entry.Demand || v.is(g.ask)
	reach := negReach
	if a.entry.Tight {
		reach = 0
	}
	if n := r.negation(first, verb, ask, reach); n >= 0 {
		return r.negScope(n, verb, ask, demand)
	}
	if r.withoutObject(verb, object) {
		return Negated // he wanted no code
	}
	if a.entry.States && r.noticeAt(v.clause) && ask < 0 {
		return Reported
	}
	if a.entry.Tight && r.noticeAt(v.clause) {
		return Asked // a notice that says where to call or click asks for it
	}
	if r.before(verb, g.made, v.clause, askReach) >= 0 {
		return Given // she had me install it: it was done
	}
	if a.entry.Bare {
		return r.doneOr(Asked, verb, last, ask, cl)
	}
	who := r.subject(verb, cl)
	switch {
	case demand && (who == g.merchant || cl.Speaker == "me"):
		return Theirs // the merchant's own wish, or question
	case demand:
		return Asked
	case who == g.caller && ask < 0 && r.suffered(verb):
		return r.doneOr(Asked, verb, last, ask, cl)
	case a.entry.Taken && who == g.caller && ask < 0:
		return r.doneOr(Theirs, verb, last, ask, cl)
	case (who == g.customer || who == g.caller) && ask < 0 && !r.quoted(verb):
		if r.any(g.thirdParty) {
			return Asked // he or she may be the friend that it happened to
		}
		return Theirs
	case ask < 0 && r.toMerchant(v) && !r.quoted(verb) && !r.callerSpeaks(cl, v.clause):
		return Theirs // Alipay sends me a code
	}
	return r.doneOr(Asked, verb, last, ask, cl)
}

// suffered holds for what somebody did to the merchant (结算卡被他改了).
func (r *reading) suffered(verb int) bool {
	k := r.before(verb, r.set.grammar.caller, r.marks[verb].clause, askReach)
	return k >= 0 && strings.HasSuffix(r.clean.Norm[:r.marks[k].start], "被")
}

// toMerchant holds for a verb whose receiver is the merchant: sent me, 发给我.
func (r *reading) toMerchant(m *mark) bool {
	rest := r.clean.Norm[m.end:]
	return strings.HasPrefix(rest, " me ") || strings.HasPrefix(rest, " us ") || strings.HasPrefix(rest, "给我") && strings.HasSuffix(r.clean.Norm[:m.end], "发")
}

// without ends what stands between a verb and an object that is denied or only asked about.
var without = []string{" no", " neither", "需不需要", "要不要", "用不用", "收不收", "有没有"}

// withoutObject holds when the object of a verb is denied (he wanted no code), or asked about
// (转账要不要手续费).
func (r *reading) withoutObject(verb, object int) bool {
	if object <= verb || r.marks[object].clause != r.marks[verb].clause {
		return false
	}
	before := strings.TrimRight(r.clean.Norm[r.marks[verb].end:max(r.marks[verb].end, r.marks[object].start)], " ")
	return slices.ContainsFunc(without, func(w string) bool { return strings.HasSuffix(before, w) })
}

// negScope tells "did not ask for it" from "asked, and I did not give it".
func (r *reading) negScope(n, verb, ask int, demand bool) Scope {
	g := &r.set.grammar
	switch {
	case demand, ask > n, r.marks[n].is(g.noneed), r.marks[n].is(g.noOne): // 没要…, 没让我…, 不用交…
		return Negated
	case ask >= 0: // 让我报，我没报 in one clause
		return Refused
	}
	switch r.subject(verb, r.clauses[r.marks[verb].clause]) {
	case g.caller, g.you:
		return Negated
	case g.merchant:
		return Refused
	}
	if r.marks[n].is(g.past) || !r.noticeAt(r.marks[verb].clause) {
		return Refused
	}
	return Negated
}

// before gives the last mark of a concept before mark i in its clause, within reach; -1 = none.
func (r *reading) before(i int, id concept, clause, reach int) int {
	if !r.present.has(id) {
		return -1
	}
	for k := i - 1; k >= 0 && r.marks[k].clause == clause; k-- {
		if r.marks[i].from-r.marks[k].to > reach {
			return -1
		}
		if r.marks[k].is(id) {
			return k
		}
	}
	return -1
}

// warned holds when a warning word governs the act: before it in its clause, or a closing
// judgement (都是诈骗) behind it in its sentence.
func (r *reading) warned(first, last, clause int) bool {
	g := &r.set.grammar
	for k := first - 1; k >= 0 && r.marks[k].clause == clause && r.marks[first].from-r.marks[k].to <= farthest; k-- {
		m := &r.marks[k]
		if m.is(g.warn) || m.is(g.warnSoft) || m.is(g.caution) && r.between(k, first, g.neg) {
			return true
		}
		if m.is(g.forbid) && r.marks[first].from-m.to <= askReach && !r.told(k) {
			return true
		}
	}
	for k := first; k <= last; k++ {
		if k != first && r.marks[k].clause == clause && (r.marks[k].is(g.warn) || r.marks[k].is(g.forbid)) {
			return true
		}
	}
	sentence := r.clauses[clause].Sentence
	if (r.noticeAt(clause) || r.cautionIn[r.clauses[clause].Line]) && r.named(first, sentence) || r.printed(first, sentence) {
		return true
	}
	for k := last + 1; k < len(r.marks) && r.clauses[r.marks[k].clause].Sentence == sentence; k++ {
		if r.marks[k].clause > clause+2 || r.marks[k].from-r.marks[last].to > farthest {
			break
		}
		if r.marks[k].is(g.warnTail) && !r.follows(k, g.doubt) {
			return true
		}
	}
	return false
}

// prints opens what is printed somewhere.
var prints = []string{":", "《", "“", "\"", "举例", "里面", "写", "教", "讲的", "says", "said"}

// noticeAt tells whether a clause stands in pasted words of the other side.
func (r *reading) noticeAt(clause int) bool { return r.noticeIn[r.clauses[clause].Line] }

// printed holds when mark i stands in what a leaflet, a poster or an article says: behind its colon
// or its opening quotation mark.
func (r *reading) printed(i, sentence int) bool {
	g := &r.set.grammar
	if !r.present.has(g.bulletin) {
		return false
	}
	for k := i - 1; k >= 0 && r.clauses[r.marks[k].clause].Sentence >= sentence-1; k-- {
		if r.marks[i].from-r.marks[k].to > farthest {
			return false
		}
		if r.clauses[r.marks[k].clause].Line != r.clauses[r.marks[i].clause].Line {
			return false
		}
		if r.marks[k].is(g.bulletin) {
			said := r.clean.Norm[min(r.marks[k].end, r.marks[i].start):r.marks[i].start] // marks may overlap
			return slices.ContainsFunc(prints, func(w string) bool { return strings.Contains(said, w) })
		}
	}
	return false
}

// between holds when a mark of a concept stands behind mark i, or in it, and before mark k.
func (r *reading) between(i, k int, id concept) bool {
	for ; i < k; i++ {
		if r.marks[i].is(id) || id == r.set.grammar.neg && r.marks[i].is(r.set.grammar.forbid) {
			return true
		}
	}
	return false
}

// named holds when fraudsters are the subject of the sentence up to mark i.
func (r *reading) named(i, sentence int) bool {
	for k := i - 1; k >= 0 && r.clauses[r.marks[k].clause].Sentence == sentence; k-- {
		if r.marks[i].from-r.marks[k].to > farthest {
			return false
		}
		if r.marks[k].is(r.set.grammar.fraudster) {
			return true
		}
	}
	return false
}

// told holds when a forbidding word tells what somebody did not do (he never asked) instead of
// what nobody should do.
func (r *reading) told(k int) bool {
	g := &r.set.grammar
	clause := r.marks[k].clause
	return (r.before(k, g.caller, clause, farthest) >= 0 || r.before(k, g.merchant, clause, farthest) >= 0) &&
		r.before(k, g.hesays, clause, farthest) < 0
}

// follows tells whether the mark behind k is of a concept and touches it.
func (r *reading) follows(k int, id concept) bool {
	return k+1 < len(r.marks) && r.marks[k+1].is(id) && r.marks[k+1].from-r.marks[k].to <= 1
}

// negation gives the negation that governs the verb or the asking; -1 = none.
func (r *reading) negation(first, verb, ask, reach int) int {
	g := &r.set.grammar
	clause := r.marks[verb].clause
	for _, i := range []int{ask, verb, first} {
		if i < 0 {
			continue
		}
		if n := r.before(i, g.noneed, clause, reach); n >= 0 {
			return n
		}
		if n := r.before(i, g.neg, clause, reach); n >= 0 {
			return n
		}
		if n := r.before(i, g.noOne, clause, noOneReach); n >= 0 {
			return n
		}
		if r.marks[i].is(g.neg) {
			return i
		}
	}
	return -1
}

// subject gives who does the verb: the nearest person before it in its clause. In the caller's
// own words (a quoted 你/您, a transcript line, a notice) I is the caller and you the merchant.
func (r *reading) subject(verb int, cl text.Clause) concept {
	g := &r.set.grammar
	clause := r.marks[verb].clause
	nobody := concept(-1)
	for k := verb - 1; k >= 0 && r.marks[k].clause == clause && r.marks[verb].from-r.marks[k].to <= farthest; k-- {
		m := &r.marks[k]
		switch {
		case m.is(g.institution) && r.marks[verb].from-m.to <= nextTo:
			nobody = g.caller // Alipay sends a code
		case m.is(g.you):
			if cl.Speaker == "me" {
				return g.caller
			}
			return g.you
		case m.is(g.merchant):
			if r.callerSpeaks(cl, clause) {
				return g.caller
			}
			return g.merchant
		case m.is(g.customer):
			return g.customer
		case m.is(g.caller) && !r.possessive(m):
			if r.householdSays(k) || r.toOther(k, verb) {
				return g.merchant
			}
			return g.caller
		}
	}
	return nobody
}

// householdSays holds for a pronoun that stands for one of the merchant's own people, who tells what
// he or she did: 我媳妇说她填了密码.
func (r *reading) householdSays(pronoun int) bool {
	k := r.before(pronoun, r.set.grammar.household, r.marks[pronoun].clause, askReach)
	if k < 0 {
		return r.householdBefore(pronoun)
	}
	if r.marks[k].end > r.marks[pronoun].start {
		return false
	}
	said := r.clean.Norm[r.marks[k].end:r.marks[pronoun].start]
	return slices.ContainsFunc(speech, func(w string) bool { return strings.Contains(said, w) })
}

// householdBefore holds for a pronoun that opens its clause, behind a clause that speaks of one of the
// merchant's own people: my cashier let him in, she installed it.
func (r *reading) householdBefore(pronoun int) bool {
	p := &r.marks[pronoun]
	if p.clause == 0 || r.clauses[p.clause-1].Sentence != r.clauses[p.clause].Sentence || strings.TrimLeft(r.clean.Norm[r.clauses[p.clause].Start:p.start], " ") != "" {
		return false
	}
	for k := pronoun - 1; k >= 0 && r.marks[k].clause >= p.clause-1; k-- {
		if r.marks[k].clause == p.clause-1 && r.marks[k].is(r.set.grammar.household) {
			return true
		}
	}
	return false
}

// toOther holds for a pronoun that can't be the caller, because what is done is done to the caller:
// 她把验证码念给人家了.
func (r *reading) toOther(pronoun, verb int) bool {
	p := &r.marks[pronoun]
	if w := r.clean.Norm[p.start:p.end]; w != "她" && w != "他" && w != "佢" && w != "she" && w != "he" {
		return false
	}
	end := r.clauses[p.clause].End
	behind := r.clean.Norm[min(r.marks[verb].start, end):end]
	return slices.ContainsFunc(others, func(w string) bool { return strings.Contains(behind, w) })
}

// others names the caller from the outside.
var others = []string{"给人家", "给对方", "给骗子", "给那人", "给那个人", "给那边", "给客服", "给电话里", "畀人哋", "to the caller", "to them", "to that man", "to the scammer"}

// speech is how somebody's own words are brought in.
var speech = []string{"说", "讲", "话", "告诉", "跟我", "承认", "said", "says", "told", "tells", "admit"}

// nextTo is how many units may stand between an institution and what it does.
const nextTo = 1

// possessive holds for a person who only owns or made what follows: 他发的小程序, 佢个码.
func (r *reading) possessive(m *mark) bool {
	rest := r.clean.Norm[m.end:]
	for _, w := range []string{"的", "嘅", "个", "发的", "给的", "说的", "发来", "寄来", "推荐", "指定", "们的", "提供的"} {
		if strings.HasPrefix(rest, w) {
			return true
		}
	}
	return false
}

// quoted holds when the clause opens with what the caller says (他说把机器寄回去): what follows is
// wanted of the merchant, unless it is said to be done.
func (r *reading) quoted(verb int) bool {
	g := &r.set.grammar
	return r.before(verb, g.hesays, r.marks[verb].clause, farthest) >= 0 && !r.isDone(verb, verb, -1)
}

// callerSpeaks holds for clauses in the caller's own words.
func (r *reading) callerSpeaks(cl text.Clause, clause int) bool {
	switch cl.Speaker {
	case "caller":
		return true
	case "me":
		return false
	}
	return r.noticeAt(clause) || r.addressed[clause]
}

// doneOr gives Given when the merchant did the act, Reported when a notice says so.
func (r *reading) doneOr(other Scope, verb, last, ask int, cl text.Clause) Scope {
	if !r.isDone(verb, last, ask) {
		if cl.Speaker == "me" {
			return Theirs // the merchant's own words: an answer or a question, no demand
		}
		return other
	}
	if cl.Speaker == "caller" || cl.Speaker == "" && r.callerSpeaks(cl, r.marks[verb].clause) {
		return Reported
	}
	return Given
}

// isDone holds when a mark of completion stands with the verb: behind it, before it, or in it.
func (r *reading) isDone(verb, last, ask int) bool {
	g := &r.set.grammar
	clause := r.marks[verb].clause
	if (r.marks[verb].is(g.past) || r.marks[verb].is(g.doneVerb)) && ask < 0 {
		return true
	}
	if ask < 0 {
		if k := r.before(verb, g.past, clause, doneReach); k >= 0 {
			return true
		}
	}
	if r.before(verb, g.done, clause, 0) >= 0 { // 开了屏幕共享
		return true
	}
	for _, i := range []int{verb, last} {
		for k := i + 1; k < len(r.marks) && r.marks[k].from-r.marks[i].to <= doneReach; k++ {
			if r.marks[k].clause == clause && r.marks[k].is(g.done) && !r.follows(k, g.doubt) {
				return true
			}
		}
	}
	return false
}
