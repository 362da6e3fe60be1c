package when

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"
)

// request is a row of testdata/batches: a request, and what its writer expects of it.
type request struct {
	ID    string    `json:"id"`
	Text  string    `json:"text"`
	Now   time.Time `json:"now"`
	Zone  string    `json:"tz"`
	At    time.Time `json:"at"`
	RRule string    `json:"rrule"`
	First time.Time `json:"first"`
	Error Problem   `json:"error"`
	What  *string   `json:"what"` // a pattern that the task fits; "" no task
	Not   string    `json:"not"`  // a pattern that it does not fit
}

// occurrences is how many times of a recurrence are compared.
const occurrences = 12

// TestBatches runs what people asked for who did not know the grammar.
func TestBatches(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/batches/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no batches: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := json.NewDecoder(bytes.NewReader(data))
		for lines.More() {
			var row request
			if err := lines.Decode(&row); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			t.Run(row.ID+" "+row.Text, func(t *testing.T) {
				t.Parallel()
				row.check(t)
			})
		}
	}
}

func (row request) check(t *testing.T) {
	t.Helper()
	loc := row.Now.Location()
	if _, err := time.Parse("-07:00", row.Zone); err != nil {
		loc = zoneOf(t, row.Zone)
	}
	got := Parse(row.Text, row.Now, loc)
	if !got.At.Equal(row.At) || got.Problem != row.Error || !got.First.Equal(row.First) {
		t.Fatalf("got %+v", got)
	}
	if row.RRule != "" {
		sameTimes(t, got, row.RRule, loc)
	}
	if row.What == nil {
		return
	}
	if *row.What == "" && got.What != "" || !regexp.MustCompile("(?i)"+*row.What).MatchString(got.What) {
		t.Errorf("what = %q, want %q", got.What, *row.What)
	}
	if row.Not != "" && regexp.MustCompile(row.Not).MatchString(got.What) {
		t.Errorf("what = %q, with %q", got.What, row.Not)
	}
}

// sameTimes expands both rules from the first occurrence.
func sameTimes(t *testing.T, got Result, rule string, loc *time.Location) {
	t.Helper()
	a, b := got.First, got.First
	for range occurrences {
		var okA, okB bool
		var errA, errB error
		a, okA, errA = Next(got.RRule, got.First, a, got.First.Location())
		b, okB, errB = Next(rule, got.First, b, loc)
		if errA != nil || errB != nil {
			t.Fatalf("%s: %v; %s: %v", got.RRule, errA, rule, errB)
		}
		if okA != okB || !a.Equal(b) {
			t.Fatalf("%s gives %v, %s gives %v", got.RRule, a, rule, b)
		}
		if !okA {
			return
		}
	}
}
