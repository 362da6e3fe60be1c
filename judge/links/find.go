package links

import (
	"strings"
	"unicode/utf8"

	"callguard/judge/text"
)

// Find gives the links of a message in order. Nothing is opened. Chinese characters next to a
// link do not belong to it. Linear in the length of the message.
func (t *Table) Find(c text.Clean) []Link {
	var out []Link
	s := c.Norm
	for i := 0; i < len(s); {
		if !isHostByte(s[i]) || i > 0 && isHostByte(s[i-1]) && s[i-1] != '.' && !strings.HasPrefix(s[i:], "http") {
			i++
			continue
		}
		l, end, ok := t.read(s, i)
		if !ok {
			i = nextWord(s, i)
			continue
		}
		if i > 0 && s[i-1] == '@' { // the second half of an e-mail address
			i = end
			continue
		}
		l.Start, l.End = i, end
		l.Raw = c.Quote(i, end)
		l.Kind, l.Org, l.Note = t.kind(l.Host, c.Posed(i, end))
		out = append(out, l)
		i = end
	}
	return out
}

// nextWord goes behind the word at i, or to a scheme that is glued to it (ybhttp://…).
func nextWord(s string, i int) int {
	from := i
	for i < len(s) && isHostByte(s[i]) {
		i++
	}
	if strings.HasPrefix(s[i:], "://") {
		if at := strings.LastIndex(s[from:i], "http"); at > 0 {
			return from + at
		}
	}
	return i + 1
}

// read reads scheme, user part, host, port and path at i.
func (t *Table) read(s string, i int) (Link, int, bool) {
	j, schemed := i, false
	for _, p := range []string{"https://", "http://", "hxxps://", "hxxp://", "ftp://"} {
		if strings.HasPrefix(s[i:], p) {
			j, schemed = i+len(p), true
		}
	}
	end := authority(s, j)
	auth := s[j:end]
	if at := strings.LastIndexByte(auth, '@'); at >= 0 {
		if !schemed {
			return Link{}, end, false // an e-mail address
		}
		auth = auth[at+1:]
	}
	host, _, _ := strings.Cut(auth, ":")
	host = strings.Trim(strings.ReplaceAll(host, "。", "."), ".-")
	if host == "" || !schemed && !plausible(host, s, end) || schemed && !strings.Contains(host, ".") {
		return Link{}, end, false
	}
	end = path(s, end)
	return Link{Host: host}, end, true
}

// authority gives the end of user part, host and port.
func authority(s string, i int) int {
	for i < len(s) {
		b := s[i]
		switch {
		case isHostByte(b), b == '@' && i+1 < len(s) && isHostByte(s[i+1]), b == ':' && i+1 < len(s) && isDigit(s[i+1]):
			i++
		case strings.HasPrefix(s[i:], "。") && i > 0 && isHostByte(s[i-1]) && followsTLD(s[i+len("。"):]):
			i += len("。")
		default:
			return i
		}
	}
	return i
}

// followsTLD holds when what follows a Chinese full stop is an ending of host names.
func followsTLD(s string) bool {
	n := 0
	for n < len(s) && s[n] >= 'a' && s[n] <= 'z' {
		n++
	}
	return n >= 2 && n <= 6 && s[:n] != "app" && known("a."+s[:n]) // 打95016。App里也能看: no host
}

// plausible tells a bare host from a file name, a decimal or a sentence without a blank.
func plausible(host, s string, end int) bool {
	if isIP(host) {
		return end < len(s) && (s[end] == '/' || s[end] == ':') || strings.Count(host, ".") == 3 && end-len(host) >= 0
	}
	i := strings.LastIndexByte(host, '.')
	if i <= 0 {
		return false
	}
	tld := host[i+1:]
	if len(tld) < 2 || isDigits(tld) || fileEnding(tld) && (end >= len(s) || s[end] != '/') {
		return false
	}
	return known(host)
}

// fileEnding names endings that are files much more often than hosts.
func fileEnding(tld string) bool {
	switch tld {
	case "md", "zip", "sh", "py", "rs", "pl", "ps", "mov", "so":
		return true
	}
	return false
}

// path gives the end of path, query and fragment: ASCII only, without closing punctuation.
func path(s string, i int) int {
	if i >= len(s) || s[i] != '/' && s[i] != '?' && s[i] != '#' {
		return i
	}
	j := i
	for j < len(s) && s[j] > ' ' && s[j] < utf8.RuneSelf && !strings.ContainsRune("<>\"'`|\\{}", rune(s[j])) {
		j++
	}
	for j > i && strings.IndexByte(".,;:!?)]", s[j-1]) >= 0 {
		j--
	}
	return j
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func isHostByte(b byte) bool {
	return b >= 'a' && b <= 'z' || isDigit(b) || b == '-' || b == '.' || b == '_'
}
