package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"callguard/bot"
	"callguard/bot/terminal"
	"callguard/handlers"
	"callguard/judge"
	"callguard/judge/text"
	"callguard/remind/due"
	"callguard/remind/when"
	"callguard/store"
	"callguard/store/boltstore"
	"callguard/wording"
)

type chatCmd struct {
	JSONL bool   `name:"jsonl" help:"Read JSON lines from standard input."`
	DB    string `name:"db" env:"CALLGUARD_DB" placeholder:"FILE" help:"Where the log is kept; in your data folder when not given."`
}

// Run talks in the terminal, or answers JSON lines.
func (c chatCmd) Run(s streams) error {
	if c.JSONL {
		return c.lines(s)
	}
	path, err := c.path()
	if err != nil {
		return err
	}
	h, db, err := openChat(path)
	if err != nil {
		return err
	}
	return errors.Join(talk(h, db, s, path).Run(context.Background()), db.Close())
}

// talk wires the conversation in the terminal: handlers answer, and reminders are printed while
// it runs.
func talk(h *handlers.Handler, db *boltstore.Store, s streams, path string) *terminal.Talk {
	lang := "zh"
	if strings.HasPrefix(os.Getenv("LANG"), "en") {
		lang = "en"
	}
	t := &terminal.Talk{In: s.in, Out: s.out, Now: s.now, History: filepath.Join(filepath.Dir(path), "history"), Mask: text.Mask,
		Greeting: h.Line(lang, "chat.hello") + "\n" + h.Line(lang, "chat.kept-in") + " " + path, Bye: h.Line(lang, "chat.bye")}
	loop := &due.Loop{Store: db, Lane: store.Lane(terminal.Person()), Sender: t, Next: when.Next, Now: s.now,
		Quiet: h.QuietSet, // who sits here is awake, unless he said when not to be disturbed
		Text:  func(r store.Reminder, late time.Duration) bot.Reply { return h.Push(context.Background(), r, late) }}
	t.Late = func(ctx context.Context) error { _, err := loop.Tick(ctx); return err }
	t.Remind = loop.Run
	t.Answer = func(ctx context.Context, m bot.Message) (bot.Reply, error) {
		out, err := h.Handle(ctx, m)
		loop.Wake()
		return out.Reply, err
	}
	return t
}

// path is where the log is kept: --db, else the user's data folder.
func (c chatCmd) path() (string, error) {
	if c.DB != "" {
		return c.DB, nil
	}
	dir := os.Getenv("XDG_DATA_HOME")
	if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", usageError{"no home folder to keep the log in: say where with --db FILE"}
		}
		dir = filepath.Join(home, ".local", "share")
	}
	return filepath.Join(dir, "callguard", "callguard.db"), nil
}

// openChat opens the store and builds the handlers on it.
func openChat(path string) (*handlers.Handler, *boltstore.Store, error) {
	j, err := loadJudge("")
	if err != nil {
		return nil, nil, err
	}
	return openWith(j, path)
}

func openWith(j *judge.Judge, path string) (*handlers.Handler, *boltstore.Store, error) {
	words, err := wording.Load()
	if err != nil {
		return nil, nil, fmt.Errorf("wording: %w", err)
	}
	db, err := boltstore.Open(path, boltstore.Options{})
	if err != nil {
		return nil, nil, advice(path, err)
	}
	h, err := handlers.New(j, db, words, j.Directory())
	if err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	return h, db, nil
}

// advice tells in one line what to do about a store that can't be opened.
func advice(path string, err error) error {
	for _, a := range []struct {
		fault error
		do    string
	}{
		{store.ErrLocked, "another callguard uses it: close that one, or take another file with --db"},
		{store.ErrCorrupt, "the file is damaged: put a backup in its place, or start anew with --db"},
		{store.ErrNewer, "a newer callguard wrote it: update this one"},
		{store.ErrFull, "the disk is full: make room and start again; nothing is lost"},
		{store.ErrAccess, "it can't be read and written there: mend the rights, or take another file with --db"},
	} {
		if errors.Is(err, a.fault) {
			return fmt.Errorf("%s: %s", path, a.do)
		}
	}
	return fmt.Errorf("%s: %w", path, err)
}

type chatIn struct {
	User     string `json:"user"`
	Text     string `json:"text"`
	Now      string `json:"now"`
	Platform string `json:"platform"`
	Lang     string `json:"lang"`
	Channel  string `json:"channel"`
}

type chatOut struct {
	User        string        `json:"user"`
	Reply       string        `json:"reply"`
	Verdict     string        `json:"verdict,omitempty"`
	Case        string        `json:"case,omitempty"`
	CaseVerdict string        `json:"case_verdict,omitempty"`
	UserVerdict string        `json:"user_verdict,omitempty"`
	Lang        string        `json:"lang"`
	LogAdded    int           `json:"log_added"`
	LogCount    int           `json:"log_count"`
	Reminders   []reminderOut `json:"reminders"`
	Error       string        `json:"error,omitempty"`
}

type reminderOut struct {
	ID    string `json:"id"`
	At    string `json:"at"`
	RRule string `json:"rrule,omitempty"`
	What  string `json:"what"`
}

// lines answers a conversation a line. Without --db the log is kept until the end only.
func (c chatCmd) lines(s streams) (err error) {
	path := c.DB
	if path == "" {
		dir, err := os.MkdirTemp("", "callguard-")
		if err != nil {
			return fmt.Errorf("a temporary log: %w", err)
		}
		defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
		path = filepath.Join(dir, "chat.db")
	}
	h, db, err := openChat(path)
	if err != nil {
		return err
	}
	clocks := map[string]time.Time{}
	err = eachLine(s.in, s.out, func(in chatIn) (any, error) { return chatAnswer(h, in, clocks, s.now) })
	return errors.Join(err, db.Close())
}

// chatAnswer answers one line. A user's clock stays where his last now put it, until it is moved.
func chatAnswer(h *handlers.Handler, in chatIn, clocks map[string]time.Time, clock func() time.Time) (any, error) {
	who := in.Platform + ":" + in.User
	now, set := clocks[who]
	if !set {
		now = clock()
	}
	now, err := timeOr(in.Now, now)
	if err != nil {
		return chatOut{User: in.User, Error: "unreadable: now is a time like 2026-01-31T09:00:00+08:00", Reminders: []reminderOut{}}, nil
	}
	if in.Now != "" {
		clocks[who] = now
	}
	platform := in.Platform
	if platform == "" {
		platform = "jsonl"
	}
	out, err := h.Handle(context.Background(), bot.Message{Platform: platform, User: in.User, Text: in.Text,
		Channel: in.Channel, Lang: in.Lang, At: now, Passive: true})
	if err != nil {
		return nil, err
	}
	answer := chatOut{User: in.User, Reply: out.Reply.Text, Verdict: out.Verdict, Case: out.Case, CaseVerdict: out.CaseVerdict,
		UserVerdict: out.UserVerdict, Lang: out.Lang, LogAdded: out.LogAdded, LogCount: out.LogCount, Reminders: []reminderOut{}}
	for _, r := range out.Reminders {
		loc, err := store.LoadZone(r.TZ)
		if err != nil {
			loc = time.UTC
		}
		answer.Reminders = append(answer.Reminders, reminderOut{r.ID, r.At.In(loc).Format(time.RFC3339), r.RRule, r.What})
	}
	return answer, nil
}
