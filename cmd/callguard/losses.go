package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"callguard/judge"
	"callguard/judge/given"
)

type lossesCmd struct {
	Files   []string `arg:"" type:"existingfile" name:"file" help:"JSON lines with text and lost, one file a batch; of the other corpora what can hold no loss counts as without."`
	Out     string   `help:"Write the model to this file." type:"path"`
	HoldOut bool     `help:"Print how each file is heard by a model learnt from the other files."`
	Misses  bool     `help:"With --hold-out, also list the messages in which something was not heard, or heard wrongly."`
}

// everyTried is how many scams of the corpus that were only tried make one that counts like a labelled
// message: most first messages tell what somebody wants, not what he got.
const everyTried = 6

// lossRow is one message with what was given away in it.
type lossRow struct {
	ID     string    `json:"id"`
	Text   string    `json:"text"`
	Lost   *[]string `json:"lost"`
	Strict string    `json:"strict"`
	Want   string    `json:"intent"`
}

// afterwards finds how somebody talks to whom it has happened.
var afterwards = regexp.MustCompile(`怎么办|咋办|咋整|点算|完了|后悔|已经|追回|退回来|拿回|报警|没了|` +
	`\b(?:already|what do i do|what now|help|stupid|gone|get it back|should i do now)\b`)

// without holds for rows of the other corpora in which nothing was given away: by the label, contacts that
// are legitimate or to be verified (only papers can be given in those), scams of which the grammar finds
// nothing given and nobody speaks as after a loss, and messages that want something else.
func (r lossRow) without(j *judge.Judge) bool {
	switch {
	case r.Strict == string(judge.Legit):
		return true
	case r.Strict == string(judge.Verify):
		return !strings.Contains(r.Text, "照") && !strings.Contains(strings.ToLower(r.Text), "licen")
	case r.Strict == string(judge.Scam):
		return len(j.Given(judge.Case{Text: r.Text})) == 0 && !afterwards.MatchString(strings.ToLower(r.Text))
	case r.Want != "":
		return !slices.Contains([]string{"story", "more", "acted", "log-only", "story+remind"}, r.Want)
	}
	return false
}

// lossBatch is one file.
type lossBatch struct {
	name     string
	rows     []lossRow
	examples []given.Example
	tried    []given.Example // scams in which, as far as the grammar sees, nothing was given
}

// Run learns what is said when something was given away.
func (c lossesCmd) Run(s streams) error {
	if c.Out == "" && !c.HoldOut {
		return usageError{"losses: give --out FILE, --hold-out, or both"}
	}
	j, err := loadJudge("")
	if err != nil {
		return err
	}
	var corpus []lossBatch
	for _, name := range c.Files {
		b, err := readLosses(j, name)
		if err != nil {
			return err
		}
		corpus = append(corpus, b)
	}
	if c.HoldOut {
		if err := c.holdOut(s, j, corpus); err != nil {
			return err
		}
	}
	if c.Out == "" {
		return nil
	}
	m, err := learnLosses(corpus, -1)
	if err != nil {
		return err
	}
	return writeModel(c.Out, m)
}

// readLosses reads a file; rows that do not say what was lost are left out.
func readLosses(j *judge.Judge, name string) (lossBatch, error) {
	b := lossBatch{name: filepath.Base(name)}
	f, err := os.Open(name)
	if err != nil {
		return b, err
	}
	err = eachOf(f, name, func(row lossRow) error {
		if row.Lost == nil && !row.without(j) {
			return nil
		}
		e := given.Example{Signs: j.Signs(judge.Case{Text: row.Text}), Other: row.Lost == nil}
		if row.Lost != nil {
			for _, slug := range *row.Lost {
				if !slices.Contains(judge.Losses(), slug) {
					return fmt.Errorf("no loss is called %q", slug)
				}
			}
			e.Lost = *row.Lost
			b.rows = append(b.rows, row)
		}
		if row.Lost == nil && row.Strict == string(judge.Scam) {
			b.tried = append(b.tried, e)
			return nil
		}
		b.examples = append(b.examples, e)
		return nil
	})
	return b, errors.Join(err, f.Close())
}

// learnLosses learns from every batch but one: first from what is labelled, then also from the scams in
// which that finds no loss either.
func learnLosses(corpus []lossBatch, but int) (*given.Model, error) {
	var examples []given.Example
	for i, b := range corpus {
		if i != but {
			examples = append(examples, b.examples...)
		}
	}
	first, err := given.Learn(examples, judge.Losses())
	if err != nil {
		return nil, err
	}
	n := 0
	for i, b := range corpus {
		for _, e := range b.tried {
			if i == but || first.Weigh(e.Signs).Any > 0.95 {
				continue
			}
			n++
			e.Other = n%everyTried != 0
			examples = append(examples, e)
		}
	}
	return given.Learn(examples, judge.Losses())
}

// holdOut hears every file with a model that knows only the others.
func (c lossesCmd) holdOut(s streams, j *judge.Judge, corpus []lossBatch) error {
	var all heard
	for i, b := range corpus {
		if len(b.rows) == 0 {
			continue
		}
		m, err := learnLosses(corpus, i)
		if err != nil {
			return err
		}
		h, err := c.hear(s, j.Hearing(m), b)
		if err != nil {
			return err
		}
		fmt.Fprintf(s.out, "%s: %s\n", b.name, h)
		all = heard{all.losses + h.losses, all.first + h.first, all.all + h.all, all.none + h.none, all.false + h.false}
	}
	fmt.Fprintf(s.out, "all: %s\n", all)
	return nil
}

// heard counts how losses were heard.
type heard struct {
	losses, first, all int // messages with a loss; in which one of its losses comes first; in which all are heard and nothing else
	none, false        int // messages without; in which one is heard
}

func (h heard) String() string {
	return fmt.Sprintf("%d losses: first %.3f, exactly %.3f; %d without: false %d", h.losses,
		float64(h.first)/float64(max(1, h.losses)), float64(h.all)/float64(max(1, h.losses)), h.none, h.false)
}

func (c lossesCmd) hear(s streams, j *judge.Judge, b lossBatch) (heard, error) {
	var h heard
	for _, row := range b.rows {
		got := j.Judge(judge.Case{Text: row.Text}).Lost
		want := slices.Sorted(slices.Values(*row.Lost))
		right := slices.Equal(slices.Sorted(slices.Values(got)), want)
		switch {
		case len(want) == 0:
			h.none++
			if len(got) > 0 {
				h.false++
			}
		default:
			h.losses++
			if len(got) > 0 && slices.Contains(want, got[0]) {
				h.first++
			}
			if right {
				h.all++
			}
		}
		if c.Misses && !right {
			line, err := json.Marshal(map[string]any{"id": row.ID, "text": row.Text, "want": want, "got": got})
			if err != nil {
				return h, err
			}
			fmt.Fprintf(s.out, "%s\n", line)
		}
	}
	return h, nil
}
