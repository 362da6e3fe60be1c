package handlers

import (
	"strconv"
	"strings"
	"time"

	"callguard/judge"
	"callguard/judge/text"
	"callguard/store"
	"callguard/wording"
)

// shown is how many entries of the log are listed at once.
const shown = 8

// day writes a moment for a merchant: month, day, time.
func (t *turn) day(at time.Time) string { return at.In(t.loc).Format("01-02 15:04") }

// listLog lists the latest entries.
func (t *turn) listLog() {
	if len(t.cases) == 0 {
		t.say("log.empty", nil)
		return
	}
	all, err := t.h.store.CountCases(t.ctx, t.m.Person())
	if err != nil {
		t.failed = err
		return
	}
	n := min(shown, len(t.cases))
	t.say("log.head", wording.Fill{"n": strconv.Itoa(n), "all": strconv.Itoa(all)})
	t.rows(t.cases[:n])
}

// rows writes one line an entry.
func (t *turn) rows(cases []store.Case) {
	for _, c := range cases {
		mark := t.line("mark."+orElse(c.Verdict, "none"), nil)
		switch {
		case c.Outcome != "":
			mark += t.line("mark."+c.Outcome, nil)
		}
		said := ""
		if len(c.Turns) > 0 {
			said = short(c.Turns[0].Text)
		}
		row := t.line("log.row", wording.Fill{"id": c.ID, "day": t.day(c.Opened), "mark": mark,
			"number": strings.Join(c.Numbers, " "), "text": said})
		t.said = append(t.said, strings.Join(strings.Fields(row), " "))
	}
}

// searchLog finds entries by a number or its last digits.
func (t *turn) searchLog(norm string) bool {
	query := lastDigits(norm)
	if ns := t.h.answers.Directory.Find(t.clean); len(ns) > 0 {
		query = numberID(ns[0])
	}
	found, err := t.h.store.Cases(t.ctx, t.m.Person(), store.CaseQuery{Number: query})
	if err != nil {
		t.failed = err
		return true
	}
	if len(found) == 0 {
		t.say("log.none", wording.Fill{"query": query})
		return true
	}
	t.say("log.found", wording.Fill{"query": query, "n": strconv.Itoa(len(found)), "last": t.day(found[0].Opened)})
	t.rows(found[:min(shown, len(found))])
	return true
}

// lastDigits gives the last stretch of digits of a message.
func lastDigits(s string) string {
	end := strings.LastIndexAny(s, "0123456789") + 1
	start := end
	for start > 0 && strings.IndexByte("0123456789-", s[start-1]) >= 0 {
		start--
	}
	return strings.ReplaceAll(s[start:end], "-", "")
}

// logOnly keeps a contact without a verdict being asked for. What sounds dangerous is judged.
func (t *turn) logOnly() bool {
	said := t.m.Text
	for _, sep := range []string{"：", ":", "，", ",", " "} {
		if _, rest, ok := strings.Cut(said, sep); ok && strings.TrimSpace(rest) != "" {
			said = strings.TrimSpace(rest)
			break
		}
	}
	v := t.h.judge.Judge(judge.Case{Text: said, Channel: t.m.Channel})
	if !v.Words {
		return false
	}
	if v.Label == judge.Scam {
		t.answer(t.newCase(said, v), v)
		return true
	}
	c := t.newCase(said, v)
	c.Verdict, c.Score, c.Type, c.Reasons = "", 0, "", nil
	t.change.Cases = append(t.change.Cases, c)
	t.say("log.only", wording.Fill{"id": c.ID})
	t.often(c)
	t.out.Case = c.ID
	return true
}

// who says whose a number is, without logging anything.
func (t *turn) who() bool {
	v := t.h.judge.Judge(judge.Case{Text: t.m.Text})
	if len(v.Numbers) == 0 {
		t.say("who.none", nil)
		return true
	}
	for _, n := range v.Numbers {
		t.said = append(t.said, t.h.answers.numberLine(n, t.lang))
	}
	t.say("verdict.unknown", nil)
	t.out.Verdict = verdictOf(v)
	return true
}

// forgetOne deletes one entry.
func (t *turn) forgetOne(norm string) bool {
	id := lastDigits(norm)
	if id == "" {
		return false
	}
	if _, err := t.h.store.Case(t.ctx, t.m.Person(), id); err != nil {
		t.say("log.nothing", wording.Fill{"id": id})
		return true
	}
	t.change.DropCases = append(t.change.DropCases, id)
	if t.user.OpenCase == id {
		t.user.OpenCase = ""
	}
	t.say("log.deleted", wording.Fill{"id": id})
	return true
}

// forgetAll asks once more before everything goes.
func (t *turn) forgetAll() {
	t.user.Pending = store.Pending{Kind: "forget", Asked: t.m.At.UTC()}
	t.say("forget.sure", nil)
}

func (t *turn) confirmForget(bare string) bool {
	t.user.Pending = store.Pending{}
	if !t.h.wishes.is("forget-all", bare) {
		if bare == "不" || bare == "不删" || bare == "no" || bare == "取消" {
			t.say("forget.kept", nil)
			return true
		}
		return false
	}
	t.change.DropAll = true
	t.say("forget.done", nil)
	return true
}

// correct stores how a contact turned out, beside the bot's own verdict, on the latest case.
func (t *turn) correct(verdict, outcome string) bool {
	if len(t.cases) == 0 {
		if verdict == "" {
			return false
		}
		t.say("correct.none", nil)
		return true
	}
	c := t.cases[0]
	c.Updated, c.Outcome = t.m.At.UTC(), outcome
	c.Turns = append(c.Turns[:len(c.Turns):len(c.Turns)], store.Turn{At: c.Updated, Text: text.Mask(t.m.Text)})
	if verdict != "" {
		c.UserVerdict = verdict
	}
	t.change.Cases = append(t.change.Cases, c)
	fill := t.number()
	fill["id"] = c.ID
	t.say("correct."+outcome, fill)
	t.out.Case, t.out.CaseVerdict, t.out.UserVerdict = c.ID, c.Verdict, c.UserVerdict
	return true
}
