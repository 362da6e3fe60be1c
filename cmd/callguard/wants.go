package main

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"callguard/handlers/wants"
	"callguard/judge/text"
)

type wantsCmd struct {
	Files   []string `arg:"" optional:"" type:"existingfile" name:"file" help:"JSON lines with text and intent; rows of the judge's corpus count as stories."`
	Out     string   `help:"Write the model to this file." type:"path"`
	HoldOut bool     `help:"Print how each file is read by a model learnt from the other files."`
	Misses  bool     `help:"With --hold-out, also list what is read wrongly."`
	Read    string   `placeholder:"TEXT" help:"Say what the program's own model reads in a text."`
}

// everyStory is how many of the judge's rows stand for one story here: there are many more of
// them than of anything else.
const everyStory = 15

// Run learns what messages want from labelled ones.
func (c wantsCmd) Run(s streams) error {
	if c.Read != "" {
		return c.read(s)
	}
	if c.Out == "" && !c.HoldOut {
		return usageError{"wants: give --out FILE, --hold-out, or both"}
	}
	files := make([][]wants.Said, len(c.Files))
	for i, name := range c.Files {
		var err error
		if files[i], err = readSaid(name); err != nil {
			return err
		}
	}
	join := func(but int) (all []wants.Said) {
		for i, f := range files {
			if i != but {
				all = append(all, f...)
			}
		}
		return all
	}
	if c.HoldOut {
		for i, name := range c.Files {
			if filepath.Base(filepath.Dir(name)) == "says" || filepath.Dir(name) == "." {
				m, err := wants.Learn(join(i))
				if err != nil {
					return err
				}
				c.measure(s, name, files[i], m)
			}
		}
	}
	if c.Out == "" {
		return nil
	}
	m, err := wants.Learn(join(-1))
	if err != nil {
		return err
	}
	f, err := os.Create(c.Out)
	if err != nil {
		return err
	}
	return errors.Join(m.Write(f), f.Close())
}

// read prints the likeliest wants of a text, and its concepts.
func (c wantsCmd) read(s streams) error {
	m, err := wants.Embedded()
	if err != nil {
		return err
	}
	clean := text.New(c.Read)
	r := m.Read(clean)
	ws := slices.Clone(m.Known())
	slices.SortFunc(ws, func(a, b wants.Want) int { return cmp.Compare(r.P(b), r.P(a)) })
	for _, w := range ws[:min(5, len(ws))] {
		fmt.Fprintf(s.out, "%s %.3f\n", w, r.P(w))
	}
	fmt.Fprintln(s.out, m.Concepts(clean.Norm))
	return nil
}

// measure prints how one file is read.
func (c wantsCmd) measure(s streams, name string, said []wants.Said, m *wants.Model) {
	right := 0
	for _, row := range said {
		got, p := m.Read(text.New(row.Text)).Best(nil)
		if got == row.Want {
			right++
		} else if c.Misses {
			fmt.Fprintf(s.out, "want %s, got %s (%.2f)\t%s\n", row.Want, got, p, row.Text)
		}
	}
	fmt.Fprintf(s.out, "%s: %d of %d (%.3f)\n", filepath.Base(name), right, len(said), float64(right)/float64(max(1, len(said))))
}

// readSaid reads labelled messages, or every few rows of the judge's corpus as stories.
func readSaid(name string) (out []wants.Said, err error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	n := 0
	err = eachOf(f, name, func(row struct {
		wants.Said
		Strict string `json:"strict"`
	}) error {
		n++
		if row.Text == "" || row.Want == "" && row.Strict == "" {
			return errors.New("text and intent are needed")
		}
		if row.Want == "" {
			row.Want = wants.Story
		}
		if row.Strict == "" || n%everyStory == 0 {
			out = append(out, row.Said)
		}
		return nil
	})
	return out, err
}
