package handlers

import (
	"context"
	"regexp"
	"strings"
	"time"

	"callguard/remind/due"
	"callguard/wording"
)

// setQuiet keeps from when to when the bot does not write first: what is said of it, over what held
// before. Only times of the day can be set; days of the week are told so.
func (t *turn) setQuiet() bool {
	norm := t.clean.Norm
	was, err := due.ParseQuiet(t.user.Quiet)
	if err != nil || t.user.Quiet == "" || was == (due.Quiet{}) {
		was = due.DefaultQuiet()
	}
	q, ok := was, true
	if t.h.wishes.is("word-quiet-off", norm) {
		q = due.Quiet{}
	} else if said, found := t.quietSaid(norm, was); found {
		q = said
	} else if t.h.wishes.is("word-quiet-days", norm) {
		ok = false
	}
	t.user.Quiet = q.String()
	switch {
	case !ok:
		t.say("me.quiet-days", wording.Fill{"hours": q.String()})
	case q == (due.Quiet{}):
		t.say("me.quiet-off", nil)
	default:
		t.say("me.quiet", wording.Fill{"hours": q.String()})
	}
	return true
}

// quietSaid reads the hours that a message names: both ends, or one of them. A bare hour is one of
// the evening where quiet begins, and one of the morning where it ends.
func (t *turn) quietSaid(norm string, was due.Quiet) (due.Quiet, bool) {
	cs := t.clocks(norm)
	switch {
	case len(cs) == 0:
		return was, false
	case len(cs) >= 2 && t.h.wishes.is("word-quiet-only", norm):
		return due.Quiet{From: evening(cs[1]), To: cs[0].minute}, true
	case len(cs) >= 2 && (t.h.wishes.is("word-nap", norm) || !cs[0].bare):
		from, to := cs[0].minute, cs[1].minute
		if !cs[1].bare || to > from {
			return due.Quiet{From: from, To: to}, true
		}
		return due.Quiet{From: from, To: to + 12*60*noonAfter(from, to)}, true
	case len(cs) >= 2:
		return due.Quiet{From: evening(cs[0]), To: cs[1].minute}, true
	case t.h.wishes.is("word-before", norm):
		return due.Quiet{From: was.From, To: cs[0].minute}, true
	}
	return due.Quiet{From: evening(cs[0]), To: was.To}, true
}

// noonAfter is 1 when a bare end must be in the afternoon to come behind its beginning.
func noonAfter(from, to int) int {
	if from >= 10*60 && from < 18*60 && to < from {
		return 1
	}
	return 0
}

// evening takes a bare hour for one in the evening: nothing after ten.
func evening(c clockTime) int {
	if c.bare {
		return (c.minute + 12*60) % (24 * 60)
	}
	return c.minute
}

// clockTime is a time of the day, in minutes; bare = without saying which half of it.
type clockTime struct {
	minute int
	bare   bool
}

// hours finds times of the day: the part of the day with the hour, or a word that is both.
var hours = regexp.MustCompile(`(?:早上|上午|中午|下午|傍晚|晚上|夜里|夜晚|凌晨|半夜|朝早|早|晚|夜|朝)?[0-9一二两兩三四五六七八九十]{1,3}(?:点|點|:)(?:半|[0-9一二三四五六七八九十]{1,3}分?)?(?: ?[ap]\.?m)?` +
	`|\b[0-9]{1,2}(?:[:.][0-9]{2})? ?(?:[ap]\.?m)?\b|\b(?:midnight|noon|six|seven|eight|nine|ten|eleven|twelve)\b`)

// halves tells which half of the day an hour is in.
var halves = regexp.MustCompile(`^(?:早|上午|中午|下午|傍晚|晚|夜|凌晨|半夜|朝)|[ap]\.?m|midnight|noon|:|^(?:1[3-9]|2[0-4])`)

// clocks reads the times of the day in a text, in order.
func (t *turn) clocks(norm string) []clockTime {
	now := t.m.At.In(t.loc)
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, t.loc).Add(-time.Second)
	var out []clockTime
	for _, said := range hours.FindAllString(norm, -1) {
		ask := said
		if t.lang == "en" {
			ask = "at " + strings.Replace(said, ".", ":", 1)
		}
		r := t.readTime(ask, midnight)
		if r.Problem != "" {
			continue
		}
		at := r.At.In(t.loc)
		c := clockTime{at.Hour()*60 + at.Minute(), !halves.MatchString(said)}
		if c.bare {
			c.minute %= 12 * 60 // six is read as six in the afternoon
		}
		out = append(out, c)
	}
	return out
}

// Quiet gives when a person is not to be disturbed: what he set, else the usual hours.
func (h *Handler) Quiet(ctx context.Context, person string) (due.Quiet, error) {
	return h.quiet(ctx, person, due.DefaultQuiet())
}

// QuietSet is Quiet without the usual hours: for a place where whoever reads is awake.
func (h *Handler) QuietSet(ctx context.Context, person string) (due.Quiet, error) {
	return h.quiet(ctx, person, due.Quiet{})
}

func (h *Handler) quiet(ctx context.Context, person string, usual due.Quiet) (due.Quiet, error) {
	u, err := h.store.User(ctx, person)
	if err != nil || u.Quiet == "" {
		return usual, err
	}
	return due.ParseQuiet(u.Quiet)
}
