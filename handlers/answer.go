package handlers

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"callguard/bot"
	"callguard/judge"
	"callguard/judge/numbers"
	"callguard/wording"
)

// Answerer composes the whole reply to a verdict. It is pure: the same verdict, language and
// merchant give the same words.
type Answerer struct {
	Words     *wording.Book
	Directory *numbers.Directory
	Questions judge.Questions
}

// Me is what a merchant has said of himself: directory ids of his banks and his acquirer.
type Me struct {
	Banks    []string
	Acquirer string
	Acted    bool // has called already what the first urgent step tells to call
	AsBank   bool // the contact is said to be, or asked is for, the merchant's bank, which is not named
}

// own gives the merchant's own organisations, the one that is spoken of first.
func (m Me) own() []string {
	if m.AsBank {
		return append(slices.Clone(m.Banks), m.Acquirer)
	}
	return append([]string{m.Acquirer}, m.Banks...)
}

// How much is said at most, so that a frightened reader gets to the end.
const (
	mostReasons = 3
	mostSteps   = 4
	longestSaid = 40 // characters of a quote
)

// Answer gives the reply to a verdict: what to do now, why, the next steps, what can't be known,
// and one question back when its answer could change the verdict. Who has given something away
// reads the first urgent step before the verdict.
func (a Answerer) Answer(v judge.Verdict, lang string, me Me) bot.Reply {
	if !v.Words {
		return bot.Reply{Text: a.Words.Line(lang, "verdict.empty", nil)}
	}
	number := a.callBack(v, lang, me)
	var lines []string
	if !me.Acted {
		lines = append(lines, a.urgent(v, lang, a.lossNumber(v, lang, me))...)
	}
	lines = append(lines, a.headline(v, lang, number))
	if reasons := a.reasons(v, lang); len(reasons) > 0 {
		lines = append(lines, "", a.Words.Line(lang, "verdict.because", nil))
		lines = append(lines, reasons...)
	}
	lines = append(lines, "", a.Words.Line(lang, "verdict.steps", nil))
	lines = append(lines, a.steps(v, lang, number)...)
	if line := a.own(lines, lang, me); line != "" {
		lines = append(lines, line)
	}
	note := "verdict.unknown"
	if v.Label == judge.Legit {
		note = "verdict.unknown-legit"
	}
	lines = append(lines, "", a.Words.Line(lang, note, nil))
	question, choices := a.question(v, lang)
	if question != "" {
		lines = append(lines, "", question)
	}
	return bot.Reply{Text: strings.Join(lines, "\n"), Choices: choices}
}

// own gives the number of the merchant's own acquirer or bank, when nothing above names it.
func (a Answerer) own(said []string, lang string, me Me) string {
	for _, id := range append([]string{me.Acquirer}, me.Banks...) {
		o, ok := a.Directory.Org(id)
		if !ok || o.Hotline() == "" {
			continue
		}
		if strings.Contains(strings.Join(said, "\n"), o.Hotline()) {
			return ""
		}
		return a.Words.Line(lang, "verdict.own", wording.Fill{"number": o.Hotline(), "org": orgName(o, lang)})
	}
	return ""
}

// urgent gives the first step for what was given away, and the words to say on the phone.
func (a Answerer) urgent(v judge.Verdict, lang, number string) []string {
	if len(v.Lost) == 0 {
		return nil
	}
	fill := wording.Fill{"number": number}
	out := []string{a.Words.Line(lang, "urgent."+v.Lost[0], fill)}
	if bank := a.payer(v, lang); bank != "" && !strings.Contains(out[0], bank) {
		out = append(out, a.Words.Line(lang, "urgent.payer", wording.Fill{"number": bank}))
	}
	if say := lossWords(v.Lost); say != "" {
		out = append(out, a.Words.Line(lang, say, nil))
	}
	return append(out, a.Words.Line(lang, "say.keep", nil), "")
}

// payer gives the bank that is named where a swipe was lost: it can dispute what the acquirer does not.
func (a Answerer) payer(v judge.Verdict, lang string) string {
	if v.Lost[0] != "swipe" {
		return ""
	}
	for _, id := range v.Orgs {
		if o, ok := a.Directory.Org(id); ok && strings.HasPrefix(o.Kind, "bank") && o.Hotline() != "" {
			return a.Words.Line(lang, "number.named", wording.Fill{"number": o.Hotline(), "org": orgName(o, lang)})
		}
	}
	return ""
}

// lossWords names the line with the words to say on the phone about what was lost; "" none.
func lossWords(lost []string) string {
	for _, slug := range lost {
		switch slug {
		case "transfer":
			return "say.police"
		case "terminal", "settlement", "swipe":
			return "say.acquirer"
		case "code", "card", "password", "ukey", "app", "screen":
			return "say.bank"
		}
	}
	return ""
}

// lossNumber gives the number to dial for what was given away first: of who holds it, and when
// that is not known, whose number it is.
func (a Answerer) lossNumber(v judge.Verdict, lang string, me Me) string {
	number := a.callBack(v, lang, me)
	if len(v.Lost) == 0 || number != a.Words.Line(lang, "number.printed", nil) {
		return number
	}
	switch v.Lost[0] {
	case "code":
		return a.Words.Line(lang, "number.sender", nil)
	case "transfer", "deposit":
		return a.Words.Line(lang, "number.payer", nil)
	}
	return number
}

// headline is the verdict and the one thing to do now.
func (a Answerer) headline(v judge.Verdict, lang, number string) string {
	fill := wording.Fill{"number": number}
	switch {
	case v.Label == judge.Scam && len(v.Lost) > 0:
		return a.Words.Line(lang, "verdict.scam-lost", nil)
	case v.Label == judge.Scam:
		return a.Words.First(lang, nil, "verdict.scam-"+v.Type, "verdict.scam")
	case v.Label == judge.Legit && v.Dialled && len(v.Numbers) > 0 && v.Numbers[0].Org != "":
		o, _ := a.Directory.Org(v.Numbers[0].Org)
		return a.Words.Line(lang, "verdict.legit-dialled", wording.Fill{"org": orgName(o, lang), "number": v.Numbers[0].Digits})
	case v.Label == judge.Legit && v.Type == "own-code":
		return a.Words.Line(lang, "verdict.legit-code", nil)
	case v.Label == judge.Legit:
		return a.Words.Line(lang, "verdict.legit", nil)
	case len(v.Numbers) > 0 && v.Numbers[0].Org != "" && strings.HasSuffix(v.Numbers[0].Digits, "96110"):
		return a.Words.Line(lang, "verdict.verify-antifraud", nil)
	case a.onlyNumber(v):
		return a.Words.Line(lang, "verdict.verify-number", nil)
	case number == a.Words.Line(lang, "number.printed", nil):
		return a.Words.Line(lang, "verdict.verify-unnamed", nil)
	}
	return a.Words.Line(lang, "verdict.verify", fill)
}

// onlyNumber holds when nothing but a number of no known owner speaks.
func (a Answerer) onlyNumber(v judge.Verdict) bool {
	return len(v.Numbers) > 0 && v.Numbers[0].Org == "" && len(v.Evidence) == 0
}

// callBack gives the number to dial: of the organisation in question, else of the merchant's own
// acquirer or bank, else what is printed on the terminal. Who has given something away calls who
// holds it: his own bank first, and never an organisation that was only named on the phone.
func (a Answerer) callBack(v judge.Verdict, lang string, me Me) string {
	ids := append(slices.Clone(v.Orgs), me.own()...)
	if len(v.Lost) > 0 {
		ids = append(me.own(), v.Orgs...)
	}
	for _, id := range ids {
		o, ok := a.Directory.Org(id)
		if !ok || o.Hotline() == "" || len(v.Lost) > 0 && !holds(o.Kind, v.Lost[0]) {
			continue
		}
		return a.Words.Line(lang, "number.named", wording.Fill{"number": o.Hotline(), "org": orgName(o, lang)})
	}
	return a.Words.Line(lang, "number.printed", nil)
}

// holds tells who can freeze or call back what was given away: the acquirer a terminal and its
// settlement, banks and wallets everything else.
func holds(kind, lost string) bool {
	kinds := []string{"bank", "payment-app"}
	switch lost {
	case "terminal", "settlement", "swipe", "qr":
		kinds = []string{"licensed", "payment", "bank"}
	}
	return slices.ContainsFunc(kinds, func(k string) bool { return strings.HasPrefix(kind, k) })
}

// steps gives the next steps, numbered.
func (a Answerer) steps(v judge.Verdict, lang, number string) []string {
	text := a.Words.First(lang, wording.Fill{"number": number}, "steps."+v.Type, "steps."+string(v.Label))
	if len(v.Lost) > 0 {
		text = a.Words.Line(lang, "steps."+after(v.Lost[0]), nil)
	} else if v.Label == judge.Scam && a.Words.Has("steps."+v.Type) && isMild(v.Type) {
		text = a.Words.Line(lang, "steps.scam", wording.Fill{"number": number})
	}
	return numbered(text)
}

// numbered gives the lines of a text as numbered steps, at most as many as are read.
func numbered(text string) []string {
	var out []string
	for _, s := range strings.Split(text, "\n") {
		if s = strings.TrimSpace(s); s != "" && len(out) < mostSteps {
			out = append(out, strconv.Itoa(len(out)+1)+". "+s)
		}
	}
	return out
}

// after names the steps behind the first call, by what was given away.
func after(lost string) string {
	switch lost {
	case "terminal", "settlement", "swipe", "deposit", "qr":
		return "after-terminal"
	case "id", "licence":
		return "after-identity"
	}
	return "after"
}

// isMild tells the families whose steps do not fit a scam.
func isMild(family string) bool {
	switch family {
	case "satisfaction", "marketing", "licence-update", "risk-check", "retrieval", "inspection", "report-only",
		"own-code", "antifraud-warning", "called-official", "official-number-shown":
		return true
	}
	return false
}

// short cuts a quote to a readable length, at a character.
func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= longestSaid {
		return s
	}
	return string([]rune(s)[:longestSaid]) + "…"
}

// orgName gives an organisation's name in a language.
func orgName(o numbers.Org, lang string) string {
	if lang == "en" {
		return o.EN
	}
	return o.ZH
}
