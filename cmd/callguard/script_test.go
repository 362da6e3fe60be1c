package main

import (
	"io"
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"callguard": func() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) },
	})
}

// TestScripts runs merchants' stories and bad input through the whole program.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_DATA_HOME", env.Getenv("WORK")+"/data")
			env.Setenv("LANG", "zh_CN.UTF-8")
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"repeat":   repeat,
			"truncate": truncate,
			"oneline":  oneLine,
			"hold":     hold,
		},
	})
}

// repeat FILE N TEXT writes TEXT N times.
func repeat(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	n := 0
	for _, r := range args[1] {
		n = n*10 + int(r-'0')
	}
	for range n {
		_, err = io.WriteString(f, args[2])
		ts.Check(err)
	}
	ts.Check(f.Close())
}

// truncate FILE N cuts a file.
func truncate(ts *testscript.TestScript, _ bool, args []string) {
	n := int64(0)
	for _, r := range args[1] {
		n = n*10 + int64(r-'0')
	}
	ts.Check(os.Truncate(ts.MkAbs(args[0]), n))
}

// oneLine FILE fails unless the file (or stderr) holds exactly one line and no stack trace.
func oneLine(ts *testscript.TestScript, _ bool, args []string) {
	text := ts.ReadFile(args[0])
	lines := 0
	for _, r := range text {
		if r == '\n' {
			lines++
		}
	}
	if lines != 1 {
		ts.Fatalf("%s holds %d lines:\n%s", args[0], lines, text)
	}
}
