package judge

import (
	"strings"
	"testing"
)

// message is about 240 characters, as merchants write.
const message = `今天上午有个电话打到店里，说是银联商务结算中心的，讲我们这台机器下个月开始费率要涨到0.85，` +
	`要保住原来的费率就得今天登记换新机，他先让我把营业执照拍给他，后来又说要核实身份，让我把手机上收到的验证码念给他听，` +
	`我觉得不对劲就没给，他又说不办的话机器今天晚上就停用，还让我加他微信发个链接过来，链接是 http://pos-update.example.top/a ，` +
	`我点都没点，就挂了。后来又用 13800000000 打来两次，我都没接。请问这到底是不是骗子，我要不要给银行打电话问一下？`

func BenchmarkJudge(b *testing.B) {
	j, err := New()
	if err != nil {
		b.Fatal(err)
	}
	for _, tc := range []struct {
		name string
		text string
	}{
		{"message", message},
		{"64KiB", strings.Repeat(message, 64<<10/len(message))},
		{"1MiB", strings.Repeat(message, 1<<20/len(message))},
	} {
		b.Run(tc.name, func(b *testing.B) {
			b.SetBytes(int64(len(tc.text)))
			b.ReportAllocs()
			for b.Loop() {
				j.Judge(Case{Text: tc.text})
			}
		})
		b.Run(tc.name+"/rune-walk", func(b *testing.B) {
			b.SetBytes(int64(len(tc.text)))
			for b.Loop() {
				n := 0
				for _, r := range tc.text {
					if r > 0x4e00 {
						n++
					}
				}
				sink = n
			}
		})
	}
}

// sink keeps the rune walk from being optimised away.
var sink int

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}
