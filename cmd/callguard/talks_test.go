package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestTalks holds every conversation of testdata with the real handlers: each must be right in
// every turn.
func TestTalks(t *testing.T) {
	files, err := filepath.Glob("testdata/talks/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatal("no conversations:", err)
	}
	j, err := loadJudge("")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		talks, err := readTalks(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, talk := range talks {
			t.Run(talk.ID, func(t *testing.T) {
				t.Parallel()
				faults, err := converse(j, talk, streams{now: time.Now})
				if err != nil {
					t.Fatal(err)
				}
				for _, f := range faults {
					t.Errorf("turn %d: %s\n   said: %s\n   reply: %s", f.turn+1, f.what, talk.Turns[f.turn].Text,
						strings.ReplaceAll(f.reply, "\n", "\n      | "))
				}
			})
		}
	}
}
