package handlers

import (
	"strings"

	"callguard/remind/when"
	"callguard/store"
)

// act does what the message asks for: an answer to the bot's question first, then a command or a
// wish, a reminder that may come with a story, and else the story is judged.
func (t *turn) act() {
	norm := strings.TrimSpace(t.clean.Norm)
	if t.answersQuestion(norm) {
		return
	}
	t.user.Pending = store.Pending{}
	if in := t.h.wishes.of(norm); in != "" && t.do(in, norm) {
		return
	}
	if ask, rest, ok := t.splitReminder(); ok {
		if t.worthJudging(rest) {
			t.check(rest)
			t.said = append(t.said, "")
		}
		t.setReminder(ask)
		return
	}
	t.check(command(t.m.Text, "/check"))
}

// do answers one wish; false when it does not hold after all.
func (t *turn) do(in intent, norm string) bool {
	switch in {
	case "help", "hello", "thanks", "abuse":
		t.smallTalk(in)
	case "forget-all":
		t.forgetAll()
	case "forget-one":
		return t.forgetOne(norm)
	case "lang-zh", "lang-en":
		t.setLanguage(strings.TrimPrefix(string(in), "lang-"))
	case "cancel-reminder":
		t.cancelReminder(norm)
	case "list-reminders":
		t.listReminders()
	case "log-list":
		t.listLog()
	case "log-only":
		return t.logOnly()
	case "log-search":
		return t.searchLog(norm)
	case "who":
		return t.who()
	case "me-set":
		return t.setMe()
	case "me-show":
		t.showMe()
	case "more":
		t.nextPage()
	case "correct-real":
		return t.correct("legit", "real")
	case "correct-fake":
		return t.correct("scam", "fake")
	case "unreached":
		return t.correct("", "unreached")
	default:
		if !strings.HasPrefix(string(in), "faq-") {
			return false
		}
		t.say("faq."+strings.TrimPrefix(string(in), "faq-"), t.number())
	}
	return true
}

// command takes a leading command word away.
func command(s, word string) string {
	if rest, ok := strings.CutPrefix(strings.TrimSpace(s), word); ok {
		return strings.TrimSpace(rest)
	}
	return s
}

// asksReminder are the words by which a reminder is asked for.
func asksReminder(norm string) bool {
	for _, w := range []string{"提醒", "叫我一声", "到时候叫我", "记得叫我", "闹钟", "remind me", "remind us", "/remind",
		"set a reminder", "reminder to", "call me back to remind"} {
		if strings.Contains(norm, w) {
			return true
		}
	}
	return false
}

// splitReminder parts the sentence that asks for a reminder from the story around it. The clause
// with the asking word counts, with the clauses next to it that its time or task may stand in.
func (t *turn) splitReminder() (ask, rest string, ok bool) {
	if !asksReminder(t.clean.Norm) {
		return "", "", false
	}
	clauses := t.clean.Clauses()
	at := -1
	for i, c := range clauses {
		if asksReminder(t.clean.Norm[c.Start:c.End]) {
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
	if reads().Problem == when.NotAReminder {
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
