// Package text takes a message as it was pasted and gives the form that rules are matched on,
// with the way back from every byte of it to the merchant's own words.
//
// The steps, in order. Every one keeps, for each rune, the range of the original it came from:
//
//  1. Invalid UTF-8 becomes U+FFFD, one for each run of bad bytes.
//  2. Every rune is folded on its own (fold.go): format characters, controls, combining marks and
//     variation selectors go; ❶ ⑴ 1️⃣ １ 𝟏 ¹ ١ १ become digits, 🅰 🇦 Ⓐ letters; then NFKC, lower
//     case, traditional to simplified (t2s.txt), emoji that stand for words (words.yaml). Quotes
//     become “ and ”, dashes "-", middle dots "·"; the sentence ends 。 and "." stay apart; runs
//     of blanks become one; every kind of line end becomes "\n".
//  3. Latin look-alikes (Cyrillic, Greek, small capitals) become Latin in a word that holds a
//     Latin letter or a digit (latin.go).
//  4. Split Chinese is joined, 验 证 码 and 转-账, by join.txt (join.go). A blank between longer
//     runs is where a clause ends, and stays. Digits are left apart.
//  5. Substitutes are read, longest first: vx, 加V, 徽信, yzm, 把验证吗 (words.yaml, words.go).
//
// Norm is a fixed point: cleaning it again changes nothing. Clauses, Amounts and Mask read Norm;
// Mask writes its stars into the original. Everything is linear in the length.
package text

import (
	"strings"
	"unicode/utf8"
)

// Clean is a message in the form that is matched: normalised, lower case, simplified Chinese,
// with a map back to the original. The zero value is an empty message.
type Clean struct {
	Raw  string // as pasted; invalid UTF-8 replaced by U+FFFD
	Norm string // the form that rules, numbers and links are searched in
	back []unit // one for each rune of Norm, in order

	numerals []int32 // see Numerals
}

// unit is one rune of Norm and the bytes of Raw that it stands for. Runes that were read
// together (keycaps, 💰, vx) share them. Offsets never fall from one unit to the next.
type unit struct {
	r        rune
	norm     int32 // offset in Norm
	from, to int32 // range in Raw
	like     byte  // the Latin letter that it looks like; 0 none
	posed    bool  // was written with a look-alike of another script
}

// limit is how much of a message is read; offsets are 32 bits wide. Far beyond any platform's.
const limit = 1 << 30

// New normalises raw. Linear in its length; what lies behind the first GiB is cut off.
func New(raw string) Clean {
	if len(raw) > limit {
		raw = raw[:limit]
	}
	t := tables()
	f := folder{t: t, units: make([]unit, 0, runes(raw)+8)}
	if !f.all(raw) {
		raw = strings.ToValidUTF8(raw, "\uFFFD")
		f.units, f.alike = f.units[:0], false
		f.all(raw)
	}
	if f.alike {
		latinise(f.units)
	}
	units := t.join(f.units)
	units = t.substitute(units)
	c := Clean{Raw: raw, back: units}
	c.Norm, c.numerals = t.write(units, len(raw))
	return c
}

// write gives the text of the units and notes in each where it stands; and which of them may be
// part of a number. Runes go through a small buffer, because a builder takes each for more than it
// costs to encode.
func (t *table) write(units []unit, size int) (s string, numerals []int32) {
	var b strings.Builder
	b.Grow(size)
	var room [256]byte
	n := 0 // in room
	for i := range units {
		if n > len(room)-utf8.UTFMax {
			b.Write(room[:n])
			n = 0
		}
		u := &units[i]
		u.norm = int32(b.Len() + n)
		switch r := u.r; {
		case r < utf8.RuneSelf:
			if r >= '0' && r <= '9' || r == '+' || r == '(' {
				numerals = append(numerals, int32(i))
			}
			room[n] = byte(r)
			n++
		case r >= hanFirst && r <= hanLast:
			if k := r - hanFirst; t.numeral[k/64]>>(k%64)&1 != 0 {
				numerals = append(numerals, int32(i))
			}
			room[n], room[n+1], room[n+2] = 0xE0|byte(r>>12), 0x80|byte(r>>6&0x3F), 0x80|byte(r&0x3F)
			n += 3
		default:
			if r == '〇' {
				numerals = append(numerals, int32(i))
			}
			n += utf8.EncodeRune(room[n:], r)
		}
	}
	b.Write(room[:n])
	return b.String(), numerals
}

// runes counts the runes of UTF-8.
func runes(s string) int {
	n := 0
	for i := range len(s) {
		if s[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

// Len is how many runes Norm has, and Rune gives the one at k and where it stands: going over
// them costs less than decoding them again.
func (c *Clean) Len() int { return len(c.back) }

// Rune gives a rune of Norm and the byte that it begins at.
func (c *Clean) Rune(k int) (rune, int) { return c.back[k].r, int(c.back[k].norm) }

// Next gives the rune behind the one at k, 0 at the end.
func (c *Clean) Next(k int) rune {
	if k+1 < len(c.back) {
		return c.back[k+1].r
	}
	return 0
}

// Numerals gives, in order, the runes that may begin a number: digits, Chinese ones too, + and (.
// Nearly no message holds many of them.
func (c *Clean) Numerals() []int32 { return c.numerals }

// Span maps the bytes [start,end) of Norm to the bytes of Raw that they came from: whole runes,
// with everything that was read together with them. An empty or impossible range gives 0, 0.
func (c Clean) Span(start, end int) (int, int) {
	if start < 0 || end > len(c.Norm) || start >= end || len(c.back) == 0 {
		return 0, 0
	}
	return int(c.back[c.index(start)].from), int(c.back[c.index(end-1)].to)
}

// Quote gives the merchant's own words behind the bytes [start,end) of Norm.
func (c Clean) Quote(start, end int) string {
	from, to := c.Span(start, end)
	return c.Raw[from:to]
}

// Posed says whether a rune behind the bytes [start,end) of Norm was written with a letter of
// another script that looks Latin: unionpаy with a Cyrillic а. No honest domain name is.
func (c Clean) Posed(start, end int) bool {
	if start < 0 || end > len(c.Norm) || start >= end || len(c.back) == 0 {
		return false
	}
	for i, last := c.index(start), c.index(end-1); i <= last; i++ {
		if c.back[i].posed {
			return true
		}
	}
	return false
}

// index gives the unit that holds the byte at of Norm; at must lie inside.
func (c Clean) index(at int) int {
	lo, hi := 0, len(c.back)
	for hi-lo > 1 {
		mid := int(uint(lo+hi) >> 1)
		if int(c.back[mid].norm) <= at {
			lo = mid
		} else {
			hi = mid
		}
	}
	return lo
}
