package text

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestClauses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		raw  string
		want string // clauses with "/" between; "//" a new sentence, "¶" a new line; “…” quoted; c> m> speakers
	}{
		{"", ""},
		{"他让我转账，我没转。报警了！", "他让我转账/我没转//报警了"},
		{"他让我转账 我没转", "他让我转账/我没转"},
		{"卡号、密码、验证码都别给", "卡号、密码、验证码都别给"},
		{"费率3.5,共1,000元；10:30打来", "费率3.5/共1,000元/10:30打来"},
		{"see pay.example/a?b=c, ok. He left", "see pay.example/a?b=c/ok//he left"},
		{"上unionpay。com看", "上unionpay。com看"},
		{"he asked for the code but i hung up and then called 95516.", "he asked for the code/but i hung up/and then called 95516"},
		{"他说“把验证码给我”我没给", "他说/“把验证码给我”/我没给"},
		{"他说「验证码」", "他说/“验证码”"},
		{"he said \"pay now\" twice", "he said/“pay now”/twice"},
		{"a “test transaction” of 500 yuan", "a “test transaction” of 500 yuan"},
		{"下载一个叫「银监会议」的app，他说「快点」", "下载一个叫“银监会议”的app/他说/“快点”"},
		{"收入300元,对方：某某公司", "收入300元/对方:某某公司"},
		{"没关的“引号\n下一行", "没关的/“引号”¶下一行"},
		{"对方：你好。要验证码\n我：不给\n后来挂了", "c>你好//c>要验证码¶m>不给¶后来挂了"},
		{"对方：在吗 我：在", "c>在吗/m>在"},
		{"[10:30] 客服(女)：升级\nme: no\nA: yes\n张警官：别挂", "c>升级¶m>no¶c>yes¶c>别挂"},
		{"客服：95516", "客服:95516"},
		{"我...不知道。。", "我/不知道"},
		{"mail a@b.example now", "mail a@b.example now"},
	} {
		if diff := cmp.Diff(c.want, show(New(c.raw))); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.raw, diff)
		}
	}
}

func show(m Clean) string {
	var b strings.Builder
	last := Clause{}
	for i, c := range m.Clauses() {
		switch {
		case i == 0:
		case c.Line != last.Line:
			b.WriteString("¶")
		case c.Sentence != last.Sentence:
			b.WriteString("//")
		default:
			b.WriteString("/")
		}
		if c.Speaker != "" {
			b.WriteString(c.Speaker[:1] + ">")
		}
		part := m.Norm[c.Start:c.End]
		if c.Quoted {
			part = "“" + part + "”"
		}
		b.WriteString(part)
		last = c
	}
	return b.String()
}

func TestClausesInOrder(t *testing.T) {
	t.Parallel()
	g := rapid.OneOf(pieces(), rapid.String())
	rapid.Check(t, func(t *rapid.T) {
		m := New(g.Draw(t, "raw"))
		last := Clause{}
		for _, c := range m.Clauses() {
			if c.Start < last.End || c.End <= c.Start || c.End > len(m.Norm) || c.Sentence < last.Sentence || c.Line < last.Line {
				t.Fatalf("%q: %+v after %+v", m.Norm, c, last)
			}
			last = c
		}
	})
}

func TestBrokenSpeakers(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"caller: [a]\nme: [a]", "who: [a]"} {
		if _, err := readCast([]byte(file)); err == nil {
			t.Errorf("speakers %q was taken", file)
		}
	}
}
