// Package bot takes what a platform delivered as a Message and gives back a Reply: the one
// language that every platform and every handler speaks. It knows no platform and no domain.
package bot

import (
	"context"
	"time"
)

// Message is one thing that a merchant sent, freed of its platform.
type Message struct {
	Platform string    // "terminal", "telegram", "wechat", ...
	Account  string    // the bot account that received it; "" where a platform has one only
	User     string    // the sender's id on that account
	ID       string    // the platform's id of the message; "" = never delivered twice
	Text     string    // what was written, as it was written
	Channel  string    // how the told contact reached the merchant: call, sms, chat, picture, voice; "" unknown
	Lang     string    // language hint of the platform (BCP 47); "" unknown
	At       time.Time // when it was received, in any zone

	// Passive says that this platform can only answer: what fell due is said after the answer.
	Passive bool
}

// Person is the key under which everything of this sender is kept.
func (m Message) Person() string { return m.Platform + ":" + m.Account + ":" + m.User }

// Key names this delivery for the detection of repeats; "" when the platform gave no id.
func (m Message) Key() string {
	if m.ID == "" {
		return ""
	}
	return m.Platform + ":" + m.Account + ":" + m.ID
}

// Reply is what the merchant reads: plain text, then choices that may be tapped or typed.
type Reply struct {
	Text    string   `json:"text"`
	Choices []Choice `json:"choices,omitempty"`
	File    *File    `json:"file,omitempty"` // nil = none; a platform that can't send files says so
}

// File is something to save: a merchant's own log.
type File struct {
	Name string `json:"name"`
	Type string `json:"type"` // media type
	Data []byte `json:"data"`
}

// Choice is one tappable answer. Every choice can be typed too: its number or its Word.
type Choice struct {
	Word  string `json:"word"`  // what to type, and what a tap sends
	Label string `json:"label"` // what the button shows
}

// Sender brings a reply to a person who did not just write. Its error says what is known of the
// push: see ErrUnreachable and ErrUnknown. A send whose ctx ended is one of an unknown outcome, unless
// the error has Unsent() bool that is true, or is of a connection that was never made; so a client's
// time for connecting must be shorter than that of a whole send, or a network that is down looks
// as if messages may have arrived.
type Sender interface {
	Send(ctx context.Context, p Push) error
}
