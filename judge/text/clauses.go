package text

import (
	"strings"
	"unicode/utf8"
)

// Clause is a stretch of a message that says one thing.
type Clause struct {
	Start, End int    // bytes in Norm, without the blanks and stops around it
	Sentence   int    // which sentence, from 0
	Line       int    // which line, from 0
	Quoted     bool   // stands inside “…”, "…" or 「…」
	Speaker    string // Caller or Me by the label of its line; "" unknown
}

// Clauses splits Norm at commas, stops, line ends, quotation marks, dots of omission, blanks
// between Chinese runs, and English "but" and "and then". The 、 of an enumeration splits
// nothing, and neither do signs inside figures (3.5 1,000 10:30), addresses and links. A quotation that is
// not closed ends with its line. A label such as 对方: is no part of the clause behind it.
// Linear in the length.
func (c Clean) Clauses() []Clause {
	s := splitter{text: c.Norm, cast: speakers(), out: make([]Clause, 0, len(c.Norm)/32+4)}
	s.begin(0)
	var prev rune
	for k := range c.back {
		r, i := c.back[k].r, int(c.back[k].norm)
		if i >= s.start && (r < hanFirst || r > hanLast) { // most of a message, and never an end
			s.step(prev, r, i, utf8.RuneLen(r))
		}
		prev = r
	}
	s.cut(len(s.text))
	return s.out
}

type splitter struct {
	text     string
	cast     *cast
	out      []Clause
	start    int
	sentence int
	line     int
	ended    bool // a sentence ended since the last clause
	depth    int  // open “
	straight bool // an open "
	speaker  string
	termEnd  int // behind a term in quotation marks
}

func (s *splitter) step(prev, r rune, i, n int) {
	switch r {
	case '\n':
		s.cut(i)
		s.line++
		s.ended, s.depth, s.straight, s.speaker = true, 0, false, ""
		s.begin(i + n)
	case '。', '!', '?':
		if !s.inside(prev, i+n) {
			s.stop(i, i+n)
		}
	case '.':
		s.dot(prev, i)
	case ',', ';':
		if !(r == ',' && figure(prev) && figure(s.at(i+n))) {
			s.cut(i)
			s.start = i + n // no label: 收入300元,对方:某某
		}
	case ' ':
		if han(prev) && han(s.at(i+n)) || s.turns(i) {
			s.cut(i)
			s.begin(i + n)
		}
	case '“', '”', '"':
		if i < s.termEnd || s.term(r, i, n) {
			return
		}
		s.cut(i)
		s.quote(r)
		s.begin(i + n)
	}
}

// longestTerm is how many bytes of a quotation are a name and no speech: a “test transaction”, 叫“银监会议”的app.
const longestTerm = 30

// term holds for a quotation that opens at i and only names something: short, without a stop in
// it, and not what somebody says.
func (s *splitter) term(open rune, i, n int) bool {
	closing := map[rune]string{'“': "”", '"': "\""}[open]
	rest := s.text[i+n : min(len(s.text), i+n+longestTerm)]
	end := strings.Index(rest, closing)
	if closing == "" || open == '"' && s.straight || end <= 0 || strings.ContainsAny(rest[:end], ",。!?;:.\n") {
		return false
	}
	before := strings.TrimRight(s.text[:i], " ")
	for _, says := range speech {
		if strings.HasSuffix(before, says) {
			return false
		}
	}
	s.termEnd = i + n + end + len(closing)
	return true
}

// speech ends what stands in front of words that somebody says.
var speech = []string{"说", "讲", "问", "道", "话", "喊", ":", ",", "said", "says", "say", "asked", "me", "told", "goes", "like", "shouted"}

func (s *splitter) quote(r rune) {
	switch r {
	case '“':
		s.depth++
	case '”':
		s.depth = max(0, s.depth-1)
	default:
		s.straight = !s.straight
	}
}

// stop ends a sentence at i; the next begins at next.
func (s *splitter) stop(i, next int) {
	s.cut(i)
	s.ended = true
	s.begin(next)
}

// dot tells the end of a sentence from dots of omission, and both from dots inside something.
func (s *splitter) dot(prev rune, i int) {
	end := i
	for end < len(s.text) && s.text[end] == '.' {
		end++
	}
	next := s.at(end)
	switch {
	case end-i > 1:
		s.cut(i)
		s.begin(end)
	case next == 0 || next == ' ' || next == '\n' || next == '”' || next == '"' || next == ')':
		s.stop(i, end)
	case han(prev) || han(next):
		if !figure(prev) || !figure(next) {
			s.stop(i, end)
		}
	}
}

// inside says whether a stop between prev and the byte at next is part of a link or an address:
// unionpay。com, /pay?id=1.
func (s *splitter) inside(prev rune, next int) bool {
	n := s.at(next)
	return (prev >= 'a' && prev <= 'z' || prev == '/') && (n >= 'a' && n <= 'z')
}

// turns says whether the blank at i stands in front of an English word that begins a clause.
func (s *splitter) turns(i int) bool {
	rest := s.text[i:]
	return strings.HasPrefix(rest, " but ") || strings.HasPrefix(rest, " and then ")
}

func (s *splitter) at(i int) rune {
	if i >= len(s.text) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s.text[i:])
	return r
}

func figure(r rune) bool { return '0' <= r && r <= '9' || r == '*' }

// begin notes where the next clause starts, behind the label when there is one.
func (s *splitter) begin(at int) {
	s.start = at
	for s.start < len(s.text) && s.text[s.start] == ' ' {
		s.start++
	}
	if who, n := s.cast.label(s.text[s.start:]); n > 0 {
		s.speaker = who
		s.start += n
	}
}

// cut ends the clause at end; one without words is none.
func (s *splitter) cut(end int) {
	for end > s.start && s.text[end-1] == ' ' {
		end--
	}
	for s.start < end && s.text[s.start] == ' ' {
		s.start++
	}
	if s.start >= end {
		return
	}
	if s.ended && len(s.out) > 0 {
		s.sentence++
	}
	s.ended = false
	s.out = append(s.out, Clause{Start: s.start, End: end, Sentence: s.sentence, Line: s.line,
		Quoted: s.depth > 0 || s.straight, Speaker: s.speaker})
}
