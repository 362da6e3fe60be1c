package when

import (
	"sort"
	"sync"
)

// kind says what a token can be part of.
type kind uint8

const (
	kOther      kind = iota // content
	kEnd                    // past the last token
	kBreak                  // punctuation
	kFiller                 // 嗯, 呃, 那个, um
	kGlue                   // 的, of, the
	kAnd                    // 和, 、, and
	kTo                     // 到, 至, -, until
	kPrep                   // at, on, in, by, for, around; n says which
	kNum                    // n, f; m = plain digits; ord
	kHalf                   // 半, half
	kArticle                // a, an
	kFew                    // 几, a few, several
	kCouple                 // a couple of
	kClock                  // 15:30, n m q = h m s; ord = 24-hour form
	kDate                   // 2026-12-01, 12/5; n m q = y m d
	kDay                    // 明天; n = days from today, m = part
	kWeekday                // n = mask Monday first, m = 1 plural
	kWeekend                // m = 1 plural
	kBusiness               // 工作日; m = 1 recurring by itself
	kUnit                   // n = unit
	kDom                    // 号, 日
	kMonth                  // December; n
	kRel                    // 这, 下, 上; n = -2..3
	kEdge                   // 底, 初; n = last/first day, m = unit, q = 1 of any unit that follows
	kGe                     // 个
	kOrd                    // 第
	kLast                   // 最后
	kPart                   // 下午; n = part, m = 1 weak
	kNamed                  // noon, midnight; n = part
	kOclock                 // 点, 时, o'clock
	kMeridiem               // am, pm; n = 0, 12
	kPastTo                 // past, to; n = 1, -1
	kAfter                  // 后, later
	kBefore                 // 前, before
	kAgo                    // ago
	kWithin                 // 内
	kPass                   // 过, 再过, in, within, after; n = 1 within
	kEvery                  // 每; m = 1 每隔
	kRecur                  // daily, 天天; n = unit, m = interval
	kAlternate              // other (every other)
	kTimes                  // 次, times; n = count
	kHoliday                // n = index of holidays
	kLunar                  // 农历
	kLunarMonth             // 正月, 腊月; n
	kLunarDay               // 初三, 大年初三, n = day, m = month
	kLeap                   // 闰
	kZone                   // n = index of zones
	kNow                    // 现在
	kSame                   // 这个时候
	kVague                  // 晚点, 过几天
	kGone                   // 刚才
	kFrom                   // 从, starting
	kStart                  // 开始, 起
	kRequest                // 提醒我; n = 1 weak, 2 reminder as a noun
	kPolite                 // 请, please
	kCancel                 // 取消
	kAsk                    // 吗, 什么时候
	kTold                   // 说, said
	kDone                   // 了, called
	kThing                  // 柜台, 号线: what a numbered thing is called
	kIdiom                  // 建议: what 三点 may count
	kZi                     // 个字, five minutes in Cantonese
	kDa                     // 踏, 搭
	kLess                   // 差
	kNear                   // closest
	kQuarter                // Q3, 2018Q4; n = quarter, m = year or 0
	kAhead                  // 提前, in advance; m = 1 behind the span
	kExcept                 // 除了, except; m = 1 behind the day
	kRun                    // 接下来, 连续: days one after the other
	kCorrect                // 不对, no wait: the time that follows replaces the one before
	kForeign                // a calendar whose days are not known here
)

// possessive is the m of the kOther that reads 's.
const possessive = 1

// What the m of some words says.
const (
	passed      = 1   // kDone: 过了
	nextDay     = 100 // kDay: 第二天, the second day of a holiday
	sameDay     = 101 // kDay: 当天
	fromEnd     = 2   // kLast: 倒数
	beforeTime  = 5   // kRequest: remind, when nothing but the time follows
	setting     = 3   // kRequest with its noun: 设个提醒
	device      = 4   // kRequest: an alarm, which may be a thing
	therefore   = 3   // kFiller: 所以
	daysOff     = 2   // kOther: the holiday behind the name of one
	daysOver    = 4   // kOther: 放完假, the end of them
	outside     = 5   // kOther: the 外 of 除周日外
	person      = 3   // kOther: 我
	early       = 2   // kVague: 早点, which belongs to the task when more is said
	closing     = 3   // kVague: 打烊, which is a time only when something is before or after it
	newYearOver = 4   // kVague: 过完年, which becomes a day with 第一天
	adjoining   = 1   // kForeign that stands right before its day; kHoliday that nothing may stand right before
)

// token is a piece of the folded text between two rune offsets.
type token struct {
	k        kind
	ord      bool
	n, m, q  int
	f        float64
	from, to int
}

// word is an entry of the lexicon.
type word struct {
	s    string
	k    kind
	n, m int
}

// entry is a word with its runes.
type entry struct {
	runes []rune
	word
}

// dictionary is the lexicon in the form that the scanner uses.
type dictionary struct {
	byRune     map[rune][]entry // longest first
	simplified map[rune]rune
}

var lexicon = sync.OnceValue(func() dictionary {
	d := dictionary{byRune: map[rune][]entry{}, simplified: foldTable()}
	for _, list := range [][]word{zhWords, enWords, zhTalk, enTalk, ownTime(), mixedWishes(), holidayWords(), zoneWords()} {
		for _, w := range list {
			rs := []rune(w.s)
			d.byRune[rs[0]] = append(d.byRune[rs[0]], entry{rs, w})
		}
	}
	for _, es := range d.byRune {
		sort.SliceStable(es, func(i, j int) bool { return len(es[i].runes) > len(es[j].runes) })
	}
	return d
})

// lex cuts a folded text into tokens. Spaces are no tokens.
func lex(rs []rune) []token {
	d := lexicon()
	out := make([]token, 0, len(rs)/2+4)
	for i := 0; i < len(rs); {
		if rs[i] == ' ' || rs[i] == '\t' || rs[i] == '\n' || rs[i] == '\r' {
			if rs[i] == '\n' {
				out = append(out, token{k: kBreak, n: 1, from: i, to: i + 1})
			}
			i++
			continue
		}
		t := d.next(rs, i)
		t.from = i
		if t.to <= i {
			t.to = i + 1
		}
		i = t.to
		out = appendToken(out, t, rs)
	}
	return settle(out)
}

// settle decides words that mean one thing before some words and another before others: second
// (of March) and after next (Friday).
func settle(in []token) []token {
	out := make([]token, 0, len(in)+2)
	for i, t := range in {
		next := token{k: kEnd}
		if i+1 < len(in) {
			next = in[i+1]
		}
		switch {
		case t.k == kUnit && t.m == 2 && !(i > 0 && in[i-1].k == kNum && !in[i-1].ord) && (secondOf(next) || next.k == kPastTo && i+2 < len(in) && in[i+2].k == kLast):
			t = token{k: kNum, n: 2, f: 2, ord: true, m: ordinal, from: t.from, to: t.to}
		case t.k == kEdge && t.m == -1 && t.n > 0 && !edgeFollows(in, i, t), t.k == kNum && t.m == letterO && !beside(in, i, kNum):
			t = token{k: kOther, from: t.from, to: t.to}
		case t.k == kAfter && t.n == 9 && (next.k == kWeekday || next.k == kMonth || next.k == kUnit || next.k == kHoliday):
			out = append(out, token{k: kPass, n: 2, from: t.from, to: t.from + 5})
			t = token{k: kRel, n: 1, m: -1, from: t.to - 4, to: t.to}
		}
		out = append(out, t)
	}
	return out
}

// edgeFollows reports that the words early and mid have a month or another unit behind them; other
// edges need none.
func edgeFollows(in []token, i int, t token) bool {
	if size := t.to - t.from; size != len("mid") && size != len("early") {
		return true
	}
	j := i + 1
	for j < len(in) && (in[j].k == kGlue && in[j].n == 3 || in[j].k == kTo && in[j].n == 1) {
		j++
	}
	if j == len(in) {
		return false
	}
	switch next := in[j]; next.k {
	case kMonth, kUnit, kRel, kQuarter:
		return true
	default:
		return next.isYear()
	}
}

// beside reports that a token has one of the kind k on a side, dashes aside.
func beside(in []token, i int, k kind) bool {
	for _, step := range []int{-1, 1} {
		j := i + step
		if j >= 0 && j < len(in) && in[j].k == kTo && in[j].n == 1 {
			j += step
		}
		if j >= 0 && j < len(in) && in[j].k == k {
			return true
		}
	}
	return false
}

// secondOf reports what "second" can count: the second Monday, second quarter, second to last.
func secondOf(next token) bool {
	switch next.k {
	case kWeekday, kWeekend, kBusiness, kNear, kLast:
		return true
	case kGlue:
		return next.n == 4
	case kUnit:
		return next.n == unitDay || next.n == unitQuarter
	}
	return false
}

// next reads the token that begins at i.
func (d dictionary) next(rs []rune, i int) token {
	r := rs[i]
	if t, ok := lexQuarter(rs, i); ok {
		return t
	}
	if r == '\'' && i > 0 && isLetter(rs[i-1]) && at(rs, i+1) == 's' && !isLetter(at(rs, i+2)) {
		return token{k: kOther, m: possessive, to: i + 2}
	}
	if '0' <= r && r <= '9' {
		return lexDigits(rs, i)
	}
	if t, ok := lexWeekdays(rs, i); ok {
		return t
	}
	if t, ok := d.lookup(rs, i); ok {
		return t
	}
	if 'a' <= r && r <= 'z' {
		j := i
		for j < len(rs) && 'a' <= rs[j] && rs[j] <= 'z' {
			j++
		}
		return token{k: kOther, to: j}
	}
	if v, n, digits := hanNumber(rs, i); n > 0 {
		return token{k: kNum, n: v, f: float64(v), m: digits, to: i + n}
	}
	return token{k: kOther, to: i + 1}
}

// lookup finds the longest word of the lexicon at i. Latin words end at a letter's end.
func (d dictionary) lookup(rs []rune, i int) (token, bool) {
	if latin(rs[i]) && i > 0 && (isLetter(rs[i-1]) || rs[i-1] == '\'' && i > 1 && isLetter(rs[i-2])) {
		return token{}, false
	}
	for _, e := range d.byRune[rs[i]] {
		end := match(rs, i, e.runes)
		if end == 0 {
			continue
		}
		if latin(rs[end-1]) && end < len(rs) && isLetter(rs[end]) {
			continue
		}
		if e.k == kRecur && doubled(rs, i) {
			continue
		}
		t := token{k: e.k, n: e.n, m: e.m, f: float64(e.n), to: end}
		if e.k == kNum {
			t.ord = e.m == ordinal
		}
		return t, true
	}
	return token{}, false
}

// doubled tells 每年年底 from 年年.
func doubled(rs []rune, i int) bool {
	if i+1 >= len(rs) || rs[i] != rs[i+1] || i == 0 {
		return false
	}
	prev := rs[i-1]
	return prev == '每' || prev == '隔' || prev == '个' || hanDigit(prev) >= 0 || isDigit(prev)
}

// match gives the end of the word w at i, 0 when it is not there. Up to four spaces may stand
// where the word has one.
func match(rs []rune, i int, w []rune) int {
	for _, r := range w {
		if at(rs, i) != r {
			return 0
		}
		i++
		for n := 0; r == ' ' && n < 3 && at(rs, i) == ' '; n++ {
			i++
		}
	}
	return i
}

func isLetter(r rune) bool { return 'a' <= r && r <= 'z' }

func latin(r rune) bool { return 'a' <= r && r <= 'z' || r == '\'' }

func equal(a, b []rune) bool {
	for i := range b {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// lexWeekdays reads 周一, 星期天, 周一三五: one token for the days that follow each other.
func lexWeekdays(rs []rune, i int) (token, bool) {
	j := i
	switch {
	case rs[i] == '周':
		j = i + 1
	case i+1 < len(rs) && (rs[i] == '星' && rs[i+1] == '期' || rs[i] == '礼' && rs[i+1] == '拜'):
		j = i + 2
	default:
		return token{}, false
	}
	mask, start := 0, j
	for j < len(rs) {
		day := weekdayRune(rs[j])
		if day < 0 || mask&(1<<day) != 0 || !weekdayEnds(rs, j, mask == 0) {
			break
		}
		mask |= 1 << day
		j++
		if '0' < rs[j-1] && rs[j-1] < '9' || rs[j-1] == '天' {
			break
		}
	}
	if j == start {
		return token{}, false
	}
	return token{k: kWeekday, n: mask, to: j}, true
}

// weekdayEnds reports that the character at j names a day and does not begin a number or a
// count: 周三三点 is Wednesday, three o'clock, and 每周一次 is once a week.
func weekdayEnds(rs []rune, j int, first bool) bool {
	if j+1 >= len(rs) {
		return true
	}
	switch next := rs[j+1]; next {
	case '次', '回', '趟', '遍':
		return false
	case '点', '时', '号', '分', '刻', ':', '个':
		return first
	case '十', '百':
		return first && rs[j] != '日'
	case '期', '报', '刊', '年':
		return !first
	default:
		return !('0' <= rs[j] && rs[j] <= '9' && '0' <= next && next <= '9')
	}
}

func weekdayRune(r rune) int {
	switch r {
	case '一', '1':
		return 0
	case '二', '2':
		return 1
	case '三', '3':
		return 2
	case '四', '4':
		return 3
	case '五', '5':
		return 4
	case '六', '6':
		return 5
	case '日', '天', '7':
		return 6
	}
	return -1
}
