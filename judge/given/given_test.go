package given

import (
	"bytes"
	"testing"

	"callguard/judge/weigh"
)

// signs gives the signs of some names.
func signs(names ...string) []weigh.Sign {
	var out []weigh.Sign
	for _, n := range names {
		out = append(out, weigh.Shown(weigh.Hash(n), 0))
	}
	return out
}

// taught learns from a little world: "did" and "sent" say that something was given, "code" and "card"
// what it was.
func taught(t *testing.T) *Model {
	t.Helper()
	var examples []Example
	for range 40 {
		for _, verb := range []string{"did", "sent"} {
			examples = append(examples,
				Example{Signs: signs(verb, "code"), Lost: []string{"code"}},
				Example{Signs: signs(verb, "card"), Lost: []string{"card"}},
				Example{Signs: signs(verb, "card", "code"), Lost: []string{"card", "code"}})
		}
		examples = append(examples, Example{Signs: signs("wants", "code")}, Example{Signs: signs("wants", "card")},
			Example{Signs: signs("wants", "card", "code")}, Example{Signs: signs("code"), Other: true}, Example{Signs: signs("asks")})
	}
	m, err := Learn(examples, []string{"code", "card"})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestWhatIsHeard asks for combinations that the examples did not have.
func TestWhatIsHeard(t *testing.T) {
	t.Parallel()
	m := taught(t)
	for _, test := range []struct {
		signs      []weigh.Sign
		any        bool
		code, card bool
	}{
		{signs("sent", "did", "code"), true, true, false},
		{signs("did", "card", "asks"), true, false, true},
		{signs("sent", "sent", "sent", "code", "card"), true, true, true},
		{signs("wants", "code", "card"), false, false, false},
		{signs("never seen"), false, false, false},
		{nil, false, false, false},
	} {
		o := m.Weigh(test.signs)
		if (o.Any > 0.5) != test.any || test.any && ((o.What[0] > 0.5) != test.code || (o.What[1] > 0.5) != test.card) {
			t.Errorf("%v: %+v, want %+v", test.signs, o, test)
		}
	}
	if o := new(Model).Weigh(signs("did", "code")); o != (Opinion{}) {
		t.Errorf("the zero model hears %+v", o)
	}
}

// TestFile writes a model and reads it again; nothing that is cut off or altered in its head is read.
func TestFile(t *testing.T) {
	t.Parallel()
	m := taught(t)
	var file bytes.Buffer
	if _, err := m.WriteTo(&file); err != nil {
		t.Fatal(err)
	}
	b := file.Bytes()
	again, err := Read(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if a, b := m.Weigh(signs("did", "code")), again.Weigh(signs("did", "code")); a != b {
		t.Errorf("%+v became %+v", a, b)
	}
	for n := range len(b) {
		if (n-len(b))%record == 0 { // a whole sign is missing: still a model
			continue
		}
		if _, err := Read(bytes.NewReader(b[:n])); err == nil {
			t.Fatalf("%d of %d bytes are read", n, len(b))
		}
	}
	b[0] ^= 1
	if _, err := Read(bytes.NewReader(b)); err == nil {
		t.Error("another file is read")
	}
	if _, err := Learn(nil, make([]string, most+1)); err == nil {
		t.Error("more kinds than can be told apart")
	}
	if embedded, err := Embedded(); err != nil || len(embedded.Slugs()) < 10 {
		t.Error(err)
	}
}
