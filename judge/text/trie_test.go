package text

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestTrieFindsWhatAListFinds compares with a plain search through the list.
func TestTrieFindsWhatAListFinds(t *testing.T) {
	t.Parallel()
	letters := rapid.SampledFrom([]string{"验", "证", "码", "a", "b", " ", "1"})
	rapid.Check(t, func(r *rapid.T) {
		var trie Trie
		words := map[string]int{}
		for i, w := range rapid.SliceOfN(rapid.SliceOfN(letters, 1, 4), 0, 40).Draw(r, "words") {
			word := strings.TrimSpace(strings.Join(strings.Fields(strings.Join(w, "")), " "))
			if _, have := words[word]; word != "" && !have {
				words[word] = i
				trie.Add(word, i)
			}
		}
		s := strings.Join(strings.Fields(strings.Join(rapid.SliceOfN(letters, 0, 30).Draw(r, "text"), "")), " ")
		for i := range s {
			got := map[string]bool{}
			trie.At(s, i, func(end int, values []int) { got[fmt.Sprint(s[i:end], values)] = true })
			for w, v := range words {
				want := strings.HasPrefix(s[i:], w) && free(s, i, len(w))
				if got[fmt.Sprint(w, []int{v})] != want {
					r.Fatalf("%q at %d of %q: found %v", w, i, s, !want)
				}
			}
		}
	})
}

// free holds when no Latin word runs on over the ends of s[i:i+n].
func free(s string, i, n int) bool {
	before := i > 0 && isASCIIWord(rune(s[i-1])) && isASCIIWord(rune(s[i]))
	after := i+n < len(s) && isASCIIWord(rune(s[i+n])) && isASCIIWord(rune(s[i+n-1]))
	return !before && !after
}
