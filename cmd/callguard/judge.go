package main

import (
	"fmt"
	"time"

	"callguard/judge"
)

type judgeCmd struct {
	JSONL bool     `name:"jsonl" help:"Read JSON lines from standard input."`
	Trace bool     `help:"Also print how the text was read."`
	Rules string   `help:"A rule file of your own, used beside the built-in rules." type:"existingfile"`
	Lang  string   `help:"Language of the answer: zh or en; as the text when not given." enum:"zh,en," default:""`
	Text  []string `arg:"" optional:"" help:"What the caller said, an SMS, or a number."`
}

type judgeIn struct {
	ID      any    `json:"id"`
	Text    string `json:"text"`
	Lang    string `json:"lang"`
	Now     string `json:"now"`
	Channel string `json:"channel"`
}

type judgeOut struct {
	ID       any           `json:"id"`
	Verdict  judge.Label   `json:"verdict"`
	Score    float64       `json:"score"`
	Type     string        `json:"type"`
	Evidence []evidenceOut `json:"evidence"`
	Numbers  []numberOut   `json:"numbers"`
	Links    []linkOut     `json:"links"`
	Lost     []string      `json:"lost"`
	Reply    string        `json:"reply"`
	Micros   int64         `json:"micros"`
}

type evidenceOut struct {
	ID     string  `json:"id"`
	Quote  string  `json:"quote"`
	Weight float64 `json:"weight"`
}

type numberOut struct {
	Raw   string `json:"raw"`
	E164  string `json:"e164,omitempty"`
	Class string `json:"class"`
	Org   string `json:"org,omitempty"`
}

type linkOut struct {
	Raw  string `json:"raw"`
	Host string `json:"host"`
	Kind string `json:"kind"`
}

// Run answers one text, or JSON lines.
func (c judgeCmd) Run(s streams) error {
	var text string
	if !c.JSONL {
		var err error
		if text, err = oneText(c.Text, s.in, "judge", "他让我把验证码念给他"); err != nil {
			return err
		}
	}
	j, err := loadJudge(c.Rules)
	if err != nil {
		return err
	}
	answer, err := newAnswerer(j)
	if err != nil {
		return err
	}
	if c.JSONL {
		return eachLine(s.in, s.out, func(in judgeIn) (any, error) {
			start := time.Now()
			out := answer.judge(in)
			out.Micros = time.Since(start).Microseconds()
			return out, nil
		})
	}
	if c.Trace {
		fmt.Fprint(s.out, j.Trace(judge.Case{Text: text}))
	}
	_, err = fmt.Fprintln(s.out, answer.judge(judgeIn{Text: text, Lang: c.Lang}).Reply)
	return err
}

// judge answers one row.
func (a answerer) judge(in judgeIn) judgeOut {
	v := a.judger.Judge(judge.Case{Text: in.Text, Channel: in.Channel})
	out := judgeOut{ID: in.ID, Verdict: v.Label, Score: v.Score, Type: v.Type, Evidence: []evidenceOut{},
		Numbers: []numberOut{}, Links: []linkOut{}, Lost: []string{}, Reply: a.reply(v, in)}
	for _, e := range v.Evidence {
		out.Evidence = append(out.Evidence, evidenceOut{e.ID, e.Quote, e.Weight})
	}
	for _, n := range v.Numbers {
		org := ""
		if o, ok := a.judger.Directory().Org(n.Org); ok {
			org = o.ZH
		}
		out.Numbers = append(out.Numbers, numberOut{n.Raw, n.E164, string(n.Class), org})
	}
	for _, l := range v.Links {
		out.Links = append(out.Links, linkOut{l.Raw, l.Host, string(l.Kind)})
	}
	out.Lost = append(out.Lost, v.Lost...)
	return out
}
