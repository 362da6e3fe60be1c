package handlers_test

import (
	"regexp"
	"testing"
	"time"

	"callguard/handlers"
)

// step is one message of a talk in two chats of one person, and what must hold after it.
type step struct {
	who, say, has, not string
	log, reminders     int
}

// joined are the turns after which the Telegram chat has the log of the WeChat one.
func joined(more ...step) []step {
	return append([]step{
		{who: "wechat/me", say: scam, has: "疑似诈骗", log: 1},
		{who: "telegram/me", say: "95516打来说要调单", has: "先核实", log: 1},
		{who: "telegram/me", say: "明天下午3点提醒我回拨银行", has: "提醒你", log: 1, reminders: 1},
		{who: "wechat/me", say: "绑定我的telegram", has: `绑定 \d{6}.*别告诉别人`, log: 1},
		{who: "telegram/me", say: "绑定 {code}", has: "你自己的另一个号吗.*1 是  2 不是", log: 1, reminders: 1},
		{who: "telegram/me", say: "1", has: "连上了.*1 条记录并了进去，从第 2 条", log: 2, reminders: 1},
	}, more...)
}

// TestOneLog holds talks in several chats.
func TestOneLog(t *testing.T) {
	t.Parallel()
	for name, steps := range map[string][]step{
		"one log": joined(
			step{who: "telegram/me", say: "我的记录", has: "2\\. .*先核实.*1\\. .*疑似诈骗", not: "连上了", log: 2, reminders: 1},
			step{who: "wechat/me", say: "我的记录", has: "共 2 条.*🔔 你的另一个号连上了", log: 2, reminders: 1},
			step{who: "wechat/me", say: "我的提醒", has: "1\\. .*回拨银行", not: "连上了", log: 2, reminders: 1},
			step{who: "telegram/me", say: "又有个13900000000打来说贷款", has: "第 3 条", log: 3, reminders: 1},
			step{who: "wechat/me", say: "他让我下载app共享屏幕", has: "疑似诈骗.*已补到第 3 条", log: 3, reminders: 1},
			step{who: "wechat/me", say: "我用的是拉卡拉", has: "95016", log: 3, reminders: 1},
			step{who: "telegram/me", say: "设置", has: "95016", log: 3, reminders: 1},
		),
		"parted where it joined": joined(
			step{who: "telegram/me", say: "解除绑定", has: "这边从头开始"},
			step{who: "telegram/me", say: "我的记录", has: "还没有记录"},
			step{who: "wechat/me", say: "我的记录", has: "共 2 条", not: "连上了", log: 2, reminders: 1},
		),
		"parted where it was": joined(
			step{who: "wechat/me", say: "unlink", has: "stays here", log: 2, reminders: 1},
			step{who: "telegram/me", say: "我的记录", has: "还没有记录"},
			step{who: "telegram/me", say: "解除绑定", has: "没有人收"},
		),
		"deleted from either": joined(
			step{who: "telegram/me", say: "全部删除", log: 2, reminders: 1},
			step{who: "telegram/me", say: "全部删除", has: "都删掉了"},
			step{who: "wechat/me", say: "我的记录", has: "还没有记录"},
			step{who: "telegram/me", say: scam, has: "第 1 条", log: 1},
			step{who: "wechat/me", say: "我的记录", has: "还没有记录"},
		),
		"not me": {
			{who: "wechat/me", say: "link my telegram", has: `link \d{6}`},
			{who: "telegram/x", say: "link {code}", has: "another chat of your own"},
			{who: "telegram/x", say: "2", has: "nothing is linked"},
			{who: "wechat/me", say: scam, log: 1},
			{who: "telegram/x", say: "我的记录", has: "还没有记录"},
		},
		"an empty chat": {
			{who: "wechat/me", say: scam, log: 1},
			{who: "wechat/me", say: "绑定我的telegram", log: 1},
			{who: "telegram/me", say: "绑定{code}", has: "另一个号"},
			{who: "telegram/me", say: "是", has: "连上了。以后", log: 1},
		},
		"its boss comes along": {
			{who: "shop", say: "有骗子电话也通知我老板"},
			{who: "boss", say: "绑定 {code}"},
			{who: "boss", say: "1", has: "好。以后那家店"},
			{who: "telegram/boss", say: "绑定我的微信", has: `绑定 \d{6}`},
			{who: "boss", say: "绑定 {code}", has: "另一个号"},
			{who: "shop", say: scam, log: 1},
			{who: "boss", say: "1", has: "连上了"},
			{who: "telegram/shop", say: "绑定我的微信"},
			{who: "shop", say: "绑定 {code}", log: 1},
			{who: "shop", say: "1", has: "连上了", log: 1},
			{who: "telegram/shop", say: "又有个13900000000打来，他让我报验证码，我报了", has: "🚨", log: 2},
			{who: "telegram/boss", say: "谢谢", has: "你绑定的店.*你绑定的店.*已经给出：验证码"},
			{who: "shop", say: "停止通知", has: "停了", log: 2},
			{who: "telegram/boss", say: "谢谢", has: "那家店停了提醒"},
		},
		"which of the two": {
			{who: "me", say: "给我个绑定码", has: "通知我老板.*绑定我的telegram", not: `\d{6}`},
			{who: "me", say: "I want my manager to see the warnings as well", has: `link \d{6}.*they agree`},
			{who: "me", say: "connect this to my other wechat", has: `link \d{6}.*Tell nobody`},
			{who: "me", say: "我堂客的微信也加进来咯", has: `绑定 \d{6}.*他同意以后`},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := openStreet(t)
			for i, want := range steps {
				check(t, i+1, want, s.says(time.Minute, want.who, want.say))
			}
		})
	}
}

func check(t *testing.T, i int, want step, out handlers.Outcome) {
	t.Helper()
	text := out.Reply.Text
	if ok, err := regexp.MatchString("(?s)"+want.has, text); !ok || err != nil {
		t.Errorf("%d %s says %q: want %q in\n%s", i, want.who, want.say, want.has, text)
	}
	if want.not != "" && regexp.MustCompile("(?s)"+want.not).MatchString(text) {
		t.Errorf("%d %s says %q: want no %q in\n%s", i, want.who, want.say, want.not, text)
	}
	if out.LogCount != want.log || len(out.Reminders) != want.reminders {
		t.Errorf("%d %s says %q: log %d, reminders %+v, want %d and %d", i, want.who, want.say, out.LogCount, out.Reminders, want.log, want.reminders)
	}
}
