package rules

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"callguard/judge/weigh"
)

// Kind says what a rule that fires means for the verdict.
type Kind string

// Kinds of rules.
const (
	Tell     Kind = "tell"     // decisive: scam, whatever else is said
	Soft     Kind = "soft"     // adds its weight
	Identity Kind = "identity" // who it is was established without the contact
	Notice   Kind = "notice"   // only informs, warns or asks what is harmless
	Doubt    Kind = "doubt"    // an open question that keeps a notice from being legitimate
	Harmless Kind = "harmless" // words alone do not make it a scam
	Refuted  Kind = "refuted"  // who was named denies it: never legitimate
	Known    Kind = "known"    // answers a question that need not be asked; decides nothing
	Topic    Kind = "topic"    // recognises what the contact is about; decides nothing
)

// Lines is one sentence in the languages of the bot.
type Lines struct {
	ZH string `yaml:"zh"`
	EN string `yaml:"en"`
}

// Rule is one rule as it is written in scam/, verify/ and legit/.
type Rule struct {
	ID      string   `yaml:"id"`
	Family  string   `yaml:"family"` // scam script, legitimate type or pretext
	Kind    Kind     `yaml:"kind"`
	Weight  float64  `yaml:"weight"` // log-odds, > 0 towards scam
	Sure    bool     `yaml:"sure"`   // a tell that the words around it cannot outweigh
	Yields  bool     `yaml:"yields"` // a sure tell that yields to words that could not be clearer (a PIN typed at the counter)
	All     []string `yaml:"all"`    // conditions that must all hold
	Any     []string `yaml:"any"`    // at least one of them
	With    []string `yaml:"with"`   // at least one of them near the first condition
	None    []string `yaml:"none"`   // none in the message
	Unless  []string `yaml:"unless"` // none within the window of the first condition
	Within  string   `yaml:"within"` // clause, sentence, line or message (default): window of all and any
	Lost    string   `yaml:"lost"`   // what was given away when the merchant did it
	Ask     string   `yaml:"ask"`    // follow-up question that would settle it
	Why     Lines    `yaml:"why"`    // why it matters, in the merchant's language
	Source  string   `yaml:"source"`
	Checked string   `yaml:"checked"`
	Hit     []string `yaml:"hit"`
	Miss    []string `yaml:"miss"`

	file  string
	all   []condition
	any   []condition
	with  []condition
	none  []condition
	unles []condition
	signs [2]uint32 // what it shows when it fires: itself and its kind
}

// condition is one name of a rule with the scopes that count.
type condition struct {
	key    int // the same for the same question
	id     concept
	act    bool
	scopes []Scope
}

// tells are the scopes in which an act is what the caller wanted.
func tells() []Scope { return []Scope{Asked, Given, Refused} }

func loadRules(fsys fs.FS, dirs []string, set *Set) error {
	for _, dir := range dirs {
		files, err := fs.Glob(fsys, dir+"/*.yaml")
		if err != nil {
			return fmt.Errorf("rules: %w", err)
		}
		for _, name := range files {
			var rules []*Rule
			if err := decode(fsys, name, &rules); err != nil {
				return err
			}
			for _, r := range rules {
				r.file = name
				if err := set.addRule(r); err != nil {
					return fmt.Errorf("%s: rule %s: %w", name, r.ID, err)
				}
			}
		}
	}
	return nil
}

func (s *Set) addRule(r *Rule) error {
	if err := r.complete(); err != nil {
		return err
	}
	for _, have := range s.rules {
		if have.ID == r.ID {
			return fmt.Errorf("the id stands in %s too", have.file)
		}
	}
	var err error
	for _, part := range []struct {
		from []string
		to   *[]condition
	}{{r.All, &r.all}, {r.Any, &r.any}, {r.With, &r.with}, {r.None, &r.none}, {r.Unless, &r.unles}} {
		if *part.to, err = s.conditions(part.from); err != nil {
			return err
		}
	}
	r.signs = [2]uint32{weigh.Mix(weigh.Hash(r.ID), ruleSign), weigh.Mix(weigh.Hash(string(r.Kind)), kindSign)}
	for _, c := range r.anchors() {
		of := s.anchored[c.id]
		s.anchored[c.id] = append(of[:len(of):len(of)], len(s.rules)) // a copy: sets share the lists
	}
	s.rules = append(s.rules, r)
	return nil
}

// complete refuses an entry that could not work or be explained.
func (r *Rule) complete() error {
	kinds := []Kind{Tell, Soft, Identity, Notice, Doubt, Harmless, Refuted, Known, Topic}
	switch {
	case r.ID == "" || r.Family == "":
		return fmt.Errorf("id and family are needed")
	case !slices.Contains(kinds, r.Kind):
		return fmt.Errorf("kind %q: one of %v", r.Kind, kinds)
	case len(r.All)+len(r.Any) == 0:
		return fmt.Errorf("no conditions")
	case len(r.Hit) == 0 || len(r.Miss) == 0:
		return fmt.Errorf("a rule needs a hit: and a miss: example")
	case r.Why.ZH == "" || r.Why.EN == "":
		return fmt.Errorf("why: is needed in zh and en")
	case r.Source == "" || r.Checked == "":
		return fmt.Errorf("source: and checked: are needed")
	case !slices.Contains([]string{"", "clause", "sentence", "line", "message"}, r.Within):
		return fmt.Errorf("within %q: clause, sentence, line or message", r.Within)
	}
	return nil
}

// conditions reads names: a concept, a feature, or an act with scopes behind @.
func (s *Set) conditions(names []string) ([]condition, error) {
	var out []condition
	for _, n := range names {
		name, scopes, scoped := strings.Cut(n, "@")
		id, ok := s.lex.ids[name]
		if !ok {
			return nil, fmt.Errorf("no concept, act or feature %q", name)
		}
		c := condition{id: id, act: s.isAct(id), scopes: tells()}
		if scoped {
			c.scopes = nil
			for _, sc := range strings.Split(scopes, ",") {
				c.scopes = append(c.scopes, Scope(sc))
			}
		}
		c.key = s.question(n)
		if scoped && !c.act {
			return nil, fmt.Errorf("%q is no act and has no scope", name)
		}
		out = append(out, c)
	}
	return out, nil
}

// question numbers a condition by its words.
func (s *Set) question(name string) int {
	i := slices.Index(s.questions, name)
	if i < 0 {
		i = len(s.questions)
		s.questions = append(s.questions, name)
	}
	return i
}

func (s *Set) isAct(id concept) bool {
	return slices.ContainsFunc(s.acts, func(a *act) bool { return a.id == id })
}
