package rules

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"

	"callguard/judge/text"
	"callguard/judge/weigh"
)

// said is about 240 characters, as merchants write.
const said = `今天上午有个电话打到店里，说是银联商务结算中心的，讲我们这台机器下个月开始费率要涨到0.85，` +
	`要保住原来的费率就得今天登记换新机，他先让我把营业执照拍给他，后来又说要核实身份，让我把手机上收到的验证码念给他听，` +
	`我觉得不对劲就没给，他又说不办的话机器今天晚上就停用，还让我加他微信发个链接过来，链接是 http://pos-update.example.top/a ，` +
	`我点都没点，就挂了。后来又用 13800000000 打来两次，我都没接。请问这到底是不是骗子，我要不要给银行打电话问一下？`

// BenchmarkLexicon reads one message with 3,000 and with 30,000 made-up phrases beside the real
// lexicon; bytes/phrase is what one more phrase costs in memory.
func BenchmarkLexicon(b *testing.B) {
	for _, n := range []int{3_000, 30_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			s, err := load(embedded)
			if err != nil {
				b.Fatal(err)
			}
			before := inUse()
			if err := s.lex.add(entry{Concept: "plain", ZH: madeUp(n)}); err != nil {
				b.Fatal(err)
			}
			perPhrase := float64(inUse()-before) / float64(n)
			c := text.New(said)
			for b.Loop() {
				s.Read(c, nil, weigh.Everything(), nil)
			}
			b.ReportMetric(perPhrase, "bytes/phrase")
		})
	}
}

// madeUp gives phrases of two to five characters that a message may hold by parts.
func madeUp(n int) []string {
	var han []rune
	for _, r := range said {
		if r >= 0x4e00 {
			han = append(han, r)
		}
	}
	rnd := rand.New(rand.NewPCG(3, 5))
	seen := map[string]bool{}
	var out []string
	for len(out) < n {
		w := make([]rune, 2+rnd.IntN(4))
		for i := range w {
			w[i] = han[rnd.IntN(len(han))]
			if rnd.IntN(2) == 0 {
				w[i] = rune(0x4e00 + rnd.IntN(3000))
			}
		}
		if !seen[string(w)] {
			seen[string(w)] = true
			out = append(out, string(w))
		}
	}
	return out
}

func inUse() int64 {
	runtime.GC()
	runtime.GC() // what the first one only marked
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
