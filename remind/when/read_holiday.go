package when

// holidayName reads 国庆, 国庆第三天, 国庆后第一天, 大年初八, 初五, the National Day holiday.
func (r reader) holidayName(i int, cur *phrase) (phrase, int) {
	t := r.at(i)
	switch {
	case t.k == kLunarDay:
		p := phrase{slots: slotDom | slotLunar, doms: []int{t.n}, lunar: true}
		if t.m > 0 {
			p.slots, p.month = p.slots|slotMonth, t.m
		}
		return r.withShift(p, i, 1)
	case t.k != kHoliday || r.foreign(i):
		return phrase{}, 0
	}
	p := phrase{slots: slotHoliday, holiday: t.n}
	n := 1
	for r.is(i+n, kOther) && r.at(i+n).m == daysOff {
		n++
	}
	if over := r.at(i + n); over.k == kOther && over.m == daysOver {
		p.slots, p.shift, p.after, n = p.slots|slotShift, 1, true, n+1
		if d, m := r.ordinalOfDay(i + n); m > 0 {
			p.shift, n = d, n+m
		}
		return p, n
	}
	if cur != nil && cur.has(slotShift) {
		p.after = n > 1 && !r.partOf(i) && (cur.shift > 0 || cur.seek.dir > 0)
		if d, m := r.ordinalOfDay(i + n); m > 0 && cur.after { // 过完春节第一天
			cur.shift = d
			return p, n + m
		}
	}
	if d, m := r.ordinalOfDay(i + n); m > 0 {
		p.slots |= slotShift
		p.shift = d - 1
		return p, n + m
	}
	if r.is(i+n, kLast) && r.is(i+n+1, kNum, kUnit) && r.at(i+n+2).n == unitDay {
		p.slots |= slotShift
		p.shift = holidays[t.n].rest - 1
		return p, n + 3
	}
	j := i + n
	if r.is(j, kPass) && r.at(j).m == 2 || r.is(j, kGlue) && r.at(j).n == 4 { // in 2027, of 2027
		j++
	}
	if y, m := r.year(j); m > 0 {
		p.slots, p.year, n = p.slots|slotYear, y, j+m-i
	}
	return r.withShift(p, i, n)
}

// ordinalOfDay reads 第三天 and 第二天: which day, and its tokens.
func (r reader) ordinalOfDay(i int) (day, n int) {
	if r.is(i, kOrd, kNum, kUnit) && r.at(i+2).n == unitDay {
		return r.at(i + 1).n, 3
	}
	if r.is(i, kDay) && r.at(i).m == nextDay {
		return 2, 1
	}
	return 0, 0
}

// foreign reports that the holiday at i is one of a calendar that is not known here: 犹太新年,
// 以色列的国庆节, and every 新年 with a word of its own in front.
func (r reader) foreign(i int) bool {
	prev := r.at(i - 1)
	if prev.k == kForeign || r.at(i-2).k == kForeign && r.at(i-2).m == 0 || r.at(i-3).k == kForeign && r.at(i-3).m == 0 {
		return true
	}
	return r.at(i).m == adjoining && prev.k == kOther && prev.m == 0 && prev.to == r.at(i).from
}

// partOf reports "of" in front of the holiday at i: a day of it, not one that counts from it.
func (r reader) partOf(i int) bool {
	prev := r.at(i - 1)
	if prev.k == kGlue && prev.n == 3 {
		prev = r.at(i - 2)
	}
	return prev.k == kGlue && prev.n == 4
}

// beforeHoliday reads the "before" of "before the National Day holiday": the day before.
func (r reader) beforeHoliday(i int) (phrase, int) {
	if t := r.at(i); t.to-t.from < len("before") || r.is(i-1, kUnit) || r.holidayAt(i+1) < 0 {
		return phrase{}, 0
	}
	return phrase{slots: slotShift, shift: -1}, 1
}

// holidayAt gives the place of the holiday at i, articles aside; -1 for none.
func (r reader) holidayAt(i int) int {
	for r.is(i, kGlue) && r.at(i).n == 3 || r.is(i, kRel) && r.at(i).n >= 0 {
		i++
	}
	if r.is(i, kHoliday) && !r.foreign(i) {
		return i
	}
	return -1
}

// afterHoliday reads the "after" of "after the National Day holiday": from the end of the days off.
func (r reader) afterHoliday(i int) (phrase, int) {
	if t := r.at(i); t.n != 2 || t.m != 0 || r.is(i-1, kUnit) || r.holidayAt(i+1) < 0 {
		return phrase{}, 0
	}
	return phrase{slots: slotShift, shift: 1, after: true}, 1
}

// daysBeside reads what counts from a holiday behind it: the first day after, the first working day
// after, the last day before, the second day of.
func (r reader) daysBeside(i int, _ *phrase) (phrase, int) {
	t, n := r.at(i), 0
	switch {
	case t.k == kNum && t.ord && t.n > 0 && t.n <= 60:
		n = t.n
	case t.k == kLast && t.m == 1:
		n = -1
	default:
		return phrase{}, 0
	}
	day, tail := r.at(i+1), r.at(i+2)
	if day.k != kBusiness && !(day.k == kUnit && day.n == unitDay) {
		return phrase{}, 0
	}
	h := r.holidayAt(i + 3)
	if h < 0 {
		return phrase{}, 0
	}
	switch {
	case tail.k == kPass && tail.n == 2 && n > 0 && day.k == kBusiness:
		return phrase{slots: slotShift, after: true, seek: seek{31, n, 1}}, 3
	case tail.k == kPass && tail.n == 2 && n > 0:
		return phrase{slots: slotShift, shift: n, after: true}, 3
	case tail.k == kBefore && day.k == kBusiness:
		return phrase{slots: slotShift, seek: seek{31, max(n, 1), -1}}, 3
	case tail.k == kBefore:
		return phrase{slots: slotShift, shift: -max(n, 1)}, 3
	case tail.k == kGlue && tail.n == 4 && day.k == kUnit && n > 0:
		return phrase{slots: slotShift, shift: n - 1}, 3
	case tail.k == kGlue && tail.n == 4 && day.k == kUnit:
		return phrase{slots: slotShift, shift: holidays[r.at(h).n].rest - 1}, 3
	}
	return phrase{}, 0
}

// spanBeside reads the span of 母亲节前一个礼拜 and 春节前半个月 at i.
func (r reader) spanBeside(p phrase, i, sign int) (phrase, int) {
	if !r.is(i, kNum, kGe) && !r.is(i, kHalf, kGe) || !p.has(slotHoliday|slotLunar|slotDom) {
		return p, 0
	}
	s, few, n := r.span(i)
	switch {
	case n == 0 || few || s.elapsed > 0 || s.business > 0 || s.days > 366:
		return p, 0
	case s.months == 0:
		p.slots |= slotShift
		p.shift, p.after = sign*s.days, sign > 0
	case sign > 0:
		return p, 0
	default:
		p.slots, p.lead = p.slots|slotLead, s
	}
	return p, n
}

// seekBeside reads what follows 国庆后 or 春节前 at i: 第一个工作日, 最后一个周五. The 第 is read already.
func (r reader) seekBeside(p phrase, i, sign int) (phrase, int) {
	n, j := 0, i
	switch t := r.at(i); {
	case !p.has(slotHoliday):
	case t.k == kNum && t.n >= 1 && t.n <= 9 && (r.is(i-1, kOrd) || t.ord):
		n, j = t.n, i+1
	case t.k == kLast && sign < 0:
		if n, j = 1, i+1; r.is(j, kNum) && r.at(j).n == 1 {
			j++
		}
	}
	if r.is(j, kGe) {
		j++
	}
	mask := 31
	switch t := r.at(j); {
	case n == 0, t.k != kBusiness && t.k != kWeekday:
		return p, 0
	case t.k == kWeekday:
		mask = t.n
	}
	p.slots |= slotShift
	p.seek, p.after = seek{mask, n, sign}, sign > 0
	return p, j + 1 - i
}

// afterNextUnit reads the week after next, the month after next.
func (r reader) afterNextUnit(i int, _ *phrase) (phrase, int) {
	if t := r.at(i + 1); !r.is(i, kUnit) || t.k != kAfter || t.n != 9 {
		return phrase{}, 0
	}
	switch r.at(i).n {
	case unitWeek:
		return phrase{slots: slotWeek, week: 2}, 2
	case unitMonth:
		return phrase{slots: slotMonth, month: 2, monthRel: true}, 2
	case unitQuarter:
		return phrase{slots: slotQuarter, quarter: 2}, 2
	case unitYear:
		return phrase{slots: slotYear, year: 2, yearRel: true}, 2
	}
	return phrase{}, 0
}
