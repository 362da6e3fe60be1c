package when

// lexDigits reads a number, a clock time or a date written in digits. What looks like a phone
// number, an amount or a serial number becomes content as a whole.
func lexDigits(rs []rune, i int) token {
	end := digitsEnd(rs, i)
	if t, ok := lexDate(rs, i, end); ok {
		return t
	}
	if t, ok := lexClock(rs, i, end); ok {
		return t
	}
	if serial(rs, i, end) {
		return token{k: kOther, to: serialEnd(rs, end)}
	}
	n := number(rs[i:end])
	t := token{k: kNum, n: n, f: float64(n), m: end - i, to: end}
	if at(rs, end) == '.' && isDigit(at(rs, end+1)) {
		stop := digitsEnd(rs, end+1)
		frac, size := number(rs[end+1:stop]), 1.0
		for range stop - end - 1 {
			size *= 10
		}
		t.f, t.q, t.to = float64(n)+float64(frac)/size, 1, stop
		if stop-end == 3 { // 3.30pm
			t.q = 1000 + frac
		}
		return t
	}
	if e := ordinalEnd(rs, end); e > 0 {
		t.ord, t.to = true, e
	}
	return t
}

// serial reports digits that are part of a longer number, a price, a percentage or a code.
func serial(rs []rune, from, to int) bool {
	if to-from > 4 {
		return true
	}
	if from > 0 {
		switch p := rs[from-1]; {
		case p == '-' && from > 1 && isDigit(rs[from-2]) && !shortRange(rs, from, to), p == '#', p == '%', p == '¥', p == '$', p == '￥', p == '_':
			return true
		case 'a' <= p && p <= 'z' && !monthBefore(rs, from):
			return true
		}
	}
	switch next := at(rs, to); next {
	case '%', '_', '¥', '$', '万', '亿', '元', '块':
		return true
	case '-', ',', '.':
		return isDigit(at(rs, to+1)) && digitsEnd(rs, to+1)-to-1 >= 3
	}
	return false
}

// shortRange reports the second half of 3-4 or 13-15: a range, when no more digits are tied to it.
func shortRange(rs []rune, from, to int) bool {
	begin := from - 1
	for begin > 0 && isDigit(rs[begin-1]) && from-begin <= 3 {
		begin--
	}
	if to-from > 2 || from-1-begin > 2 || at(rs, to) == '-' {
		return false
	}
	switch p := at(rs, begin-1); p {
	case '-', '.', '/', ':', '#', '_':
		return false
	default:
		return !isLetter(p)
	}
}

// lexQuarter reads Q3, 2018Q4 and 18q4.
func lexQuarter(rs []rune, i int) (token, bool) {
	if i > 0 && (isLetter(rs[i-1]) || isDigit(rs[i-1])) {
		return token{}, false
	}
	q := digitsEnd(rs, i)
	n := int(at(rs, q+1) - '0')
	if at(rs, q) != 'q' || n < 1 || n > 4 || isDigit(at(rs, q+2)) || isLetter(at(rs, q+2)) {
		return token{}, false
	}
	year := number(rs[i:q])
	switch q - i {
	case 0, 4:
	case 2:
		year += 2000
	default:
		return token{}, false
	}
	return token{k: kQuarter, n: n, m: year, to: q + 2}, true
}

// serialEnd gives the end of a phone number or code with its dashes.
func serialEnd(rs []rune, end int) int {
	for at(rs, end) == '-' && isDigit(at(rs, end+1)) {
		end = digitsEnd(rs, end+1)
	}
	return end
}

// monthBefore reports a month name glued to the digits: feb13.
func monthBefore(rs []rune, i int) bool {
	j := i
	for j > 0 && i-j < 10 && 'a' <= rs[j-1] && rs[j-1] <= 'z' {
		j--
	}
	for _, e := range lexicon().byRune[rs[j]] {
		if (e.k == kMonth || e.k == kUnit) && len(e.runes) == i-j && equal(rs[j:i], e.runes) {
			return true
		}
	}
	return false
}

// lexClock reads 9:05, 15:30:20.
func lexClock(rs []rune, i, end int) (token, bool) {
	if end-i > 2 || at(rs, end) != ':' || digitsEnd(rs, end+1) != end+3 {
		return token{}, false
	}
	h, m := number(rs[i:end]), number(rs[end+1:end+3])
	t := token{k: kClock, n: h, m: m, to: end + 3}
	if at(rs, end+3) == ':' && digitsEnd(rs, end+4) == end+6 {
		t.q, t.to, t.ord = number(rs[end+4:end+6]), end+6, true
	}
	t.ord = t.ord || rs[i] == '0' || h > 12
	return t, h <= 24 && m < 60 && t.q < 60
}

// lexDate reads 2026-12-01, 12/5/2026 (month first unless it is above 12) and 12/5.
func lexDate(rs []rune, i, end int) (token, bool) {
	sep := at(rs, end)
	if sep != '-' && sep != '/' && sep != '.' || end-i == 3 || end-i > 4 {
		return token{}, false
	}
	if i > 0 && (rs[i-1] == sep || latin(rs[i-1])) {
		return token{}, false
	}
	e2 := digitsEnd(rs, end+1)
	a, b := number(rs[i:end]), number(rs[end+1:e2])
	if e2 == end+1 || e2-end > 3 {
		return token{}, false
	}
	if at(rs, e2) != sep || !isDigit(at(rs, e2+1)) {
		return shortDate(rs, i, e2, a, b, sep)
	}
	e3 := digitsEnd(rs, e2+1)
	c := number(rs[e2+1 : e3])
	t := token{k: kDate, to: e3}
	switch {
	case end-i == 4 && e3-e2 <= 3:
		t.n, t.m, t.q = a, b, c
	case end-i <= 2 && (e3-e2 == 5 || e3-e2 == 3 && sep != '.'): // 1.1.30 is a version
		t.n, t.m, t.q = c, a, b
		if c < 100 {
			t.n += 1900
			if c < 70 {
				t.n += 100
			}
		}
	default:
		return token{}, false
	}
	if t.m > 12 && t.q <= 12 {
		t.m, t.q = t.q, t.m
	}
	if at(rs, e3) == 't' && isDigit(at(rs, e3+1)) {
		t.to = e3 + 1
	}
	return t, t.m >= 1 && t.q >= 1 && t.m <= 12 && t.q <= 31
}

// shortDate reads 12/5, and 12-5 where nothing else is said.
func shortDate(rs []rune, from, to, a, b int, sep rune) (token, bool) {
	if a > 12 && b <= 12 {
		a, b = b, a
	}
	alone := from == 0 && to == len(rs)
	if sep == '.' || sep == '-' && !alone || a < 1 || a > 12 || b < 1 || b > 31 {
		return token{}, false
	}
	return token{k: kDate, m: a, q: b, to: to}, true
}

func ordinalEnd(rs []rune, i int) int {
	if i+1 >= len(rs) || i+2 < len(rs) && 'a' <= rs[i+2] && rs[i+2] <= 'z' {
		return 0
	}
	switch string(rs[i : i+2]) {
	case "st", "nd", "rd", "th":
		return i + 2
	}
	return 0
}

func at(rs []rune, i int) rune {
	if i < 0 || i >= len(rs) {
		return 0
	}
	return rs[i]
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

func digitsEnd(rs []rune, i int) int {
	for i < len(rs) && isDigit(rs[i]) {
		i++
	}
	return i
}

// number gives the value of at most nine digits.
func number(rs []rune) int {
	n := 0
	for i, r := range rs {
		if i == 9 {
			break
		}
		n = n*10 + int(r-'0')
	}
	return n
}
