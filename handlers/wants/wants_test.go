package wants_test

import (
	"bytes"
	"strings"
	"testing"

	"callguard/handlers/wants"
	"callguard/judge/text"
)

func model(t testing.TB) *wants.Model {
	t.Helper()
	m, err := wants.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestUnseenWays: ways of saying something that stand in no file of says/.
func TestUnseenWays(t *testing.T) {
	m := model(t)
	for _, c := range []struct {
		text string
		want wants.Want
	}{
		{"麻烦把第三条记录删除掉", "delete-one"},
		{"帮我把所有记录都清空吧", "forget-all"},
		{"后天中午提醒我给建行回个电话", wants.RemindSet},
		{"please remind me on thursday to ring the bank", wants.RemindSet},
		{"非常感谢你的帮助", wants.Chat},
		{"thank you so much for the help", wants.Chat},
		{"刚才接到一个电话，自称银联，说我机器要停用", wants.Story},
		{"i received a call from a man who says he is from visa", wants.Story},
		{"怎么样才能让他们不再打电话", "ask-stop"},
		{"你这个破机器人真没用", wants.Abuse},
		{"这个提醒取消掉", "remind-cancel"},
		{"please export my whole log", "export"},
		{"工商银行的客服电话是多少", "ask-number"},
	} {
		r := m.Read(text.New(c.text))
		if got, p := r.Best(func(w wants.Want) float64 { return r.Hint(w, nil) }); got != c.want {
			t.Errorf("%q: %s (%.2f), want %s (%.2f)", c.text, got, p, c.want, r.P(c.want))
		}
	}
}

// TestHints: what the conversation is about changes what a short answer means.
func TestHints(t *testing.T) {
	m := model(t)
	r := m.Read(text.New("没给他"))
	if with, without := r.Hint(wants.More, []string{wants.Open}), r.Hint(wants.More, nil); with <= without {
		t.Errorf("an open case makes an answer no likelier: %v, %v", with, without)
	}
}

func TestFile(t *testing.T) {
	said := []wants.Said{{Text: "记录", Want: "log-list"}, {Text: "看记录", Want: "log-list"}, {Text: "谢谢", Want: wants.Chat}, {Text: "谢谢你", Want: wants.Chat}}
	m, err := wants.Learn(said)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		t.Fatal(err)
	}
	again, err := wants.Read(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range said {
		if got, _ := again.Read(text.New(s.Text)).Best(nil); got != s.Want {
			t.Errorf("%q: %s, want %s", s.Text, got, s.Want)
		}
	}
	for n := range b.Len() {
		if _, err := wants.Read(bytes.NewReader(b.Bytes()[:n])); err == nil {
			t.Errorf("%d of %d bytes are read as a model", n, b.Len())
			break
		}
	}
}

func FuzzRead(f *testing.F) {
	m := model(f)
	for _, s := range []string{"", "?", "提醒我", "\xff\xfe", strings.Repeat("他说", 500), "a\u0301b", "👍👍"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		r := m.Read(text.New(s))
		sum := 0.0
		for _, w := range m.Known() {
			sum += r.P(w)
		}
		if sum < 0.999 || sum > 1.001 {
			t.Errorf("probabilities of %q sum to %v", s, sum)
		}
	})
}

func BenchmarkRead(b *testing.B) {
	m := model(b)
	c := text.New(strings.Repeat("他说我的机器要升级，让我先交押金。", 12))
	for b.Loop() {
		m.Read(c)
	}
}
