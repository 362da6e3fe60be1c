package when

// choose picks the time expression of the sentence, completes it with what stands apart from it
// (明天提醒我交表，下午三点), and gives all phrases that were used.
// What is told before the clause of the wish gives way to a day named there.
func choose(phrases []phrase, t []token, asked []int) (phrase, []phrase) {
	best, top := -1, 0
	told := toldBefore(phrases, t, asked)
	for i := range phrases {
		if w := phrases[i].weight(t, len(asked) > 0); w > top && i >= told {
			best, top = i, w
		}
	}
	if best < 0 {
		return phrase{}, nil
	}
	main := phrases[best]
	used := []phrase{main}
	if i := clockOfWish(phrases, t, asked, best); i > 0 {
		main.retime(phrases[i], true)
		used = append(used, phrases[i])
		used[0].from, used[0].to, used[1] = phrases[i].from, phrases[i].to, used[0]
		phrases[i].slots = 0
	}
	for i := range phrases {
		p := &phrases[i]
		if p.slots == 0 { // replaced
			used = append(used, *p)
			continue
		}
		if main.bend(p) {
			used = append(used, *p)
			continue
		}
		if i != best && main.bounded(phrases[i:max(best, i+1)]) {
			used = append(used, *p, *main.end)
			continue
		}
		switch {
		case i == best, i < told && !p.has(slotStart) && !p.since && !p.until:
		case p.has(slotStart) && main.recurring() && main.start == nil:
			main.start = p
			used = append(used, *p)
		case p.since && main.recurring() && main.start == nil && p.has(slotDom|slotWd|slotRel|slotHoliday) && !p.recurring():
			main.start, main.end = p, p.last
			used = append(used, *p)
		case p.until && main.recurring() && main.end == nil && !p.recurring():
			main.end = p
			used = append(used, *p)
		case p.weight(t, len(asked) > 0) == 2 && vagueOnly(p) && near(&main, p):
			used = append(used, *p)
		case !p.attribute && !p.past() && completes(&main, p) && i > best:
			main.merge(*p)
			used = append(used, *p)
		case p.recurring() && !main.recurring() && completes(&main, p):
			main.merge(*p)
			used = append(used, *p)
		}
	}
	return main, used
}

// bounded takes the first of the phrases, a range of dates or the beginning of one, as the bounds of
// the recurrence: 12月1号到12月5号，每天.
func (p *phrase) bounded(phrases []phrase) bool {
	a := &phrases[0]
	if !p.recurring() || p.start != nil || a.recurring() || !a.has(slotDom) {
		return false
	}
	if a.last != nil {
		p.start, p.end = a, a.last
		return true
	}
	if len(phrases) > 1 && phrases[1].until && phrases[1].from == a.to {
		p.start, p.end = a, &phrases[1]
		return true
	}
	return false
}

func vagueOnly(p *phrase) bool { return p.slots == slotVague }

// near reports phrases of one clause: 晚点，下午五点.
func near(a, b *phrase) bool { return b.from-a.to <= 2 && a.from-b.to <= 2 }

// completes reports that p says the one thing that main leaves open: the day, the clock time, the
// zone or the recurrence.
func completes(main, p *phrase) bool {
	switch {
	case main.has(slotVague|slotNow|slotGone|slotBareSpan) || p.has(slotVague|slotNow|slotGone|slotBareSpan|slotStart):
		return false
	case main.has(slotSpan) && main.span.elapsed > 0 || p.has(slotSpan):
		return false
	case p.has(slotEvery) && !main.has(slotsDay):
		return !main.has(slotEvery) && main.accepts(p)
	case !p.has(slotsDay|slotEvery) && p.has(slotsTime) && !main.has(slotsTime):
		return true
	case !p.has(slotsTime|slotEvery) && p.has(slotsDay) && !main.has(slotsDay|slotEvery):
		return true
	case main.has(slotEvery) && !p.has(slotsTime|slotEvery|slotRel|slotWeek) && p.has(slotsDay) && !main.has(slotsDay):
		return main.accepts(p)
	case main.has(slotEvery) && !main.has(slotsDay|slotsTime) && p.has(slotWd|slotDom) && p.slots&^(slotWd|slotDom|slotNth|slotsTime) == 0:
		return main.accepts(p) // 每周一次，周五下午
	case !p.has(slotsDay|slotEvery|slotClock) && p.has(slotPart) && main.has(slotClock) && !main.has(slotPart):
		return false
	}
	return p.slots == slotZone
}

// weight orders expressions: a recurrence, a definite time, one that belongs to a thing, a vague
// one, one in the past, a bare distance beside the request. 0 = none.
func (p *phrase) weight(t []token, asked bool) int {
	switch {
	case p.has(slotStart | slotExcept), p.slots == slotLead, p.slots&^slotZone == 0:
		return 0
	case p.has(slotBareSpan):
		if p.from == 0 && p.to == len(t) || asked && besideRequest(p, t) {
			return 5
		}
		return 0
	case p.past():
		return 1
	case p.has(slotVague) && !p.has(slotEvery):
		return 2
	case p.has(slotNow):
		return 3
	case p.attribute && !p.recurring():
		return 4
	case p.recurring(), p.has(slotVague):
		return 7
	}
	return 6
}

// besideRequest reports 十分钟叫我, 提醒我半小时.
func besideRequest(p *phrase, t []token) bool {
	before, after := p.from-1, p.to
	for before >= 0 && (t[before].k == kPrep || t[before].k == kPolite || t[before].k == kFiller) {
		before--
	}
	for after < len(t) && (t[after].k == kPolite || t[after].k == kFiller) {
		after++
	}
	return before >= 0 && t[before].k == kRequest || after < len(t) && t[after].k == kRequest
}
