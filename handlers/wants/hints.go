package wants

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

//go:embed hints.yaml
var hintFile []byte

// States of a conversation that hints ask for.
const (
	Open      = "open"      // a case takes further turns
	Asked     = "asked"     // the bot has asked about it
	Cases     = "cases"     // the log has entries
	Reminders = "reminders" // some are set
	Calm      = "calm"      // no number, link or organisation is named
	Named     = "named"     // an organisation is named
	Number    = "number"    // a number is
)

// hint is one entry of hints.yaml.
type hint struct {
	State []string `yaml:"state"`
	Has   []string `yaml:"has"`
	Not   []string `yaml:"not"`
	Want  []Want   `yaml:"want"`
	Times float64  `yaml:"times"`
}

func loadHints(c *concepts) ([]hint, error) {
	var hs []hint
	if err := yaml.UnmarshalWithOptions(hintFile, &hs, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("hints.yaml: %s", strings.TrimSpace(yaml.FormatError(err, false, false)))
	}
	states := []string{Open, Asked, Cases, Reminders, Calm, Named, Number}
	for i, h := range hs {
		for _, n := range slices.Concat(h.Has, h.Not) {
			if !slices.Contains(c.names, n) {
				return nil, fmt.Errorf("hints.yaml: entry %d: no concept %q", i+1, n)
			}
		}
		for _, s := range h.State {
			if !slices.Contains(states, s) {
				return nil, fmt.Errorf("hints.yaml: entry %d: state %q: one of %v", i+1, s, states)
			}
		}
		if h.Times <= 0 || len(h.Want) == 0 {
			return nil, fmt.Errorf("hints.yaml: entry %d: want, and times above 0, are needed", i+1)
		}
	}
	return hs, nil
}

// Hint gives how many times likelier a want is in a conversation of these states, by the concepts
// of the message.
func (r Reading) Hint(w Want, states []string) float64 {
	f := 1.0
	for _, h := range r.model.hints {
		if !slices.Contains(h.Want, w) || !all(states, h.State) || !all(r.concepts, h.Has) {
			continue
		}
		if !slices.ContainsFunc(h.Not, func(n string) bool { return slices.Contains(r.concepts, n) }) {
			f *= h.Times
		}
	}
	return f
}

// Has tells whether a concept stands in the message.
func (r Reading) Has(concept string) bool { return slices.Contains(r.concepts, concept) }

func all(have, want []string) bool {
	for _, w := range want {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}
