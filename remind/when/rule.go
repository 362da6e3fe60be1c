package when

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"time"
)

var dayCodes = [7]string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}

// recur turns a recurring phrase into a rule and its first occurrence.
func (p *phrase) recur(now time.Time, loc *time.Location) Result {
	vague := Result{Problem: Ambiguous, Offer: p.offer(now, loc)}
	if p.has(slotVague) || p.has(slotEvery) && p.every.unit < unitDay {
		return vague
	}
	w := p.wall(now)
	q := *p
	if !q.leadDays() {
		return vague
	}
	q.takeRange(now)
	if w.days > 0 && q.has(slotWd) && !q.has(slotNth) {
		q.wd = (q.wd<<w.days | q.wd>>(7-w.days)) & 127
	} else if w.days > 0 && !(q.has(slotEvery) && q.every.unit == unitDay) {
		return vague
	}
	rule, assumed, ok := q.rule()
	if !ok {
		return vague
	}
	from := today(now)
	if q.start != nil {
		if r := q.start.search(now, loc); !r.At.IsZero() {
			from = today(r.At.In(loc))
		}
	}
	hours, ok := p.hours()
	if !ok {
		return vague
	}
	first, ok := firstOf(rule+hours, from, w, now, loc)
	if !ok {
		return vague
	}
	ending := ""
	if q.run > 0 && q.end == nil {
		ending = until(first.AddDate(0, 0, q.run-1), loc)
	}
	if q.end != nil {
		if r := q.end.search(now, loc); !r.At.IsZero() {
			if today(r.At.In(loc)).Before(today(first.In(loc))) {
				return vague
			}
			ending = until(r.At, loc)
		}
	}
	if strings.HasPrefix(rule, chineseScale) && (ending != "" || hours != "") {
		return vague
	}
	if q.every.interval > 1 {
		head, tail, _ := strings.Cut(rule, "FREQ=")
		freq, rest, found := strings.Cut(tail, ";")
		rule = head + "FREQ=" + freq + ";INTERVAL=" + strconv.Itoa(q.every.interval)
		if found {
			rule += ";" + rest
		}
	}
	return Result{RRule: rule + hours + keepClock(first, w, hours) + ending, First: first, Assumed: assumed}
}

// until gives the part of the rule that ends it with a day.
func until(day time.Time, loc *time.Location) string {
	last := wall{h: 23, m: 59, s: 59}.on(today(day.In(loc)), loc)
	return ";UNTIL=" + last.UTC().Format("20060102T150405Z")
}

// takeRange makes the dates of "every day from Dec 1 to Dec 5" the bounds of the recurrence.
func (p *phrase) takeRange(now time.Time) {
	if p.start == nil && p.takePeriod(now) {
		return
	}
	if p.last == nil || p.every.unit > unitWeek || p.has(slotHoliday|slotLunar|slotNth) {
		return
	}
	start := phrase{slots: p.slots & (slotYear | slotMonth | slotDom), year: p.year, month: p.month, doms: p.doms}
	p.start, p.end = &start, p.last
	p.slots &^= slotYear | slotMonth | slotDom
}

// firstOf finds the first occurrence ahead of now, from a day on. rule has no interval.
func firstOf(rule string, from time.Time, w wall, now time.Time, loc *time.Location) (time.Time, bool) {
	start := from.AddDate(0, 0, -1)
	begin := time.Date(start.Year(), start.Month(), start.Day(), w.h, w.m, w.s, 0, time.UTC)
	day := civil(from.Year(), from.Month(), from.Day())
	after := now
	if lower := local(day, loc).Add(-time.Second); lower.After(now) {
		after = lower
	}
	first, ok, err := nextFloating(rule, begin, after, loc)
	return first, ok && err == nil
}

// keepClock names the hour in the rule where daylight saving has moved the first occurrence,
// which would else move all of them.
func keepClock(first time.Time, w wall, hours string) string {
	if first.Hour() == w.h && first.Minute() == w.m || hours != "" {
		return ""
	}
	return fmt.Sprintf(";BYHOUR=%d;BYMINUTE=%d", w.h, w.m)
}

// hours gives the part of the rule for several times a day. ok is false when their minutes differ.
func (p *phrase) hours() (string, bool) {
	if len(p.clocks) < 2 {
		return "", true
	}
	var hs []int
	for _, c := range p.clocks {
		w := c.wall(p.part)
		if w.m != p.clocks[0].m || w.days > 0 || w.s != 0 {
			return "", false
		}
		hs = append(hs, w.h)
	}
	sort.Ints(hs)
	return ";BYHOUR=" + joinInts(hs) + ";BYMINUTE=" + strconv.Itoa(p.clocks[0].m), true
}

// rule gives the RRULE without its interval; assumed when the day was not said.
func (p *phrase) rule() (rule string, assumed, ok bool) {
	unit := p.every.unit
	if !p.has(slotEvery) {
		unit = unitWeek
	}
	switch {
	case p.has(slotHoliday):
		rule, ok = p.holidayRule()
		return rule, false, ok && unit == unitYear
	case p.has(slotLunar):
		rule, ok = p.lunarRule()
		return rule, false, ok && unit == unitYear
	case p.has(slotShift) || p.has(slotVague):
		return "", false, false
	case unit == unitDay && !p.has(slotWd):
		return "FREQ=DAILY", false, !p.has(slotDom)
	case unit == unitDay, unit == unitWeek:
		mask := p.wd
		if !p.has(slotWd) {
			mask, assumed = 1, true
		}
		return "FREQ=WEEKLY;BYDAY=" + dayList(mask), assumed, !p.has(slotNth | slotDom)
	case unit == unitMonth:
		return p.monthRule("FREQ=MONTHLY")
	case unit == unitQuarter:
		return p.quarterRule()
	case unit == unitYear:
		return p.yearRule()
	}
	return "", false, false
}

// monthRule gives the day of the month: a date, 第一个周一, 最后一个工作日.
func (p *phrase) monthRule(freq string) (string, bool, bool) {
	switch {
	case p.has(slotNth) && p.business:
		return freq + ";BYDAY=MO,TU,WE,TH,FR;BYSETPOS=" + strconv.Itoa(p.nth), false, true
	case p.has(slotNth):
		return freq + ";BYDAY=" + strconv.Itoa(p.nth) + dayList(p.wd), false, p.wd&(p.wd-1) == 0
	case p.has(slotDom):
		days, ok := domList(p.doms)
		return freq + days, false, ok
	case p.has(slotWd):
		return freq + ";BYDAY=1" + dayList(p.wd), true, p.wd&(p.wd-1) == 0
	}
	return freq + ";BYMONTHDAY=1", true, true
}

// domList gives the days of a month. The 29th to 31st stand for the last day of shorter months.
func domList(doms []int) (string, bool) {
	days := append([]int(nil), doms...)
	sort.Ints(days)
	last := days[len(days)-1]
	if last > 31 {
		return "", false
	}
	if last < 29 {
		return ";BYMONTHDAY=" + joinInts(days), true
	}
	if len(days) > 1 { // 15号和31号
		if last < 31 {
			return "", false
		}
		days[len(days)-1] = -1
		return ";BYMONTHDAY=" + joinInts(days), true
	}
	list := ";BYMONTHDAY=28"
	for d := 29; d <= last; d++ {
		list += "," + strconv.Itoa(d)
	}
	return list + ";BYSETPOS=-1", true
}

func (p *phrase) quarterRule() (string, bool, bool) {
	months := ";BYMONTH=1,4,7,10"
	if p.every.interval == 2 {
		months = ";BYMONTH=1,7"
	}
	switch {
	case p.edge < 0 || p.has(slotDom) && p.doms[0] == -1 || p.has(slotNth) && p.nth == -1:
		months = ";BYMONTH=3,6,9,12"
		if p.every.interval == 2 {
			months = ";BYMONTH=6,12"
		}
		if !p.has(slotNth) {
			p.every.interval = 1
			return "FREQ=YEARLY" + months + ";BYMONTHDAY=-1", false, true
		}
	case p.every.interval > 2:
		return "", false, false
	}
	p.every.interval = 1
	rule, assumed, ok := p.monthRule("FREQ=MONTHLY" + months)
	if !p.has(slotNth) {
		rule = strings.Replace(rule, "FREQ=MONTHLY", "FREQ=YEARLY", 1)
	}
	return rule, assumed && p.has(slotWd), ok && (!p.has(slotDom) || p.doms[0] < 29)
}

func (p *phrase) yearRule() (string, bool, bool) {
	if p.monthRel || p.has(slotYear) {
		return "", false, false
	}
	month := ";BYMONTH=" + strconv.Itoa(p.month)
	switch {
	case p.has(slotNth) && p.has(slotMonth) && p.business:
		return "FREQ=MONTHLY" + month + ";BYDAY=MO,TU,WE,TH,FR;BYSETPOS=" + strconv.Itoa(p.nth), false, p.every.interval < 2
	case p.has(slotNth) && p.has(slotMonth):
		return "FREQ=YEARLY" + month + ";BYDAY=" + strconv.Itoa(p.nth) + dayList(p.wd), false, p.wd&(p.wd-1) == 0
	case p.has(slotMonth) && p.has(slotDom):
		for _, d := range p.doms {
			if d > monthDays(2028, time.Month(p.month)) { // a leap year
				return "", false, false
			}
		}
		return "FREQ=YEARLY" + month + ";BYMONTHDAY=" + joinInts(p.doms), false, true
	case p.has(slotMonth):
		return "FREQ=YEARLY" + month + ";BYMONTHDAY=1", true, true
	case p.has(slotDom | slotNth | slotWd):
		return "", false, false
	}
	return "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", true, true
}

// holidayRule gives a yearly rule for a holiday, moved by the days before or after it.
func (p *phrase) holidayRule() (string, bool) {
	h := holidays[p.holiday]
	shift := 0
	if p.has(slotShift) {
		shift = p.shift
		if p.after {
			shift += h.rest - 1
		}
	}
	switch {
	case p.seek.n != 0, h.term != noTerm, h.feast != 0, h.moved != [7]int{}, h.nth != 0 && (shift+h.plus != 0 || h.day > 0):
		return "", false
	case h.nth != 0:
		return fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", h.month, h.nth, dayCodes[h.wd]), true
	case h.lunar:
		return chineseRule(h.month, h.day, shift)
	}
	d := civil(2027, time.Month(h.month), h.day).AddDate(0, 0, shift)
	return fmt.Sprintf("FREQ=YEARLY;BYMONTH=%d;BYMONTHDAY=%d", d.Month(), d.Day()), true
}

// lunarRule gives a yearly rule for a date of the Chinese calendar. The 30th stands for the last
// day of a month of 29.
func (p *phrase) lunarRule() (string, bool) {
	if !p.has(slotMonth) || !p.has(slotDom) || p.leap || p.doms[0] > 30 {
		return "", false
	}
	day, shift := p.doms[0], 0
	if p.has(slotShift) {
		shift = p.shift
	}
	if day == 30 {
		day = -1
	}
	return chineseRule(p.month, day, shift)
}

// chineseRule writes the rule of RFC 7529. A shift out of the month counts back from the end of
// the month before it.
func chineseRule(month, day, shift int) (string, bool) {
	moved := day + shift
	if day > 0 && moved < 1 {
		month, moved = (month+10)%12+1, moved-1
	}
	if moved == 0 || moved > 29 || day < 0 && moved > -1 || moved < -29 {
		return "", false
	}
	return fmt.Sprintf("%sFREQ=YEARLY;BYMONTH=%d;BYMONTHDAY=%d", chineseScale, month, moved), true
}

func dayList(mask int) string {
	var out []string
	for i, code := range dayCodes {
		if mask&(1<<i) != 0 {
			out = append(out, code)
		}
	}
	return strings.Join(out, ",")
}

func joinInts(ns []int) string {
	out := make([]string, len(ns))
	for i, n := range ns {
		out[i] = strconv.Itoa(n)
	}
	return strings.Join(out, ",")
}
