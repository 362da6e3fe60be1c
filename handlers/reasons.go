package handlers

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"callguard/judge"
	"callguard/judge/links"
	"callguard/judge/numbers"
	"callguard/judge/text"
	"callguard/wording"
)

// reasons gives at most three: decisive words first, then what others reported, then numbers and links, then the rest.
func (a Answerer) reasons(v judge.Verdict, lang string) []string {
	facts := append(a.numberLines(v, lang), a.linkLines(v, lang)...)
	var hard, known, soft, quoted []string
	for _, e := range v.Evidence {
		if !speaks(e, v.Label) || toldByFacts(e.ID) && len(facts) > 0 {
			continue
		}
		line := a.reason(e, v.Links, lang)
		switch {
		case e.Quote != "" && slices.Contains(quoted, e.Quote):
			continue // one reason for the same words is enough
		case isKnown(e.ID):
			known = append(known, line)
		case e.Hard:
			hard = append(hard, line)
		default:
			soft = append(soft, line)
		}
		quoted = append(quoted, e.Quote)
	}
	var out []string
	for _, line := range slices.Concat(hard[:min(len(hard), mostReasons-min(len(facts)+len(known), 1))], known, facts, soft) {
		if len(out) < mostReasons {
			out = append(out, "· "+line)
		}
	}
	return out
}

// speaks tells evidence for a verdict from what was only noticed.
func speaks(e judge.Evidence, l judge.Label) bool {
	switch l {
	case judge.Scam:
		return e.Weight > 0
	case judge.Legit:
		return e.Weight < 0
	}
	return true
}

// toldByFacts names the rules whose reason the lines on numbers and links give better.
func toldByFacts(id string) bool {
	return slices.Contains([]string{"spoofed-number", "overseas-institution", "lookalike-link", "official-shown",
		"unknown-link-given", "link-to-click", "foreign-number", "own-number-given"}, id)
}

func (a Answerer) reason(e judge.Evidence, ls []links.Link, lang string) string {
	why := e.Why.In(lang)
	if e.Quote == "" {
		return a.Words.Line(lang, "verdict.plain", wording.Fill{"why": why})
	}
	return a.Words.Line(lang, "verdict.quote", wording.Fill{"quote": short(disarm(text.Mask(e.Quote), ls)), "why": why})
}

// numberLines says of each number whose it is and what that proves, riskiest first; at most two.
func (a Answerer) numberLines(v judge.Verdict, lang string) []string {
	var out []string
	var told []string
	for _, n := range v.Numbers {
		if v.Dialled && n.Org != "" || slices.Contains(told, numberID(n)) {
			continue
		}
		told = append(told, numberID(n))
		out = append(out, a.numberLine(n, lang))
		if len(out) == 2 {
			break
		}
	}
	return out
}

func (a Answerer) numberLine(n numbers.Number, lang string) string {
	fill := wording.Fill{"raw": n.Raw, "place": n.Place, "digits": n.Digits}
	if !strings.ContainsAny(n.Raw, "0123456789") {
		fill["raw"] = n.Digits // dictated in words
	}
	if r, err := language.ParseRegion(n.Region); err == nil && lang == "en" {
		fill["place"] = display.English.Regions().Name(r)
	}
	if fill["place"] == "" {
		fill["place"] = "?"
	}
	line := a.Words.Line(lang, "number."+a.numberKey(n, fill, lang), fill)
	if n.Letters {
		line += a.Words.Line(lang, "number.letters", fill)
	}
	return line
}

// numberKey names the line for a number and fills in its owner.
func (a Answerer) numberKey(n numbers.Number, fill wording.Fill, lang string) string {
	id := n.Org
	if n.Class == numbers.Spoofed {
		id = n.Imitates
	}
	o, known := a.Directory.Org(id)
	fill["org"] = orgName(o, lang)
	switch {
	case n.Class == numbers.Spoofed && known:
		return "spoofed"
	case n.Class == numbers.Spoofed:
		return "spoofed-unnamed"
	case known && strings.HasSuffix(n.Digits, "96110"):
		return "antifraud"
	case known && strings.HasSuffix(n.Digits, "12381"):
		return "notice-only"
	case known:
		return "official"
	}
	switch n.Class {
	case numbers.Overseas, numbers.Mobile, numbers.MVNO, numbers.Landline:
		return string(n.Class)
	case numbers.N400, numbers.N800:
		return "n400"
	case numbers.SMS106:
		return "sms"
	}
	return "other"
}

// linkLines warns of links that are not official; at most two.
func (a Answerer) linkLines(v judge.Verdict, lang string) []string {
	var out []string
	for _, l := range v.Links {
		if l.Kind == links.Official || len(out) == 2 {
			continue
		}
		o, known := a.Directory.Org(l.Org)
		key := string(l.Kind)
		switch {
		case l.Note == "agent":
			key = "agent"
		case l.Kind == links.Lookalike && !known:
			key = "lookalike-unnamed"
		}
		out = append(out, a.Words.Line(lang, "link."+key, wording.Fill{"host": shownHost(l.Host), "org": orgName(o, lang)}))
	}
	return out
}

// disarm writes every link of a quote that is not official as its host alone, not to be tapped.
func disarm(quote string, ls []links.Link) string {
	for _, l := range ls {
		if l.Kind != links.Official {
			quote = strings.ReplaceAll(quote, l.Raw, shownHost(l.Host))
		}
	}
	return quote
}

// shownHost writes a host so that no program turns it into something to tap.
func shownHost(host string) string {
	out := ""
	for _, r := range host {
		if r == '.' {
			out += "[.]"
			continue
		}
		out += string(r)
	}
	return out
}
