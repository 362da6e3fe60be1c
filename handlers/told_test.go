package handlers_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"callguard/bot"
	"callguard/remind/due"
	"callguard/remind/when"
	"callguard/store"
)

// pushes is a merchant on a platform that can write first: what falls due is pushed, not said.
type pushes struct {
	*shop
	db   store.Store
	sent []bot.Push
}

func pushing(t *testing.T) *pushes {
	p := new(pushes)
	p.shop = open(t, func(s store.Store) store.Store { p.db = s; return s })
	return p
}

func (p *pushes) Send(_ context.Context, push bot.Push) error {
	p.sent = append(p.sent, push)
	return nil
}

// says sends a message and gives the answer.
func (p *pushes) says(text string) string {
	p.t.Helper()
	p.now = p.now.Add(time.Minute)
	out, err := p.h.Handle(context.Background(), bot.Message{Platform: "test", User: "u", Text: text, At: p.now})
	if err != nil || out.Unstored != nil {
		p.t.Fatal(err, out.Unstored)
	}
	return out.Reply.Text
}

// waits lets time pass, and gives what was pushed meanwhile.
func (p *pushes) waits(d time.Duration) string {
	p.t.Helper()
	p.now, p.sent = p.now.Add(d), nil
	loop := &due.Loop{Store: p.db, Lane: "test:", Sender: p, Next: when.Next, Now: func() time.Time { return p.now },
		Text: func(r store.Reminder, late time.Duration) bot.Reply { return p.h.Push(context.Background(), r, late) }}
	if _, err := loop.Tick(context.Background()); err != nil {
		p.t.Fatal(err)
	}
	var all []string
	for _, s := range p.sent {
		all = append(all, s.Reply.Text)
	}
	return strings.Join(all, "\n")
}

// has fails unless the text holds every part.
func (s *shop) has(text string, parts ...string) {
	s.t.Helper()
	for _, part := range parts {
		if !strings.Contains(text, part) {
			s.t.Errorf("no %q in\n%s", part, text)
		}
	}
}

// TestPushedReminder follows a call-back from the reminder to the closed case: put off by a number,
// put off in words, asked again once, answered, and the periodic check that is offered then.
func TestPushedReminder(t *testing.T) {
	t.Parallel()
	p := pushing(t)
	p.says("13800000000打来说是银行的，要更新资料")
	p.has(p.says("今天下午三点提醒我回拨银行"), "15:00", "到点我会在这里叫你")
	p.has(p.waits(5*time.Hour), "回拨银行", "1 真的", "4 一小时后再叫我")
	p.has(p.says("4"), "回拨银行")
	p.has(p.waits(time.Hour), "⏰", "回拨银行")
	p.has(p.says("在忙，过半小时再叫我"), "回拨银行")
	p.has(p.waits(31*time.Minute), "⏰", "回拨银行")
	if got := p.waits(10 * time.Hour); got != "" {
		t.Errorf("pushed at night: %s", got)
	}
	p.has(p.waits(15*time.Hour), "后来怎么样", "1 真的")
	if got := p.waits(48 * time.Hour); got != "" {
		t.Errorf("asked a third time: %s", got)
	}
	p.has(p.says("13800000000又打来了，还是更新资料"), "第")
	p.has(p.says("明天上午十点提醒我回拨银行"), "10:00")
	p.has(p.waits(23*time.Hour), "回拨银行")
	p.has(p.says("打了，是假的"), "是假的", "1 每月", "2 每季度")
	p.has(p.says("2"), "每季度", "09:00")
}

// TestToldTasks has reminders that call nobody back: nothing is asked, but "done" and "later" mean
// the one that was told last.
func TestToldTasks(t *testing.T) {
	t.Parallel()
	p := pushing(t)
	p.says("两点提醒我去进货")
	p.says("每周五下午四点提醒我对账")
	if got := p.waits(4 * time.Hour); got != "⏰ 提醒：去进货" {
		t.Errorf("pushed %q", got)
	}
	p.has(p.says("推迟一个小时"), "去进货")
	p.has(p.waits(time.Hour), "去进货")
	p.has(p.says("弄好了"), "去进货")
	if got := p.waits(26 * time.Hour); got != "" {
		t.Errorf("asked after: %s", got)
	}
}

// TestHeld says what could not be pushed after the next message, also where the platform can push.
func TestHeld(t *testing.T) {
	t.Parallel()
	p := pushing(t)
	p.says("两点提醒我去进货")
	ctx := context.Background()
	rs, err := p.db.Reminders(ctx, "test::u")
	if err != nil || len(rs) != 1 {
		t.Fatal(rs, err)
	}
	if ok, err := p.db.Deliver(ctx, rs[0], store.Delivery{Held: true}); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if got := p.waits(5 * time.Hour); got != "" {
		t.Errorf("pushed %s", got)
	}
	p.has(p.says("你好"), "去进货")
	if got := p.says("你好"); strings.Contains(got, "去进货") {
		t.Errorf("said twice: %s", got)
	}
}

// TestReachIsTold says by which way a reminder will arrive.
func TestReachIsTold(t *testing.T) {
	t.Parallel()
	for way, want := range map[string]string{"": "我不能主动发消息给你", "push": "到点我会在这里叫你", "service": "两天内", "notice": "服务通知",
		"template": "服务通知", "once": "一次性通知", "new-way": "我不能主动发消息给你"} {
		p := pushing(t)
		p.h = p.h.Reaching(func(_ context.Context, person string, at time.Time) string {
			if person != "test::u" || !at.Equal(start.Add(4*time.Hour)) {
				t.Errorf("asked for %s at %s", person, at)
			}
			return way
		})
		p.has(p.says("两点提醒我去进货"), want)
	}
}

// TestOfferedByOneTap answers a time that can't be used with the next sensible one, which one tap sets.
func TestOfferedByOneTap(t *testing.T) {
	t.Parallel()
	for said, want := range map[string]string{
		"今天早上九点提醒我回拨银行":                       "09:00", // gone
		"提醒我回拨银行":                             "09:00", // no time
		"过几天提醒我回拨银行":                          "09:00", // which day?
		"remind me today at 9am to call icbc": "09:00",
		"remind me later to call icbc":        "09:00",
		"remind me to call icbc":              "09:00",
	} {
		s := open(t, nil)
		out := s.says(said)
		if len(out.Reminders) != 0 || len(out.Reply.Choices) != 1 || out.Reply.Choices[0].Word != "1" {
			t.Errorf("%s: %d reminders, choices %v\n%s", said, len(out.Reminders), out.Reply.Choices, out.Reply.Text)
			continue
		}
		s.has(out.Reply.Text, want)
		out = s.says(out.Reply.Choices[0].Word)
		if len(out.Reminders) != 1 || !out.Reminders[0].At.After(s.now) {
			t.Errorf("%s: one tap sets %v", said, out.Reminders)
		}
	}
}
