// Package terminal takes lines typed by one merchant and prints the replies: the same conversation
// as on WeChat and Telegram, with reminders printed above the prompt while it runs.
package terminal

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/ergochat/readline"

	"callguard/bot"
)

// longestLine is how much one line may hold, in bytes.
const longestLine = 1 << 20

// Talk is one conversation in the terminal.
type Talk struct {
	Answer   func(ctx context.Context, m bot.Message) (bot.Reply, error)
	Greeting string
	Bye      string
	Late     func(ctx context.Context) error // delivers what fell due before the start; nil = nothing does
	Remind   func(ctx context.Context) error // delivers what falls due until ctx ends; nil = nothing does
	Now      func() time.Time
	In       io.Reader
	Out      io.Writer
	History  string              // file of what was typed; "" = not kept
	Mask     func(string) string // hides secrets before a line is kept in History; nil = nothing is kept

	mu sync.Mutex
}

// User is who sits at the terminal.
const User = "me"

// Person is the key of whoever sits at the terminal.
func Person() string { return bot.Message{Platform: "terminal", User: User}.Person() }

// Send prints a reminder. It never fails: what is printed has arrived.
func (t *Talk) Send(_ context.Context, p bot.Push) error {
	t.print(p.Reply)
	return nil
}

func (t *Talk) print(r bot.Reply) {
	t.mu.Lock()
	defer t.mu.Unlock()
	fmt.Fprintln(t.Out, r.Text)
}

// Run talks until the input ends. Standard input that is a terminal gets a prompt with history;
// anything else is read line by line.
func (t *Talk) Run(ctx context.Context) error {
	next, closeInput, err := t.lines()
	if err != nil {
		return err
	}
	defer closeInput()
	t.print(bot.Reply{Text: t.Greeting + "\n"})
	if t.Late != nil {
		if err := t.Late(ctx); err != nil {
			return err
		}
	}
	ctx, cancel := context.WithCancel(ctx)
	var done sync.WaitGroup
	var reminded error
	if t.Remind != nil {
		done.Go(func() { reminded = t.Remind(ctx) })
	}
	err = t.talk(ctx, next)
	cancel()
	done.Wait()
	return errors.Join(err, reminded)
}

// talk answers one line after the other.
func (t *Talk) talk(ctx context.Context, next func() (string, error)) error {
	for {
		line, err := next()
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, readline.ErrInterrupt):
			t.print(bot.Reply{Text: t.Bye})
			return nil
		case err != nil:
			return fmt.Errorf("read a line: %w", err)
		}
		reply, err := t.Answer(ctx, bot.Message{Platform: "terminal", User: User, Text: strings.TrimRight(line, "\r"), At: t.Now()})
		if err != nil {
			return err
		}
		if reply.File != nil {
			path, err := t.save(*reply.File)
			if err != nil {
				return err
			}
			reply.Text += "\n" + path
		}
		t.print(bot.Reply{Text: reply.Text + "\n"})
	}
}

// save keeps a file of a reply beside the history, for its owner only, and gives its path.
func (t *Talk) save(f bot.File) (string, error) {
	path := filepath.Join(filepath.Dir(t.History), filepath.Base(f.Name))
	if err := os.WriteFile(path, f.Data, 0o600); err != nil {
		return "", fmt.Errorf("save %s: %w", f.Name, err)
	}
	return path, nil
}

// lines gives a reader of lines: with prompt and history at a terminal, plain otherwise.
func (t *Talk) lines() (next func() (string, error), closeInput func(), err error) {
	if f, ok := t.In.(*os.File); ok && isTerminal(f) {
		return t.prompt()
	}
	sc := bufio.NewScanner(t.In)
	sc.Buffer(make([]byte, 0, 64<<10), longestLine)
	next = func() (string, error) {
		if sc.Scan() {
			return sc.Text(), nil
		}
		if sc.Err() != nil {
			return "", sc.Err()
		}
		return "", io.EOF
	}
	return next, func() {}, nil
}

// prompt reads with a prompt and a history, which holds what was typed with secrets masked and can
// be read by its owner only.
func (t *Talk) prompt() (next func() (string, error), closeInput func(), err error) {
	history := ""
	if t.Mask != nil && t.History != "" {
		f, err := os.OpenFile(t.History, os.O_CREATE|os.O_APPEND, 0o600)
		if err != nil {
			return nil, nil, fmt.Errorf("open the history: %w", err)
		}
		if err := f.Close(); err != nil {
			return nil, nil, fmt.Errorf("open the history: %w", err)
		}
		history = t.History
	}
	rl, err := readline.NewFromConfig(&readline.Config{Prompt: "> ", HistoryFile: history, HistoryLimit: 500,
		DisableAutoSaveHistory: true})
	if err != nil {
		return nil, nil, fmt.Errorf("open the terminal: %w", err)
	}
	t.Out = rl.Stdout()
	next = func() (string, error) {
		line, err := rl.ReadLine()
		if err == nil && history != "" {
			err = rl.SaveToHistory(t.Mask(line))
		}
		return line, err
	}
	return next, func() { _ = rl.Close() }, nil
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
