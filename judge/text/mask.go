package text

import "strings"

// rounds is how often Mask looks again; each look only ever adds stars, and the second finds
// something in contrived texts only.
const rounds = 8

// Mask replaces secrets by stars and keeps what was said about them:
//
//   - one-time codes of 4 to 8 digits in a clause with 验证码, code, OTP, before or behind it;
//   - the merchant's own card numbers, 13 to 19 digits that pass the Luhn check (ISO/IEC 7812)
//     or follow 卡号 or card; the last 4 stay;
//   - ID numbers, 18 places or 15 (GB 11643), by form or behind 身份证; the last 2 stay;
//   - passwords, PINs, CVV2 and expiry dates behind their names.
//
// Full-width, circled and spaced digits count. Telephone numbers, hotlines, links, sums, the
// numbers of tickets, terminals and orders, and accounts that money was to go to stay, because
// they are what is checked and reported. Masking twice changes nothing more. Bad UTF-8 becomes
// U+FFFD. Linear in the length.
func Mask(raw string) string {
	for range rounds {
		next := maskOnce(raw)
		if next == raw {
			break
		}
		raw = next
	}
	return raw
}

func maskOnce(raw string) string {
	m := New(raw)
	k := masker{text: m.Norm, groups: groupsOf(m.Norm)}
	k.cards()
	k.codes()
	k.passwords()
	k.expiries()
	if len(k.spans) == 0 {
		return m.Raw
	}
	return m.blot(k.spans)
}

// masker collects the secrets of one message.
type masker struct {
	text   string
	groups []group
	spans  [][2]int // bytes of Norm to be starred
}

func (k *masker) hide(start, end int) { k.spans = append(k.spans, [2]int{start, end}) }

// blot stars, in the original, every rune that one of the spans of Norm came from, except the
// blanks and signs between them.
func (c Clean) blot(spans [][2]int) string {
	marked := make([]bool, len(c.back))
	for _, s := range spans {
		for i := c.index(s[0]); i < len(c.back) && int(c.back[i].norm) < s[1]; i++ {
			r := c.back[i].r
			marked[i] = r != ' ' && r != '-' && r != '.' && r != '·' && r != '/' && r != '\n'
		}
	}
	var b strings.Builder
	b.Grow(len(c.Raw))
	done := 0
	for i := 0; i < len(c.back); {
		u, end, hit := c.back[i], i, false
		for ; end < len(c.back) && c.back[end].from == u.from; end++ {
			hit = hit || marked[end]
		}
		if hit && int(u.from) >= done {
			b.WriteString(c.Raw[done:u.from])
			b.WriteString("********"[:min(8, end-i)])
			done = int(u.to)
		}
		i = end
	}
	b.WriteString(c.Raw[done:])
	return b.String()
}
