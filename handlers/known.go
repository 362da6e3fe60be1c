package handlers

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"callguard/judge"
	"callguard/judge/links"
	"callguard/judge/numbers"
	"callguard/store"
	"callguard/wording"
)

// When what other merchants reported counts: our choice. Three who do not know of each other are
// more than chance; a new account can be made for the purpose, and counts half.
const (
	knownWithin  = 30 * 24 * time.Hour
	knownFrom    = 3   // persons
	knownWeight  = 1.5 // of their reports together
	suspected    = 0.5 // weight of a case that was not judged legitimate
	foundFake    = 1.0 // weight of a case that its merchant found to be fake
	youngFor     = 7 * 24 * time.Hour
	mostSubjects = 10 // numbers and hosts of one message that are looked up and reported
)

// Evidence of what others reported. raisedID says that nothing else speaks against the contact:
// such a case is no report of its own, or reports would feed on themselves.
const (
	knownID  = "reported"
	raisedID = "reported-only"
)

func isKnown(id string) bool { return id == knownID || id == raisedID }

// subject is a number or a host as cases keep it.
type subject struct {
	id   string
	host bool
}

// subjects gives what of a contact may be reported: numbers and hosts that are nobody's official
// ones, and that are not shared by everybody, as short links are.
func subjects(v judge.Verdict) []subject {
	var out []subject
	add := func(s subject) {
		if s.id != "" && len(s.id) <= store.MaxSubject && len(out) < mostSubjects && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	for _, n := range v.Numbers {
		if n.Org == "" && n.Class != numbers.Emergency {
			add(subject{id: numberID(n)})
		}
	}
	for _, l := range v.Links {
		if l.Kind != links.Official && l.Kind != links.Short {
			add(subject{id: l.Host, host: true})
		}
	}
	return out
}

// known adds what other merchants reported of the numbers and hosts of a contact. It only ever
// raises caution: what was legitimate is to be verified, and nothing becomes a scam by it.
func (t *turn) known(v judge.Verdict) judge.Verdict {
	raised, err := t.h.known(t.ctx, v, t.user.Person, t.m.At)
	if err != nil {
		t.failed = err
	}
	return raised
}

// known looks at reports of anybody but not, up to now.
func (h *Handler) known(ctx context.Context, v judge.Verdict, not string, now time.Time) (judge.Verdict, error) {
	most, about := store.ReportCount{}, subject{}
	for _, s := range subjects(v) {
		c, err := h.store.Reported(ctx, store.ReportQuery{Subject: s.id, Since: now.Add(-knownWithin), Not: not})
		if err != nil {
			return v, fmt.Errorf("read reports: %w", err)
		}
		if enough(c) && c.People > most.People {
			most, about = c, s
		}
	}
	if most.People == 0 {
		return v, nil
	}
	e := judge.Evidence{ID: knownID, Family: knownID, Weight: 1, Why: h.knownWhy(about, most.People)}
	if v.Label == judge.Legit {
		e.ID = raisedID
		v.Label, v.Score, v.Type = judge.Verify, max(v.Score, 0.5), ""
		v.Evidence = slices.DeleteFunc(slices.Clone(v.Evidence), func(e judge.Evidence) bool { return e.Weight < 0 })
	}
	v.Evidence = append([]judge.Evidence{e}, v.Evidence...)
	return v, nil
}

// enough tells reports that have an effect.
func enough(c store.ReportCount) bool { return c.People >= knownFrom && c.Weight >= knownWeight }

// knownWhy words how many reported a number or a host.
func (h *Handler) knownWhy(s subject, people int) judge.Lines {
	key, fill := "known.number", wording.Fill{"n": strconv.Itoa(people)}
	if s.host {
		key = "known.host"
	}
	return judge.Lines{ZH: h.answers.Words.Line("zh", key, fill), EN: h.answers.Words.Line("en", key, fill)}
}

// knownBefore gives the evidence of reports that was shown in a case before.
func knownBefore(c store.Case) []judge.Evidence {
	if !slices.ContainsFunc(c.Reasons, func(r store.Reason) bool { return isKnown(r.ID) }) {
		return nil
	}
	return []judge.Evidence{{ID: knownID}, {ID: raisedID}}
}

// report says for others what a case came to: its numbers and hosts are suspected, found to be
// fake, or taken back. v holds what is official among them.
func (t *turn) report(c store.Case, v judge.Verdict) {
	weight, id := 0.0, c.ID
	alone := !slices.ContainsFunc(c.Reasons, func(r store.Reason) bool { return r.ID == raisedID })
	switch {
	case c.Outcome == "real":
		id = "" // whatever he reported of them in other cases too
	case c.Outcome == "fake":
		weight = foundFake
	case c.Verdict == string(judge.Scam) || c.Verdict == string(judge.Verify) && alone:
		weight = suspected
	}
	if t.m.At.Sub(t.user.Created) < youngFor {
		weight /= 2
	}
	for _, s := range subjects(v) {
		t.change.Reports = slices.DeleteFunc(t.change.Reports, func(r store.Report) bool { return r.Case == id && r.Subject == s.id })
		t.change.Reports = append(t.change.Reports, store.Report{Case: id, Subject: s.id, Weight: weight, At: t.m.At.UTC()})
	}
}
