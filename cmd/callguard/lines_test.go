package main

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"callguard/judge"
)

type echo struct {
	Text string `json:"text"`
}

// TestEachLineIsAnsweredBeforeTheNextIsRead writes a line only after the last answer has come.
func TestEachLineIsAnsweredBeforeTheNextIsRead(t *testing.T) {
	t.Parallel()
	inR, inW := io.Pipe()
	outR, outW := io.Pipe()
	done := make(chan error, 1)
	go func() {
		done <- eachLine(inR, outW, func(in echo) (any, error) { return in, nil })
		outW.Close()
	}()
	buf := make([]byte, 4096)
	for _, s := range []string{"a", "b", "c"} {
		if _, err := io.WriteString(inW, `{"text":"`+s+`"}`+"\n"); err != nil {
			t.Fatal(err)
		}
		n, err := outR.Read(buf)
		if err != nil || string(buf[:n]) != `{"text":"`+s+`"}`+"\n" {
			t.Fatalf("%v: %q", err, buf[:n])
		}
	}
	inW.Close()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

// TestLinesThatCannotBeRead are answered, and the next one is handled.
func TestLinesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	long := `{"text":"` + strings.Repeat("a", longestLine) + `"}`
	most := `{"text":"` + strings.Repeat("b", longestLine-11) + `"}`
	in := strings.Join([]string{"nonsense", "", long, `{"text":7}`, `{"text":"<ok>"}`, most, "{\"text\":\"\xff\"}", `{"text":"last"}`}, "\n")
	var out bytes.Buffer
	if err := eachLine(strings.NewReader(in), &out, func(in echo) (any, error) { return in, nil }); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	want := []string{`{"line":1,"error":"unreadable: no JSON object (byte 2)"}`, `{"line":3,"error":"unreadable: a line holds at most 1048576 bytes"}`,
		`{"line":4,"error":"unreadable: field \"text\": a number is not what belongs there"}`, `{"text":"<ok>"}`, most,
		"{\"text\":\"\uFFFD\"}", `{"text":"last"}`}
	if len(lines) != len(want) {
		t.Fatalf("%d answers, want %d", len(lines), len(want))
	}
	for i := range want {
		if lines[i] != want[i] {
			t.Errorf("answer %d: %.120s, want %.120s", i, lines[i], want[i])
		}
	}
}

// TestTally counts the way the table is read.
func TestTally(t *testing.T) {
	t.Parallel()
	tab := newTally()
	for _, x := range []struct {
		strict, got judge.Label
		ok          []judge.Label
		score       float64
	}{
		{judge.Scam, judge.Scam, nil, 0.97},
		{judge.Scam, judge.Legit, nil, 0.04},
		{judge.Legit, judge.Verify, []judge.Label{judge.Legit, judge.Verify}, 0.45},
		{judge.Legit, judge.Scam, nil, 0.95},
	} {
		row := evalRow{Set: "s", Strict: x.strict, OK: x.ok}
		if err := row.complete("f"); err != nil {
			t.Fatal(err)
		}
		tab.add(row, judge.Verdict{Label: x.got, Score: x.score})
	}
	var out bytes.Buffer
	if err := tab.print(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"s     4     0.500   0.250           1           1", "  scam         1     0     1", "  legit        1     1     0",
		"  0.9-1.0:     2  0.500"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, out.String())
		}
	}
}

func TestLabelsThatCannotBeRead(t *testing.T) {
	t.Parallel()
	for _, file := range []string{`{"text":"a"}`, `{"text":"a","strict":"maybe"}`, "x"} {
		if err := eachRow(strings.NewReader(file), "f", func(evalRow) {}); err == nil || !strings.Contains(err.Error(), "f: line 1") {
			t.Errorf("%s: %v", file, err)
		}
	}
}
