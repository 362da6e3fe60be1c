package handlers

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"time"

	"callguard/bot"
	"callguard/store"
	"callguard/wording"
)

// Limits of linking. Six digits are few: what keeps them from being guessed is that they live
// shortly, are used once, and can be tried a few times only.
const (
	codeFor    = 30 * time.Minute // how long a code holds
	mostWrong  = 5                // codes that a person may get wrong
	wrongFor   = time.Hour        // in this time
	mostLinked = 5                // how many persons are told of one
)

// newCode draws the digits of a code.
func newCode(random io.Reader) (string, error) {
	most := new(big.Int).Exp(big.NewInt(10), big.NewInt(store.CodeLen), nil)
	n, err := rand.Int(random, most)
	if err != nil {
		return "", fmt.Errorf("draw a code: %w", err)
	}
	return fmt.Sprintf("%0*d", store.CodeLen, n), nil
}

// doLink does what is wanted of links to other persons; false when the message is something else.
func (t *turn) doLink(w, norm string) bool {
	code, isCode := codeIn(t.h.wishes.without("word-code", norm))
	own := t.names("word-same", norm) && !t.names("word-other", norm)
	switch {
	case isCode:
		t.takeCode(code)
	case w == "link-code":
		return false
	case w == "link-part" || own && t.h.wishes.is("word-stop", norm):
		return t.part() || t.stopAlerts(true)
	case w == "link-stop" || t.h.wishes.is("word-stop", norm):
		return t.stopAlerts(w == "link-stop")
	case own:
		t.giveCode(same)
	case t.names("word-other", norm) || t.names("word-tell", norm):
		t.giveCode(store.KindAlert)
	default:
		t.say("me.owner", nil)
	}
	return true
}

// names tells whether words of an intent stand in a message, Latin ones by themselves.
func (t *turn) names(in intent, norm string) bool {
	return t.h.wishes.without(in, norm) != strings.Join(strings.Fields(norm), " ")
}

// codeIn reads a message that is nothing but digits; false when there is anything else in it.
func codeIn(rest string) (string, bool) {
	code := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -:,.。", r) {
			return -1
		}
		return r
	}, rest)
	return code, code != "" && digits(code) == len(code)
}

// giveCode makes the code that the other person sends. It is not kept in the stored reply.
func (t *turn) giveCode(kind string) {
	n := 0
	for _, l := range t.links() {
		if l.From == t.user.Person {
			n++
		}
	}
	if n >= mostLinked && kind == store.KindAlert {
		t.say("link.many", wording.Fill{"n": strconv.Itoa(n)})
		return
	}
	code, err := newCode(t.h.random)
	if err != nil {
		t.failed = err
		return
	}
	t.hidden = code
	t.change.Shared.Offer = store.Offer{Code: code, Kind: kind, Made: t.m.At.UTC(), Until: t.m.At.UTC().Add(codeFor)}
	key := "link.code"
	if kind == same {
		key = "link.same-code"
	}
	t.say(key, wording.Fill{"code": code, "n": strconv.Itoa(int(codeFor.Minutes()))})
}

// takeCode looks whose code it is and asks for consent. The code is used up by that.
func (t *turn) takeCode(code string) {
	w, err := t.h.store.Wrong(t.ctx, t.user.Person)
	if err != nil {
		t.failed = err
		return
	}
	if w.Count >= mostWrong && t.m.At.Sub(w.Since) < wrongFor {
		t.say("link.wait", nil)
		return
	}
	o, err := t.h.store.Offer(t.ctx, code, t.m.At)
	switch {
	case errors.Is(err, store.ErrNotFound):
		t.wrongCode(w)
	case err != nil:
		t.failed = err
	case o.Person == t.user.Person:
		t.say("link.self", nil)
	default:
		t.change.Shared.Take, t.change.Shared.TakeAt = code, t.m.At
		t.user.Pending = store.Pending{Kind: "link", Asked: t.m.At.UTC(), Data: map[string]string{"from": o.Person, "kind": o.Kind}}
		if o.Kind == same {
			t.say("link.same-ask", nil)
		} else {
			t.say("link.consent", nil)
		}
		t.choices = []bot.Choice{{Word: "1", Label: t.line("link.yes", nil)}, {Word: "2", Label: t.line("link.no", nil)}}
	}
}

// wrongCode counts a code that fits nobody.
func (t *turn) wrongCode(before store.Wrong) {
	if t.m.At.Sub(before.Since) >= wrongFor {
		before = store.Wrong{Since: t.m.At.UTC()}
	}
	before.Count++
	t.change.Shared.Wrong = before
	t.say("link.wrong", nil)
}

// confirmLink takes the answer to the question whether alerts are wanted; anything else is no
// consent, and is read as what it is.
func (t *turn) confirmLink(bare string, p store.Pending) bool {
	switch {
	case bare == "1" || t.h.wishes.exact("word-yes", bare) || bare == "同意":
		t.user.Pending = store.Pending{}
		if p.Data["kind"] == same {
			t.merge(p.Data["from"])
		} else {
			t.link(p.Data["from"])
		}
	case bare == "2" || t.h.wishes.is("word-no", bare):
		t.user.Pending = store.Pending{}
		t.say("link.refused", nil)
	default:
		return false
	}
	return true
}

// link has this person told of the other from now on, and tells the other.
func (t *turn) link(from string) {
	u, ok := t.other(from)
	if !ok {
		return
	}
	t.change.Shared.Links = append(t.change.Shared.Links, store.Link{From: u.Person, To: t.user.Person, Since: t.m.At.UTC()})
	t.notify(u.Person, "link.agreed")
	t.say("link.on", nil)
}

// other gives the state of the person who made a code, whose chat may have become another's since
// then; false when he has deleted everything, or it is this very person, which is said.
func (t *turn) other(made string) (store.User, bool) {
	person, err := t.h.store.Alias(t.ctx, made)
	if err != nil {
		t.failed = err
		return store.User{}, false
	}
	if person == t.user.Person {
		t.say("link.self", nil)
		return store.User{}, false
	}
	u, err := t.h.store.User(t.ctx, person)
	if err != nil || u.Version == 0 {
		t.failed = err
		t.say("link.gone", nil)
		return store.User{}, false
	}
	return u, true
}

// links gives the links from and to this person; a fault ends the turn.
func (t *turn) links() []store.Link {
	links, err := t.h.store.Links(t.ctx, t.user.Person)
	if err != nil {
		t.failed = err
	}
	return links
}

// stopAlerts ends every link, whichever end this person is. sure = nothing else can be meant;
// without links a wish that is not so sure is left to be read otherwise.
func (t *turn) stopAlerts(sure bool) bool {
	links := t.links()
	if len(links) == 0 {
		if sure && len(t.active()) > 0 {
			return false // "stop" to a reminder
		}
		t.say("link.none", nil)
		return true
	}
	t.change.Shared.Unlink = links
	t.partings(links)
	if slices.ContainsFunc(links, func(l store.Link) bool { return l.From == t.user.Person }) {
		t.say("link.stopped", nil)
	}
	if slices.ContainsFunc(links, func(l store.Link) bool { return l.To == t.user.Person }) {
		t.say("link.left", nil)
	}
	return true
}

// partings tells the other ends that links are over.
func (t *turn) partings(links []store.Link) {
	for _, l := range links {
		if l.From == t.user.Person {
			t.notify(l.To, "link.ended")
		} else {
			t.notify(l.From, "link.declined")
		}
	}
}

// sharedWith says how many persons are told of this one, where it says what is kept.
func (t *turn) sharedWith() {
	n := 0
	for _, l := range t.links() {
		if l.From == t.user.Person {
			n++
		}
	}
	if n > 0 {
		t.say("link.shared", wording.Fill{"n": strconv.Itoa(n)})
	}
}
