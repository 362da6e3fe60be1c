package main

import (
	"fmt"
	"os"
	"path/filepath"

	"callguard/judge"
)

type rulesCmd struct {
	Check rulesCheckCmd `cmd:"" help:"Prove rules on their own examples."`
}

type rulesCheckCmd struct {
	File string `arg:"" optional:"" type:"existingfile" help:"Your own rule file; the built-in rules when not given."`
}

// Run proves rules and says how many there are. A broken entry is named with its file and line.
func (c rulesCheckCmd) Run(s streams) error {
	j, err := loadJudge(c.File)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "%d rules fire on their hits and keep silent on their misses\n%d organisations, every number with its source\n",
		len(j.Rules()), len(j.Directory().Orgs()))
	return err
}

// loadJudge loads the judge, with a merchant's own rules when a file is given.
func loadJudge(own string) (*judge.Judge, error) {
	j, err := judge.New()
	if err != nil || own == "" {
		return j, err
	}
	return j.With(os.DirFS(filepath.Dir(own)), filepath.Base(own))
}
