package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"callguard/store"
	"callguard/wording"
)

// How often is too often: our choice, the guidance for merchants only tells normal from abnormal.
const (
	oftenWithin    = 7 * 24 * time.Hour // in which calls of one number are counted
	oftenFrom      = 3                  // calls of one number in that time are not normal
	campaignWithin = 3 * 24 * time.Hour // in which numbers with one story are counted
	campaignFrom   = 3                  // numbers with one story are a campaign
)

// often says when a number has come before, since when and with what, and when one story comes
// from changing numbers.
func (t *turn) often(c store.Case) {
	if t.campaign(c) {
		return
	}
	for _, number := range c.Numbers {
		n, all, first, said := 1, 1, store.Case{}, ""
		for _, old := range t.cases {
			if old.ID == c.ID || !slices.Contains(old.Numbers, number) {
				continue
			}
			all++
			if t.m.At.Sub(old.Opened) <= oftenWithin {
				n++
			}
			if said == "" && len(old.Turns) > 0 {
				said = short(old.Turns[0].Text)
			}
			first = old
		}
		if first.ID == "" {
			continue
		}
		key := "offer.again"
		if n < oftenFrom {
			key, n = "offer.again-once", all
		}
		t.said = append(t.said, "")
		t.say(key, wording.Fill{"n": strconv.Itoa(n), "first": t.day(first.Opened), "id": first.ID, "said": said})
		return
	}
}

// campaign holds when the story of a case came from several other numbers lately.
func (t *turn) campaign(c store.Case) bool {
	if len(c.Numbers) == 0 || c.Topic == "" && !t.h.wishes.is("word-same-story", t.clean.Norm) {
		return false
	}
	seen := slices.Clone(c.Numbers)
	same := t.h.wishes.is("word-same-story", t.clean.Norm) // he says so himself
	for _, old := range t.cases {
		if old.ID == c.ID || old.Topic != c.Topic && !same || t.m.At.Sub(old.Opened) > campaignWithin {
			continue
		}
		for _, n := range old.Numbers {
			if !slices.Contains(seen, n) {
				seen = append(seen, n)
			}
		}
	}
	if len(seen) < campaignFrom {
		return false
	}
	t.said = append(t.said, "")
	t.say("offer.campaign", wording.Fill{"n": strconv.Itoa(len(seen)), "numbers": strings.Join(domestics(seen), ", ")})
	return true
}
