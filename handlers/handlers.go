// Package handlers takes one message of a merchant and gives the reply, together with everything
// that the message changes: the log, reminders, the state of the conversation. It is the only
// place that answers a merchant; no platform is known here.
package handlers

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"callguard/bot"
	"callguard/handlers/wants"
	"callguard/judge"
	"callguard/judge/numbers"
	"callguard/remind/due"
	"callguard/remind/when"
	"callguard/store"
	"callguard/wording"
)

// Judge is what handlers need of the judge.
type Judge interface {
	Judge(judge.Case) judge.Verdict
}

// Handler answers messages. Its fields are set once by New; it is safe for concurrent use.
type Handler struct {
	judge   Judge
	store   store.Store
	answers Answerer
	wishes  wishes
	wants   *wants.Model
	next    due.NextFunc
	reach   Reach
	random  io.Reader // what codes are drawn from
}

// Reach tells by which way something sent to a person at a future moment will most likely arrive: a
// name of wording remind.way-…, "" when it can only be said after the person's next message.
type Reach func(ctx context.Context, person string, at time.Time) string

// New builds a handler on a judge, a store, the lines to say and the directory.
func New(j Judge, s store.Store, words *wording.Book, dir *numbers.Directory) (*Handler, error) {
	ws, err := loadWishes()
	if err != nil {
		return nil, fmt.Errorf("handlers: %w", err)
	}
	model, err := wants.Embedded()
	if err != nil {
		return nil, fmt.Errorf("handlers: wants: %w", err)
	}
	asks, err := judge.LoadQuestions()
	if err != nil {
		return nil, fmt.Errorf("handlers: %w", err)
	}
	return &Handler{judge: j, store: s, answers: Answerer{Words: words, Directory: dir, Questions: asks}, wishes: ws, wants: model, next: when.Next, random: rand.Reader}, nil
}

// Reaching gives a handler that tells, when a reminder is set, by which way it will arrive. Without,
// the platform of the message decides: it can push, or only answer.
func (h *Handler) Reaching(r Reach) *Handler {
	other := *h
	other.reach = r
	return &other
}

// Outcome is what one message came to.
type Outcome struct {
	Reply       bot.Reply
	Verdict     string // of this turn; "" when nothing was judged
	Case        string // log entry of this turn; "" none
	CaseVerdict string // the entry's verdict as it stands now
	UserVerdict string // the merchant's own correction of it
	Lang        string
	LogAdded    int // entries written by this turn
	LogCount    int // entries in all
	Reminders   []store.Reminder
	Unstored    error // the reply could be made but not kept; nil = kept
}

// tries is how often a message is decided again when another one of the same person came first.
const tries = 5

// Handle answers one message. A message that was answered before gets the same reply and changes
// nothing. When the store fails, the verdict is given all the same and says that it was not
// logged; the error is in Outcome.Unstored. An error is returned only when ctx ends.
func (h *Handler) Handle(ctx context.Context, m bot.Message) (Outcome, error) {
	if out, ok := h.answered(ctx, m); ok {
		return out, nil
	}
	var fault error
	for range tries {
		t, err := h.open(ctx, m)
		if err != nil {
			fault = err
			break
		}
		t.act()
		t.overdue()
		out, err := t.commit()
		if err == nil {
			return out, nil
		}
		fault = err
		if !errors.Is(err, store.ErrConflict) {
			break
		}
	}
	if ctx.Err() != nil {
		return Outcome{}, ctx.Err()
	}
	return h.unstored(m, fault), nil
}

// answered gives the stored reply of a message that came again. A reply that was deleted with its
// merchant's log is answered by nothing.
func (h *Handler) answered(ctx context.Context, m bot.Message) (Outcome, bool) {
	if m.Key() == "" {
		return Outcome{}, false
	}
	raw, ok, err := h.store.Replied(ctx, m.Key())
	if err != nil || !ok {
		return Outcome{}, false
	}
	var out Outcome
	if len(raw) > 0 {
		err = json.Unmarshal(raw, &out.Reply)
	}
	return out, err == nil
}

// unstored answers without the store: the verdict, and that it was not logged.
func (h *Handler) unstored(m bot.Message, fault error) Outcome {
	lang := Language(m.Text, m.Lang)
	v := h.judge.Judge(judge.Case{Text: bounded(m.Text), Channel: m.Channel})
	reply := h.answers.Answer(v, lang, Me{})
	why := "why.other"
	switch {
	case errors.Is(fault, store.ErrFull):
		why = "why.full"
	case errors.Is(fault, store.ErrLocked):
		why = "why.locked"
	}
	w := h.answers.Words
	reply.Text += "\n\n" + w.Line(lang, "offer.unlogged", wording.Fill{"why": w.Line(lang, why, nil)})
	reply.Choices = nil
	return Outcome{Reply: reply, Verdict: verdictOf(v), Lang: lang, Unstored: fault}
}

// verdictOf is "" when there was nothing to judge.
func verdictOf(v judge.Verdict) string {
	if !v.Words {
		return ""
	}
	return string(v.Label)
}

// Line gives a line that belongs to no message: the greeting of a platform, its farewell.
func (h *Handler) Line(lang, key string) string { return h.answers.Words.Line(lang, key, nil) }
