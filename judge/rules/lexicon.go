package rules

import (
	"fmt"
	"io/fs"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"callguard/judge/text"
	"callguard/judge/weigh"
)

// concept is the number of a lexicon concept; the features that the judge sets itself (numbers,
// links, amounts) are concepts too.
type concept int16

// entry is one concept as it is written in lexicon/*.yaml.
type entry struct {
	Concept string   `yaml:"concept"`
	Note    string   `yaml:"note"`
	Overlay bool     `yaml:"overlay"` // tells what it is about: hides no words inside it, and none hide it
	ZH      []string `yaml:"zh"`
	EN      []string `yaml:"en"`
}

// lexicon maps surface forms to concepts.
type lexicon struct {
	ids    map[string]concept
	names  []string
	over   []bool   // by concept: an overlay
	hashes []uint32 // by concept: the hash of its name
	alone  []int    // every concept, in order: the marks of features take theirs from here
	trie   text.Trie
}

// longestWord bounds a surface form, in runes, and with it the work at one position.
const longestWord = 40

// loadLexicon reads every file of dir. Words are normalised like messages are, so that an entry
// may be written as people write.
func loadLexicon(fsys fs.FS, dir string) (*lexicon, error) {
	lx := &lexicon{ids: map[string]concept{}}
	files, err := fs.Glob(fsys, dir+"/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	for _, name := range files {
		var entries []entry
		if err := decode(fsys, name, &entries); err != nil {
			return nil, err
		}
		for _, e := range entries {
			if err := lx.add(e); err != nil {
				return nil, fmt.Errorf("%s: concept %s: %w", name, e.Concept, err)
			}
		}
	}
	return lx, nil
}

func (lx *lexicon) add(e entry) error {
	if e.Concept == "" || len(e.ZH)+len(e.EN) == 0 {
		return fmt.Errorf("a concept needs a name and words")
	}
	id := lx.intern(e.Concept)
	lx.over[id] = e.Overlay
	for _, w := range append(append([]string{}, e.ZH...), e.EN...) {
		n := strings.TrimSpace(text.New(w).Norm)
		if n == "" || utf8.RuneCountInString(n) > longestWord {
			return fmt.Errorf("word %q: empty or longer than %d characters", w, longestWord)
		}
		lx.trie.Add(n, int(id))
	}
	return nil
}

// intern gives the number of a concept's name, a new one for a new name.
func (lx *lexicon) intern(name string) concept {
	if id, ok := lx.ids[name]; ok {
		return id
	}
	id := concept(len(lx.names))
	lx.ids[name] = id
	lx.names = append(lx.names, name)
	lx.over = append(lx.over, false)
	lx.hashes = append(lx.hashes, weigh.Hash(name))
	lx.alone = append(lx.alone, int(id))
	return id
}

// decode reads one YAML file strictly; errors carry the file, and the line in the decoder's words.
func decode(fsys fs.FS, name string, into any) error {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if err := yaml.UnmarshalWithOptions(b, into, yaml.Strict()); err != nil {
		return fmt.Errorf("%s: %s", name, strings.TrimSpace(yaml.FormatError(err, false, false)))
	}
	return nil
}
