package when

// day reports a number that can be a day of the month.
func (t token) day() bool {
	return t.k == kNum && t.q == 0 && t.n >= 1 && t.n <= 31 && t.m != 3 && t.m != 4
}

// ranges reports what stands between the ends of an English range: a dash, to.
func (t token) ranges() bool {
	return t.k == kTo || t.k == kPastTo && t.n < 0
}

// daysTo gives the tokens up to the month behind a day: one, or more when a second day stands
// between (13 to 15 July, the 13th to the 15th of July). The first day is the one that counts.
func (r reader) daysTo(i int) int {
	n := 1
	if r.at(i).day() && r.at(i+1).ranges() {
		j := i + 2
		if r.at(j).k == kGlue && r.at(j).n == 3 {
			j++
		}
		if r.at(j).day() && (r.is(j+1, kMonth) || r.is(j+1, kGlue, kMonth)) {
			n = j + 1 - i
		}
	}
	return n
}

// dateRange swallows the end of a range behind a date (10 August - 12 September 2013, Oct 26 - 28)
// and takes its year for the beginning, which has none of its own.
func (r reader) dateRange(p phrase, i, n int) (phrase, int) {
	if !r.at(i+n).ranges() || p.has(slotShift) {
		return p, n
	}
	j := i + n + 1
	if r.at(j).k == kGlue && r.at(j).n == 3 {
		j++
	}
	a, b := r.at(j), r.at(j+1)
	switch {
	case a.k == kMonth && b.day(), a.day() && b.k == kMonth:
		j += 2
	case a.day() && b.k == kGlue && b.n == 4 && r.is(j+2, kMonth):
		j += 3
	case r.is(i, kMonth) && a.day() && (b.k == kEnd || b.k == kBreak || b.k == kPrep):
		j++
	default:
		return p, n
	}
	end, m := r.englishYear(phrase{}, i, j-i)
	if end.has(slotYear) && !p.has(slotYear) {
		p.slots, p.year = p.slots|slotYear, end.year
	}
	last := phrase{slots: slotMonth | slotDom, month: p.month, doms: []int{a.n}}
	switch {
	case a.k == kMonth:
		last.month, last.doms = a.n, []int{b.n}
	case j > i+n+2: // a day with its month
		last.month = r.at(j - 1).n
	}
	p.last = &last
	return p, m
}

// splitDate reads 2 / 15 and 2-15 behind on or by. Elsewhere two numbers with a dash may be a room
// or a size, and with a slash a fraction, unless the second can only be a day.
func (r reader) splitDate(i int) (phrase, int) {
	a, sep, b := r.at(i), r.at(i+1), r.at(i+2)
	dash := sep.k == kTo && sep.n == 1 || sep.k == kAnd && sep.n == 2
	if !dash || !a.day() || !b.day() || a.ord || b.ord || a.m == 0 || b.m == 0 {
		return phrase{}, 0
	}
	month, day := a.n, b.n
	if month > 12 {
		month, day = day, month
	}
	prev, next := r.at(i-1), r.at(i+3)
	on := prev.k == kPrep && (prev.n == 2 || prev.n == 3) || sep.k == kAnd && day > 12
	ends := next.k == kEnd || next.k == kRequest || next.k == kPolite || next.k == kBreak || next.k == kPrep && next.n == 1
	if month > 12 || !ends || !on {
		return phrase{}, 0
	}
	return phrase{slots: slotMonth | slotDom, month: month, doms: []int{day}}, 3
}
