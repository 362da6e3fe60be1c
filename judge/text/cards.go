package text

import "strings"

// Words around a long number that say what it is.
var (
	cardWords = []string{"卡号", "银行卡", "信用卡", "储蓄卡", "借记卡", "我的卡", "card number", "card no", "my card",
		"debit card", "credit card", "card"}
	idWords   = []string{"身份证", "证件号", "id number", "id card", "identity"}
	mineWords = []string{"我的卡", "我卡", "我的银行卡", "我的账", "我的信用卡", "我自己的", "本人", "到我", "给我", "my card",
		"my own", "my account",
		"my bank", "to me"}
	theirWords = []string{"转到", "转给", "转入", "转进", "转往", "汇到", "汇给", "汇入", "打到", "打给", "打款", "打入", "打进",
		"转账到", "转账给", "转账至", "转账进", "转款", "转钱", "汇款到", "汇款给", "汇款至", "打钱", "付款到", "付款给", "付到", "付给", "存到",
		"存入", "收款账", "收款卡",
		"收款人", "收款方", "对方账", "对方的", "对方卡", "对方银行", "骗子", "安全账", "指定账", "监管账", "他的卡", "他的账", "他卡", "他给的",
		"他们的", "他账",
		"对公账", "transfer to", "transferred to", "sent to", "send to", "pay to", "paid to", "wire to",
		"wired to", "his ", "her ", "their ",
		"beneficiary", "safe account", "scammer"}
	otherWords = []string{"订单", "单号", "工单", "流水", "终端", "商户号", "商户编", "商户代", "参考号", "编号", "快递", "运单", "凭证",
		"批次", "交易号",
		"order", "ref", "ticket", "tracking", "terminal", "merchant id", "merchant no", "serial", "trace",
		"mid", "tid", "sn"}
)

// How far around a number the words that explain it are looked for, in bytes.
const (
	nearWord = 30
	farWord  = 120
)

// cards hides card and ID numbers: a group alone, or linked groups that make one together.
func (k *masker) cards() {
	for i := 0; i < len(k.groups); {
		i += max(1, k.long(i))
	}
}

// long hides the number that begins at group i and says how many groups it takes; 0 none.
func (k *masker) long(i int) int {
	g := k.groups[i]
	if g.kind != '0' || g.shown || g.linked && g.n < 4 {
		return 0 // a row of short groups is looked at from its first on
	}
	best := 0
	for n, total := 1, 0; i+n <= len(k.groups); n++ {
		h := k.groups[i+n-1]
		if h.kind != '0' || n > 1 && (!h.linked || h.n > 8 || g.n > 8) {
			break
		}
		if total += h.n; total > 19 {
			break
		}
		if total >= 13 && k.keep(g.start, h.end) > 0 {
			best = n
		} else if total == 17 && k.identity(g.start, h.end) {
			best = n
		}
	}
	if best == 0 {
		return 0
	}
	end := k.groups[i+best-1].end
	if k.identity(g.start, end) {
		k.hideBut(g.start, end, 2)
	} else {
		k.hideBut(g.start, end, 4)
	}
	return best
}

// keep says how many digits of the number at [start,end) are to stay: 0 when it is no secret.
func (k *masker) keep(start, end int) int {
	if k.identity(start, end) {
		return 2
	}
	digits := onlyDigits(k.text[start:end])
	if k.touched(start, end) || phoneLike(k.text[:start], digits) {
		return 0
	}
	far, behind := around(k.text, start, end, farWord)
	near := far[max(0, len(far)-nearWord):]
	their, mine := lastOf(far, theirWords), lastOf(far, mineWords)
	switch {
	case holds(near, otherWords) && lastOf(near, otherWords) > lastOf(near, cardWords):
		return 0
	case their > mine, holds(behind[:min(len(behind), nearWord)], []string{"是对方", "是骗子", "是他", "这是他",
		"(对方", "(骗子"}):
		return 0
	case luhn(digits) && strings.IndexByte("345698",
		digits[0]) >= 0, holds(far, cardWords), mine >= 0 && holds(near, []string{"账号", "账户", "account"}):
		return 4
	case strings.HasPrefix(digits, "62") && len(digits) >= 16: // UnionPay's numbers begin so, right or wrong in their check digit
		return 4
	}
	return 0
}

// identity says whether the number at [start,end), with an x behind it or not, is an ID number.
func (k *masker) identity(start, end int) bool {
	digits := onlyDigits(k.text[start:end])
	x := len(digits) == 17 && end < len(k.text) && k.text[end] == 'x' && (end+1 == len(k.text) || !alnum(rune(k.text[end+1])))
	if !x && len(digits) != 18 && len(digits) != 15 || !x && k.touched(start, end) {
		return false
	}
	far, _ := around(k.text, start, end, farWord)
	near := far[max(0, len(far)-nearWord):]
	if holds(near, idWords) {
		return true
	}
	if holds(near, otherWords) || holds(near, cardWords) {
		return false
	}
	if len(digits) == 15 {
		return province(digits) && date("19"+digits[6:12])
	}
	return province(digits) && date(digits[6:14])
}

// touched says whether the number is part of something longer that holds letters.
func (k *masker) touched(start, end int) bool {
	s := k.text
	return start > 0 && strings.IndexByte("/_@=&.?", s[start-1]) >= 0 || start > 0 && 'a' <= s[start-1] && s[start-1] <= 'z' && !strings.HasSuffix(s[:start], "card") ||
		end < len(s) && (alnum(rune(s[end])) || s[end] == '@' || s[end] == '_')
}

// hideBut hides the number at [start,end), and an x behind it, up to its last few digits.
func (k *masker) hideBut(start, end, last int) {
	if digits := onlyDigits(k.text[start:end]); len(digits) == 17 && end < len(k.text) && k.text[end] == 'x' {
		last-- // the x stays too
	}
	for ; last > 0; last-- {
		end--
		for !isDigit(k.text[end]) {
			end--
		}
	}
	k.hide(start, end)
}

// phoneLike says whether the digits, behind head, are a telephone number or the number of an
// SMS sender: with a country code, or 106….
func phoneLike(head, digits string) bool {
	if strings.HasSuffix(head, "+") || strings.HasPrefix(digits, "106") {
		return true
	}
	bare := strings.TrimPrefix(digits, "00")
	return len(bare) == 13 && strings.HasPrefix(bare, "861") || len(bare) < len(digits) && strings.HasPrefix(digits, "00")
}

func onlyDigits(s string) string {
	b := make([]byte, 0, 20)
	for i := range len(s) {
		if isDigit(s[i]) {
			b = append(b, s[i])
		}
	}
	return string(b)
}

// luhn is the check of ISO/IEC 7812-1, annex B; a row of zeros does not count.
func luhn(digits string) bool {
	sum := 0
	for i := range len(digits) {
		d := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum > 0 && sum%10 == 0
}

// province says whether an ID number begins with a code of GB/T 2260.
func province(digits string) bool {
	p := digits[:2]
	switch p[0] {
	case '1':
		return p[1] >= '1' && p[1] <= '5'
	case '2':
		return p[1] >= '1' && p[1] <= '3'
	case '3':
		return p[1] >= '1' && p[1] <= '7'
	case '4':
		return p[1] >= '1' && p[1] <= '6'
	case '5':
		return p[1] <= '4'
	case '6':
		return p[1] >= '1' && p[1] <= '5'
	}
	return p == "71" || p >= "81" && p <= "83"
}

// date says whether eight digits are a day of birth.
func date(d string) bool {
	return (d[:2] == "19" || d[:2] == "20") && d[4:6] >= "01" && d[4:6] <= "12" && d[6:] >= "01" && d[6:] <= "31"
}
