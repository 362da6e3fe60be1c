package text

import (
	"strings"
	"unicode/utf8"
)

// Figure is a bare number that may be a sum: 刷一笔298, 先付18600.
type Figure struct{ Start, End int } // bytes in Norm

// the digits of a figure: one is a count, more than seven are an account or a telephone number.
const shortestFigure, longestFigure = 2, 7

// Figures gives the numbers of two to seven digits that name neither a sum with its currency nor
// visibly something else (a date, a time, a share, a count, a version, part of a word or of a
// longer number). A figure next to a verb of paying is a sum; by itself it is nothing. Linear.
func (c Clean) Figures() []Figure {
	var out []Figure
	s := c.Norm
	next := 0 // behind what has been read
	for _, k := range c.numerals {
		i := int(c.back[k].norm)
		if i < next || !isDigit(s[i]) || i > 0 && (alnum(rune(s[i-1])) || strings.IndexByte(".,/:-*#_@+", s[i-1]) >= 0) {
			continue
		}
		var v reading
		end := i + v.digits(s[i:])
		if v.plain >= shortestFigure && v.plain <= longestFigure && s[i] != '0' && !otherwise(s[end:]) {
			out = append(out, Figure{i, end})
		}
		next = end
	}
	return out
}

// otherwise says whether what stands behind a number shows that it is no sum.
func otherwise(rest string) bool {
	if rest == "" {
		return false
	}
	if r, _ := utf8.DecodeRuneInString(rest); scale(r) > 0 || strings.ContainsRune("元块%‰:/.-*#_@日号期点时分秒开版楼路室栋年月周岁后届", r) {
		return !strings.HasPrefix(rest, ". ") && rest != "."
	}
	return counted(rest) || counts(strings.TrimPrefix(rest, " "))
}
