package text

import "unicode"

// join takes out the separators inside split Chinese: between runes that stand alone one after
// the other (验 证 码), with what touches them, and inside the words of join.txt (转-账).
// A separator is one blank, or one sign with at most a blank on each side.
func (t *table) join(units []unit) []unit {
	keep := 0       // where the next unit goes
	prev := rune(0) // what stood in front of the unit at hand
	chain := false  // the rune at hand was joined to the one before, both standing alone
	for i := 0; i < len(units); i++ {
		u := units[i]
		if keep < i {
			units[keep] = u
		}
		keep++
		end, sign := 0, false
		if han(u.r) && i+2 < len(units) && !common(units[i+1].r) {
			end, sign = gap(units, i+1)
		}
		if end == 0 {
			prev, chain = u.r, false
			continue
		}
		after := single(units, end)
		twin := after && !touches(prev)
		prev = units[end-1].r
		if twin || chain || after && twinAhead(units, end) || t.split(units, u.r, end, sign) {
			i = end - 1
		} else {
			prev = u.r
		}
		chain = twin
	}
	return units[:keep]
}

// gap gives where the Chinese rune behind a separator at i stands, 0 when there is none, and
// whether the separator is more than a blank.
func gap(units []unit, i int) (end int, sign bool) {
	if units[i].r == ' ' {
		i++
	}
	if i < len(units) && separator(units[i].r) {
		sign = true
		i++
		if i < len(units) && units[i].r == ' ' {
			i++
		}
	}
	if i < len(units) && han(units[i].r) {
		return i, sign
	}
	return 0, false
}

// separator says which signs are put into words to hide them. Commas and stops are not: they
// end clauses.
func separator(r rune) bool {
	switch r {
	case '.', '-', '*', '_', '|', '/', '\\', '·', '~', '^', '`', '\'', '+', '#', '>', '<', '°', '¦':
		return true
	}
	return r > 0x2190 && unicode.In(r, unicode.So, unicode.Sm, unicode.Sk)
}

// touches says whether a rune holds on to its neighbours: ideographs, letters and digits do.
func touches(r rune) bool { return han(r) || wordly(r) }

// single says whether the Chinese rune at i, behind a gap, touches nothing after it.
func single(units []unit, i int) bool { return i+1 >= len(units) || !touches(units[i+1].r) }

// twinAhead says whether the lone rune at i is followed by another lone one.
func twinAhead(units []unit, i int) bool {
	if i+2 >= len(units) {
		return false
	}
	end, _ := gap(units, i+1)
	return end != 0 && single(units, end)
}

// split says whether the runes around a gap are neighbours in a word that is often split.
func (t *table) split(units []unit, before rune, end int, sign bool) bool {
	not, ok := t.pairs[[2]rune{before, units[end].r}]
	if !ok {
		return false
	}
	if sign || end+1 >= len(units) {
		return true
	}
	for _, r := range not {
		if units[end+1].r == r {
			return false
		}
	}
	return true
}
