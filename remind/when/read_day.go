package when

// relative reads 下周, 下周三, 这个月, 下月底, 明年, next Friday.
func (r reader) relative(i int, _ *phrase) (phrase, int) {
	t := r.at(i)
	n := t.n
	switch {
	case t.k == kLast && t.m == 1:
		n = -1
	case t.k != kRel:
		return phrase{}, 0
	case t.m == unitYear:
		p := phrase{slots: slotYear, year: n, yearRel: true}
		return r.edgeAfter(p, i, 1)
	}
	j := i + 1
	if r.is(j, kGlue) && r.at(j).n == 0 {
		return phrase{}, 0
	}
	switch next := r.at(j); next.k {
	case kUnit:
		return r.relativeUnit(i, n, next)
	case kWeekday:
		p, m := r.weekdays(j, &phrase{})
		if m == 0 {
			return p, 0
		}
		if n != 9 {
			p.slots, p.week = p.slots|slotWeek, n
		}
		return p, m + 1
	case kWeekend:
		if n == 9 {
			return phrase{slots: slotWd, wd: 1 << 5}, 2
		}
		return phrase{slots: slotWd | slotWeek, wd: 1 << 5, week: n}, 2
	case kBusiness:
		if n == 1 || n == 9 || n == -1 {
			return phrase{slots: slotSpan, span: span{business: min(n, 1)}}, 2
		}
	case kEdge:
		return r.relativeEdge(n, next)
	case kMonth:
		return phrase{slots: slotMonth, month: next.n}, 2
	case kHoliday:
		p := phrase{slots: slotHoliday, holiday: next.n}
		if n == -1 {
			p.slots, p.year, p.yearRel = p.slots|slotYear, -1, true
		}
		return r.withShift(p, i, 2)
	case kPart:
		if n == 0 && next.m == 0 {
			return phrase{slots: slotRel | slotPart, part: next.n}, 2
		}
	}
	return phrase{}, 0
}

// relativeUnit reads 下周, 这个月, next quarter, next hour.
func (r reader) relativeUnit(i, n int, unit token) (phrase, int) {
	if n == 9 {
		n = 1
	}
	switch unit.n {
	case unitWeek:
		return r.edgeAfter(phrase{slots: slotWeek, week: n}, i, 2)
	case unitMonth:
		return r.edgeAfter(phrase{slots: slotMonth, month: n, monthRel: true}, i, 2)
	case unitQuarter:
		return r.edgeAfter(phrase{slots: slotQuarter, quarter: n}, i, 2)
	case unitYear:
		return r.edgeAfter(phrase{slots: slotYear, year: n, yearRel: true}, i, 2)
	}
	if unit.m == 1 || unit.to-unit.from < 2 || r.at(i).k == kLast {
		return phrase{}, 0
	}
	s, ok := scale(1, unit.n)
	if !ok || n == 0 || unit.n == unitSecond {
		return phrase{}, 0
	}
	return phrase{slots: slotSpan, span: s.times(n)}, 2
}

// relativeEdge reads 下月底, 本年底.
func (r reader) relativeEdge(n int, edge token) (phrase, int) {
	switch edge.m {
	case unitMonth:
		return phrase{slots: slotMonth | slotDom, month: n, monthRel: true, doms: []int{edge.n}}, 2
	case unitQuarter:
		return phrase{slots: slotQuarter, quarter: n, edge: edge.n}, 2
	case unitYear:
		return yearEdge(phrase{slots: slotYear, year: n, yearRel: true}, edge.n), 2
	}
	return phrase{}, 0
}

// edgeAfter takes 底, 末, 初 behind a month, a quarter or a year: 下个月底, 明年年底.
func (r reader) edgeAfter(p phrase, i, n int) (phrase, int) {
	j := i + n
	if r.is(j, kGlue) && r.at(j).n == 0 && r.is(j+1, kEdge) {
		j++
	}
	e := r.at(j)
	if e.k != kEdge || e.to-e.from > 3 {
		return p, n
	}
	switch {
	case p.has(slotMonth) && (e.m == -1 || e.m == unitMonth):
		p.slots, p.doms = p.slots|slotDom, []int{e.n}
	case p.has(slotQuarter) && e.m == -1:
		p.edge = e.n
	case p.has(slotYear) && (e.m == -1 || e.m == unitYear):
		p = yearEdge(p, e.n)
	case p.has(slotWeek) && e.m == -1 && e.n == -1: // 下周末 in another spelling
		p.slots, p.wd = p.slots|slotWd, 1<<5
	default:
		return p, n
	}
	return r.withShift(p, i, j+1-i)
}

// yearEdge sets the first or last day of the year.
func yearEdge(p phrase, edge int) phrase {
	p.slots |= slotMonth | slotDom
	p.month, p.doms = 1, []int{1}
	switch {
	case edge < 0:
		p.month, p.doms = 12, []int{31}
	case edge > 1: // the middle
		p.month = 7
	}
	return p
}

// edgeOf reads 月底, 年底, 季度末, the end of next month, end of March.
func (r reader) edgeOf(i int, _ *phrase) (phrase, int) {
	t := r.at(i)
	if t.k != kEdge {
		return phrase{}, 0
	}
	switch t.m {
	case unitMonth:
		return r.withShift(phrase{slots: slotDom, doms: []int{t.n}}, i, 1)
	case unitYear:
		return r.withShift(yearEdge(phrase{}, t.n), i, 1)
	case unitQuarter:
		return r.withShift(phrase{slots: slotQuarter, edge: t.n}, i, 1)
	case unitWeek:
		return phrase{slots: slotWd, wd: weekEdge(t.n)}, 1
	}
	if t.to-t.from < 2 { // 底, 初 alone
		return phrase{}, 0
	}
	return r.edgeOfUnit(i, t.n)
}

// edgeOfUnit reads what follows "the end of".
func (r reader) edgeOfUnit(i, edge int) (phrase, int) {
	j := i + 1
	for r.is(j, kGlue) || r.is(j, kTo) && r.at(j).n == 1 {
		j++
	}
	if y, m := r.year(j); m > 0 {
		return yearEdge(phrase{slots: slotYear, year: y}, edge), j + m - i
	}
	switch u := r.at(j); {
	case u.k == kQuarter, u.k == kNum && u.ord:
		return r.edgeOfQuarter(i, j, edge)
	case u.k == kUnit && r.is(j+1, kAfter) && r.at(j+1).n == 9:
		p, n := r.afterNextUnit(j, nil)
		return relativeUnitEdge(p, edge), j + n - i
	case u.k == kUnit && u.n == unitMonth:
		return phrase{slots: slotDom, doms: []int{edge}}, j + 1 - i
	case u.k == kUnit && u.n == unitYear:
		return yearEdge(phrase{}, edge), j + 1 - i
	case u.k == kUnit && u.n == unitQuarter:
		return phrase{slots: slotQuarter, edge: edge}, j + 1 - i
	case u.k == kUnit && u.n == unitWeek:
		return phrase{slots: slotWd, wd: weekEdge(edge)}, j + 1 - i
	case u.k == kMonth:
		return phrase{slots: slotMonth | slotDom, month: u.n, doms: []int{edge}}, j + 1 - i
	case u.k == kEvery && r.at(j+1).k == kUnit:
		p, n := r.recurrence(j)
		if p.every.unit == unitQuarter {
			p.edge = edge
		} else if p.every.unit == unitYear {
			p = yearEdge(p, edge)
		} else {
			p.slots, p.doms = p.slots|slotDom, []int{edge}
		}
		return p, j + n - i
	case u.k == kRel && r.is(j+1, kUnit):
		p, n := r.relative(j, nil)
		return relativeUnitEdge(p, edge), j + n - i
	}
	return phrase{}, 0
}

// relativeUnitEdge sets the edge of a month, year, quarter or week that is counted from this one.
func relativeUnitEdge(p phrase, edge int) phrase {
	switch {
	case p.has(slotMonth):
		p.slots, p.doms = p.slots|slotDom, []int{edge}
	case p.has(slotYear):
		p = yearEdge(p, edge)
	case p.has(slotQuarter):
		p.edge = edge
	case p.has(slotWeek):
		p.slots, p.wd = p.slots|slotWd, weekEdge(edge)
	}
	return p
}

// edgeOfQuarter reads what follows "the end of" when it is Q3 or the third quarter.
func (r reader) edgeOfQuarter(i, j, edge int) (phrase, int) {
	p, n := r.quarterOf(j, nil)
	if n == 0 {
		return phrase{}, 0
	}
	switch {
	case edge < 0:
		p.month, p.doms = p.month+2, []int{-1}
	case edge > 1: // the middle
		p.month, p.doms = p.month+1, []int{15}
	}
	return p, j + n - i
}

// weekEdge gives the weekday of an edge of the week.
func weekEdge(edge int) int {
	switch {
	case edge < 0:
		return 1 << 4
	case edge > 1:
		return 1 << 2
	}
	return 1
}

// weekdays reads 周五, 周一和周三, 周一、三、五, 周一到周五, Mondays, the weekend.
func (r reader) weekdays(i int, cur *phrase) (phrase, int) {
	t := r.at(i)
	switch {
	case t.k == kWeekend:
		p := phrase{slots: slotWd, wd: 1 << 5}
		if t.m == 1 || cur.has(slotEvery) {
			p.wd, p.plural = 3<<5, true
			return p, 1
		}
		if next := r.at(i + 1); next.k == kAfter && next.n == 9 { // the weekend after next
			p.slots, p.shift = p.slots|slotShift, 7
			return p, 2
		}
		return p, 1
	case t.k == kBusiness && t.m == 1:
		if prev := r.at(i - 1).k; prev == kNum || prev == kOrd || prev == kFew || prev == kGe {
			return phrase{}, 0
		}
		return phrase{slots: slotWd, wd: 31, plural: true}, 1
	case t.k == kBusiness && cur.has(slotEvery):
		return phrase{slots: slotWd, wd: 31}, 1
	case t.k != kWeekday || t.m == 2 && !r.surelyDay(i, cur):
		return phrase{}, 0
	}
	p := phrase{slots: slotWd, wd: t.n, plural: t.m == 1}
	n := 1
	for {
		if d := r.at(i + n); d.k == kWeekday && d.m == t.m { // 周二周四
			p.wd, n = p.wd|d.n, n+1
			continue
		}
		if d := r.at(i + n); d.k == kExcept && d.m == 1 {
			return phrase{slots: slotExcept, wd: p.wd}, n + 1
		}
		sep, next := r.at(i+n), r.at(i+n+1)
		if r.is(i+n, kBreak, kAnd) || r.is(i+n, kAnd, kEvery) { // Monday, and Friday; 每周一和每周三
			sep, next, n = r.at(i+n+1), r.at(i+n+2), n+1
			if sep.k == kEvery {
				sep.k = kAnd
			}
		}
		day := 0
		switch {
		case next.k == kWeekday:
			day = next.n
		case next.k == kNum && next.n >= 1 && next.n <= 7 && next.m == 1 && r.listEnds(i+n+2) && sep.k != kBreak:
			day = 1 << (next.n - 1)
		}
		comma := sep.k == kBreak && sep.n == 0 && cur.has(slotEvery)
		if day == 0 || sep.k != kAnd && sep.k != kTo && !comma && !(sep.k == kPastTo && sep.n < 0) {
			return r.afterNext(p, i, n)
		}
		if sep.k == kTo || sep.k == kPastTo {
			day, p.plural = dayRange(p.wd, day), true
		}
		p.wd, n = p.wd|day, n+2
	}
}

// afterNext reads "Friday after next", and the shift of 周五前一天.
func (r reader) afterNext(p phrase, i, n int) (phrase, int) {
	if t := r.at(i + n); t.k == kAfter && t.n == 9 {
		p.slots, p.shift = p.slots|slotShift, 7
		return p, n + 1
	}
	if u, next := r.at(i+n), r.at(i+n+1).k; u.k == kUnit && (u.n == unitFortnight || u.n == unitWeek && u.to-u.from == len("week")) &&
		(next == kEnd || next == kBreak || next == kPrep || next == kRequest || next == kPastTo) { // Friday week
		p.slots, p.shift = p.slots|slotShift, 7
		if u.n == unitFortnight {
			p.shift = 14
		}
		return p, n + 1
	}
	return r.withShift(p, i, n)
}

// listEnds reports that the number before i is no clock time or date.
func (r reader) listEnds(i int) bool {
	switch r.at(i).k {
	case kOclock, kDom, kUnit, kGe, kMeridiem:
		return false
	}
	return true
}

// dayRange gives the days from the last one of a to the one of b.
func dayRange(a, b int) int {
	mask, on := 0, false
	for d := range 14 {
		bit := 1 << (d % 7)
		on = on || a&bit != 0
		if on {
			mask |= bit
		}
		if on && b&bit != 0 {
			break
		}
	}
	return mask
}

// surelyDay tells the day from the words sun and sat.
func (r reader) surelyDay(i int, cur *phrase) bool {
	prev, next := r.at(i-1), r.at(i+1)
	if (next.k == kEnd || next.k == kBreak) && prev.k != kGlue && prev.k != kArticle {
		return true
	}
	if prev.k != kGlue && prev.k != kArticle && (next.k == kMonth || next.k == kPart || r.is(i+1, kNum, kMonth) ||
		next.k == kPrep && next.n == 1 && (r.is(i+2, kNum) || r.is(i+2, kClock) || r.is(i+2, kNamed))) {
		return true // sat 5 dec, sun at 3
	}
	if prev.k == kPrep || prev.k == kRel || prev.k == kEvery || prev.k == kRequest || cur.slots != 0 {
		return true
	}
	return prev.k == kEnd && (next.k == kEnd || next.k == kBreak || next.k == kNum || next.k == kClock || next.k == kPrep)
}
