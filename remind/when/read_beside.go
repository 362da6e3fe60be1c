package when

import "time"

// seek names a weekday by its distance from another day: the second Tuesday after Christmas.
type seek struct {
	mask, n int // weekdays, and which of them; n 0 = none
	dir     int // 1 after, -1 before, 0 the closest on either side
}

// from gives the day that lies so from d.
func (s seek) from(d time.Time) time.Time {
	if s.n == 0 {
		return d
	}
	left := s.n
	for i := 0; i < 7*s.n+7; i++ {
		for _, sign := range []int{-1, 1} {
			if s.dir == -sign || i == 0 && (s.dir != 0 || sign > 0) {
				continue
			}
			day := d.AddDate(0, 0, sign*i)
			if s.mask&(1<<weekday(day)) == 0 {
				continue
			}
			if left--; left == 0 {
				return day
			}
		}
	}
	return d
}

// beside reads "the second Tuesday after", "the Friday before", "the closest Monday to", when a
// day follows that they count from.
func (r reader) beside(i int, _ *phrase) (phrase, int) {
	s, j := seek{n: 1}, i
	if t := r.at(j); t.k == kNum && t.ord && t.n <= 53 {
		s.n, j = t.n, j+1
	}
	near := r.is(j, kNear)
	if near {
		j++
	}
	switch t := r.at(j); {
	case t.k == kWeekday && t.m != 2 || t.k == kWeekday && near:
		s.mask = t.n
	case t.k == kWeekend:
		s.mask = 1 << 5
	default:
		return phrase{}, 0
	}
	switch t := r.at(j + 1); {
	case near && t.k == kPastTo && t.n < 0:
	case !near && t.k == kPass && t.n == 2:
		s.dir = 1
	case !near && t.k == kBefore && t.to-t.from > 2:
		s.dir = -1
	default:
		return phrase{}, 0
	}
	if !r.dayFollows(j + 2) {
		return phrase{}, 0
	}
	return phrase{slots: slotShift, seek: s}, j + 2 - i
}

// quarterOf reads Q3, Q3 2027, the third quarter of 2027: its first day.
func (r reader) quarterOf(i int, _ *phrase) (phrase, int) {
	t, n := r.at(i), 1
	year := t.m
	if t.k == kNum && t.ord && t.n <= 4 && r.is(i+1, kUnit) && r.at(i+1).n == unitQuarter {
		n, year = 2, 0
	} else if t.k != kQuarter {
		return phrase{}, 0
	}
	p := phrase{slots: slotMonth | slotDom, month: 3*t.n - 2, doms: []int{1}}
	if year == 0 && !r.quarterMeant(i, i+n) {
		return phrase{}, 0
	}
	if year > 0 {
		p.slots, p.year = p.slots|slotYear, year
		return p, n
	}
	j := i + n
	if r.at(j).k == kGlue && r.at(j).n == 4 || r.at(j).k == kPass && r.at(j).m == 2 {
		j++
	}
	if y, m := r.year(j); m > 0 {
		p.slots, p.year, n = p.slots|slotYear, y, j+m-i
	}
	return p, n
}

// quarterMeant tells the quarter before j from terminal Q3 and the second quarter report.
func (r reader) quarterMeant(i, j int) bool {
	if _, n := r.year(j); n > 0 {
		return true
	}
	prev := r.at(i - 1)
	if prev.k == kGlue && prev.n == 3 {
		prev = r.at(i - 2)
	}
	switch prev.k {
	case kEvery, kPrep, kPass, kEdge, kBefore, kRel, kRequest, kEnd, kBreak:
		return true
	case kGlue:
		return prev.n == 4 || prev.n == 5
	}
	next := r.at(j)
	return r.at(i).k != kQuarter && next.k != kOther && next.k != kThing
}

// weekNumber reads week 32.
func (r reader) weekNumber(i int, _ *phrase) (phrase, int) {
	t, w := r.at(i), r.at(i+1)
	if t.k != kUnit || t.n != unitWeek || t.to-t.from != len("week") || w.k != kNum || w.ord || w.q != 0 || w.n < 1 || w.n > 53 {
		return phrase{}, 0
	}
	if k := r.at(i + 2).k; k == kUnit || k == kGe || k == kMeridiem || k == kOclock || k == kOther {
		return phrase{}, 0
	}
	p, n := phrase{slots: slotWeek, isoWeek: w.n}, 2
	j := i + 2
	if r.at(j).k == kGlue && r.at(j).n == 4 {
		j++
	}
	if y, m := r.year(j); m > 0 {
		p.slots, p.year, n = p.slots|slotYear, y, j+m-i
	}
	return p, n
}
