package text

import "unicode/utf8"

// Trie finds all words of a list at a position of a normalised message. All edges stand in one
// hash table without a bucket in between: memory grows with the letters of the list, and a look-up
// costs the longest word found there. The zero value is empty; a Trie that is no longer added to
// is safe for concurrent use.
type Trie struct {
	pairs pairs                // how words begin
	lone  [0x10000 / 64]uint64 // one bit for each rune that is a word
	slots []slot               // power of two, at most half full
	used  int
	lists [][]int       // values of words, by number - 1; words with one value share it
	alone map[int]int32 // number of the list that holds nothing but a value
}

// slot is one edge: from a node over a rune to a node; to 0 = empty. word is the number of the
// values of the word that ends there, 0 = none.
type slot struct {
	from int32
	r    rune
	to   int32
	word int32
}

// find gives the slot of an edge, or the empty one where it would stand.
func (t *Trie) find(from int32, r rune) *slot {
	mask := uint64(len(t.slots) - 1)
	for i := (uint64(from)<<21 | uint64(r)) * 0x9E3779B97F4A7C15 >> 32 & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.to == 0 || s.r == r && s.from == from {
			return s
		}
	}
}

// grow makes room for one more edge.
func (t *Trie) grow() {
	if 2*(t.used+1) <= len(t.slots) {
		return
	}
	old := t.slots
	t.slots = make([]slot, max(64, 2*len(old)))
	for _, s := range old {
		if s.to != 0 {
			*t.find(s.from, s.r) = s
		}
	}
}

// Add puts a normalised word with a value; a word may have several values, each once.
func (t *Trie) Add(word string, value int) {
	node := int32(0)
	var last *slot
	for _, r := range word {
		t.grow()
		last = t.find(node, r)
		if last.to == 0 {
			t.used++
			*last = slot{from: node, r: r, to: int32(t.used)}
		}
		node = last.to
	}
	if last != nil {
		last.word = t.with(last.word, value)
		t.opens([]rune(word))
	}
}

// opens notes how a word begins.
func (t *Trie) opens(word []rune) {
	for _, r := range alike(word[0]) {
		if len(word) == 1 && r <= 0xFFFF {
			t.lone[r>>6] |= 1 << (r & 63)
		}
		for _, next := range word[1:min(2, len(word))] {
			for _, next := range alike(next) {
				t.pairs.add(r, next)
			}
		}
	}
}

// alike gives the runes that are read as r.
func alike(r rune) []rune {
	if r == '\'' {
		return []rune{'\'', '’', '‘', '`'}
	}
	return []rune{r}
}

// pairs tells which two runes may begin a word: one bit for each, and some share theirs.
type pairs [1 << (16 - 6)]uint64

func bit(r, next rune) uint32 { return (uint32(r)*0x9E3779B1 ^ uint32(next)*0x85EBCA6B) >> 16 }

func (p *pairs) add(r, next rune) { p[bit(r, next)/64] |= 1 << (bit(r, next) % 64) }

func (p *pairs) has(r, next rune) bool {
	b := bit(r, next)
	return p[b/64]>>(b%64)&1 != 0
}

// with gives the number of a list of values and one more.
func (t *Trie) with(list int32, value int) int32 {
	if list == 0 {
		n, ok := t.alone[value]
		if !ok {
			if t.alone == nil {
				t.alone = map[int]int32{}
			}
			t.lists = append(t.lists, []int{value})
			n = int32(len(t.lists))
			t.alone[value] = n
		}
		return n
	}
	have := t.lists[list-1]
	for _, v := range have {
		if v == value {
			return list
		}
	}
	t.lists = append(t.lists, append(have[:len(have):len(have)], value))
	return int32(len(t.lists))
}

// Begins tells whether a word may begin with r and the rune next to it, 0 at the end: what most
// positions need to be told, for less than At costs.
func (t *Trie) Begins(r, next rune) bool {
	return t.pairs.has(r, next) || r > 0xFFFF || t.lone[r>>6]>>(r&63)&1 != 0
}

// At calls found for every word that starts at byte i of s, shortest first, with the byte behind
// it. Runs of spaces count as one, and Latin words must stand free.
func (t *Trie) At(s string, i int, found func(end int, values []int)) {
	if t.used == 0 || isASCIIWord(rune(s[i])) && i > 0 && isASCIIWord(rune(s[i-1])) {
		return
	}
	node := int32(0)
	space := false
	for j := i; j < len(s); {
		r, w := rune(s[j]), 1
		if r >= utf8.RuneSelf {
			r, w = utf8.DecodeRuneInString(s[j:])
		}
		j += w
		switch {
		case r == ' ' && space:
			continue
		case r == '’' || r == '‘' || r == '`':
			r = '\''
		}
		space = r == ' '
		e := t.find(node, r)
		if node = e.to; node == 0 {
			return
		}
		if e.word != 0 && !(isASCIIWord(r) && j < len(s) && isASCIIWord(rune(s[j]))) {
			found(j, t.lists[e.word-1])
		}
	}
}

// isASCIIWord tells the letters and digits that Latin words are built of.
func isASCIIWord(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z'
}
