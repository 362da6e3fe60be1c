package handlers_test

import (
	"strings"
	"testing"
)

// TestCalendar: reminders come as a file that calendars read: lines of at most 75 octets ending in
// CR LF, an event for each, recurrence in the merchant's zone.
func TestCalendar(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	if out := s.says("日历"); out.Reply.File != nil {
		t.Error("a file without reminders")
	}
	s.says("明天上午十点提醒我带上执照原件和两张一寸照片去银行柜台，顺便问一下费率到底是多少，别忘了；还有排队")
	s.says("每季度提醒我回拨银行")
	f := s.says("加到日历").Reply.File
	if f == nil {
		t.Fatal("no file")
	}
	text := string(f.Data)
	for _, want := range []string{"BEGIN:VCALENDAR\r\n", "DTSTART:20261126T020000Z\r\n", "DTSTART;TZID=Asia/Shanghai:20270101T090000\r\n",
		"RRULE:FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY=1\r\n", "END:VCALENDAR\r\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if n := strings.Count(text, "BEGIN:VEVENT"); n != 2 {
		t.Errorf("%d events", n)
	}
	for _, line := range strings.Split(text, "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\n\r") {
			t.Errorf("%d octets: %q", len(line), line)
		}
	}
}
