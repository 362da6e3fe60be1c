package handlers

import (
	"strconv"
	"strings"

	"callguard/bot"
	"callguard/judge"
)

// question gives the question back with its choices, each with a number to type.
func (a Answerer) question(v judge.Verdict, lang string) (string, []bot.Choice) {
	if v.Label != judge.Verify || v.Ask == "" || !a.Words.Has("ask."+v.Ask) {
		return "", nil
	}
	lines := []string{a.Words.Line(lang, "ask."+v.Ask, nil) + " " + a.Words.Line(lang, "choice.type", nil)}
	var choices []bot.Choice
	var typed []string
	for i, o := range a.Questions.Options(v.Ask) {
		label := a.Words.Line(lang, "choice."+o, nil)
		choices = append(choices, bot.Choice{Word: strconv.Itoa(i + 1), Label: label})
		typed = append(typed, strconv.Itoa(i+1)+" "+label)
	}
	return strings.Join(append(lines, strings.Join(typed, "  ")), "\n"), choices
}
