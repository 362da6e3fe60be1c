package storetest

import (
	"slices"

	"callguard/store"
)

// main is Alias of the model.
func (m *model) main(person string) string {
	if main := m.alias[person]; main != "" {
		return main
	}
	return person
}

// aliasesOf is Aliases of the model.
func (m *model) aliasesOf(main string) []string {
	var out []string
	for alias, of := range m.alias {
		if of == main {
			out = append(out, alias)
		}
	}
	slices.SortFunc(out, shortLex)
	return out
}

// merge parts and merges in the model, and gives whose version moves by it.
func (m *model) merge(me string, s store.Shared) map[string]bool {
	for _, alias := range s.Part {
		if m.alias[alias] == me {
			delete(m.alias, alias)
		}
	}
	moved := map[string]bool{}
	gone := s.Merge.Person
	if gone == "" {
		return moved
	}
	for _, l := range m.linksOf(gone) {
		moved[l.From], moved[l.To] = true, true
		delete(m.links, [2]string{l.From, l.To})
	}
	for _, r := range m.keys {
		if r.person == gone {
			r.text = ""
		}
	}
	for _, alias := range m.aliasesOf(gone) {
		m.alias[alias] = me
	}
	delete(m.people, gone)
	m.alias[gone] = me
	return moved
}
