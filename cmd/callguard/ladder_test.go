package main

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"callguard/bot"
	"callguard/bot/reach"
	"callguard/handlers"
	"callguard/remind/due"
	"callguard/remind/when"
	"callguard/store"
	"callguard/store/boltstore"
)

// chats finds a person's own chat and those that joined it.
type chats struct{ *boltstore.Store }

func (c chats) Chats(ctx context.Context, person string) ([]string, error) {
	aliases, err := c.Aliases(ctx, person)
	return append([]string{person}, aliases...), err
}

// street is a merchant on an official account, with the whole way of a reminder: handlers, the store,
// the loop and the ladder; what the platforms get is written down.
type street struct {
	*testing.T
	h      *handlers.Handler
	db     *boltstore.Store
	ladder *reach.Ladder
	now    time.Time
	sent   []string
}

const merchant = "wechat:shop:1"

func newStreet(t *testing.T, rights reach.Rights) *street {
	t.Helper()
	h, db, err := openChat(filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	s := &street{T: t, db: db, now: time.Date(2026, 11, 25, 2, 0, 0, 0, time.UTC)}
	send := func(_ context.Context, m reach.Message) error {
		s.sent = append(s.sent, m.Chat+" "+string(m.Way.Kind)+" "+m.Reply.Text)
		return nil
	}
	accounts := map[string]*reach.Account{"wechat:shop": {Rights: rights, Send: send}, "telegram:": {Rights: reach.Telegram(), Send: send}}
	s.ladder = &reach.Ladder{Chats: chats{db}, Now: func() time.Time { return s.now },
		Account: func(chat string) *reach.Account { return accounts[store.Lane(chat)] }}
	s.h = h.Reaching(func(ctx context.Context, person string, at time.Time) string {
		p, err := s.ladder.Promise(ctx, person, at)
		if err != nil {
			t.Error(err)
		}
		return string(p.Way.Kind)
	})
	return s
}

// says sends a message from a chat and gives the answer.
func (s *street) says(chat, text string) string {
	s.Helper()
	s.now = s.now.Add(time.Minute)
	if strings.HasPrefix(chat, "wechat:") {
		if err := reach.Note(s.Context(), chats{s.db}, chat, func(w reach.Window) reach.Window { return w.Typed(s.now) }); err != nil {
			s.Fatal(err)
		}
	}
	p := strings.SplitN(chat, ":", 3)
	out, err := s.h.Handle(s.Context(), bot.Message{Platform: p[0], Account: p[1], User: p[2], Text: text, At: s.now})
	if err != nil || out.Unstored != nil {
		s.Fatal(err, out.Unstored)
	}
	return out.Reply.Text
}

// waits lets time pass and gives what was brought to the chats.
func (s *street) waits(d time.Duration) []string {
	s.Helper()
	s.now, s.sent = s.now.Add(d), nil
	loop := &due.Loop{Store: s.db, Lane: "wechat:shop", Sender: s.ladder, Next: when.Next, Now: func() time.Time { return s.now }, Quiet: s.h.Quiet,
		Text: func(r store.Reminder, late time.Duration) bot.Reply { return s.h.Push(s.Context(), r, late) }}
	if _, err := loop.Tick(s.Context()); err != nil {
		s.Fatal(err)
	}
	return s.sent
}

func (s *street) want(got []string, want ...string) {
	s.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		s.Errorf("brought\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func (s *street) has(got, want string) {
	s.Helper()
	if !strings.Contains(got, want) {
		s.Errorf("no %q in %q", want, got)
	}
}

// TestLadder brings reminders by the rungs that are open: a service text while the merchant has written
// lately, a notice that he allowed, a linked chat, else behind the next answer; and says before which it will be.
func TestLadder(t *testing.T) {
	t.Parallel()
	s := newStreet(t, reach.VerifiedService([]string{"n1"}, "", ""))
	s.has(s.says(merchant, "两点提醒我去进货"), "两天内")
	s.want(s.waits(4*time.Hour), merchant+" service ⏰ 提醒：去进货")
	s.has(s.says(merchant, "12月5号上午十点提醒我交房租"), "我不能主动发消息给你")
	s.want(s.waits(12 * 24 * time.Hour))
	s.has(s.says(merchant, "你好"), "交房租")

	if err := reach.Note(t.Context(), chats{s.db}, merchant, func(w reach.Window) reach.Window {
		return w.Granted(reach.Way{Kind: reach.Notice, Template: "n1"})
	}); err != nil {
		t.Fatal(err)
	}
	s.has(s.says(merchant, "12月20号上午十点提醒我交税"), "服务通知")
	s.want(s.waits(13*24*time.Hour+21*time.Hour), merchant+" notice ⏰ 提醒（晚了25小时）：交税")
}

// TestLadderLinked reaches a merchant of an account that can only answer in the chat that he joined to it.
func TestLadderLinked(t *testing.T) {
	t.Parallel()
	s := newStreet(t, reach.Unverified())
	s.has(s.says(merchant, "两点提醒我去进货"), "我不能主动发消息给你")
	offer := s.says(merchant, "绑定我的telegram")
	_, code, ok := strings.Cut(offer, "绑定 ")
	if !ok || len(code) < 6 {
		t.Fatalf("no code in %q", offer)
	}
	s.has(s.says("telegram::7", "绑定 "+code[:6]), "1 是")
	s.has(s.says("telegram::7", "1"), "连上了")
	s.has(s.says(merchant, "三点提醒我对账"), "到点我会在这里叫你")
	s.has(strings.Join(s.waits(time.Minute), ""), "telegram::7 push 🔔 你的另一个号连上了")
	s.want(s.waits(4*time.Hour), "telegram::7 push ⏰ 提醒（晚了6分钟）：去进货")
	s.want(s.waits(time.Hour), "telegram::7 push ⏰ 提醒（晚了6分钟）：对账")
}

// TestQuietIsKept does not wake a merchant with what is late, in the hours that he set himself.
func TestQuietIsKept(t *testing.T) {
	t.Parallel()
	s := newStreet(t, reach.Telegram())
	s.says(merchant, "下午三点以后别发消息给我")
	s.says(merchant, "两点提醒我去进货")
	s.says(merchant, "四点提醒我对账")
	s.want(s.waits(5*time.Hour + 30*time.Minute)) // the first is late, and quiet has begun
	s.want(s.waits(35*time.Minute), merchant+" push ⏰ 提醒（晚了8分钟）：对账")
	s.want(s.waits(16*time.Hour), merchant+" push ⏰ 提醒（晚了18小时）：去进货")
}
