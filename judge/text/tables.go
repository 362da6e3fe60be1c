package text

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
)

//go:embed t2s.txt
var t2sFile string

//go:embed join.txt
var joinFile string

//go:embed words.yaml
var wordsFile []byte

// table is everything that the folding of a message looks things up in. Read-only once built.
type table struct {
	han     [hanLast - hanFirst + 1]uint16    // traditional to simplified; itself for the rest
	numeral [(hanLast-hanFirst)/64 + 1]uint64 // Chinese digits, one bit each
	signs   map[rune][]rune                   // runes that are read as others
	like    map[rune]byte                     // Latin look-alikes
	pairs   map[[2]rune]string                // neighbours in a word that is often split; runes that must not follow
	first   pairs                             // the two runes that begin a substitute
	words   map[rune][]word                   // substitutes by first rune, longest first
	reach   int                               // how far in front of a change a substitute may begin that sees it
}

// numeralRunes are the common ideographs that sums and telephone numbers are written with.
const numeralRunes = "零洞一壹幺二贰两俩三叁四肆五伍六陆七柒拐八捌九玖勾十"

// tables builds the tables at first use. The files are part of the program and are tested with
// it; a broken one stops the program.
var tables = sync.OnceValue(func() *table {
	t, err := load()
	if err != nil {
		panic(err)
	}
	return t
})

func load() (*table, error) {
	t := &table{signs: styled(), like: likes()}
	for _, r := range numeralRunes {
		t.numeral[(r-hanFirst)/64] |= 1 << ((r - hanFirst) % 64)
	}
	if err := t.loadHan(t2sFile); err != nil {
		return nil, err
	}
	book, err := readBook(wordsFile)
	if err != nil {
		return nil, err
	}
	for sign, to := range book.Signs {
		r, n := utf8.DecodeRuneInString(sign)
		if n != len(sign) || r == utf8.RuneError {
			return nil, fmt.Errorf("words.yaml: sign %q is not one character", sign)
		}
		t.signs[r] = []rune(to)
	}
	t.remember()
	if err := t.loadPairs(joinFile); err != nil {
		return nil, err
	}
	if err := t.loadWords(book.Words); err != nil {
		return nil, err
	}
	return t, nil
}

// loadHan reads pairs of characters, traditional and simplified.
func (t *table) loadHan(file string) error {
	for i := range t.han {
		t.han[i] = uint16(hanFirst + i)
	}
	for n, line := range strings.Split(file, "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, pair := range strings.Fields(line) {
			p := []rune(pair)
			if len(p) != 2 || !common(p[0]) || !common(p[1]) {
				return fmt.Errorf("t2s.txt:%d: %q is no pair of common ideographs", n+1, pair)
			}
			if t.han[p[0]-hanFirst] != uint16(p[0]) {
				return fmt.Errorf("t2s.txt:%d: %q stands twice", n+1, pair)
			}
			t.han[p[0]-hanFirst] = uint16(p[1])
		}
	}
	return nil
}

func common(r rune) bool { return r >= hanFirst && r <= hanLast }

// loadPairs reads the words that are often split, each with the runes that must not follow.
func (t *table) loadPairs(file string) error {
	t.pairs = map[[2]rune]string{}
	for n, line := range strings.Split(file, "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, field := range strings.Fields(line) {
			name, not, _ := strings.Cut(field, "!")
			w := []rune(name)
			if len(w) < 2 {
				return fmt.Errorf("join.txt:%d: %q is too short", n+1, field)
			}
			for i := 1; i < len(w); i++ {
				t.pairs[[2]rune{w[i-1], w[i]}] = not
			}
		}
	}
	return nil
}

// book is words.yaml.
type book struct {
	Signs map[string]string `yaml:"signs"` // one character to what it is read as
	Words []entry           `yaml:"words"`
}

// entry is one line of substitutes with its proof: each Hit must come to hold To, no Miss may.
type entry struct {
	To     string   `yaml:"to"`
	From   []string `yaml:"from"`
	Unless []string `yaml:"unless"` // what must not follow
	After  []string `yaml:"after"`  // the runes that must not stand before
	Hit    []string `yaml:"hit"`
	Miss   []string `yaml:"miss"`
}

func readBook(file []byte) (book, error) {
	var b book
	d := yaml.NewDecoder(bytes.NewReader(file), yaml.Strict(), yaml.DisallowUnknownField())
	if err := d.Decode(&b); err != nil {
		return book{}, fmt.Errorf("words.yaml: %w", err)
	}
	for _, e := range b.Words {
		if e.To == "" || len(e.From) == 0 || len(e.Hit) == 0 || len(e.Miss) == 0 {
			return book{}, fmt.Errorf("words.yaml: %q needs to, from, hit and miss", e.To)
		}
	}
	return b, nil
}
