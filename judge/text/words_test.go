package text

import (
	"strings"
	"testing"
)

// Each entry of words.yaml is proved by its own examples.
func TestWords(t *testing.T) {
	t.Parallel()
	b, err := readBook(wordsFile)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range b.Words {
		for _, s := range e.Hit {
			if got := New(s).Norm; !strings.Contains(got, e.To) {
				t.Errorf("hit %q gives %q without %q", s, got, e.To)
			}
		}
		for _, s := range e.Miss {
			plain := New(s).Norm
			if strings.Contains(plain, e.To) && !strings.Contains(s, e.To) {
				t.Errorf("miss %q gives %q", s, plain)
			}
		}
	}
}

// What an entry gives must not be read again by itself, or reading would never end.
func TestWordsEnd(t *testing.T) {
	t.Parallel()
	for _, ws := range tables().words {
		for _, w := range ws {
			if to := string(w.to); New(to).Norm != to {
				t.Errorf("%q becomes %q, which becomes %q", string(w.from), to, New(to).Norm)
			}
		}
	}
}

func TestBrokenFiles(t *testing.T) {
	t.Parallel()
	tab := &table{}
	for _, file := range []string{"国", "國国 國口", "ab"} {
		if tab.loadHan(file) == nil {
			t.Errorf("t2s %q was taken", file)
		}
	}
	if tab.loadPairs("转") == nil {
		t.Error("a word of one character was taken")
	}
	for _, file := range []string{"words: [{to: a}]", "words: [{too: a}]", "words: 3"} {
		if _, err := readBook([]byte(file)); err == nil {
			t.Errorf("words %q was taken", file)
		}
	}
	for _, e := range []entry{{To: "微信", From: []string{"VX"}}, {To: "微信", From: []string{"v"}}} {
		if tables().copyForTest().loadWords([]entry{e}) == nil {
			t.Errorf("entry %v was taken", e)
		}
	}
}

func (t *table) copyForTest() *table { c := *t; return &c }
