package reach

import (
	"context"
	"fmt"
	"time"

	"callguard/bot"
)

// Chats is what a Ladder needs to know of persons and chats.
type Chats interface {
	// Chats gives the keys of the chats of a person in the order in which they are tried: his own
	// first, then the linked ones.
	Chats(ctx context.Context, person string) ([]string, error)

	// Chat gives the state of a chat, as Window.Encode gave it; nil when there is none.
	Chat(ctx context.Context, chat string) ([]byte, error)

	// UpdateChat replaces the state of a chat by what fn makes of it, as one step; nil deletes
	// it. fn may run more than once; its error ends the update and is given back.
	UpdateChat(ctx context.Context, chat string, fn func(old []byte) ([]byte, error)) error
}

// Ladder brings messages to persons who did not just write, by the best way that is open. Set the
// fields before the first use; the methods are safe for concurrent use.
type Ladder struct {
	Chats   Chats
	Account func(chat string) *Account // whose chat it is; nil = of no account of this process
	Now     func() time.Time

	// Denied is told once when the platform denies an account a right, which it then does without
	// until the program starts again; nil = nobody is.
	Denied func(chat string, w Way, err error)

	// Failed is told when the state of a chat could not be stored after a refusal; the message
	// goes on its way. nil = nobody is.
	Failed func(error)
}

// Note stores what happened in a chat: Note(ctx, chats, chat, func(w Window) Window { return
// w.Typed(at) }). fn may run more than once.
func Note(ctx context.Context, c Chats, chat string, fn func(Window) Window) error {
	err := c.UpdateChat(ctx, chat, func(old []byte) ([]byte, error) {
		w, err := Decode(old)
		if err != nil {
			return nil, err
		}
		return fn(w).Encode()
	})
	if err != nil {
		return fmt.Errorf("note what happened in a chat: %w", err)
	}
	return nil
}

// Send brings a push to its person: by the open ways of his own chat, then by those of the linked
// chats. A way that is refused gives way to the next one. It ends at the first message that
// arrived, gives the error of one that did not and may be tried later (with RetryAfter() when the
// platform said when, without trying another way, for this one is only late), and
// bot.ErrUnreachable when no way is left. After an outcome that is not known it tries nothing
// more, or the message might come twice, and gives bot.ErrUnknown.
func (l *Ladder) Send(ctx context.Context, p bot.Push) error {
	chats, err := l.Chats.Chats(ctx, p.Person)
	if err != nil {
		return fmt.Errorf("find the chats of a person: %w", err)
	}
	return l.walk(ctx, chats, p, Ways)
}

// Answer brings an answer that comes too late for the platform's direct reply to the chat it was
// asked in, as Send does, by AnswerWays.
func (l *Ladder) Answer(ctx context.Context, chat, key string, r bot.Reply) error {
	return l.walk(ctx, []string{chat}, bot.Push{Key: key, Reply: r}, AnswerWays)
}

// Promised is how a message will most likely reach a person.
type Promised struct {
	Chat string // "" when Way is Kept
	Way  Way
}

// Promise gives how a push at a later moment will most likely reach a person; see Promise of one
// chat.
func (l *Ladder) Promise(ctx context.Context, person string, at time.Time) (Promised, error) {
	chats, err := l.Chats.Chats(ctx, person)
	if err != nil {
		return Promised{}, fmt.Errorf("find the chats of a person: %w", err)
	}
	for _, chat := range chats {
		a := l.Account(chat)
		if a == nil {
			continue
		}
		w, err := l.window(ctx, chat)
		if err != nil {
			return Promised{}, err
		}
		if way := Promise(a.Allowed(), w, at); way.Kind != Kept {
			return Promised{chat, way}, nil
		}
	}
	return Promised{}, nil
}

func (l *Ladder) window(ctx context.Context, chat string) (Window, error) {
	b, err := l.Chats.Chat(ctx, chat)
	if err != nil {
		return Window{}, fmt.Errorf("read the state of a chat: %w", err)
	}
	return Decode(b)
}
