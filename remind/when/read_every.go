package when

// recurrence reads 每周, 每两周, 每隔一天, 每晚, 天天, every other, weekly, once a month, twice a week.
func (r reader) recurrence(i int) (phrase, int) {
	t := r.at(i)
	switch t.k {
	case kRecur:
		p := phrase{slots: slotEvery, every: every{t.n, t.m}}
		return r.timesAfter(p, i, 1)
	case kTimes:
		return r.times(i)
	}
	if t.m == 3 { // per: only behind a count
		return phrase{}, 0
	}
	j, interval := i+1, 1
	gap := t.m == 1
	if r.is(j, kGe) {
		j++
	}
	switch n := r.at(j); {
	case n.k == kAlternate:
		interval, j = 2, j+1
	case n.k == kNum && n.ord && r.is(j+1, kWeekday) && n.n == 2 && !r.ofMonth(j+2):
		interval, j = 2, j+1
	case n.k == kNum && n.ord && r.is(j+1, kUnit) && n.n < 100:
		interval, j = n.n, j+1
	case n.k == kNum && !n.ord && n.n > 0 && n.n <= 400 && r.everyUnit(j+1) > 0:
		interval, j = n.n, j+r.everyUnit(j+1)
		if gap {
			interval++
		}
	case n.k == kHalf:
		return r.everyHalf(i, j+1)
	case gap && n.k == kUnit:
		interval = 2
	}
	return r.everyWhat(i, j, interval)
}

// everyUnit reports how many tokens on the unit stands behind a number (两个月), 0 for none.
func (r reader) everyUnit(i int) int {
	if r.is(i, kGe, kUnit) {
		return 2
	}
	u := r.at(i)
	chineseMonth := u.k == kUnit && u.n == unitMonth && u.to-u.from == 1 && u.m == 0
	if u.k == kUnit && !chineseMonth {
		return 1
	}
	return 0
}

// everyHalf reads 每半年, 每半个月, 每半小时.
func (r reader) everyHalf(i, j int) (phrase, int) {
	if r.is(j, kGe) {
		j++
	}
	u := r.at(j)
	if u.k != kUnit {
		return phrase{}, 0
	}
	p := phrase{slots: slotEvery, every: every{u.n, 1}}
	switch u.n {
	case unitYear:
		p.every = every{unitQuarter, 2}
	case unitMonth:
		p.slots, p.doms = p.slots|slotDom, []int{1, 15}
	case unitDay, unitWeek, unitQuarter:
		p.every.unit = unitHour
	}
	return p, j + 1 - i
}

// everyWhat reads what recurs: a unit, weekdays, a part of the day, a date, a holiday.
func (r reader) everyWhat(i, j, interval int) (phrase, int) {
	p := phrase{slots: slotEvery, every: every{unitWeek, interval}}
	switch t := r.at(j); {
	case t.k == kUnit:
		p.every.unit = t.n
		if t.n == unitFortnight {
			p.every = every{unitWeek, 2 * interval}
		}
		return r.everyEdge(p, i, j+1-i)
	case t.k == kDom && t.m == 1:
		p.every.unit = unitDay
		return p, j + 1 - i
	case t.k == kWeekend:
		p.slots, p.wd = p.slots|slotWd, 3<<5
		return p, j + 1 - i
	case t.k == kBusiness:
		p.slots, p.wd = p.slots|slotWd, 31
		return p, j + 1 - i
	case t.k == kWeekday:
		q, n := r.weekdays(j, &phrase{slots: slotEvery})
		q.slots, q.every, q.plural = q.slots|slotEvery, p.every, false
		return q, j + n - i
	case t.k == kPart, t.k == kDay && t.n == 0, t.k == kNamed:
		p.every.unit = unitDay
		return p, j - i
	case t.k == kEdge && t.m == -1 && r.is(j+1, kUnit): // every end of month
		return r.everyEdgeOf(p, i, j)
	case t.k == kEdge && t.m == unitMonth && t.n == 1 && r.is(j+1, kNum) && r.at(j+1).n <= 10: // 每月初一
		return r.lunarDays(i, j+2)
	case t.k == kEdge:
		return r.everyEdge(p, i, j-i)
	case t.k == kQuarter, t.k == kHoliday, t.k == kMonth, t.k == kLunar, t.k == kLunarMonth, t.k == kDate:
		p.every.unit = unitYear
		return p, j - i
	case t.k == kLunarDay:
		return r.lunarDays(i, j+1)
	case t.k == kNum && !t.ord && r.is(j+1, kUnit) && r.at(j+1).n == unitMonth: // 每12月5号
		p.every.unit = unitYear
		return p, j - i
	case t.k == kLast && (r.is(j+1, kWeekday) || r.is(j+1, kBusiness)), t.k == kNum && (r.is(j+1, kDom) || t.ord):
		p.every.unit = unitMonth
		return p, j - i
	}
	return phrase{}, 0
}

// lunarDays takes the second day of 每月初一、十五, which no rule can say.
func (r reader) lunarDays(i, j int) (phrase, int) {
	if r.is(j, kAnd) && (r.is(j+1, kNum) || r.is(j+1, kLunarDay)) {
		j++
	}
	if r.is(j, kNum) || r.is(j, kLunarDay) {
		j++
	}
	return phrase{slots: slotVague}, j - i
}

// everyEdgeOf reads "end of month" at j, behind every.
func (r reader) everyEdgeOf(p phrase, i, j int) (phrase, int) {
	edge := r.at(j).n
	switch p.every.unit = r.at(j + 1).n; p.every.unit {
	case unitMonth:
		p.slots, p.doms = p.slots|slotDom, []int{edge}
	case unitQuarter:
		p.edge = edge
	case unitYear:
		p = yearEdge(p, edge)
	case unitWeek:
		p.slots, p.wd = p.slots|slotWd, weekEdge(edge)
	default:
		return phrase{}, 0
	}
	return p, j + 2 - i
}

// everyEdge takes what follows the unit: 每月底, 每季度末, 每周两次, 每周的周五 (month of ...).
func (r reader) everyEdge(p phrase, i, n int) (phrase, int) {
	e := r.at(i + n)
	if e.k == kEdge && e.m == -1 && e.to-e.from > 1 {
		return r.timesAfter(p, i, n)
	}
	if e.k == kEdge {
		n++
		unit := p.every.unit
		if e.m != -1 {
			unit = e.m
		}
		p.every.unit = unit
		switch unit {
		case unitMonth:
			p.slots, p.doms = p.slots|slotDom, []int{e.n}
		case unitQuarter:
			p.edge = e.n
		case unitYear:
			p = yearEdge(p, e.n)
		}
	}
	return r.timesAfter(p, i, n)
}

// timesAfter looks for 两次 behind the unit: more than once names no time.
func (r reader) timesAfter(p phrase, i, n int) (phrase, int) {
	for j := i + n; j < i+n+3; j++ {
		t, c := r.at(j), r.at(j+1)
		if t.k == kTimes && t.n > 1 || t.k == kNum && t.n > 1 && c.k == kTimes && c.n == 0 {
			return phrase{slots: slotVague}, n
		}
		if t.k != kRequest && t.k != kPolite {
			break
		}
	}
	if r.is(i+n, kNum, kTimes) && r.at(i+n).n == 1 {
		n += 2
	}
	return p, n
}

// times reads once a month, twice a week, three times a day, 一周一次.
func (r reader) times(i int) (phrase, int) {
	t := r.at(i)
	count, j := t.n, i+1
	if count == 0 && r.at(i-1).k == kNum {
		count = r.at(i - 1).n
	}
	if count == 0 {
		return phrase{}, 0
	}
	if r.is(j, kArticle) || r.is(j, kEvery) {
		j++
	} else if t.to-t.from > 1 {
		return phrase{}, 0
	}
	u, back := r.at(j), 0
	if t.to-t.from > 1 && r.at(i-1).k == kNum && t.n == 0 {
		back = 1
	}
	if t.to-t.from == 1 { // 一周一次: the unit stands before
		back = 3
		u = r.at(i - 2)
		j = i
		if p := r.at(i - 3); u.k != kUnit || p.k != kNum && p.k != kGe {
			return phrase{}, 0
		}
		if of := r.at(i + 1); of.k == kGlue && of.n == 0 && r.is(i+2, kOther) {
			return phrase{}, 0 // 四年一回的活动: it tells of the thing
		}
	}
	if u.k != kUnit {
		return phrase{}, 0
	}
	if count > 1 {
		return phrase{slots: slotVague, back: back}, j + 1 - i
	}
	interval := 1
	if n := r.at(i - 3); back == 3 && n.k == kNum && n.n > 0 && n.n <= 400 { // 两周一次
		interval = n.n
	}
	return phrase{slots: slotEvery, every: every{u.n, interval}, back: back}, j + 1 - i
}

// skipping reads 隔周五 and 隔周: every other week.
func (r reader) skipping(i int, _ *phrase) (phrase, int) {
	if r.at(i).k != kPass || r.at(i).m != 4 {
		return phrase{}, 0
	}
	switch next := r.at(i + 1); {
	case next.k == kWeekday:
		return phrase{slots: slotEvery | slotWd, every: every{unitWeek, 2}, wd: next.n}, 2
	case next.k == kUnit && (next.n == unitWeek || next.n == unitMonth):
		return phrase{slots: slotEvery, every: every{next.n, 2}}, 2
	}
	return phrase{}, 0
}
