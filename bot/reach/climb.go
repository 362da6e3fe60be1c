package reach

import (
	"context"
	"fmt"
	"slices"
	"time"

	"callguard/bot"
)

// walk tries the ways of each chat in turn.
func (l *Ladder) walk(ctx context.Context, chats []string, p bot.Push, ways waysFunc) error {
	var why error
	for _, chat := range chats {
		a := l.Account(chat)
		if a == nil {
			continue
		}
		c := climb{Ladder: l, account: a, chat: chat, ways: ways}
		arrived, err := c.all(ctx, p)
		switch {
		case err != nil:
			return fmt.Errorf("reach a person: %w", err)
		case arrived:
			return nil
		case c.last != nil:
			why = c.last
		}
	}
	if why != nil {
		// Only what it says: a caller that asks what the error is finds the one answer.
		return fmt.Errorf("reach a person: %w (last %v)", bot.ErrUnreachable, why)
	}
	return fmt.Errorf("reach a person: %w", bot.ErrUnreachable)
}

// waysFunc is Ways or AnswerWays.
type waysFunc func(Rights, Window, time.Time) []Way

// climb is the walk up the ways of one chat.
type climb struct {
	*Ladder
	account *Account
	chat    string
	ways    waysFunc
	refused []Way    // not to be tried again
	last    *Refusal // nil = none yet
	gone    bool     // the chat is closed, whatever its stored state says
}

// all tries the ways until one holds (true), none is left (false), or an error ends it. It ends
// because no way is tried twice, and ways come up only by a person's doing.
func (c *climb) all(ctx context.Context, p bot.Push) (bool, error) {
	for !c.gone {
		if err := ctx.Err(); err != nil {
			return false, unsent{err}
		}
		receipt, err := c.reserve(ctx)
		if err != nil {
			return false, unsent{err}
		}
		if receipt.Way.Kind == Kept {
			return false, nil
		}
		err = c.account.Send(ctx, Message{Way: receipt.Way, Chat: c.chat, Key: p.Key, Reply: p.Reply})
		switch o, refusal, after := read(err); o {
		case arrived:
			return true, nil
		case refused:
			c.refuse(ctx, receipt, refusal)
			continue
		case unknown:
			return false, fmt.Errorf("%w: %w", bot.ErrUnknown, err)
		case later:
			c.account.pauseFor(c.Now(), after)
			err = &Wait{For: after, Err: err}
		}
		if receipt.counted() {
			c.note(ctx, func(w Window) Window { return w.Unsent(receipt) })
		}
		return false, err
	}
	return false, nil
}

// reserve picks the next way and counts the message before it is sent, so that two at once never
// share the last of a quota. The receipt of Kept says that no way is left.
func (c *climb) reserve(ctx context.Context) (Receipt, error) {
	w, err := c.window(ctx, c.chat)
	if err != nil {
		return Receipt{}, err
	}
	now := c.Now()
	way := c.next(w, now)
	if way.Kind == Kept {
		return Receipt{}, nil
	}
	if d := c.account.paused(now); d > 0 {
		return Receipt{}, &Wait{For: d}
	}
	_, receipt := w.Sent(way, now)
	if !receipt.counted() {
		return receipt, nil
	}
	err = c.Chats.UpdateChat(ctx, c.chat, func(old []byte) ([]byte, error) {
		w, err := Decode(old)
		if err != nil {
			return nil, err
		}
		w, receipt = w.Sent(c.next(w, now), now)
		if !receipt.counted() {
			return old, nil
		}
		return w.Encode()
	})
	if err != nil {
		return Receipt{}, fmt.Errorf("count a message: %w", err)
	}
	return receipt, nil
}

// next is the best way that was not refused; Kept when there is none.
func (c *climb) next(w Window, now time.Time) Way {
	for _, way := range c.ways(c.account.Allowed(), w, now) {
		if !slices.ContainsFunc(c.refused, way.shutBy) {
			return way
		}
	}
	return Way{}
}

// anyScene stands for all scenes of a way that was refused whatever the credit.
const anyScene = -1

// shutBy says whether the refusal of another way is one of this way too.
func (w Way) shutBy(refused Way) bool {
	if refused.Scene == anyScene {
		refused.Scene = w.Scene
	}
	return w == refused
}

// refuse notes a refusal: in the chat, in the account, and for the rest of the walk.
func (c *climb) refuse(ctx context.Context, receipt Receipt, r *Refusal) {
	way := receipt.Way
	c.last = r
	c.gone = r.Class == Gone
	if (r.Class == Denied || r.Class == NoTemplate) && c.account.deny(way, r.Class) && c.Denied != nil {
		c.Denied(c.chat, way, r.Err)
	}
	if r.Class != Spent {
		way.Scene = anyScene
	}
	c.refused = append(c.refused, way)
	if receipt.counted() || r.Class == Closed || r.Class == Spent || r.Class == Gone {
		c.note(ctx, func(w Window) Window { return w.Refused(receipt, r.Class) })
	}
}

// note stores what came of a message, even when the time to send it is over. A fault leaves the
// count too high, or asks the platform once more in vain: the message need not wait for that.
func (c *climb) note(ctx context.Context, fn func(Window) Window) {
	if err := Note(context.WithoutCancel(ctx), c.Chats, c.chat, fn); err != nil && c.Failed != nil {
		c.Failed(err)
	}
}
