package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"callguard/judge"
	"callguard/judge/weigh"
)

type learnCmd struct {
	Files   []string `arg:"" type:"existingfile" name:"file" help:"The corpus: JSON lines with text and strict/ok or verdict, one file a batch."`
	Out     string   `help:"Write the weights to this file." type:"path"`
	HoldOut bool     `help:"Print how each file is judged by weights learnt from the other files."`
	Misses  bool     `help:"With --hold-out, also list the rows whose verdict is not accepted."`
}

// batch is one file of the corpus.
type batch struct {
	name     string
	rows     []evalRow
	examples []weigh.Example
}

// Run learns weights from the corpus.
func (c learnCmd) Run(s streams) error {
	if c.Out == "" && !c.HoldOut {
		return usageError{"learn: give --out FILE, --hold-out, or both"}
	}
	j, err := loadJudge("")
	if err != nil {
		return err
	}
	var corpus []batch
	for _, name := range c.Files {
		b, err := readBatch(j, name)
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
	return writeModel(c.Out, weigh.Learn(examples(corpus, -1)))
}

// writeModel writes what was learnt to a file.
func writeModel(name string, m io.WriterTo) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	_, err = m.WriteTo(f)
	return errors.Join(err, f.Close())
}

// holdOut judges every file with weights that know only the others.
func (c learnCmd) holdOut(s streams, j *judge.Judge, corpus []batch) error {
	t := newTally()
	for i, b := range corpus {
		other := j.Weighing(weigh.Learn(examples(corpus, i)))
		for _, row := range b.rows {
			v := other.Judge(judge.Case{Text: row.Text, Channel: row.Channel})
			if !t.add(row, v) && c.Misses {
				fmt.Fprintf(s.out, "%v\t%s\twant %s, got %s (%.2f)\t%q\n", row.ID, row.Set, row.Strict, v.Label, v.Score, row.Text)
			}
		}
	}
	return t.print(s.out)
}

func readBatch(j *judge.Judge, name string) (batch, error) {
	b := batch{name: filepath.Base(name)}
	f, err := os.Open(name)
	if err != nil {
		return b, err
	}
	labels := []judge.Label{weigh.Scam: judge.Scam, weigh.Verify: judge.Verify, weigh.Legit: judge.Legit}
	err = eachRow(f, name, func(row evalRow) {
		row.Set = b.name
		b.rows = append(b.rows, row)
		b.examples = append(b.examples, weigh.Example{
			Signs: j.Signs(judge.Case{Text: row.Text, Channel: row.Channel}), Label: slices.Index(labels, row.Strict)})
	})
	return b, errors.Join(err, f.Close())
}

// examples gives those of every batch but one.
func examples(corpus []batch, but int) []weigh.Example {
	var out []weigh.Example
	for i, b := range corpus {
		if i != but {
			out = append(out, b.examples...)
		}
	}
	return out
}
