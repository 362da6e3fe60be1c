package main

import (
	"fmt"
	"strings"

	"callguard/judge/numbers"
)

type directoryCmd struct {
	Query []string `arg:"" help:"A name, an alias or a number."`
}

// Run prints what the directory knows of an organisation, with source and date.
func (c directoryCmd) Run(s streams) error {
	d, err := numbers.Load()
	if err != nil {
		return fmt.Errorf("directory: %w", err)
	}
	query := strings.Join(c.Query, " ")
	found := d.Search(query)
	if len(found) == 0 {
		return usageError{fmt.Sprintf("nothing in the directory for %q: try a short name such as 工行, or a number", query)}
	}
	for _, o := range found {
		fmt.Fprintf(s.out, "%s · %s\n", o.ZH, o.EN)
		for _, l := range o.Lines {
			fmt.Fprintf(s.out, "  %s  %s(%s, %s)\n", l.Number, spaced(l.Use), l.Trust, l.Checked)
		}
		for _, m := range o.Domains {
			fmt.Fprintf(s.out, "  %s  (%s, %s)\n", m.Name, m.Trust, m.Checked)
		}
		if o.WeChat != "" {
			fmt.Fprintf(s.out, "  WeChat: %s\n", o.WeChat)
		}
	}
	return nil
}

func spaced(s string) string {
	if s == "" {
		return ""
	}
	return s + " "
}
