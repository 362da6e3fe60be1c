package boltstore

import (
	"bytes"
	"context"
	"fmt"

	"callguard/store"
)

// Chat gives the state of a chat; see store.Store.
func (s *Store) Chat(ctx context.Context, chat string) (state []byte, err error) {
	if err := checkPerson(chat); err != nil {
		return nil, s.explain("chat", err)
	}
	err = s.view(ctx, "chat", func(t *tables) error {
		state, err = t.chat(chat)
		return err
	})
	return state, err
}

// chat gives a copy of the state of a chat; nil when there is none.
func (t *tables) chat(name string) ([]byte, error) {
	sealed := t.chats.Get(personKey(name))
	if sealed == nil {
		return nil, nil
	}
	state, err := t.codec.open(name, sealed)
	return bytes.Clone(state), err
}

// UpdateChat replaces the state of a chat; see store.Store.
func (s *Store) UpdateChat(ctx context.Context, chat string, fn func(old []byte) ([]byte, error)) error {
	if err := checkPerson(chat); err != nil {
		return s.explain("chat", err)
	}
	return s.commit(ctx, "chat", func(t *tables) error {
		old, err := t.chat(chat)
		if err != nil {
			return err
		}
		state, err := fn(bytes.Clone(old))
		switch {
		case err != nil:
			return err
		case len(state) > store.MaxChat:
			return fmt.Errorf("%w: the state of a chat of %d bytes", store.ErrLimit, len(state))
		case bytes.Equal(old, state) && (old == nil) == (state == nil):
			return nil
		case state == nil:
			return t.del(t.chats, personKey(chat))
		}
		return t.put(t.chats, personKey(chat), t.codec.seal(chat, state))
	})
}

// dropChats deletes the state of the chats of a person and of his aliases.
func (t *tables) dropChats(person string) error {
	names, err := t.aliasesOf(person)
	for _, name := range append(names, person) {
		if err != nil {
			return err
		}
		err = t.del(t.chats, personKey(name))
	}
	return err
}

// verifyChat wants a chat's state to be whole.
func (t *tables) verifyChat(k, v []byte) error {
	name, rest, ok := cutText(k)
	state, err := t.codec.open(name, v)
	if err == nil && (!ok || len(rest) > 0 || len(state) > store.MaxChat) {
		err = fmt.Errorf("%w: an unreadable chat", store.ErrCorrupt)
	}
	return err
}
