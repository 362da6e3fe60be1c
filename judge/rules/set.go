package rules

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"callguard/judge/text"
)

//go:embed lexicon acts scam verify legit
var embedded embed.FS

// Set is the lexicon, the acts and the rules, ready to read messages. Read-only after loading.
type Set struct {
	lex      *lexicon
	grammar  grammar
	acts     []*act
	rules    []*Rule
	byVerb   [][]*act           // by concept
	anchored [][]int            // by concept: the rules that are tried where it stands
	losses   map[concept]string // by act: what doing it gives away

	rooms *sync.Pool // of *room

	questions []string // every condition that a rule asks, once
}

// Finder gives what else is known of a message: its numbers, links and amounts.
type Finder func(c text.Clean) []Feature

// Embedded loads what the program carries and proves every rule on its own examples.
func Embedded(find Finder) (*Set, error) {
	s, err := load(embedded)
	if err != nil {
		return nil, err
	}
	return s, s.prove(find, s.rules)
}

func load(fsys fs.FS) (*Set, error) {
	lex, err := loadLexicon(fsys, "lexicon")
	if err != nil {
		return nil, err
	}
	for _, f := range featureNames() {
		lex.intern(f)
	}
	s := &Set{lex: lex, rooms: &sync.Pool{New: func() any { return new(room) }}}
	if s.grammar, err = newGrammar(lex); err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	if s.acts, err = loadActs(fsys, "acts", lex); err != nil {
		return nil, err
	}
	s.byVerb = make([][]*act, len(lex.names))
	for _, a := range s.acts {
		for _, v := range a.verb {
			s.byVerb[v] = append(s.byVerb[v], a)
		}
	}
	s.anchored = make([][]int, len(lex.names))
	if err := loadRules(fsys, []string{"scam", "verify", "legit"}, s); err != nil {
		return nil, err
	}
	s.losses = lossesOf(s.rules, func(id concept) bool { return s.actOf(id).entry.Request })
	return s, nil
}

// Extend adds a merchant's own rule file to a copy of the set and proves its rules.
func (s *Set) Extend(fsys fs.FS, name string, find Finder) (*Set, error) {
	own := *s
	own.rules, own.questions, own.anchored = slices.Clone(s.rules), slices.Clone(s.questions), slices.Clone(s.anchored)
	var rules []*Rule
	if err := decode(fsys, name, &rules); err != nil {
		return nil, err
	}
	for _, r := range rules {
		r.file = name
		if err := own.addRule(r); err != nil {
			return nil, fmt.Errorf("%s: rule %s: %w", name, r.ID, err)
		}
	}
	return &own, own.prove(find, rules)
}

// Rules gives the ids of all rules in order.
func (s *Set) Rules() []string {
	var ids []string
	for _, r := range s.rules {
		ids = append(ids, r.ID)
	}
	return ids
}

// featureNames are what a Finder may give and a rule may ask for.
func featureNames() []string {
	return strings.Fields(`
		number number.official number.spoofed number.overseas number.mobile number.mvno
		number.landline number.400 number.sms number.other number.fraudline number.alone
		link link.official link.lookalike link.short link.unknown link.ip link.agent link.police link.apk
		amount figure org channel.sms channel.call
		is-notice is-story is-dialog request warning asked`)
}

// prove runs every rule on its own examples.
func (s *Set) prove(find Finder, rules []*Rule) error {
	var faults []error
	fires := func(r *Rule, message string) bool {
		c := text.New(message)
		_, ok := s.read(c, find(c)).fires(r)
		return ok
	}
	for _, r := range rules {
		for _, hit := range r.Hit {
			if !fires(r, hit) {
				faults = append(faults, fmt.Errorf("%s: rule %s does not fire on its hit: %q", r.file, r.ID, hit))
			}
		}
		for _, miss := range r.Miss {
			if fires(r, miss) {
				faults = append(faults, fmt.Errorf("%s: rule %s fires on its miss: %q", r.file, r.ID, miss))
			}
		}
	}
	return errors.Join(faults...)
}
