package when

import (
	"strings"
	"time"
)

// bending reads 提前半小时 and 除了周日, which change a time that is said elsewhere.
func (r reader) bending(i int) (phrase, int) {
	if t := r.at(i); t.m != 0 {
		return phrase{}, 0
	} else if t.k == kAhead {
		s, few, n := r.span(i + 1)
		if n == 0 || few {
			return phrase{}, 0
		}
		return phrase{slots: slotLead, lead: s}, n + 1
	}
	j := i + 1
	if r.is(j, kEvery) {
		j++
	}
	p, n := r.weekdays(j, &phrase{slots: slotEvery})
	if n == 0 {
		return phrase{}, 0
	}
	if out := r.at(j + n); out.k == kOther && out.m == outside {
		n++
	}
	return phrase{slots: slotExcept, wd: p.wd}, j + n - i
}

// minutesBefore reads the 前十分钟 behind a clock time.
func (r reader) minutesBefore(i int) (minutes, n int) {
	if t := r.at(i); t.k != kBefore || t.to-t.from > 2 {
		return 0, 0
	}
	s, few, n := r.span(i + 1)
	if n == 0 || few || s.elapsed <= 0 || s.elapsed > 12*time.Hour || s.days != 0 || s.months != 0 || r.is(i+1+n, kAfter) {
		return 0, 0
	}
	return int(s.elapsed / time.Minute), n + 1
}

// correcting reports a bare number at i that corrects the clock time of cur: no, 9; sorry, 9 at the end.
func (r reader) correcting(cur *phrase, i int) bool {
	if corrects(r.t, cur.to, i) {
		return true
	}
	j := i - 1
	if r.is(j, kBreak) {
		j--
	}
	return r.is(i+1, kEnd) && r.is(j, kCorrect) && r.at(j).m == 0 && r.is(j-1, kBreak)
}

// leadEnds reports what follows the span of "30 minutes before" and "a day in advance" when the time
// that it counts from is said elsewhere.
func (r reader) leadEnds(i int) bool {
	switch t, next := r.at(i), r.at(i+1); {
	case t.k == kAhead:
		return t.m == 1
	case t.k == kBefore && t.to-t.from > 2:
		return next.k == kEnd || next.k == kBreak || next.k == kRequest || next.k == kPolite ||
			next.k == kPastTo || next.k == kFiller && next.m == therefore // a week before to renew it, an hour before so I am ready
	}
	return false
}

// bend takes over what the phrase a changes in p. It gives false when a changes nothing.
func (p *phrase) bend(a *phrase) bool {
	switch {
	case a.slots == slotLead && !p.past() && !p.has(slotVague|slotNow|slotLead):
		p.slots, p.lead = p.slots|slotLead, a.lead
		return true
	case !a.has(slotExcept) || !p.recurring() || p.has(slotDom|slotMonth|slotHoliday|slotNth):
		return false
	case p.has(slotWd):
		p.wd &^= a.wd
	case p.has(slotEvery) && p.every == (every{unitDay, 1}):
		p.slots, p.wd, p.every.unit = p.slots|slotWd, 127&^a.wd, unitWeek
	default:
		return false
	}
	return p.wd != 0
}

// early moves what was found to the time before it that was asked for.
func (res Result) early(p *phrase, now time.Time) Result {
	s := p.lead
	if res.At.IsZero() && res.RRule == "" {
		return res
	}
	if res.RRule == "" {
		at := s.times(-1).on(res.At)
		if !at.After(now) {
			return Result{Problem: Past, Offer: res.At}
		}
		return Result{At: at}
	}
	vague := Result{Problem: Ambiguous, Offer: res.First}
	if s.elapsed == 0 || s.days != 0 || s.months != 0 || len(p.clocks) > 1 || strings.Contains(res.RRule, "BYHOUR") {
		return vague
	}
	first := res.First.Add(-s.elapsed)
	if first.YearDay() != res.First.YearDay() {
		return vague
	}
	if !first.After(now) {
		next, ok, err := Next(res.RRule, res.First, res.First, res.First.Location())
		if first = next.Add(-s.elapsed); !ok || err != nil {
			return vague
		}
	}
	res.First = first
	return res
}

// on gives the moment that lies a span after t. Days keep the clock.
func (s span) on(t time.Time) time.Time {
	t = addMonthsTo(t, s.months).AddDate(0, 0, s.days)
	return t.Add(s.elapsed)
}

// leadDays moves the days of a recurrence to those that lie before them. ok is false for those that
// no rule can say.
func (p *phrase) leadDays() bool {
	days := p.lead.days
	switch {
	case !p.has(slotLead) || p.lead.elapsed > 0:
		return true
	case p.lead.months > 0 || p.lead.business > 0 || days <= 0 || p.has(slotShift|slotNth|slotQuarter):
		return false
	case p.has(slotHoliday | slotLunar):
		p.slots, p.shift, p.after = p.slots|slotShift, -days, false
	case p.has(slotDom):
		doms := make([]int, len(p.doms))
		for i, d := range p.doms {
			if d > 0 && d <= days || d > 28 {
				return false
			}
			doms[i] = d - days
		}
		p.doms = doms
	case p.has(slotWd):
		for range days % 7 {
			p.wd = p.wd>>1 | p.wd&1<<6
		}
	default:
		return p.has(slotEvery) && p.every.unit == unitDay
	}
	p.slots &^= slotLead
	return true
}

// todayOf gives the day of 下个月的今天 and 下周的今天.
func (p *phrase) todayOf(now time.Time, k int) (time.Time, found) {
	if p.has(slotWeek) {
		return once(k, weekStart(now).AddDate(0, 0, 7*p.week+weekday(now)))
	}
	year, _ := p.theYear(now, now.Year(), 0)
	month := now.Month()
	switch {
	case p.has(slotMonth) && p.monthRel:
		month += time.Month(p.month)
	case p.has(slotMonth):
		return now, dayVague
	}
	return inMonth(k, year, month, now.Day())
}

// takePeriod makes the week, month or year of 下周每天 and 12月每周一 the bounds of the recurrence.
func (p *phrase) takePeriod(now time.Time) bool {
	if !p.has(slotEvery) || p.every.unit > unitWeek || p.has(slotDom|slotNth|slotHoliday|slotLunar|slotQuarter|slotRel) {
		return false
	}
	start := phrase{slots: p.slots & (slotWeek | slotMonth | slotYear), week: p.week, month: p.month, monthRel: p.monthRel, year: p.year, yearRel: p.yearRel}
	if start.slots == 0 || p.isoWeek > 0 {
		return false
	}
	end := start
	switch {
	case p.has(slotWeek):
		days := p.wd
		if !p.has(slotWd) {
			days = 127
		}
		start.slots, end.slots = slotWeek|slotWd, slotWeek|slotWd
		for d := range 7 {
			if bit := 1 << d; days&bit != 0 {
				if end.wd = bit; start.wd == 0 {
					start.wd = bit
				}
			}
		}
	case p.has(slotMonth):
		if !p.has(slotYear) && !p.monthRel && time.Month(p.month) == now.Month() {
			start.monthRel, start.month = true, 0
			end.monthRel, end.month = true, 0
		}
		start.slots, start.doms = start.slots|slotDom, []int{1}
		end.slots, end.doms = end.slots|slotDom, []int{-1}
	default:
		start, end = yearEdge(start, 1), yearEdge(end, -1)
	}
	p.start, p.end = &start, &end
	p.slots &^= slotWeek | slotMonth | slotYear
	return true
}

// daysRunning reads 接下来三天每天, for the next three days.
func (r reader) daysRunning(i int) (phrase, int) {
	if r.is(i, kRel) && !(r.at(i).n == 1 && r.at(i).m == -1 && r.is(i-1, kPrep) && r.at(i-1).n == 4) {
		return phrase{}, 0
	}
	days := r.at(i + 1)
	if !r.is(i+1, kNum, kUnit) || days.ord || days.q != 0 || days.n < 2 || days.n > 366 {
		return phrase{}, 0
	}
	p := phrase{slots: slotEvery, every: every{unitDay, 1}, run: days.n}
	switch r.at(i + 2).n {
	case unitWeek:
		p.run *= 7
	case unitDay:
	default:
		return phrase{}, 0
	}
	n := 3
	if r.is(i+n, kEvery, kUnit) && r.at(i+n+1).n == unitDay {
		n += 2
	} else if r.is(i+n, kRecur) && r.at(i+n).n == unitDay && r.at(i+n).m == 1 {
		n++
	}
	return p, n
}
