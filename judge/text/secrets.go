package text

import (
	"strings"
	"unicode/utf8"
)

// name is how a secret is called, with the lengths that it can have.
type name struct {
	word     string
	min, max int
	free     bool // may be letters as well: a password
}

// names of codes, passwords and card checks, longer ones before those they hold.
var names = []name{
	{"验证码", 4, 8, false}, {"校验码", 4, 8, false}, {"动态码", 4, 8, false}, {"确认码", 4, 8, false}, {"取款码", 4, 8, false},
	{"授权码", 4, 8, false}, {"激活码", 4, 8, false}, {"短信码", 4, 8, false}, {"随机码", 4, 8, false}, {"认证码", 4, 8, false},
	{"安全码", 3, 8, false}, {"后三位", 3, 3, false}, {"末三位", 3, 3, false}, {"背面三位", 3, 3, false}, {"三位数", 3, 3, false},
	{"密码", 4, 12, true}, {"口令", 4, 12, true}, {"password", 3, 12, true}, {"passwd", 3, 12, true}, {"passcode", 3, 12, true}, {"pwd", 3, 12, true},
	{"pin", 4, 8, true}, {"cvv2", 3, 4, false}, {"cvv", 3, 4, false}, {"cvc2", 3, 4, false}, {"cvc", 3, 4, false}, {"cvn2", 3, 4, false},
	{"otp", 4, 8, false}, {"code", 4, 8, false}, {"verification", 4, 8, false}, {"one-time", 4, 8, false},
}

// notCode are the words in front of "code" that make it something else.
var notCode = []string{"zip ", "area ", "promo ", "qr ", "postal ", "post ", "country ", "error ", "bar",
	"discount ", "coupon ", "source ", "tracking ", "product "}

// How far from its name a code stands, in bytes.
const (
	reachCode = 72
	reachBack = 36
)

// elsewhere are words between a name and a number that say it is another kind of number.
var elsewhere = []string{"电话", "热线", "拨", "致电", "打给", "打来", "打我", "来电", "号码", "手机", "call", "dial",
	"hotline", "phone", "尾号", "末四位", "工单", "订单",
	"单号", "编号", "工号", "ending", "ticket", "order", "ref", "terminal", "终端", "发到", "发送到", "发至", "转到", "¥",
	"$", "+"}

// each calls f for every place where a name stands by itself.
func (k *masker) each(f func(n name, start, end int)) {
	if len(k.groups) == 0 && !strings.Contains(k.text, "密码") && !strings.Contains(k.text, "pass") && !strings.Contains(k.text, "pwd") &&
		!strings.Contains(k.text, "pin") && !strings.Contains(k.text, "口令") {
		return
	}
	for _, n := range names {
		for at := 0; ; {
			i := strings.Index(k.text[at:], n.word)
			if i < 0 {
				break
			}
			start := at + i
			at = start + len(n.word)
			if k.stands(n.word, start, at) {
				f(n, start, at)
			}
		}
	}
}

// stands says whether the name at [start,end) is a word and means a secret.
func (k *masker) stands(word string, start, end int) bool {
	if word[0] >= utf8.RuneSelf {
		return true
	}
	if start > 0 && alnum(rune(k.text[start-1])) || end < len(k.text) && 'a' <= k.text[end] && k.text[end] <= 'z' && k.text[end] != 's' {
		return false
	}
	if word == "code" {
		for _, not := range notCode {
			if strings.HasSuffix(k.text[:start], not) {
				return false
			}
		}
	}
	return true
}

// codes hides the numbers that belong to a name: the first fitting one behind it, or else the
// one that is said to be it in front.
func (k *masker) codes() {
	k.each(func(n name, start, end int) {
		if !k.behind(n, end) {
			k.ahead(n, start)
		}
	})
}

// from gives the first group that begins at or behind a byte.
func (k *masker) from(at int) int {
	lo, hi := 0, len(k.groups)
	for lo < hi {
		if mid := (lo + hi) / 2; k.groups[mid].start < at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// behind hides the code behind a name that ends at at. It reports true as well when the place
// of the code is taken by stars.
func (k *masker) behind(n name, at int) bool {
	for i := k.from(at); i < len(k.groups) && k.groups[i].start-at <= reachCode; i++ {
		g := k.groups[i]
		gap := k.text[at:g.start]
		direct := linked(gap)
		if !direct && (broken(gap) || holds(gap, elsewhere)) {
			return false
		}
		if g.kind == '*' {
			return true
		}
		end, count, last := k.token(i)
		if g.shown || count < n.min || count > n.max || count > 8 && !direct || g.kind == 'z' && !direct || !k.alone(g.start, end) || part(gap) || !direct && hotline(k.text[g.start:end]) {
			i = last
			continue
		}
		k.hide(g.start, end)
		return true
	}
	return false
}

// token gives where the code that begins at group i ends, how many digits it has and its last
// group: 123456, 123 456, 1 2 3 4 5 6.
func (k *masker) token(i int) (end, count, last int) {
	g := k.groups[i]
	end, count, last = g.end, g.n, i
	if g.n > 4 {
		return end, count, last
	}
	for j := i + 1; j < len(k.groups); j++ {
		h := k.groups[j]
		if !h.linked || h.kind != g.kind || h.n != g.n || count+h.n > 8 || h.start == k.groups[j-1].end {
			break
		}
		end, count, last = h.end, count+h.n, j
	}
	return end, count, last
}

// ahead hides the code in front of a name that begins at at, as in "123456 is your code".
func (k *masker) ahead(n name, at int) {
	i := k.from(at) - 1
	if i < 0 || at-k.groups[i].end > reachBack {
		return
	}
	first := i
	for first > 0 && k.groups[first].linked && k.groups[first].n == k.groups[first-1].n && k.groups[first].n <= 4 {
		first--
	}
	g := k.groups[first]
	end, count, last := k.token(first)
	if g.kind != '0' || g.shown || last != i || count < max(4, n.min) || count > min(8, n.max) || !k.alone(g.start, end) {
		return
	}
	head, _ := around(k.text, g.start, end, nearWord)
	if says(k.text[end:at]) && !holds(head, elsewhere) {
		k.hide(g.start, end)
	}
}

// linked says whether a gap between a name and a number does no more than say "is".
func linked(gap string) bool {
	gap = strings.Trim(strings.TrimPrefix(gap, "s "), " :=\n“”\"'()[]【】<>#")
	switch gap {
	case "", "是", "就是", "为", "是这个", "is", "was", "are", "填", "输", "输入", "it is", "it was", "设的是", "改成",
		"改为", "设为", "设成", "告诉他了,是",
		"了,是", ",是", ",就是", "码", "码是", "码:", "code", "code is", "number", "number is", "给他了,是", "报给他了,是",
		"发给他了,是":
		return true
	}
	return false
}

// says says whether a gap between a number and a name makes the number the thing that is named.
func says(gap string) bool {
	gap = strings.Trim(gap, " ,:=“”\"'()[]【】")
	for _, w := range []string{"就是", "是", "为", "作为", "is", "as", "这个", "您", "你", "我", "your", "my", "the",
		"a", "本次", "的", "登录", "登陆", "手机", "短信", "动态",
		"支付", "交易", "银行", "账户", "微信", "支付宝", "银联", "云闪付", "bank", "google", "wechat", "login", "security",
		"verification", "one-time", "sms"} {
		gap = strings.TrimLeft(strings.TrimPrefix(gap, w), " ")
	}
	return gap == ""
}

// broken says whether a gap holds the end of a clause.
func broken(gap string) bool { return strings.ContainsAny(gap, ",;。!?\n") }

// alone says whether the number at [start,end) is neither part of a longer word nor counted.
func (k *masker) alone(start, end int) bool {
	s := k.text
	if start > 0 && (strings.IndexByte("/@_.%&?", s[start-1]) >= 0 || 'a' <= s[start-1] && s[start-1] <= 'z' && !k.named(start)) {
		return false
	}
	rest := s[end:]
	if rest != "" && (alnum(rune(rest[0])) || strings.IndexByte("@/_%", rest[0]) >= 0) || len(rest) > 1 && (rest[0] == '.' || rest[0] == ':') && alnum(rune(rest[1])) {
		return false
	}
	return !starts(strings.TrimPrefix(rest, " "), "年月日点分秒位元块万千百折个人次小天台度%")
}

// part says whether a gap ends in letters and a dash, as in GB-6412.
func part(gap string) bool {
	return len(gap) > 1 && gap[len(gap)-1] == '-' && alnum(rune(gap[len(gap)-2]))
}

// named says whether a name of a secret ends right in front of start: otp123456.
func (k *masker) named(start int) bool {
	for _, n := range names {
		if strings.HasSuffix(k.text[:start], n.word) {
			return true
		}
	}
	return false
}

// hotline says whether a number looks like a short number that people call.
func hotline(digits string) bool {
	if len(digits) != 5 && !(len(digits) == 8 && strings.HasPrefix(digits, "95")) {
		return false
	}
	for _, p := range []string{"95", "96", "100", "12", "118"} {
		if strings.HasPrefix(digits, p) {
			return true
		}
	}
	return false
}
