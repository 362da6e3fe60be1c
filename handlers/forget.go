package handlers

import (
	"strings"

	"callguard/store"
	"callguard/wording"
)

// forgetOne asks once more before an entry goes: the one named by its place or its caller, else
// the latest.
func (t *turn) forgetOne(norm string) bool {
	if len(t.cases) == 0 {
		t.say("log.empty", nil)
		return true
	}
	id := entry(norm)
	if id == "" && strings.HasPrefix(norm, "/forget") {
		id = lastDigits(norm)
	}
	c, ok := t.caseByID(id)
	if id != "" && !ok {
		t.say("log.nothing", wording.Fill{"id": id})
		return true
	}
	if !ok {
		c, ok = t.caseOf(norm)
	}
	if !ok {
		c = t.cases[0]
	}
	t.user.Pending = store.Pending{Kind: "delete", Case: c.ID, Asked: t.m.At.UTC()}
	t.say("forget.one", wording.Fill{"id": c.ID})
	t.rows([]store.Case{c})
	return true
}

// caseOf gives the latest case of a caller named by number or last digits.
func (t *turn) caseOf(norm string) (store.Case, bool) {
	query := lastDigits(norm)
	for _, n := range t.h.answers.Directory.Find(t.clean) {
		query = numberID(n)
	}
	if len(query) < 3 {
		return store.Case{}, false
	}
	for _, c := range t.cases {
		if store.MatchNumber(c.Numbers, query) {
			return c, true
		}
	}
	return store.Case{}, false
}

// forgetAll asks once more before everything goes.
func (t *turn) forgetAll() {
	t.user.Pending = store.Pending{Kind: "forget", Asked: t.m.At.UTC()}
	t.say("forget.sure", nil)
}

// confirmForget takes the answer to that: a yes, or the wish once more.
func (t *turn) confirmForget(bare string, p store.Pending) bool {
	t.user.Pending = store.Pending{}
	switch {
	case t.h.wishes.is("word-no", bare):
		t.say("forget.kept", nil)
	case t.h.wishes.is("word-yes", bare) || t.h.wishes.is("word-delete", bare) || t.h.wishes.is("forget-all", bare):
		t.forget(p)
	default:
		return false
	}
	return true
}

func (t *turn) forget(p store.Pending) {
	if p.Kind == "forget" {
		t.change.DropAll = true
		t.partings(t.links())
		t.say("forget.done", nil)
		return
	}
	t.change.DropCases = append(t.change.DropCases, p.Case)
	if t.user.OpenCase == p.Case {
		t.user.OpenCase = ""
	}
	t.say("log.deleted", wording.Fill{"id": p.Case})
}
