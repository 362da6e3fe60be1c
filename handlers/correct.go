package handlers

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"callguard/judge"
	"callguard/store"
	"callguard/wording"
)

// mostCorrected is how many cases of one person are looked at, the latest.
const mostCorrected = 1000

// correction is what has changed about a case that its merchant was told otherwise of.
type correction struct {
	c       store.Case // as it is to be kept
	about   string     // number or host that it is because of
	key     string     // of the line that tells it
	why     string
	verdict judge.Verdict
}

// finder looks whether a case is to be corrected; false = it is not.
type finder func(u store.User, c store.Case, lang string) (correction, bool, error)

// correctAll goes through the cases of everybody, opened within 30 days, and gives how many
// persons have something to be told.
func (h *Handler) correctAll(ctx context.Context, now time.Time, find finder) (people int, err error) {
	for after := ""; ; {
		names, err := h.store.People(ctx, after, 0)
		if err != nil {
			return people, fmt.Errorf("read who is there: %w", err)
		}
		if len(names) == 0 {
			return people, nil
		}
		for _, name := range names {
			told, err := h.correctOne(ctx, name, now, find)
			if err != nil {
				return people, err
			}
			if told {
				people++
			}
		}
		after = names[len(names)-1]
	}
}

// correctOne stores a person's corrections with what is to be said of them; it is decided again
// when the person writes meanwhile.
func (h *Handler) correctOne(ctx context.Context, person string, now time.Time, find finder) (told bool, err error) {
	for range tries {
		var change store.Change
		if change, err = h.corrections(ctx, person, now, find); err != nil || len(change.Cases) == 0 {
			return false, err
		}
		if _, _, err = h.store.Commit(ctx, change); !errors.Is(err, store.ErrConflict) {
			break
		}
	}
	if err != nil {
		return false, fmt.Errorf("store a correction: %w", err)
	}
	return true, nil
}

// corrections gives the change of a person whose cases are to be corrected. The same thing about
// the same number is said once, of the latest case.
func (h *Handler) corrections(ctx context.Context, person string, now time.Time, find finder) (store.Change, error) {
	u, err := h.store.User(ctx, person)
	if err != nil {
		return store.Change{}, fmt.Errorf("read the user's state: %w", err)
	}
	cases, err := h.store.Cases(ctx, person, store.CaseQuery{Since: now.Add(-knownWithin), Limit: mostCorrected})
	if err != nil {
		return store.Change{}, fmt.Errorf("read the log: %w", err)
	}
	change, said, lang := store.Change{User: u}, map[string]bool{}, orElse(u.Lang, "zh")
	for _, c := range cases {
		k, ok, err := find(u, c, lang)
		if err != nil {
			return store.Change{}, err
		}
		if !ok {
			continue
		}
		change.Cases = append(change.Cases, k.c)
		if same := k.key + " " + k.about; !said[same] {
			said[same] = true
			change.Reminders = append(change.Reminders, notice(u, c.ID, h.correctionText(k, u, lang), now))
		}
	}
	return change, nil
}

// correctionText words a correction. Who has given something away reads first whom to call.
func (h *Handler) correctionText(k correction, u store.User, lang string) string {
	var out []string
	if k.c.Verdict == string(judge.Scam) && !k.c.Acted {
		v := k.verdict
		if len(v.Lost) == 0 {
			v.Lost = k.c.Lost
		}
		out = h.answers.urgent(v, lang, h.answers.lossNumber(v, lang, Me{Banks: u.Banks, Acquirer: u.Acquirer}))
	}
	fill := wording.Fill{"id": k.c.ID, "subject": shownHost(k.about), "why": k.why}
	return strings.Join(append(out, h.answers.Words.Line(lang, "notice."+k.key, fill)), "\n")
}
