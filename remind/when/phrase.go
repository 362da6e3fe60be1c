package when

import "time"

// slot is a set of the things that a time expression may say.
type slot uint32

const (
	slotRel      slot = 1 << iota // 明天
	slotYear                      // 2027年, 明年
	slotMonth                     // 12月, 下个月
	slotWeek                      // 下周
	slotDom                       // 5号, 月底
	slotWd                        // 周五, weekend
	slotNth                       // 第一个 (weekday or working day)
	slotHoliday                   // 春节
	slotLunar                     // 农历
	slotSpan                      // 三天后
	slotQuarter                   // 下季度
	slotShift                     // 前三天
	slotClock                     // 三点
	slotPart                      // 下午
	slotEvery                     // 每周
	slotZone                      // 北京时间
	slotVague                     // 过几天
	slotSame                      // 这个时候
	slotNow                       // 现在
	slotGone                      // 刚才
	slotStart                     // 从下周一开始
	slotBareSpan                  // 十分钟, with no 后
	slotLead                      // 提前半小时
	slotExcept                    // 除了周日
)

// slotsDay are the slots that say which day, slotsTime those that say when on it.
const (
	slotsDay = slotRel | slotYear | slotMonth | slotWeek | slotDom | slotWd | slotNth | slotHoliday |
		slotLunar | slotSpan | slotQuarter
	slotsTime = slotClock | slotPart | slotSame
)

// clock is a time of day as it was said.
type clock struct {
	h, m, s int
	exact   bool // on the 24-hour clock, or with am/pm: not to be moved to the afternoon
	half    int  // 1 = am, 2 = pm was said
}

// span is a distance in time. Calendar parts are added first, elapsed ones after them.
type span struct {
	months, days, business int
	elapsed                time.Duration
}

// every is how a recurrence repeats.
type every struct {
	unit, interval int
}

// phrase is a time expression: slots and the tokens [from, to) that it was read from.
type phrase struct {
	slots       slot
	from, to    int
	rel         int
	year, month int
	yearRel     bool // year counts from this year
	monthRel    bool // month counts from this month
	week        int
	doms        []int // -1 = last
	wd          int   // mask, Monday first
	plural      bool  // weekdays that recur by themselves: Mondays, 周一到周五
	nth         int
	business    bool // working days instead of wd
	holiday     int
	lunar, leap bool
	span        span
	quarter     int
	edge        int // -1 = last day of the quarter
	shift       int
	after       bool // the shift counts from the end of the holiday
	seek        seek // the second Tuesday after the day
	isoWeek     int  // week of the year instead of week
	clocks      []clock
	part        int
	cantonese   bool
	every       every
	zone        *time.Location
	start       *phrase
	attribute   bool // 明天的货: says which thing, not when
	since       bool // from Dec 1: where a recurrence begins
	until       bool // 到月底: where a recurrence ends
	end         *phrase
	last        *phrase // the other end of a range of dates
	lead        span    // how long before the time that was said
	run         int     // how many days a recurrence lasts
	back        int     // tokens before the first that belong to the atom
}

func (p *phrase) has(s slot) bool { return p.slots&s != 0 }

// accepts reports that the slots of a can be said together with those of p.
func (p *phrase) accepts(a *phrase) bool {
	if a.slots&p.slots&^(slotClock|slotPart|slotLunar|slotZone) != 0 || p.has(slotStart) || a.has(slotStart) {
		return false
	}
	both := p.slots | a.slots
	switch {
	case both.has(slotExcept), a.slots == slotLead, p.slots == slotLead:
		return false
	case a.has(slotClock) && p.has(slotClock) && !both.has(slotEvery):
		return false
	case a.has(slotPart) && p.has(slotPart) && a.part != p.part && !(p.has(slotEvery) && len(p.clocks) > 0):
		return false
	case both.has(slotBareSpan|slotNow|slotGone) && both&^(slotBareSpan|slotNow|slotGone|slotZone) != 0:
		return false
	case both.has(slotSpan) && both.has(slotsTime) && (p.span.elapsed > 0 || a.span.elapsed > 0):
		return false
	case both.has(slotVague) && both.has(slotsDay|slotsTime) && !p.has(slotRel):
		return false
	case both.has(slotRel) && both.has(slotSpan) && p.rel == 0 && a.rel == 0 && p.span.elapsed+a.span.elapsed > 0:
		return true // today in one hour
	case both.has(slotRel) && (both.has(slotSpan) && !both.has(slotShift) || both.has(slotEvery)):
		return false
	case both.has(slotEvery) && both.has(slotSpan):
		return false
	case a.has(slotEvery) && a.every.unit <= unitWeek && a.every.unit >= unitDay && p.has(slotDom) && !p.has(slotEvery):
		return false // from Dec 1, every day
	}
	return true
}

func (s slot) has(o slot) bool { return s&o != 0 }

// merge adds the slots of a to p.
func (p *phrase) merge(a phrase) {
	fresh := a.slots &^ p.slots
	p.mergeDay(a, fresh)
	if a.has(slotClock) {
		p.clocks = append(p.clocks, a.clocks...)
	}
	if fresh.has(slotPart) {
		p.part = a.part
	} else if a.has(slotPart) && a.part != p.part { // 早上九点和下午五点
		for i, c := range p.clocks {
			p.clocks[i] = clock{h: c.at(p.part), m: c.m, s: c.s, exact: true, half: 1}
		}
		p.part = a.part
	}
	if fresh.has(slotEvery) {
		p.every, p.run = a.every, a.run
	}
	if fresh.has(slotZone) {
		p.zone = a.zone
	}
	p.cantonese = p.cantonese || a.cantonese
	p.slots |= a.slots
	p.from, p.to = min(p.from, a.from), max(p.to, a.to)
}

func (p *phrase) mergeDay(a phrase, fresh slot) {
	if fresh.has(slotRel) {
		p.rel = a.rel
	}
	if fresh.has(slotYear) {
		p.year, p.yearRel = a.year, a.yearRel
	}
	if fresh.has(slotMonth) {
		p.month, p.monthRel = a.month, a.monthRel
	}
	if fresh.has(slotWeek) {
		p.week, p.isoWeek = a.week, a.isoWeek
	}
	if fresh.has(slotDom) {
		p.doms = a.doms
	}
	if fresh.has(slotWd) {
		p.wd, p.plural = a.wd, a.plural
	}
	if fresh.has(slotNth) {
		p.nth, p.business = a.nth, a.business
	}
	if fresh.has(slotHoliday) {
		p.holiday = a.holiday
	}
	if fresh.has(slotSpan) {
		p.span = a.span
	}
	if fresh.has(slotQuarter) {
		p.quarter = a.quarter
	}
	if a.edge != 0 {
		p.edge = a.edge
	}
	if fresh.has(slotShift) {
		p.shift, p.after, p.seek = a.shift, a.after || p.after, a.seek
	}
	if fresh.has(slotLead) {
		p.lead = a.lead
	}
	p.lunar, p.leap, p.after = p.lunar || a.lunar, p.leap || a.leap, p.after || a.after
	if a.last != nil {
		p.last = a.last
	}
	if a.start != nil {
		p.start = a.start
	}
}

// past reports an expression that names what was, whatever the clock says.
func (p *phrase) past() bool {
	if p.has(slotGone) {
		return true
	}
	s := p.span
	return p.has(slotRel) && p.rel < min(0, -p.shift) || p.has(slotWeek) && p.week < 0 || p.yearRel && p.year < 0 ||
		p.monthRel && p.month < 0 || p.has(slotQuarter) && p.quarter < 0 ||
		p.has(slotSpan) && (s.months < 0 || s.days < 0 || s.elapsed < 0 || s.business < 0)
}

// recurring reports an expression that names more than one time.
func (p *phrase) recurring() bool {
	return p.has(slotEvery) || p.has(slotWd) && p.plural && !p.has(slotWeek)
}

// readPhrases reads every time expression of a sentence, in order.
func readPhrases(t []token) []phrase {
	r := reader{t}
	var out []phrase
	var cur phrase
	push := func() {
		if cur.slots != 0 {
			out = append(out, r.finish(cur))
		}
		cur = phrase{}
	}
	for i := 0; i < len(t); {
		if cur.slots != 0 && cur.to == i && r.starts(i) && cur.has(slotsDay) && !cur.has(slotEvery) {
			cur.slots, cur.to = cur.slots|slotStart, i+1
			push()
			i++
			continue
		}
		a, n := r.atom(i, &cur)
		if n == 0 {
			i++
			continue
		}
		a.from, a.to = i-a.back, i+n
		if cur.slots != 0 && r.joined(cur, a) && cur.accepts(&a) {
			cur.merge(a)
		} else {
			push()
			cur = a
		}
		i += n
	}
	push()
	return out
}

// starts reports 开始 or 起; 起床 is none.
func (r reader) starts(i int) bool {
	if r.at(i).k != kStart {
		return false
	}
	if r.at(i).m == 0 {
		return true
	}
	switch r.at(i + 1).k {
	case kOther, kThing, kDone:
		return false
	}
	return true
}

// joined reports that nothing but connecting words stands between p and a.
func (r reader) joined(p, a phrase) bool {
	if a.from-p.to > 4 || a.has(slotEvery) && !p.has(slotEvery) && p.has(slotsDay) && r.is(p.from-1, kTo) && r.at(p.from-1).n == 0 { // until Friday every day
		return false
	}
	for i, t := range r.t[p.to:a.from] {
		switch t.k {
		case kFiller, kGlue, kPrep:
		case kBefore: // every morning before 9
			if t.to-t.from < len("before") || a.slots&^slotsTime != 0 {
				return false
			}
		case kPass:
			if t.m != 2 {
				return false
			}
		case kBreak:
			if t.n != 0 && !(t.n == 2 && i == 0 && r.abbreviated(p.to-1) && a.has(slotMonth|slotDom)) { // Sun., March 6
				return false
			}
		case kAnd:
			if !p.has(slotEvery) && !p.plural || !a.has(slotClock|slotPart) {
				return false
			}
		case kTo, kFrom:
			return false
		default:
			return false
		}
	}
	return true
}

// abbreviated reports the short name of a day or month, which may end with a point.
func (r reader) abbreviated(i int) bool {
	t := r.at(i)
	return (t.k == kWeekday || t.k == kMonth) && t.to-t.from <= len("thurs")
}

// finish takes the words that belong to p on both sides: at, on the, 的, 左右, 前.
func (r reader) finish(p phrase) phrase {
	for p.from > 0 {
		t := r.t[p.from-1]
		if t.k == kTo && t.n == 0 && p.has(slotsDay) && !p.has(slotEvery) {
			p.until = true
		} else if t.k == kFrom {
			p.since = p.since || t.n == 2 && t.m == 0
			if t.n == 0 && t.m == 0 && // starting; 从 needs its 开始
				t.to-t.from > 2 {
				p.slots |= slotStart
			}
		} else if !(t.k == kPrep || t.k == kBefore && t.to-t.from > 2 || t.k == kGlue && t.n >= 3 || t.k == kPass && (t.m != 1 || p.has(slotHoliday) && p.after) || t.k == kFiller && t.m == 1) {
			break
		}
		p.from--
	}
	for p.to < len(r.t) {
		t := r.t[p.to]
		if t.k == kBefore || t.k == kAfter && t.n == 0 || t.k == kGlue && (t.n == 1 || t.n == 2) {
			p.to++
			continue
		}
		if t.k == kGlue && t.n == 0 {
			p.to++
			p.attribute = r.is(p.to, kOther) || r.is(p.to, kThing)
		}
		break
	}
	if own := r.at(p.to); own.k == kOther && own.m == possessive {
		p.to, p.attribute = p.to+1, true // Sunday's game
	}
	for i := p.to; i < p.to+3 && (r.is(i, kOther) || r.is(i, kTo)); i++ { // 明天到的货
		p.attribute = p.attribute || r.is(i+1, kGlue, kOther) && r.at(i+1).n == 0
	}
	return p
}
