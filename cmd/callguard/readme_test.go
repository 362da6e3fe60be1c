package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// TestReadme holds the answers shown in the README to what the program says. With
// UPDATE_README=1 they are written anew.
func TestReadme(t *testing.T) {
	const file = "../../README.md"
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	readme := string(raw)
	for lang, text := range map[string]string{
		"zh": "刚才有人打电话说是银联的，让我先刷299激活新机",
		"en": "a man said he is from UnionPay and asked me to read him the six digits",
	} {
		var out, errw bytes.Buffer
		if code := run([]string{"judge", text}, strings.NewReader(""), &out, &errw); code != exitOK {
			t.Fatalf("exit %d: %s", code, errw.String())
		}
		open := "```text " + lang + "\n"
		before, rest, ok := strings.Cut(readme, open)
		shown, after, closed := strings.Cut(rest, "```")
		if !ok || !closed || !strings.Contains(before, text) {
			t.Fatalf("README shows no answer in %s", lang)
		}
		if shown != out.String() && os.Getenv("UPDATE_README") == "" {
			t.Errorf("README shows\n%s\nthe program says\n%s", shown, out.String())
		}
		readme = before + open + out.String() + "```" + after
	}
	if os.Getenv("UPDATE_README") != "" {
		if err := os.WriteFile(file, []byte(readme), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
