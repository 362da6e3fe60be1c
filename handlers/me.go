package handlers

import (
	"regexp"
	"slices"
	"strings"

	"callguard/judge"
	"callguard/judge/text"
	"callguard/remind/due"
	"callguard/remind/when"
	"callguard/store"
	"callguard/wording"
)

// doMe does what is wanted of the merchant's own settings.
func (t *turn) doMe(w string) bool {
	switch w {
	case "me-set":
		return t.setMe()
	case "me-show":
		t.showMe()
	case "zone-set":
		return t.setZone()
	case "quiet-set":
		return t.setQuiet()
	case "lang-zh", "lang-en":
		t.setLanguage(strings.TrimPrefix(w, "lang-"))
	}
	return true
}

// setMe remembers the merchant's own banks and acquirer. Who tells his bank after a loss is told
// the number to dial there at once.
func (t *turn) setMe() bool {
	ids := t.mentions()
	if len(ids) == 0 {
		if strings.HasPrefix(t.clean.Norm, "/me") {
			t.say("me.unknown", nil)
			return true
		}
		return false
	}
	var kinds []string
	for _, id := range ids {
		o, ok := t.h.answers.Directory.Org(id)
		if !ok {
			continue
		}
		kinds = append(kinds, o.Kind)
		if strings.HasPrefix(o.Kind, "bank") {
			t.user.Banks = append([]string{id}, slices.DeleteFunc(slices.Clone(t.user.Banks), func(b string) bool { return b == id })...)
		} else {
			t.user.Acquirer = id
		}
		key := "me.set"
		if o.Hotline() == "" {
			key = "me.set-none"
		}
		t.say(key, wording.Fill{"org": orgName(o, t.lang), "number": o.Hotline()})
	}
	c, ok := t.openCase()
	if !ok || len(c.Lost) == 0 || c.Outcome != "" || !slices.ContainsFunc(kinds, func(k string) bool { return holds(k, c.Lost[0]) }) {
		return true
	}
	t.said = append(t.said, "")
	if !t.reading.Has("mine") { // half a sentence: it is about the case
		t.refine(c, t.m.Text)
	} else if !c.Acted {
		v := t.h.judge.Judge(judge.Case{Text: whole(c), Channel: c.Channel})
		v.Lost = c.Lost
		t.say("urgent."+c.Lost[0], wording.Fill{"number": t.h.answers.lossNumber(v, t.lang, t.me())})
	}
	return true
}

// ownBank finds a bank that is named by half of its name, as of one's own card: 卡是招商的.
var ownBank = regexp.MustCompile(`(?:卡|户|账户|银行|开户行)(?:是|在|用的是|用的|系|係)(\p{Han}{2,3}?)(?:的|嘅|$|,|。|!)`)

// mentions gives the organisations that a message names, also one's own bank by half of its name.
func (t *turn) mentions() []string {
	ids := t.h.answers.Directory.Mentions(t.clean)
	for _, m := range ownBank.FindAllStringSubmatch(t.clean.Norm, -1) {
		for _, id := range t.h.answers.Directory.Mentions(text.New(m[1] + "银行")) {
			if !slices.Contains(ids, id) {
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// setZone remembers where the merchant's clock stands.
func (t *turn) setZone() bool {
	name, ok := when.ZoneIn(t.m.Text)
	if !ok {
		t.say("me.zone-unknown", nil)
		return true
	}
	loc, err := store.LoadZone(name)
	if err != nil {
		t.say("me.zone-unknown", nil)
		return true
	}
	t.user.TZ, t.loc = name, loc
	t.say("me.zone", wording.Fill{"tz": name, "now": t.moment(t.m.At)})
	return true
}

// showMe says what is remembered of the merchant himself.
func (t *turn) showMe() {
	var names []string
	for _, id := range append(slices.Clone(t.user.Banks), t.user.Acquirer) {
		if o, ok := t.h.answers.Directory.Org(id); ok {
			names = append(names, orgName(o, t.lang)+" "+o.Hotline())
		}
	}
	orgs := strings.Join(names, ", ")
	if orgs == "" {
		orgs = t.line("me.none", nil)
	}
	t.say("me.show", wording.Fill{"orgs": orgs, "lang": t.lang, "tz": t.zone(),
		"hours": orElse(t.user.Quiet, due.DefaultQuiet().String())})
}

func (t *turn) setLanguage(lang string) {
	t.lang, t.user.Lang, t.user.LangSet = lang, lang, true
	t.say("me.lang", nil)
}

// number fills in the number to dial: of the open case's organisation, else of the merchant's own
// acquirer or bank, else what is printed on the terminal.
func (t *turn) number() wording.Fill {
	v := t.verdict
	if len(v.Orgs) == 0 {
		if c, ok := t.openCase(); ok {
			v.Orgs = t.h.answers.Directory.Mentions(textOf(c))
		}
	}
	v.Lost = nil
	return wording.Fill{"number": t.h.answers.callBack(v, t.lang, t.me())}
}
