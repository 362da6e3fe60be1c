package handlers

import (
	"context"
	"slices"
	"strings"
	"time"

	"callguard/judge"
	"callguard/judge/links"
	"callguard/judge/numbers"
	"callguard/judge/text"
	"callguard/store"
)

// Recheck judges the cases of everybody, opened within 30 days before now, once more, as after a
// change of the directory or of the rules. Whose case has a number or a link and gets another
// verdict today finds a notice with the reason behind his next answer, or as a message where the
// platform can write first; the case takes the verdict over, so that nobody is told twice. A
// milder verdict is told only when the directory knows the number or link, and nothing is told
// for other merchants' reports alone. It gives how many persons are told; when it fails on the
// way, those before are told, and it may be called again.
func (h *Handler) Recheck(ctx context.Context, now time.Time) (people int, err error) {
	return h.correctAll(ctx, now, func(u store.User, c store.Case, lang string) (correction, bool, error) {
		if c.Verdict == "" || len(c.Numbers)+len(c.Hosts) == 0 {
			return correction{}, false, nil
		}
		v, err := h.known(ctx, h.rejudged(c), u.Person, now)
		if err != nil || !tellAgain(c, v) {
			return correction{}, false, err
		}
		k := correction{c: c, about: h.culprit(v, c), key: string(v.Label), why: h.whyNow(v, lang), verdict: v}
		k.c.Verdict, k.c.Score, k.c.Type, k.c.Reasons, k.c.Told = string(v.Label), v.Score, v.Type, reasonsOf(v), string(v.Label)
		return k, true, nil
	})
}

// rejudged gives the verdict that a case would get today, told turn by turn as it was: what was
// found a scam stays one.
func (h *Handler) rejudged(c store.Case) judge.Verdict {
	var v judge.Verdict
	var told []string
	for i, turn := range c.Turns {
		told = append(told, turn.Text)
		if turn.Aside && i > 0 {
			continue
		}
		before := v
		v = h.judge.Judge(judge.Case{Text: strings.Join(told, "\n"), Channel: c.Channel})
		if v.Label == judge.Scam || i == 0 {
			continue
		}
		if alone := h.judge.Judge(judge.Case{Text: turn.Text, Channel: c.Channel}); alone.Label == judge.Scam && (hard(alone) || alone.Score >= plain) {
			v = merged(alone, v)
		} else if before.Label == judge.Scam {
			v = merged(before, v)
		}
	}
	return v
}

// tellAgain decides whether a merchant is told what his case is judged today.
func tellAgain(c store.Case, now judge.Verdict) bool {
	label := string(now.Label)
	if label == c.Verdict || label == c.Told || label == c.UserVerdict || !now.Words {
		return false
	}
	if caution(label) > caution(c.Verdict) {
		return !slices.ContainsFunc(now.Evidence, func(e judge.Evidence) bool { return e.ID == raisedID })
	}
	return c.Outcome != "fake" &&
		(slices.ContainsFunc(now.Numbers, func(n numbers.Number) bool { return n.Org != "" }) ||
			slices.ContainsFunc(now.Links, func(l links.Link) bool { return l.Kind == links.Official }))
}

// caution orders verdicts, the mildest first.
func caution(label string) int {
	return slices.Index([]string{"", string(judge.Legit), string(judge.Verify), string(judge.Scam)}, label)
}

// culprit gives the number or host that a correction names: the one that the directory or the
// link table says something of, else the first of the case.
func (h *Handler) culprit(v judge.Verdict, c store.Case) string {
	for _, n := range v.Numbers {
		if n.Org != "" || n.Imitates != "" {
			return numberID(n)
		}
	}
	for _, l := range v.Links {
		if l.Kind != links.Unknown {
			return l.Host
		}
	}
	return slices.Concat(c.Numbers, c.Hosts)[0]
}

// whyNow gives the reason for a verdict in one line: what is known of the number or link, else
// what decided.
func (h *Handler) whyNow(v judge.Verdict, lang string) string {
	lines := slices.Concat(h.answers.linkLines(v, lang), h.answers.numberLines(v, lang), h.answers.reasons(v, lang))
	if v.Label == judge.Scam && hard(v) {
		lines = h.answers.reasons(v, lang)
	}
	if len(lines) == 0 {
		return ""
	}
	return strings.TrimPrefix(lines[0], "· ")
}

// reasonsOf gives the evidence that is kept with a case, masked.
func reasonsOf(v judge.Verdict) (out []store.Reason) {
	for _, e := range v.Evidence[:min(len(v.Evidence), mostReasons)] {
		out = append(out, store.Reason{ID: e.ID, Quote: text.Mask(e.Quote), Weight: e.Weight})
	}
	return out
}
