package wants

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"

	"callguard/judge/text"
)

//go:embed concepts.yaml
var conceptFile []byte

// concepts finds words that mean the same for what a message wants. Read-only.
type concepts struct {
	names []string
	trie  text.Trie
}

func loadConcepts() (*concepts, error) {
	var entries []struct {
		Concept string   `yaml:"concept"`
		ZH      []string `yaml:"zh"`
		EN      []string `yaml:"en"`
	}
	if err := yaml.UnmarshalWithOptions(conceptFile, &entries, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("concepts.yaml: %s", strings.TrimSpace(yaml.FormatError(err, false, false)))
	}
	c := &concepts{}
	for i, e := range entries {
		c.names = append(c.names, e.Concept)
		for _, w := range append(e.ZH, e.EN...) {
			norm := strings.TrimSpace(text.New(w).Norm)
			if norm == "" {
				return nil, fmt.Errorf("concepts.yaml: %s: empty word", e.Concept)
			}
			c.trie.Add(norm, i)
		}
	}
	return c, nil
}

// in gives the concepts of a text in order, the longest at each place.
func (c *concepts) in(norm string) []string {
	var out []string
	read := 0
	for i := 0; i < len(norm) && read < Longest; {
		end, found := i, []int(nil)
		c.trie.At(norm, i, func(e int, values []int) {
			if e > end {
				end, found = e, values
			}
		})
		if found != nil {
			for _, v := range found {
				if len(out) == 0 || out[len(out)-1] != c.names[v] {
					out = append(out, c.names[v])
				}
			}
			i = end
			continue
		}
		i++
		read++
		for i < len(norm) && norm[i]&0xC0 == 0x80 {
			i++
		}
	}
	return out
}
