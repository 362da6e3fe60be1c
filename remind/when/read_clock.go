package when

import "time"

// clockTime reads a time of day, and swallows the end of a range such as 三点到五点.
func (r reader) clockTime(i int, cur *phrase) (phrase, int) {
	c, n := r.clock(i, cur)
	if n == 0 {
		return phrase{}, 0
	}
	p := phrase{slots: slotClock, clocks: []clock{c}}
	if m, took := r.minutesBefore(i + n); took > 0 { // 五点前十分钟
		if w := c.wall(cur.part); w.days == 0 && w.h*60+w.m >= m {
			left := w.h*60 + w.m - m
			p.clocks[0] = clock{h: left / 60, m: left % 60, s: w.s, exact: true, half: 1}
			return p, n + took
		}
	}
	if r.is(i, kClock) && cur.has(slotDom) {
		if zone, m := r.isoOffset(i + n); m > 0 {
			p.slots, p.zone = p.slots|slotZone, zone
			return p, n + m
		}
	}
	if n == 1 && r.rangeFollows(i) {
		n = 3
		if r.is(i+n, kMeridiem) {
			n++
		}
		return p, n
	}
	to := r.at(i + n)
	between := r.at(i-1).k == kFrom && r.at(i-1).m == 1 && to.k == kAnd
	if between || to.k == kTo || to.k == kPastTo && to.n < 0 {
		end := phrase{slots: slotClock, part: cur.part}
		skip := 1
		if r.is(i+n+1, kPart) {
			skip = 2
		}
		if _, m := r.clock(i+n+skip, &end); m > 0 {
			n += skip + m
		}
	}
	return p, n
}

// isoOffset reads what ends an ISO 8601 time: .487+01:00, Z.
func (r reader) isoOffset(i int) (*time.Location, int) {
	n := 0
	if r.is(i, kBreak, kNum) && r.at(i).from == r.at(i-1).to && r.at(i+1).from == r.at(i).to {
		n = 2
	}
	sign, hours := r.at(i+n), r.at(i+n+1)
	if hours.k != kClock || hours.n > 14 || sign.from != r.at(i+n-1).to || hours.from != sign.to {
		return nil, 0
	}
	h := float64(hours.n) + float64(hours.m)/60
	switch {
	case sign.k == kPass && sign.m == 3:
		return offsetZone(h), n + 2
	case sign.k == kTo && sign.n == 1:
		return offsetZone(-h), n + 2
	}
	return nil, 0
}

// clock reads one time of day.
func (r reader) clock(i int, cur *phrase) (c clock, n int) {
	switch t := r.at(i); t.k {
	case kClock:
		c = clock{h: t.n, m: t.m, s: t.q, exact: t.ord || cur.has(slotYear) && cur.has(slotDom) && !cur.yearRel}
		return c.meridiem(r, i+1, 1)
	case kNamed:
		if t.n == partMidnight {
			return clock{h: 24, exact: true}, 1
		}
		return clock{h: 12, exact: true}, 1
	case kLess: // 差五分三点
		if m, n := r.minutes(i+1, cur); n == 2 && m < 60 && r.is(i+3, kNum, kOclock) && r.at(i+3).n > 0 && r.at(i+3).n <= 24 {
			c, _ := r.relativeTo(i+3, -m, 0)
			return c, 5
		}
	case kNum:
		return r.clockNumber(i, cur)
	case kHalf:
		if r.is(i+1, kPastTo) && r.at(i+1).n > 0 {
			return r.relativeTo(i+2, 30, 2)
		}
		if h := r.at(i + 1); h.k == kNum && h.n >= 1 && h.n <= 12 && !h.ord && (wordNumber(h) || r.is(i-1, kPrep) && r.at(i-1).n == 1) && !r.is(i+2, kUnit) {
			return clock{h: h.n, m: 30}, 2
		}
	case kArticle:
		if r.is(i+1, kUnit, kPastTo) && r.at(i+1).n == unitQuarter {
			return r.relativeTo(i+3, 15*r.at(i+2).n, 3)
		}
	case kUnit:
		if t.n == unitQuarter && r.is(i+1, kPastTo) {
			return r.relativeTo(i+2, 15*r.at(i+1).n, 2)
		}
	}
	return clock{}, 0
}

// relativeTo reads the hour of "half past three": minutes counts from it, taken tokens before it.
func (r reader) relativeTo(i, minutes, taken int) (clock, int) {
	c, n := clock{}, 0
	switch t := r.at(i); {
	case t.k == kNum && t.n >= 1 && t.n <= 24 && !t.ord:
		c, n = clock{h: t.n, exact: t.n > 12}.meridiem(r, i+1, 1)
		if u := r.at(i + 1); u.k == kUnit && u.n == unitHour && u.m == 9 && u.from == t.to { // past 15h
			n++
		}
	case t.k == kNamed && t.n == partNoon:
		c, n = clock{h: 12, exact: true}, 1
	case t.k == kNamed:
		c, n = clock{h: 24, exact: true}, 1
	}
	if n == 0 {
		return clock{}, 0
	}
	total := c.h*60 + minutes
	if minutes < 0 && c.h == 1 && !c.exact {
		total += 12 * 60
	}
	c.h, c.m = total/60, total%60
	return c, taken + n
}

// meridiem takes am, pm or o'clock behind a clock time.
func (c clock) meridiem(r reader, i, n int) (clock, int) {
	if r.is(i, kOclock) && r.at(i).to-r.at(i).from > 4 {
		i, n = i+1, n+1
	}
	if r.is(i, kGlue, kMeridiem) {
		i, n = i+1, n+1
	}
	t := r.at(i)
	if t.k == kArticle && t.to-t.from == 1 && t.from == r.at(i-1).to && c.h > 0 { // 7a
		t.k, t.n = kMeridiem, 0
	}
	if t.k != kMeridiem || c.h > 12 {
		return c, n
	}
	c.half, c.exact = 1+t.n/12, true
	if c.h == 12 {
		c.h = 0
	}
	c.h += t.n
	return c, n + 1
}

// clockNumber reads the times that begin with a number: 三点半, 3pm, ten thirty, 15h00, at 5.
func (r reader) clockNumber(i int, cur *phrase) (clock, int) {
	t, next := r.at(i), r.at(i+1)
	hour := t.n >= 0 && t.n <= 24 && !t.ord && t.q == 0
	if next.k == kPastTo && t.n > 0 && t.n < 60 && r.at(i-1).k != kFrom {
		c, n := r.relativeTo(i+2, t.n*next.n, 2)
		amount := next.n < 0 && !wordNumber(t) && r.at(i-1).k != kPrep && (r.is(i+n, kOther) || r.is(i+n, kUnit)) // call 2 to 3 people
		if n > 2 && !amount {
			return c, n
		}
	}
	switch {
	case t.ord:
		return clock{}, 0
	case hour && next.k == kOclock:
		return r.hourDot(i, cur)
	case hour && t.n > 0 && next.k == kArticle && next.to-next.from == 1 && next.from == t.to:
		return clock{h: t.n}.meridiem(r, i+1, 1)
	case next.k == kMeridiem && t.n >= 1:
		return r.meridiemNumber(i)
	case hour && next.k == kGlue && next.n == 2 && r.is(i+2, kMeridiem), hour && next.k == kGlue && next.n == 5 && r.is(i+2, kMeridiem):
		return clock{h: t.n}.meridiem(r, i+1, 1)
	case next.k == kUnit && next.n == unitMinute && r.is(i+2, kPastTo) && t.n < 60:
		return r.relativeTo(i+3, t.n*r.at(i+2).n, 3)
	case next.k == kUnit && next.n == unitMinute && r.clockFrom(r.at(i+2), i+3) && t.n < 60:
		return r.relativeTo(i+3, t.n, 3)
	case next.k == kPass && next.n == 2 && r.is(i+2, kNum, kMeridiem) && t.n < 60:
		return r.relativeTo(i+2, t.n, 2)
	case hour && next.k == kUnit && next.m == 9 && next.n == unitHour && next.from == t.to:
		return r.frenchHour(i, cur)
	case hour && next.k == kTo && next.n == 1 && r.is(i+2, kNum, kMeridiem):
		return clock{h: t.n}.meridiem(r, i+3, 3)
	case hour && t.n >= 1 && t.n <= 12 && r.rangeFollows(i):
		c, _ := clock{h: t.n}.meridiem(r, i+3, 1)
		return c, 1
	case hour && t.n >= 1 && r.spokenMinutes(i):
		return r.spoken(i)
	case hour && t.n >= 1 && r.bareHour(i, cur):
		return clock{h: t.n, exact: t.n > 12}, 1
	case t.q >= 1000 && t.q < 1060 && t.n < 24 && !t.ord && r.pointed(i, cur):
		return clock{h: t.n, m: t.q - 1000, exact: t.n > 12}, 1
	case r.fourDigits(i, cur):
		c := clock{h: t.n / 100, m: t.n % 100, exact: t.n >= 1300 || t.m == 4 && t.n < 1000}
		if next.k == kUnit {
			return c, 2
		}
		return c, 1
	}
	return clock{}, 0
}

// pointed reports that 14.30 behind at is a time, not a price: a day is said beside it.
func (r reader) pointed(i int, cur *phrase) bool {
	if prev := r.at(i - 1); prev.k != kPrep || prev.n != 1 {
		return false
	}
	switch next := r.at(i + 1); next.k {
	case kDay, kWeekday:
		return true
	case kUnit, kGe:
		return false
	}
	return cur.has(slotsDay) && i-cur.to <= 1
}

// fourDigits reports an hour and minutes without a mark between them, by what stands around: at
// 1030, tonight 815, 730 in the evening.
func (r reader) fourDigits(i int, cur *phrase) bool {
	t, prev, next := r.at(i), r.at(i-1), r.at(i+1)
	if t.m != 3 && t.m != 4 || t.q != 0 || t.n/100 > 23 || t.n%100 > 59 || t.m == 3 && t.n < 100 {
		return false
	}
	switch next.k {
	case kEnd, kBreak, kDay, kPart, kRequest, kPolite, kPrep, kZone, kWeekday, kPastTo:
	case kUnit: // 1900 hours
		return t.m == 4 && next.n == unitHour && next.m == 0 && prev.k != kPass
	case kGlue:
		if next.n != 2 && next.n != 5 {
			return false
		}
	default:
		return false
	}
	switch {
	case prev.k == kPrep && prev.n == 1, next.k == kGlue && next.n == 5 && r.is(i+2, kPart):
		return true
	case prev.k == kPrep && prev.n == 5: // about 300 is an amount
		return t.m == 4 && t.n%100 != 0 && t.n%5 == 0
	}
	return cur.has(slotRel|slotWd|slotPart) && cur.to == i && t.n%5 == 0 && r.at(i-1).to-r.at(i-1).from > 2
}

// rangeFollows reports "from 3 to 5", "between 3 and 5 pm".
func (r reader) rangeFollows(i int) bool {
	sep := r.at(i + 1)
	if r.at(i-1).k != kFrom || r.at(i-1).n != 2 || !r.is(i+2, kNum) || r.at(i+2).n > 12 || r.at(i+2).q != 0 {
		return false
	}
	switch r.at(i + 3).k {
	case kUnit, kGe, kOther, kThing:
		return false
	}
	return sep.k == kPastTo && sep.n < 0 || sep.k == kTo || sep.k == kAnd
}

// hourDot reads 三点, 三点半, 三点一刻, 三点零五分, 三点二十, 三点踏三.
func (r reader) hourDot(i int, cur *phrase) (clock, int) {
	t, dot := r.at(i), r.at(i+1)
	if dot.to-dot.from > 4 {
		return clock{h: t.n}.meridiem(r, i+1, 1)
	}
	if !r.countsHours(i, cur) {
		return clock{}, 0
	}
	c := clock{h: t.n, exact: t.n > 12 || t.n == 0}
	if r.is(i+2, kLess) && t.n > 0 { // 三点差五分
		if m, n := r.minutes(i+3, cur); n == 2 && m < 60 {
			c, _ := r.relativeTo(i, -m, 0)
			return c, 5
		}
	}
	m, n := r.minutes(i+2, cur)
	c.m = m
	if sec := r.at(i + 2 + n); n > 0 && sec.k == kNum && r.is(i+3+n, kUnit) && r.at(i+3+n).n == unitSecond && sec.n < 60 {
		c.s, n = sec.n, n+2
	}
	return c, 2 + n
}

// countsHours tells 一点 the hour from 一点 a bit, and 三点建议 from three o'clock.
func (r reader) countsHours(i int, cur *phrase) bool {
	t, next, prev := r.at(i), r.at(i+2), r.at(i-1)
	if next.k == kIdiom || prev.k == kOrd || prev.k == kRel || next.k == kOclock {
		return false
	}
	if r.at(i+1).n == 1 && next.k == kOther && t.m == 0 { // 时 of 时候, 时间
		return false
	}
	if t.n != 1 || t.to-t.from != 1 || t.m != 1 {
		return true
	}
	_, n := r.minutes(i+2, cur)
	opened := cur.slots != 0 && i-cur.to <= 1
	return n > 0 || opened || i == 0 || next.k == kEnd || next.k == kRequest || prev.k == kRequest || prev.k == kBreak
}

// minutes reads what follows 点: its value and its tokens.
func (r reader) minutes(i int, cur *phrase) (int, int) {
	t, next := r.at(i), r.at(i+1)
	switch {
	case t.k == kHalf && !r.is(i+1, kGe) && !(next.k == kUnit && next.m == 0):
		return 30, 1
	case t.k == kDa && next.k == kHalf:
		return 30, 2
	case t.k == kDa && next.k == kNum && next.n < 12:
		return next.n * 5, 2
	case t.k == kPass && next.k == kNum && next.n < 60 && r.is(i+2, kUnit) && r.at(i+2).n == unitMinute:
		return next.n, 3
	case t.k != kNum || t.ord || t.q != 0:
		return 0, 0
	case next.k == kUnit && next.n == unitQuarterHour && t.n < 4:
		return 15 * t.n, 2
	case next.k == kUnit && next.n == unitMinute && t.n < 60:
		return t.n, 2
	case next.k == kZi && t.n < 12:
		return t.n * 5, 2
	case next.k == kGe, next.k == kUnit && next.n != unitSecond, next.k == kDom, next.k == kOclock, next.k == kTimes:
		return 0, 0
	case cur.cantonese && t.n > 0 && t.n < 12 && t.m != 2:
		return t.n * 5, 1
	case t.n >= 10 && t.n < 60 && (next.k != kOther || t.m != 0), t.m == 2 && t.n < 60:
		return t.n, 1
	case t.n == 0 && next.k == kNum && next.n < 10:
		n := 2
		if r.is(i+2, kUnit) && r.at(i+2).n == unitMinute {
			n = 3
		}
		return next.n, n
	case t.n >= 10 && t.n < 60:
		return t.n, 1
	}
	return 0, 0
}

// meridiemNumber reads 3pm, 3.30pm, 330pm.
func (r reader) meridiemNumber(i int) (clock, int) {
	t := r.at(i)
	if r.at(i+1).m == 2 && r.at(i+1).from != t.to || r.at(i+1).m == 1 && r.at(i+1).from-t.to > 1 {
		return clock{}, 0
	}
	c := clock{h: t.n}
	switch {
	case t.q >= 1000 && t.q < 1060:
		c.m = t.q - 1000
	case t.q != 0:
		return clock{}, 0
	case t.n >= 100 && t.n%100 < 60:
		c.h, c.m = t.n/100, t.n%100
	}
	if c.h > 12 || c.h == 0 {
		return clock{}, 0
	}
	return c.meridiem(r, i+1, 1)
}

// frenchHour reads 15h and 15h30; 3h alone is a distance.
func (r reader) frenchHour(i int, cur *phrase) (clock, int) {
	t, m := r.at(i), r.at(i+2)
	if m.k == kNum && m.m == 2 && m.from == r.at(i+1).to && m.n < 60 && !(r.is(i+3, kUnit) && r.at(i+3).from == m.to) {
		return clock{h: t.n, m: m.n, exact: t.n > 12 || t.n == 0}, 3
	}
	if (t.n > 12 || cur.has(slotDom|slotWd|slotRel)) && r.at(i-1).k != kPass || r.at(i-1).k == kPrep && r.at(i-1).n == 1 {
		return clock{h: t.n, exact: t.n > 12}, 2
	}
	return clock{}, 0
}

// spokenMinutes reports "ten thirty", "twelve oh three", "at 3 15".
func (r reader) spokenMinutes(i int) bool {
	t, m := r.at(i), r.at(i+1)
	if m.k == kTo && m.n == 1 {
		m, i = r.at(i+2), i+1
	}
	zero := m.n == 0 && (r.is(i+2, kNum) || r.is(i+2, kTo, kNum) && r.at(i+2).n == 1)
	if m.k != kNum || m.ord || m.q != 0 || t.n > 12 || m.n > 59 || r.is(i+2, kUnit) || r.is(i+2, kGe) || r.is(i+2, kDom) {
		return false
	}
	words := wordNumber(t) && wordNumber(m)
	said := r.at(i-1).k == kPrep && r.at(i-1).n == 1 && m.m == 2
	return (words || said) && (m.n >= 10 || zero)
}

// wordNumber reports an English number in letters.
func wordNumber(t token) bool {
	return t.k == kNum && (t.m == 0 && t.to-t.from > 1 || t.m == tens || t.m == letterO)
}

func (r reader) spoken(i int) (clock, int) {
	h, n := r.at(i).n, 1
	if r.is(i+n, kTo) {
		n++
	}
	m := r.at(i + n).n
	n++
	if m == 0 && r.is(i+n, kTo) {
		n++
	}
	if m == 0 && r.is(i+n, kNum) && r.at(i+n).n < 10 {
		m = r.at(i + n).n
		n++
	}
	return clock{h: h, m: m}.meridiem(r, i+n, n)
}

// bareHour reports a number that is an hour by what stands around it: at 5, 8 tonight, tomorrow 10.
func (r reader) bareHour(i int, cur *phrase) bool {
	prev, next := r.at(i-1), r.at(i+1)
	switch next.k {
	case kUnit, kGe, kDom, kNum, kMonth, kThing, kIdiom, kTimes, kHalf, kAnd, kCouple, kFew, kBusiness:
		return false
	}
	free := next.k != kOther && next.k != kTo || next.k == kEnd
	switch {
	case prev.k == kPrep && prev.n == 1 && (free || cur.slots != 0), free && cur.has(slotClock) && r.correcting(cur, i):
		return true
	case prev.k == kPass && prev.n == 2, prev.k == kBefore && prev.to-prev.from > 2: // after 6
		return free && r.at(i).to-r.at(i).from < 3 && r.at(i).n <= 12
	case prev.k == kPrep && (prev.n == 3 || prev.n == 5) && free && r.at(i).to-r.at(i).from < 3:
		return true
	case cur.has(slotsDay|slotPart|slotEvery) && cur.to == i && free && r.at(i-1).to-r.at(i-1).from > 2:
		return true
	case next.k == kDay && (next.m != 0 || r.is(i+2, kPart)) && next.n >= 0:
		return true
	case next.k == kGlue && next.n == 5 && r.is(i+2, kPart), next.k == kPrep && next.n == 1 && r.is(i+2, kPart):
		return true
	case next.k == kRel && next.n == 0 && r.is(i+2, kPart):
		return true
	}
	return false
}
