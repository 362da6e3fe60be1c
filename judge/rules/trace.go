package rules

import (
	"fmt"
	"strings"

	"callguard/judge/text"
)

// Trace tells how a message is read: its clauses, the concepts found in each, and the acts with
// their scopes. It is for whoever writes words and rules.
func (s *Set) Trace(c text.Clean, features []Feature) string {
	r := s.read(c, features)
	var b strings.Builder
	fmt.Fprintf(&b, "notice=%v\n", r.notice)
	for i, cl := range r.clauses {
		fmt.Fprintf(&b, "clause %d (sentence %d, line %d, speaker %q): %s\n", i, cl.Sentence, cl.Line,
			cl.Speaker, c.Norm[cl.Start:cl.End])
		for _, m := range r.marks {
			if m.clause != i {
				continue
			}
			var names []string
			for _, id := range m.ids {
				names = append(names, s.lex.names[id])
			}
			fmt.Fprintf(&b, "  %s = %s\n", c.Norm[m.start:m.end], strings.Join(names, " "))
		}
	}
	for _, f := range r.acts {
		fmt.Fprintf(&b, "act %s %s: %s\n", f.act.entry.Act, f.scope, c.Norm[f.start:f.end])
	}
	for _, rule := range s.rules {
		if h, ok := r.fires(rule); ok {
			fmt.Fprintf(&b, "rule %s (%s %+.1f): %s\n", rule.ID, rule.Kind, rule.Weight, c.Norm[h.Start:h.End])
		}
	}
	return b.String()
}
