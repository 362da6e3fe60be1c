package handlers

import (
	"context"
	"fmt"
	"slices"
	"time"

	"callguard/judge"
	"callguard/judge/links"
	"callguard/store"
)

// Confirmation is what an operator found out about a number or a host.
type Confirmation string

// What can be confirmed.
const (
	ConfirmScam     Confirmation = "scam"     // fraudsters use it
	ConfirmOfficial Confirmation = "official" // it belongs to who it is said to belong to
)

// Subject reads the one number or link that an operator names and gives it as cases keep it.
// official = the directory knows it. ok is false when there is none, or more than one.
func (h *Handler) Subject(said string) (id string, official, ok bool) {
	v := h.judge.Judge(judge.Case{Text: said})
	switch {
	case len(v.Links) == 1 && len(v.Numbers) == 0:
		return v.Links[0].Host, v.Links[0].Kind == links.Official, true
	case len(v.Numbers) == 1 && len(v.Links) == 0:
		return numberID(v.Numbers[0]), v.Numbers[0].Org != "", true
	}
	return "", false, false
}

// Count gives how many persons reported a number or a host, as Subject names it, within 30 days
// before now, and whether that is enough to have an effect. At most store.MaxCounted are counted.
func (h *Handler) Count(ctx context.Context, id string, now time.Time) (people int, effective bool, err error) {
	c, err := h.store.Reported(ctx, store.ReportQuery{Subject: id, Since: now.Add(-knownWithin)})
	if err != nil {
		return 0, false, fmt.Errorf("count reports: %w", err)
	}
	return c.People, enough(c), nil
}

// Counts gives how many numbers and hosts were reported within 30 days before now, and how many
// of them by enough persons to have an effect.
func (h *Handler) Counts(ctx context.Context, now time.Time) (subjects, effective int, err error) {
	counts, err := h.store.ReportCounts(ctx, now.Add(-knownWithin))
	if err != nil {
		return 0, 0, fmt.Errorf("count reports: %w", err)
	}
	for _, c := range counts {
		if enough(c) {
			effective++
		}
	}
	return len(counts), effective, nil
}

// Confirm tells everybody who has a case with this number or host, opened within 30 days before
// now, and got another verdict, what an operator found out, with the reason why, once. As official
// it also clears what was reported of it, and leaves alone whose case is a scam by what was said:
// the number was shown, not used. It gives how many persons are told. An error is one of the
// store, or of an unknown Confirmation; it may be called again.
func (h *Handler) Confirm(ctx context.Context, id string, as Confirmation, why string, now time.Time) (people int, err error) {
	var confirm func(c store.Case, v judge.Verdict) (store.Case, bool)
	switch as {
	case ConfirmScam:
		confirm = confirmedScam
	case ConfirmOfficial:
		confirm = confirmedOfficial
		if _, err := h.store.ClearReports(ctx, id); err != nil {
			return 0, fmt.Errorf("clear reports: %w", err)
		}
	default:
		return 0, fmt.Errorf("confirm as %q: nothing that can be confirmed", string(as))
	}
	return h.correctAll(ctx, now, func(u store.User, c store.Case, _ string) (correction, bool, error) {
		if !slices.Contains(c.Numbers, id) && !slices.Contains(c.Hosts, id) || c.Told == string(as) {
			return correction{}, false, nil
		}
		v, err := h.known(ctx, h.rejudged(c), u.Person, now)
		if err != nil {
			return correction{}, false, err
		}
		changed, ok := confirm(c, v)
		changed.Told = string(as)
		return correction{c: changed, about: id, key: "confirmed-" + string(as), why: why, verdict: v}, ok, nil
	})
}

// confirmedScam corrects a case that was not judged a scam, unless its merchant found out himself.
func confirmedScam(c store.Case, _ judge.Verdict) (store.Case, bool) {
	if c.Verdict == string(judge.Scam) || c.UserVerdict == string(judge.Scam) {
		return c, false
	}
	c.Verdict, c.Score = string(judge.Scam), max(c.Score, plain)
	return c, true
}

// confirmedOfficial corrects a case that was not judged legitimate. The verdict becomes what the
// words alone come to, when that is milder: caller ID can be faked.
func confirmedOfficial(c store.Case, v judge.Verdict) (store.Case, bool) {
	if c.Verdict == "" || c.Verdict == string(judge.Legit) || c.Outcome != "" && c.Outcome != "unreached" || v.Label == judge.Scam {
		return c, false
	}
	if caution(string(v.Label)) < caution(c.Verdict) {
		c.Verdict, c.Score, c.Type, c.Reasons = string(v.Label), v.Score, v.Type, reasonsOf(v)
	}
	return c, true
}
