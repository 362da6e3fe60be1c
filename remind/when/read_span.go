package when

import "time"

// distance reads 三天后, 过半小时, 五天内, in two hours, 2 weeks from now, three days ago; and, before
// a day, two days before Christmas.
func (r reader) distance(i int, cur *phrase) (phrase, int) {
	j, sign := r.direction(i)
	if p, n := r.weekdaysAway(i); n > 0 {
		return p, n
	}
	switch {
	case sign > 0:
		if s, n := r.minutesAlone(j); n > 0 && r.at(i).m == 2 && r.at(i).n == 0 {
			return phrase{slots: slotSpan, span: s}, j + n - i
		}
	case sign == 0 && r.hoursSaid(i, cur):
		return phrase{}, 0
	}
	s, few, n := r.span(j)
	if n == 0 {
		return phrase{}, 0
	}
	j += n
	tail := r.at(j)
	if sign == 0 && r.clockFrom(tail, j+1) {
		return phrase{}, 0
	}
	if p, n := r.besideClock(s, j, cur); n > 0 && sign == 0 && !few {
		return p, j + n - i
	}
	if r.leadEnds(j) && sign == 0 && !few {
		return phrase{slots: slotLead, lead: s}, j + 1 - i
	}
	switch {
	case tail.k == kAgo, tail.k == kBefore && sign <= 0 && !r.dayFollows(j+1):
		s, sign, j = s.times(-1), -1, j+1
	case sign < 0:
		s = s.times(-1)
	case sign == 0 && s.months == 0 && s.elapsed == 0 && r.countsFrom(i, j, s.days):
		if tail.k == kBefore {
			s = s.times(-1)
		}
		return phrase{slots: slotShift, shift: s.days}, j + 1 - i
	case tail.k == kAfter && tail.n != 9 && (tail.n != 8 || sign == 0):
		sign, j = 1, j+1
	case tail.k == kWithin:
		sign, j = 1, j+1
	}
	if few {
		if sign == 0 {
			return phrase{}, 0
		}
		return phrase{slots: slotVague}, j - i
	}
	switch {
	case sign != 0:
		return phrase{slots: slotSpan, span: s}, j - i
	case s.elapsed > 0 && s.days == 0 && s.months == 0:
		return phrase{slots: slotBareSpan, span: s}, j - i
	}
	return phrase{}, 0
}

// direction reads the word before a distance: in, within about, the next, the last. It gives
// where the distance begins, and 1, -1 or 0 when nothing is said.
func (r reader) direction(i int) (j, sign int) {
	t, u := r.at(i), r.at(i+1)
	switch {
	case t.k == kPass:
		j, sign = i+1, 1
	case t.k == kRel && (t.n == 1 || t.n == 9) && t.m == -1 && t.to-t.from > 2:
		j, sign = i+1, 1
	case t.k == kLast && t.m == 1, t.k == kPastTo && t.m == 1:
		j, sign = i+1, -1
	case t.k == kNum && u.k == kRel && (u.n == 1 || u.n == 9): // two coming weeks
		return i, 1
	default:
		return i, 0
	}
	for sign > 0 && (r.is(j, kPrep) && r.at(j).n == 5 || r.is(j, kTo) && r.at(j).n == 1 || r.is(j, kGlue) && r.at(j).n == 2) {
		j++
	}
	return j, sign
}

// countsFrom reports "two days before" and "a week from" with a day behind them at j, and "a week
// on" with a weekday.
func (r reader) countsFrom(i, j, days int) bool {
	switch tail := r.at(j); {
	case tail.k == kPrep && tail.n == 2:
		return days > 0 && days%7 == 0 && r.is(j+1, kWeekday) && !r.is(i-1, kPrep)
	case tail.k == kBefore, tail.k == kFrom, tail.k == kPass && tail.n == 2:
		lasts := r.at(i-1).k == kPrep && r.at(i-1).n == 4 // for ten days from Friday
		return !lasts && r.dayFollows(j+1)
	}
	return false
}

// hoursSaid reports hours that are a clock time, no distance: Thursday 8h, 1900 hours.
func (r reader) hoursSaid(i int, cur *phrase) bool {
	u := r.at(i + 1)
	if r.at(i).k != kNum || u.k != kUnit || u.n != unitHour {
		return false
	}
	return u.m == 9 && cur.has(slotWd|slotRel|slotDom) && cur.to == i && !r.is(i+2, kAfter) || r.at(i).m == 4 && r.fourDigits(i, cur)
}

// besideClock reads what follows the distance s in "an hour before noon", "10 minutes after 5pm":
// the clock time that is meant.
func (r reader) besideClock(s span, i int, cur *phrase) (phrase, int) {
	tail, minutes := r.at(i), int(s.elapsed/time.Minute)
	before := tail.k == kBefore && (tail.to-tail.from == len("before") || tail.to-tail.from == len("before the"))
	if s.elapsed <= 0 || s.elapsed%time.Minute != 0 || minutes >= 12*60 || s.days != 0 || s.months != 0 || !before && !(tail.k == kPass && tail.n == 2) {
		return phrase{}, 0
	}
	j := i + 1
	if r.at(j).k == kGlue && r.at(j).n == 3 {
		j++
	}
	c, n := r.clock(j, cur)
	if n == 0 || !before && !c.exact {
		return phrase{}, 0
	}
	n += j - i - 1
	w := c.wall(cur.part)
	total := w.h*60 + w.m + 24*60*w.days
	if before {
		minutes = -minutes
	}
	if total += minutes; total < 0 || total > 24*60 {
		return phrase{}, 0
	}
	return phrase{slots: slotClock, clocks: []clock{{h: total / 60, m: total % 60, s: w.s, exact: true, half: 1}}}, 1 + n
}

// minutesAlone reads the number of "in 15", which ends its clause, and of in 15' and in 15".
func (r reader) minutesAlone(i int) (span, int) {
	t, next := r.at(i), r.at(i+1)
	if t.k != kNum || t.ord || t.q != 0 || t.n < 1 || t.n > 120 {
		return span{}, 0
	}
	if next.k == kBreak && next.m > 0 && next.from == t.to {
		unit := map[int]int{1: unitMinute, 2: unitSecond}[next.m]
		s, _ := scale(t.f, unit)
		return s, 2
	}
	ends := next.k == kEnd || next.k == kBreak && next.n != 3 && r.at(i+2).k != kNum || next.k == kRequest || next.k == kPolite
	if !ends || t.to-t.from < 2 {
		return span{}, 0
	}
	return span{elapsed: time.Duration(t.n) * time.Minute}, 1
}

// weekdaysAway reads "3 Fridays from now" and "2 days after tomorrow", whose end is one word.
func (r reader) weekdaysAway(i int) (phrase, int) {
	t, next := r.at(i), r.at(i+1)
	if days := map[int]int{unitDay: 1, unitWeek: 7}[t.n]; t.k == kUnit && days > 0 && t.to-t.from > 2 && r.at(i-1).k != kNum {
		if p, n := r.nextTo(i+1, days); n > 0 { // the day before Christmas
			return p, 1 + n
		}
	}
	switch {
	case t.k != kNum || t.ord || t.q != 0 || t.n < 1 || t.n > 100:
	case next.k == kWeekday && r.is(i+2, kAfter) && r.at(i+2).n == 0:
		return phrase{slots: slotRel | slotShift, seek: seek{next.n, t.n, 1}}, 3
	case next.k == kDay && next.n == 2 && next.to-next.from == len("day after tomorrow"):
		return phrase{slots: slotRel | slotShift, rel: 1, shift: t.n}, 2
	}
	return phrase{}, 0
}

// nextTo reads before and after in front of a day, which they move by days.
func (r reader) nextTo(i, days int) (phrase, int) {
	if !r.dayFollows(i + 1) {
		return phrase{}, 0
	}
	switch t := r.at(i); {
	case t.k == kBefore && t.to-t.from > 2:
		return phrase{slots: slotShift, shift: -days}, 1
	case t.k == kPass && t.n == 2:
		return phrase{slots: slotShift, shift: days}, 1
	}
	return phrase{}, 0
}

// clockFrom reports "minutes past three": a clock time, no distance.
func (r reader) clockFrom(tail token, i int) bool {
	if tail.k != kPastTo && !(tail.k == kPass && tail.n == 2) && !(tail.k == kFrom && tail.n == 2) {
		return false
	}
	next := r.at(i)
	return next.k == kNamed || next.k == kNum && !next.ord && next.n <= 24 && (r.at(i+1).k != kUnit || r.at(i+1).m == 9)
}

// dayFollows reports that a day stands at i, so that "before" belongs to it.
func (r reader) dayFollows(i int) bool {
	for r.is(i, kGlue) || r.is(i, kRel) {
		i++
	}
	switch t := r.at(i); t.k {
	case kDay, kWeekday, kHoliday, kMonth, kDate, kWeekend, kEdge:
		return true
	case kNum:
		return t.ord
	}
	return false
}

// times scales a span by 1 or -1.
func (s span) times(f int) span {
	return span{s.months * f, s.days * f, s.business * f, s.elapsed * time.Duration(f)}
}

func (s span) plus(o span) span {
	return span{s.months + o.months, s.days + o.days, s.business + o.business, s.elapsed + o.elapsed}
}

// span reads one or more quantities: 一个小时零五分, 1 hour and 30 minutes. few marks 几天.
func (r reader) span(i int) (s span, few bool, n int) {
	last := unitFortnight + 1
	for {
		j := i + n
		if n > 0 {
			for r.is(j, kAnd) || r.is(j, kBreak) && r.at(j).n == 0 && r.at(j).to-r.at(j).from == 1 || r.is(j, kNum) && r.at(j).n == 0 && r.is(j+1, kNum) {
				j++
			}
		}
		part, unit, isFew, m := r.quantity(j)
		if m == 0 && n > 0 && j > i+n && (r.is(j, kHalf) || r.is(j, kArticle, kHalf)) && r.at(j-1).k == kAnd {
			if half, ok := scale(0.5, last); ok { // an hour and a half
				m = 1
				if r.is(j, kArticle) {
					m = 2
				}
				return s.plus(half), few, j + m - i
			}
		}
		if m == 0 || unit >= last || n > 0 && (unit == unitBusiness || last == unitBusiness) || s.months > 1e5 || s.days > 1e6 {
			return s, few, n
		}
		s, few, n, last = s.plus(part), few || isFew, j+m-i, unit
		if r.is(i+n, kHalf) && !r.is(i+n+1, kUnit) && !r.is(i+n+1, kGe) { // 一年半
			if half, ok := scale(0.5, unit); ok {
				s, n = s.plus(half), n+1
			}
		}
	}
}

// quantity reads a number with its unit.
func (r reader) quantity(i int) (s span, unit int, few bool, n int) {
	f, few, n := r.amount(i)
	if n == 0 && r.is(i, kGe, kHalf, kUnit) { // 个半钟
		f = 1
	} else if n == 0 {
		return span{}, 0, false, 0
	}
	j := i + n
	if r.is(j, kGlue) && r.at(j).n >= 2 || r.is(j, kTo) && r.at(j).n == 1 { // more; of; three-quarters
		j++
	}
	if r.is(j, kGe) || r.is(j, kRel, kUnit) && r.is(i, kNum) && (r.at(j).n == 1 || r.at(j).n == 9) {
		j++
	}
	if r.is(j, kHalf) && !(r.at(i).k == kHalf) { // 两个半小时, two and a half hours
		f, j = f+0.5, j+1
		if r.is(j, kGe) {
			j++
		}
	} else if r.is(j, kAnd, kHalf, kUnit) || r.is(j, kAnd, kArticle, kHalf) && r.is(j+3, kUnit) {
		f += 0.5
		for !r.is(j, kUnit) {
			j++
		}
	}
	t := r.at(j)
	switch t.k {
	case kUnit:
		unit = t.n
		glued := t.from == r.at(j-1).to && r.at(j-1).k == kNum || r.at(j-1).k == kDate
		if t.m == 9 && !glued || r.notASpan(i, j) {
			return span{}, 0, false, 0
		}
	case kBusiness:
		unit = unitBusiness
	case kZi:
		if !r.is(j+1, kAfter) && !r.is(i-1, kPass) {
			return span{}, 0, false, 0
		}
		unit, f = unitMinute, 5*f
	case kDom:
		if t.m != 1 || !r.is(j+1, kWithin) && !r.is(j+1, kAfter) {
			return span{}, 0, false, 0
		}
		unit = unitDay
	default:
		return span{}, 0, false, 0
	}
	if unit == unitQuarter && r.is(j+1, kGlue, kArticle) && r.is(j+3, kUnit) && r.at(j+3).n == unitHour { // a quarter of an hour
		unit, j = unitQuarterHour, j+3
	}
	if unit == unitQuarter && r.is(j+1, kUnit) && r.at(j+1).n == unitHour { // a quarter hour
		unit, j = unitQuarterHour, j+1
	}
	s, ok := scale(f, unit)
	if !ok {
		return span{}, 0, false, 0
	}
	return s, unit, few, j + 1 - i
}

// notASpan tells 3月 and 5分 of a date or a price from three months and five minutes.
func (r reader) notASpan(i, j int) bool {
	t := r.at(j)
	chinese := t.to-t.from == 1 && t.m != 9
	switch {
	case chinese && t.n == unitMonth:
		return j == i+1 && r.at(i).k == kNum
	case chinese && t.n == unitYear && r.at(i).k == kNum && r.at(i).n > 200:
		return true
	case t.m == 9 && t.n == unitHour: // 15h, 15h30
		_, n := r.frenchHour(i, &phrase{})
		return n > 0 && j == i+1
	case t.n == unitSecond && t.m == 2 && r.at(i).k != kNum && r.at(i).k != kArticle:
		return true
	}
	return false
}

// amount reads 两, 半, 1.5, a, a couple of, 几.
func (r reader) amount(i int) (f float64, few bool, n int) {
	switch t := r.at(i); t.k {
	case kNum:
		if t.ord || t.q >= 1000 && r.at(i+1).k == kMeridiem {
			return 0, false, 0
		}
		if f := t.f; r.is(i+1, kDate) && r.at(i+1).n == 0 && r.at(i+1).q > 0 { // 2 1/2
			return f + float64(r.at(i+1).m)/float64(r.at(i+1).q), false, 2
		}
		if r.at(i+1).ranges() && r.is(i+2, kNum, kUnit) && !r.at(i+2).ord && r.at(i+3).to-r.at(i+3).from > 1 { // 2 to 3 days
			return t.f, false, 3
		}
		return t.f, false, 1
	case kClock: // 1:30 hours
		if r.is(i+1, kUnit) && r.at(i+1).n == unitHour && t.q == 0 {
			return float64(t.n) + float64(t.m)/60, false, 1
		}
	case kDate:
		if t.n == 0 && t.q > 0 {
			return float64(t.m) / float64(t.q), false, 1
		}
	case kHalf:
		if r.is(i+1, kGe) {
			return 0.5, false, 2
		}
		return 0.5, false, 1
	case kArticle:
		if r.is(i+1, kHalf) {
			return 0.5, false, 2
		}
		if r.is(i+1, kFew) || r.is(i+1, kCouple) {
			return r.amount(i + 1)
		}
		return 1, false, 1
	case kCouple:
		return 2, false, 1
	case kFew:
		if t.m == 0 {
			return 3, true, 1
		}
	}
	return 0, false, 0
}

// scale turns a number of units into a span. ok is false beyond a hundred years or for
// fractions that a calendar has not.
func scale(f float64, unit int) (span, bool) {
	if f < 0 || f > 1e6 {
		return span{}, false
	}
	whole := f == float64(int(f))
	switch unit {
	case unitSecond:
		return span{elapsed: time.Duration(f * float64(time.Second))}, true
	case unitMinute:
		return span{elapsed: time.Duration(f * float64(time.Minute))}, true
	case unitQuarterHour:
		return span{elapsed: time.Duration(f * 15 * float64(time.Minute))}, true
	case unitHour:
		return span{elapsed: time.Duration(f * float64(time.Hour))}, true
	case unitDay:
		if !whole {
			return span{elapsed: time.Duration(f * 24 * float64(time.Hour))}, f < 36500
		}
		return span{days: int(f)}, f <= 36500
	case unitWeek:
		return span{days: int(f*7 + 0.5)}, f <= 5200
	case unitFortnight:
		return span{days: int(f*14 + 0.5)}, f <= 2600
	case unitMonth:
		s := span{months: int(f)}
		if !whole {
			s.days = 15
		}
		return s, f <= 1200
	case unitQuarter:
		return span{months: int(f*3 + 0.5)}, f <= 400
	case unitYear:
		return span{months: int(f*12 + 0.5)}, f <= 100
	case unitBusiness:
		return span{business: int(f)}, whole && f <= 2600
	}
	return span{}, false
}
