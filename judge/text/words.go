package text

import (
	"fmt"
	"slices"
)

// word is one substitute. The runes that From and To share at their ends keep their own places.
type word struct {
	from, to    []rune
	head, tail  int      // runes shared at the start and at the end
	left, right bool     // whether a Latin letter must not touch that side
	unless      [][]rune // what must not follow
	after       []rune   // what must not stand before
}

// loadWords takes the substitutes in. It refuses one that is not written as it would be met.
func (t *table) loadWords(entries []entry) error {
	t.words = map[rune][]word{}
	for _, e := range entries {
		for _, from := range e.From {
			w := newWord(from, e)
			for _, r := range append(slices.Clone(w.from), w.to...) {
				if got := t.fold(nil, r); len(got) != 1 || got[0] != r {
					return fmt.Errorf("words.yaml: %q to %q: %q is never met in a cleaned text", from, e.To, r)
				}
			}
			first := w.from[0]
			if first > 0xFFFF || len(w.from) < 2 || len(w.to) < 2 {
				return fmt.Errorf("words.yaml: %q to %q: too short, or begins with a rare sign", from, e.To)
			}
			t.first.add(first, w.from[1])
			t.words[first] = append(t.words[first], w)
			t.reach = max(t.reach, len(w.from)+4)
		}
	}
	for first := range t.words {
		slices.SortStableFunc(t.words[first], func(a, b word) int { return len(b.from) - len(a.from) })
	}
	return nil
}

func newWord(from string, e entry) word {
	w := word{from: []rune(from), to: []rune(e.To)}
	n := min(len(w.from), len(w.to))
	for w.head < n && w.from[w.head] == w.to[w.head] {
		w.head++
	}
	for w.tail < n-w.head && w.from[len(w.from)-1-w.tail] == w.to[len(w.to)-1-w.tail] {
		w.tail++
	}
	w.left = wordly(w.from[0]) || wordly(w.to[0])
	w.right = wordly(w.from[len(w.from)-1]) || wordly(w.to[len(w.to)-1])
	for _, u := range e.Unless {
		w.unless = append(w.unless, []rune(u))
	}
	for _, a := range e.After {
		w.after = append(w.after, []rune(a)...)
	}
	return w
}

// substitute reads the substitutes in the units, the longest at each place. What one gives may
// be part of the next; the units in front of it are looked at again, until nothing is left.
func (t *table) substitute(units []unit) []unit {
	prev := rune(0)
	for i := range len(units) - 1 {
		r := units[i].r
		if t.first.has(r, units[i+1].r) && t.at(units[i:], prev) != nil {
			return t.rewrite(units, i)
		}
		prev = r
	}
	return units
}

// rewrite does the work of substitute from i on. The units behind the place at hand lie at the
// end of a longer buffer, so that none is moved more often than there are substitutes near it.
func (t *table) rewrite(units []unit, i int) []unit {
	buf := make([]unit, len(units)+len(units)/2+16)
	copy(buf, units[:i])
	left, right := i, len(buf)-(len(units)-i)
	copy(buf[right:], units[i:])
	for budget := len(units) + 16; right < len(buf); {
		prev := rune(0)
		if left > 0 {
			prev = buf[left-1].r
		}
		w := t.at(buf[right:], prev)
		if w == nil || budget == 0 || right+len(w.from)-len(w.to) < left {
			buf[left] = buf[right]
			left, right = left+1, right+1
			continue
		}
		budget--
		var room [16]unit
		now := w.put(room[:0], buf[right:right+len(w.from)])
		right += len(w.from) - len(now)
		copy(buf[right:], now)
		back := min(left, t.reach)
		left, right = left-back, right-back
		copy(buf[right:right+back], buf[left:left+back])
	}
	return buf[:left]
}

// at gives the substitute that begins the units, behind prev; nil when none does.
func (t *table) at(units []unit, prev rune) *word {
	if len(units) < 2 || !t.first.has(units[0].r, units[1].r) {
		return nil
	}
	words := t.words[units[0].r]
	for i := range words {
		if w := &words[i]; same(units, w.from) && w.free(prev, units[len(w.from):]) {
			return w
		}
	}
	return nil
}

func same(units []unit, want []rune) bool {
	if len(units) < len(want) {
		return false
	}
	for i, r := range want {
		if units[i].r != r {
			return false
		}
	}
	return true
}

// free says whether the substitute stands by itself between prev and next: not inside a word,
// an address, or what it must not touch.
func (w *word) free(prev rune, next []unit) bool {
	if w.left && (wordly(prev) || inAddress(prev)) || slices.Contains(w.after, prev) {
		return false
	}
	if w.right && len(next) > 0 {
		n := next[0].r
		if wordly(n) && (n < '0' || n > '9') || n != '.' && inAddress(n) {
			return false
		}
		if n == '.' && len(next) > 1 && wordly(next[1].r) {
			return false
		}
	}
	for _, u := range w.unless {
		if same(next, u) {
			return false
		}
	}
	return true
}

// inAddress says whether a sign holds the parts of a link, a mail address or an id together.
func inAddress(r rune) bool {
	switch r {
	case '.', '/', '@', '_', '-', '=', '&', '%', '\\', '#', '?':
		return true
	}
	return false
}

func (w *word) put(out, from []unit) []unit {
	out = append(out, from[:w.head]...)
	mid := from[w.head : len(from)-w.tail]
	if len(mid) == 0 { // only added to: the new runes belong to the neighbour
		mid = from[max(0, w.head-1):max(1, w.head)]
	}
	for _, r := range w.to[w.head : len(w.to)-w.tail] {
		out = append(out, unit{r: r, from: mid[0].from, to: mid[len(mid)-1].to})
	}
	return append(out, from[len(from)-w.tail:]...)
}
