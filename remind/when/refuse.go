package when

import "strings"

// requests gives the indexes of the tokens that ask for a reminder. 叫我 and 记得 ask only at the
// beginning of a clause or behind the time: 他叫我转账 and 我记得 tell something.
func requests(t []token, phrases []phrase) []int {
	var out []int
	begins, ends := make([]bool, len(t)+1), make([]bool, len(t)+1)
	for _, p := range phrases {
		begins[p.from], ends[p.to] = true, true
	}
	for i, tok := range t {
		if tok.k != kRequest || tok.m == beforeTime && !begins[i+1] {
			continue
		}
		if tok.n != 1 || opensClause(t, i, ends[i], tok.m == 1) {
			out = append(out, i)
		}
	}
	return out
}

func opensClause(t []token, i int, behindTime, remember bool) bool {
	if i == 0 || behindTime {
		return true
	}
	switch prev := t[i-1]; prev.k {
	case kBreak, kPolite, kRequest, kFiller:
		return true
	case kOther:
		return remember && !tells(prev)
	}
	return false
}

// tells reports the 我 of 我记得: one rune of content.
func tells(t token) bool { return t.to-t.from == 1 }

// refused reports a report, a question or a request to cancel.
func refused(text sentence, t []token, main phrase, asked []int) bool {
	return cancels(t, asked) || questions(text, t, main, asked) || len(asked) == 0 && reports(t, main)
}

// cancels reports 取消提醒2, 不用提醒我了, 把明天的提醒取消; a cancellation that is itself the task
// (提醒我取消订单) is none.
func cancels(t []token, asked []int) bool {
	noun, content := false, false
	for i, tok := range t {
		switch {
		case tok.k == kRequest && tok.n == 2:
			noun = true
		case tok.k == kRequest && has(asked, i):
			return false // what follows is the task
		case tok.k == kOther:
			content = true
		case tok.k != kCancel:
		case tok.n == 2:
			return true
		case tok.n == 1:
			if r := (reader{t}); r.is(i+1, kRequest) || !r.is(i+1, kBreak) && r.is(i+2, kRequest) {
				return true
			}
		case noun:
			return !contentIn(clauseOf(t[i+1:]))
		case !content || i <= 2:
			return cancelsReminder(t[i+1:])
		}
	}
	return false
}

func has(list []int, n int) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}

// clauseOf gives the tokens up to the end of their clause: why something is cancelled may follow.
func clauseOf(t []token) []token {
	for i, tok := range t {
		if tok.k == kBreak {
			return t[:i]
		}
	}
	return t
}

// contentIn reports that more is said than fillers and punctuation.
func contentIn(t []token) bool {
	for _, tok := range t {
		if tok.k == kOther || tok.k == kRequest {
			return true
		}
	}
	return false
}

// cancelsReminder reports that what is cancelled is a reminder: the noun is named, or a request
// with nothing but its time before it, or nothing at all.
func cancelsReminder(rest []token) bool {
	content := false
	for _, tok := range rest {
		switch {
		case tok.k == kRequest && tok.n == 2:
			return true
		case tok.k == kRequest:
			return !content
		case tok.k == kBreak:
			return !content
		case tok.k == kOther:
			content = true
		}
	}
	return !content
}

// questions reports a question. With a request only questions about the reminders themselves
// count: "can you remind me" asks for one.
func questions(text sentence, t []token, main phrase, asked []int) bool {
	lead := 0
	for lead < len(t) && (t[lead].k == kFiller || t[lead].k == kBreak) {
		lead++
	}
	if len(asked) > 0 {
		first := asked[0]
		for i, tok := range t[:first] {
			what := tok.n == 3 && i+1 == first && t[first].n == 2 // 有什么提醒
			if tok.k == kAsk && (tok.n == 2 || tok.n == 5 && i == lead || tok.n == 6 || what) && !main.covers(i) {
				return clause(t, i, first)
			}
		}
		if t[first].n == 2 && asksAfter(text, t, first) {
			return true
		}
		after := first + 1
		if after < len(t) && t[after].k == kDone {
			after++
			return after < len(t) && t[after].k == kAsk
		}
		return after < len(t) && t[first].n == 2 && t[after].k == kAsk && t[after].n == 2
	}
	usable := main.slots != 0 && !main.past()
	for i, tok := range t {
		switch {
		case tok.k == kPolite && tok.m == 2, tok.k != kAsk:
		case tok.n == 2, tok.n == 4, tok.n == 3 && !usable, tok.n == 5 && i == lead, tok.n == 6 && i == lead:
			return true
		case tok.n <= 1 && ends(t, i+1):
			return true
		}
	}
	return len(t) > 0 && t[0].k == kPolite && t[0].m == 2
}

// asksAfter reports that the clause of the noun at i goes on to ask about it: 每天的提醒是几点发的,
// 明天的提醒还在吗.
func asksAfter(text sentence, t []token, i int) bool {
	its := t[i].to-t[i].from == len([]rune("的提醒"))
	if i > 0 {
		prev := t[i-1]
		its = its || prev.k == kGlue || prev.k == kRel || prev.k == kGe || prev.k == kFiller && prev.m == 2
	}
	about := i+1 < len(t) && strings.ContainsRune("是还在有到准会能收响发几都怎係仲", text.folded[t[i+1].from])
	if !its && !about {
		return false
	}
	for i++; i < len(t) && t[i].k != kBreak && t[i].k != kRequest; i++ {
		if rs := text.folded[t[i].from:]; about && len(rs) > 2 && rs[0] == rs[2] && (rs[1] == '不' || rs[1] == '没' || rs[1] == '唔') { // 准不准
			return true
		}
		if t[i].k == kAsk && (t[i].n == 2 || t[i].n == 3 && about || t[i].n <= 1 && about && ends(t, i+1)) {
			return true
		}
	}
	return false
}

// clause reports that no break stands between two tokens.
func clause(t []token, i, j int) bool {
	for _, tok := range t[i:j] {
		if tok.k == kBreak {
			return false
		}
	}
	return true
}

func (p *phrase) covers(i int) bool { return p.slots != 0 && i >= p.from && i < p.to }

// ends reports that nothing but breaks and fillers stands from i on.
func ends(t []token, i int) bool {
	for ; i < len(t); i++ {
		if k := t[i].k; k != kBreak && k != kFiller && k != kAsk && k != kPolite {
			return false
		}
	}
	return true
}

// reports tells that the sentence says what happened or what somebody said.
func reports(t []token, main phrase) bool {
	told, done := false, false
	for _, tok := range t {
		told = told || tok.k == kTold || tok.k == kRequest && tok.m == 0
		done = done || tok.k == kDone
	}
	switch {
	case main.slots == 0:
		return told || done
	case main.past():
		return true
	}
	return told
}
