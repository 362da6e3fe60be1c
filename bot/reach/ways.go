package reach

import "time"

// Ways gives the ways that are open for a message that the person did not ask for just now, best
// first: push alone where the account may, else service text, notice credits in the order of
// r.Notices, template, one-time credits by scene. Empty: it is kept.
//
// One text of the quota after a typed message is left for an answer (Reserved).
func Ways(r Rights, w Window, now time.Time) []Way {
	if w.Closed {
		return nil
	}
	if r.Push {
		return []Way{{Kind: Push}}
	}
	var out []Way
	if r.Service && (w.Text.room(now, TextFor, Texts-Reserved) > 0 || w.Tap.room(now, TapFor, TapTexts) > 0) {
		out = append(out, Way{Kind: Service})
	}
	for _, id := range r.Notices {
		if w.Notices[id] > 0 {
			out = append(out, Way{Kind: Notice, Template: id})
		}
	}
	if r.Template != "" {
		out = append(out, Way{Kind: Template, Template: r.Template})
	}
	if r.Once != "" {
		for _, scene := range w.Scenes {
			out = append(out, Way{Kind: Once, Template: r.Once, Scene: scene})
		}
	}
	return out
}

// AnswerWays gives the ways that are open for an answer to what the person wrote, when it comes
// too late for the platform's direct reply: push, or a service text as long as there is any.
// Nothing that he granted for reminders is used up.
func AnswerWays(r Rights, w Window, now time.Time) []Way {
	switch {
	case w.Closed:
		return nil
	case r.Push:
		return []Way{{Kind: Push}}
	case r.Service && (w.Text.room(now, TextFor, Texts) > 0 || w.Tap.room(now, TapFor, TapTexts) > 0):
		return []Way{{Kind: Service}}
	}
	return nil
}

// Promise gives the way that a message at a later moment will most likely take, if nothing happens
// in the chat until then; Kept when it will have to wait for the person's next message. Note what
// the person just did before asking.
func Promise(r Rights, w Window, at time.Time) Way {
	if ways := Ways(r, w, at); len(ways) > 0 {
		return ways[0]
	}
	return Way{}
}
