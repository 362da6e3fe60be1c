package links

import (
	"sort"
	"strings"

	"golang.org/x/net/idna"
)

// imitates gives the organisation that a host is dressed up as; "" none. A brand word counts as a
// label, as part of a label between dashes or next to digits, and, when it is long, one letter off.
func (t *Table) imitates(host string, posed bool) string {
	shown := host
	if u, err := idna.ToUnicode(host); err == nil && u != host {
		shown, posed = skeleton(u), true
	}
	for label := range strings.SplitSeq(shown, ".") {
		for part := range strings.SplitSeq(label, "-") {
			if org := t.brandIn(part, posed); org != "" {
				return org
			}
		}
	}
	return ""
}

// brandIn finds a brand word in one part of a label. A word of which two letters stand nowhere in
// the part is neither in it nor one letter off.
func (t *Table) brandIn(part string, posed bool) string {
	have := letters(part)
	from := sort.Search(len(t.brands), func(i int) bool { return len(t.brands[i].Word) <= len(part)+1 })
	for i := from; i < len(t.letters); i++ {
		if missing := t.letters[i] &^ have; missing&(missing-1) != 0 {
			continue
		}
		b := &t.brands[i]
		switch {
		case part == b.Word:
			return b.Org
		case len(b.Word) >= 6 && strings.Contains(part, b.Word):
			return b.Org
		case len(b.Word) >= 4 && (strings.HasPrefix(part, b.Word) || strings.HasSuffix(part, b.Word)):
			return b.Org
		case len(b.Word) == 3 && digitsAround(part, b.Word):
			return b.Org
		case part != "" && part[0] == b.Word[0] && off(part, b.Word) == 1 && len(stem(b.Word)) >= 6 && !isDigits(b.Word):
			return b.Org
		}
	}
	return ""
}

// letters gives the set of letters of a word: a bit for each letter and digit, one for the rest.
func letters(word string) uint64 {
	set := uint64(0)
	for i := range len(word) {
		switch b := word[i]; {
		case b >= 'a' && b <= 'z':
			set |= 1 << (b - 'a')
		case isDigit(b):
			set |= 1 << (26 + b - '0')
		default:
			set |= 1 << 63
		}
	}
	return set
}

// stem is a word without the bank in it: hzbank and gzbank are two banks, one letter apart.
func stem(word string) string { return strings.ReplaceAll(word, "bank", "") }

// digitsAround holds for a short brand with nothing but digits next to it: ccb95533.
func digitsAround(part, word string) bool {
	rest, ok := strings.CutPrefix(part, word)
	if !ok {
		rest, ok = strings.CutSuffix(part, word)
	}
	return ok && rest != "" && isDigits(rest)
}

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// off counts the letters by which two words of nearly the same length differ; more than 1 is 2.
func off(a, b string) int {
	if a == b {
		return 0
	}
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > 1 {
		return 2
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	switch {
	case len(a) > len(b) && a[i+1:] == b[i:], len(a) == len(b) && a[i+1:] == b[i+1:]:
		return 1
	case len(a) == len(b) && i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]:
		return 1 // two letters swapped
	}
	return 2
}

// skeleton writes look-alike letters of other alphabets as the Latin ones that they imitate.
func skeleton(s string) string {
	return strings.Map(func(r rune) rune {
		if l, ok := posing[r]; ok {
			return l
		}
		return r
	}, s)
}

// posing are the letters that are used to imitate Latin host names.
var posing = map[rune]rune{'а': 'a', 'е': 'e', 'о': 'o', 'р': 'p', 'с': 'c', 'у': 'y', 'х': 'x', 'і': 'i', 'ј': 'j',
	'ѕ': 's', 'ԁ': 'd', 'ո': 'n', 'υ': 'u', 'ν': 'v', 'ο': 'o', 'α': 'a', 'ι': 'i', 'κ': 'k', 'ρ': 'p', 'τ': 't',
	'ı': 'i', 'ɡ': 'g', 'ⅼ': 'l', 'ḅ': 'b', 'ķ': 'k', 'ņ': 'n', 'ó': 'o', 'á': 'a', 'é': 'e', 'í': 'i', 'ú': 'u', 'ü': 'u'}
