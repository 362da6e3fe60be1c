package when

import "time"

// found says what a day of a phrase is.
type found uint8

const (
	dayFound   found = iota
	daySkip          // not this one: try the next
	dayMissing       // named, but not in the calendar; the day given is the month's last
	dayVague         // too little said; the day given is the first that it could be
	dayNone          // no more days
)

// tries bounds the days that are tried for one phrase.
const tries = 130

// resolve turns the phrase into a time, a recurrence or a problem, at the moment now.
func (p *phrase) resolve(now time.Time, loc *time.Location) Result {
	tomorrow := wall{h: 9}.on(today(now).AddDate(0, 0, 1), loc)
	switch {
	case p.slots&^slotZone == 0:
		return Result{Problem: NoTime, Offer: tomorrow}
	case p.has(slotNow):
		return Result{At: now}
	case p.past():
		return Result{Problem: Past, Offer: p.offer(now, loc)}
	case p.recurring():
		return p.recur(now, loc)
	case p.has(slotVague), p.has(slotWd) && p.wd&(p.wd-1) != 0 && !p.has(slotNth), len(p.doms) > 1:
		if r := p.search(now, loc); !p.has(slotVague) && !r.At.IsZero() { // 周一和周三: one of two
			return Result{Problem: Ambiguous, Offer: r.At}
		}
		return Result{Problem: Ambiguous, Offer: tomorrow}
	case p.has(slotSpan|slotBareSpan) && p.span.elapsed > 0:
		s := p.span
		return Result{At: addMonthsTo(now, s.months).AddDate(0, 0, s.days).Add(s.elapsed)}
	}
	return p.search(now, loc)
}

// addMonthsTo is addMonths for a moment.
func addMonthsTo(t time.Time, months int) time.Time {
	if months == 0 {
		return t
	}
	d := addMonths(today(t), months)
	return t.AddDate(0, 0, int(d.Sub(today(t)).Hours()/24))
}

// search tries the days of the phrase in order and takes the first that lies ahead.
func (p *phrase) search(now time.Time, loc *time.Location) Result {
	w := p.wall(now)
	for k := range tries {
		day, f := p.day(today(now), k)
		at := w.on(day, loc)
		switch f {
		case dayNone:
			return Result{Problem: Past, Offer: p.offer(now, loc)}
		case dayVague, dayMissing:
			if at.After(now) {
				return Result{Problem: Ambiguous, Offer: at}
			}
			if _, next := p.day(today(now), k+1); next == dayNone || f == dayVague {
				return Result{Problem: Ambiguous, Offer: p.offer(now, loc)}
			}
		case dayFound:
			if at.After(now) {
				return Result{At: at}
			}
		}
	}
	return Result{Problem: Ambiguous, Offer: p.offer(now, loc)}
}

// offer gives the next sensible slot: the same clock time on the next day that it is ahead; for
// 今天 alone, the next part of today.
func (p *phrase) offer(now time.Time, loc *time.Location) time.Time {
	if p.slots&^slotZone == slotRel && p.rel == 0 {
		for _, h := range []int{9, 12, 15, 18, 20} {
			if t := (wall{h: h}).on(today(now), loc); t.After(now) {
				return t
			}
		}
	}
	if p.has(slotDom) && p.monthRel && p.month <= 0 { // 这个月15号 is gone: the next 15th
		q := *p
		q.slots, q.monthRel, q.month = q.slots&^slotMonth, false, 0
		if r := q.search(now, loc); !r.At.IsZero() {
			return r.At
		}
	}
	w := wall{h: 9}
	if p.has(slotClock | slotPart) {
		w = p.wall(now)
	}
	day := today(now)
	if p.has(slotWd) && p.wd != 0 {
		for p.wd&(1<<weekday(day)) == 0 {
			day = day.AddDate(0, 0, 1)
		}
		if !w.on(day, loc).After(now) {
			day = day.AddDate(0, 0, 7)
		}
		return w.on(day, loc)
	}
	if !p.has(slotClock|slotPart) || !w.on(day, loc).After(now) {
		day = day.AddDate(0, 0, 1)
	}
	return w.on(day, loc)
}

// day gives the kth day that the phrase can mean, counted from the day of now.
func (p *phrase) day(now time.Time, k int) (time.Time, found) {
	d, f := p.baseDay(now, k)
	if f == dayFound && p.has(slotShift) {
		shift := p.shift
		if p.after && p.has(slotHoliday) {
			shift += holidays[p.holiday].rest - 1
		}
		d = p.seek.from(d.AddDate(0, 0, shift))
	}
	return d, f
}

func (p *phrase) baseDay(now time.Time, k int) (time.Time, found) {
	switch {
	case p.has(slotRel) && p.rel == 0 && p.has(slotMonth|slotYear|slotWeek) && !p.has(slotDom|slotWd):
		return p.todayOf(now, k)
	case p.has(slotRel):
		return once(k, now.AddDate(0, 0, p.rel))
	case p.has(slotHoliday):
		return p.holidayDay(now, k)
	case p.has(slotSpan):
		return p.spanDay(now, k)
	case p.has(slotLunar) && p.has(slotDom):
		return p.lunarDay(now, k)
	case p.has(slotLunar):
		return now, dayVague
	case p.has(slotQuarter):
		return p.quarterDay(now, k)
	case p.has(slotNth):
		return p.nthDay(now, k)
	case p.has(slotWeek):
		return p.weekDay(now, k)
	case p.has(slotMonth | slotYear | slotDom):
		return p.dateDay(now, k)
	case p.has(slotWd):
		d := now.AddDate(0, 0, k)
		if p.wd&(1<<weekday(d)) == 0 {
			return d, daySkip
		}
		return d, dayFound
	}
	return now.AddDate(0, 0, k), dayFound
}

// once is the only day that a phrase can mean.
func once(k int, d time.Time) (time.Time, found) {
	if k > 0 {
		return d, dayNone
	}
	return d, dayFound
}

// spanDay counts from today; 两周后的周五 and 三个月后的5号 name a day of the week or month reached.
func (p *phrase) spanDay(now time.Time, k int) (time.Time, found) {
	s := p.span
	d := s.after(now)
	switch {
	case p.has(slotDom) && s.days == 0 && s.months > 0 && !p.has(slotMonth):
		return inMonth(k, d.Year(), d.Month(), p.doms[0])
	case p.has(slotWd) && s.days > 0 && s.days%7 == 0 && s.months == 0:
		return once(k, weekStart(d).AddDate(0, 0, firstDay(p.wd)))
	}
	return once(k, d)
}

// after gives the day that lies a span after now.
func (s span) after(now time.Time) time.Time {
	d := addMonths(now, s.months).AddDate(0, 0, s.days)
	if s.business != 0 {
		d = addBusiness(d, s.business)
	}
	return d
}

// inMonth is a day of one month; day -1 = its last.
func inMonth(k, year int, month time.Month, day int) (time.Time, found) {
	first := civil(year, month, 1)
	length := monthDays(first.Year(), first.Month())
	if day < 0 || day > length {
		d, f := once(k, first.AddDate(0, 0, length-1+min(0, day+1)))
		if day > length && f == dayFound {
			f = dayMissing
		}
		return d, f
	}
	return once(k, first.AddDate(0, 0, day-1))
}

func weekStart(d time.Time) time.Time { return d.AddDate(0, 0, -weekday(d)) }

// firstDay gives the first day of a mask of weekdays.
func firstDay(mask int) int {
	for i := range 7 {
		if mask&(1<<i) != 0 {
			return i
		}
	}
	return 0
}

func (p *phrase) weekDay(now time.Time, k int) (time.Time, found) {
	week := weekStart(now).AddDate(0, 0, 7*p.week)
	if p.isoWeek > 0 {
		year, fixed := p.theYear(now, now.Year(), 0)
		if week = isoWeek(year, p.isoWeek); !fixed && week.AddDate(0, 0, 6).Before(now) {
			week = isoWeek(year+1, p.isoWeek)
		}
	}
	if p.has(slotSame) && !p.has(slotWd) { // same time next week
		return once(k, week.AddDate(0, 0, weekday(now)))
	}
	if !p.has(slotWd) {
		return week, dayVague
	}
	return once(k, week.AddDate(0, 0, firstDay(p.wd)))
}

// quarterDay gives the first day of a quarter, or the last (季度末).
func (p *phrase) quarterDay(now time.Time, k int) (time.Time, found) {
	first := civil(now.Year(), (now.Month()-1)/3*3+1+time.Month(3*(p.quarter+k)), 1)
	if p.edge < 0 {
		return first.AddDate(0, 3, -1), dayFound
	}
	if p.quarter == 0 && p.edge == 0 {
		return first, dayVague
	}
	return once(k, first)
}

// theYear gives the year that was said, or the kth from base on.
func (p *phrase) theYear(now time.Time, base, k int) (year int, fixed bool) {
	switch {
	case p.has(slotYear) && p.yearRel:
		return now.Year() + p.year, true
	case p.has(slotYear):
		return p.year, true
	}
	return base + k, false
}

// holidayDay gives a holiday; with a year, the one that falls in it.
func (p *phrase) holidayDay(now time.Time, k int) (time.Time, found) {
	h := holidays[p.holiday]
	whole := p.has(slotSpan) && p.span.months%12 == 0 && p.span.days == 0 // Thanksgiving in two years: in that year
	if p.has(slotSpan) {                                                  // in nine months: the first from then on
		now = p.span.after(now)
	}
	year, fixed := p.theYear(now, lunarYearOf(now), k)
	if whole && !fixed {
		year, fixed = now.Year(), true
	}
	if k > 5 || fixed && k > 0 {
		return now, dayNone
	}
	d, ok := h.date(year)
	if fixed && h.lunar && d.Year() != year {
		d, ok = h.date(year - 1)
	}
	switch {
	case !ok:
		return now, dayVague
	case p.has(slotSpan) && !whole && d.Before(now):
		return d, daySkip
	}
	return d, dayFound
}

// lunarYearOf gives the first lunar year that may still go on: the one before ends in February.
func lunarYearOf(now time.Time) int {
	if now.Month() <= time.February {
		return now.Year() - 1
	}
	return now.Year()
}

// lunarDay gives a date of the Chinese calendar, by lunar years; without a month, by months.
func (p *phrase) lunarDay(now time.Time, k int) (time.Time, found) {
	year, fixed := p.theYear(now, lunarYearOf(now), k)
	month, dom := p.month, p.doms[0]
	if !p.has(slotMonth) {
		year, month, fixed = lunarYearOf(now)+k/12, k%12+1, false
	}
	if p.leap {
		month = -month
	}
	if fixed && k > 0 || k > 60 {
		return now, dayNone
	}
	if d, ok := lunarDate(year, month, dom); ok {
		return d, dayFound
	}
	if d, ok := lunarDate(year, month, -1); ok && p.has(slotMonth) {
		return d, dayMissing
	}
	return now, daySkip
}

// nthDay gives the first Monday, the last working day of a month.
func (p *phrase) nthDay(now time.Time, k int) (time.Time, found) {
	mask := p.wd
	if p.business {
		mask = 31
	}
	year, fixed := p.theYear(now, now.Year(), 0)
	month := now.Month()
	switch {
	case p.has(slotMonth) && p.monthRel:
		month, fixed = month+time.Month(p.month), true
	case p.has(slotMonth) && !fixed:
		month, year = time.Month(p.month), year+k
	case p.has(slotMonth):
		month = time.Month(p.month)
	case fixed && p.nth > 0: // the first Monday of next year
		month = time.January
	case fixed:
		month = time.December
	default:
		month += time.Month(k)
	}
	if fixed && k > 0 {
		return now, dayNone
	}
	first := civil(year, month, 1)
	d, ok := nthOf(first.Year(), first.Month(), p.nth, mask)
	if !ok && p.has(slotMonth) {
		return d, dayMissing
	}
	if !ok {
		return d, daySkip
	}
	return d, dayFound
}

// dateDay gives a Gregorian date with whatever of year, month and day was said.
func (p *phrase) dateDay(now time.Time, k int) (time.Time, found) {
	year, fixed := p.theYear(now, now.Year(), 0)
	month := now.Month()
	switch {
	case p.has(slotMonth) && p.monthRel:
		month, fixed = month+time.Month(p.month), true
	case p.has(slotMonth):
		month = time.Month(p.month)
		if !fixed {
			year += k
		}
	case p.has(slotYear):
		return civil(year, 1, 1), dayVague
	default:
		month += time.Month(k)
	}
	if !p.has(slotDom) {
		return p.monthAlone(now, year, month, k)
	}
	if fixed && k > 0 {
		return now, dayNone
	}
	d, f := inMonth(0, year, month, p.doms[0])
	leap := p.doms[0] == 29 && d.Month() == time.February
	if f == dayMissing && p.doms[0] <= 31 && !fixed && (!p.has(slotMonth) || leap) {
		return d, daySkip
	}
	if f == dayFound && !fixed && p.has(slotWd) && p.wd&(1<<weekday(d)) == 0 && p.agrees(d) {
		return d, daySkip
	}
	return d, f
}

// agrees reports that the weekday said fits this date in one of the next years, or the day of
// month some month of the next year; else the date counts and the weekday was a slip.
func (p *phrase) agrees(d time.Time) bool {
	if !p.has(slotMonth) {
		return true
	}
	for y := range 2 {
		if p.wd&(1<<weekday(d.AddDate(y, 0, 0))) != 0 {
			return true
		}
	}
	return false
}

// monthAlone is a month without a day; a weekday in it means its first.
func (p *phrase) monthAlone(now time.Time, year int, month time.Month, k int) (time.Time, found) {
	first := civil(year, month, 1)
	if !p.monthRel && first.AddDate(0, 1, -1).Before(now) && !p.has(slotYear) && k == 0 {
		first = first.AddDate(1, 0, 0)
	}
	return first, dayVague
}
