package handlers

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"callguard/judge"
	"callguard/judge/text"
	"callguard/store"
	"callguard/wording"
)

// shown is how many entries of the log are listed, in pages; export gives all.
const shown = latest

// day writes a moment for a merchant: month, day, time.
func (t *turn) day(at time.Time) string { return at.In(t.loc).Format("01-02 15:04") }

// doLog does what is wanted of the log.
func (t *turn) doLog(w, norm string) bool {
	switch w {
	case "log-list":
		t.listLog()
	case "log-search":
		return t.searchLog(norm)
	case "delete-one":
		return t.forgetOne(norm)
	case "forget-all":
		t.forgetAll()
	case "export":
		if t.reading.Has("remind") || t.h.wishes.is("word-calendar", norm) {
			t.calendar()
			return true
		}
		t.export()
	case "privacy":
		t.say("privacy.kept", wording.Fill{"n": strconv.Itoa(len(t.cases))})
		t.sharedWith()
	}
	return true
}

// listLog lists the latest entries.
func (t *turn) listLog() {
	if len(t.cases) == 0 {
		t.say("log.empty", nil)
		return
	}
	all, err := t.h.store.CountCases(t.ctx, t.user.Person)
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
			"number": strings.Join(domestics(unsaid(c.Numbers, said)), " "), "text": said})
		t.said = append(t.said, strings.Join(strings.Fields(row), " "))
	}
}

// unsaid gives the numbers that a text does not show already.
func unsaid(numbers []string, said string) []string {
	digits := func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}
	shown := strings.Map(digits, said)
	return slices.DeleteFunc(slices.Clone(numbers), func(n string) bool {
		return strings.Contains(shown, strings.TrimPrefix(strings.Map(digits, n), "86"))
	})
}

// searchLog finds entries by a number, its last digits, an organisation, or a word that was told.
func (t *turn) searchLog(norm string) bool {
	query, number := "", ""
	if ns := t.h.answers.Directory.Find(t.clean); len(ns) > 0 {
		query, number = ns[0].Raw, numberID(ns[0])
	} else if d := lastDigits(norm); len(d) >= 3 {
		query, number = d, d
	} else if id := t.thisNumber(); id != "" && t.sought() == "" {
		query, number = domestic(id), id
	}
	found := t.cases
	var err error
	if number != "" {
		found, err = t.h.store.Cases(t.ctx, t.user.Person, store.CaseQuery{Number: number})
	} else if query = t.sought(); query != "" {
		words := strings.Fields(query)
		found = slices.DeleteFunc(slices.Clone(t.cases), func(c store.Case) bool {
			return !slices.ContainsFunc(words, func(w string) bool { return t.tells(c, w) })
		})
	}
	if err != nil {
		t.failed = err
		return true
	}
	switch {
	case query == "":
		t.listLog()
		return true
	case len(found) == 0:
		t.say("log.none", wording.Fill{"query": query})
		return true
	}
	t.say("log.found", wording.Fill{"query": query, "n": strconv.Itoa(len(found)), "last": t.day(found[0].Opened)})
	t.rows(found[:min(shown, len(found))])
	return true
}

// thisNumber gives the number that "this number" means: the last one that was told.
func (t *turn) thisNumber() string {
	if !t.h.wishes.is("word-this-number", t.clean.Norm) {
		return ""
	}
	for _, c := range t.cases {
		if len(c.Numbers) > 0 {
			return c.Numbers[len(c.Numbers)-1]
		}
	}
	return ""
}

// sought gives the words that a search is for: an organisation that is named, or what is left when
// the words of searching are gone.
func (t *turn) sought() string {
	if ids := t.h.answers.Directory.Mentions(t.clean); len(ids) > 0 {
		return ids[0]
	}
	return strings.TrimSpace(t.h.wishes.without("word-search", t.clean.Norm))
}

// tells holds for a case that names an organisation or has a word in it.
func (t *turn) tells(c store.Case, query string) bool {
	told := text.New(whole(c))
	return strings.Contains(told.Norm, query) || slices.Contains(t.h.answers.Directory.Mentions(told), query)
}

// logBare answers a wish to log that says nothing to log: the open case has been, else it is asked
// for.
func (t *turn) logBare() bool {
	c, ok := t.openCase()
	if !ok {
		t.say("log.what", nil)
		return true
	}
	t.say("log.already", wording.Fill{"id": c.ID})
	t.out.Case, t.out.CaseVerdict, t.out.UserVerdict = c.ID, c.Verdict, c.UserVerdict
	return true
}

// hasWord tells something said from nothing: a letter or a digit.
func hasWord(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
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
	if bare := t.h.wishes.without("word-note", text.New(said).Norm); !hasWord(bare) {
		return t.logBare()
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
	t.keepCase(c)
	t.say("log.only", wording.Fill{"id": c.ID})
	t.often(c)
	return true
}
