// Package reach decides how a person can be reached who did not just write. In go the rights of
// an account, the state of a chat and a moment; out come the ways that the platform's rules leave
// open, best first, and a Ladder that walks them.
//
// A platform's message of each kind is a rung: a plain push (Telegram, the terminal), and on a
// WeChat official account a customer-service text, a subscription notice, a template message and a
// one-time subscription message. When no rung holds, the message is kept and said after the
// person's next message: that is the caller's part, who is told by bot.ErrUnreachable.
//
// What the platform answers is the truth; the counts here only keep it from being asked in vain
// and keep one text back for an answer.
package reach
