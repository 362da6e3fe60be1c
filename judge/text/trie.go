package text

import "unicode/utf8"

// Trie finds all words of a list at a position of a normalised message. All edges stand in one
// hash table without a bucket in between: memory grows with the letters of the list, and a look-up
// costs the longest word found there. The zero value is empty; a Trie that is no longer added to
// is safe for concurrent use.
type Trie struct {
	slots []slot // power of two, at most half full
	used  int
	words [][]int // values of the word that ends at a node
}

// slot is one edge: from a node over a rune to a node; to 0 = empty.
type slot struct {
	key uint64
	to  int32
}

func key(node int32, r rune) uint64 { return uint64(node)<<21 | uint64(r) }

// find gives the slot of a key, or the empty one where it would stand.
func (t *Trie) find(k uint64) *slot {
	mask := uint64(len(t.slots) - 1)
	for i := k * 0x9E3779B97F4A7C15 >> 32 & mask; ; i = (i + 1) & mask {
		if s := &t.slots[i]; s.to == 0 || s.key == k {
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
			*t.find(s.key) = s
		}
	}
}

// Add puts a normalised word with a value; a word may have several values, each once.
func (t *Trie) Add(word string, value int) {
	if t.words == nil {
		t.words = make([][]int, 1)
	}
	node := int32(0)
	for _, r := range word {
		t.grow()
		s := t.find(key(node, r))
		if s.to == 0 {
			*s = slot{key(node, r), int32(len(t.words))}
			t.used++
			t.words = append(t.words, nil)
		}
		node = s.to
	}
	for _, have := range t.words[node] {
		if have == value {
			return
		}
	}
	t.words[node] = append(t.words[node], value)
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
		r, w := utf8.DecodeRuneInString(s[j:])
		j += w
		switch {
		case r == ' ' && space:
			continue
		case r == '’' || r == '‘' || r == '`':
			r = '\''
		}
		space = r == ' '
		if node = t.find(key(node, r)).to; node == 0 {
			return
		}
		if v := t.words[node]; v != nil && !(isASCIIWord(r) && j < len(s) && isASCIIWord(rune(s[j]))) {
			found(j, v)
		}
	}
}

// isASCIIWord tells the letters and digits that Latin words are built of.
func isASCIIWord(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z'
}
