package when

import "time"

// Years of the lunar calendar that are known; 6tail/lunar-go, from which they are taken and with
// which a test compares them, is checked against published calendars there.
const (
	firstLunarYear = 1901
	lastLunarYear  = firstLunarYear + len(lunarYears) - 1
)

// solarTerm is one of the terms of the sun that are holidays.
type solarTerm int

const (
	noTerm   solarTerm = iota
	qingming           // 4, 5 or 6 April
	dongzhi            // 21, 22 or 23 December
)

// lunarYear is a year of the Chinese calendar, packed. From the lowest bit on: 13 bits for the
// months in their order, set for those of 30 days; 4 for the leap month, 0 for none; 6 for the days
// from 1 January to the first of the first month; 2 for the day of Qingming, counted from 4 April;
// 2 for that of the winter solstice, counted from 21 December.
type lunarYear uint32

// lunarYearAt gives a year. ok is false for those that are not known.
func lunarYearAt(year int) (lunarYear, bool) {
	if year < firstLunarYear || year > lastLunarYear {
		return 0, false
	}
	return lunarYear(lunarYears[year-firstLunarYear]), true
}

func (y lunarYear) leap() int { return int(y >> 13 & 15) }

// begin gives the days from 1 January to the year's first.
func (y lunarYear) begin() int { return int(y >> 17 & 63) }

// place gives the place of a month (negative = leap month) in the year; -1 when it has none.
func (y lunarYear) place(month int) int {
	leap := y.leap()
	switch {
	case month < -12 || month > 12 || month == 0 || month < 0 && -month != leap:
		return -1
	case month < 0:
		return leap
	case leap > 0 && month > leap:
		return month
	}
	return month - 1
}

// days gives the length of the month at a place.
func (y lunarYear) days(place int) int { return 29 + int(y>>place&1) }

// lunarDate converts a date of the Chinese calendar; month is negative for a leap month. Negative
// days count from the month's end. ok is false for a date that does not exist.
func lunarDate(year, month, day int) (time.Time, bool) {
	y, ok := lunarYearAt(year)
	if !ok {
		return time.Time{}, false
	}
	place := y.place(month)
	if place < 0 || day == 0 || day > y.days(place) || day < -y.days(place) {
		return time.Time{}, false
	}
	if day < 0 {
		day += y.days(place) + 1
	}
	for i := range place {
		day += y.days(i)
	}
	return civil(year, time.January, y.begin()+day), true
}

// date gives the day of the term in a year.
func (s solarTerm) date(year int) (time.Time, bool) {
	y, ok := lunarYearAt(year)
	switch {
	case !ok:
		return time.Time{}, false
	case s == qingming:
		return civil(year, time.April, 4+int(y>>23&3)), true
	}
	return civil(year, time.December, 21+int(y>>25&3)), true
}
