// Package wording takes a key and fill-ins and gives the line that a merchant reads, in Chinese
// or English. It has no logic beyond filling in: which line to say is decided by handlers.
package wording

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
)

//go:embed zh en
var embedded embed.FS

// Languages are the languages that every line exists in. The first stands in for an unknown one.
func Languages() []string { return []string{"zh", "en"} }

// Fill holds what is put into a line: {name} becomes Fill["name"].
type Fill map[string]string

// Book holds every line. Read-only after Load, safe for concurrent use.
type Book struct {
	lines map[string]map[string]string // language → key → line
}

// Load reads the lines that the program carries. An error names the file, and the line in it.
func Load() (*Book, error) { return load(embedded) }

func load(fsys fs.FS) (*Book, error) {
	b := &Book{lines: map[string]map[string]string{}}
	for _, lang := range Languages() {
		b.lines[lang] = map[string]string{}
		files, err := fs.Glob(fsys, lang+"/*.yaml")
		if err != nil {
			return nil, err
		}
		for _, name := range files {
			if err := b.read(fsys, lang, name); err != nil {
				return nil, err
			}
		}
	}
	return b, nil
}

func (b *Book) read(fsys fs.FS, lang, name string) error {
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	var tree map[string]map[string]string
	if err := yaml.UnmarshalWithOptions(raw, &tree, yaml.Strict()); err != nil {
		return fmt.Errorf("%s: %s", name, strings.TrimSpace(yaml.FormatError(err, false, false)))
	}
	for theme, lines := range tree {
		for key, line := range lines {
			full := theme + "." + key
			if _, taken := b.lines[lang][full]; taken {
				return fmt.Errorf("%s: %s stands twice", name, full)
			}
			if strings.TrimSpace(line) == "" {
				return fmt.Errorf("%s: %s is empty", name, full)
			}
			b.lines[lang][full] = strings.TrimRight(line, "\n")
		}
	}
	return nil
}

// Has tells whether a line exists.
func (b *Book) Has(key string) bool {
	_, ok := b.lines[Languages()[0]][key]
	return ok
}

// Line gives a line with its fill-ins. A key that does not exist gives "": tests see to it that
// every key in use exists in every language.
func (b *Book) Line(lang, key string, fill Fill) string {
	lines, ok := b.lines[lang]
	if !ok {
		lines = b.lines[Languages()[0]]
	}
	line := lines[key]
	if len(fill) == 0 || !strings.Contains(line, "{") {
		return line
	}
	pairs := make([]string, 0, 2*len(fill))
	for _, name := range sorted(fill) {
		pairs = append(pairs, "{"+name+"}", fill[name])
	}
	return strings.NewReplacer(pairs...).Replace(line)
}

// First gives the first of several lines that exists, for a line that has a more general one.
func (b *Book) First(lang string, fill Fill, keys ...string) string {
	for _, k := range keys {
		if b.Has(k) {
			return b.Line(lang, k, fill)
		}
	}
	return ""
}

// Keys gives every key of a language in order.
func (b *Book) Keys(lang string) []string { return sorted(b.lines[lang]) }

func sorted[V any](m map[string]V) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
