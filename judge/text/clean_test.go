package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestNorm(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ raw, norm string }{
		{"", ""},
		{"ABC，你好。", "abc,你好。"},
		{"①③⑧⓪ ❶❸❽ ➀➂➇ ⓵⓷⓼ ⑴⒈🄂", "1380 138 138 138 111"},
		{"1️⃣3️⃣8️⃣", "138"},
		{"１３８𝟏𝟑𝟖¹³⁸١٣٨१३८", "138138138138138"},
		{"🅰🅿🅿 🇦🇵🇵 Ⓐⓟⓟ 🄰🄿🄿 🅐🅟🅟", "app app app app app"},
		{"验\u200b证\u00ad码\u202e", "验证码"},
		{"验\u0336证\u0336码\u0336", "验证码"},
		{"⼯⾏", "工行"},
		{"銀聯轉賬驗證碼繳費凍結帳戶網址點擊連結費率機器", "银联转账验证码缴费冻结账户网址点击链接费率机器"},
		{"滙豐銀行 係佢哋嘅 唔知咗", "汇丰银行 係佢哋嘅 唔知咗"},
		{"unionpаy.com", "unionpay.com"},
		{"ВАNK раypal", "bank paypal"},
		{"привет", "привет"},
		{"验 证 码", "验证码"},
		{"验.证.码,转-账,微*信,银|联,支_付_宝,密·码,验😊证😊码", "验证码,转账,微信,银联,支付宝,密码,验证码"},
		{"他让我转账 我没转", "他让我转账 我没转"},
		{"没转 账户还在", "没转 账户还在"},
		{"请把验 证 码 告诉我", "请把验证码告诉我"},
		{"请把验 证码给我", "请把验证码给我"},
		{"是.我没转", "是.我没转"},
		{"我...不知道", "我...不知道"},
		{"1 3 8", "1 3 8"},
		{"a\r\nb\rc\u2028d", "a\nb\nc\nd"},
		{"a \t　b", "a b"},
		{"「你好」『在吗』", "“你好”“在吗”"},
		{"138–0000—0000", "138-0000-0000"},
		{"把💰转到🏦", "把钱转到银行"},
		{"a\xff\xfeb", "a\ufffdb"},
		{"加微❤️聊", "加微信聊"},
		{"v", "v"},
		{"加微信", "加微信"},
		{"回覆TD", "回复td"},
	} {
		if got := New(c.raw).Norm; got != c.norm {
			t.Errorf("New(%q).Norm = %q, want %q", c.raw, got, c.norm)
		}
	}
}

func TestQuote(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ raw, part, want string }{
		{"请按1️⃣确认", "1", "1️⃣"},
		{"把驗\u200b證 碼發我", "验证码", "驗\u200b證 碼"},
		{"加我ＶＸ聊", "微信", "ＶＸ"},
		{"把💰给他", "钱", "💰"},
		{"去🏦办", "行", "🏦"},
		{"加 V 聊", "加 v", "加 V"},
		{"加V聊", "微信", "V"},
		{"打P0S机客服", "pos", "P0S机"},
		{"支fu宝", "付", "fu"},
		{"①⑳", "20", "⑳"},
	} {
		m := New(c.raw)
		at := strings.Index(m.Norm, c.part)
		if at < 0 {
			t.Errorf("New(%q).Norm = %q, which lacks %q", c.raw, m.Norm, c.part)
			continue
		}
		if got := m.Quote(at, at+len(c.part)); got != c.want {
			t.Errorf("Quote of %q in %q = %q, want %q", c.part, c.raw, got, c.want)
		}
	}
}

func TestPosed(t *testing.T) {
	t.Parallel()
	m := New("点 unionpаy.com 和 unionpay.com")
	at := strings.Index(m.Norm, "unionpay")
	if !m.Posed(at, at+8) || m.Posed(at+16, len(m.Norm)) || m.Posed(-1, 3) || (Clean{}).Posed(0, 1) {
		t.Error("Posed must be true for the first name only")
	}
}

func TestOutOfRange(t *testing.T) {
	t.Parallel()
	m := New("你好")
	for _, r := range [][2]int{{-1, 2}, {0, 7}, {3, 3}, {4, 2}} {
		if got := m.Quote(r[0], r[1]); got != "" {
			t.Errorf("Quote(%d, %d) = %q", r[0], r[1], got)
		}
	}
	if got := (Clean{}).Quote(0, 1); got != "" {
		t.Errorf("Quote of nothing = %q", got)
	}
}

// Every rune must fold to runes that fold to themselves.
func TestFoldIsStable(t *testing.T) {
	t.Parallel()
	tab := tables()
	for r := rune(0); r <= utf8.MaxRune; r++ {
		for _, c := range tab.fold(nil, r) {
			if again := tab.fold(nil, c); len(again) != 1 || again[0] != c {
				t.Fatalf("%U folds to %U, which folds to %q", r, c, string(again))
			}
		}
	}
}

// pieces are what messages are put together of to find a text that cleaning changes twice.
func pieces() *rapid.Generator[string] {
	parts := []string{" ", ".", "-", "*", "\n", "。", "，", "“", "\"", "验", "证", "码", "转", "账", "我", "你", "吗", "机",
		"加", "v", "x", "V", "q", "扣", "扣扣", "企鹅", "号", "а", "Γ", "γ", "1", "①", "٣", "💰", "🏦", "👉", "❤️", "\u200b", "\u0301",
		"pos", "p0s", "薇", "信", "微", "+", "/", "http://", ".com", "把", "告诉", "银", "连", "联", "的", "是", "É", "İ", "ﬁ", "㍿", "元"}
	tab := tables()
	for _, ws := range tab.words {
		for _, w := range ws {
			parts = append(parts, string(w.from), string(w.to), string(w.from[1:]), string(w.from[:1]))
		}
	}
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 14).Draw(t, "parts"), "")
	})
}

func checkClean(t interface{ Fatalf(string, ...any) }, raw string) {
	c := New(raw)
	if again := New(c.Norm).Norm; again != c.Norm {
		t.Fatalf("%q gives %q, which gives %q", raw, c.Norm, again)
	}
	if !utf8.ValidString(c.Norm) {
		t.Fatalf("%q gives invalid %q", raw, c.Norm)
	}
	last := 0
	for i := range c.Norm {
		from, to := c.Span(i, i+1)
		if from >= to || from < last || !utf8.ValidString(c.Raw[from:to]) {
			t.Fatalf("byte %d of %q comes from [%d,%d) of %q", i, c.Norm, from, to, c.Raw)
		}
		last = from
	}
}

func TestCleanTwice(t *testing.T) {
	t.Parallel()
	g := rapid.OneOf(pieces(), rapid.String(), rapid.StringOf(rapid.Rune()))
	rapid.Check(t, func(t *rapid.T) { checkClean(t, g.Draw(t, "raw")) })
}

func FuzzNew(f *testing.F) {
	for _, s := range []string{"", "验 证.码 ❶️⃣ 加V信 p0s机器 раypal", "\xff\r\n 💰", "扣扣а 我 你"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw string) { checkClean(t, raw) })
}
