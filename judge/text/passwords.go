package text

import "strings"

// plainWords may stand behind "password is" without being one.
const plainWords = " required needed expired wrong incorrect correct right safe secure insecure about changed reset invalid valid strong weak " +
	"going important same being what asked there here that this necessary missing empty none known unknown compromised leaked stolen hacked " +
	"private secret locked blocked still also very never always only just code not mine yours theirs "

// passwords hides what is written behind 密码是, password: and their like.
func (k *masker) passwords() {
	k.each(func(n name, _, end int) {
		if n.free {
			k.password(end)
		}
	})
}

// password hides the value behind a name that ends at at, if one is given there.
func (k *masker) password(at int) {
	s := k.text
	start := at
	for start < len(s) && start-at < nearWord && !alnum(rune(s[start])) && s[start] != '*' {
		start++
	}
	verb := ""
	for _, w := range []string{"is ", "was ", "to "} { // "password is" and its value are Latin both
		if strings.HasPrefix(s[start:], w) && start > at && strings.Trim(s[at:start], " ") == "" {
			verb, start = w, start+len(w)
			break
		}
	}
	for start < len(s) && strings.IndexByte(" :=\"'", s[start]) >= 0 {
		start++
	}
	if verb == "" && !linked(s[at:start]) {
		return
	}
	end := start
	for end < len(s) && end-start < 40 && s[end] > ' ' && s[end] < 0x7F && strings.IndexByte(",;\"'()<>[]", s[end]) < 0 {
		end++
	}
	value := strings.TrimRight(s[start:end], ".?:")
	end = start + len(value)
	told := verb != "" || strings.Trim(s[at:start], " ") != ""
	if len(value) < 3 || address(value) || !k.secret(value, end, told) {
		return
	}
	k.hide(start, end)
}

// secret says whether a value behind a name is a password: told with "is" or a colon, or else
// with a digit in it. Words alone count only at the end of what is said.
func (k *masker) secret(value string, end int, told bool) bool {
	letters, digits := 0, 0
	for i := range len(value) {
		switch c := value[i]; {
		case isDigit(c):
			digits++
		case 'a' <= c && c <= 'z':
			letters++
		}
	}
	if letters == 0 && digits == len(value) {
		return told && digits <= 12 && k.alone(end-len(value), end)
	}
	if letters+digits == 0 || value[0] == '*' {
		return false
	}
	if digits > 0 {
		return true
	}
	rest := strings.TrimLeft(k.text[end:], " ")
	final := rest == "" || strings.IndexByte(",;.!?\n)\"", rest[0]) >= 0 || strings.HasPrefix(rest, "。")
	return told && final && letters == len(value) && letters >= 4 && !strings.Contains(plainWords, " "+value+" ")
}

// address says whether a value is a link or a mail address.
func address(v string) bool {
	return strings.Contains(v, "://") || strings.HasPrefix(v, "http") || strings.HasPrefix(v, "www.") || strings.HasSuffix(v, ".com") ||
		strings.HasSuffix(v, ".cn") || strings.HasSuffix(v, ".example") || strings.Contains(v, "/")
}

// expiries hides 12/27 and 1227 behind 有效期 and its like; a year or a span of time is none.
func (k *masker) expiries() {
	for _, word := range []string{"有效期", "expiry", "expiration", "exp date", "exp", "valid thru", "expires"} {
		for at := 0; ; {
			i := strings.Index(k.text[at:], word)
			if i < 0 {
				break
			}
			at += i + len(word)
			k.expiry(at)
		}
	}
}

func (k *masker) expiry(at int) {
	i := k.from(at)
	if i == len(k.groups) || k.groups[i].start-at > nearWord {
		return
	}
	gap := strings.TrimPrefix(k.text[at:k.groups[i].start], "至")
	gap = strings.TrimPrefix(strings.TrimPrefix(gap, "到"), " date")
	g := k.groups[i]
	if g.kind != '0' || g.shown || !linked(gap) {
		return
	}
	end := g.end
	if g.n == 2 && i+1 < len(k.groups) && k.text[end:k.groups[i+1].start] == "/" && (k.groups[i+1].n == 2 || k.groups[i+1].n == 4) {
		end = k.groups[i+1].end
	} else if g.n != 4 {
		return
	}
	if month := k.text[g.start : g.start+2]; month >= "01" && month <= "12" && k.alone(g.start, end) {
		k.hide(g.start, end)
	}
}
