package text

import "unicode/utf8"

// Trie finds all words of a list at a position of a normalised message. One map holds all edges:
// memory grows with the letters of the list, and a look-up costs the longest word found there.
// The zero value is empty; a Trie that is no longer added to is safe for concurrent use.
type Trie struct {
	edges map[edge]int32
	words [][]int // values of the word that ends at a node
}

type edge struct {
	node int32
	r    rune
}

// Add puts a normalised word with a value; a word may have several values, each once.
func (t *Trie) Add(word string, value int) {
	if t.edges == nil {
		t.edges, t.words = map[edge]int32{}, make([][]int, 1)
	}
	node := int32(0)
	for _, r := range word {
		next, ok := t.edges[edge{node, r}]
		if !ok {
			next = int32(len(t.words))
			t.edges[edge{node, r}] = next
			t.words = append(t.words, nil)
		}
		node = next
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
	first, _ := utf8.DecodeRuneInString(s[i:])
	if t.edges == nil || isASCIIWord(first) && i > 0 && isASCIIWord(rune(s[i-1])) {
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
		next, ok := t.edges[edge{node, r}]
		if !ok {
			return
		}
		node = next
		if v := t.words[node]; v != nil && !(isASCIIWord(r) && j < len(s) && isASCIIWord(rune(s[j]))) {
			found(j, v)
		}
	}
}

// isASCIIWord tells the letters and digits that Latin words are built of.
func isASCIIWord(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z'
}
