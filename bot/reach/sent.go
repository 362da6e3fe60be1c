package reach

import "time"

// Class is why a platform refused a message.
type Class int

// The classes. What each does to the state of the chat and to the account is told with it; after
// each of them the next rung is tried.
const (
	// NotNow leaves everything as it is: the day's total is used up (45009), or this message can
	// not be said in this way.
	NotNow Class = iota
	// Closed ends the quotas of texts until the person acts again: he wrote too long ago (45015).
	Closed
	// Spent ends the quotas of texts until the person acts again (45047), or what he granted for
	// this template or scene (43101).
	Spent
	// Denied switches the kind off for the account: it has no right to it (48001) or lost it (48004).
	Denied
	// NoTemplate switches the template off for the account: the platform does not know it (40037).
	NoTemplate
	// Gone closes the chat until the person comes back: he unfollowed (43004) or blocked the
	// account (Telegram: 403), or is not there any more (Telegram: 400 chat not found).
	Gone
)

// Receipt is what Sent counted, and what the person had done by then; it is of use within the
// process only. What came of the message is noted by it, so that it touches nothing that the
// person did since.
type Receipt struct {
	Way Way

	text, tap         time.Time // the moments of the quotas
	ofText, ofTap     bool      // whether it was counted in them
	noticed, onceUsed bool      // whether a credit was used up
}

// counted says whether anything was counted.
func (r Receipt) counted() bool { return r.ofText || r.ofTap || r.noticed || r.onceUsed }

// Sent counts a message before it is sent. A text is counted in every quota that has room: the
// platform does not say how the quotas of a message and of a tap add up, and this is the careful
// reading. It does not ask whether the way is open: see Ways.
func (w Window) Sent(way Way, at time.Time) (Window, Receipt) {
	r := Receipt{Way: way, text: w.Text.From, tap: w.Tap.From}
	switch way.Kind {
	case Service:
		if w.Text.room(at, TextFor, Texts) > 0 {
			w.Text.Used++
			r.ofText = true
		}
		if w.Tap.room(at, TapFor, TapTexts) > 0 {
			w.Tap.Used++
			r.ofTap = true
		}
	case Notice:
		if w.Notices[way.Template] > 0 {
			w, r.noticed = w.credit(way, -1), true
		}
	case Once:
		if before := len(w.Scenes); before > 0 {
			w = w.credit(way, -1)
			r.onceUsed = len(w.Scenes) < before
		}
	}
	return w, r
}

// Unsent gives back what was counted for a message that surely did not arrive.
func (w Window) Unsent(r Receipt) Window {
	if r.ofText && w.Text.From.Equal(r.text) {
		w.Text.Used = max(w.Text.Used-1, 0)
	}
	if r.ofTap && w.Tap.From.Equal(r.tap) {
		w.Tap.Used = max(w.Tap.Used-1, 0)
	}
	if (r.noticed || r.onceUsed) && !w.Closed {
		w = w.Granted(r.Way)
	}
	return w
}

// Refused notes that the platform refused a message.
func (w Window) Refused(r Receipt, c Class) Window {
	switch {
	case c == Gone:
		if w.Text.From.Equal(r.text) && w.Tap.From.Equal(r.tap) {
			return w.Left()
		}
	case (c == Closed || c == Spent) && r.Way.Kind == Service:
		if w.Text.From.Equal(r.text) {
			w.Text = w.Text.ended()
		}
		if w.Tap.From.Equal(r.tap) {
			w.Tap = w.Tap.ended()
		}
		return w
	case c == Closed || c == Spent:
		return w.Revoked(r.Way)
	}
	return w.Unsent(r)
}
