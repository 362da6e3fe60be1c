package handlers

import (
	"strings"

	"callguard/wording"
)

// setMe remembers the merchant's own bank or acquirer.
func (t *turn) setMe() bool {
	ids := t.h.answers.Directory.Mentions(t.clean)
	if len(ids) == 0 {
		t.say("me.unknown", nil)
		return true
	}
	for _, id := range ids {
		o, ok := t.h.answers.Directory.Org(id)
		if !ok {
			continue
		}
		if strings.HasPrefix(o.Kind, "bank") {
			t.user.Banks = append([]string{id}, without(t.user.Banks, id)...)
		} else {
			t.user.Acquirer = id
		}
		key := "me.set"
		if o.Hotline() == "" {
			key = "me.set-none"
		}
		t.say(key, wording.Fill{"org": orgName(o, t.lang), "number": o.Hotline()})
	}
	return true
}

func without(list []string, id string) []string {
	var out []string
	for _, x := range list {
		if x != id {
			out = append(out, x)
		}
	}
	return out
}

// showMe says what is remembered of the merchant himself.
func (t *turn) showMe() {
	var names []string
	for _, id := range append(append([]string{}, t.user.Banks...), t.user.Acquirer) {
		if o, ok := t.h.answers.Directory.Org(id); ok {
			names = append(names, orgName(o, t.lang)+" "+o.Hotline())
		}
	}
	orgs := strings.Join(names, ", ")
	if orgs == "" {
		orgs = t.line("me.none", nil)
	}
	t.say("me.show", wording.Fill{"orgs": orgs, "lang": t.lang, "tz": t.zone()})
}

func (t *turn) setLanguage(lang string) {
	t.lang, t.user.Lang, t.user.LangSet = lang, lang, true
	t.say("me.lang", nil)
}

// number fills in the number to dial: of the merchant's own acquirer or bank when known.
func (t *turn) number() wording.Fill {
	for _, id := range append([]string{t.user.Acquirer}, t.user.Banks...) {
		if o, ok := t.h.answers.Directory.Org(id); ok && o.Hotline() != "" {
			return wording.Fill{"number": t.line("number.named", wording.Fill{"number": o.Hotline(), "org": orgName(o, t.lang)})}
		}
	}
	return wording.Fill{"number": t.line("number.printed", nil)}
}

// smallTalk answers what is no case.
func (t *turn) smallTalk(in intent) { t.say("chat."+string(in), nil) }

// nextPage shows what did not fit into the last answer.
func (t *turn) nextPage() {
	if len(t.user.More) == 0 {
		t.say("chat.no-more", nil)
		return
	}
	t.said = append(t.said, t.user.More...)
}
