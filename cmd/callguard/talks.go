package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"callguard/judge"
	"callguard/remind/when"
)

type talksCmd struct {
	Files  []string `arg:"" type:"existingfile" name:"file" help:"JSON lines, a whole conversation each (see docs/contributing.md)."`
	Misses bool     `help:"Also list what was not as expected, with the reply."`
}

// conversation is a talk of several turns, each with what must hold after it.
type conversation struct {
	ID    string     `json:"id"`
	About string     `json:"about"`
	Turns []talkTurn `json:"turns"`
}

type talkTurn struct {
	User     string `json:"user,omitempty"` // another person in the same conversation; "" = the one
	Text     string `json:"text"`           // {code} is the last code of six digits in a reply
	Now      string `json:"now"`
	Platform string `json:"platform,omitempty"`
	Want     wanted `json:"want"`
}

// wanted is what must hold after a turn; what is left out is not looked at.
type wanted struct {
	Verdict     []string        `json:"verdict,omitempty"`
	Case        string          `json:"case,omitempty"` // new, same, none
	CaseVerdict []string        `json:"case_verdict,omitempty"`
	UserVerdict *string         `json:"user_verdict,omitempty"`
	Lang        string          `json:"lang,omitempty"`
	LogAdded    *int            `json:"log_added,omitempty"`
	LogCount    *int            `json:"log_count,omitempty"`
	Reminders   *[]wantReminder `json:"reminders,omitempty"`
	Has         []string        `json:"has,omitempty"`
	Not         []string        `json:"not,omitempty"`
	First       []string        `json:"first,omitempty"` // in the first 200 characters
}

type wantReminder struct {
	At    string `json:"at"`
	RRule string `json:"rrule,omitempty"`
	What  string `json:"what,omitempty"`
}

// Run holds every conversation with the real handlers on a store of its own, and prints how many
// were right in every turn.
func (c talksCmd) Run(s streams) error {
	j, err := loadJudge("")
	if err != nil {
		return err
	}
	for _, name := range c.Files {
		talks, err := readTalks(name)
		if err != nil {
			return err
		}
		right, turns, rightTurns := 0, 0, 0
		for _, t := range talks {
			faults, err := converse(j, t, s)
			if err != nil {
				return fmt.Errorf("%s: %s: %w", name, t.ID, err)
			}
			bad := map[int]bool{}
			for _, f := range faults {
				bad[f.turn] = true
				if c.Misses {
					fmt.Fprintf(s.out, "%s.%d %s\n   said: %s\n   reply: %s\n", t.ID, f.turn+1, f.what,
						t.Turns[f.turn].Text, strings.ReplaceAll(f.reply, "\n", "\n      | "))
				}
			}
			turns += len(t.Turns)
			rightTurns += len(t.Turns) - len(bad)
			if len(bad) == 0 {
				right++
			}
		}
		fmt.Fprintf(s.out, "%s: %d of %d conversations right in every turn, %d of %d turns\n", filepath.Base(name), right, len(talks), rightTurns, turns)
	}
	return nil
}

func readTalks(name string) ([]conversation, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var out []conversation
	dec := json.NewDecoder(strings.NewReader(string(raw)))
	dec.DisallowUnknownFields()
	for {
		var t conversation
		err := dec.Decode(&t)
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: conversation %d: %w", name, len(out)+1, err)
		}
		out = append(out, t)
	}
}

// fault is one thing that was not as expected.
type fault struct {
	turn  int
	what  string
	reply string
}

// givenCode finds the code that a reply gives out.
var givenCode = regexp.MustCompile(`\b\d{6}\b`)

// converse holds one conversation.
func converse(j *judge.Judge, t conversation, s streams) (faults []fault, err error) {
	dir, err := os.MkdirTemp("", "callguard-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	h, db, err := openWith(j, filepath.Join(dir, "talk.db"))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	clocks, last, code := map[string]time.Time{}, map[string]string{}, ""
	for i, turn := range t.Turns {
		who := turn.User
		if who == "" {
			who = t.ID
		}
		said := strings.ReplaceAll(turn.Text, "{code}", code)
		got, err := chatAnswer(h, chatIn{User: who, Text: said, Now: turn.Now, Platform: turn.Platform}, clocks, s.now)
		if err != nil {
			return nil, err
		}
		out := got.(chatOut)
		for _, what := range turn.Want.missed(out, last[who]) {
			faults = append(faults, fault{i, what, out.Reply})
		}
		if out.Case != "" {
			last[who] = out.Case
		}
		if given := givenCode.FindString(out.Reply); given != "" {
			code = given
		}
	}
	return faults, nil
}

// missed tells in words what is not as wanted.
func (w wanted) missed(out chatOut, lastCase string) (faults []string) {
	miss := func(ok bool, name string, got, want any) {
		if !ok {
			faults = append(faults, fmt.Sprintf("%s: got %v, want %v", name, got, want))
		}
	}
	miss(w.Verdict == nil || slices.Contains(w.Verdict, out.Verdict), "verdict", out.Verdict, w.Verdict)
	miss(w.CaseVerdict == nil || slices.Contains(w.CaseVerdict, out.CaseVerdict), "case_verdict", out.CaseVerdict, w.CaseVerdict)
	miss(w.UserVerdict == nil || *w.UserVerdict == out.UserVerdict, "user_verdict", out.UserVerdict, orNil(w.UserVerdict))
	miss(w.Lang == "" || w.Lang == out.Lang, "lang", out.Lang, w.Lang)
	miss(w.LogAdded == nil || *w.LogAdded == out.LogAdded, "log_added", out.LogAdded, orNil(w.LogAdded))
	miss(w.LogCount == nil || *w.LogCount == out.LogCount, "log_count", out.LogCount, orNil(w.LogCount))
	switch w.Case {
	case "new":
		miss(out.Case != "" && out.LogAdded > 0, "case", out.Case, "a new one")
	case "same":
		miss(out.Case != "" && out.Case == lastCase, "case", out.Case, lastCase)
	case "none":
		miss(out.Case == "", "case", out.Case, "none")
	}
	for _, re := range w.Has {
		miss(matches(re, out.Reply), "reply", "no match", re)
	}
	for _, re := range w.Not {
		miss(!matches(re, out.Reply), "reply", "a match", re)
	}
	head := []rune(out.Reply)
	for _, re := range w.First {
		miss(matches(re, string(head[:min(len(head), 200)])), "first 200 characters", "no match", re)
	}
	if w.Reminders != nil {
		faults = append(faults, remindersMissed(*w.Reminders, out.Reminders)...)
	}
	return faults
}

func remindersMissed(want []wantReminder, got []reminderOut) (faults []string) {
	if len(want) != len(got) {
		return []string{fmt.Sprintf("reminders: got %v, want %v", got, want)}
	}
	for i, w := range want {
		g := got[i]
		at, err := time.Parse(time.RFC3339, w.At)
		have, err2 := time.Parse(time.RFC3339, g.At)
		ok := err == nil && err2 == nil && at.Equal(have) && (w.RRule == "" || sameRule(w.RRule, g.RRule, at))
		if !ok || w.What != "" && !matches(w.What, g.What) {
			faults = append(faults, fmt.Sprintf("reminder: got %v, want %v", g, w))
		}
	}
	return faults
}

// sameRule compares two rules by their next occurrences.
func sameRule(a, b string, first time.Time) bool {
	if a == b {
		return true
	}
	x, y := first, first
	for range 12 {
		nx, okx, errx := when.Next(a, first, x, nil)
		ny, oky, erry := when.Next(b, first, y, nil)
		if errx != nil || erry != nil || okx != oky || !nx.Equal(ny) {
			return false
		}
		x, y = nx, ny
	}
	return true
}

func matches(re, s string) bool {
	r, err := regexp.Compile("(?is)" + re)
	return err == nil && r.MatchString(s)
}

// orNil shows what a pointer points to.
func orNil[T any](p *T) any {
	if p == nil {
		return nil
	}
	return *p
}
