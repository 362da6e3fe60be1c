package wants

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Longest is how many characters of a message are read: what it is for is said early, or it is a
// pasted text.
const Longest = 400

// Kinds of features, so that a word and a pair of words are not the same feature.
const (
	kindWord = iota + 1
	kindPair
	kindTriple
	kindSkip
	kindLength
	kindFirst
	kindHas
	kindConcept
	kindConceptPair
	kindConceptAnd
)

// conceptsOf adds the concepts of a text, alone, and in pairs: neighbours, and any two of them.
func conceptsOf(names []string, out []uint32) []uint32 {
	for i, a := range names {
		out = append(out, hash(kindConcept, a))
		if i == 0 {
			out = append(out, hash(kindConceptPair, "^", a))
		}
		if i+1 < len(names) {
			out = append(out, hash(kindConceptPair, a, names[i+1]))
		}
		for _, b := range names[i+1 : min(len(names), i+6)] {
			out = append(out, hash(kindConceptAnd, min(a, b), max(a, b)))
		}
	}
	if len(names) == 0 {
		out = append(out, hash(kindConcept, "none"))
	}
	return out
}

// features gives what a text shows, as hashes, each once: characters of Chinese and words of other
// scripts, alone, in pairs and in threes, what opens it, how long it is.
func features(norm string, c *concepts) []uint32 {
	us := units(norm)
	out := make([]uint32, 0, 4*len(us)+4)
	pad := func(i int) string {
		if i < 0 || i >= len(us) {
			return "^"
		}
		return us[i]
	}
	for i := -1; i < len(us); i++ {
		a, b, c := pad(i), pad(i+1), pad(i+2)
		if i >= 0 {
			out = append(out, hash(kindWord, a))
		}
		out = append(out, hash(kindPair, a, b), hash(kindTriple, a, b, c))
		if i >= 0 && i+2 < len(us) {
			out = append(out, hash(kindSkip, a, c))
		}
	}
	for i := range min(2, len(us)) {
		out = append(out, hash(kindFirst, us[i]))
	}
	out = append(out, hash(kindLength, lengths[bucket(len(us))]))
	for _, mark := range []string{"?", "【", "/", ":", "\n"} {
		if strings.Contains(norm, mark) {
			out = append(out, hash(kindHas, mark))
		}
	}
	out = conceptsOf(c.in(norm), out)
	slices.Sort(out)
	return slices.Compact(out)
}

// lengths names how many units a text has.
var lengths = [...]string{"0", "1", "2", "3-4", "5-7", "8-12", "13-20", "21-40", "more"}

func bucket(n int) int {
	for i, most := range []int{0, 1, 2, 4, 7, 12, 20, 40} {
		if n <= most {
			return i
		}
	}
	return len(lengths) - 1
}

// units parts a text into Chinese characters, words and numbers. Numbers are told by their length
// only, but short official ones by their class too; marks are left out.
func units(norm string) []string {
	var out []string
	word := func(s string) {
		if s != "" {
			out = append(out, s)
		}
	}
	start, digits := -1, false
	read := 0
	flush := func(end int) {
		if start < 0 {
			return
		}
		if digits {
			word(number(norm[start:end]))
		} else {
			word(strings.Trim(norm[start:end], "'’"))
		}
		start = -1
	}
	for i, r := range norm {
		if read++; read > Longest {
			flush(i)
			return out
		}
		switch {
		case unicode.IsDigit(r):
			if start >= 0 && !digits {
				flush(i)
			}
			if start < 0 {
				start, digits = i, true
			}
		case unicode.Is(unicode.Han, r):
			flush(i)
			word(string(r))
		case unicode.IsLetter(r) || (r == '\'' || r == '’') && start >= 0 && !digits:
			if start >= 0 && digits {
				flush(i)
			}
			if start < 0 {
				start, digits = i, false
			}
		default:
			flush(i)
			if r > 0x2000 && !unicode.IsPunct(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Mn, r) {
				word("#emoji")
			}
		}
	}
	flush(len(norm))
	return out
}

// number tells digits by their length, and what stands in the range of hotlines.
func number(s string) string {
	n := utf8.RuneCountInString(s)
	switch {
	case n == 5 && (strings.HasPrefix(s, "95") || strings.HasPrefix(s, "96") || strings.HasPrefix(s, "12") || strings.HasPrefix(s, "10")):
		return "#hotline"
	case n == 3 && strings.HasPrefix(s, "1"):
		return "#emergency"
	case n <= 2:
		return "#small"
	case n <= 4:
		return "#few"
	case n <= 8:
		return "#sum"
	}
	return "#number"
}

// hash numbers a feature: FNV-1a over its kind and parts.
func hash(kind byte, parts ...string) uint32 {
	h := (uint32(2166136261) ^ uint32(kind)) * 16777619
	for _, p := range parts {
		for i := range len(p) {
			h = (h ^ uint32(p[i])) * 16777619
		}
		h = (h ^ 0xff) * 16777619
	}
	return h
}
