package handlers

import (
	"callguard/judge"
	"callguard/judge/text"
	"callguard/store"
	"callguard/wording"
)

// smallTalk answers what is no case, by its kind. Who is frightened hears first what protects him
// in the case at hand.
func (t *turn) smallTalk(norm string) {
	for _, kind := range []string{"rules", "cant", "robot", "fear", "thanks", "hello"} {
		if !t.h.wishes.is(intent("word-"+kind), norm) {
			continue
		}
		if c, ok := t.openCase(); ok && kind == "fear" {
			t.calm(c)
			return
		}
		if kind == "hello" && len(t.cases) > 0 {
			kind = "here"
		}
		t.say("chat."+kind, t.number())
		return
	}
	t.say("chat.other", nil)
}

// calm says to the frightened what their case comes to.
func (t *turn) calm(c store.Case) {
	switch {
	case len(c.Lost) > 0 && c.Acted:
		t.say("chat.fear-acted", nil)
	case len(c.Lost) > 0:
		v := t.h.judge.Judge(judge.Case{Text: whole(c), Channel: c.Channel})
		t.say("chat.fear-lost", wording.Fill{"number": t.h.answers.lossNumber(v, t.lang, t.me())})
	case c.Verdict == string(judge.Legit):
		t.say("chat.fear-legit", nil)
	default:
		t.say("chat.fear-case", nil)
	}
}

// who says whose a number is, or which number an organisation has, without logging anything. asked
// = a number was to be looked up.
func (t *turn) who(asked bool) bool {
	for _, n := range t.verdict.Numbers {
		t.said = append(t.said, t.h.answers.numberLine(n, t.lang))
	}
	if len(t.said) > 0 {
		for _, e := range t.known(t.verdict).Evidence {
			if isKnown(e.ID) {
				t.said = append(t.said, e.Why.In(t.lang))
			}
		}
		t.say("verdict.unknown", nil)
		return true
	}
	ids := t.h.answers.Directory.Mentions(t.clean)
	if len(ids) == 0 {
		ids = t.ownNamed()
	}
	if len(ids) == 0 && asked {
		t.say("who.none", nil)
		return true
	}
	for _, id := range ids {
		o, ok := t.h.answers.Directory.Org(id)
		switch {
		case ok && o.Hotline() != "":
			t.say("who.org", wording.Fill{"org": orgName(o, t.lang), "number": o.Hotline()})
		case ok:
			t.say("who.org-none", wording.Fill{"org": orgName(o, t.lang)})
		}
	}
	if len(t.said) == 0 {
		t.say("who.call", t.number())
	}
	return true
}

// ownNamed gives the merchant's own organisations that a message speaks of without a name: my bank.
func (t *turn) ownNamed() []string {
	switch {
	case t.h.wishes.is("word-acquirer", t.clean.Norm) && t.user.Acquirer != "":
		return []string{t.user.Acquirer}
	case t.h.wishes.is("word-bank", t.clean.Norm):
		return t.user.Banks
	}
	return nil
}

// textOf reads what was told of a case.
func textOf(c store.Case) text.Clean { return text.New(whole(c)) }
