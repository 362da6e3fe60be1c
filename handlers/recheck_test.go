package handlers_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"callguard/handlers"
	"callguard/judge"
	"callguard/store"
)

// turned is a judge after a change: what names a number or a host gets another label, and its
// first number an owner.
type turned struct {
	was   handlers.Judge
	names string
	label judge.Label
	org   string
}

// Judge judges as before, then as changed.
func (j turned) Judge(c judge.Case) judge.Verdict {
	v := j.was.Judge(c)
	if strings.Contains(c.Text, j.names) {
		v.Label, v.Evidence = j.label, nil
		if j.org != "" && len(v.Numbers) > 0 {
			v.Numbers[0].Org = j.org
		}
	}
	return v
}

// after gives a handler with another judge on the store of a shop.
func after(t *testing.T, db store.Store, change turned) *handlers.Handler {
	t.Helper()
	j, words := parts(t)
	change.was = j
	h, err := handlers.New(change, db, words, j.Directory())
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// kept opens a shop and gives its store too.
func kept(t *testing.T) (s *shop, db store.Store) {
	t.Helper()
	s = open(t, func(d store.Store) store.Store { db = d; return d })
	return s, db
}

// day is so many days after the start.
func day(n float64) time.Time { return start.Add(time.Duration(n * float64(24*time.Hour))) }

// TestRecheck changes the judge after a merchant was answered, and looks whether he is told.
func TestRecheck(t *testing.T) {
	t.Parallel()
	const spoofed = "00955161打来说是银行的"
	bad := turned{names: "13800001111", label: judge.Scam}
	for name, test := range map[string]struct {
		before []line
		change turned
		day    float64
		told   int
		line   string // in the notice of z
	}{
		"nothing has changed":       {story([]line{{"z", 0, asks}}, each("z", "我打了官方电话，是真的")), turned{names: "no such words", label: judge.Scam}, 1, 0, ""},
		"now a scam":                {[]line{{"z", 0, asks}}, bad, 1, 1, "第 1 条（+8613800001111）重新看过，疑似诈骗"},
		"two cases of one number":   {[]line{{"z", 0, asks}, {"z", 3, asks}}, bad, 4, 1, "第 2 条"},
		"now to be verified":        {[]line{{"z", 0, notice}}, turned{names: "13800001111", label: judge.Verify}, 1, 1, "改成先核实"},
		"given away before":         {[]line{{"z", 0, asks + "，我把营业执照照片发给他了"}}, bad, 1, 1, "🚨"},
		"several merchants":         {each("xyz", asks), bad, 1, 3, "疑似诈骗"},
		"a month ago":               {[]line{{"z", 0, asks}}, bad, 31, 0, ""},
		"no number":                 {[]line{{"z", 0, "有人打来说是银行的，要更新资料"}}, turned{names: "更新资料", label: judge.Scam}, 1, 0, ""},
		"a link":                    {[]line{{"z", 0, "收到短信让看 http://evil-shop.test/a"}}, turned{names: "evil-shop", label: judge.Scam}, 1, 1, "evil-shop[.]test"},
		"only logged":               {[]line{{"z", 0, "记一下：13800001111上午打来问机器"}}, bad, 1, 0, ""},
		"found out by himself":      {[]line{{"z", 0, asks}, {"z", 0.1, "那个是骗子，假的"}}, bad, 1, 0, ""},
		"milder, now official":      {[]line{{"z", 0, spoofed}}, turned{names: "955161", label: judge.Verify, org: "icbc"}, 1, 1, "改成先核实"},
		"milder for words alone":    {[]line{{"z", 0, spoofed}}, turned{names: "955161", label: judge.Verify}, 1, 0, ""},
		"others' reports alone":     {story(grown("abc"), []line{{"z", 0, notice}}, each("abc", asks)), turned{names: "no such words"}, 1, 0, ""},
		"raised by reports, as now": {story(grown("abc"), each("abc", asks), []line{{"z", 1, notice}}), turned{names: "no such words"}, 40, 0, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, db := kept(t)
			for _, m := range test.before {
				s.by(m.user, m.text, m.day)
			}
			s.h = after(t, db, test.change)
			for _, want := range []int{test.told, 0} { // told once
				if n, err := s.h.Recheck(context.Background(), day(test.day)); n != want || err != nil {
					t.Errorf("%d are told, %v, want %d", n, err, want)
				}
			}
			out := s.by("z", "谢谢", test.day+0.1)
			if strings.Contains(out.Reply.Text, "更正") != (test.told > 0) || !strings.Contains(out.Reply.Text, test.line) {
				t.Errorf("want %q in\n%s", test.line, out.Reply.Text)
			}
			if out = s.by("z", "谢谢", test.day+0.2); strings.Contains(out.Reply.Text, "更正") {
				t.Errorf("said twice:\n%s", out.Reply.Text)
			}
		})
	}
}

// TestNoticesAreNoReminders: a notice is not listed, not cancelled with the reminders, and gone
// with its case.
func TestNoticesAreNoReminders(t *testing.T) {
	t.Parallel()
	s, db := kept(t)
	s.by("z", asks, 0)
	s.by("y", asks, 0)
	s.h = after(t, db, turned{names: "13800001111", label: judge.Scam})
	s.by("z", "明天下午3点提醒我回拨银行", 0)
	if n, err := s.h.Recheck(context.Background(), day(0.5)); n != 2 || err != nil {
		t.Fatal(n, err)
	}
	for _, text := range []string{"我的提醒", "取消全部提醒"} { // before it is due
		out := s.by("z", text, 0.1)
		if strings.Contains(out.Reply.Text, "更正") || strings.Contains(text, "取消") != (len(out.Reminders) == 0) {
			t.Errorf("%s: %+v\n%s", text, out.Reminders, out.Reply.Text)
		}
	}
	if out := s.by("z", "谢谢", 1); !strings.Contains(out.Reply.Text, "更正") || strings.Contains(out.Reply.Text, "⏰") || len(out.Reminders) != 0 {
		t.Errorf("%+v\n%s", out.Reminders, out.Reply.Text)
	}
	s.by("y", "删除第1条", 0.1)
	s.by("y", "确认", 0.1)
	if out := s.by("y", "谢谢", 1); strings.Contains(out.Reply.Text, "更正") {
		t.Errorf("of a deleted case:\n%s", out.Reply.Text)
	}
}

// TestConfirm lets an operator tell what he found out.
func TestConfirm(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		before []line
		as     handlers.Confirmation
		told   int
		line   string // in what z hears
		ask    string // said by z afterwards
		reply  string
	}{
		"a scam":             {each("xyz", asks), handlers.ConfirmScam, 3, "查过了，是骗子在用。原因：警方通报", "", ""},
		"a scam that it was": {each("z", asks+"，还要验证码"), handlers.ConfirmScam, 0, "", "", ""},
		"another number":     {each("z", strings.ReplaceAll(asks, "1111", "2222")), handlers.ConfirmScam, 0, "", "", ""},
		"official": {story(grown("abc"), each("abc", asks), []line{{"z", 0, notice}}), handlers.ConfirmOfficial, 4,
			"查过了，是官方的。原因：警方通报", notice, "可能正规"},
		"official, and a tell": {each("z", asks+"，还要验证码"), handlers.ConfirmOfficial, 0, "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, db := kept(t)
			for _, m := range test.before {
				s.by(m.user, m.text, m.day)
			}
			id, official, ok := s.h.Subject("138 0000 1111")
			if !ok || official {
				t.Fatal(id, official, ok)
			}
			for _, want := range []int{test.told, 0} {
				if n, err := s.h.Confirm(context.Background(), id, test.as, "警方通报", day(1)); n != want || err != nil {
					t.Errorf("%d are told, %v, want %d", n, err, want)
				}
			}
			out := s.by("z", "谢谢", 1)
			if strings.Contains(out.Reply.Text, "更正") != (test.told > 0) || !strings.Contains(out.Reply.Text, test.line) {
				t.Errorf("want %q in\n%s", test.line, out.Reply.Text)
			}
			if out = s.by("z", test.ask, 3); !strings.Contains(out.Reply.Text, test.reply) {
				t.Errorf("want %q in\n%s", test.reply, out.Reply.Text)
			}
			cases, err := db.Cases(context.Background(), "test::z", store.CaseQuery{})
			if err != nil || test.told > 0 && !slices.ContainsFunc(cases, func(c store.Case) bool { return c.Told == string(test.as) }) {
				t.Errorf("%+v, %v", cases, err)
			}
		})
	}
	s, _ := kept(t)
	if _, err := s.h.Confirm(context.Background(), "95516", "fine", "x", start); err == nil {
		t.Error("an unknown confirmation was taken")
	}
}

// TestSubject reads what an operator may name.
func TestSubject(t *testing.T) {
	t.Parallel()
	s, _ := kept(t)
	for text, want := range map[string]struct {
		id           string
		official, ok bool
	}{
		"13800001111": {"+8613800001111", false, true}, "95516": {"95516", true, true}, "evil-shop.test": {"evil-shop.test", false, true},
		"http://evil-shop.com/a?b": {"evil-shop.com", false, true}, "www.icbc.com.cn": {"www.icbc.com.cn", true, true}, "": {}, "hello": {},
		"13800001111 13800002222": {}, "+1 212 555 0100": {"+12125550100", false, true},
	} {
		if id, official, ok := s.h.Subject(text); id != want.id || official != want.official || ok != want.ok {
			t.Errorf("%q: %q, %v, %v, want %+v", text, id, official, ok, want)
		}
	}
}
