package main

import (
	"fmt"

	"callguard/handlers"
	"callguard/judge"
	"callguard/wording"
)

// answerer judges a text and words the reply, without a store.
type answerer struct {
	judger *judge.Judge
	words  handlers.Answerer
}

func newAnswerer(j *judge.Judge) (answerer, error) {
	w, err := wording.Load()
	if err != nil {
		return answerer{}, fmt.Errorf("wording: %w", err)
	}
	asks, err := judge.LoadQuestions()
	if err != nil {
		return answerer{}, err
	}
	return answerer{judger: j, words: handlers.Answerer{Words: w, Directory: j.Directory(), Questions: asks}}, nil
}

// reply words a verdict in the row's language, else in the text's.
func (a answerer) reply(v judge.Verdict, in judgeIn) string {
	lang := in.Lang
	if lang == "" {
		lang = handlers.Language(in.Text, "")
	}
	return a.words.Answer(v, lang, handlers.Me{}).Text
}
