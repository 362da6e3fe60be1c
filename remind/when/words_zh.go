package when

// Parts of the day. Their hours are in clock.go.
const (
	partNone = iota
	partDawn
	partMorning
	partNoon
	partAfternoon
	partDusk
	partEvening
	partNight    // 半夜: its small hours belong to the date named
	partMidnight // the end of the date named
)

// Units of time. From unitDay on they are calendar units, before that elapsed ones.
const (
	unitSecond = iota
	unitMinute
	unitQuarterHour
	unitHour
	unitDay
	unitWeek
	unitMonth
	unitQuarter
	unitYear
	unitBusiness
	unitFortnight
)

// zhWords are the Chinese time words, folded to simplified characters.
var zhWords = []word{
	// days from today
	{"今天", kDay, 0, 0}, {"今日", kDay, 0, 0}, {"今儿", kDay, 0, 0}, {"今儿个", kDay, 0, 0}, {"当天", kDay, 0, sameDay}, {"当日", kDay, 0, sameDay},
	{"今晚", kDay, 0, partEvening}, {"今夜", kDay, 0, partEvening}, {"今早", kDay, 0, partMorning},
	{"今朝", kDay, 0, partMorning}, {"今晨", kDay, 0, partMorning}, {"今晚上", kDay, 0, partEvening}, {"今晚黑", kDay, 0, partEvening}, {"听晚黑", kDay, 1, partEvening},
	{"今儿晚上", kDay, 0, partEvening}, {"当晚", kDay, 0, partEvening}, {"今天晚上", kDay, 0, partEvening},
	{"明天", kDay, 1, 0}, {"明日", kDay, 1, 0}, {"明儿", kDay, 1, 0}, {"明儿个", kDay, 1, 0}, {"听日", kDay, 1, 0},
	{"次日", kDay, 1, nextDay}, {"第二天", kDay, 1, nextDay}, {"翌日", kDay, 1, nextDay}, {"明晚", kDay, 1, partEvening},
	{"明早", kDay, 1, partMorning}, {"明晨", kDay, 1, partMorning}, {"听朝", kDay, 1, partMorning},
	{"听晚", kDay, 1, partEvening}, {"明晚上", kDay, 1, partEvening}, {"明朝", kDay, 1, partMorning},
	{"明早上", kDay, 1, partMorning}, {"明儿早上", kDay, 1, partMorning}, {"明儿晚上", kDay, 1, partEvening},
	{"后天", kDay, 2, 0}, {"后日", kDay, 2, 0}, {"后儿", kDay, 2, 0}, {"后晚", kDay, 2, partEvening},
	{"大后天", kDay, 3, 0}, {"大后日", kDay, 3, 0}, {"大大后天", kDay, 4, 0},
	{"昨天", kDay, -1, 0}, {"昨日", kDay, -1, 0}, {"昨儿", kDay, -1, 0}, {"昨晚", kDay, -1, partEvening},
	{"琴日", kDay, -1, 0}, {"寻日", kDay, -1, 0}, {"前天", kDay, -2, 0}, {"前日", kDay, -2, 0}, {"大前天", kDay, -3, 0},
	{"今年", kRel, 0, unitYear}, {"明年", kRel, 1, unitYear}, {"后年", kRel, 2, unitYear}, {"去年", kRel, -1, unitYear},
	{"来年", kRel, 1, unitYear}, {"前年", kRel, -2, unitYear}, {"大后年", kRel, 3, unitYear}, {"今岁", kRel, 0, unitYear},
	// parts of the day
	{"凌晨", kPart, partDawn, 0}, {"拂晓", kPart, partDawn, 0}, {"早上", kPart, partMorning, 0},
	{"早晨", kPart, partMorning, 0}, {"上午", kPart, partMorning, 0}, {"清晨", kPart, partMorning, 0},
	{"清早", kPart, partMorning, 0}, {"大清早", kPart, partMorning, 0}, {"一大早", kPart, partMorning, 0},
	{"一早", kPart, partMorning, 0}, {"早间", kPart, partMorning, 0}, {"朝早", kPart, partMorning, 1000},
	{"上昼", kPart, partMorning, 1000}, {"头晌", kPart, partMorning, 0}, {"前晌", kPart, partMorning, 0},
	{"午前", kPart, partMorning, 0}, {"早起", kPart, partMorning, 0}, {"中午", kPart, partNoon, 0},
	{"晌午", kPart, partNoon, 0}, {"正午", kPart, partNoon, 0}, {"午间", kPart, partNoon, 0},
	{"下午", kPart, partAfternoon, 0}, {"午后", kPart, partAfternoon, 0}, {"下昼", kPart, partAfternoon, 1000},
	{"晏昼", kPart, partAfternoon, 1000}, {"后晌", kPart, partAfternoon, 0}, {"下晌", kPart, partAfternoon, 0},
	{"傍晚", kPart, partDusk, 0}, {"黄昏", kPart, partDusk, 0}, {"擦黑", kPart, partDusk, 0}, {"傍黑", kPart, partDusk, 0},
	{"下班前", kPart, partDusk, 0}, {"下班之前", kPart, partDusk, 0}, {"下班以前", kPart, partDusk, 0},
	{"下班的时候", kPart, partDusk, 0}, {"下班时", kPart, partDusk, 0}, {"下班", kPart, partDusk, 2},
	{"晚上", kPart, partEvening, 0}, {"夜晚", kPart, partEvening, 0}, {"晚间", kPart, partEvening, 0},
	{"夜里", kPart, partNight, 0}, {"晚黑", kPart, partEvening, 1000}, {"夜间", kPart, partEvening, 0},
	{"半夜", kPart, partNight, 0}, {"深夜", kPart, partNight, 0}, {"大半夜", kPart, partNight, 0},
	{"午夜", kNamed, partMidnight, 0}, {"子夜", kNamed, partMidnight, 0},
	{"早", kPart, partMorning, 1}, {"晚", kPart, partEvening, 1}, {"午", kPart, partNoon, 1}, {"夜", kPart, partEvening, 1},
	// units
	{"秒", kUnit, unitSecond, 0}, {"秒钟", kUnit, unitSecond, 0}, {"分", kUnit, unitMinute, 1},
	{"分钟", kUnit, unitMinute, 0}, {"刻", kUnit, unitQuarterHour, 1}, {"刻钟", kUnit, unitQuarterHour, 0},
	{"小时", kUnit, unitHour, 0}, {"钟头", kUnit, unitHour, 0}, {"粒钟", kUnit, unitHour, 0}, {"钟", kUnit, unitHour, 1}, {"天", kUnit, unitDay, 0},
	{"周", kUnit, unitWeek, 0}, {"星期", kUnit, unitWeek, 0}, {"礼拜", kUnit, unitWeek, 0}, {"月", kUnit, unitMonth, 0},
	{"季度", kUnit, unitQuarter, 0}, {"季", kUnit, unitQuarter, 1}, {"年", kUnit, unitYear, 0}, {"日", kDom, 0, 1},
	{"号", kDom, 0, 0}, {"点", kOclock, 0, 0}, {"点钟", kOclock, 0, 0}, {"点多", kOclock, 0, 0}, {"点多钟", kOclock, 0, 0}, {"点来钟", kOclock, 0, 0}, {"时", kOclock, 1, 0}, {"点整", kOclock, 0, 0},
	{"点正", kOclock, 0, 0}, {"时整", kOclock, 1, 0}, {"半", kHalf, 0, 0}, {"个", kGe, 0, 0}, {"第", kOrd, 0, 0},
	{"最后", kLast, 0, 0}, {"最末", kLast, 0, 0}, {"倒数第一个", kLast, 0, 0}, {"倒数", kLast, 0, fromEnd}, {"头一个", kNum, 1, ordinal},
	{"首个", kNum, 1, ordinal}, {"几", kFew, 0, 0}, {"若干", kFew, 0, 0}, {"好几", kFew, 0, 0}, {"数", kFew, 0, 1},
	{"周末", kWeekend, 0, 0}, {"星期末", kWeekend, 0, 0}, {"礼拜末", kWeekend, 0, 0}, {"双休日", kWeekend, 0, 0},
	{"工作日", kBusiness, 0, 1}, {"平日", kBusiness, 0, 1}, {"上班日", kBusiness, 0, 1},
	{"个字", kZi, 0, 0}, {"差", kLess, 0, 0}, {"踏", kDa, 0, 0}, {"搭", kDa, 0, 0},
	// relative
	{"这", kRel, 0, -1}, {"这个", kRel, 0, -1}, {"本", kRel, 0, -1}, {"今个", kRel, 0, -1}, {"今", kRel, 0, -1},
	{"呢个", kRel, 0, -1}, {"当", kRel, 0, -1}, {"这一", kRel, 0, -1}, {"下", kRel, 1, -1}, {"下个", kRel, 1, -1},
	{"下一", kRel, 1, -1}, {"下一个", kRel, 1, -1}, {"再下", kRel, 2, -1}, {"再下个", kRel, 2, -1}, {"下下", kRel, 2, -1}, {"下下个", kRel, 2, -1}, {"下下下", kRel, 3, -1},
	{"上", kRel, -1, -1}, {"上个", kRel, -1, -1}, {"上一", kRel, -1, -1}, {"上一个", kRel, -1, -1}, {"上上", kRel, -2, -1},
	{"上上个", kRel, -2, -1}, {"次", kTimes, 0, 0}, {"回", kTimes, 0, 0}, {"遍", kTimes, 0, 0}, {"趟", kTimes, 0, 0},
	{"月底", kEdge, -1, unitMonth}, {"月末", kEdge, -1, unitMonth}, {"月尾", kEdge, -1, unitMonth},
	{"月初", kEdge, 1, unitMonth}, {"月头", kEdge, 1, unitMonth}, {"月中", kEdge, 15, unitMonth},
	{"年底", kEdge, -1, unitYear}, {"年末", kEdge, -1, unitYear}, {"年尾", kEdge, -1, unitYear}, {"年初", kEdge, 1, unitYear},
	{"季度末", kEdge, -1, unitQuarter}, {"季末", kEdge, -1, unitQuarter}, {"季度底", kEdge, -1, unitQuarter},
	{"季底", kEdge, -1, unitQuarter}, {"季度初", kEdge, 1, unitQuarter}, {"季初", kEdge, 1, unitQuarter},
	{"底", kEdge, -1, -1}, {"末", kEdge, -1, -1}, {"初", kEdge, 1, -1}, {"周初", kEdge, 1, unitWeek},
	// distance
	{"后", kAfter, 0, 0}, {"以后", kAfter, 0, 0}, {"之后", kAfter, 0, 0}, {"过后", kAfter, 0, 0}, {"后的", kAfter, 0, 0},
	{"前", kBefore, 0, 0}, {"以前", kBefore, 0, 0}, {"之前", kBefore, 0, 0}, {"内", kWithin, 0, 0}, {"之内", kWithin, 0, 0},
	{"以内", kWithin, 0, 0}, {"过", kPass, 0, 0}, {"再过", kPass, 0, 0}, {"过完", kPass, 2, 0}, {"等", kPass, 0, 1}, {"再等", kPass, 0, 0},
	{"等过", kPass, 0, 0}, {"隔", kPass, 0, 4}, {"未来", kPass, 0, 0},
	// recurring
	{"接下来", kRun, 0, 0}, {"接下来的", kRun, 0, 0}, {"往后", kRun, 0, 0}, {"连续", kRun, 0, 0}, {"连着", kRun, 0, 0}, {"后半夜", kPart, partNight, 0},
	{"快到", kPrep, 9, 0}, {"提前", kAhead, 0, 0}, {"提早", kAhead, 0, 0}, {"除了", kExcept, 0, 0}, {"除咗", kExcept, 0, 0}, {"除", kExcept, 0, 0}, {"除外", kExcept, 0, 1},
	{"之外", kGlue, 1, 0}, {"以外", kGlue, 1, 0}, {"之间", kGlue, 1, 0}, {"等下午", kPart, partAfternoon, 0}, {"闲了", kVague, 0, 0},
	{"每", kEvery, 0, 0}, {"每个", kEvery, 0, 0}, {"每一", kEvery, 0, 0}, {"每一个", kEvery, 0, 0}, {"逢", kEvery, 0, 0},
	{"每逢", kEvery, 0, 0}, {"每隔", kEvery, 0, 1}, {"每到", kEvery, 0, 0}, {"各个", kEvery, 0, 0},
	{"天天", kRecur, unitDay, 1}, {"日日", kRecur, unitDay, 1}, {"每日", kRecur, unitDay, 1}, {"隔天", kRecur, unitDay, 2},
	{"隔日", kRecur, unitDay, 2}, {"隔月", kRecur, unitMonth, 2}, {"月月", kRecur, unitMonth, 1},
	{"年年", kRecur, unitYear, 1}, {"周周", kRecur, unitWeek, 1}, {"从", kFrom, 0, 0}, {"自", kFrom, 0, 1}, {"打从", kFrom, 0, 0},
	{"开始", kStart, 0, 0}, {"起", kStart, 0, 1}, {"到", kTo, 0, 0}, {"直到", kTo, 0, 0}, {"截至", kTo, 0, 0}, {"截止到", kTo, 0, 0}, {"至", kTo, 0, 0}, {"-", kTo, 1, 0}, {"~", kTo, 1, 0},
	{"和", kAnd, 0, 0}, {"跟", kAnd, 0, 0}, {"及", kAnd, 0, 0}, {"与", kAnd, 0, 0}, {"、", kAnd, 1, 0}, {"还有", kAnd, 0, 0},
	{"以及", kAnd, 0, 0}, {"/", kAnd, 2, 0}, {"或", kAnd, 0, 0}, {"同", kAnd, 0, 0}, {"又", kAnd, 3, 0}, {"零", kNum, 0, 1},
	// the lunar calendar
	{"农历", kLunar, 0, 0}, {"阴历", kLunar, 0, 0}, {"旧历", kLunar, 0, 0}, {"夏历", kLunar, 0, 0}, {"古历", kLunar, 0, 0},
	{"老历", kLunar, 0, 0}, {"公历", kGlue, 0, 0}, {"阳历", kGlue, 0, 0}, {"新历", kGlue, 0, 0}, {"西历", kGlue, 0, 0}, {"正月", kLunarMonth, 1, 0},
	{"腊月", kLunarMonth, 12, 0}, {"冬月", kLunarMonth, 11, 0}, {"闰", kLeap, 0, 0},
	// vague
	{"过几天", kVague, 0, 0}, {"过些天", kVague, 0, 0}, {"过些日子", kVague, 0, 0}, {"过段时间", kVague, 0, 0},
	{"过阵子", kVague, 0, 0}, {"过一阵", kVague, 0, 0}, {"过一阵子", kVague, 0, 0}, {"过一段时间", kVague, 0, 0},
	{"过会儿", kVague, 0, 0}, {"过会", kVague, 0, 0}, {"过一会儿", kVague, 0, 0}, {"过一会", kVague, 0, 0},
	{"晚点", kVague, 0, 0}, {"晚点儿", kVague, 0, 0}, {"晚一点", kVague, 0, 0}, {"晚些", kVague, 0, 0}, {"晚些时候", kVague, 0, 0},
	{"早一点", kVague, 0, 0}, {"早点", kVague, 0, early}, {"早点儿", kVague, 0, early}, {"快点", kVague, 0, early}, {"快一点", kVague, 0, 0}, {"迟点", kVague, 0, 0}, {"迟些", kVague, 0, 0}, {"一会儿", kVague, 0, 0}, {"一会", kVague, 0, 1}, {"待会儿", kVague, 0, 0},
	{"待会", kVague, 0, 0}, {"等会儿", kVague, 0, 0}, {"等会", kVague, 0, 0}, {"等一会儿", kVague, 0, 0}, {"等一下", kVague, 0, 1},
	{"等下", kVague, 0, 1}, {"等阵", kVague, 0, 0}, {"稍后", kVague, 0, 0}, {"稍晚", kVague, 0, 0}, {"回头", kVague, 0, 0},
	{"过完年", kVague, 0, newYearOver}, {"早晚各", kVague, 0, 0}, {"改天", kVague, 0, 0}, {"改日", kVague, 0, 0}, {"哪天", kVague, 0, 1}, {"有空", kVague, 0, 0}, {"有时间", kVague, 0, 0},
	{"空了", kVague, 0, 0}, {"得闲", kVague, 0, 0}, {"闲下来", kVague, 0, 0}, {"不忙", kVague, 0, 0}, {"近期", kVague, 0, 0},
	{"最近", kVague, 0, 1}, {"尽快", kVague, 0, 0}, {"尽早", kVague, 0, 0}, {"到时候", kFiller, 0, 0}, {"以后有", kVague, 0, 0},
	{"这几天", kVague, 0, 0}, {"这两天", kVague, 0, 0}, {"过后几天", kVague, 0, 0}, {"打烊", kVague, 0, closing}, {"打烊前", kVague, 0, 0},
	{"打烊后", kVague, 0, 0}, {"关门前", kVague, 0, 0}, {"关店前", kVague, 0, 0}, {"收摊前", kVague, 0, 0}, {"开门前", kVague, 0, 0},
	{"收市前", kVague, 0, 0}, {"赶明儿", kVague, 0, 0}, {"哪天有空", kVague, 0, 0}, {"节后", kVague, 0, 0}, {"忙完", kVague, 0, 0}, {"吃完饭", kVague, 0, 0}, {"饭后", kVague, 0, 0},
	{"现在", kNow, 0, 0}, {"此刻", kNow, 0, 0}, {"此时", kNow, 0, 0}, {"当前", kNow, 0, 0}, {"马上", kNow, 0, 0},
	{"立刻", kNow, 0, 0}, {"而家", kNow, 0, 0}, {"依家", kNow, 0, 0}, {"宜家", kNow, 0, 0}, {"立即", kNow, 0, 0},
	{"这个时候", kSame, 0, 0}, {"这时候", kSame, 0, 0}, {"这个时间", kSame, 0, 0}, {"这个点", kSame, 0, 0},
	{"同一时间", kSame, 0, 0}, {"同样时间", kSame, 0, 0}, {"此时此刻", kSame, 0, 0}, {"这会儿", kSame, 0, 0},
	{"刚才", kGone, 0, 0}, {"刚刚", kGone, 0, 0}, {"方才", kGone, 0, 0}, {"之前那", kGone, 0, 0}, {"头先", kGone, 0, 0},
	{"的", kGlue, 0, 0}, {"嘅", kGlue, 0, 0}, {"那天", kGlue, 1, 0}, {"的时候", kGlue, 1, 0}, {"左右", kGlue, 1, 0},
	{"前后", kGlue, 1, 0}, {"整", kGlue, 1, 0}, {"正", kGlue, 1, 0}, {"期间", kGlue, 1, 0}, {"准时", kGlue, 1, 0},
	{"大概", kFiller, 0, 1}, {"差不多", kFiller, 0, 1}, {"在", kPrep, 9, 0}, {"于", kPrep, 9, 0}, {"喺", kPrep, 9, 0},
}

// zhTalk are the words around the time: nouns that make 5号 a place or a machine and 三点 a count
// of points, requests, questions, cancellations and the filler of voice input.
var zhTalk = []word{
	{"柜台", kThing, 0, 0}, {"窗口", kThing, 0, 0}, {"楼", kThing, 0, 0}, {"店", kThing, 0, 0}, {"门", kThing, 0, 0},
	{"桌", kThing, 0, 0}, {"机", kThing, 0, 0}, {"线", kThing, 0, 0}, {"仓", kThing, 0, 0}, {"库", kThing, 0, 0},
	{"终端", kThing, 0, 0}, {"房", kThing, 0, 0}, {"台", kThing, 0, 0}, {"档口", kThing, 0, 0}, {"摊", kThing, 0, 0},
	{"铺", kThing, 0, 0}, {"链接", kThing, 0, 0}, {"单", kThing, 0, 0}, {"码", kThing, 0, 0}, {"员工", kThing, 0, 0},
	{"建议", kIdiom, 0, 0}, {"意见", kIdiom, 0, 0}, {"要求", kIdiom, 0, 0}, {"原因", kIdiom, 0, 0}, {"问题", kIdiom, 0, 0},
	{"注意", kIdiom, 0, 0}, {"理由", kIdiom, 0, 0}, {"好处", kIdiom, 0, 0}, {"费率", kIdiom, 0, 0},
	{"手续费", kIdiom, 0, 0}, {"%", kIdiom, 0, 0},
	// asking for a reminder
	{"提醒我一下", kRequest, 0, 0}, {"提醒一下我", kRequest, 0, 0}, {"提醒我", kRequest, 0, 0}, {"提醒下我", kRequest, 0, 0},
	{"提醒一下", kRequest, 0, 0}, {"提醒下", kRequest, 0, 0}, {"提醒", kRequest, 2, 0}, {"的提醒", kRequest, 2, 0},
	{"提我", kRequest, 0, 0}, {"提一提我", kRequest, 0, 0}, {"叮嘱我", kRequest, 0, 0}, {"通知我一下", kRequest, 1, 0},
	{"叫我一下", kRequest, 1, 0}, {"叫我一声", kRequest, 1, 0}, {"叫一下我", kRequest, 1, 0}, {"喊我一声", kRequest, 1, 0},
	{"设个提醒", kRequest, 0, setting}, {"设一个提醒", kRequest, 0, setting}, {"设置提醒", kRequest, 0, setting}, {"设提醒", kRequest, 0, setting},
	{"设置一个提醒", kRequest, 0, setting}, {"设置个提醒", kRequest, 0, setting}, {"设定提醒", kRequest, 0, setting}, {"建个提醒", kRequest, 0, setting},
	{"加个提醒", kRequest, 0, setting}, {"来个提醒", kRequest, 0, setting}, {"添加提醒", kRequest, 0, setting}, {"弄个提醒", kRequest, 0, setting},
	{"做个提醒", kRequest, 0, setting}, {"定个提醒", kRequest, 0, setting}, {"新建提醒", kRequest, 0, setting}, {"建一个提醒", kRequest, 0, setting},
	{"定个闹钟", kRequest, 0, setting}, {"设个闹钟", kRequest, 0, setting}, {"定闹钟", kRequest, 0, setting}, {"设闹钟", kRequest, 0, setting},
	{"订个闹钟", kRequest, 0, setting}, {"记得提醒我", kRequest, 0, 0}, {"记得提醒", kRequest, 0, 0}, {"记得", kRequest, 1, 1},
	{"别忘了", kRequest, 0, 0}, {"不要忘了", kRequest, 0, 0}, {"别忘记", kRequest, 0, 0}, {"别让我忘了", kRequest, 0, 0},
	{"别忘", kRequest, 0, 0}, {"不要忘记", kRequest, 0, 0}, {"记住", kRequest, 1, 1}, {"叫我", kRequest, 1, 0}, {"再叫我", kRequest, 1, 0}, {"再喊我", kRequest, 1, 0}, {"再提醒我", kRequest, 0, 0}, {"再通知我", kRequest, 1, 0},
	{"喊我", kRequest, 1, 0}, {"通知我", kRequest, 1, 0}, {"告诉我", kRequest, 1, 0}, {"闹钟", kRequest, 2, device},
	{"提醒事项", kRequest, 2, 0}, {"别忘了提醒我", kRequest, 0, 0}, {"设置", kPolite, 1, 0}, {"设一个", kPolite, 1, 0},
	{"设个", kPolite, 1, 0}, {"定个", kPolite, 1, 0}, {"加个", kPolite, 1, 0}, {"建个", kPolite, 1, 0}, {"加一个", kPolite, 1, 0},
	{"烦请", kPolite, 0, 0}, {"敬请", kPolite, 0, 0}, {"务必", kPolite, 0, 0}, {"提醒本人", kRequest, 0, 0}, {"提醒内容:", kRequest, 0, setting},
	{"提醒事项:", kRequest, 0, setting}, {"时间:", kFiller, 0, 1}, {"事项:", kFiller, 0, 1}, {"内容:", kFiller, 0, 1}, {"备忘:", kFiller, 0, 1}, {"任务:", kFiller, 0, 1},
	{"请", kPolite, 0, 0}, {"麻烦", kPolite, 0, 0}, {"麻烦你", kPolite, 0, 0}, {"帮我", kPolite, 0, 0}, {"帮忙", kPolite, 0, 0},
	{"帮我记一下", kPolite, 0, 0}, {"请你", kPolite, 0, 0}, {"你", kPolite, 1, 0}, {"能不能", kPolite, 0, 0}, {"可以", kPolite, 0, 0},
	{"可不可以", kPolite, 0, 0}, {"能", kPolite, 1, 0}, {"千万", kPolite, 0, 0}, {"我想", kPolite, 1, 0}, {"我要", kPolite, 1, 0},
	{"劳驾", kPolite, 0, 0}, {"给我", kPolite, 1, 0}, {"一下", kPolite, 1, 0}, {"到点", kPolite, 1, 0}, {"谢谢", kPolite, 0, 0},
	{"谢谢你", kPolite, 0, 0}, {"好吗", kPolite, 0, 0}, {"行吗", kPolite, 0, 0}, {"可以吗", kPolite, 0, 0}, {"好不好", kPolite, 0, 0},
	{"行不行", kPolite, 0, 0}, {"你好", kPolite, 0, 0}, {"唔该", kPolite, 0, 0}, {"记一下", kPolite, 0, 0}, {"多谢", kPolite, 0, 0},
	// what is no request
	{"取消", kCancel, 0, 0}, {"取消掉", kCancel, 0, 0}, {"撤掉", kCancel, 0, 0}, {"去掉", kCancel, 0, 0}, {"删除", kCancel, 0, 0}, {"删掉", kCancel, 0, 0}, {"删了", kCancel, 0, 0}, {"不用", kCancel, 1, 0},
	{"不要", kCancel, 1, 0}, {"别", kCancel, 1, 0}, {"不必", kCancel, 1, 0}, {"关掉", kCancel, 0, 0}, {"停掉", kCancel, 0, 0},
	{"停止", kCancel, 0, 0}, {"撤销", kCancel, 0, 0}, {"关闭", kCancel, 0, 0}, {"去掉", kCancel, 0, 0}, {"清空", kCancel, 0, 0},
	{"不需要", kCancel, 1, 0}, {"唔使", kCancel, 1, 0}, {"不用再", kCancel, 1, 0}, {"别再", kCancel, 1, 0},
	{"吗", kAsk, 0, 0}, {"么", kAsk, 1, 0}, {"呢", kAsk, 1, 0}, {"什么时候", kAsk, 2, 0}, {"几点", kAsk, 2, 0}, {"几号", kAsk, 2, 0},
	{"哪些", kAsk, 2, 0}, {"什么", kAsk, 3, 0}, {"怎么", kAsk, 3, 0}, {"为什么", kAsk, 2, 0}, {"多久", kAsk, 2, 0}, {"是不是", kAsk, 3, 0},
	{"会不会", kAsk, 3, 0}, {"有没有", kAsk, 3, 0}, {"还有没有", kAsk, 3, 0}, {"谁", kAsk, 3, 0}, {"多少", kAsk, 3, 0}, {"咋", kAsk, 3, 0}, {"啥", kAsk, 3, 0},
	{"?", kAsk, 4, 0}, {"咩", kAsk, 1, 0}, {"边个", kAsk, 3, 0}, {"几时", kAsk, 2, 0},
	{"说", kTold, 0, 0}, {"称", kTold, 0, 0}, {"声称", kTold, 0, 0}, {"问我", kTold, 0, 0}, {"让我", kTold, 0, 0},
	{"要我", kTold, 0, 0}, {"话我", kTold, 0, 0}, {"了", kDone, 0, 0}, {"过来", kOther, 0, 0}, {"来过", kDone, 0, 0},
	{"打过", kDone, 0, 0}, {"来电", kDone, 1, 0}, {"打来", kDone, 0, 0}, {"咗", kDone, 0, 0}, {"过了", kDone, 0, passed},
	{"收到", kDone, 1, 0}, {"曾经", kDone, 0, 0}, {"打给我", kDone, 0, 0},
	{"不对", kCorrect, 0, 0}, {"哦不", kCorrect, 0, 0}, {"噢不", kCorrect, 0, 0}, {"啊不", kCorrect, 0, 0}, {"不不", kCorrect, 0, 0},
	{"说错了", kCorrect, 0, 0}, {"错了", kCorrect, 0, 0}, {"改成", kCorrect, 0, 0}, {"应该是", kCorrect, 0, 0}, {"唔系", kCorrect, 0, 0}, {"唔係", kCorrect, 0, 0},
	{"对，", kCorrect, 0, 1}, {"对,", kCorrect, 0, 1}, {"不是", kCorrect, 0, 0}, {"外", kOther, 0, outside}, {"我", kOther, 0, person}, {"咱", kOther, 0, person}, {"们", kOther, 0, person}, {"俺", kOther, 0, person},
	// words that hold a filler
	{"余额", kOther, 0, 0}, {"金额", kOther, 0, 0}, {"限额", kOther, 0, 0}, {"额度", kOther, 0, 0}, {"数额", kOther, 0, 0},
	{"差额", kOther, 0, 0}, {"名额", kOther, 0, 0}, {"营业额", kOther, 0, 0}, {"销售额", kOther, 0, 0}, {"交易额", kOther, 0, 0},
	{"税额", kOther, 0, 0}, {"哈尔滨", kOther, 0, 0}, {"哈密", kOther, 0, 0}, {"酒吧", kOther, 0, 0}, {"网吧", kOther, 0, 0},
	{"吧台", kOther, 0, 0}, {"就业", kOther, 0, 0}, {"就诊", kOther, 0, 0}, {"就近", kOther, 0, 0}, {"成就", kOther, 0, 0},
	{"喂狗", kOther, 0, 0}, {"喂猫", kOther, 0, 0}, {"喂鱼", kOther, 0, 0}, {"喂奶", kOther, 0, 0},
	// filler of voice input
	{"所以", kFiller, 0, therefore}, {"因此", kFiller, 0, therefore}, {"假期", kOther, 0, daysOff}, {"长假", kOther, 0, daysOff},
	{"小长假", kOther, 0, daysOff}, {"放假", kOther, 0, daysOff}, {"结束", kOther, 0, daysOff}, {"放完假", kOther, 0, daysOver}, {"休完假", kOther, 0, daysOver}, {"黄金周", kOther, 0, daysOff}, {"假", kOther, 0, daysOff},
	{"伊斯兰", kForeign, 0, 0}, {"犹太", kForeign, 0, 0}, {"以色列", kForeign, 0, 0}, {"树木", kForeign, 0, adjoining}, {"回历", kForeign, 0, 0}, {"藏历", kForeign, 0, 0},
	{"嗯", kFiller, 0, 0}, {"呃", kFiller, 0, 0}, {"额", kFiller, 0, 0}, {"那个", kFiller, 0, 2}, {"啊", kFiller, 0, 0},
	{"哦", kFiller, 0, 0}, {"噢", kFiller, 0, 0}, {"诶", kFiller, 0, 0}, {"吧", kFiller, 0, 0}, {"呀", kFiller, 0, 0},
	{"哈", kFiller, 0, 0}, {"嘛", kFiller, 0, 0}, {"唉", kFiller, 0, 0}, {"就是", kFiller, 0, 1}, {"然后", kFiller, 0, 1},
	{"就", kFiller, 0, 1}, {"啦", kFiller, 0, 0}, {"哎", kFiller, 0, 0}, {"喂", kFiller, 0, 0}, {"嘿", kFiller, 0, 0},
	{"，", kBreak, 0, 0}, {",", kBreak, 0, 0}, {"。", kBreak, 1, 0}, {";", kBreak, 1, 0}, {"!", kBreak, 1, 0}, {":", kBreak, 0, 0},
	{".", kBreak, 2, 0}, {"…", kBreak, 1, 0}, {"\"", kBreak, 0, 2}, {"(", kBreak, 0, 0}, {")", kBreak, 0, 0}, {"《", kBreak, 0, 0},
	{"》", kBreak, 0, 0}, {"【", kBreak, 1, 0}, {"】", kBreak, 1, 0}, {"「", kBreak, 0, 0}, {"」", kBreak, 0, 0},
}
