package handlers

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"callguard/bot"
	"callguard/handlers/wants"
	"callguard/judge"
	"callguard/judge/text"
	"callguard/store"
	"callguard/wording"
)

// turn is one message on its way: what was known before, what it changes, what is said.
type turn struct {
	h       *Handler
	ctx     context.Context
	m       bot.Message
	clean   text.Clean
	user    store.User
	cases   []store.Case // the latest ones, newest first
	lang    string
	loc     *time.Location
	verdict judge.Verdict // of this message by itself; Words false = not judged yet
	reading wants.Reading // what it wants
	change  store.Change
	said    []string
	choices []bot.Choice
	file    *bot.File
	hidden  string // is said, but not kept in the stored reply; "" nothing
	out     Outcome
	failed  error
}

// longestMessage bounds what is judged and kept of one message, in bytes.
const longestMessage = 16 << 10

// latest is how many entries of the log a turn looks at.
const latest = 50

// bounded cuts a message at a character.
func bounded(s string) string {
	if len(s) <= longestMessage {
		return s
	}
	cut := longestMessage
	for cut > 0 && !utf8.RuneStart(s[cut]) {
		cut--
	}
	return s[:cut]
}

// open reads what is known of the sender. Whose log his chat belongs to is asked here and nowhere
// else: from here on the person is t.user.Person, and t.m.Person() is the chat.
func (h *Handler) open(ctx context.Context, m bot.Message) (*turn, error) {
	person, err := h.store.Alias(ctx, m.Person())
	if err != nil {
		return nil, fmt.Errorf("read whose chat it is: %w", err)
	}
	user, err := h.store.User(ctx, person)
	if err != nil {
		return nil, fmt.Errorf("read the user's state: %w", err)
	}
	cases, err := h.store.Cases(ctx, person, store.CaseQuery{Limit: latest})
	if err != nil {
		return nil, fmt.Errorf("read the log: %w", err)
	}
	m.Text = bounded(m.Text)
	t := &turn{h: h, ctx: ctx, m: m, clean: text.New(m.Text), user: user, cases: cases}
	t.lang = user.Lang
	if !user.LangSet {
		t.lang = Language(m.Text, orElse(user.Lang, m.Lang))
	}
	if t.lang != "en" {
		t.lang = "zh"
	}
	if t.loc, err = store.LoadZone(user.TZ); err != nil {
		if t.loc, err = store.LoadZone(""); err != nil {
			return nil, err
		}
	}
	if t.user.Version == 0 {
		t.user.Created = m.At
	}
	t.user.Lang = t.lang
	return t, nil
}

func orElse(s, other string) string {
	if s != "" {
		return s
	}
	return other
}

// line gives a line of the merchant's language.
func (t *turn) line(key string, fill wording.Fill) string {
	return t.h.answers.Words.Line(t.lang, key, fill)
}

// say adds a line to the reply.
func (t *turn) say(key string, fill wording.Fill) { t.said = append(t.said, t.line(key, fill)) }

// commit stores what the turn changes and gives what it came to.
func (t *turn) commit() (Outcome, error) {
	if t.failed != nil {
		return Outcome{}, t.failed
	}
	reply := bot.Reply{Text: strings.Join(t.said, "\n"), Choices: t.choices, File: t.file}
	reply.Text, t.user.More = t.page(reply.Text)
	t.alert()
	if t.failed != nil {
		return Outcome{}, t.failed
	}
	raw, err := json.Marshal(t.kept(reply))
	if err != nil {
		return Outcome{}, fmt.Errorf("write the reply: %w", err)
	}
	t.change.User, t.change.Key, t.change.Reply = t.user, t.m.Key(), raw
	stored, repeated, err := t.h.store.Commit(t.ctx, t.change)
	if err != nil {
		return Outcome{}, fmt.Errorf("store: %w", err)
	}
	if repeated {
		var again bot.Reply
		if len(stored) > 0 {
			err = json.Unmarshal(stored, &again)
		}
		return Outcome{Reply: again, Lang: t.lang}, err
	}
	t.out.Reply, t.out.Lang = reply, t.lang
	return t.out, t.count()
}

// count reads what the log and the reminders hold now.
func (t *turn) count() error {
	var err error
	if t.out.LogCount, err = t.h.store.CountCases(t.ctx, t.person()); err != nil {
		return fmt.Errorf("count the log: %w", err)
	}
	if t.out.Reminders, err = t.h.store.Reminders(t.ctx, t.person()); err != nil {
		return fmt.Errorf("read reminders: %w", err)
	}
	t.out.Reminders = own(t.out.Reminders)
	return nil
}
