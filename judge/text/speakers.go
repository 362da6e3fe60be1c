package text

import (
	"bytes"
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"github.com/goccy/go-yaml"
)

//go:embed speakers.yaml
var speakersFile []byte

// The speakers of a transcript.
const (
	Caller = "caller" // whoever made the contact
	Me     = "me"     // the merchant
)

// cast is speakers.yaml.
type cast struct {
	Caller []string `yaml:"caller"`
	Me     []string `yaml:"me"`
	Titles []string `yaml:"titles"`
	who    map[string]string
}

var speakers = sync.OnceValue(func() *cast {
	c, err := readCast(speakersFile)
	if err != nil {
		panic(err)
	}
	return c
})

func readCast(file []byte) (*cast, error) {
	c := &cast{who: map[string]string{}}
	if err := yaml.NewDecoder(bytes.NewReader(file), yaml.Strict()).Decode(c); err != nil {
		return nil, fmt.Errorf("speakers.yaml: %w", err)
	}
	for _, name := range c.Caller {
		c.who[name] = Caller
	}
	for _, name := range c.Me {
		if c.who[name] != "" {
			return nil, fmt.Errorf("speakers.yaml: %q is both", name)
		}
		c.who[name] = Me
	}
	return c, nil
}

// reachLabel is how many bytes of a line may stand in front of the colon of its label.
const reachLabel = 48

// label reads the label that begins s, as in "[10:30] 对方: …", and gives its speaker and its
// length; "", 0 when s begins with none. A colon in front of a digit, as in 客服:95516, makes none.
func (c *cast) label(s string) (who string, length int) {
	rest := strings.TrimLeft(s[:min(len(s), reachLabel)], "0123456789:-/.[]() ")
	colon := strings.IndexFunc(rest, endsLabel)
	if colon <= 0 || rest[colon] != ':' {
		return "", 0
	}
	length = min(len(s), reachLabel) - len(rest) + colon + 1
	next := strings.TrimPrefix(s[length:], " ")
	if next == "" || '0' <= next[0] && next[0] <= '9' || strings.HasPrefix(next, "//") || strings.HasPrefix(next, "http") {
		return "", 0
	}
	name, _, _ := strings.Cut(rest[:colon], "(")
	name = strings.TrimRight(name, "0123456789 #")
	if who = c.who[name]; who != "" {
		return who, length
	}
	for _, title := range c.Titles {
		if strings.HasSuffix(name, title) && len(name) <= 30 {
			return Caller, length
		}
	}
	return "", 0
}

// endsLabel tells what stands behind a label or shows that there is none.
func endsLabel(r rune) bool {
	switch r {
	case ':', ',', '\n', '。', '!', '?', '“', '”', '"':
		return true
	}
	return false
}
