package text

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The block of unified ideographs that the fast path knows.
const (
	hanFirst = 0x4E00
	hanLast  = 0x9FFF
)

// folder reads a message rune by rune. What a rune becomes never hangs on its neighbours, but
// for the blanks that melt into one and the carriage return in front of a line feed.
type folder struct {
	t     *table
	units []unit
	runes []rune // scratch
	alike bool   // a look-alike of a Latin letter was seen
}

// all folds a message. It stops with false at bytes that are no UTF-8.
func (f *folder) all(raw string) bool {
	for i := 0; i < len(raw); {
		if c := raw[i]; c < utf8.RuneSelf {
			f.ascii(raw, i, c)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(raw[i:])
		switch {
		case r >= hanFirst && r <= hanLast:
			f.add(rune(f.t.han[r-hanFirst]), i, i+n)
		case r == utf8.RuneError && n == 1:
			return false
		default:
			f.other(r, i, i+n)
		}
		i += n
	}
	return true
}

func (f *folder) ascii(raw string, i int, c byte) {
	switch {
	case c > ' ' && c < 0x7F:
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		f.add(rune(c), i, i+1)
	case c == ' ' || c == '\t':
		f.emit(' ', 0, i, i+1)
	case c == '\n' || c == '\v' || c == '\f', c == '\r' && (i+1 == len(raw) || raw[i+1] != '\n'):
		f.emit('\n', 0, i, i+1)
	}
}

// other folds a rune that is neither ASCII nor a common ideograph.
func (f *folder) other(r rune, from, to int) {
	if unicode.In(r, unicode.Mn, unicode.Me) {
		f.attach(from, to)
		return
	}
	runes, known := f.t.signs[r]
	if !known {
		f.runes = f.t.fold(f.runes[:0], r)
		runes = f.runes
	}
	for _, c := range runes {
		f.emit(c, f.t.looks(r, c), from, to)
	}
}

// looks gives the Latin letter that r looks like, or else c, which it is read as; 0 none.
func (t *table) looks(r, c rune) byte {
	if c < 0x80 || c >= 0x2E80 && c < 0xA700 || c >= 0xF900 {
		return 0 // the scripts with look-alikes lie elsewhere, and Latin needs none
	}
	if l := t.like[r]; l != 0 {
		return l
	}
	return t.like[c]
}

func (f *folder) emit(r rune, like byte, from, to int) {
	if n := len(f.units); r == ' ' && n > 0 && f.units[n-1].r == ' ' {
		f.units[n-1].to = int32(to)
		return
	}
	f.alike = f.alike || like != 0
	f.add(r, from, to)
	f.units[len(f.units)-1].like = like
}

// add appends a unit. It is written in its place: one put together elsewhere would be copied in
// wider pieces than it was just written in, and a processor waits for that.
func (f *folder) add(r rune, from, to int) {
	f.units = append(f.units, unit{})
	u := &f.units[len(f.units)-1]
	u.r, u.from, u.to = r, int32(from), int32(to)
}

// attach lets a mark that is not read belong to the rune in front of it, as in a keycap.
func (f *folder) attach(from, to int) {
	for i := len(f.units) - 1; i >= 0 && int(f.units[i].to) == from; i-- {
		f.units[i].to = int32(to)
	}
}

// fold appends what a rune is read as; nothing when it is not read at all. Each of the runes
// that it appends folds to itself.
func (t *table) fold(dst []rune, r rune) []rune {
	if r >= hanFirst && r <= hanLast {
		return append(dst, rune(t.han[r-hanFirst]))
	}
	if s, ok := t.signs[r]; ok {
		return append(dst, s...)
	}
	if r == '\n' {
		return append(dst, r)
	}
	if dropped(r) {
		return dst
	}
	if unicode.Is(unicode.Nd, r) {
		return append(dst, '0'+digit(r))
	}
	if unicode.Is(unicode.Zs, r) {
		return append(dst, ' ')
	}
	if l := unicode.ToLower(r); l != r {
		return t.fold(dst, l)
	}
	var in, out [64]byte
	src := in[:utf8.EncodeRune(in[:], r)]
	if norm.NFKC.Properties(src).Decomposition() == nil {
		return append(dst, r)
	}
	for _, c := range string(norm.NFKC.Append(out[:0], src...)) {
		if c == r {
			dst = append(dst, c)
		} else {
			dst = t.fold(dst, c)
		}
	}
	return dst
}

// remember notes what the signs of everyday Chinese text are read as, to find it at once.
func (t *table) remember() {
	for _, block := range [][2]rune{{0xA0, 0xFF}, {0x2000, 0x206F}, {0x3000, 0x303F}, {0xFF00, 0xFFEF}} {
		for r := block[0]; r <= block[1]; r++ {
			t.signs[r] = t.fold(nil, r)
		}
	}
}

// dropped says which runes are not read: invisible ones, marks on others, skin colours.
func dropped(r rune) bool {
	switch {
	case r >= 0x1F3FB && r <= 0x1F3FF: // skin colours
		return true
	case r == 0x115F || r == 0x1160 || r == 0x3164 || r == 0xFFA0: // Hangul fillers, seen as nothing
		return true
	}
	return unicode.In(r, unicode.Cf, unicode.Mn, unicode.Me, unicode.Cc)
}

// digit gives the value of a decimal digit of any script. Unicode keeps each script's ten
// together and in order, and the ranges of Nd start with a zero (Unicode Standard, 4.6).
func digit(r rune) rune {
	for _, g := range unicode.Nd.R16 {
		if rune(g.Lo) <= r && r <= rune(g.Hi) {
			return (r - rune(g.Lo)) % 10
		}
	}
	for _, g := range unicode.Nd.R32 {
		if rune(g.Lo) <= r && r <= rune(g.Hi) {
			return (r - rune(g.Lo)) % 10
		}
	}
	return 0
}

// styled gives the digits, letters and marks that NFKC leaves as they are or takes apart
// into brackets and dots. Source: Unicode blocks 2460, 2776, 1F100, 1F1E6.
func styled() map[rune][]rune {
	m := map[rune][]rune{}
	count := func(first rune, from, to int) {
		for n := from; n <= to; n++ {
			m[first+rune(n-from)] = []rune(decimal(n))
		}
	}
	count(0x2474, 1, 20)  // ⑴
	count(0x2488, 1, 20)  // ⒈
	count(0x24EB, 11, 20) // ⓫
	count(0x24F5, 1, 10)  // ⓵
	count(0x24FF, 0, 0)   // ⓿
	count(0x2776, 1, 10)  // ❶
	count(0x2780, 1, 10)  // ➀
	count(0x278A, 1, 10)  // ➊
	count(0x1F100, 0, 0)  // 🄀
	count(0x1F101, 0, 9)  // 🄁
	count(0x1F10B, 0, 0)  // 🄋
	count(0x1F10C, 0, 0)  // 🄌
	count(0x1F51F, 10, 10)
	for i := range rune(26) {
		for _, first := range []rune{0x249C, 0x1F110, 0x1F130, 0x1F150, 0x1F170, 0x1F1E6} { // ⒜ 🄐 🄰 🅐 🅰 🇦
			m[first+i] = []rune{'a' + i}
		}
	}
	marks := map[string]string{
		"“": "“”„‟〝「『﹁﹃", "'": "‘’‛′", "-": "‐‒–—―−⁃﹘", "~": "〜∼", "·": "·•・∙⋅‧●",
		"...": "⋯", "\n": "\u0085\u2028\u2029", " ": "\u2800", "+": "➕✚", "*": "∗＊✱⁎✻",
		">": "👉👇👆👈☞➡⬇►▶",
	}
	for to, from := range marks {
		for _, r := range from {
			m[r] = []rune(to)
		}
	}
	for _, r := range "”〞〟」』﹂﹄" {
		m[r] = []rune{'”'}
	}
	return m
}

func decimal(n int) string {
	if n >= 10 {
		return string(rune('0'+n/10)) + string(rune('0'+n%10))
	}
	return string(rune('0' + n))
}
