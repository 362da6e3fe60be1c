package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"callguard/handlers"
	"callguard/store/boltstore"
)

// logFile is the log that an operator's command works on.
type logFile struct {
	DB string `name:"db" env:"CALLGUARD_DB" placeholder:"FILE" help:"Where the log is kept; in your data folder when not given."`
}

// work opens the log, which must be there, and closes it when fn has ended.
func (l logFile) work(fn func(ctx context.Context, h *handlers.Handler, db *boltstore.Store) error) (err error) {
	path, err := chatCmd{DB: l.DB}.path()
	if err != nil {
		return err
	}
	if _, err := os.Stat(path); err != nil {
		return usageError{fmt.Sprintf("no log at %s: say where it is with --db FILE", path)}
	}
	h, db, err := openChat(path)
	if err != nil {
		return err
	}
	return errors.Join(fn(context.Background(), h, db), db.Close())
}

type recheckCmd struct {
	logFile
}

// Run judges the cases of the last 30 days once more, and says how many persons will be told.
func (c recheckCmd) Run(s streams) error {
	return c.work(func(ctx context.Context, h *handlers.Handler, _ *boltstore.Store) error {
		n, err := h.Recheck(ctx, s.now())
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "%d to be told of another verdict\n", n)
		return err
	})
}

type reportsCmd struct {
	Count   reportsCountCmd   `cmd:"" help:"How many merchants reported how many numbers and hosts, or this one, in the last 30 days."`
	Clear   reportsClearCmd   `cmd:"" help:"Forget what was reported of a number or a host."`
	Confirm reportsConfirmCmd `cmd:"" help:"Tell everybody who has a case with it what you found out."`
}

type reportsCountCmd struct {
	logFile
	Of string `arg:"" optional:"" name:"number|host" help:"All together when not given."`
}

// Run prints counts and nothing else: which numbers they are is not kept.
func (c reportsCountCmd) Run(s streams) error {
	return c.work(func(ctx context.Context, h *handlers.Handler, _ *boltstore.Store) error {
		if c.Of == "" {
			subjects, effective, err := h.Counts(ctx, s.now())
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(s.out, "%d reported in the last 30 days, %d of them by enough merchants to count\n", subjects, effective)
			return err
		}
		id, _, err := named(h, c.Of)
		if err != nil {
			return err
		}
		people, effective, err := h.Count(ctx, id, s.now())
		if err != nil {
			return err
		}
		counts := map[bool]string{true: "counts", false: "does not count yet"}[effective]
		_, err = fmt.Fprintf(s.out, "reported by %d in the last 30 days: %s\n", people, counts)
		return err
	})
}

type reportsClearCmd struct {
	logFile
	Of string `arg:"" name:"number|host" help:"As a merchant would write it."`
}

// Run forgets the reports of one number or host.
func (c reportsClearCmd) Run(s streams) error {
	return c.work(func(ctx context.Context, h *handlers.Handler, db *boltstore.Store) error {
		id, _, err := named(h, c.Of)
		if err != nil {
			return err
		}
		n, err := db.ClearReports(ctx, id)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "reports of %d cleared\n", n)
		return err
	})
}

type reportsConfirmCmd struct {
	logFile
	Of  string `arg:"" name:"number|host" help:"As a merchant would write it."`
	As  string `required:"" enum:"scam,official" help:"scam or official."`
	Why string `required:"" help:"The reason, as the merchants will read it."`
}

// longestWhy bounds a reason, in bytes, so that it fits behind an answer.
const longestWhy = 300

// Run stores a notice for everybody who was told otherwise.
func (c reportsConfirmCmd) Run(s streams) error {
	why := strings.Join(strings.Fields(c.Why), " ")
	if why == "" || len(why) > longestWhy {
		return usageError{fmt.Sprintf("--why is the reason in a sentence, at most %d bytes", longestWhy)}
	}
	return c.work(func(ctx context.Context, h *handlers.Handler, _ *boltstore.Store) error {
		id, official, err := named(h, c.Of)
		if err != nil {
			return err
		}
		if official && c.As == string(handlers.ConfirmScam) {
			return usageError{"it is official by the directory: take it out of there first, then callguard recheck"}
		}
		n, err := h.Confirm(ctx, id, handlers.Confirmation(c.As), why, s.now())
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(s.out, "%d to be told\n", n)
		return err
	})
}

// named reads the one number or host of a call.
func named(h *handlers.Handler, said string) (id string, official bool, err error) {
	id, official, ok := h.Subject(said)
	if !ok {
		return "", false, usageError{"name one number or one host, such as 13800000000 or example.com"}
	}
	return id, official, nil
}
