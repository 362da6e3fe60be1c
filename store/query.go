package store

import "strings"

// minSuffix is how many last digits are enough to name a number. Fewer match by accident.
const minSuffix = 3

// MatchNumber says whether a query for a number finds a case with these numbers: one is equal
// to it, or the query is at least 3 digits, and the digits of one end with them. "" finds all.
func MatchNumber(numbers []string, query string) bool {
	if query == "" {
		return true
	}
	suffix := len(query) >= minSuffix && digits(query) == query
	for _, n := range numbers {
		if n == query || suffix && strings.HasSuffix(digits(n), query) {
			return true
		}
	}
	return false
}

// digits keeps 0-9.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}
