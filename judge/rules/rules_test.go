package rules

import (
	"strings"
	"testing"
	"testing/fstest"

	"callguard/judge/text"
)

// none finds nothing but words: what the grammar can do alone.
func none(text.Clean) []Feature { return nil }

func loaded(t *testing.T) *Set {
	t.Helper()
	s, err := load(embedded)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestScopes holds the grammar to what a listener would understand.
func TestScopes(t *testing.T) {
	t.Parallel()
	s := loaded(t)
	for _, tc := range []struct {
		text, act string
		want      Scope
	}{
		{"他让我把验证码念给他", "disclose-code", Asked},
		{"我把验证码告诉他了", "disclose-code", Given},
		{"我没把验证码给他", "disclose-code", Refused},
		{"没让我报验证码", "disclose-code", Negated},
		{"请勿将验证码告诉任何人", "disclose-code", Warned},
		{"银行不会向您索要验证码", "demand-code", Negated},
		{"他问我要验证码", "demand-code", Asked},
		{"凡是让你转账的都是诈骗", "do-transfer", Warned},
		{"不用交押金", "pay-fee", Negated},
		{"他要我先交押金", "pay-fee", Asked},
		{"押金我已经交了", "pay-fee", Given},
		{"he asked me to read him the code", "disclose-code", Asked},
		{"I gave him the code", "disclose-code", Given},
		{"I didn't give him the code", "disclose-code", Refused},
		{"never read the code to anyone", "disclose-code", Warned},
		{"he never asked for the code", "demand-code", Negated},
		{"对方：请把验证码报给我", "disclose-code", Asked},
		{"尊敬的客户，您已转账500元", "pay-amount", Reported},
	} {
		r := s.read(text.New(tc.text), features(tc.text))
		if got := r.scope(tc.act); got != tc.want {
			t.Errorf("%s: %s is %q, want %q\n%s", tc.text, tc.act, got, tc.want, s.Trace(text.New(tc.text), nil))
		}
	}
}

// TestEllipsis finds what was done without being named again.
func TestEllipsis(t *testing.T) {
	t.Parallel()
	s := loaded(t)
	for text_, act := range map[string]string{
		"他让我把验证码念给他\n我念了":                         "disclose-code",
		"他要我转五千到他账户，我就转了":                         "pay-to",
		"he asked me to read him the code. I did": "disclose-code",
		"让我报银行卡密码\n我给了":                           "disclose-password",
	} {
		r := s.read(text.New(text_), features(text_))
		given := false
		for _, f := range r.acts {
			given = given || f.act.entry.Act == act && f.scope == Given
		}
		if !given {
			t.Errorf("%q: %s is not given\n%s", text_, act, s.Trace(text.New(text_), nil))
		}
	}
}

// features marks amounts, which the grammar needs and another package finds.
func features(message string) []Feature {
	var out []Feature
	for _, a := range text.New(message).Amounts() {
		out = append(out, Feature{Name: "amount", Start: a.Start, End: a.End})
	}
	return out
}

func (r *reading) scope(act string) Scope {
	for _, f := range r.acts {
		if f.act.entry.Act == act {
			return f.scope
		}
	}
	return ""
}

const ownRule = `
- id: own
  family: own
  kind: tell
  weight: 3
  all: [disclose-code]
  why: {zh: 一, en: one}
  source: a page
  checked: "2026-01-01"
  hit: [他让我报验证码]
  miss: [没让我报验证码]
`

func TestExtendRefuses(t *testing.T) {
	t.Parallel()
	s := loaded(t)
	for name, tc := range map[string]struct{ file, want string }{
		"fine":             {ownRule, ""},
		"no miss":          {strings.Replace(ownRule, "  miss: [没让我报验证码]\n", "", 1), "needs a hit: and a miss:"},
		"hit that misses":  {strings.Replace(ownRule, "他让我报验证码", "今天天气好", 1), "does not fire on its hit"},
		"miss that hits":   {strings.Replace(ownRule, "miss: [没让我报验证码]", "miss: [他让我报验证码]", 1), "fires on its miss"},
		"unknown act":      {strings.Replace(ownRule, "disclose-code", "disclose-cod", 1), `no concept, act or feature "disclose-cod"`},
		"unknown field":    {strings.Replace(ownRule, "weight", "wieght", 1), "own.yaml: [5:3]"},
		"kind":             {strings.Replace(ownRule, "kind: tell", "kind: maybe", 1), `kind "maybe"`},
		"id taken":         {strings.Replace(ownRule, "id: own", "id: code-asked", 1), "stands in scam/tells.yaml too"},
		"no source":        {strings.Replace(ownRule, "source: a page", "source: \"\"", 1), "source: and checked: are needed"},
		"scope of concept": {strings.Replace(ownRule, "[disclose-code]", `["code@asked"]`, 1), "is no act and has no scope"},
		"window":           {strings.Replace(ownRule, "weight: 3", "weight: 3\n  within: page", 1), `within "page"`},
	} {
		_, err := s.Extend(fstest.MapFS{"own.yaml": {Data: []byte(tc.file)}}, "own.yaml", none)
		switch {
		case tc.want == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want)):
			t.Errorf("%s: got %v, want %q", name, err, tc.want)
		}
	}
}

func TestTraceNamesWhatFired(t *testing.T) {
	t.Parallel()
	got := loaded(t).Trace(text.New("他让我把验证码念给他"), nil)
	for _, want := range []string{"验证码 = code", "act disclose-code asked", "rule code-asked (tell"} {
		if !strings.Contains(got, want) {
			t.Errorf("trace has no %q:\n%s", want, got)
		}
	}
}
