package judge

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"callguard/judge/rules"
	"callguard/judge/text"
)

// row is one labelled case of testdata/batches: written by somebody who knew what counts as
// right, in the voice of one merchant, before the rules that judge it.
type row struct {
	ID      string  `json:"id"`
	Text    string  `json:"text"`
	Strict  Label   `json:"strict"`
	OK      []Label `json:"ok"`
	Channel string  `json:"channel"`
	Note    string  `json:"note"`
}

func batches(t testing.TB) map[string][]row {
	t.Helper()
	files, err := filepath.Glob("testdata/batches/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no batches: %v", err)
	}
	out := map[string][]row{}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		sc := bufio.NewScanner(f)
		sc.Buffer(nil, 1<<20)
		for sc.Scan() {
			var r row
			if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			out[filepath.Base(name)] = append(out[filepath.Base(name)], r)
		}
	}
	return out
}

// TestCorpus holds the judge to every batch: at least 99 in 100 right, no scam called legitimate,
// nothing genuine called a scam.
func TestCorpus(t *testing.T) {
	t.Parallel()
	j := loaded(t)
	n, right := 0, 0
	for name, rows := range batches(t) {
		for _, r := range rows {
			v := j.Judge(Case{Text: r.Text, Channel: r.Channel})
			n++
			switch {
			case slices.Contains(r.OK, v.Label):
				right++
			case r.Strict == Scam && v.Label == Legit, r.Strict == Legit && v.Label == Scam:
				t.Errorf("%s %s is %s, want %s (%s): %s", name, r.ID, v.Label, r.Strict, r.Note, r.Text)
			default:
				t.Logf("%s %s is %s, want %s (%s): %s", name, r.ID, v.Label, r.Strict, r.Note, r.Text)
			}
		}
	}
	if share := float64(right) / float64(n); share < 0.99 {
		t.Errorf("%d of %d right: %.3f, want 0.99", right, n, share)
	}
}

// answered gives the rules without a word of their own that fire on a text: they tell that a question
// needs no asking.
func answered(j *Judge, said string) (ids []string) {
	clean := text.New(said)
	for _, h := range j.rules.Read(clean, j.find(clean), j.weights.Sieve(), nil).Hits {
		if h.Rule.Kind == rules.Known && h.Rule.Weight == 0 {
			ids = append(ids, h.Rule.ID)
		}
	}
	return ids
}

// TestEveryRuleSpeaks: every rule has its say on some case of the corpus, and no tell decides on a
// genuine one. A rule that only keeps a question from being asked has it by firing.
func TestEveryRuleSpeaks(t *testing.T) {
	t.Parallel()
	j := loaded(t)
	spoke := map[string]bool{}
	for name, rows := range batches(t) {
		for _, r := range rows {
			for _, e := range j.Judge(Case{Text: r.Text, Channel: r.Channel}).Evidence {
				spoke[e.ID] = true
				if e.Hard && r.Strict == Legit && !slices.Contains(r.OK, Scam) {
					t.Errorf("%s %s: %s decides on something genuine: %s", name, r.ID, e.ID, r.Text)
				}
			}
			for _, id := range answered(j, r.Text) {
				spoke[id] = true
			}
		}
	}
	for _, id := range j.Rules() {
		if !spoke[id] {
			t.Errorf("rule %s speaks on no case", id)
		}
	}
}
