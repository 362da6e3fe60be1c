package wording

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

func book(t *testing.T) *Book {
	t.Helper()
	b, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestSameKeysAndFillIns holds both languages to the same keys with the same fill-ins.
func TestSameKeysAndFillIns(t *testing.T) {
	t.Parallel()
	b := book(t)
	if zh, en := b.Keys("zh"), b.Keys("en"); !slices.Equal(zh, en) {
		for _, k := range zh {
			if !slices.Contains(en, k) {
				t.Errorf("en has no %s", k)
			}
		}
		for _, k := range en {
			if !slices.Contains(zh, k) {
				t.Errorf("zh has no %s", k)
			}
		}
	}
	slot := regexp.MustCompile(`\{[a-z]+\}`)
	slots := func(s string) []string {
		found := slot.FindAllString(s, -1)
		slices.Sort(found)
		return slices.Compact(found)
	}
	for _, k := range b.Keys("zh") {
		if zh, en := slots(b.Line("zh", k, nil)), slots(b.Line("en", k, nil)); !slices.Equal(zh, en) && !strings.HasPrefix(k, "steps.") {
			t.Errorf("%s: fill-ins %v and %v", k, zh, en)
		}
	}
}

// TestNothingIsPromised keeps out what nobody can promise, and addresses that are not official.
func TestNothingIsPromised(t *testing.T) {
	t.Parallel()
	b := book(t)
	for _, lang := range Languages() {
		for _, k := range b.Keys(lang) {
			line := strings.ToLower(b.Line(lang, k, nil))
			for _, bad := range []string{"一定安全", "绝对安全", "保证安全", "肯定是真的", "百分百", "guarantee", "definitely safe",
				"100%", "soupos", "http", "48小时", "48 hours", "一定能追回"} {
				if strings.Contains(line, bad) {
					t.Errorf("%s %s says %q", lang, k, bad)
				}
			}
		}
	}
}

// TestLinesAreShort keeps what a frightened reader must take in short: the urgent step with its
// number within 200 characters, at most four steps.
func TestLinesAreShort(t *testing.T) {
	t.Parallel()
	b := book(t)
	for _, lang := range Languages() {
		for _, k := range b.Keys(lang) {
			line := b.Line(lang, k, nil)
			if n := utf8.RuneCountInString(line); strings.HasPrefix(k, "urgent.") && n > 200 {
				t.Errorf("%s %s: %d characters", lang, k, n)
			}
			if n := strings.Count(line, "\n") + 1; strings.HasPrefix(k, "steps.") && n > 4 {
				t.Errorf("%s %s: %d steps", lang, k, n)
			}
			if len(line) > 1900 {
				t.Errorf("%s %s: %d bytes do not fit one answer", lang, k, len(line))
			}
		}
	}
}

func TestFillAndFirst(t *testing.T) {
	t.Parallel()
	b := book(t)
	if got := b.Line("zh", "log.nothing", Fill{"id": "7"}); got != "没有第 7 条。" {
		t.Errorf("got %q", got)
	}
	if got := b.Line("fr", "log.nothing", Fill{"id": "7"}); got != "没有第 7 条。" {
		t.Errorf("an unknown language gives %q", got)
	}
	if got := b.First("en", nil, "steps.nosuch", "steps.legit"); got != b.Line("en", "steps.legit", nil) {
		t.Errorf("got %q", got)
	}
	if b.Has("no.such") || b.Line("zh", "no.such", nil) != "" {
		t.Error("a key that does not exist")
	}
}

func TestBrokenFilesAreRefused(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ file, want string }{
		"empty":  {"a:\n  b: \"\"\n", "a.b is empty"},
		"syntax": {"a: [", "zh/x.yaml"},
		"depth":  {"a: b\n", "zh/x.yaml: [1:4]"},
	} {
		_, err := load(fstest.MapFS{"zh/x.yaml": {Data: []byte(tc.file)}})
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	_, err := load(fstest.MapFS{"zh/x.yaml": {Data: []byte("a:\n  b: c\n")}, "zh/y.yaml": {Data: []byte("a:\n  b: d\n")}})
	if err == nil || !strings.Contains(err.Error(), "stands twice") {
		t.Errorf("twice: %v", err)
	}
}
