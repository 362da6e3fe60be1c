package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"callguard/judge"
)

type evalCmd struct {
	Files  []string `arg:"" type:"existingfile" name:"file" help:"JSON lines with text and strict/ok or verdict."`
	Misses bool     `help:"Also list the rows whose verdict is not accepted."`
}

// evalRow is one labelled row. strict is the one best verdict, ok the accepted ones; verdict
// stands for both.
type evalRow struct {
	ID      any           `json:"id"`
	Set     string        `json:"set"`
	Text    string        `json:"text"`
	Channel string        `json:"channel"`
	Strict  judge.Label   `json:"strict"`
	OK      []judge.Label `json:"ok"`
	Verdict judge.Label   `json:"verdict"`
}

// Run measures the judge on every row and prints the table per set, and in all.
func (c evalCmd) Run(s streams) error {
	j, err := loadJudge("")
	if err != nil {
		return err
	}
	t := newTally()
	for _, name := range c.Files {
		f, err := os.Open(name)
		if err != nil {
			return err
		}
		err = eachRow(f, name, func(row evalRow) {
			v := j.Judge(judge.Case{Text: row.Text, Channel: row.Channel})
			if !t.add(row, v) && c.Misses {
				fmt.Fprintf(s.out, "%v\t%s\twant %s, got %s (%.2f)\t%q\n", row.ID, row.Set, row.Strict, v.Label, v.Score, row.Text)
			}
		})
		if err := errors.Join(err, f.Close()); err != nil {
			return err
		}
	}
	return t.print(s.out)
}

// eachRow reads labelled rows. A row without a label is a fault of the file.
func eachRow(in io.Reader, name string, do func(evalRow)) error {
	return eachOf(in, name, func(row evalRow) error {
		if err := row.complete(name); err != nil {
			return err
		}
		do(row)
		return nil
	})
}

func (r *evalRow) complete(file string) error {
	if r.Strict == "" {
		r.Strict = r.Verdict
	}
	if len(r.OK) == 0 {
		r.OK = []judge.Label{r.Strict}
	}
	if r.Set == "" {
		r.Set = file
	}
	for _, l := range append(slices.Clone(r.OK), r.Strict) {
		if l != judge.Scam && l != judge.Verify && l != judge.Legit {
			return fmt.Errorf("label %q: scam, verify or legit", l)
		}
	}
	return nil
}
