package numbers

import (
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"

	"callguard/judge/text"
)

//go:embed directory plan
var embedded embed.FS

// orgEntry is one organisation as it is written in directory/*.yaml.
type orgEntry struct {
	ID      string        `yaml:"id"`
	ZH      string        `yaml:"zh"`
	EN      string        `yaml:"en"`
	Kind    string        `yaml:"kind"`
	Aliases []string      `yaml:"aliases"`
	Guarded []guard       `yaml:"guarded"`
	WeChat  string        `yaml:"wechat"`
	Lines   []lineEntry   `yaml:"lines"`
	Domains []domainEntry `yaml:"domains"`
}

// guard is an alias that is part of other words too: the characters of before and after must not
// stand next to it.
type guard struct {
	Word   string `yaml:"word"`
	Before string `yaml:"before"`
	After  string `yaml:"after"`
}

type lineEntry struct {
	Number  string `yaml:"number"`
	Use     string `yaml:"use"`
	Source  string `yaml:"source"`
	Trust   string `yaml:"trust"`
	Checked string `yaml:"checked"`
}

type domainEntry struct {
	Name    string `yaml:"name"`
	Source  string `yaml:"source"`
	Trust   string `yaml:"trust"`
	Checked string `yaml:"checked"`
}

// Load reads the directory and the numbering plan that the program carries.
func Load() (*Directory, error) { return load(embedded) }

func load(fsys fs.FS) (*Directory, error) {
	d := &Directory{byID: map[string]int{}, byNumber: map[string]int{}, guards: map[string]guard{}}
	files, err := fs.Glob(fsys, "directory/*.yaml")
	if err != nil {
		return nil, err
	}
	for _, name := range files {
		var entries []orgEntry
		if err := decode(fsys, name, &entries); err != nil {
			return nil, err
		}
		for _, e := range entries {
			if err := d.add(e); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", name, e.ID, err)
			}
		}
	}
	if d.plan, err = loadPlan(fsys); err != nil {
		return nil, err
	}
	return d, nil
}

var (
	validID     = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	validNumber = regexp.MustCompile(`^\+?[0-9]{3,20}$`)
	validDomain = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$`)
	validDate   = regexp.MustCompile(`^20[0-9]{2}-[0-9]{2}-[0-9]{2}$`)
)

// add checks an entry and takes it in.
func (d *Directory) add(e orgEntry) error {
	switch {
	case !validID.MatchString(e.ID):
		return fmt.Errorf("id %q: small letters, digits and dashes", e.ID)
	case e.ZH == "" || e.EN == "" || e.Kind == "":
		return fmt.Errorf("zh, en and kind are needed")
	}
	if _, taken := d.byID[e.ID]; taken {
		return fmt.Errorf("the id is taken")
	}
	o := Org{ID: e.ID, ZH: e.ZH, EN: e.EN, Aliases: e.Aliases, Kind: e.Kind, WeChat: e.WeChat}
	at := len(d.orgs)
	for _, l := range e.Lines {
		if !validNumber.MatchString(l.Number) {
			return fmt.Errorf("number %q: digits only, in quotes", l.Number)
		}
		if err := proven(l.Number, l.Source, l.Trust, l.Checked); err != nil {
			return err
		}
		if _, taken := d.byNumber[l.Number]; taken {
			return fmt.Errorf("number %s stands twice", l.Number)
		}
		d.byNumber[l.Number] = at
		o.Lines = append(o.Lines, Line(l))
	}
	for _, m := range e.Domains {
		if !validDomain.MatchString(m.Name) {
			return fmt.Errorf("domain %q", m.Name)
		}
		if err := proven(m.Name, m.Source, m.Trust, m.Checked); err != nil {
			return err
		}
		o.Domains = append(o.Domains, Domain{Name: m.Name, Source: m.Source, Trust: m.Trust, Checked: m.Checked})
	}
	d.byID[e.ID] = at
	d.orgs = append(d.orgs, o)
	d.name(at, e)
	return nil
}

// proven refuses what nobody can look up.
func proven(what, source, trust, checked string) error {
	if source == "" || trust == "" || !validDate.MatchString(checked) || strings.Contains(source+trust, "memory") {
		return fmt.Errorf("%s: source, trust and checked (YYYY-MM-DD) are needed, and a source that can be read", what)
	}
	return nil
}

// name takes in what an organisation is called.
func (d *Directory) name(at int, e orgEntry) {
	for _, n := range append([]string{e.ZH, shortEnglish(e.EN)}, e.Aliases...) {
		if n = strings.TrimSpace(text.New(n).Norm); n != "" {
			d.names.Add(n, at)
		}
	}
	for _, g := range e.Guarded {
		n := strings.TrimSpace(text.New(g.Word).Norm)
		d.names.Add(n, at)
		d.guards[n] = g
	}
}

// shortEnglish is an English name without what stands in brackets.
func shortEnglish(en string) string {
	name, _, _ := strings.Cut(en, "(")
	return strings.TrimSpace(name)
}

// decode reads one YAML file strictly; errors carry the file and the line.
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
