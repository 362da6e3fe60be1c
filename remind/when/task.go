package when

import "strings"

// task gives what is to be done: the sentence without the time, the request and the words around
// them, tidied. Pieces that a removal has parted are joined again.
func task(text sentence, t []token, phrases, used []phrase, asked []int) string {
	drop := dropped(t, phrases, used, asked)
	var b strings.Builder
	end := -1
	for i, tok := range t {
		if drop[i] {
			continue
		}
		if end >= 0 && tok.from > end && spaced(text, end, tok.from) {
			b.WriteByte(' ')
		}
		b.WriteString(string(text.original[tok.from:tok.to]))
		end = tok.to
	}
	return tidy(b.String())
}

// spaced reports that a space belongs between two kept pieces: the original had one, and at least
// one side is Latin.
func spaced(text sentence, from, to int) bool {
	space := false
	for _, r := range text.folded[from:to] {
		space = space || r == ' ' || r == '\n' || r == '\t'
	}
	return space && (text.folded[from-1] < 0x80 || text.folded[to] < 0x80)
}

// dropped marks the tokens that are no part of the task.
func dropped(t []token, phrases, used []phrase, asked []int) []bool {
	drop := make([]bool, len(t))
	for _, p := range used {
		for i := p.from; i < p.to; i++ {
			drop[i] = true
		}
	}
	for _, i := range asked {
		drop[i] = true
	}
	if len(used) > 0 && len(asked) > 0 {
		for i := range reasons(t, phrases, used[0], asked[0], drop) {
			drop[i] = true
		}
	}
	leads := true // nothing is kept before i
	for i, tok := range t {
		leads = leads && (i == 0 || drop[i-1])
		if drop[i] {
			continue
		}
		switch tok.k {
		case kFiller:
			drop[i] = tok.m == 0 || edge(t, drop, i)
			if tok.m == 2 && !drop[i] && i+1 < len(t) && t[i+1].k == kFiller {
				drop[i] = true
			}
		case kPolite, kPastTo, kGlue, kPrep, kBreak, kAnd, kTimes, kAsk, kDone, kTo, kFrom, kCancel:
			drop[i] = edge(t, drop, i) && loose(t, drop, i, leads)
		}
	}
	for i := 0; i+1 < len(t); i++ { // 每半年提醒我一次
		if t[i].k == kNum && t[i].n == 1 && t[i+1].k == kTimes && i > 0 && drop[i-1] && len(used) > 0 && used[0].has(slotEvery) {
			drop[i], drop[i+1] = true, true
		}
	}
	for i := len(t) - 1; i >= 0; i-- {
		if t[i].k == kAsk && t[i].n <= 1 && i > 0 && drop[i-1] { // 提醒我吗
			drop[i] = true
		}
		if k := t[i].k; drop[i] || k == kPolite || k == kFiller || k == kBreak || k == kAsk && t[i].n >= 4 && t[i].n < 5 {
			drop[i] = true
			continue
		}
		break
	}
	return drop
}

// edge reports that everything before i is dropped, or that it stands beside something dropped.
func edge(t []token, drop []bool, i int) bool {
	return i == 0 || drop[i-1] || i+1 < len(t) && drop[i+1]
}

// loose reports that a word at the edge says nothing about the task.
func loose(t []token, drop []bool, i int, leads bool) bool {
	tok := t[i]
	switch tok.k {
	case kPolite:
		return leads || tok.m == 0 || i+1 < len(t) && drop[i+1] && (t[i+1].k == kRequest)
	case kGlue:
		return tok.n == 0 && (leads || i > 0 && drop[i-1]) || tok.n == 1
	case kPrep:
		return leads && tok.n >= 4 && tok.n < 9 || i+1 < len(t) && drop[i+1]
	case kPastTo:
		return tok.n < 0 && i > 0 && drop[i-1]
	case kBreak:
		return true
	case kCancel, kAsk, kDone, kTimes:
		return false
	}
	return leads
}

// leading and trailing are words that tidy takes from the ends of a task.
var (
	leading = []string{"我要", "我得", "我想", "我", "要", "得", "该", "需要", "应该", "的是", "的", "一下", "时", "，", ",",
		"to ", "that ", "about ", "i need to ", "i have to ", "i must ", "i should ", "i've got to ", "i gotta ", "i want to ",
		"me to ", "need to ", "have to ", "and ", "for ", "then ", "of "}
	trailing = []string{"一下吧", "这件事", "这事", "的事情", "谢谢", "哦", "啊", "吧", "哈", "呢", "好吗", " please", " at",
		" by", " to", " and", " for", " the"}
)

// tidy trims punctuation, spaces and the words above from both ends.
func tidy(s string) string {
	const marks = " \t\r\n,.;:!?，。；：！？、-—~…\"'“”‘’()（）"
	for range 8 {
		before := s
		s = strings.Trim(s, marks)
		lower := strings.ToLower(s)
		for _, w := range leading {
			if len(lower) == len(s) && (strings.HasPrefix(lower, w) || lower == strings.TrimSpace(w)) {
				s = s[min(len(w), len(s)):]
				break
			}
		}
		for _, w := range trailing {
			if t, ok := strings.CutSuffix(s, w); ok {
				s = t
				break
			}
		}
		if s == before {
			break
		}
	}
	return strings.Trim(s, marks)
}
