package numbers

import (
	"strings"
	"unicode/utf8"

	"callguard/judge/text"
)

// Find gives the telephone numbers of a message in order.
func (d *Directory) Find(c text.Clean) []Number { return d.FindIn(c, "") }

// FindIn gives the telephone numbers of a message that came over a channel, in order: in an SMS
// extra digits behind a hotline are usual and no disguise. Linear in the length of the message.
func (d *Directory) FindIn(c text.Clean, channel string) []Number {
	var out []Number
	alone := isAlone(c.Norm)
	next := 0 // behind what has been read
	for _, k := range c.Numerals() {
		r, i := c.Rune(int(k))
		if i < next || !opens(r, c.Next(int(k))) {
			continue
		}
		g, ok := scan(c.Norm, i)
		if !ok {
			continue
		}
		next = g.end
		if cardLike(g) {
			continue
		}
		for len(g.groups) > 0 {
			n, used := d.best(g, channel == "sms")
			part := g.take(used)
			g = g.drop(used)
			if !d.counts(c.Norm, part, n, alone) {
				continue
			}
			n.Start, n.End, n.Letters = part.start, part.end, part.letters
			if e, ext := extension(c.Norm, part.end); ext != "" {
				n.Extension, n.End, next = ext, e, max(next, e)
			}
			n.Raw = c.Quote(n.Start, n.End)
			out = append(out, n)
		}
	}
	return out
}

// cardLike tells a card number in its usual groups of four: none of its parts is a number.
func cardLike(g run) bool {
	total := 0
	for i, p := range g.groups {
		if i < 3 && len(p.digits) != 4 {
			return false
		}
		total += len(p.digits)
	}
	return len(g.groups) >= 4 && total >= 15 && total <= 19 && g.groups[0].digits[0] >= '3' && g.groups[0].digits[0] <= '6'
}

// best joins groups of digits as long as they make one number: 138 0000 0000, but not two
// numbers side by side. Groups joined by dashes belong together.
func (d *Directory) best(g run, sms bool) (Number, int) {
	for used := len(g.groups); used > 1; used-- {
		n := d.Classify(g.take(used).digits(), sms)
		if n.Class == Invalid {
			continue
		}
		if n.Class == Spoofed && used > 1 && g.groups[used-1].blank && d.Classify(g.take(1).digits(), sms).Class != Invalid {
			continue // a hotline and a second number behind a blank are two numbers
		}
		return n, used
	}
	used := 1
	for used < len(g.groups) && !g.groups[used].blank {
		used++
	}
	return d.Classify(g.take(used).digits(), sms), used
}

// counts tells numbers from sums, dates, cards and codes.
func (d *Directory) counts(s string, g run, n Number, alone bool) bool {
	digits := strings.TrimPrefix(n.Digits, "+")
	switch {
	case isDate(s, g):
		return false
	case alone:
		return len(digits) >= 3
	case labelled(s, g.start) || isSum(s, g):
		return false
	case strings.HasPrefix(n.Digits, "+"):
		return n.Class != Invalid
	case n.Class == Invalid:
		return len(digits) <= 12 && len(digits) >= 5 && called(s, g)
	case n.Class == IoT, len(digits) > 13 && n.Class != SMS106:
		return n.Class == SMS106 || called(s, g)
	case n.Class == Spoofed:
		return len(digits) <= 13
	case len(digits) == 3:
		return called(s, g)
	case len(digits) <= 8 && (n.Class == Landline || roundSum(digits)):
		return called(s, g)
	case n.Org == "" && len(digits) <= 8 && n.Class != N95:
		return called(s, g)
	}
	return true
}

// roundSum tells hotlines that look like sums of money: 10000, 12000.
func roundSum(digits string) bool { return strings.HasSuffix(digits, "000") }

// isAlone holds when a message is nothing but digits and what is written between them.
func isAlone(s string) bool {
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9' || chineseDigit(r) >= 0:
			digits++
		case strings.ContainsRune(" +-()./,?!。:\n", r):
		case (r == 'o' || r == 'l' || r == 'i') && digits > 0:
		default:
			return false
		}
	}
	return digits > 0
}

// window is how far a word that tells what a number is may stand from it, in bytes.
const window = 30

// labelled holds when the word before the digits says that they are something else.
func labelled(s string, start int) bool {
	before := tail(s[:start], window)
	for _, w := range []string{"尾号", "尾数", "商户号", "终端号", "单号", "工单", "机身号", "卡号", "编号", "身份证", "验证码",
		"校验码", "动态码", "代码", "流水号", "序列号", "sn", "工号", "code", "otp", "order", "ticket", "订单", "运单", "快递", "流水", "id:", "case", "no.", "staff id",
		"merchant id", "terminal id", "ending", "账号", "户口", "警号", "参考号", "凭证号", "批次号", "交易号", "取件码", "提货码",
		"案号", "合同号", "税号", "许可证", "reference", "ref:", "ref no", "tracking", "invoice"} {
		if !strings.Contains(before, w) { // costs less than to look from behind
			continue
		}
		i := strings.LastIndex(before, w)
		if utf8.RuneCountInString(before[i+len(w):]) <= 4 && !strings.ContainsAny(before[i+len(w):], "。,;!?\n") {
			return true
		}
	}
	return false
}

// isSum holds when what follows or precedes makes the digits a sum, a share, a date or a time.
func isSum(s string, g run) bool {
	rest := s[g.end:]
	if trimmed := strings.TrimLeft(rest, " "); latinUnit(trimmed) {
		rest = trimmed
	}
	for _, w := range []string{"元", "块", "万", "千", "%", "年", "月", "日", "号机", "点", "分", "秒", "小时", "天", "个", "人",
		"台", "份", "次", "笔", "箱", "斤", "rmb", "yuan", "cny", "dollars", "pm", "am", ":"} {
		if strings.HasPrefix(rest, w) && !(w == "个" && strings.HasPrefix(rest, "个电话")) && len(g.digits()) < 10 {
			return !(w == "号机" || w == "点" && strings.HasPrefix(rest, "点击"))
		}
	}
	if rest != "" && (rest[0] == '.' || rest[0] == ',') && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9' {
		return true
	}
	before := strings.TrimRight(s[:g.start], " ")
	for _, w := range []string{"¥", "￥", "$", "rmb", "人民币", ".", "/", "@", "#", "*", "=", "_", "第"} {
		if strings.HasSuffix(before, w) && len(before) == g.start || strings.HasSuffix(before, w) && len(w) > 1 {
			return true
		}
	}
	if rest != "" && strings.HasPrefix(s[g.end:], rest) && strings.ContainsRune("./@*=_", rune(rest[0])) &&
		len(rest) > 1 && rest[1] != ' ' && rest[1] < 0x80 {
		return true
	}
	return false
}

// latinUnit tells a unit that stands behind a blank: 300 yuan.
func latinUnit(s string) bool {
	return s != "" && s[0] < 0x80
}

// isDate tells dates written with dashes: 2026-11-24.
func isDate(s string, g run) bool {
	groups := g.groups
	if len(groups) >= 3 && len(groups[0].digits) == 4 && len(groups[1].digits) <= 2 && len(groups[2].digits) <= 2 {
		return strings.HasPrefix(groups[0].digits, "20") || strings.HasPrefix(groups[0].digits, "19")
	}
	return strings.HasPrefix(strings.TrimSpace(s[g.end:]), ":")
}

// called holds when words of telephoning stand near the digits.
func called(s string, g run) bool {
	around := tail(s[:g.start], window) + "|" + head(s[g.end:], window)
	for _, w := range []string{"打", "电话", "来电", "号码", "致电", "拨", "热线", "客服", "短信", "座机", "手机", "联系", "电询",
		"详询", "咨询", "回电", "分机", "转接", "响", "是谁", "谁的", "哪里的", "接", "报警", "call", "phone", "dial", "number", "rang",
		"ring", "text from", "sms from", "hotline", "contact", "tel", "号系", "号打", "来电显示", "显示"} {
		if strings.Contains(around, w) {
			return true
		}
	}
	return false
}

func tail(s string, n int) string {
	if len(s) <= n {
		return s
	}
	s = s[len(s)-n:]
	for len(s) > 0 && s[0]&0xC0 == 0x80 {
		s = s[1:]
	}
	return s
}

func head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}

// Riskiest gives the number that a verdict must follow when a message holds several.
func Riskiest(ns []Number) (Number, bool) {
	order := []Class{Spoofed, Overseas, MVNO, Mobile, Landline}
	rank := func(c Class) int {
		for i, x := range order {
			if x == c {
				return i
			}
		}
		return len(order)
	}
	if len(ns) == 0 {
		return Number{}, false
	}
	worst := ns[0]
	for _, n := range ns[1:] {
		if rank(n.Class) < rank(worst.Class) {
			worst = n
		}
	}
	return worst, true
}
