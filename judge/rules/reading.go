package rules

import (
	"slices"
	"strings"
	"unicode/utf8"

	"callguard/judge/text"
)

// reading is a message as the rules see it.
type reading struct {
	set       *Set
	clean     text.Clean
	clauses   []text.Clause
	marks     []mark
	meanings  []meaning // of all marks
	units     int       // of the whole message
	acts      []found
	present   concepts // of all marks
	used      []bool   // marks that an act was made of
	concepts  index    // marks by concept
	byAct     index    // acts by name
	places    []span   // answers to conditions, in spots
	spots     []spot
	holds     []bool // features of the whole message
	addressed []bool // by clause: it says you (您, 你)
	notice    bool   // it opens with pasted words of the other side, not with a merchant's story
	noticeIn  []bool // by line: pasted words of the other side
	cautionIn []bool // by line: somebody is told to beware
	warnedIn  []bool // by line: somebody is warned of something there
}

// room is memory for the reading of an everyday message; longer ones take more from the heap. It
// is used again for the next message, because half of what a verdict costs would else be the
// clearing away of 25 KB. What was read in it is forgotten before that (see leave).
type room struct {
	reading
	few struct {
		marks [256]mark
		units [2048]int32
		ids   [2][512]int32 // of two indexes
		items [512]int32

		meanings [512]meaning
		places   [512]span
		spots    [128]spot
		acts     [32]found
		flags    [3][512]bool
	}
}

// leave forgets the message and gives the room to the next.
func (s *Set) leave(m *room) {
	m.reading = reading{}
	s.rooms.Put(m)
}

// sized gives n zeros, in the room when they fit.
func sized[T any](room []T, n int) []T {
	if n > len(room) {
		return make([]T, n)
	}
	clear(room[:n])
	return room[:n]
}

// read marks a message and finds its acts.
func (s *Set) read(c text.Clean, features []Feature) *reading {
	m := new(room)
	m.read(s, c, clausesOf(c), features)
	return &m.reading
}

// clausesOf gives the clauses of a message, at least one.
func clausesOf(c text.Clean) []text.Clause {
	if out := c.Clauses(); len(out) > 0 {
		return out
	}
	return []text.Clause{{End: len(c.Norm)}}
}

// read reads a message in a room.
func (m *room) read(s *Set, c text.Clean, clauses []text.Clause, features []Feature) {
	names, few := len(s.lex.names), &m.few
	m.reading = reading{set: s, clean: c, clauses: clauses, holds: sized(few.flags[0][:], names),
		places: sized(few.places[:], len(s.questions)), spots: few.spots[:0], acts: few.acts[:0]}
	r := &m.reading
	for _, f := range features {
		if id, ok := s.lex.ids[f.Name]; ok {
			r.holds[id] = true
		}
	}
	r.marks, r.units = s.lex.scan(c, r.clauses, features, m)
	r.used = sized(few.flags[1][:], len(r.marks))
	r.addressed = sized(few.flags[2][:], len(r.clauses))
	r.present = make(concepts, names/64+1)
	r.meanings = slices.Grow(few.meanings[:0], len(r.marks)*5/4) // few marks mean two things
	for i := range r.marks {
		for _, id := range r.marks[i].ids {
			r.present.add(concept(id))
			r.meanings = append(r.meanings, meaning{concept(id), int32(i)})
		}
	}
	r.concepts = newIndex(sized(few.ids[0][:], names+2), few.items[:], r.meanings)
	for _, i := range r.concepts.of(s.grammar.you) {
		r.addressed[r.marks[i].clause] = true
	}
	r.readLines()
	r.findActs()
	r.ellipsis()
	var acts []meaning
	for i := range r.acts {
		acts = append(acts, meaning{r.acts[i].act.id, int32(i)})
	}
	r.byAct = newIndex(sized(few.ids[1][:], names+2), nil, acts)
	r.warnedIn = r.warnings()
	r.derive()
}

// lineFlags say what a line shows of who speaks in it.
type lineFlags struct {
	signed, told, caller, merchant, you, caution bool
}

// readLines tells, line by line, pasted words of the other side from a merchant's story: they
// address the reader or are signed, and nobody in them says he, the caller, or I before what
// happened. A line that shows nothing goes with the one before.
func (r *reading) readLines() {
	g := &r.set.grammar
	flags := make([]lineFlags, r.clauses[len(r.clauses)-1].Line+1)
	for _, m := range r.meanings {
		f := &flags[r.clauses[r.marks[m.of].clause].Line]
		switch m.id {
		case g.signed:
			f.signed = true
		case g.told:
			f.told = f.told || !r.supposed(int(m.of))
		case g.caller:
			f.caller = true
		case g.merchant:
			f.merchant = true
		case g.you:
			f.you = true
		case g.caution:
			f.caution = true
		}
	}
	dialog := r.isDialog()
	r.noticeIn, r.cautionIn = make([]bool, len(flags)), make([]bool, len(flags))
	for i, f := range flags {
		r.cautionIn[i] = f.caution
		story := f.caller && !f.signed || f.told || f.merchant && !f.signed
		switch {
		case story || r.transcript():
		case f.signed || f.you || i == r.clauses[0].Line && r.headed() && !dialog:
			r.noticeIn[i] = true
		case i > 0:
			r.noticeIn[i] = r.noticeIn[i-1]
		}
	}
	r.notice = r.noticeIn[r.clauses[0].Line]
}

// transcript holds for a message with known speakers.
func (r *reading) transcript() bool {
	return slices.ContainsFunc(r.clauses, func(cl text.Clause) bool { return cl.Speaker != "" })
}

// supposed holds for a contact that is no report: what one is to do if it ever comes (如接到来电).
func (r *reading) supposed(i int) bool {
	m := r.marks[i]
	before := r.clean.Norm[min(r.clauses[m.clause].Start, m.start):m.start] // a mark may stand in a label
	return r.before(i, r.set.grammar.warn, m.clause, askReach) >= 0 ||
		slices.ContainsFunc(supposing, func(w string) bool { return strings.HasSuffix(before, w) })
}

// supposing ends what stands in front of a contact that has not happened.
var supposing = []string{"如", "若", "您", "凡", "可疑", "不会", "不"}

// headed holds for a message that opens with who or what it is from: 动账通知：…
func (r *reading) headed() bool {
	head := r.clean.Norm[:min(r.clauses[0].End, len(r.clean.Norm))]
	i := strings.IndexByte(head, ':')
	return i > 0 && utf8.RuneCountInString(head[:i]) <= longestHead && !strings.HasPrefix(head[i:], "://")
}

// longestHead is how many characters open a notice at most.
const longestHead = 10

// isDialog holds for transcripts: lines that open with a speaker, known or not.
func (r *reading) isDialog() bool {
	labelled, line := 0, -1
	for _, cl := range r.clauses {
		if cl.Speaker != "" {
			return true
		}
		if cl.Line == line {
			continue
		}
		line = cl.Line
		head := r.clean.Norm[cl.Start:min(cl.End+1, len(r.clean.Norm))]
		if i := strings.IndexAny(head, ":："); i > 0 && utf8.RuneCountInString(head[:i]) <= longestLabel {
			labelled++
		}
	}
	return labelled >= 2
}

// longestLabel is how many characters name a speaker at most.
const longestLabel = 6

// any tells whether a concept or feature stands anywhere in the message.
func (r *reading) any(id concept) bool { return len(r.concepts.of(id)) > 0 || r.holds[id] }

// derive sets what rules ask of the message as a whole.
func (r *reading) derive() {
	g := &r.set.grammar
	if r.isDialog() {
		r.holds[g.isDialog] = true
	}
	if r.notice {
		r.holds[g.isNotice] = true
	} else {
		r.holds[g.isStory] = true
	}
	r.holds[g.warning] = r.any(g.warn) || r.any(g.warnTail) || r.notice && r.any(g.fraudster)
	for _, f := range r.acts {
		switch {
		case f.act.entry.Request && f.scope == Asked:
			r.holds[g.request] = true
		case f.scope == Warned:
			r.holds[g.warning] = true
		}
	}
}

// warnings tells for each line whether somebody is warned of something in it.
func (r *reading) warnings() []bool {
	g := &r.set.grammar
	out := make([]bool, r.clauses[len(r.clauses)-1].Line+1)
	for _, id := range []concept{g.warn, g.warnTail, g.fraudster} {
		for _, i := range r.concepts.of(id) {
			if id == g.fraudster && !r.noticeAt(r.marks[i].clause) && !r.cautionIn[r.clauses[r.marks[i].clause].Line] {
				continue // in a story it is what happened
			}
			out[r.clauses[r.marks[i].clause].Line] = true
		}
	}
	for _, f := range r.acts {
		if f.scope == Warned && f.act.entry.Request {
			out[r.clauses[f.clause].Line] = true
		}
	}
	return out
}
