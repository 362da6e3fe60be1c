package text

import (
	"strings"
	"testing"
)

// message is a story of 260 characters, as merchants tell them.
var message = strings.Repeat("刚才有个自称银联客服的人打电话来，说我的POS机要升级，费率从0.38%调到0.6%，不升级就冻结结算账户，让我加他微信发验证码。", 4)

func BenchmarkNew(b *testing.B) {
	b.SetBytes(int64(len(message)))
	b.ReportAllocs()
	for b.Loop() {
		New(message)
	}
}

// BenchmarkWalk is the yardstick: going over the same runes once.
func BenchmarkWalk(b *testing.B) {
	b.SetBytes(int64(len(message)))
	for b.Loop() {
		n := 0
		for _, r := range message {
			n += int(r)
		}
		if n == 0 {
			b.Fatal("nothing there")
		}
	}
}

func BenchmarkMask(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Mask(message)
	}
}

func BenchmarkClauses(b *testing.B) {
	m := New(message)
	for b.Loop() {
		m.Clauses()
	}
}

func BenchmarkMegabyte(b *testing.B) {
	for name, piece := range map[string]string{"plain": message, "split": "验 证.", "words": "加v把pos机", "odd": "①é❤️\u200bа",
		"chain": "拉咔啦", "secrets": "验证码123456 卡号4111111111111111,", "dots": ". ", "digits": "1 ", "names": "密码"} {
		b.Run(name, func(b *testing.B) {
			raw := strings.Repeat(piece, 1<<20/len(piece))
			b.SetBytes(int64(len(raw)))
			for b.Loop() {
				m := New(raw)
				m.Clauses()
				m.Amounts()
				Mask(raw)
			}
		})
	}
}
