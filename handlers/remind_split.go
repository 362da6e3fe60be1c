package handlers

import (
	"strings"
	"unicode/utf8"

	"callguard/handlers/wants"
	"callguard/judge"
	"callguard/judge/text"
	"callguard/remind/when"
	"callguard/wording"
)

// remindWithStory sets a reminder, and judges the story that may come with it.
func (t *turn) remindWithStory(w wants.Want) bool {
	if said, ok := strings.CutPrefix(strings.TrimSpace(t.m.Text), "/remind"); ok {
		t.setReminder("提醒我 " + said)
		return true
	}
	ask, rest, ok := t.splitReminder()
	if !ok {
		if w == wants.StoryRemind || t.reading.P(wants.RemindSet) < 0.5 {
			return false
		}
		ask, rest = t.m.Text, ""
	}
	another := t.alsoReminds(rest)
	if !another && t.helpedAlready(rest) {
		t.said = append(t.said, "")
	} else if !another && t.worthJudging(rest) {
		t.check(rest)
		t.said = append(t.said, "")
	}
	t.setReminder(ask)
	if another {
		t.setReminder(rest)
	}
	return true
}

// helpedAlready takes what stands beside a wish and tells that the merchant has called for help: it
// belongs to the open case.
func (t *turn) helpedAlready(rest string) bool {
	c, ok := t.openCase()
	clean := text.New(rest)
	if !ok || !t.h.wishes.is("word-called-help", clean.Norm) && t.h.wants.Read(clean).P(wants.Acted) < 0.5 ||
		len(t.h.judge.Judge(judge.Case{Text: rest, Before: judge.Label(c.Verdict)}).Lost) > 0 {
		return false
	}
	c = t.told(c, rest)
	c.Acted = true
	t.keepCase(c)
	t.out.Verdict = c.Verdict
	t.say("acted.heard", wording.Fill{"id": c.ID})
	return true
}

// alsoReminds holds for a second wish beside a first: "…, and every month to check the terminal".
func (t *turn) alsoReminds(rest string) bool {
	if utf8.RuneCountInString(rest) > fewWords { // a story has times in it too
		return false
	}
	r := t.readTime(rest, t.m.At)
	if rest == "" || r.Problem != "" || r.What == "" {
		return false
	}
	w, _ := t.h.wants.Read(text.New(rest)).Best(nil)
	return !contact(w) || r.RRule != ""
}

// asksReminder holds when a story has a wish to be reminded in it, with a time.
func (t *turn) asksReminder() bool {
	_, _, ok := t.splitReminder()
	return ok
}

// reminds tells whether a clause asks to be reminded: it has the word, and is said like a wish.
// "他叫我转账" has the word too.
func (t *turn) reminds(norm string) bool {
	r := t.h.wants.Read(text.New(norm))
	if !r.Has("remind") {
		return false
	}
	if r.P(wants.RemindSet)+r.P(wants.StoryRemind)+r.P("remind-change") < 0.2 {
		return false
	}
	w, _ := r.Best(func(w wants.Want) float64 { return r.Hint(w, nil) })
	return w == wants.RemindSet || w == wants.StoryRemind || w == "remind-change" && when.Parse(norm, t.m.At, t.loc).Problem == ""
}

// worthJudging tells a story beside a reminder from politeness and from what the merchant will do.
func (t *turn) worthJudging(rest string) bool {
	if utf8.RuneCountInString(rest) < 6 {
		return false
	}
	v := t.h.judge.Judge(judge.Case{Text: rest, Channel: t.m.Channel})
	if v.Label == judge.Scam || len(v.Lost)+len(v.Numbers)+len(v.Links) > 0 {
		return true
	}
	r := t.h.wants.Read(text.New(rest))
	w, _ := r.Best(func(w wants.Want) float64 { return r.Hint(w, nil) })
	return w == wants.Story && r.P(wants.Story) > 0.5 && len(v.Evidence)+len(v.Orgs) > 0
}

// splitReminder parts the sentence that asks for a reminder from the story around it. The clause
// with the asking word counts, with the clauses next to it that its time or task may stand in.
func (t *turn) splitReminder() (ask, rest string, ok bool) {
	if !t.reading.Has("remind") && utf8.RuneCountInString(t.clean.Norm) < wants.Longest {
		return "", "", false
	}
	clauses := t.clean.Clauses()
	at := -1
	for i, c := range clauses {
		if t.reminds(t.clean.Norm[c.Start:c.End]) {
			at = i
		}
	}
	if at < 0 {
		return "", "", false
	}
	from, to := at, at
	reads := func() when.Result {
		return when.Parse(t.clean.Quote(clauses[from].Start, clauses[to].End), t.m.At, t.loc)
	}
	r := reads()
	if r.Problem == when.NoTime && from > 0 {
		from--
		if again := reads(); again.Problem == when.NoTime || again.Problem == when.NotAReminder {
			from++
		}
	}
	if to+1 < len(clauses) && clauses[to+1].Sentence == clauses[at].Sentence && reads().What == "" {
		to++
	}
	mine := strings.ContainsRune(t.clean.Norm[clauses[at].Start:clauses[at].End], '我') || t.lang == "en"
	if p := reads().Problem; p == when.NotAReminder || p == when.Ambiguous && !mine || p == when.NoTime && !strings.Contains(t.clean.Norm[clauses[at].Start:clauses[at].End], "提醒我") {
		return "", "", false
	}
	ask = t.clean.Quote(clauses[from].Start, clauses[to].End)
	var around []string
	if from > 0 {
		around = append(around, t.clean.Quote(0, clauses[from].Start))
	}
	if to+1 < len(clauses) {
		around = append(around, t.clean.Quote(clauses[to].End, len(t.clean.Norm)))
	}
	return ask, strings.Trim(strings.Join(around, "\n"), " ,，。.;；\n"), true
}
