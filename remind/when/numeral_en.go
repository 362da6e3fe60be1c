package when

// How an English number in letters was formed, in token.m of kNum.
const (
	tens      = 100 // twenty: may be joined with a digit that follows
	ordinal   = 101 // first
	hundreds  = 102 // hundred: may be joined with what is below it
	thousands = 103
	letterO   = 104 // o for zero: twelve o three
)

// appendToken joins spoken English numbers (twenty five, two hundred and ten) and drops nothing
// else. The last token is always whole: what follows can only be added to it.
func appendToken(out []token, t token, rs []rune) []token {
	if len(out) == 0 || t.k != kNum || !latin(rs[t.from]) {
		return append(out, t)
	}
	size := len(out)
	last := &out[size-1]
	between := last.k == kOther && last.to-last.from == 1 && rs[last.from] == '-' || last.k == kTo && last.n == 1 ||
		last.k == kAnd && last.to-last.from == len("and")
	if between && size > 1 {
		prev := &out[size-2]
		hyphen := last.k != kAnd && prev.to == last.from && last.to == t.from
		over := last.k == kAnd && (prev.m == hundreds || prev.m == thousands) && last.from-prev.to <= 1 && t.from-last.to <= 1
		if prev.k == kNum && (hyphen && prev.m == tens || over) && prev.join(t) {
			return out[:size-1]
		}
		return append(out, t)
	}
	if last.k == kNum && t.from-last.to <= 1 && last.join(t) {
		return out
	}
	return append(out, t)
}

// join takes the number o that follows t into it. It reports whether the two are one number.
func (t *token) join(o token) bool {
	n := 0
	switch {
	case !t.spelled():
		return false
	case o.m == hundreds && !o.ord && t.n > 0 && t.n < 100, o.m == thousands && !o.ord && t.n > 0 && t.n < 1000:
		n = t.n * o.n
	case t.m == tens && o.n > 0 && o.n < 10,
		t.m == hundreds && o.n > 0 && o.n < 100,
		t.m == thousands && o.n > 0 && o.n < 1000 && o.m != thousands:
		n = t.n + o.n
	default:
		return false
	}
	*t = token{k: kNum, n: n, f: float64(n), m: o.m, ord: o.ord, from: t.from, to: o.to}
	return true
}

// spelled reports an English number in letters.
func (t token) spelled() bool {
	return t.k == kNum && !t.ord && (t.m == 0 && t.to-t.from > 1 || t.m >= tens)
}

// isYear reports a number that can be a year: four digits, or "two thousand eighteen".
func (t token) isYear() bool {
	written := t.m == 4 || t.spelled() && t.to-t.from >= len("two thousand")
	return t.k == kNum && !t.ord && t.q == 0 && written && t.n >= 1900 && t.n < 2200
}

// year reads a year at i, also in halves (twenty eighteen, nineteen ninety nine).
func (r reader) year(i int) (year, n int) {
	t, half := r.at(i), r.at(i+1)
	if t.isYear() {
		return t.n, 1
	}
	if t.k == kBreak && t.m == 1 && half.k == kNum && half.m == 2 && half.q == 0 && half.from == t.to { // '27
		return 2000 + half.n, 2
	}
	if t.spelled() && t.n >= 19 && t.n <= 21 && half.spelled() && !half.ord && half.n >= 10 && half.n < 100 {
		return t.n*100 + half.n, 2
	}
	return 0, 0
}
