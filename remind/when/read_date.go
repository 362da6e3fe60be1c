package when

// date reads 2026-12-01, 2026年, 12月5号, 十二月廿五, 腊月二十三, 3月底, Dec 5th, 5 December.
func (r reader) date(i int, cur *phrase) (phrase, int) {
	t := r.at(i)
	switch t.k {
	case kDate:
		if t.n == 0 && (r.is(i+1, kUnit) || r.is(i+1, kArticle)) {
			return phrase{}, 0
		}
		p := phrase{slots: slotMonth | slotDom, month: t.m, doms: []int{t.q}}
		if t.n > 0 {
			p.slots, p.year = p.slots|slotYear, t.n
		}
		return r.withShift(p, i, 1)
	case kLunar:
		return r.lunarDay(i)
	case kLunarMonth:
		return r.monthDay(phrase{slots: slotMonth | slotLunar, lunar: true, month: t.n}, i, 1)
	case kMonth:
		return r.englishDate(i)
	case kNum:
		return r.numberDate(i, cur)
	}
	return phrase{}, 0
}

// lunarDay reads what follows 农历.
func (r reader) lunarDay(i int) (phrase, int) {
	p, n := r.date(i+1, nil)
	if n == 0 {
		if p, n = r.holidayName(i+1, nil); n == 0 {
			return phrase{slots: slotLunar, lunar: true}, 1
		}
	}
	if !p.has(slotHoliday) {
		p.slots, p.lunar = p.slots|slotLunar, true
	}
	return p, n + 1
}

// numberDate reads the dates that begin with a number.
func (r reader) numberDate(i int, cur *phrase) (phrase, int) {
	t, next := r.at(i), r.at(i+1)
	switch {
	case t.q == 1 && next.k == kDom && !r.is(i+2, kThing): // 12.5号
		if day := r.decimals(t); t.n >= 1 && t.n <= 12 && day >= 1 && day <= 31 {
			return r.withShift(phrase{slots: slotMonth | slotDom, month: t.n, doms: []int{day}}, i, 2)
		}
	case t.q != 0 && t.q < 1000 && next.k == kPart && (r.is(i+2, kNum, kOclock) || r.is(i+2, kClock)), t.q >= 1000 && next.k == kPart && (r.is(i+2, kNum, kOclock) || r.is(i+2, kClock)): // 11.30下午两点
		if day := r.decimals(t); t.n >= 1 && t.n <= 12 && day >= 1 && day <= 31 && t.to-t.from < 6 {
			return phrase{slots: slotMonth | slotDom, month: t.n, doms: []int{day}}, 1
		}
	case t.n > 12 && t.n < 100 && t.q == 0 && next.k == kUnit && next.n == unitMonth && r.is(i+2, kNum, kDom):
		return phrase{slots: slotVague}, 4 // 13月5号
	case t.ord || t.q != 0:
	case next.k == kUnit && next.n == unitYear && (t.m == 4 || t.n >= 1900) && t.n >= 1900 && t.n < 2200:
		return r.edgeAfter(phrase{slots: slotYear, year: t.n}, i, 2)
	case next.k == kUnit && next.n == unitYear && t.m == 2 && t.n > 20 && r.is(i+2, kNum, kUnit):
		return phrase{slots: slotYear, year: 2000 + t.n}, 2
	case next.k == kUnit && next.n == unitMonth && next.to-next.from == 1 && t.n >= 1 && t.n <= 12:
		return r.monthDay(phrase{slots: slotMonth, month: t.n}, i, 2)
	case next.k == kEdge && next.m == unitMonth && t.n >= 1 && t.n <= 12 && next.to-next.from == 2:
		if d := r.at(i + 2); next.n == 1 && d.k == kNum && d.n >= 1 && d.n <= 10 && !r.is(i+3, kOclock) { // 八月初三
			p := phrase{slots: slotMonth | slotDom | slotLunar, lunar: true, month: t.n, doms: []int{d.n}}
			if r.is(i-1, kLeap) {
				p.leap, p.back = true, 1
			}
			return r.withShift(p, i, 3)
		}
		return r.withShift(phrase{slots: slotMonth | slotDom, month: t.n, doms: []int{next.n}}, i, 2)
	}
	if t.isYear() && next.k == kMonth {
		return phrase{slots: slotYear, year: t.n}, 1
	} else if t.isYear() && cur != nil && cur.has(slotMonth) && cur.has(slotDom) && !cur.has(slotYear) && i-cur.to < 2 {
		return phrase{slots: slotYear, year: t.n}, 1
	}
	day := t.n >= 1 && t.n <= 31
	if p, n := r.splitDate(i); n > 0 && day {
		return p, n
	}
	j := i + r.daysTo(i)
	if r.is(j, kGlue) && r.at(j).n >= 4 || r.at(j).k == kAnd && r.at(j).n == 2 || r.is(j, kTo) && r.at(j).n == 1 {
		j++
	}
	if m := r.at(j); day && t.q == 0 && m.k == kMonth {
		p := phrase{slots: slotMonth | slotDom, month: m.n, doms: []int{t.n}}
		if n := r.daysTo(i); n > 1 {
			p.last = &phrase{slots: slotMonth | slotDom, month: m.n, doms: []int{r.at(i + n - 1).n}}
		}
		if y := r.at(j + 1); y.k == kNum && y.m == 2 && y.n > 12 && y.q == 0 && (r.is(j+2, kEnd) || r.is(j+2, kBreak)) { // 14 April 15
			p.slots, p.year = p.slots|slotYear, 2000+y.n
			return p, j + 2 - i
		}
		p, n := r.englishYear(p, i, j+1-i)
		return r.dateRange(p, i, n)
	}
	return phrase{}, 0
}

// decimals gives the digits behind the point of a number such as 12.5.
func (r reader) decimals(t token) int {
	frac, size := t.f-float64(t.n), t.to-t.from-2
	if t.n >= 10 {
		size--
	}
	for range size {
		frac *= 10
	}
	return int(frac + 0.5)
}

// monthDay reads the day behind a month: 5号, 五日, 十五, 初三, 底.
func (r reader) monthDay(p phrase, i, n int) (phrase, int) {
	j := i + n
	if r.at(i-1).k == kLeap {
		p.leap, p.lunar, p.slots, p.back = true, true, p.slots|slotLunar, 1
	}
	if r.is(j, kGlue) && r.at(j).n == 0 {
		j++
	}
	switch d, next := r.at(j), r.at(j+1); {
	case d.k == kLunarDay:
		p.slots, p.doms, p.lunar = p.slots|slotDom|slotLunar, []int{d.n}, true
		return r.withShift(p, i, j+1-i)
	case d.k == kNum && next.k == kDom && d.n >= 1 && d.n <= 39:
		p, m := r.domList(p, j)
		return r.withShift(p, i, j+m-i)
	case d.k == kEdge && d.m == -1:
		p.slots, p.doms = p.slots|slotDom, []int{d.n}
		return r.withShift(p, i, j+1-i)
	case d.k == kNum && d.n >= 1 && d.n <= 31 && !d.ord && d.q == 0 && r.listEnds(j+1) && !r.is(j+1, kNum) && !r.is(j+1, kThing):
		p.slots, p.doms = p.slots|slotDom, []int{d.n}
		return r.withShift(p, i, j+1-i)
	case d.k == kNum && d.n >= 10 && d.n <= 31 && d.m == 0 && r.is(j+1, kNum, kOclock): // 三月十五三点
		p.slots, p.doms = p.slots|slotDom, []int{d.n}
		return p, j + 1 - i
	}
	return p, n
}

// domList reads 1号、10号和20号 from its first number on.
func (r reader) domList(p phrase, i int) (phrase, int) {
	p.slots, p.doms = p.slots|slotDom, []int{r.at(i).n}
	n := 1
	if r.is(i+1, kDom) {
		n = 2
	}
	for len(p.doms) < 31 {
		sep, d := r.at(i+n), r.at(i+n+1)
		if sep.k == kAnd && d.k == kGlue && d.n == 3 && r.at(i+n+2).ord && r.at(i+n+2).day() && r.ordinalDay(i+n+2, &phrase{}) { // the 1st and the 15th
			d, n = r.at(i+n+2), n+1
		}
		if (sep.k == kTo || sep.k == kPastTo) && d.k == kNum && d.n > 0 && d.n <= 31 && r.is(i+n+2, kDom) { // 10号到15号
			p.last = &phrase{slots: p.slots &^ slotLunar, month: p.month, year: p.year, doms: []int{d.n}}
			return p, n + 3
		}
		if sep.k != kAnd || d.k != kNum || d.n < 1 || d.n > 31 || d.q != 0 {
			break
		}
		p.doms = append(p.doms, d.n)
		n += 2
		if r.is(i+n, kDom) {
			n++
		}
	}
	return p, n
}

// englishDate reads December 5th, 2026; Dec 5; May alone only as a month.
func (r reader) englishDate(i int) (phrase, int) {
	t := r.at(i)
	j := i + 1
	if r.is(j, kGlue) && r.at(j).n == 3 || r.at(j).k == kAnd && r.at(j).n == 2 || r.is(j, kBreak, kNum) && r.at(j).n != 1 && r.at(j).to-r.at(j).from == 1 {
		j++
	}
	p := phrase{slots: slotMonth, month: t.n}
	d := r.at(j)
	if d.k == kNum && d.n >= 1 && d.n <= 31 && d.q == 0 && d.m != 4 && !r.is(j+1, kMeridiem) && !r.is(j+1, kOclock) && !r.is(j+1, kUnit) {
		p.slots, p.doms = p.slots|slotDom, []int{d.n}
		p, n := r.englishYear(p, i, j+1-i)
		return r.dateRange(p, i, n)
	}
	if y, m := r.year(i + 1); m > 0 {
		p.slots, p.year = p.slots|slotYear, y
		return p, 1 + m
	}
	if prev := r.at(i - 1).k; t.m == 1 && prev != kPass && prev != kGlue && prev != kRel && prev != kEvery {
		return phrase{}, 0
	}
	return p, 1
}

// englishYear takes the year behind a date: , 2026.
func (r reader) englishYear(p phrase, i, n int) (phrase, int) {
	j := i + n
	if r.is(j, kBreak) && r.at(j).n == 0 && r.at(j).m == 0 || r.is(j, kAnd) && r.at(j).n == 2 || r.is(j, kTo) && r.at(j).n == 1 {
		j++
	}
	if r.is(j, kGlue) && r.at(j).n == 4 {
		j++
	}
	if y, m := r.year(j); m > 0 && !r.is(j+m, kMeridiem) {
		p.slots, p.year = p.slots|slotYear, y
		return p, j + m - i
	}
	return r.withShift(p, i, n)
}

// dayOfMonth reads 5号, 1号和15号, on the 5th, the 1st and 15th.
func (r reader) dayOfMonth(i int, cur *phrase) (phrase, int) {
	t, next := r.at(i), r.at(i+1)
	if t.k == kNum && t.n > 31 && t.n < 40 && next.k == kDom && next.m == 0 && !r.is(i+2, kThing) {
		return phrase{slots: slotVague}, 2 // 32号
	}
	if t.k != kNum || t.q != 0 || t.n < 1 || t.n > 31 {
		return phrase{}, 0
	}
	if next.k == kDom && !t.ord {
		if r.is(i+2, kThing) || r.at(i-1).k == kOrd {
			return phrase{}, 0
		}
		p, n := r.domList(phrase{}, i)
		return r.withShift(p, i, n)
	}
	if p, n := r.domList(phrase{}, i); n > 2 && r.at(i+n-1).k == kDom && r.at(i+1).k == kAnd { // 1、15号
		return p, n
	}
	if next.k == kGlue && next.n == 4 && r.is(i+2, kRel, kUnit) && r.at(i+3).n == unitMonth { // 20 of next month
		return phrase{slots: slotDom, doms: []int{t.n}}, 1
	}
	if next.k == kGlue && next.n == 3 && r.is(i+2, kRel, kUnit) {
		return phrase{slots: slotDom, doms: []int{t.n}}, 1
	}
	if !(t.ord || r.theDay(i)) || !r.ordinalDay(i, cur) {
		return phrase{}, 0
	}
	p, n := r.domList(phrase{}, i)
	if r.at(i+n).k == kUnit && r.at(i+n).n == unitDay {
		n++
	}
	return r.withShift(p, i, n)
}

// ordinalDay tells "on the 5th" from "the 5th customer".
func (r reader) ordinalDay(i int, cur *phrase) bool {
	prev, next := r.at(i-1), r.at(i+1)
	if prev.k == kGlue && prev.n == 3 {
		prev = r.at(i - 2)
	}
	if prev.k == kPrep && (prev.n == 2 || prev.n == 3) || cur.has(slotWd|slotEvery) {
		return true
	}
	switch next.k {
	case kEnd, kBreak, kPrep, kPastTo, kRequest, kAnd, kPart:
		return true
	case kGlue:
		return next.n == 4
	case kUnit:
		return next.n == unitDay
	}
	return false
}

// theDay reports a plain number that "the" makes a day: by the 24.
func (r reader) theDay(i int) bool {
	the, next := r.at(i-1), r.at(i+1)
	return the.k == kGlue && the.n == 3 && (next.k == kEnd || next.k == kBreak && next.n != 3 || next.k == kPrep && next.n == 1)
}

// nthDay reads 第一个周一, 最后一个工作日, the first Monday, 最后一天.
func (r reader) nthDay(i int, cur *phrase) (phrase, int) {
	t := r.at(i)
	nth, j := 0, i+1
	switch {
	case t.k == kLast && t.m == fromEnd && r.is(j, kDay) && r.at(j).m == nextDay: // 倒数第二天
		return phrase{slots: slotDom, doms: []int{-2}}, 2
	case t.k == kLast && t.m == fromEnd:
		if !r.is(j, kOrd, kNum) {
			return phrase{}, 0
		}
		nth, j = -r.at(j+1).n, j+2
	case t.k == kLast:
		nth = -1
		if r.is(j, kNum) && r.at(j).n == 1 {
			j++
		}
	case t.k == kOrd && r.is(j, kNum):
		nth, j = r.at(j).n, j+1
	case t.k == kNum && t.ord && (r.is(i+1, kLast) || r.is(i+1, kPastTo, kLast) && r.at(i+1).n < 0): // fifth last, second to last
		if nth, j = -t.n, i+2; r.is(i+1, kPastTo) {
			j++
		}
	case t.k == kNum && t.ord:
		nth = t.n
	}
	if nth == 0 {
		return phrase{}, 0
	}
	if r.is(j, kGe) {
		j++
	}
	p := phrase{slots: slotNth, nth: nth}
	definite := t.m != 1 || t.k != kLast || r.ofMonth(j+1) || cur.has(slotEvery)
	switch d := r.at(j); {
	case nth > 31 || nth < -5 && d.k != kUnit || nth > 5 && d.k == kWeekday || nth > 23:
		return phrase{}, 0
	case d.k == kWeekday && definite:
		p.slots, p.wd = p.slots|slotWd, d.n
	case d.k == kWeekend && r.ofMonth(j+1) && nth <= 5: // the last weekend of October
		p.slots, p.wd = p.slots|slotWd, 1<<5
	case d.k == kBusiness && definite:
		p.business = true
	case d.k == kUnit && d.n == unitDay && definite && nth >= -10:
		p = phrase{slots: slotDom, doms: []int{nth}}
		if n := r.ofYear(j + 1); n > 0 { // of the year
			p.slots, p.month = p.slots|slotMonth, 1
			if nth < 0 {
				p.month = 12
			}
			j += n
		}
	default:
		return phrase{}, 0
	}
	if r.is(j+1, kGlue, kUnit) && r.at(j+1).n == 4 && r.at(j+2).n == unitMonth && !(r.is(j+3, kAfter) && r.at(j+3).n == 9) { // of the month
		j += 2
	}
	return p, j + 1 - i
}

// ofYear gives the tokens of "of the year"; of "of next year" and "of 2028" only the first, since
// the rest says which.
func (r reader) ofYear(i int) int {
	t, u := r.at(i), r.at(i+1)
	if t.k != kGlue || t.n != 4 {
		return 0
	}
	if u.k == kRel && r.is(i+2, kUnit) && r.at(i+2).n == unitYear {
		return 1
	}
	if _, n := r.year(i + 1); n > 0 {
		return 1
	}
	if u.k == kUnit && u.n == unitYear {
		return 2
	}
	return 0
}

// ofMonth reports "of March", "of the month" behind an English "last Monday".
func (r reader) ofMonth(i int) bool {
	t := r.at(i)
	return t.k == kGlue && (t.n == 4 || t.n == 5) || t.k == kPass && t.m == 2 || t.k == kEvery
}
