package main

import (
	"errors"
	"fmt"
	"io"
	"time"
	_ "time/tzdata" // zones work where the system has no table of its own

	"github.com/alecthomas/kong"
)

// Exit codes.
const (
	exitOK    = 0
	exitFault = 1
	exitUsage = 2
)

// version is set when a release is built: -ldflags "-X main.version=1.2.3".
var version = "dev"

// config is every flag, environment variable and subcommand of the program. Secrets are never
// flags: they come from the environment or from files.
type config struct {
	Chat      chatCmd      `cmd:"" default:"withargs" help:"Talk to CallGuard in the terminal (the default)."`
	Judge     judgeCmd     `cmd:"" help:"Judge one text, or JSON lines."`
	Remind    remindCmd    `cmd:"" help:"Read the time in a reminder, or in JSON lines."`
	Eval      evalCmd      `cmd:"" help:"Measure the judge on labelled rows."`
	Talks     talksCmd     `cmd:"" help:"Hold labelled conversations and compare (for contributors)."`
	Learn     learnCmd     `cmd:"" help:"Learn what words weigh from the corpus (for contributors)."`
	Losses    lossesCmd    `cmd:"" help:"Learn what is said when something was given away (for contributors)."`
	Wants     wantsCmd     `cmd:"" help:"Learn what messages want from labelled ones (for contributors)."`
	Rules     rulesCmd     `cmd:"" help:"Rules: check the built-in ones or your own file."`
	Reports   reportsCmd   `cmd:"" help:"What merchants reported of numbers and hosts: count, clear, confirm (for operators)."`
	Recheck   recheckCmd   `cmd:"" help:"Judge the cases of 30 days once more and tell whose verdict has changed (for operators)."`
	Directory directoryCmd `cmd:"" help:"Look up official numbers by name or number."`
	Version   versionCmd   `cmd:"" help:"Print the version."`
}

// streams is what a subcommand reads and writes, and its clock.
type streams struct {
	in  io.Reader
	out io.Writer
	err io.Writer
	now func() time.Time
}

// usageError is a fault of the call: what to do instead is in its text.
type usageError struct{ text string }

func (e usageError) Error() string { return e.text }

// run is the whole program. It prints at most one line on errw and gives the exit code.
func run(args []string, in io.Reader, out, errw io.Writer) int {
	var c config
	exited := -1
	parser, err := kong.New(&c, kong.Name("callguard"), kong.Writers(out, errw), kong.Exit(func(code int) { exited = code }),
		kong.Description("Who is calling your shop? Verdict, reasons, next steps. 来电核验"), kong.UsageOnError())
	if err != nil {
		fmt.Fprintln(errw, "callguard:", err)
		return exitFault
	}
	ctx, err := parser.Parse(args)
	if exited >= 0 {
		return exited
	}
	if err != nil {
		fmt.Fprintf(errw, "callguard: %v; see callguard --help\n", err)
		return exitUsage
	}
	err = ctx.Run(streams{in: in, out: out, err: errw, now: time.Now})
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &usage):
		fmt.Fprintln(errw, "callguard:", usage.text)
		return exitUsage
	}
	fmt.Fprintln(errw, "callguard:", err)
	return exitFault
}

type versionCmd struct{}

// Run prints the version.
func (versionCmd) Run(s streams) error {
	_, err := fmt.Fprintln(s.out, "callguard", version)
	return err
}
