package handlers

import (
	"strconv"
	"strings"

	"callguard/bot"
	"callguard/store"
	"callguard/wording"
)

// calendar gives the merchant's reminders as a calendar file (RFC 5545), for a platform that can't
// write first: his phone reminds him then.
func (t *turn) calendar() {
	rs := t.active()
	if len(rs) == 0 {
		t.say("remind.empty", nil)
		return
	}
	lines := []string{"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//CallGuard//EN"}
	for _, r := range rs {
		lines = append(lines, t.event(r)...)
	}
	lines = append(lines, "END:VCALENDAR", "")
	t.file = &bot.File{Name: "callguard.ics", Type: "text/calendar", Data: []byte(strings.Join(lines, "\r\n"))}
	t.say("export.calendar", wording.Fill{"n": strconv.Itoa(len(rs))})
	t.listReminders()
}

// stamp is how RFC 5545 writes a moment in UTC.
const stamp = "20060102T150405Z"

// event writes one reminder with an alarm at its time. A recurrence is written in wall time of its
// zone, because it is kept there.
func (t *turn) event(r store.Reminder) []string {
	out := []string{"BEGIN:VEVENT", "UID:" + r.ID + "-" + r.Created.UTC().Format(stamp) + "@callguard",
		"DTSTAMP:" + t.m.At.UTC().Format(stamp)}
	loc, err := store.LoadZone(r.TZ)
	switch {
	case r.RRule == "" || err != nil:
		out = append(out, "DTSTART:"+r.At.UTC().Format(stamp))
	case strings.Contains(loc.String(), "/"):
		out = append(out, "DTSTART;TZID="+loc.String()+":"+r.First.In(loc).Format("20060102T150405"), "RRULE:"+r.RRule)
	default:
		out = append(out, "DTSTART:"+r.First.UTC().Format(stamp), "RRULE:"+r.RRule)
	}
	out = append(out, fold("SUMMARY:"+escape(t.task(r)))...)
	return append(out, "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT0S", "DESCRIPTION:CallGuard", "END:VALARM", "END:VEVENT")
}

// escape writes a text value of RFC 5545.
func escape(s string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\n", `\n`, "\r", "").Replace(s)
}

// fold breaks a line at 75 octets, between characters, as RFC 5545 wants.
func fold(line string) []string {
	var out []string
	for len(line) > 70 {
		cut := len(bytesAt(line, 70))
		out = append(out, line[:cut])
		line = " " + line[cut:]
	}
	return append(out, line)
}
