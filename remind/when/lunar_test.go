package when

import (
	"testing"
	"time"

	"github.com/6tail/lunar-go/calendar"
)

// computedYear packs a year of lunarYears from the calendar library.
func computedYear(year int) uint32 {
	lunar := calendar.NewLunarYear(year)
	var packed uint32
	bit := 0
	var begin time.Time
	for e := lunar.GetMonths().Front(); e != nil; e = e.Next() {
		m, ok := e.Value.(*calendar.LunarMonth)
		if !ok || m.GetYear() != year {
			continue
		}
		if begin.IsZero() {
			s := calendar.NewSolarFromJulianDay(m.GetFirstJulianDay())
			begin = civil(s.GetYear(), time.Month(s.GetMonth()), s.GetDay())
		}
		if m.GetDayCount() == 30 {
			packed |= 1 << bit
		}
		bit++
	}
	terms := calendar.NewSolarFromYmd(year, 6, 1).GetLunar().GetJieQiTable()
	packed |= uint32(lunar.GetLeapMonth()) << 13
	packed |= uint32(begin.YearDay()-1) << 17
	packed |= uint32(terms["清明"].GetDay()-4) << 23
	packed |= uint32(terms["DONG_ZHI"].GetDay()-21) << 25
	return packed
}

// The table says what the calendar library computes, for every year.
func TestLunarYears(t *testing.T) {
	t.Parallel()
	for i, packed := range lunarYears {
		if want := computedYear(firstLunarYear + i); packed != want {
			t.Errorf("%d: 0x%07x, want 0x%07x", firstLunarYear+i, packed, want)
		}
	}
}

// slowDate is lunarDate by the calendar library, for a month of it (nil = none).
func slowDate(m *calendar.LunarMonth, day int) (time.Time, bool) {
	if m == nil || day == 0 || day > m.GetDayCount() || day < -m.GetDayCount() {
		return time.Time{}, false
	}
	if day < 0 {
		day += m.GetDayCount() + 1
	}
	s := calendar.NewSolarFromJulianDay(m.GetFirstJulianDay() + float64(day-1))
	return civil(s.GetYear(), time.Month(s.GetMonth()), s.GetDay()), true
}

// Days of every lunar month of the years that people mean are where the library puts them.
func TestLunarDatesAgree(t *testing.T) {
	t.Parallel()
	for year := 2020; year <= 2100; year++ {
		lunar := calendar.NewLunarYear(year)
		for month := -12; month <= 12; month++ {
			var m *calendar.LunarMonth
			if month != 0 {
				m = lunar.GetMonth(month)
			}
			for day := -31; day <= 31; day++ {
				got, ok := lunarDate(year, month, day)
				want, wantOK := slowDate(m, day)
				if ok != wantOK || !got.Equal(want) {
					t.Fatalf("lunarDate(%d, %d, %d) = %v, %v, want %v, %v", year, month, day, got, ok, want, wantOK)
				}
			}
		}
		terms := calendar.NewSolarFromYmd(year, 6, 1).GetLunar().GetJieQiTable()
		for _, term := range []solarTerm{qingming, dongzhi} {
			want := terms[map[solarTerm]string{qingming: "清明", dongzhi: "DONG_ZHI"}[term]]
			if got, ok := term.date(year); !ok || got.Format(time.DateOnly) != want.ToYmd() {
				t.Errorf("term %d of %d = %v, want %s", term, year, got, want.ToYmd())
			}
		}
	}
}
