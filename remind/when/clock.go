package when

import "time"

// wall is a clock time on some day; days moves it to a later day (24:00 is 0:00 of the next).
type wall struct{ h, m, s, days int }

// partWall gives the time meant by a part of the day alone.
func partWall(part int) wall {
	switch part {
	case partDawn:
		return wall{h: 3}
	case partNoon:
		return wall{h: 12}
	case partAfternoon:
		return wall{h: 15}
	case partDusk:
		return wall{h: 18}
	case partEvening:
		return wall{h: 20}
	case partNight:
		return wall{days: 1}
	}
	return wall{h: 9}
}

// wall gives the time that was said in a part of the day (partNone when none was said).
func (c clock) wall(part int) wall {
	w := wall{h: c.h, m: c.m, s: c.s}
	switch {
	case c.h == 24:
		w.h, w.days = 0, 1
	case c.exact && c.h == 0 && part == partEvening:
		w.days = 1
	case c.exact && c.half == 0 && c.h < 12 && part >= partAfternoon && c.h > 0:
		w = clock{h: c.h, m: c.m, s: c.s}.wall(part)
	case !c.exact:
		w.h, w.days = hourIn(c.h, part)
	}
	return w
}

// at gives the hour of c in a part of the day.
func (c clock) at(part int) int { return c.wall(part).h }

// hourIn moves a twelve-hour hour into a part of the day.
func hourIn(h, part int) (hour, days int) {
	switch part {
	case partDawn:
		return h % 12, 0
	case partMorning:
		return h, 0
	case partNoon:
		if h <= 4 {
			h += 12
		}
		return h, 0
	case partAfternoon, partDusk:
		if h < 12 {
			h += 12
		}
		return h, 0
	case partEvening:
		switch {
		case h == 12:
			return 0, 1
		case h <= 4:
			return h, 1
		}
		return h + 12, 0
	case partNight:
		switch {
		case h == 12:
			return 0, 1
		case h <= 5:
			return h, 0
		}
		return h + 12, 0
	}
	if h >= 1 && h <= 6 {
		h += 12
	}
	return h, 0
}

// wall gives the clock time of the phrase: as said, else its part's, else 9:00.
func (p *phrase) wall(now time.Time) wall {
	switch {
	case p.has(slotClock):
		w := p.clocks[0].wall(p.part)
		tonight := p.rel == 0 && p.slots&(slotsDay&^slotRel) == 0
		if p.part == partNight && w.days == 0 && w.h < 6 && w.h <= now.Hour() && tonight {
			w.days = 1
		}
		return w
	case p.has(slotSame):
		return wall{h: now.Hour(), m: now.Minute(), s: now.Second()}
	case p.has(slotPart):
		return partWall(p.part)
	}
	return wall{h: 9}
}

// on gives the instant of w on a civil day.
func (w wall) on(day time.Time, loc *time.Location) time.Time {
	d := day.AddDate(0, 0, w.days)
	return local(time.Date(d.Year(), d.Month(), d.Day(), w.h, w.m, w.s, 0, time.UTC), loc)
}

// local gives the instant at which clocks in loc show the fields of floating (a time in UTC that
// stands for a wall clock). A time that is skipped moves forward by the gap; of a doubled time
// the first is meant.
func local(floating time.Time, loc *time.Location) time.Time {
	const around = 26 * time.Hour // longer than any offset, so on one side of the change
	for _, from := range []time.Duration{-around, around} {
		_, offset := floating.Add(from).In(loc).Zone()
		t := floating.Add(-time.Duration(offset) * time.Second)
		if float(t, loc).Equal(floating) {
			return t.In(loc)
		}
	}
	_, offset := floating.Add(-around).In(loc).Zone()
	return floating.Add(-time.Duration(offset) * time.Second).In(loc)
}

// float gives the wall clock of t in loc as a time in UTC.
func float(t time.Time, loc *time.Location) time.Time {
	t = t.In(loc)
	return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
}

// civil is a calendar day: midnight UTC, whatever the zone.
func civil(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// today is the civil day of now in its own zone.
func today(now time.Time) time.Time { return civil(now.Year(), now.Month(), now.Day()) }

func monthDays(year int, month time.Month) int { return civil(year, month+1, 0).Day() }

// weekday counts from Monday 0.
func weekday(day time.Time) int { return (int(day.Weekday()) + 6) % 7 }

// addMonths moves by months and clamps to the month's end.
func addMonths(day time.Time, months int) time.Time {
	first := civil(day.Year(), day.Month()+time.Month(months), 1)
	return first.AddDate(0, 0, min(day.Day(), monthDays(first.Year(), first.Month()))-1)
}

// isoWeek gives the Monday of a week of the year; the first is the one with 4 January.
func isoWeek(year, n int) time.Time { return weekStart(civil(year, 1, 4)).AddDate(0, 0, 7*(n-1)) }

// addBusiness moves by working days (Monday to Friday; public holidays are not known).
func addBusiness(day time.Time, n int) time.Time {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		day = day.AddDate(0, 0, step)
		if weekday(day) < 5 {
			n--
		}
	}
	return day
}

// nthWeekday gives the nth weekday (Monday 0) of a month; n -1 = the last.
func nthWeekday(year int, month time.Month, n, wd int) (time.Time, bool) {
	return nthOf(year, month, n, 1<<wd)
}

// nthOf gives the nth day of a month that is in the mask of weekdays; n -1 = the last.
func nthOf(year int, month time.Month, n, mask int) (time.Time, bool) {
	first, length := civil(year, month, 1), monthDays(year, month)
	for i := range length {
		d := first.AddDate(0, 0, i)
		if n < 0 {
			d = first.AddDate(0, 0, length-1-i)
		}
		if mask&(1<<weekday(d)) == 0 {
			continue
		}
		if n == 1 || n == -1 {
			return d, true
		}
		if n > 0 {
			n--
		} else {
			n++
		}
	}
	return first.AddDate(0, 0, length-1), false
}
