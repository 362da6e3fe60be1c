package handlers_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden replies anew")

// TestGoldenReplies holds whole talks as a merchant reads them. After a change of wording: -update,
// then read the difference aloud.
func TestGoldenReplies(t *testing.T) {
	t.Parallel()
	talks, err := filepath.Glob("testdata/golden/*.txt")
	if err != nil || len(talks) == 0 {
		t.Fatal("no talks:", err)
	}
	for _, name := range talks {
		t.Run(filepath.Base(name), func(t *testing.T) {
			t.Parallel()
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			s := open(t, nil)
			var got strings.Builder
			for _, line := range strings.Split(string(raw), "\n") {
				if text, ok := strings.CutPrefix(line, "> "); ok {
					got.WriteString(line + "\n\n" + s.says(text).Reply.Text + "\n\n")
				}
			}
			if *update {
				if err := os.WriteFile(name, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got.String() != string(raw) {
				t.Errorf("%s reads now:\n%s", name, got.String())
			}
		})
	}
}
