package rules

import (
	"fmt"
	"io/fs"
	"slices"
)

// Scope says how an act stands in the message.
type Scope string

// Scopes of an act. Asked, Given and Refused are what the caller wanted; the others are no tell.
const (
	Asked    Scope = "asked"    // the caller wants the merchant to do it
	Given    Scope = "given"    // the merchant did it
	Refused  Scope = "refused"  // the merchant was asked and did not
	Negated  Scope = "negated"  // said not to have been asked
	Warned   Scope = "warned"   // named in a warning
	Theirs   Scope = "theirs"   // the other side does it
	Reported Scope = "reported" // a notice says that it has happened
)

// actEntry is one act as it is written in acts/*.yaml: a verb with an object near it, or words
// that are an act by themselves (object empty).
type actEntry struct {
	Act     string   `yaml:"act"`
	Note    string   `yaml:"note"`
	Verb    []string `yaml:"verb"`
	Weak    []string `yaml:"weak"` // verbs that count when they are asked for, or the merchant did them
	Object  []string `yaml:"object"`
	Gap     int      `yaml:"gap"`     // units between verb and object in one clause; 0 = 10
	Cross   int      `yaml:"cross"`   // units between them across clauses of a line; 0 = never
	Order   string   `yaml:"order"`   // "vo", "ov", or "" for both
	Demand  bool     `yaml:"demand"`  // the verb itself asks (索要, asks for)
	Request bool     `yaml:"request"` // asked, it is a request to the merchant
	Bare    bool     `yaml:"bare"`    // counts whoever does it: no subject is looked for
	Tight   bool     `yaml:"tight"`   // only a denial that touches it denies it (if not you call us)
	States  bool     `yaml:"states"`  // in a notice that asks nothing, it is reported (转入300元)
	Taken   bool     `yaml:"taken"`   // what the other side has done itself is lost too: his code is stuck over mine
}

// act is an actEntry with its concepts resolved.
type act struct {
	entry   actEntry
	id      concept
	verb    []concept // with the weak ones
	verbs   concepts  // the same, to ask a mark
	weak    concepts
	object  concepts
	objects []concept // the same, to go through
}

// Found is one act at its place in the message.
type found struct {
	act        *act
	scope      Scope
	start, end int // bytes of Norm
	clause     int
	sentence   int
}

func loadActs(fsys fs.FS, dir string, lx *lexicon) ([]*act, error) {
	files, err := fs.Glob(fsys, dir+"/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("acts: %w", err)
	}
	var out []*act
	for _, name := range files {
		var entries []actEntry
		if err := decode(fsys, name, &entries); err != nil {
			return nil, err
		}
		for _, e := range entries {
			a, err := resolveAct(e, lx)
			if err != nil {
				return nil, fmt.Errorf("%s: act %s: %w", name, e.Act, err)
			}
			out = append(out, a)
		}
	}
	return out, nil
}

func resolveAct(e actEntry, lx *lexicon) (*act, error) {
	if _, taken := lx.ids[e.Act]; taken {
		return nil, fmt.Errorf("the name is taken by a concept or an act")
	}
	if e.Gap == 0 {
		e.Gap = 10
	}
	a := &act{entry: e}
	strong, err := lx.known(e.Verb)
	if err != nil {
		return nil, err
	}
	weak, err := lx.known(e.Weak)
	if err != nil {
		return nil, err
	}
	object, err := lx.known(e.Object)
	if err != nil {
		return nil, err
	}
	a.verb = append(strong, weak...)
	a.verbs, a.weak, a.object = newConcepts(a.verb), newConcepts(weak), newConcepts(object)
	a.objects = object
	if len(a.verb) == 0 {
		return nil, fmt.Errorf("an act needs a verb")
	}
	a.id = lx.intern(e.Act)
	return a, nil
}

// known gives the numbers of concepts that must exist.
func (lx *lexicon) known(names []string) ([]concept, error) {
	var out []concept
	for _, n := range names {
		id, ok := lx.ids[n]
		if !ok {
			return nil, fmt.Errorf("no concept %q", n)
		}
		out = append(out, id)
	}
	return out, nil
}

// findActs finds every act of the message, with its scope, in the order of their verbs.
func (r *reading) findActs() {
	var few [16]*act
	tried, of := few[:0], int32(-1)
	for _, m := range r.meanings {
		if m.of != of {
			tried, of = tried[:0], m.of
		}
		for _, a := range r.set.byVerb[m.id] {
			if len(a.object) > 0 && !a.object.meet(r.present) || slices.Contains(tried, a) {
				continue
			}
			tried = append(tried, a)
			r.tryAct(a, int(of))
		}
	}
}

// tryAct adds the act of a verb when its object stands near, or when it needs none.
func (r *reading) tryAct(a *act, verb int) {
	if len(a.weak) > 0 && r.marks[verb].any(a.weak) && !r.meant(verb) {
		return
	}
	if len(a.object) == 0 {
		r.add(a, verb, verb)
		return
	}
	if o, ok := r.objectOf(a, verb); ok {
		r.add(a, verb, o)
	}
}

// meant tells a weak verb that is asked for or done by the merchant (让我说) from one that only
// reports (他说).
func (r *reading) meant(verb int) bool {
	g := &r.set.grammar
	clause := r.marks[verb].clause
	return r.before(verb, g.ask, clause, askReach) >= 0 ||
		r.subject(verb, r.clauses[clause]) == g.merchant && r.isDone(verb, verb, -1)
}

// objectOf finds the nearest object of an act's verb: in its clause first, then across.
func (r *reading) objectOf(a *act, verb int) (int, bool) {
	v := &r.marks[verb]
	if a.entry.Order != "ov" && v.any(a.object) && len(a.verb) > 0 && r.both(a, v) {
		return verb, true // one word that is verb and object
	}
	best, bestGap := -1, 1<<30
	look := func(i, gap int) {
		o := &r.marks[i]
		limit := a.entry.Gap
		if o.clause != v.clause {
			limit = a.entry.Cross
			gap += 3 // the same clause is preferred
			if limit == 0 || r.clauses[o.clause].Line != r.clauses[v.clause].Line {
				return
			}
		}
		if gap <= limit && gap < bestGap {
			best, bestGap = i, gap
		}
	}
	reach := max(a.entry.Gap, a.entry.Cross)
	if a.entry.Order != "ov" {
		for i := verb + 1; i < len(r.marks) && r.marks[i].from-v.to <= reach; i++ {
			if r.marks[i].any(a.object) {
				look(i, r.marks[i].from-v.to)
			}
		}
	}
	if a.entry.Order != "vo" {
		for i := verb - 1; i >= 0 && v.from-r.marks[i].to <= reach; i-- {
			if r.marks[i].any(a.object) {
				look(i, v.from-r.marks[i].to)
			}
		}
	}
	return best, best >= 0
}

// both tells a word that stands for a verb and its object at once (转账, 刷卡).
func (r *reading) both(a *act, m *mark) bool { return m.any(a.verbs) && m.any(a.object) }

func (r *reading) add(a *act, verb, object int) {
	v, o := &r.marks[verb], &r.marks[object]
	f := found{act: a, start: min(v.start, o.start), end: max(v.end, o.end), clause: v.clause}
	f.sentence = r.clauses[v.clause].Sentence
	f.scope = r.scopeOf(a, verb, object)
	r.acts = append(r.acts, f)
	r.used[verb], r.used[object] = true, true
}
