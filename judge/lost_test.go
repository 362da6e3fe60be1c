package judge

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestLosses hears the messages that the model was taught with: nearly all of them, and nothing where
// nothing was given. How it does on others is measured by callguard losses --hold-out.
func TestLosses(t *testing.T) {
	t.Parallel()
	j, err := New()
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/losses/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatal("no losses", err)
	}
	var with, heard, without, wrong int
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		for lines := bufio.NewScanner(f); lines.Scan(); {
			var row struct {
				ID, Text string
				Lost     []string
			}
			if err := json.Unmarshal(lines.Bytes(), &row); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			got := j.Judge(Case{Text: row.Text}).Lost
			switch {
			case len(row.Lost) == 0:
				without++
				if len(got) > 0 {
					wrong++
					t.Logf("%s: %v is heard", row.ID, got)
				}
			default:
				with++
				if len(got) > 0 && slices.Contains(row.Lost, got[0]) {
					heard++
				} else {
					t.Logf("%s: %v, want %v", row.ID, got, row.Lost)
				}
			}
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d of %d losses are heard; of %d messages without one, %d are", heard, with, without, wrong)
	if with < 1000 || heard*100 < with*93 {
		t.Errorf("only %d of %d losses are heard", heard, with)
	}
	if without < 500 || wrong*100 > without*8 {
		t.Errorf("of %d messages without a loss one is heard in %d", without, wrong)
	}
}

// TestLossAfterScam needs less where the case was a scam already.
func TestLossAfterScam(t *testing.T) {
	t.Parallel()
	j, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, said := range []string{"手快了，验证码给他了", "I already typed it in on that page, the pin", "我报给他了 验证码"} {
		if lost := j.Judge(Case{Text: said, Before: Scam}).Lost; len(lost) == 0 {
			t.Errorf("%q: nothing is lost", said)
		}
	}
	for _, said := range []string{"谢谢", "好的知道了", "what should I do if he calls again", "他又打来了，没理他"} {
		if lost := j.Judge(Case{Text: said, Before: Scam}).Lost; len(lost) > 0 {
			t.Errorf("%q: %v is lost", said, lost)
		}
	}
}
