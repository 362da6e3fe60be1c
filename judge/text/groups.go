package text

import (
	"strings"
	"unicode/utf8"
)

// group is a run of digits of one kind in a cleaned text.
type group struct {
	start, end int
	n          int  // how many
	kind       byte // '0' digits, '*' stars, '一' as 'z': Chinese digits
	linked     bool // one blank, dash or dot away from the group in front
	shown      bool // what a mask left visible: it stands within four digits behind stars
}

// groupsOf finds the groups of a text, in order.
func groupsOf(s string) []group {
	var out []group
	since := 99 // digits since the last star of a linked row
	for i := 0; i < len(s); {
		kind, n := kindAt(s, i)
		if kind == 0 {
			i += n
			continue
		}
		g := group{start: i, kind: kind}
		for i < len(s) {
			k, n := kindAt(s, i)
			if k != kind {
				break
			}
			i, g.n = i+n, g.n+1
		}
		g.end = i
		if len(out) > 0 {
			gap := s[out[len(out)-1].end:g.start]
			g.linked = gap == "" || gap == " " || gap == "-" || gap == "." || gap == "·"
		}
		switch {
		case kind == '*':
			since = 0
		case !g.linked:
			since = 99
		}
		g.shown = kind == '0' && since < 4
		if kind == '0' {
			since += g.n
		}
		out = append(out, g)
	}
	return out
}

func kindAt(s string, i int) (kind byte, n int) {
	c := s[i]
	switch {
	case isDigit(c):
		return '0', 1
	case c == '*':
		return '*', 1
	case c < utf8.RuneSelf:
		return 0, 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if strings.ContainsRune("零〇一二三四五六七八九幺", r) {
		return 'z', n
	}
	return 0, n
}

// around gives up to n bytes in front of at, back to the last end of a sentence, and up to n
// bytes behind end, up to the next.
func around(s string, at, end, n int) (before, after string) {
	before = s[max(0, at-n):at]
	if i := strings.LastIndexAny(before, "\n。!?"); i >= 0 {
		_, w := utf8.DecodeRuneInString(before[i:])
		before = before[i+w:]
	}
	after = s[end:min(len(s), end+n)]
	if i := strings.IndexAny(after, "\n。!?"); i >= 0 {
		after = after[:i]
	}
	return before, after
}

func holds(s string, words []string) bool { return lastOf(s, words) >= 0 }

// lastOf gives where the last of the words in s ends, -1 when there is none.
func lastOf(s string, words []string) int {
	last := -1
	for _, w := range words {
		if i := strings.LastIndex(s, w); i >= 0 {
			last = max(last, i+len(w))
		}
	}
	return last
}
