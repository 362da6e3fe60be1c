package handlers

import (
	"strconv"
	"strings"

	"callguard/bot"
	"callguard/judge"
)

// options gives the answers to a question, each the key of a choice and of what it means.
func options(ask string) []string {
	switch ask {
	case "request":
		return []string{"code", "pay", "app", "chat", "nothing"}
	case "identity":
		return []string{"confirmed", "no"}
	case "":
		return nil
	}
	return []string{"yes", "no"}
}

// meaning gives the key of what an answer adds to the case.
func meaning(ask, option string) string {
	if option != "yes" {
		return option
	}
	switch ask {
	case "fee", "money":
		return "pay"
	}
	return ask
}

// question gives the question back with its choices, each with a number to type.
func (a Answerer) question(v judge.Verdict, lang string) (string, []bot.Choice) {
	if v.Label != judge.Verify || v.Ask == "" || !a.Words.Has("ask."+v.Ask) {
		return "", nil
	}
	lines := []string{a.Words.Line(lang, "ask."+v.Ask, nil) + " " + a.Words.Line(lang, "choice.type", nil)}
	var choices []bot.Choice
	var typed []string
	for i, o := range options(v.Ask) {
		label := a.Words.Line(lang, "choice."+o, nil)
		choices = append(choices, bot.Choice{Word: strconv.Itoa(i + 1), Label: label})
		typed = append(typed, strconv.Itoa(i+1)+" "+label)
	}
	return strings.Join(append(lines, strings.Join(typed, "  ")), "\n"), choices
}
