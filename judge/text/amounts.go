package text

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Amount is a sum of money that a message names.
type Amount struct {
	Start, End int     // bytes in Norm, with the currency
	Yuan       float64 // value in yuan
}

// Amounts gives the sums in yuan that the message names, in order: 299元, 3千, 5万8, 两百块, ¥500,
// rmb 300, 20 yuan, 1.2w, 5块8. Percentages, telephone numbers, counts of other things (3千人, 5天),
// dates, other currencies and sums without a value (几百块) are none. Linear in the length.
func (c Clean) Amounts() []Amount {
	var out []Amount
	s := c.Norm
	next := 0 // behind what has been read
	for _, k := range c.numerals {
		i := int(c.back[k].norm)
		if i < next || !begins(c.back[k].r) {
			continue
		}
		v, end := readValue(s[i:])
		end += i
		// A currency between two numbers belongs to the first.
		if a, ok := amount(s, i, end, v); ok && (len(out) == 0 || a.Start >= out[len(out)-1].End) {
			out = append(out, a)
			end = a.End
		}
		next = end
	}
	return out
}

// value is a number as it was written.
type value struct {
	n      float64
	ascii  bool // written with digits
	scaled bool // with 百 千 万 亿 w k
	plain  int  // how many digits stand in front of the point, when there is no unit of counting
	bad    bool // no number after all
}

func begins(r rune) bool {
	if r < '一' {
		return '0' <= r && r <= '9'
	}
	return numeral(r) > 0 || r == '十'
}

// numeral gives the value of a Chinese digit, -1 for anything else.
func numeral(r rune) float64 {
	if r < '一' {
		return -1
	}
	switch r {
	case '零':
		return 0
	case '一':
		return 1
	case '二', '两', '俩':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}

// scale gives the value of a unit of counting, 0 for anything else.
func scale(r rune) float64 {
	switch r {
	case '十':
		return 10
	case '百':
		return 100
	case '千', 'k':
		return 1e3
	case '万', 'w':
		return 1e4
	case '亿':
		return 1e8
	}
	return 0
}

// reading is the state of reading one number: 1万2千3 is total 10000, part 2000, last 3.
type reading struct {
	value
	total, part, last float64
	open              bool    // last holds a number that no unit has taken
	short             bool    // last is one digit, with no zero in front: 5万8 is 58000
	unit              float64 // the unit before last
}

// readValue reads the number that s begins with and gives its length in bytes.
func readValue(s string) (value, int) {
	var v reading
	i := 0
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case '0' <= r && r <= '9':
			if v.open {
				v.bad = true
			}
			n = v.digits(s[i:])
		case numeral(r) >= 0:
			if v.open && v.last != 0 {
				v.bad = true // a string of digits: 一三八
			}
			v.short = !v.open
			v.last, v.open = numeral(r), true
		case scale(r) > 0 && (v.open || r == '十' || v.part > 0) && !latinUnit(s[i:]):
			v.take(scale(r))
		default:
			return v.result(), i
		}
		i += n
	}
	return v.result(), i
}

// latinUnit says whether s begins with a w or k that is part of a word.
func latinUnit(s string) bool {
	return (s[0] == 'w' || s[0] == 'k') && len(s) > 1 && alnum(rune(s[1]))
}

// digits reads 1,234.5 and gives its length.
func (v *reading) digits(s string) int {
	end := 0
	for end < len(s) && (isDigit(s[end]) || end > 0 && grouped(s, end)) {
		end++
	}
	v.plain = end - strings.Count(s[:end], ",")
	if end+1 < len(s) && s[end] == '.' && isDigit(s[end+1]) {
		for end++; end < len(s) && isDigit(s[end]); end++ {
		}
	}
	text := strings.ReplaceAll(s[:end], ",", "")
	v.last, _ = strconv.ParseFloat(text, 64)
	v.short, v.open, v.ascii = end == 1 && s[0] != '0', true, true
	return end
}

// grouped says whether the comma at i stands in front of three digits, and no more.
func grouped(s string, i int) bool {
	return s[i] == ',' && i+3 < len(s) && isDigit(s[i+1]) && isDigit(s[i+2]) && isDigit(s[i+3]) &&
		(i+4 == len(s) || !isDigit(s[i+4]))
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func (v *reading) take(unit float64) {
	if !v.open && unit == 10 {
		v.last = 1
	}
	v.scaled = v.scaled || unit >= 100
	if unit >= 1e4 {
		v.total += (v.part + v.last) * unit
		v.part = 0
	} else {
		v.part += v.last * unit
	}
	v.last, v.open, v.unit, v.plain = 0, false, unit, 0
}

func (v *reading) result() value {
	if v.open && v.short && v.unit >= 100 {
		v.last *= v.unit / 10
	}
	v.n = v.total + v.part + v.last
	return v.value
}

// amount decides whether the number v at [start,end) is a sum, and takes in its currency.
func amount(s string, start, end int, v value) (Amount, bool) {
	if v.bad || v.plain > 9 || v.n <= 0 {
		return Amount{}, false
	}
	from := before(s[:start])
	if from < 0 {
		return Amount{}, false
	}
	rest := strings.TrimPrefix(s[end:], " ")
	for _, about := range []string{"多", "余", "来"} {
		rest = strings.TrimPrefix(rest, about)
	}
	if r, _ := utf8.DecodeRuneInString(rest); scale(r) >= 100 && len(rest) < len(s)-end && !latinUnit(rest) {
		v.n, v.scaled, rest = v.n*scale(r), true, rest[utf8.RuneLen(r):]
	}
	factor, n := currency(rest, v)
	if n > 0 {
		stop := len(s) - len(rest) + n
		more, m := cents(s[stop:], rest[:n])
		return Amount{from, stop + m, v.n*factor + more}, true
	}
	stop := len(s) - len(rest)
	if rest == s[end:] || strings.HasPrefix(s[end:], " ") {
		stop = end
	}
	if from < start && !starts(rest, "%‰") {
		return Amount{from, stop, v.n}, true
	}
	if v.scaled && !dashed(s[:start]) && !counted(rest) {
		return Amount{from, stop, v.n}, true
	}
	return Amount{}, false
}

// before gives where a sum whose number stands behind head begins: at its currency, or at the
// end of head; -1 when the number is part of a word, a longer number or another currency.
func before(head string) int {
	bare := strings.TrimSuffix(head, " ")
	for _, sign := range []string{"¥", "rmb", "cny", "人民币"} {
		if strings.HasSuffix(bare, sign) {
			return len(bare) - len(sign)
		}
	}
	if head == "" {
		return 0
	}
	switch c := head[len(head)-1]; {
	case 'a' <= c && c <= 'z', isDigit(c), strings.IndexByte("./@_*$%+\\", c) >= 0:
		return -1
	}
	return len(head)
}

// dashed says whether a number behind head may be the end of a longer one.
func dashed(head string) bool { return strings.HasSuffix(head, "-") }

// units are the names of yuan and its parts, the longest first.
var units = []struct {
	name   string
	factor float64
}{{"thousand yuan", 1e3}, {"thousand rmb", 1e3}, {"thousand cny", 1e3}, {"million yuan", 1e6}, {"million rmb", 1e6},
	{"人民币", 1}, {"块钱", 1}, {"kuai", 1}, {"yuan", 1}, {"rmb", 1}, {"cny", 1}, {"元", 1}, {"圆", 1}, {"块", 1}, {"毛钱", .1},
	{"毛", .1}, {"角", .1}}

// currency reads the unit of money that rest begins with: its worth in yuan and its length.
func currency(rest string, v value) (float64, int) {
	for _, u := range units {
		if !strings.HasPrefix(rest, u.name) {
			continue
		}
		behind := rest[len(u.name):]
		switch {
		case u.name[0] < 0x80 && behind != "" && alnum(rune(behind[0])):
			return 0, 0
		case u.name == "元" && starts(behind, "旦月素宵件老首"):
			return 0, 0
		case u.name == "块" && starts(behind, "屏板电布肉地砖表"):
			return 0, 0
		case u.name == "块" && !v.ascii && v.n < 10 && (v.n == 1 || starts(behind, "儿去")) && !money(behind):
			return 0, 0 // 一块去: together
		case (u.name == "毛" || u.name == "角") && starts(behind, "巾线衣落度"):
			return 0, 0
		}
		return u.factor, len(u.name)
	}
	return 0, 0
}

// money says whether what stands behind 块 shows that it is money: 一块八.
func money(behind string) bool {
	r, _ := utf8.DecodeRuneInString(behind)
	return numeral(r) > 0 || '0' <= r && r <= '9'
}

// cents reads the single digit behind 块 or 元, as in 5块8 and 5块8毛.
func cents(rest, unit string) (float64, int) {
	r, n := utf8.DecodeRuneInString(rest)
	d := numeral(r)
	if '0' <= r && r <= '9' {
		d = float64(r - '0')
	}
	next, _ := utf8.DecodeRuneInString(rest[min(len(rest), n):])
	if unit != "块" && unit != "元" || d <= 0 || begins(next) || alnum(next) || scale(next) > 0 || strings.ContainsRune("点.个次台张年月天折号%", next) {
		return 0, 0
	}
	if next == '毛' || next == '角' {
		n += len("毛")
	}
	return d / 10, n
}

// counted says whether rest shows that a bare number such as 3千 counts something else.
func counted(rest string) bool {
	return counts(rest) || rest != "" && alnum(rune(rest[0]))
}

// counts says whether rest begins with a word for other things than yuan.
func counts(rest string) bool {
	for _, other := range []string{"分之", "美", "港", "欧", "日元", "韩", "英镑", "usd", "hkd", "dollar", "人", "个",
		"次", "家", "户", "台", "张", "条", "名", "位",
		"字", "米", "公", "步", "粉", "积分", "里", "种", "件", "天", "年", "月", "小时", "分", "一", "瓦", "毫", "升", "度",
		"倍", "笔", "单", "店", "辆",
		"只", "部", "股", "票", "点", "平", "亩", "吨", "斤", "克", "像", "火", "行", "岁", "号", "%", "‰", "份", "把", "碗",
		"顿", "遍", "句", "-"} {
		if strings.HasPrefix(rest, other) {
			return true
		}
	}
	return false
}

// starts says whether s begins with one of the runes of set.
func starts(s, set string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return n > 0 && strings.ContainsRune(set, r)
}
