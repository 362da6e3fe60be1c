package handlers

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"time"

	"callguard/bot"
	"callguard/store"
	"callguard/wording"
)

// exported is how many entries an export holds at most, newest first.
const exported = 10000

// export gives the merchant's log as a file that spreadsheets read: UTF-8 with a byte order mark.
func (t *turn) export() {
	cases, err := t.h.store.Cases(t.ctx, t.user.Person, store.CaseQuery{Limit: exported})
	if err != nil {
		t.failed = err
		return
	}
	if len(cases) == 0 {
		t.say("log.empty", nil)
		return
	}
	var b bytes.Buffer
	b.WriteString("\uFEFF")
	w := csv.NewWriter(&b)
	rows := [][]string{strings.Split(t.line("export.head", nil), "|")}
	for _, c := range cases {
		rows = append(rows, []string{c.ID, c.Opened.In(t.loc).Format(time.DateTime), t.line("mark."+orElse(c.Verdict, "none"), nil),
			c.Outcome, strings.Join(c.Numbers, " "), strings.Join(c.Hosts, " "), strings.Join(c.Lost, " "), whole(c)})
	}
	for _, row := range rows {
		for i := range row {
			row[i] = harmless(row[i])
		}
		if err := w.Write(row); err != nil {
			t.failed = err
			return
		}
	}
	w.Flush()
	t.file = &bot.File{Name: "callguard-log.csv", Type: "text/csv", Data: b.Bytes()}
	t.say("export.done", wording.Fill{"n": strconv.Itoa(len(cases))})
	t.rows(cases[:min(shown, len(cases))])
}

// harmless keeps a spreadsheet from taking a cell for a formula.
func harmless(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}
