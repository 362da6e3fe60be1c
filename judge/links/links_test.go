package links

import (
	"strings"
	"testing"

	"callguard/judge/text"
)

func table(t testing.TB) *Table {
	t.Helper()
	tab, err := New([]Host{{"icbc.com.cn", "icbc"}, {"ccb.com", "ccb"}, {"unionpay.com", "unionpay"}, {"95516.com", "unionpay"}, {"pay.weixin.qq.com", "wechat-pay"}},
		[]Brand{{"unionpay", "unionpay"}, {"lakala", "lakala"}, {"95516", "unionpay"}, {"95588", "icbc"}, {"icbc", "icbc"}, {"ccb", "ccb"}})
	if err != nil {
		t.Fatal(err)
	}
	return tab
}

// TestFind writes every link as "host kind".
func TestFind(t *testing.T) {
	t.Parallel()
	tab := table(t)
	for _, tc := range []struct{ text, want string }{
		{"请登录www.icbc.com.cn查询", "www.icbc.com.cn official"},
		{"请登录www.95516-cn.com查看", "www.95516-cn.com lookalike"},
		{"详情t.cn/abc回T退订", "t.cn short"},
		{"http://icbc.com.cn.abc.top/login", "icbc.com.cn.abc.top lookalike"},
		{"http://pay.weixin.qq.com@203.0.113.7/verify", "203.0.113.7 ip"},
		{"http://203.0.113.7:8080/a", "203.0.113.7 ip"},
		{"登录unionpay。com查询", "unionpay.com official"},
		{"WWW.UNIONPAY.COM", "www.unionpay.com official"},
		{"unionpey.com", "unionpey.com lookalike"},
		{"unionpаy.com", "unionpay.com lookalike"},
		{"ccb95533.vip", "ccb95533.vip lookalike"},
		{"hxxp://abc.example.top/x", "abc.example.top unknown"},
		{"mail me at shop@icbc.com.cn", ""},
		{"readme.md 3.5 v2.0 a.b", ""},
		{"他说的。com是什么", ""},
		{"soupos.cn", "soupos.cn unknown"},
		{"95508.com", "95508.com unknown"},
	} {
		var got []string
		for _, l := range tab.Find(text.New(tc.text)) {
			got = append(got, l.Host+" "+string(l.Kind))
		}
		if g := strings.Join(got, ", "); g != tc.want {
			t.Errorf("%q: got %q, want %q", tc.text, g, tc.want)
		}
	}
}

func FuzzFind(f *testing.F) {
	tab := table(f)
	for _, s := range []string{"www.icbc.com.cn", "http://a@b.com:80/x", "unionpay。com", "xn--fiqs8s.cn"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c := text.New(s)
		last := 0
		for _, l := range tab.Find(c) {
			if l.Start < last || l.End <= l.Start || l.End > len(c.Norm) || l.Host == "" {
				t.Fatalf("%+v in %q", l, s)
			}
			last = l.End
		}
	})
}
