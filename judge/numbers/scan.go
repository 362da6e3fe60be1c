package numbers

import (
	"strings"
	"unicode/utf8"
)

// run is a stretch of digits with the separators that people write between them.
type run struct {
	start, end int
	groups     []group
	letters    bool // look-alike letters were read as digits
}

// group is one part of a run; blank: a space stands before it, not a dash.
type group struct {
	digits     string
	start, end int
	blank      bool
	letters    bool
}

// take gives the first n groups as a run of their own.
func (g run) take(n int) run {
	part := run{start: g.groups[0].start, end: g.groups[n-1].end, groups: g.groups[:n]}
	for _, x := range part.groups {
		part.letters = part.letters || x.letters
	}
	return part
}

// drop gives what stands behind the first n groups.
func (g run) drop(n int) run { return run{start: g.start, end: g.end, groups: g.groups[n:]} }

func (g run) digits() string {
	var b strings.Builder
	for _, x := range g.groups {
		b.WriteString(x.digits)
	}
	return b.String()
}

// longestRun bounds a run, in digits: what is longer is no telephone number.
const longestRun = 40

// opens tells whether a run of digits may start with r and the rune next to it. Nearly nothing in a
// message may: the digits of 一个 and 两次 stand alone.
func opens(r, next rune) bool {
	if r < utf8.RuneSelf {
		return r >= '0' && r <= '9' || r == '+' || r == '('
	}
	if chineseDigit(r) < 0 {
		return false
	}
	return next >= '0' && next <= '9' || chineseDigit(next) >= 0
}

// scan reads a run of digits that starts at byte i of a normalised message. Chinese digits count
// from three in a row; the letters o, l, i and s count next to digits, as fraudsters write them.
func scan(s string, i int) (run, bool) {
	if i > 0 && isWord(s[i-1]) {
		return run{}, false
	}
	var g run
	j, plus := i, false
	if s[j] == '+' || s[j] == '(' && j+1 < len(s) && s[j+1] == '+' {
		j += strings.IndexByte(s[j:], '+') + 1
		plus = true
	}
	total, blank := 0, false
	for j < len(s) && total <= longestRun {
		x, ok := readGroup(s, j)
		if !ok {
			break
		}
		x.blank = blank
		if plus && len(g.groups) == 0 {
			x.digits, x.start = "+"+x.digits, i
		}
		g.groups = append(g.groups, x)
		total += len(x.digits)
		next, sep := separator(s, x.end)
		if !sep {
			break
		}
		blank = s[x.end] == ' '
		j = next
	}
	if len(g.groups) == 0 || total < 3 {
		return run{}, false
	}
	g.start, g.end = i, g.groups[len(g.groups)-1].end
	return g, true
}

// separator gives where the next group starts behind one separator.
func separator(s string, i int) (int, bool) {
	j := i
	for j < len(s) && j < i+3 && strings.IndexByte(" -()", s[j]) >= 0 {
		j++
	}
	if j == i && strings.HasPrefix(s[i:], "·") {
		j += len("·")
	}
	return j, j > i && j < len(s)
}

// readGroup reads digits without separators.
func readGroup(s string, i int) (group, bool) {
	g := group{start: i, end: i}
	var b strings.Builder
	latin, han := 0, 0
	for j := i; j < len(s); {
		r, w := utf8.DecodeRuneInString(s[j:])
		switch v := chineseDigit(r); {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
			latin++
		case v >= 0 && (latin == 0 || han > 0 || nextIsDigit(s, j+w)):
			b.WriteByte(byte('0' + v))
			han++
		case latin > 0 && lookalike(r) != 0 && letterInside(s, i, j):
			b.WriteByte(lookalike(r))
			g.letters = true
		default:
			j = len(s) + 1
			continue
		}
		j += w
		g.end = j
	}
	g.digits = b.String()
	if latin == 0 && han < 3 || g.end < len(s) && isLetter(s[g.end]) && !g.letters && !strings.HasPrefix(s[g.end:], "ext") {
		return g, false
	}
	return g, g.end > i
}

// letterInside holds for a letter between digits or at the end of a long number: 13o0…, 955l6.
func letterInside(s string, from, j int) bool {
	if j-from < 2 {
		return false
	}
	k := j
	for k < len(s) && lookalike(rune(s[k])) != 0 {
		k++
	}
	if k < len(s) && s[k] >= '0' && s[k] <= '9' {
		return true
	}
	return j-from >= 4 && (k >= len(s) || !isLetter(s[k]))
}

// lookalike gives the digit that a letter imitates; 0 = none.
func lookalike(r rune) byte {
	switch r {
	case 'o':
		return '0'
	case 'l', 'i':
		return '1'
	case 's':
		return '5'
	}
	return 0
}

// chineseDigit gives the value of a Chinese digit as numbers are read out; -1 = none.
func chineseDigit(r rune) int {
	if r < '〇' {
		return -1
	}
	switch r {
	case '零', '〇', '洞':
		return 0
	case '一', '壹', '幺':
		return 1
	case '二', '贰', '两':
		return 2
	case '三', '叁':
		return 3
	case '四', '肆':
		return 4
	case '五', '伍':
		return 5
	case '六', '陆':
		return 6
	case '七', '柒', '拐':
		return 7
	case '八', '捌':
		return 8
	case '九', '玖', '勾':
		return 9
	}
	return -1
}

func nextIsDigit(s string, i int) bool { return i < len(s) && s[i] >= '0' && s[i] <= '9' }

func isLetter(b byte) bool { return b >= 'a' && b <= 'z' }

func isWord(b byte) bool {
	return isLetter(b) || b >= '0' && b <= '9' || b == '.' || b == '/' || b == '_'
}

// extension reads 转8001 or ext 8001 behind a number.
func extension(s string, i int) (int, string) {
	rest := strings.TrimLeft(s[i:], " -,")
	for _, w := range []string{"转", "分机", "ext.", "ext", "extension"} {
		tail, ok := strings.CutPrefix(rest, w)
		if !ok {
			continue
		}
		tail = strings.TrimLeft(tail, " :")
		n := 0
		for n < len(tail) && n < 8 && tail[n] >= '0' && tail[n] <= '9' {
			n++
		}
		if n > 0 && !(n < len(tail) && (tail[n] >= '0' && tail[n] <= '9')) && !strings.HasPrefix(tail[n:], "元") && !strings.HasPrefix(tail[n:], "万") {
			return len(s) - len(tail) + n, tail[:n]
		}
	}
	return i, ""
}
