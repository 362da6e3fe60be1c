package when

import (
	"slices"
	"time"
)

// holiday is a day of the year that people name. rest counts the days off from it on, so that
// "after" begins when they end: 国庆 1-7 October, 春节 to the seventh of the first month, 劳动节
// 1-5 May (State Council, 全国年节及纪念日放假办法 as revised for 2025, and the yearly notices).
type holiday struct {
	names      []string
	month, day int // Gregorian, or lunar with lunar set; day -1 = last of the month
	lunar      bool
	nth, wd    int       // nth weekday (Monday 0) of month, from day on if there is one; -1 = last
	plus       int       // days after that weekday, or after Easter
	feast      int       // counted from Easter: 1 of the Western churches, 2 of the Orthodox
	moved      [7]int    // days by which it moves when it falls on a weekday, Monday first
	term       solarTerm // instead of a date
	rest       int
}

// springFestival is the index of 春节.
const springFestival = 0

// holidays are all of them; the lexicon keeps their indexes.
var holidays = slices.Concat(chinaHolidays, nationalHolidays, feasts)

// chinaHolidays are those of China, and the ones that are known there.
var chinaHolidays = []holiday{
	{names: []string{"春节", "过年", "大年初一", "年初一", "农历新年", "中国新年", "华人新年", "新春", "spring festival",
		"chinese new year", "chinese new year's day", "lunar new year", "lunar new year's day", "cny"}, month: 1, day: 1, lunar: true, rest: 7},
	{names: []string{"除夕", "除夕夜", "大年三十", "年三十", "大年夜", "年三十晚", "年夜饭", "chinese new year's eve",
		"lunar new year's eve", "spring festival eve", "cny eve"}, month: 12, day: -1, lunar: true, rest: 1},
	{names: []string{"元宵", "元宵节", "灯节", "上元节", "lantern festival", "yuanxiao", "yuanxiao festival"}, month: 1, day: 15, lunar: true, rest: 1},
	{names: []string{"龙抬头"}, month: 2, day: 2, lunar: true, rest: 1},
	{names: []string{"端午", "端午节", "端阳节", "dragon boat festival", "dragon boat", "dragon boat day", "duanwu",
		"duanwu festival"}, month: 5, day: 5, lunar: true, rest: 1},
	{names: []string{"七夕", "七夕节", "qixi", "qixi festival", "double seventh", "double seventh festival", "chinese valentine's day",
		"chinese valentine's", "chinese valentines day"}, month: 7, day: 7, lunar: true, rest: 1},
	{names: []string{"中元节", "鬼节", "七月半", "ghost festival", "hungry ghost festival", "zhongyuan", "zhongyuan festival"}, month: 7, day: 15, lunar: true, rest: 1},
	{names: []string{"中秋", "中秋节", "八月节", "mid-autumn festival", "mid autumn festival", "moon festival", "mid-autumn", "mid autumn",
		"mid-autumn day", "mid autumn day", "mid-autumn's day", "midautumn", "midautumn festival", "mooncake festival", "moon cake festival", "zhongqiu"}, month: 8, day: 15, lunar: true, rest: 1},
	{names: []string{"重阳", "重阳节", "double ninth", "double ninth festival", "double ninth day", "chongyang", "chongyang festival"}, month: 9, day: 9, lunar: true, rest: 1},
	{names: []string{"腊八", "腊八节", "laba", "laba festival"}, month: 12, day: 8, lunar: true, rest: 1},
	{names: []string{"小年", "北方小年", "little new year", "little chinese new year"}, month: 12, day: 23, lunar: true, rest: 1},
	{names: []string{"南方小年"}, month: 12, day: 24, lunar: true, rest: 1},
	{names: []string{"元旦", "元旦节", "阳历新年", "新年", "公历新年", "new year", "new year's", "new years day", "new year's day",
		"new years"}, month: 1, day: 1, rest: 1},
	{names: []string{"情人节", "valentine's day", "valentines day", "valentine's", "valentine day"}, month: 2, day: 14, rest: 1},
	{names: []string{"妇女节", "三八妇女节", "三八节", "女神节", "国际妇女节", "women's day"}, month: 3, day: 8, rest: 1},
	{names: []string{"植树节"}, month: 3, day: 12, rest: 1},
	{names: []string{"消费者权益日", "三一五", "315晚会"}, month: 3, day: 15, rest: 1},
	{names: []string{"愚人节", "april fools", "april fool's day"}, month: 4, day: 1, rest: 1},
	{names: []string{"清明", "清明节", "qingming", "qingming festival", "tomb sweeping day", "tomb-sweeping day", "tomb sweeping festival"}, term: qingming, rest: 1},
	{names: []string{"五一", "劳动节", "五一劳动节", "五一国际劳动节", "国际劳动节", "五一节", "五一假期", "五一长假", "51劳动节",
		"labour day", "may day"}, month: 5, day: 1, rest: 5},
	{names: []string{"青年节", "五四青年节"}, month: 5, day: 4, rest: 1},
	{names: []string{"母亲节", "mother's day", "mothers day"}, month: 5, nth: 2, wd: 6, rest: 1},
	{names: []string{"儿童节", "六一", "六一儿童节", "国际儿童节", "children's day"}, month: 6, day: 1, rest: 1},
	{names: []string{"六一八", "618"}, month: 6, day: 18, rest: 1},
	{names: []string{"父亲节", "father's day", "fathers day"}, month: 6, nth: 3, wd: 6, rest: 1},
	{names: []string{"建党节", "七一建党节"}, month: 7, day: 1, rest: 1},
	{names: []string{"建军节", "八一建军节"}, month: 8, day: 1, rest: 1},
	{names: []string{"教师节"}, month: 9, day: 10, rest: 1},
	{names: []string{"国庆", "国庆节", "国庆假期", "国庆长假", "十一假期", "十一长假", "十一黄金周", "国庆黄金周", "十一国庆",
		"十一国庆节", "national day", "golden week"}, month: 10, day: 1, rest: 7},
	{names: []string{"万圣节", "halloween"}, month: 10, day: 31, rest: 1},
	{names: []string{"双十一", "双11", "光棍节", "singles day", "singles' day"}, month: 11, day: 11, rest: 1},
	{names: []string{"感恩节", "thanksgiving", "thanksgiving day"}, month: 11, nth: 4, wd: 3, rest: 1},
	{names: []string{"黑五", "黑色星期五", "black friday"}, month: 11, nth: 4, wd: 3, plus: 1, rest: 1},
	{names: []string{"双十二", "双12"}, month: 12, day: 12, rest: 1},
	{names: []string{"冬至", "冬至节", "winter solstice", "dongzhi", "dongzhi festival"}, term: dongzhi, rest: 1},
	{names: []string{"平安夜", "圣诞前夜", "圣诞夜", "christmas eve", "xmas eve"}, month: 12, day: 24, rest: 1},
	{names: []string{"圣诞", "圣诞节", "christmas", "xmas", "christmas day", "xmas day"}, month: 12, day: 25, rest: 1},
	{names: []string{"跨年夜", "跨年", "new year's eve", "new years eve"}, month: 12, day: 31, rest: 1},
}

// holidayWords lists the names for the lexicon, and 初一 … 大年三十 with them.
func holidayWords() []word {
	var words []word
	for i, h := range holidays {
		for _, name := range h.names {
			m := 0
			if name == "新年" { // 泰国新年, 发新年祝福
				m = adjoining
			}
			words = append(words, word{name, kHoliday, i, m})
		}
	}
	digits := []rune("一二三四五六七八九十")
	for i, r := range digits {
		words = append(words, word{"初" + string(r), kLunarDay, i + 1, 0})
		if i > 0 {
			words = append(words, word{"大年初" + string(r), kLunarDay, i + 1, 1},
				word{"年初" + string(r), kLunarDay, i + 1, 1})
		}
	}
	return words
}

// date gives the day of the holiday in a year: the lunar year for lunar ones. ok is false for
// years beyond the tables.
func (h holiday) date(year int) (time.Time, bool) {
	switch {
	case h.lunar:
		return lunarDate(year, h.month, h.day)
	case h.term != noTerm:
		return h.term.date(year)
	case h.feast != 0:
		d, ok := easter(year, h.feast == 2)
		return d.AddDate(0, 0, h.plus), ok
	case h.nth != 0 && h.day > 0:
		d := civil(year, time.Month(h.month), h.day)
		return d.AddDate(0, 0, (h.wd-weekday(d)+7)%7+h.plus), true
	case h.nth != 0:
		d, ok := nthWeekday(year, time.Month(h.month), h.nth, h.wd)
		return d.AddDate(0, 0, h.plus), ok
	}
	d := civil(year, time.Month(h.month), h.day)
	return d.AddDate(0, 0, h.moved[weekday(d)]), true
}
