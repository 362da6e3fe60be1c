package when

import (
	"time"

	"github.com/6tail/lunar-go/calendar"
)

// Years whose lunar calendar is computed; lunar-go is checked against published calendars there.
const (
	firstLunarYear = 1901
	lastLunarYear  = 2199
)

// lunarDate converts a date of the Chinese calendar. Negative days count from the month's end. ok is false for
// a date that does not exist: lunar-go panics on those, so the month's length is asked first.
func lunarDate(year, month, day int) (time.Time, bool) {
	length := lunarMonthDays(year, month)
	if length == 0 || day > length || day == 0 || day < -length {
		return time.Time{}, false
	}
	if day < 0 {
		day += length + 1
	}
	first := calendar.NewLunarYear(year).GetMonth(month).GetFirstJulianDay()
	s := calendar.NewSolarFromJulianDay(first + float64(day-1))
	return civil(s.GetYear(), time.Month(s.GetMonth()), s.GetDay()), true
}

// lunarMonthDays gives the days of a lunar month (negative = leap month), 0 when there is none.
func lunarMonthDays(year, month int) int {
	if year < firstLunarYear || year > lastLunarYear || month == 0 || month < -12 || month > 12 {
		return 0
	}
	m := calendar.NewLunarYear(year).GetMonth(month)
	if m == nil {
		return 0
	}
	return m.GetDayCount()
}

// solarTerm gives the day of a solar term in the lunar year that begins in year, by the name that
// lunar-go gives it there.
func solarTerm(year int, name string) (time.Time, bool) {
	if year < firstLunarYear || year > lastLunarYear {
		return time.Time{}, false
	}
	s, ok := calendar.NewSolarFromYmd(year, 6, 1).GetLunar().GetJieQiTable()[name]
	if !ok || s == nil {
		return time.Time{}, false
	}
	return civil(s.GetYear(), time.Month(s.GetMonth()), s.GetDay()), true
}
