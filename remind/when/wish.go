package when

import "time"

// clauses numbers the tokens by the clause that they stand in. A break within a time expression
// (Sun., March 6) parts no clauses.
func clauses(t []token, phrases []phrase) []int {
	out := make([]int, len(t))
	n, next := 0, 0
	for i, tok := range t {
		for next < len(phrases) && phrases[next].to <= i {
			next++
		}
		inside := next < len(phrases) && phrases[next].from <= i
		if tok.k == kBreak && tok.m == 0 && !inside {
			n++
		}
		out[i] = n
	}
	return out
}

// toldBefore gives the number of phrases that only tell what was before: those in front of the
// clause of the wish, when it names a day of its own, or in front of a day right beside the wish.
func toldBefore(phrases []phrase, t []token, asked []int) int {
	if len(asked) == 0 || len(phrases) < 2 {
		return 0
	}
	in := clauses(t, phrases)
	wished := map[int]bool{}
	for _, a := range asked {
		wished[in[a]] = true
	}
	last := -1 // the clause of the day before
	for i, p := range phrases {
		if p.attribute || p.slots&(slotsDay|slotEvery|slotBareSpan) == 0 || p.has(slotStart) {
			continue
		}
		clause := in[p.from]
		if last >= 0 && !p.past() && (wished[clause] && last < clause || wishFollows(t, p.to)) {
			return i
		}
		last = in[p.to-1]
	}
	return 0
}

// clockOfWish gives the phrase in the clause of the wish that names only a clock time, when the day
// comes from a clause before that has a time of its own: 明天三点开会，两点半提醒我. 0 = none.
func clockOfWish(phrases []phrase, t []token, asked []int, best int) int {
	main := phrases[best]
	if len(asked) == 0 || best+1 == len(phrases) || !main.has(slotClock|slotPart) || main.has(slotSpan|slotVague) {
		return 0
	}
	in := clauses(t, phrases)
	for _, a := range asked {
		if in[a] == in[main.to-1] || a < main.from {
			return 0
		}
	}
	for i := best + 1; i < len(phrases); i++ {
		p := phrases[i]
		if p.has(slotClock) && p.slots&^(slotClock|slotPart) == 0 && !p.attribute {
			if in[p.from] == in[asked[0]] {
				return i
			}
			return 0
		}
	}
	return 0
}

// retime gives p the clock time of another phrase. Without a part of the day it is in the one that p
// had; if that must be earlier and is not, in none.
func (p *phrase) retime(a phrase, earlier bool) {
	before := phrase{slots: p.slots, clocks: p.clocks, part: p.part}
	if len(p.clocks) > 0 && p.clocks[0].half > 0 && !before.has(slotPart) { // 8pm
		before.slots, before.part = before.slots|slotPart, [...]int{partMorning, partAfternoon}[p.clocks[0].half-1]
	}
	p.slots &^= slotsTime
	p.clocks, p.part = nil, 0
	if !a.has(slotPart) && before.has(slotPart) {
		event, said := before.wall(time.Time{}), a.clocks[0].wall(before.part)
		if !earlier || said.days == event.days && said.h*60+said.m < event.h*60+event.m {
			a.slots, a.part = a.slots|slotPart, before.part
		}
	}
	p.merge(a)
}

// wishFollows reports a wish at i, with nothing before it but what may stand between a time and it.
func wishFollows(t []token, i int) bool {
	for range 6 {
		if i >= len(t) {
			return false
		}
		switch t[i].k {
		case kRequest:
			return true
		case kPolite, kFiller, kGlue, kPrep:
		default:
			return false
		}
		i++
	}
	return false
}

// reasons gives how many tokens at the beginning tell why, in clauses before that of the wish: what
// is told with a day of its own, or what is followed by 所以. They stay when no task is said behind
// the wish, because then they hold it.
func reasons(t []token, phrases []phrase, main phrase, wish int, drop []bool) int {
	if !taskFollows(t, wish+1, drop) {
		return 0
	}
	in := clauses(t, phrases)
	begin := min(wish, main.from)
	for begin > 0 && in[begin-1] == in[min(wish, main.from)] && t[begin-1].k != kBreak {
		begin--
	}
	for _, p := range phrases {
		if p.to > begin {
			break
		}
		if p.slots&(slotsDay|slotEvery|slotGone) != 0 {
			return begin
		}
	}
	for i := begin; i > 0 && i < len(t) && (t[i].k == kFiller || t[i].k == kPolite); i++ {
		if t[i].k == kFiller && t[i].m == therefore {
			return begin
		}
	}
	return 0
}

// taskFollows reports that something of the task is said from i on.
func taskFollows(t []token, i int, drop []bool) bool {
	for ; i < len(t); i++ {
		if t[i].k == kOther && !drop[i] {
			return true
		}
	}
	return false
}

// nounsOfTask turns the reminder and the alarm that are part of what is to be done into content:
// remind me to switch the shop alarm off, 明天打电话提醒客户取货. Those that are asked for, cancelled
// or asked about stay.
func nounsOfTask(text sentence, t []token, phrases []phrase) {
	verb, other := false, false // a wish in a verb; a cancellation or a question
	next := 0
	for i, tok := range t {
		for next < len(phrases) && phrases[next].to <= i {
			next++
		}
		switch {
		case next < len(phrases) && phrases[next].covers(i):
		case tok.k == kCancel && tok.n != 1, tok.k == kAsk && tok.n == 2, tok.k == kAsk && tok.n >= 5 && i == 0:
			other = other || !verb
		case tok.k == kRequest && tok.n != 2:
			if verb && tok.m == setting {
				t[i] = token{k: kOther, from: tok.from, to: tok.to}
			}
			verb = verb || tok.n == 0
		case tok.k == kRequest && !other && partOfTask(text, t, phrases, next, i, verb):
			t[i] = token{k: kOther, from: tok.from, to: tok.to}
		}
	}
}

// partOfTask decides about the noun at i; phrases[next] is the first time expression that does not
// end before it, and verb tells that a wish was said before.
func partOfTask(text sentence, t []token, phrases []phrase, next, i int, verb bool) bool {
	device := t[i].m == device
	content := i+1 < len(t) && t[i+1].k == kOther
	if verb && (device || content && t[i-1].k == kRequest) {
		return true
	}
	j, the := i-1, false
	for j >= 0 && (t[j].k == kArticle || t[j].k == kGlue || t[j].k == kRel || t[j].k == kPolite || t[j].k == kFiller && t[j].m == 0 ||
		string(text.folded[t[j].from:t[j].to]) == "my") {
		the = the || t[j].k == kGlue && t[j].n == 3
		j--
	}
	if next > 0 && j >= 0 && phrases[next-1].covers(j) || j < 0 || t[j].k != kOther {
		return device && the
	}
	if sets(text, t[j]) && !verb {
		return false
	}
	return verb || device || content
}

// sets reports a word that may ask for a reminder with the noun: set, 定.
func sets(text sentence, tok token) bool {
	switch string(text.folded[tok.from:tok.to]) {
	case "set", "me", "need", "want", "create", "add", "make", "put", "schedule", "have", "get", "new", "give", "like", "up", "us",
		"设", "定", "订", "建", "加", "来", "弄", "做", "要", "给", "调", "上", "搞", "整", "再", "需", "排":
		return true
	}
	return false
}

// mixedWishes are the requests in two languages at once: remind我一下, 提醒 me, set个提醒, 设一个reminder.
func mixedWishes() []word {
	var words []word
	for _, gap := range []string{"", " "} {
		for _, verb := range []string{"remind我", "remind 我", "提醒me", "提醒 me", "remind me", "remind一下我", "remind一下", "remind 一下", "call一下我", "notify我", "ping我", "alert我"} {
			words = append(words, word{verb + gap + "一下", kRequest, 0, 0})
			if gap == "" {
				words = append(words, word{verb, kRequest, 0, 0})
			}
		}
		for _, set := range []string{"set", "设", "定", "add", "加", "create", "make", "来", "弄", "做", "建"} {
			for _, one := range []string{"", "个", "一个", "了个", "a ", "an ", "一下"} {
				for _, noun := range []string{"提醒", "reminder", "alarm", "闹钟"} {
					words = append(words, word{set + gap + one + noun, kRequest, 0, setting}, word{set + gap + one + " " + noun, kRequest, 0, setting})
				}
			}
		}
	}
	return words
}

// corrected replaces a time expression by the one that corrects it: 明天三点，不对，四点; at 3, no wait, 4.
// What the correction leaves open is taken over. One that comes behind the task stands at the end:
// 三点提醒我打电话，不对，四点; there the phrase replaced stays, without slots, so that its words go.
func corrected(phrases []phrase, t []token) []phrase {
	out := phrases[:0]
	for _, p := range phrases {
		last := len(out) - 1
		if last < 0 || out[last].slots == 0 || p.slots&(slotsDay|slotsTime|slotEvery) == 0 {
			out = append(out, p)
			continue
		}
		before := out[last]
		together := corrects(t, before.to, p.from)
		at := correctionAt(t, p)
		if !together && at <= before.to {
			out = append(out, p)
			continue
		}
		from, to := min(at, p.from), p.to
		switch {
		case p.slots&^slotsTime == 0 && p.has(slotClock):
			joined := before
			joined.retime(p, false)
			p = joined
		case before.has(slotsTime) && !p.has(slotsTime|slotSpan|slotEvery):
			p.merge(phrase{slots: before.slots & slotsTime, clocks: before.clocks, part: before.part, from: from, to: to})
		}
		p.from, p.to = from, to
		if together {
			p.from = before.from
			out[last] = p
			continue
		}
		out[last].slots = 0
		out = append(out, p)
	}
	return out
}

// corrects reports that a correction and nothing of a task stands between two time expressions.
func corrects(t []token, from, to int) bool {
	said := false
	for i := from; i < to; i++ {
		switch tok := t[i]; {
		case tok.k == kCorrect:
			said = true
		case tok.k == kRequest && tok.n == 0, tok.k == kBreak, tok.k == kFiller, tok.k == kPrep, tok.k == kGlue:
		default:
			return false
		}
	}
	return said
}

// correctionAt gives where the correction before p begins, when it opens a clause and the sentence
// ends with p; else 0.
func correctionAt(t []token, p phrase) int {
	if !ends(t, p.to) {
		return 0
	}
	i, said := p.from, false
	for i > 0 && (t[i-1].k == kCorrect && t[i-1].m == 0 || t[i-1].k == kBreak || t[i-1].k == kFiller) {
		i--
		said = said || t[i].k == kCorrect
	}
	if !said || t[i].k != kBreak {
		return 0
	}
	return i
}
