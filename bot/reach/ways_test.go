package reach

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// accounts are all types of account by name.
func accounts() map[string]Rights {
	return map[string]Rights{
		"telegram":           Telegram(),
		"terminal":           Terminal(),
		"unverified":         Unverified(),
		"unverified service": UnverifiedService(),
		"verified":           Verified("once"),
		"verified bare":      Verified(""),
		"service":            VerifiedService([]string{"n1", "n2"}, "tpl", "once"),
		"service bare":       VerifiedService(nil, "", ""),
		"test":               TestAccount("tpl"),
		"test bare":          TestAccount(""),
	}
}

// chat makes a window: words such as "typed", "3 sent", "n1", "scene 7", "left".
func chat(words ...string) Window {
	var w Window
	for _, word := range words {
		var n int
		var unit string
		fmt.Sscan(word, &n, &unit)
		switch {
		case word == "typed":
			w = w.Typed(noon)
		case word == "tapped":
			w = w.Tapped(noon)
		case unit == "sent":
			for range n {
				w, _ = w.Sent(Way{Kind: Service}, noon)
			}
		case word == "left":
			w = w.Left()
		case word == "back":
			w = w.Back()
		case strings.HasPrefix(word, "n"):
			w = w.Granted(Way{Kind: Notice, Template: word})
		case strings.HasPrefix(word, "scene "):
			fmt.Sscan(word[6:], &n)
			w = w.Granted(Way{Kind: Once, Scene: n})
		default:
			panic(word)
		}
	}
	return w
}

func spell(ways ...Way) string {
	var out []string
	for _, w := range ways {
		switch w.Kind {
		case Kept:
			out = append(out, "kept")
		case Notice:
			out = append(out, w.Template)
		case Once:
			out = append(out, fmt.Sprint(w.Kind, w.Scene))
		default:
			out = append(out, string(w.Kind))
		}
	}
	return strings.Join(out, " ")
}

const hour = time.Hour

// TestWays holds every type of account against every state of a chat.
func TestWays(t *testing.T) {
	t.Parallel()
	all := []string{"typed", "n2", "n1", "scene 9", "scene 0"}
	for _, c := range []struct {
		chat []string
		at   time.Duration
		want map[string]string // by account; "*" = all that are not named
	}{
		{nil, 0, map[string]string{"telegram": "push", "terminal": "push", "service": "template", "test": "template"}},
		{[]string{"typed"}, 0, map[string]string{"telegram": "push", "terminal": "push", "unverified": "", "unverified service": "",
			"service": "service template", "test": "service template", "*": "service"}},
		{[]string{"typed"}, 48*hour - 1, map[string]string{"telegram": "push", "terminal": "push", "unverified": "", "unverified service": "",
			"service": "service template", "test": "service template", "*": "service"}},
		{[]string{"typed"}, 48 * hour, map[string]string{"telegram": "push", "terminal": "push", "service": "template", "test": "template"}},
		{[]string{"typed", "3 sent"}, hour, map[string]string{"telegram": "push", "terminal": "push", "unverified": "", "unverified service": "",
			"service": "service template", "test": "service template", "*": "service"}},
		{[]string{"typed", "4 sent"}, hour, map[string]string{"telegram": "push", "terminal": "push", "service": "template", "test": "template"}},
		{[]string{"tapped", "2 sent"}, 59 * time.Second, map[string]string{"telegram": "push", "terminal": "push", "unverified": "",
			"unverified service": "", "service": "service template", "test": "service template", "*": "service"}},
		{[]string{"tapped", "3 sent"}, 0, map[string]string{"telegram": "push", "terminal": "push", "service": "template", "test": "template"}},
		{[]string{"tapped"}, time.Minute, map[string]string{"telegram": "push", "terminal": "push", "service": "template", "test": "template"}},
		{[]string{"typed", "4 sent", "tapped"}, 0, map[string]string{"verified": "service", "verified bare": "service", "service": "service template",
			"service bare": "service", "test": "service template", "test bare": "service", "telegram": "push", "terminal": "push"}},
		{all, hour, map[string]string{"telegram": "push", "terminal": "push", "unverified": "", "unverified service": "",
			"verified": "service once0 once9", "service": "service n1 n2 template once0 once9", "test": "service template", "*": "service"}},
		{all, 49 * hour, map[string]string{"telegram": "push", "terminal": "push", "verified": "once0 once9",
			"service": "n1 n2 template once0 once9", "test": "template"}},
		{append(all, "left"), 0, nil},
		{append(all, "left", "back"), 0, map[string]string{"telegram": "push", "terminal": "push", "service": "template", "test": "template"}},
		{append(all, "left", "tapped"), 0, map[string]string{"telegram": "push", "terminal": "push", "unverified": "", "unverified service": "",
			"service": "service template", "test": "service template", "*": "service"}},
	} {
		for name, r := range accounts() {
			want, named := c.want[name]
			if !named {
				want = c.want["*"]
			}
			ways := Ways(r, chat(c.chat...), noon.Add(c.at))
			if got := spell(ways...); got != want {
				t.Errorf("%s, %q after %v: %q, want %q", name, c.chat, c.at, got, want)
			}
			first := "kept"
			if want != "" {
				first = strings.Fields(want)[0]
			}
			if got := spell(Promise(r, chat(c.chat...), noon.Add(c.at))); got != first {
				t.Errorf("%s, %q after %v: promised %q, want %q", name, c.chat, c.at, got, first)
			}
		}
	}
}

func TestAnswerWays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		account string
		chat    []string
		at      time.Duration
		want    string
	}{
		{"telegram", nil, 0, "push"},
		{"telegram", []string{"left"}, 0, ""},
		{"unverified", []string{"typed"}, 0, ""},
		{"unverified service", []string{"typed"}, 0, ""},
		{"service", []string{"typed", "n1", "scene 1"}, 0, "service"},
		{"service", []string{"typed", "4 sent"}, 0, "service"},
		{"service", []string{"typed", "5 sent", "n1"}, 0, ""},
		{"service", []string{"typed", "n1"}, 48 * hour, ""},
		{"verified", []string{"tapped", "2 sent"}, 0, "service"},
		{"verified", []string{"tapped", "3 sent"}, 0, ""},
		{"test", []string{"typed"}, 0, "service"},
		{"test", []string{"typed", "left"}, 0, ""},
	} {
		if got := spell(AnswerWays(accounts()[c.account], chat(c.chat...), noon.Add(c.at))...); got != c.want {
			t.Errorf("%s, %q after %v: %q, want %q", c.account, c.chat, c.at, got, c.want)
		}
	}
}

// TestRightsWithout takes each kind and template away in turn.
func TestRightsWithout(t *testing.T) {
	t.Parallel()
	full := chat("typed", "n1", "n2", "scene 3")
	r := VerifiedService([]string{"n1", "n2"}, "tpl", "once")
	for _, c := range []struct {
		left Rights
		want string
	}{
		{r.Without(Service), "n1 n2 template once3"},
		{r.Without(Notice), "service template once3"},
		{r.Without(Template), "service n1 n2 once3"},
		{r.Without(Once), "service n1 n2 template"},
		{r.Without(Push), "service n1 n2 template once3"},
		{Telegram().Without(Push), ""},
		{r.WithoutTemplate(Notice, "n1"), "service n2 template once3"},
		{r.WithoutTemplate(Template, "tpl"), "service n1 n2 once3"},
		{r.WithoutTemplate(Template, "n1"), "service n1 n2 template once3"},
		{r.WithoutTemplate(Once, "once"), "service n1 n2 template"},
	} {
		if got := spell(Ways(c.left, full, noon)...); got != c.want {
			t.Errorf("%+v: %q, want %q", c.left, got, c.want)
		}
	}
	if got := spell(Ways(r, full, noon)...); got != "service n1 n2 template once3" {
		t.Errorf("the rights themselves were changed: %q", got)
	}
	if (Rights{}).May(Way{Kind: "smoke"}) || !(Rights{}).May(Way{}) {
		t.Error("an unknown kind is no right, keeping needs none")
	}
}
