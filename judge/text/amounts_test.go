package text

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAmounts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ raw, want string }{
		{"交299元押金", "299元=299"},
		{"要3千", "3千=3000"},
		{"转了5万8", "5万8=58000"},
		{"转了五万八给他", "五万八=58000"},
		{"两百块", "两百块=200"},
		{"￥500", "¥500=500"},
		{"RMB 300", "rmb 300=300"},
		{"20 yuan please", "20 yuan=20"},
		{"1.2w", "1.2w=12000"},
		{"1,299.50元", "1,299.50元=1299.5"},
		{"1万2千3百元", "1万2千3百元=12300"},
		{"一千零五元", "一千零五元=1005"},
		{"十万", "十万=100000"},
		{"5块8", "5块8=5.8"},
		{"一块八毛", "一块八毛=1.8"},
		{"3块钱", "3块钱=3"},
		{"20多万", "20多万=200000"},
		{"5k元", "5k元=5000"},
		{"5 thousand yuan", "5 thousand yuan=5000"},
		{"２９９圓", "299圆=299"},
		{"98元和198元", "98元=98 198元=198"},
		{"300-500元", "500元=500"},
		{"12,345,678元", "12,345,678元=12345678"},
		{"5毛", "5毛=0.5"},
		{"299", ""},
		{"13800000000", ""},
		{"打400-000-0000", ""},
		{"费率0.38%", ""},
		{"万分之六", ""},
		{"3千人 100个 2万粉丝", ""},
		{"千万不要", ""},
		{"万一", ""},
		{"一块去", ""},
		{"一三八", ""},
		{"1月1日元旦 5元旦", ""},
		{"3块屏幕", ""},
		{"5万美元 $500", ""},
		{"几百块", ""},
		{"100% 一百分", ""},
		{"x500元", ""},
	} {
		m := New(c.raw)
		var got []string
		for _, a := range m.Amounts() {
			got = append(got, m.Norm[a.Start:a.End]+"="+strconv.FormatFloat(math.Round(a.Yuan*100)/100, 'f', -1, 64))
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%q: %q, want %q", c.raw, s, c.want)
		}
	}
}

func checkAmounts(t interface{ Fatalf(string, ...any) }, raw string) {
	m := New(raw)
	last := 0
	for _, a := range m.Amounts() {
		if a.Start < last || a.End <= a.Start || a.End > len(m.Norm) || !(a.Yuan > 0) || math.IsInf(a.Yuan, 0) {
			t.Fatalf("%q: %+v", raw, a)
		}
		last = a.End
	}
}

func TestAmountsInOrder(t *testing.T) {
	t.Parallel()
	parts := []string{"1", "0", "12", "三", "十", "百", "千", "万", "亿", "w", "k", "元", "块", "毛", "多", ".", ",", " ", "¥", "rmb", "钱", "我"}
	rapid.Check(t, func(t *rapid.T) {
		checkAmounts(t, strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 14).Draw(t, "parts"), ""))
	})
}

func FuzzAmounts(f *testing.F) {
	f.Add("交299元 5万8 ¥500 1.2w 一块八毛")
	f.Fuzz(func(t *testing.T, raw string) { checkAmounts(t, raw); New(raw).Clauses() })
}
