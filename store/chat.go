package store

import "context"

// Chats is the part of Store that keeps what a platform must know of a chat, such as until when
// somebody may be written to. A chat is named as the person who writes there, an alias by his own
// name; what is kept of it is opaque here. It goes with DropAll of the person, and of nobody else:
// a chat that becomes an alias, or is parted, is still the same chat.
type Chats interface {
	// Chat gives the state of a chat; nil = there is none. A name that is not 1 to MaxPerson bytes
	// long gives ErrLimit.
	Chat(ctx context.Context, chat string) ([]byte, error)

	// UpdateChat replaces the state of a chat by what fn makes of it; nobody else changes it
	// meanwhile. nil deletes it, more than MaxChat bytes give ErrLimit, and an error of fn comes
	// back and nothing is changed. fn may run more than once, and must not use the store.
	UpdateChat(ctx context.Context, chat string, fn func(old []byte) ([]byte, error)) error
}
