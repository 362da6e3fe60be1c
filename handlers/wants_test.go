package handlers_test

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"callguard/bot"
	"callguard/handlers/wants"
)

// said reads labelled messages.
func said(t *testing.T, name string) []wants.Said {
	t.Helper()
	f, err := os.Open(filepath.Join("wants", "says", name))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var out []wants.Said
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var s wants.Said
		if err := json.Unmarshal(sc.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

// TestEveryWantIsAnswered says every plain thing in the middle of a case: it is answered in its
// language, within the length of an answer, and only contacts get a verdict or an entry.
func TestEveryWantIsAnswered(t *testing.T) {
	t.Parallel()
	contacts := []wants.Want{wants.Story, wants.More, wants.Acted, wants.Real, wants.Fake, wants.Unreached, wants.Wrong, wants.LogOnly, wants.StoryRemind}
	s := open(t, nil)
	say := func(user, text string) (reply, verdict string, added int) {
		s.now = s.now.Add(time.Second)
		out, err := s.h.Handle(context.Background(), bot.Message{Platform: "test", User: user, Text: text, At: s.now, Passive: true})
		if err != nil {
			t.Fatal(err)
		}
		return out.Reply.Text, out.Verdict, out.LogAdded
	}
	for _, c := range said(t, "plain.jsonl") {
		say(c.Text, "13800000000打来说要换机，明天上午提醒我回拨")
		reply, verdict, added := say(c.Text, c.Text)
		if strings.TrimSpace(reply) == "" || strings.Contains(reply, "{") || len(reply) > 2000 {
			t.Errorf("%s %q is answered by %q", c.Want, c.Text, reply)
		}
		contact := false
		for _, w := range contacts {
			contact = contact || w == c.Want
		}
		if !contact && (verdict != "" || added != 0) {
			t.Errorf("%s %q: verdict %q, %d entries\n%s", c.Want, c.Text, verdict, added, reply)
		}
	}
}
