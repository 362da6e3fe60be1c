package handlers_test

import (
	"bytes"
	"context"
	"maps"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"callguard/bot"
	"callguard/handlers"
	"callguard/store"
	"callguard/store/boltstore"
)

// street is several persons talking to one handler on one store.
type street struct {
	t    *testing.T
	h    *handlers.Handler
	db   store.Store
	now  time.Time
	code string // the last one that was given
}

func openStreet(t *testing.T) *street {
	t.Helper()
	j, words := parts(t)
	db, err := boltstore.Open(filepath.Join(t.TempDir(), "a.db"), boltstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Verify(context.Background()); err != nil {
			t.Error(err)
		}
		_ = db.Close()
	})
	h, err := handlers.New(j, db, words, j.Directory())
	if err != nil {
		t.Fatal(err)
	}
	return &street{t: t, h: h, db: db, now: start}
}

var sixDigits = regexp.MustCompile(`\b\d{6}\b`)

// says sends one message of a person after some time; {code} is the last code given, {wrong} one
// that is not.
func (s *street) says(after time.Duration, user, text string) handlers.Outcome {
	s.t.Helper()
	s.now = s.now.Add(max(after, time.Minute))
	wrong := "000000"
	if s.code == wrong {
		wrong = "000001"
	}
	text = strings.NewReplacer("{code}", s.code, "{wrong}", wrong).Replace(text)
	platform, id, ok := strings.Cut(user, "/")
	if !ok {
		platform, id = "wechat", user
	}
	out, err := s.h.Handle(context.Background(), bot.Message{Platform: platform, User: id, Text: text, At: s.now, Passive: true})
	if err != nil || out.Unstored != nil {
		s.t.Fatal(text, err, out.Unstored)
	}
	if code := sixDigits.FindString(out.Reply.Text); code != "" {
		s.code = code
	}
	return out
}

// spoken is one message of somebody, and what must stand, and not stand, in the reply.
type spoken struct {
	who, say, has, not string
	after              time.Duration // since the message before; 0 = a minute
}

// hold holds a conversation of several.
func (s *street) hold(turns []spoken) {
	s.t.Helper()
	for i, turn := range turns {
		out := s.says(turn.after, turn.who, turn.say)
		if ok, err := regexp.MatchString("(?s)"+turn.has, out.Reply.Text); !ok || err != nil {
			s.t.Errorf("%d %s says %q: want %q in\n%s", i+1, turn.who, turn.say, turn.has, out.Reply.Text)
		}
		if turn.not != "" && regexp.MustCompile("(?s)"+turn.not).MatchString(out.Reply.Text) {
			s.t.Errorf("%d %s says %q: want no %q in\n%s", i+1, turn.who, turn.say, turn.not, out.Reply.Text)
		}
		if len(out.Reminders) > 0 {
			s.t.Errorf("%d %s says %q: listed %+v", i+1, turn.who, turn.say, out.Reminders)
		}
	}
}

const scam = "13800000000打来说他是银联的，让我把验证码念给他"

// agreed are the turns after which the boss is told of the shop.
func agreed(more ...spoken) []spoken {
	return append([]spoken{
		{who: "shop", say: "有骗子电话也通知我老板", has: `绑定 \d{6}.*30 分钟`},
		{who: "boss", say: "绑定 {code}", has: "收下那家店的疑似诈骗提醒吗.*1 同意  2 不要"},
		{who: "boss", say: "1", has: "好。以后那家店"},
		{who: "shop", say: "谢谢", has: "不客气.*对方同意了"},
	}, more...)
}

// linking are talks about who is told, and of what.
func linking() map[string][]spoken {
	return map[string][]spoken{
		"told once of a case": agreed(
			spoken{who: "shop", say: scam, has: "疑似诈骗"},
			spoken{who: "boss", say: "你好", has: "🔔 你绑定的店 11-25 .*疑似诈骗.*13800000000.*「.+」.*没说给出过"},
			spoken{who: "boss", say: "谢谢", has: "不客气", not: "你绑定的店"},
			spoken{who: "shop", say: "他又说要快点", has: "疑似诈骗"},
			spoken{who: "boss", say: "谢谢", not: "你绑定的店"},
		),
		"told of a loss behind a scam": agreed(
			spoken{who: "shop", say: scam, has: "疑似诈骗"},
			spoken{who: "shop", say: "我把验证码报给他了", has: "🚨"},
			spoken{who: "boss", say: "谢谢", has: "🔔 你绑定的店.*🚨 你绑定的店.*已经给出：验证码.*停止通知"},
		),
		"not told of what is no scam": agreed(
			spoken{who: "shop", say: "95516打来说要调单", has: "先核实"},
			spoken{who: "boss", say: "谢谢", not: "你绑定的店"},
			spoken{who: "boss", say: scam, has: "疑似诈骗"},
			spoken{who: "shop", say: "谢谢", not: "你绑定的店"},
		),
		"not told of what was before": {
			{who: "shop", say: scam},
			{who: "shop", say: "有骗子电话也通知我老板"},
			{who: "boss", say: "绑定{code}", has: "1 同意"},
			{who: "boss", say: "同意", has: "好。以后"},
			{who: "shop", say: "他又说要快点"},
			{who: "boss", say: "谢谢", not: "你绑定的店"},
		},
		"no consent": {
			{who: "shop", say: "有骗子电话也通知我老板"},
			{who: "boss", say: "绑定 {code}", has: "1 同意"},
			{who: "boss", say: "2", has: "好，不连"},
			{who: "shop", say: scam, not: "对方同意"},
			{who: "boss", say: "谢谢", not: "你绑定的店"},
			{who: "boss", say: "绑定 {code}", has: "不对"},
		},
		"something else is no consent": {
			{who: "shop", say: "有骗子电话也通知我老板"},
			{who: "boss", say: "绑定 {code}", has: "1 同意"},
			{who: "boss", say: "谢谢", has: "不客气"},
			{who: "boss", say: "1", not: "好。以后那家店"},
			{who: "shop", say: scam},
			{who: "boss", say: "谢谢", not: "你绑定的店"},
		},
		"a code works once": agreed(
			spoken{who: "other", say: "绑定 {code}", has: "不对，或者已经过期"},
		),
		"a code runs out": {
			{who: "shop", say: "有骗子电话也通知我老板"},
			{who: "boss", say: "绑定 {code}", has: "过期", after: 30 * time.Minute},
		},
		"a new code replaces the old": {
			{who: "shop", say: "有骗子电话也通知我老板", has: "123456"},
			{who: "shop", say: "有骗子电话也通知我老板", has: "234567"},
			{who: "boss", say: "绑定 123456", has: "不对"},
			{who: "boss", say: "绑定 234567", has: "1 同意"},
		},
		"wrong codes are counted": {
			{who: "shop", say: "有骗子电话也通知我老板"},
			{who: "boss", say: "绑定 {wrong}", has: "不对"},
			{who: "boss", say: "绑定 {wrong}", has: "不对"},
			{who: "boss", say: "link {wrong}", has: "wrong"},
			{who: "boss", say: "绑定 12345", has: "不对"},
			{who: "boss", say: "绑定 {wrong}", has: "不对"},
			{who: "boss", say: "绑定 {code}", has: "一小时后再试"},
			{who: "boss", say: "全部删除"},
			{who: "boss", say: "全部删除", has: "都删掉了"},
			{who: "boss", say: "绑定 {code}", has: "一小时后再试"},
			{who: "other", say: "绑定 {code}", has: "1 同意"},
			{who: "shop", say: "有骗子电话也通知我老板", after: time.Hour},
			{who: "boss", say: "绑定 {code}", has: "1 同意"},
		},
		"one's own code": {
			{who: "shop", say: "有骗子电话也通知我老板"},
			{who: "shop", say: "绑定 {code}", has: "另一个号"},
		},
	}
}

// ending are talks about how it ends, and what it leaves alone.
func ending() map[string][]spoken {
	return map[string][]spoken{
		"the shop stops": agreed(
			spoken{who: "shop", say: scam},
			spoken{who: "shop", say: "停止通知", has: "好，停了：以后不再把你这里的事"},
			spoken{who: "boss", say: "谢谢", has: "那家店停了提醒", not: "你绑定的店"},
			spoken{who: "shop", say: "13900000000让我转账到安全账户"},
			spoken{who: "boss", say: "谢谢", not: "你绑定的店"},
			spoken{who: "shop", say: "停止通知", has: "没有人收"},
		),
		"the boss stops": agreed(
			spoken{who: "shop", say: scam},
			spoken{who: "boss", say: "停止通知", has: "不再给你发", not: "你绑定的店"},
			spoken{who: "shop", say: "13900000000让我转账到安全账户", has: "对方不再收"},
			spoken{who: "boss", say: "谢谢", not: "你绑定的店"},
		),
		"the shop deletes everything": agreed(
			spoken{who: "shop", say: scam},
			spoken{who: "shop", say: "全部删除"},
			spoken{who: "shop", say: "全部删除", has: "都删掉了"},
			spoken{who: "boss", say: "谢谢", has: "那家店停了提醒", not: "你绑定的店"},
			spoken{who: "shop", say: scam},
			spoken{who: "boss", say: "谢谢", not: "你绑定的店"},
		),
		"the boss deletes everything": agreed(
			spoken{who: "boss", say: "全部删除"},
			spoken{who: "boss", say: "全部删除", has: "都删掉了"},
			spoken{who: "shop", say: scam, has: "对方不再收"},
			spoken{who: "boss", say: "谢谢", not: "你绑定的店"},
		),
		"deleted between question and answer": {
			{who: "shop", say: "有骗子电话也通知我老板"},
			{who: "boss", say: "绑定 {code}", has: "1 同意"},
			{who: "shop", say: "全部删除"},
			{who: "shop", say: "全部删除", has: "都删掉了"},
			{who: "boss", say: "1", has: "没有绑上"},
		},
		"not listed and not cancelled": agreed(
			spoken{who: "shop", say: scam},
			spoken{who: "boss", say: "我的提醒", has: "没有提醒.*你绑定的店"},
			spoken{who: "shop", say: "13900000000让我转账到安全账户"},
			spoken{who: "boss", say: "取消全部提醒", has: "没有提醒.*你绑定的店"},
		),
		"in English": {
			{who: "shop", say: "also alert my husband", has: `link \d{6}`},
			{who: "boss", say: "link {code}", has: "1 yes  2 no"},
			{who: "boss", say: "yes", has: "Fine. When that shop"},
			{who: "shop", say: "he said he is from the bank and I gave him the code", has: "agreed"},
			{who: "boss", say: "hello", has: "🚨 At the shop linked to you.*given away: a code"},
			{who: "boss", say: "stop alerts", has: "you get no more"},
		},
		"who else reads": agreed(
			spoken{who: "shop", say: "隐私", has: "有 1 个人会收到"},
			spoken{who: "boss", say: "隐私", not: "个人会收到"},
		),
	}
}

// TestAlerts holds conversations of a shop, its boss, and others.
func TestAlerts(t *testing.T) {
	t.Parallel()
	talks := linking()
	maps.Copy(talks, ending())
	for name, turns := range talks {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := openStreet(t)
			if name == "a new code replaces the old" {
				s.h.SetRandom(bytes.NewReader([]byte{0x01, 0xe2, 0x40, 0x03, 0x94, 0x47})) // 123456, 234567
			}
			s.hold(turns)
		})
	}
}

// TestTheCodeIsNotKept: neither the stored reply nor anything else holds it.
func TestTheCodeIsNotKept(t *testing.T) {
	t.Parallel()
	s := openStreet(t)
	m := bot.Message{Platform: "wechat", User: "shop", ID: "7", Text: "有骗子电话也通知我老板", At: start}
	first, err := s.h.Handle(context.Background(), m)
	if err != nil {
		t.Fatal(err)
	}
	code := sixDigits.FindString(first.Reply.Text)
	raw, ok, err := s.db.Replied(context.Background(), m.Key())
	if code == "" || !ok || err != nil || strings.Contains(string(raw), code) {
		t.Errorf("code %q, %v, %v, stored %s", code, ok, err, raw)
	}
}
