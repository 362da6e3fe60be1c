package handlers_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"callguard/bot"
	"callguard/handlers"
)

// Two messages about one number: one that asks to be checked, one that reads like a notice.
const (
	asks   = "13800001111打来说是银行的，要更新资料"
	notice = "【拉卡拉】尊敬的商户，系统将于今晚23:00至次日5:00维护，期间交易可能受影响。如有疑问请致电95016。经办手机13800001111"
)

// by lets one merchant of several say something, at the time given in days after the start.
func (s *shop) by(user, text string, days float64) handlers.Outcome {
	s.t.Helper()
	at := start.Add(time.Duration(days * float64(24*time.Hour)))
	out, err := s.h.Handle(context.Background(), bot.Message{Platform: "test", User: user, Text: text, At: at, Passive: true})
	if err != nil {
		s.t.Fatal(err)
	}
	if out.Unstored != nil {
		s.t.Fatal(out.Unstored)
	}
	return out
}

// line is one message of a story of several merchants.
type line struct {
	user string
	day  float64
	text string
}

// grown lets merchants be known for so long that their reports count in full.
func grown(users string) (out []line) {
	for _, u := range strings.Split(users, "") {
		out = append(out, line{u, -20, "你好"})
	}
	return out
}

// each lets every merchant say the same on day 0.
func each(users, text string) (out []line) {
	for _, u := range strings.Split(users, "") {
		out = append(out, line{u, 0, text})
	}
	return out
}

func story(parts ...[]line) (out []line) {
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

// TestKnownAmongMerchants lets others report first, and looks at what somebody else is told.
func TestKnownAmongMerchants(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		before  []line
		ask     string
		day     float64
		verdict string
		n       string // of merchants told of; "" none
	}{
		"nobody":                            {nil, notice, 1, "legit", ""},
		"two":                               {story(grown("ab"), each("ab", asks)), notice, 1, "legit", ""},
		"three":                             {story(grown("abc"), each("abc", asks)), notice, 1, "verify", "3"},
		"three, a number that is asked for": {story(grown("abc"), each("abc", asks)), asks, 1, "verify", "3"},
		"three, and a tell":                 {story(grown("abc"), each("abc", asks)), asks + "，还要验证码", 1, "scam", "3"},
		"one, three times":                  {story(grown("a"), each("aaa", asks)), notice, 1, "legit", ""},
		"the one who asks among them":       {story(grown("abz"), each("abz", asks)), notice, 1, "legit", ""},
		"long ago":                          {story(grown("abc"), each("abc", asks)), notice, 31, "legit", ""},
		"new accounts":                      {each("abcde", asks), notice, 1, "legit", ""},
		"six new accounts":                  {each("abcdef", asks), notice, 1, "verify", "6"},
		"new accounts that found out":       {story(each("abc", asks), each("abc", "那个是骗子，假的")), notice, 1, "verify", "3"},
		"an official number":                {story(grown("abcd"), each("abcd", "95016打来说要更新资料")), strings.ReplaceAll(notice, "13800001111", "95016"), 1, "legit", ""},
		"one takes it back":                 {story(grown("abc"), each("abc", asks), each("a", "那个其实是真的，我核实过了")), notice, 1, "legit", ""},
		"one deletes the case":              {story(grown("abc"), each("abc", asks), each("a", "删除第1条"), each("a", "确认")), notice, 1, "legit", ""},
		"one deletes everything":            {story(grown("abc"), each("abc", asks), each("a", "全部删除"), each("a", "全部删除")), notice, 1, "legit", ""},
		"only logged":                       {story(grown("abc"), each("abc", "记一下：13800001111上午打来问机器")), notice, 1, "legit", ""},
		"a link": {story(grown("abc"), each("abc", "收到短信让看 http://evil-shop.test/a")),
			"收到短信让看 http://evil-shop.test/b", 1, "verify", "3"},
		"a link service": {story(grown("abc"), each("abc", "收到短信让看 http://t.cn/a")), "收到短信让看 http://t.cn/b", 1, "verify", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := open(t, nil)
			for _, m := range test.before {
				s.by(m.user, m.text, m.day)
			}
			s.by("z", "你好", -20)
			out := s.by("z", test.ask, test.day)
			told := strings.Contains(out.Reply.Text, "位商户也报过这个")
			if out.Verdict != test.verdict || told != (test.n != "") || told && !strings.Contains(out.Reply.Text, "近30天有 "+test.n+" 位商户") {
				t.Errorf("verdict %q, want %q and %q merchants in\n%s", out.Verdict, test.verdict, test.n, out.Reply.Text)
			}
		})
	}
}

// TestReportsDoNotFeedThemselves: a case that is to be verified for others' reports alone is no
// report, and a further turn of it does not tell the same again.
func TestReportsDoNotFeedThemselves(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	for _, m := range story(grown("abcxyz"), each("abc", asks)) {
		s.by(m.user, m.text, m.day)
	}
	s.by("x", notice, 1)
	if out := s.by("x", "他说过两天再说", 1.01); strings.Contains(out.Reply.Text, "位商户") {
		t.Errorf("told twice:\n%s", out.Reply.Text)
	}
	s.by("y", notice, 1)
	if out := s.by("z", notice, 1); !strings.Contains(out.Reply.Text, "近30天有 3 位商户") {
		t.Errorf("want 3 merchants in\n%s", out.Reply.Text)
	}
}

// TestKnownInEnglish says it in the merchant's language.
func TestKnownInEnglish(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	for _, m := range story(grown("abc"), each("abc", asks)) {
		s.by(m.user, m.text, m.day)
	}
	out := s.by("z", "13800001111 called and asked how the terminal is working", 1)
	if !strings.Contains(out.Reply.Text, "3 merchants reported this number in the last 30 days") {
		t.Errorf("got\n%s", out.Reply.Text)
	}
}
