package handlers

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"callguard/judge/text"
)

//go:embed intents.yaml
var intentFile []byte

// intent is what a message asks for. The names stand in intents.yaml.
type intent string

// wish is one entry of intents.yaml.
type wish struct {
	Intent intent   `yaml:"intent"`
	Exact  []string `yaml:"exact"`
	Start  []string `yaml:"start"`
	Any    []string `yaml:"any"`
	Not    []string `yaml:"not"`
	Most   int      `yaml:"most"`
	Digits bool     `yaml:"digits"`
}

// wishes reads intents: one list, tried in order.
type wishes []wish

func loadWishes() (wishes, error) {
	var ws wishes
	if err := yaml.UnmarshalWithOptions(intentFile, &ws, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("intents.yaml: %s", strings.TrimSpace(yaml.FormatError(err, false, false)))
	}
	for i := range ws {
		for _, list := range [][]string{ws[i].Exact, ws[i].Start, ws[i].Any, ws[i].Not} {
			for k := range list {
				list[k] = text.New(list[k]).Norm
			}
		}
	}
	return ws, nil
}

// of gives what a message asks for; "" = how it is said decides. word- entries are asked for by is.
func (ws wishes) of(norm string) intent {
	for _, w := range ws {
		if !strings.HasPrefix(string(w.Intent), "word-") && w.holds(norm) {
			return w.Intent
		}
	}
	return ""
}

// is tells whether one intent holds.
func (ws wishes) is(in intent, norm string) bool {
	for _, w := range ws {
		if w.Intent == in && w.holds(norm) {
			return true
		}
	}
	return false
}

// exact tells whether a message is one of the whole messages of an intent.
func (ws wishes) exact(in intent, bare string) bool {
	return slices.ContainsFunc(ws, func(w wish) bool { return w.Intent == in && slices.Contains(w.Exact, bare) })
}

// without takes the words of an intent out of a text.
func (ws wishes) without(in intent, norm string) string {
	for _, w := range ws {
		if w.Intent != in {
			continue
		}
		for _, a := range w.Any {
			norm = takeOut(norm, a)
		}
	}
	return strings.Join(strings.Fields(norm), " ")
}

// takeOut replaces a word by a blank wherever it stands, a Latin one only where it stands alone.
func takeOut(s, word string) string {
	var out strings.Builder
	for {
		i := strings.Index(s, word)
		if i < 0 {
			return out.String() + s
		}
		end := i + len(word)
		if latin(word) && (i > 0 && letter(s[i-1]) || end < len(s) && letter(s[end])) {
			out.WriteString(s[:end])
		} else {
			out.WriteString(s[:i] + " ")
		}
		s = s[end:]
	}
}

func (w wish) holds(norm string) bool {
	if w.Most > 0 && utf8.RuneCountInString(norm) > w.Most || w.Digits && digits(norm) < 3 {
		return false
	}
	for _, n := range w.Not {
		if strings.Contains(norm, n) {
			return false
		}
	}
	bare := strings.TrimFunc(norm, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("。.!?,~", r) })
	for _, e := range w.Exact {
		if bare == e {
			return true
		}
	}
	for _, s := range w.Start {
		if strings.HasPrefix(bare, s) && !(latin(s) && len(bare) > len(s) && letter(bare[len(s)])) {
			return true
		}
	}
	for _, a := range w.Any {
		if strings.Contains(norm, a) {
			return true
		}
	}
	return false
}

// hasLetters tells words from marks and pictures.
func hasLetters(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }

func digits(s string) int {
	n := 0
	for _, r := range s {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

// latin tells words that must not run on into another word.
func latin(s string) bool { return s != "" && letter(s[len(s)-1]) }

func letter(b byte) bool { return b >= 'a' && b <= 'z' }

// fewLetters is up to how many Latin letters a message says nothing about its language: ok, 95516a.
const fewLetters = 3

// Language gives the language of a text: Chinese when four times its Han letters are at least its
// Latin letters. A command, or a word too short to tell, keeps the last one.
func Language(s, last string) string {
	if own, _, pasted := strings.Cut(s, "【"); pasted && hasLetters(own) {
		s = own // what was pasted says nothing about who reads the answer
	}
	han, lat := 0, 0
	for _, r := range s {
		switch {
		case unicode.Is(unicode.Han, r):
			han++
		case r < utf8.RuneSelf && unicode.IsLetter(r):
			lat++
		}
	}
	unclear := han == 0 && (lat <= fewLetters || strings.HasPrefix(s, "/"))
	switch {
	case unclear && last != "":
		return last
	case strings.HasPrefix(s, "/"):
		return "zh" // a command says nothing of who reads
	case han*4 >= lat:
		return "zh"
	}
	return "en"
}
