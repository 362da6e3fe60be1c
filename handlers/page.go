package handlers

import (
	"strings"
)

// longestReply is how long one answer may be, in bytes: what the strictest platform takes.
const longestReply = 2000

// page cuts a reply that is too long for one answer at a line and gives what is left.
func (t *turn) page(s string) (first string, rest []string) {
	s = strings.Trim(s, "\n")
	if len(s) <= longestReply {
		return s, nil
	}
	more := "\n\n" + t.line("chat.more", nil)
	room := longestReply - len(more)
	cut := strings.LastIndex(s[:room+1], "\n")
	if cut <= room/2 {
		cut = len(bytesAt(s, room))
	}
	return strings.TrimRight(s[:cut], "\n") + more, []string{strings.TrimLeft(s[cut:], "\n")}
}

// bytesAt gives at most n bytes of s, cut at a character.
func bytesAt(s string, n int) string {
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return s[:n]
}

// nextPage shows what did not fit into the last answer.
func (t *turn) nextPage() {
	if len(t.user.More) == 0 {
		t.say("chat.no-more", nil)
		return
	}
	t.said = append(t.said, t.user.More...)
}
