package judge_test

import (
	"slices"
	"testing"

	"callguard/judge"
)

// TestQuestion: the question asked is one that fits, and never one that has been answered.
func TestQuestion(t *testing.T) {
	j := mustJudge(t)
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"a bare number", "13800000000", []string{"request"}},
		{"a swap", "打电话说免费给我换台新机器", []string{"fee", "request"}},
		{"a swap, english", "a man called, says he will swap my terminal for a new one", []string{"fee", "request"}},
		{"a swap without money", "打电话说给我换台新机器，没让我交钱", []string{"request", "terminal", "identity"}},
		{"papers", "说我营业执照到期了要更新资料", []string{"link", "request"}},
		{"a code nobody asked for", "莫名其妙收到一个验证码", []string{"code"}},
		{"a code nobody wants", "莫名其妙收到一个验证码，没人找我要验证码", []string{"", "identity", "request"}},
		{"decided", "他让我把验证码报给他", []string{""}},
	} {
		v := j.Judge(judge.Case{Text: c.text})
		if !slices.Contains(c.want, v.Ask) {
			t.Errorf("%s: asks %q (%s %.2f), want one of %q", c.name, v.Ask, v.Label, v.Score, c.want)
		}
	}
}

// TestAnswersDecide: an answer with a tell makes a scam of an unclear call, in both languages.
func TestAnswersDecide(t *testing.T) {
	j := mustJudge(t)
	qs, err := judge.LoadQuestions()
	if err != nil {
		t.Fatal(err)
	}
	tells := map[string][]string{"request": {"code", "pay", "app", "chat"}, "fee": {"yes"}, "money": {"yes"},
		"code": {"yes"}, "link": {"yes"}, "terminal": {"yes"}}
	for ask, options := range tells {
		for _, o := range options {
			for lang, opening := range map[string]string{"zh": "有人打电话来说是银联的", "en": "somebody from UnionPay called"} {
				v := j.Judge(judge.Case{Text: opening + "\n" + qs.Means(ask, o, lang)})
				if v.Label != judge.Scam {
					t.Errorf("%s %s %s: %s %.2f", ask, o, lang, v.Label, v.Score)
				}
			}
		}
	}
}

func mustJudge(t *testing.T) *judge.Judge {
	t.Helper()
	j, err := judge.New()
	if err != nil {
		t.Fatal(err)
	}
	return j
}
