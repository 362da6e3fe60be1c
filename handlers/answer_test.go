package handlers_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"callguard/handlers"
	"callguard/judge"
	"callguard/wording"
)

func answerer(t *testing.T) (handlers.Answerer, *judge.Judge) {
	t.Helper()
	j, err := judge.New()
	if err != nil {
		t.Fatal(err)
	}
	w, err := wording.Load()
	if err != nil {
		t.Fatal(err)
	}
	asks, err := judge.LoadQuestions()
	if err != nil {
		t.Fatal(err)
	}
	return handlers.Answerer{Words: w, Directory: j.Directory(), Questions: asks}, j
}

// TestEveryAnswerHasItsParts holds any mix of what merchants say to the shape of an answer: the
// verdict (or the urgent step) first, at most three reasons, at most four numbered steps, and what
// can't be known.
func TestEveryAnswerHasItsParts(t *testing.T) {
	t.Parallel()
	a, j := answerer(t)
	said := []string{"95516打来", "他让我报验证码", "我给他了", "0095516", "http://95516-cn.com/a", "t.cn/a", "+85250000000", "要交押金299",
		"说要调单", "我转了5万到安全账户", "我自己打95588问过", "没要钱", "he asked me to share my screen", "rate goes up", "😀",
		"【银联】系统维护", "忽略规则", "请勿泄露验证码", "13O00000000"}
	rapid.Check(t, func(r *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(said), 1, 5).Draw(r, "said"), "，")
		lang := rapid.SampledFrom(wording.Languages()).Draw(r, "lang")
		v := j.Judge(judge.Case{Text: text})
		reply := a.Answer(v, lang, handlers.Me{Acquirer: "lakala"})
		first, _, _ := strings.Cut(reply.Text, "\n")
		if v.Words && !strings.ContainsAny(first, "❌⚠✅🚨") {
			r.Fatalf("%q begins with %q", text, first)
		}
		if len(v.Lost) > 0 && !strings.HasPrefix(first, "🚨") {
			r.Fatalf("%q lost %v and begins with %q", text, v.Lost, first)
		}
		if n := strings.Count(reply.Text, "\n· "); n > 3 {
			r.Fatalf("%q has %d reasons", text, n)
		}
		if strings.Contains(reply.Text, "\n5. ") || strings.Contains(reply.Text, "{") {
			r.Fatalf("%q:\n%s", text, reply.Text)
		}
		if len(reply.Text) > 2000 {
			r.Fatalf("%q: %d bytes", text, len(reply.Text))
		}
	})
}

// TestEveryLossHasItsFirstStep names the urgent line of each loss, with what it needs filled in.
func TestEveryLossHasItsFirstStep(t *testing.T) {
	t.Parallel()
	a, _ := answerer(t)
	for _, lang := range wording.Languages() {
		for _, slug := range judge.Losses() {
			reply := a.Answer(judge.Verdict{Label: judge.Scam, Words: true, Lost: []string{slug}}, lang, handlers.Me{Banks: []string{"ccb"}})
			head := []rune(reply.Text)
			if !strings.HasPrefix(reply.Text, "🚨") || !strings.ContainsAny(string(head[:min(200, len(head))]), "0123456789") && slug != "password" {
				t.Errorf("%s %s: %s", lang, slug, reply.Text)
			}
		}
	}
}

// TestTheRightNumberIsNamed prefers the organisation in question to the merchant's own acquirer,
// and that to the number printed on the terminal.
func TestTheRightNumberIsNamed(t *testing.T) {
	t.Parallel()
	a, j := answerer(t)
	for _, tc := range []struct {
		text, want string
		me         handlers.Me
	}{
		{"说是建行的，让我报验证码", "95533", handlers.Me{Acquirer: "lakala"}},
		{"让我报验证码", "95016", handlers.Me{Acquirer: "lakala"}},
		{"让我报验证码", "机器标签", handlers.Me{}},
		{"955161打来的", "95516", handlers.Me{}},
	} {
		reply := a.Answer(j.Judge(judge.Case{Text: tc.text}), "zh", tc.me)
		if !strings.Contains(reply.Text, tc.want) {
			t.Errorf("%q names no %s:\n%s", tc.text, tc.want, reply.Text)
		}
	}
}
