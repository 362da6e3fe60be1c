package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"callguard/bot"
	"callguard/bot/terminal"
	"callguard/store"
)

// TestLateReminderAtStart delivers what fell due while nothing ran, and says how late it is.
func TestLateReminderAtStart(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a.db")
	now := time.Date(2026, 11, 25, 2, 0, 0, 0, time.UTC)
	run := func(in string, at time.Time) string {
		h, db, err := openChat(path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		var out bytes.Buffer
		s := streams{in: strings.NewReader(in), out: &out, now: func() time.Time { return at }}
		if err := talk(h, db, s, path).Run(context.Background()); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	run("半小时后提醒我看到账\n", now)
	if got := run("", now.Add(3*time.Hour)); !strings.Contains(got, "⏰ 提醒（晚了2小时）：看到账") {
		t.Errorf("no late reminder in\n%s", got)
	}
	if got := run("我的提醒\n", now.Add(4*time.Hour)); strings.Contains(got, "⏰") || !strings.Contains(got, "没有提醒") {
		t.Errorf("a second time in\n%s", got)
	}
}

// TestReminderFiresWhileRunning prints a reminder when its time comes, with nobody typing.
func TestReminderFiresWhileRunning(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	h, db, err := openChat(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	now := time.Now()
	out, err := h.Handle(context.Background(), bot.Message{Platform: "terminal", User: terminal.User, Text: "1分钟后提醒我看到账", At: now})
	if err != nil || len(out.Reminders) != 1 {
		t.Fatalf("%v %+v", err, out)
	}
	var printed bytes.Buffer
	t0 := talk(h, db, streams{in: strings.NewReader(""), out: &printed, now: func() time.Time { return now.Add(61 * time.Second) }}, path)
	if err := t0.Late(context.Background()); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(printed.String(), "⏰ 提醒：看到账") {
		t.Errorf("printed %q", printed.String())
	}
}

// TestClocksAreApart moves one user's clock and never another's.
func TestClocksAreApart(t *testing.T) {
	t.Parallel()
	h, db, err := openChat(filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	clocks := map[string]time.Time{}
	clock := func() time.Time { return time.Date(2026, 11, 25, 2, 0, 0, 0, time.UTC) }
	say := func(user, text, now string) chatOut {
		got, err := chatAnswer(h, chatIn{User: user, Text: text, Now: now}, clocks, clock)
		if err != nil {
			t.Fatal(err)
		}
		return got.(chatOut)
	}
	say("a", "明天上午9点提醒我回拨银行", "2027-03-01T10:00:00+08:00")
	b := say("b", "明天上午9点提醒我回拨银行", "")
	if len(b.Reminders) != 1 || b.Reminders[0].At != "2026-11-26T09:00:00+08:00" {
		t.Errorf("b: %+v", b.Reminders)
	}
	a := say("a", "谢谢", "2027-03-02T09:00:30+08:00")
	if len(a.Reminders) != 0 || !strings.Contains(a.Reply, "⏰ 提醒：回拨银行") {
		t.Errorf("a: %+v\n%s", a.Reminders, a.Reply)
	}
	if bad := say("a", "谢谢", "tomorrow"); !strings.HasPrefix(bad.Error, "unreadable") {
		t.Errorf("bad now: %+v", bad)
	}
}

// TestAdvice tells what to do about every fault of the store in one line.
func TestAdvice(t *testing.T) {
	t.Parallel()
	for fault, want := range map[error]string{store.ErrLocked: "close that one", store.ErrCorrupt: "put a backup", store.ErrNewer: "update this one",
		store.ErrFull: "make room", store.ErrAccess: "mend the rights", errors.New("other"): "other"} {
		got := advice("a.db", fmt.Errorf("open: %w", fault)).Error()
		if !strings.HasPrefix(got, "a.db: ") || !strings.Contains(got, want) || strings.Contains(got, "\n") {
			t.Errorf("%v: %q", fault, got)
		}
	}
}

// TestNobodyWaitsForReminders ends the conversation when its input ends.
func TestNobodyWaitsForReminders(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		talk := terminal.Talk{In: strings.NewReader("a\n"), Out: &out, Now: time.Now, Greeting: "hi", Bye: "bye",
			Answer: func(context.Context, bot.Message) (bot.Reply, error) { return bot.Reply{Text: "ok"}, nil },
			Remind: func(ctx context.Context) error { <-ctx.Done(); return nil }}
		if err := talk.Run(context.Background()); err != nil {
			t.Fatal(err)
		}
		if out.String() != "hi\n\nok\n\nbye\n" {
			t.Errorf("%q", out.String())
		}
	})
}
