package when

// reader reads tokens. Its methods look at index i and give an atom (a phrase with few slots)
// and how many tokens it took; 0 = nothing there.
type reader struct{ t []token }

// at gives the token at i, kEnd outside.
func (r reader) at(i int) token {
	if i < 0 || i >= len(r.t) {
		return token{k: kEnd}
	}
	return r.t[i]
}

// is reports that the tokens from i on are of the kinds given.
func (r reader) is(i int, kinds ...kind) bool {
	for j, k := range kinds {
		if r.at(i+j).k != k {
			return false
		}
	}
	return true
}

// atom reads one piece of a time expression. cur is the phrase that is open before it.
func (r reader) atom(i int, cur *phrase) (phrase, int) {
	switch t := r.at(i); t.k {
	case kOther, kBreak, kFiller, kGlue, kPrep, kAnd, kRequest, kPolite, kThing:
		return phrase{}, 0
	case kVague:
		return r.vague(i)
	case kAfter:
		if t.n == 8 { // later
			return phrase{slots: slotVague}, 1
		}
		return phrase{}, 0
	case kNow:
		return phrase{slots: slotNow}, 1
	case kSame:
		return phrase{slots: slotSame}, 1
	case kGone:
		return phrase{slots: slotGone}, 1
	case kZone:
		return r.zoneName(i, cur)
	case kEvery, kRecur, kTimes:
		return r.recurrence(i)
	case kRun, kRel:
		if p, n := r.daysRunning(i); n > 0 {
			return p, n
		}
	case kAhead, kExcept:
		return r.bending(i)
	case kDay:
		return r.dayWord(i, cur)
	case kPart:
		return r.partOfDay(i, cur)
	case kPass:
		if p, n := r.afterHoliday(i); n > 0 {
			return p, n
		}
	case kDone:
		if t.m == passed && r.holidayAt(i+1) >= 0 { // 过了元旦
			return phrase{slots: slotShift, shift: 1, after: true}, 1
		}
	case kBefore:
		if p, n := r.beforeHoliday(i); n > 0 {
			return p, n
		}
	case kUnit:
		if p, n := r.newYearOnly(i); n > 0 {
			return p, n
		}
	}
	for _, read := range []func(int, *phrase) (phrase, int){
		r.skipping, r.beside, r.daysBeside, r.afterNextUnit, r.quarterOf, r.weekNumber, r.distance, r.date, r.nthDay, r.relative, r.weekdays, r.clockTime, r.dayOfMonth, r.holidayName, r.edgeOf,
	} {
		if p, n := read(i, cur); n > 0 {
			return p, n
		}
	}
	return phrase{}, 0
}

func (r reader) vague(i int) (phrase, int) {
	t, next, prev := r.at(i), r.at(i+1).k, r.at(i-1).k
	if t.m == newYearOver && r.is(i+1, kOrd, kNum, kUnit) && r.at(i+3).n == unitDay {
		return phrase{slots: slotHoliday | slotShift, holiday: springFestival, shift: r.at(i + 2).n, after: true}, 4
	}
	content := false
	switch t.m {
	case 1:
		content = next != kRequest && prev != kRequest && next != kEnd
	case early: // 早点打烊; but 早点提醒我
		ends := next == kEnd || next == kBreak || next == kAsk || next == kFiller || next == kPolite
		content = next != kRequest && !(ends && (prev == kRequest || prev == kEnd))
	case closing: // 打烊的时候 is a time, 提醒我打烊 is none
		content = next != kRequest && next != kBefore && next != kAfter && next != kGlue
	}
	if content {
		return phrase{}, 0
	}
	return phrase{slots: slotVague}, 1
}

// newYearOnly reads 年前 and 年后, before and after the Spring Festival: no day is said.
func (r reader) newYearOnly(i int) (phrase, int) {
	prev := r.at(i - 1).k
	if r.at(i).n != unitYear || !r.is(i+1, kBefore) && !r.is(i+1, kAfter) || r.at(i+1).to-r.at(i).from != 2 {
		return phrase{}, 0
	}
	if prev == kNum || prev == kGe || prev == kHalf || prev == kFew || prev == kRel {
		return phrase{}, 0
	}
	return phrase{slots: slotVague}, 2
}

// zoneName reads 北京时间, UTC, UTC+8. Codes count only behind a time.
func (r reader) zoneName(i int, cur *phrase) (phrase, int) {
	t := r.at(i)
	z := zones[t.n]
	if t.m == 2 && (!cur.has(slotClock) || r.at(i-1).to != t.from) {
		return phrase{}, 0
	}
	if t.m == 1 && (!cur.has(slotClock|slotPart) || i-cur.to > 1) {
		return phrase{}, 0
	}
	sign := r.at(i + 1)
	if t.m == 1 && z.iana == "UTC" && (sign.k == kPass && sign.m == 3 || sign.k == kTo && sign.n == 1) &&
		r.at(i+2).k == kNum && r.at(i+2).n <= 14 {
		hours := r.at(i + 2).f
		if sign.k == kTo {
			hours = -hours
		}
		return phrase{slots: slotZone, zone: offsetZone(hours)}, 3
	}
	if t.m == 1 && z.iana == "UTC" && r.is(i+2, kClock) { // UTC+5:30
		if zone, n := r.isoOffset(i + 1); n > 0 {
			return phrase{slots: slotZone, zone: zone}, 1 + n
		}
	}
	return phrase{slots: slotZone, zone: z.location()}, 1
}

func (r reader) dayWord(i int, cur *phrase) (phrase, int) {
	t := r.at(i)
	if t.m == sameDay && cur.has(slotsDay) && cur.to == i { // 春节当天
		cur.to = i + 1
		return phrase{}, 0
	}
	if t.m >= nextDay {
		t.m = 0
	}
	p := phrase{slots: slotRel, rel: t.n, part: t.m}
	if t.m != 0 {
		p.slots |= slotPart
	}
	return r.withShift(p, i, 1)
}

// partOfDay reads 下午. A single 早 or 晚 needs a time behind it or a day before it.
func (r reader) partOfDay(i int, cur *phrase) (phrase, int) {
	t := r.at(i)
	p := phrase{slots: slotPart, part: t.n, cantonese: t.m == 1000}
	next := r.at(i + 1)
	switch {
	case t.m == 1 && !(next.k == kNum || next.k == kClock || cur.has(slotsDay|slotEvery) && cur.to == i):
		return phrase{}, 0
	case t.m == 2 && !(next.k == kAfter || cur.has(slotsDay|slotEvery) && (cur.to == i || cur.to == i-1 && r.is(i-1, kPrep))):
		return phrase{}, 0
	case t.m == 3 && !(cur.has(slotsDay|slotEvery) && cur.to == i || next.k == kDay || next.k == kWeekday || next.k == kPrep && r.dayFollows(i+2)):
		return phrase{}, 0
	}
	if q, n := r.nextTo(i+1, 1); n > 0 { // the night before Christmas
		p.slots, p.shift = p.slots|slotShift, q.shift
		return p, 1 + n
	}
	return p, 1
}

// withShift reads what may follow a day: 前三天, 前一天, 后第一天, 后两天.
func (r reader) withShift(p phrase, i, n int) (phrase, int) {
	j := i + n
	if r.at(j).k == kGlue && r.at(j).n == 0 && (r.is(j+1, kBefore) || r.is(j+1, kAfter)) {
		j++
	}
	t := r.at(j)
	plus := t.k == kPass && t.m == 3 && r.is(j+1, kNum, kUnit) // next Tuesday +10 days
	if t.k != kBefore && !(t.k == kAfter && t.n == 0) && !plus {
		return p, n
	}
	sign := map[kind]int{kBefore: -1, kAfter: 1, kPass: 1}[t.k]
	k := j + 1
	if r.is(k, kGlue) && r.at(k).n == 0 && p.has(slotHoliday) { // 国庆后的第一天
		k++
	}
	if r.is(k, kDay) && r.at(k).m == nextDay && p.has(slotHoliday) && !plus { // 元旦过后第二天
		p.slots |= slotShift
		p.shift, p.after = 2*sign, sign > 0
		return p, k + 1 - i
	}
	if r.is(k, kOrd) {
		k++
	}
	if r.is(k, kNum, kDom) && r.at(k+1).m == 1 && r.at(k).n < 100 && p.has(slotHoliday|slotLunar) { // 中秋前三日
		p.slots |= slotShift
		p.shift, p.after = sign*r.at(k).n, sign > 0
		return p, k + 2 - i
	}
	if r.is(k, kNum, kUnit) && r.at(k).n < 100 && (r.at(k+1).n == unitDay || r.at(k+1).n == unitWeek) {
		days := r.at(k).n
		if r.at(k+1).n == unitWeek {
			days *= 7
		}
		p.slots |= slotShift
		p.shift, p.after = sign*days, sign > 0
		return p, k + 2 - i
	}
	if q, n := r.spanBeside(p, k, sign); n > 0 && !plus {
		return q, k + n - i
	}
	if q, n := r.seekBeside(p, k, sign); n > 0 && !plus {
		return q, k + n - i
	}
	if !plus && (p.has(slotHoliday) || sign > 0 && p.has(slotDom|slotWd|slotWeek)) {
		p.slots |= slotShift
		p.shift, p.after = sign, sign > 0
		return p, j + 1 - i
	}
	return p, n
}
