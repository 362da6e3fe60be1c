package rules

import "unicode/utf8"

// trie finds all words of the lexicon at a position: one map for all edges, so that memory grows
// with the letters of the lexicon and a look-up costs the length of the longest word there.
type trie struct {
	edges map[edge]int32
	words [][]concept // concepts of the word that ends at a node
}

type edge struct {
	node int32
	r    rune
}

func newTrie() trie {
	return trie{edges: map[edge]int32{}, words: make([][]concept, 1)}
}

func (t *trie) add(word string, id concept) {
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
		if have == id {
			return
		}
	}
	t.words[node] = append(t.words[node], id)
}

// at calls found for every word that starts at byte i of s, shortest first, with the byte behind
// it. Runs of spaces count as one, and Latin words must stand free.
func (t *trie) at(s string, i int, found func(end int, ids []concept)) {
	first, _ := utf8.DecodeRuneInString(s[i:])
	if isLatin(first) && i > 0 && isLatin(rune(s[i-1])) {
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
		if ids := t.words[node]; ids != nil && !(isLatin(r) && j < len(s) && isLatin(rune(s[j]))) {
			found(j, ids)
		}
	}
}

// isLatin tells the letters and digits that build Latin words. Bytes of other scripts are none.
func isLatin(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z'
}
