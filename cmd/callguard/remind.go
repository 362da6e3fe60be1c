package main

import (
	"fmt"
	"strings"
	"time"

	"callguard/remind/when"
	"callguard/store"
)

type remindCmd struct {
	JSONL bool     `name:"jsonl" help:"Read JSON lines from standard input."`
	Text  []string `arg:"" optional:"" help:"The reminder as you would say it."`
	TZ    string   `name:"tz" help:"IANA zone or ±hh:mm." default:"Asia/Shanghai"`
}

type remindIn struct {
	ID   any    `json:"id"`
	Text string `json:"text"`
	Now  string `json:"now"`
	TZ   string `json:"tz"`
}

type remindOut struct {
	ID    any    `json:"id"`
	At    string `json:"at,omitempty"`
	RRule string `json:"rrule,omitempty"`
	First string `json:"first,omitempty"`
	Error string `json:"error,omitempty"`
	What  string `json:"what"`
}

// Run reads the time in one sentence, or in JSON lines.
func (c remindCmd) Run(s streams) error {
	if c.JSONL {
		return eachLine(s.in, s.out, func(in remindIn) (any, error) {
			if in.TZ == "" {
				in.TZ = c.TZ
			}
			return remindAnswer(in, s.now())
		})
	}
	text, err := oneText(c.Text, s.in, "remind", "提醒我明天下午三点回拨银行")
	if err != nil {
		return err
	}
	out, err := remindAnswer(remindIn{Text: text, TZ: c.TZ}, s.now())
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(s.out, out.line())
	return err
}

// remindAnswer reads one sentence. A zone or time that can't be read is the line's own fault and
// is answered in it.
func remindAnswer(in remindIn, clock time.Time) (remindOut, error) {
	out := remindOut{ID: in.ID}
	loc, err := store.LoadZone(in.TZ)
	if err != nil {
		out.Error = "unreadable: tz is an IANA name or ±hh:mm"
		return out, nil
	}
	now, err := timeOr(in.Now, clock)
	if err != nil {
		out.Error = "unreadable: now is a time like 2026-01-31T09:00:00+08:00"
		return out, nil
	}
	r := when.Parse(in.Text, now, loc)
	out.What = r.What
	switch {
	case r.Problem != "":
		out.Error = string(r.Problem)
	case r.RRule != "":
		out.RRule, out.First = r.RRule, r.First.Format(time.RFC3339)
	default:
		out.At = r.At.Format(time.RFC3339)
	}
	return out, nil
}

// line tells an answer in one line.
func (o remindOut) line() string {
	parts := []string{}
	for _, p := range []string{o.At, o.RRule, o.First, o.Error, o.What} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, "  ")
}

// timeOr reads an RFC 3339 time, or takes the clock's.
func timeOr(s string, clock time.Time) (time.Time, error) {
	if s == "" {
		return clock, nil
	}
	return time.Parse(time.RFC3339, s)
}
