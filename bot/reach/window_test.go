package reach

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestTypedAndTapped(t *testing.T) {
	t.Parallel()
	at := func(d time.Duration) time.Time { return noon.Add(d) }
	used := func(n int) Window { return Window{Text: Quota{From: noon, Used: n}, Tap: Quota{From: noon, Used: n}} }
	for _, c := range []struct {
		name string
		got  Window
		want Window
	}{
		{"typed begins anew", used(3).Typed(at(hour)), Window{Text: Quota{From: at(hour)}, Tap: used(3).Tap}},
		{"tapped begins anew", used(3).Tapped(at(hour)), Window{Tap: Quota{From: at(hour)}, Text: used(3).Text}},
		{"typed delivered again", used(3).Typed(noon), used(3)},
		{"typed late", used(3).Typed(at(-hour)), used(3)},
		{"tapped delivered again", used(3).Tapped(noon), used(3)},
		{"typed after a clock was wrong", used(3).Typed(at(-48 * hour)), Window{Text: Quota{From: at(-48 * hour)}, Tap: used(3).Tap}},
		{"typed in another zone", Window{}.Typed(noon.In(time.FixedZone("x", 3600))), Window{Text: Quota{From: noon}}},
		{"typed comes back", used(1).Left().Typed(at(1)), Window{Text: Quota{From: at(1)}, Tap: Quota{From: noon, Used: 1, Over: true}}},
		{"left twice", used(1).Left().Left(), Window{Text: Quota{From: noon, Used: 1, Over: true}, Tap: Quota{From: noon, Used: 1, Over: true}, Closed: true}},
		{"left at once", Window{}.Left(), Window{Closed: true}},
	} {
		if d := cmp.Diff(c.want, c.got); d != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, d)
		}
	}
	if got := used(0).Text.room(at(-48*hour), TextFor, Texts); got != 0 {
		t.Errorf("a quota from far ahead has room for %d", got)
	}
	if got := used(0).Text.room(at(-hour), TextFor, Texts); got != Texts {
		t.Errorf("a quota by a clock ahead of ours has room for %d", got)
	}
}

// TestSentAndRefused holds every class of refusal against every kind of message.
func TestSentAndRefused(t *testing.T) {
	t.Parallel()
	const give = "typed 0, tapped 0, notices map[n1:2], scenes [1 2]" // as it was before
	want := map[Kind]map[Class]string{
		Push:     {Closed: give, Spent: give, Gone: "typed over, tapped over, notices map[], scenes [], closed"},
		Template: {Closed: give, Spent: give, Gone: "typed over, tapped over, notices map[], scenes [], closed"},
		Service: {Closed: "typed over, tapped over, notices map[n1:2], scenes [1 2]", Spent: "typed over, tapped over, notices map[n1:2], scenes [1 2]",
			Gone: "typed over, tapped over, notices map[], scenes [], closed"},
		Notice: {Closed: "typed 0, tapped 0, notices map[], scenes [1 2]", Spent: "typed 0, tapped 0, notices map[], scenes [1 2]",
			Gone: "typed over, tapped over, notices map[], scenes [], closed"},
		Once: {Closed: "typed 0, tapped 0, notices map[n1:2], scenes [2]", Spent: "typed 0, tapped 0, notices map[n1:2], scenes [2]",
			Gone: "typed over, tapped over, notices map[], scenes [], closed"},
	}
	sent := map[Kind]string{Push: give, Template: give, Service: "typed 1, tapped 1, notices map[n1:2], scenes [1 2]",
		Notice: "typed 0, tapped 0, notices map[n1:1], scenes [1 2]", Once: "typed 0, tapped 0, notices map[n1:2], scenes [2]"}
	for kind, byClass := range want {
		way := Way{Kind: kind}
		if kind == Notice {
			way.Template = "n1"
		}
		if kind == Once {
			way.Scene = 1
		}
		before := chat("typed", "tapped", "n1", "n1", "scene 1", "scene 2")
		w, receipt := before.Sent(way, noon)
		if got := sketch(w); got != sent[kind] {
			t.Errorf("%s sent: %s, want %s", kind, got, sent[kind])
		}
		if got := sketch(w.Unsent(receipt)); got != give {
			t.Errorf("%s unsent: %s", kind, got)
		}
		for class := NotNow; class <= Gone; class++ {
			want, named := byClass[class]
			if !named {
				want = give
			}
			if got := sketch(w.Refused(receipt, class)); got != want {
				t.Errorf("%s refused by class %d: %s, want %s", kind, class, got, want)
			}
		}
		if got := sketch(before); got != give {
			t.Errorf("%s: the window before was changed: %s", kind, got)
		}
	}
}

func sketch(w Window) string {
	quota := func(q Quota) string {
		if q.Over {
			return "over"
		}
		return fmt.Sprint(q.Used)
	}
	s := fmt.Sprintf("typed %s, tapped %s, notices %v, scenes %v", quota(w.Text), quota(w.Tap), w.Notices, w.Scenes)
	if w.Closed {
		s += ", closed"
	}
	return s
}

// TestReceiptKnowsItsQuota sends, lets the person act, and only then hears what came of it.
func TestReceiptKnowsItsQuota(t *testing.T) {
	t.Parallel()
	service := Way{Kind: Service}
	w, receipt := chat("typed", "tapped").Sent(service, noon)
	anew := w.Typed(noon.Add(time.Second)).Tapped(noon.Add(time.Second))
	anew, _ = anew.Sent(service, noon.Add(time.Second))
	for name, got := range map[string]Window{
		"unsent": anew.Unsent(receipt), "closed": anew.Refused(receipt, Closed), "spent": anew.Refused(receipt, Spent), "gone": anew.Refused(receipt, Gone),
	} {
		if d := cmp.Diff(anew, got); d != "" {
			t.Errorf("%s about an earlier quota (-want +got):\n%s", name, d)
		}
	}
	w, receipt = chat("n1").Sent(Way{Kind: Notice, Template: "n1"}, noon)
	if got := sketch(w.Left().Unsent(receipt)); got != "typed 0, tapped 0, notices map[], scenes [], closed" {
		t.Errorf("giving back after the person left: %s", got)
	}
	w, receipt = chat("typed").Sent(service, noon)
	spent := w.Refused(receipt, Spent).Unsent(receipt)
	if ways := Ways(Verified(""), spent, noon); len(ways) > 0 {
		t.Errorf("giving back opened %v again after the platform said that there are no more", ways)
	}
	if _, r := chat("typed").Sent(service, noon.Add(48*hour)); r.counted() {
		t.Error("a text outside of the quota was counted")
	}
}

func TestGrantedAndRevoked(t *testing.T) {
	t.Parallel()
	notice := func(id string) Way { return Way{Kind: Notice, Template: id} }
	scene := func(n int) Way { return Way{Kind: Once, Scene: n} }
	for _, c := range []struct {
		name string
		got  Window
		want string
	}{
		{"credits add up", Window{}.Granted(notice("a-1")).Granted(notice("a-1")), "map[a-1:2] []"},
		{"a scene counts once", Window{}.Granted(scene(3)).Granted(scene(3)).Granted(scene(0)), "map[] [0 3]"},
		{"no id", Window{}.Granted(notice("")), "map[] []"},
		{"an id with a quote", Window{}.Granted(notice(`a"b`)), "map[] []"},
		{"a long id", Window{}.Granted(notice(strings.Repeat("a", 65))), "map[] []"},
		{"no scene", Window{}.Granted(scene(-1)).Granted(scene(10001)).Granted(scene(math.MaxInt)), "map[] []"},
		{"nothing to grant", Window{}.Granted(Way{Kind: Service}).Revoked(Way{Kind: Template, Template: "x"}), "map[] []"},
		{"revoked", Window{}.Granted(notice("a")).Granted(notice("a")).Granted(scene(2)).Revoked(notice("a")).Revoked(scene(2)), "map[] []"},
		{"revoked what was not there", Window{}.Revoked(notice("a")).Revoked(scene(2)), "map[] []"},
	} {
		if got := fmt.Sprint(c.got.Notices, c.got.Scenes); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestEncode reads back what was written, and measures the largest state there can be.
func TestEncode(t *testing.T) {
	t.Parallel()
	w := chat("typed", "tapped", "5 sent")
	for i := range 100 {
		for range maxCredits + 1 {
			w = w.Granted(Way{Kind: Notice, Template: fmt.Sprintf("%064d", i)})
		}
		w = w.Granted(Way{Kind: Once, Scene: maxScene - i})
	}
	w.Text.From, w.Tap.From = noon.Add(123456789), noon.Add(987654321)
	w.Text.Over, w.Closed = true, true
	b, err := w.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if len(b) > 2500 || len(w.Notices) != maxNotices || len(w.Scenes) != maxScenes {
		t.Errorf("%d bytes, %d templates, %d scenes", len(b), len(w.Notices), len(w.Scenes))
	}
	got, err := Decode(b)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(w, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if b, err := (Window{Notices: map[string]int{}}).Encode(); b != nil || err != nil {
		t.Errorf("the zero window is %q, %v", b, err)
	}
	if _, err := Decode([]byte("{")); err == nil {
		t.Error("half a window was read")
	}
}
