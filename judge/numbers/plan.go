package numbers

import (
	"fmt"
	"io/fs"
	"strings"
)

// plan is the numbering plan: mobile prefixes and area codes.
type plan struct {
	prefixes map[string]Class  // 3 to 5 digits
	areas    map[string]string // with the leading 0 → place, "" = no place known
}

type prefixFile struct {
	Checked  string            `yaml:"checked"`
	Sources  map[string]string `yaml:"sources"`
	Prefixes []struct {
		Prefix  string `yaml:"prefix"`
		Carrier string `yaml:"carrier"`
		Note    string `yaml:"note"`
		Class   string `yaml:"class"`
		Source  string `yaml:"source"`
	} `yaml:"prefixes"`
}

type areaFile struct {
	Checked string            `yaml:"checked"`
	Sources map[string]string `yaml:"sources"`
	Areas   []struct {
		Code   string `yaml:"code"`
		Place  string `yaml:"place"`
		Source string `yaml:"source"`
	} `yaml:"areas"`
}

func loadPlan(fsys fs.FS) (plan, error) {
	p := plan{prefixes: map[string]Class{}, areas: map[string]string{}}
	var mobile prefixFile
	if err := decode(fsys, "plan/prefixes.yaml", &mobile); err != nil {
		return p, err
	}
	for _, x := range mobile.Prefixes {
		if len(x.Prefix) < 3 || x.Prefix[0] != '1' || mobile.Sources[x.Source] == "" {
			return p, fmt.Errorf("plan/prefixes.yaml: prefix %q: digits from 1 on, and a source of the list", x.Prefix)
		}
		p.prefixes[x.Prefix] = prefixClass(x.Class)
	}
	var areas areaFile
	if err := decode(fsys, "plan/areas.yaml", &areas); err != nil {
		return p, err
	}
	for _, x := range areas.Areas {
		if !strings.HasPrefix(x.Code, "0") || areas.Sources[x.Source] == "" {
			return p, fmt.Errorf("plan/areas.yaml: code %q: a leading 0, and a source of the list", x.Code)
		}
		p.areas[x.Code] = x.Place
	}
	return p, nil
}

// prefixClass folds the kinds of the table into the classes of the interface. Satellite and data
// cards ring like mobiles.
func prefixClass(kind string) Class {
	switch {
	case kind == "mvno":
		return MVNO
	case strings.HasPrefix(kind, "iot"):
		return IoT
	}
	return Mobile
}

// mobile gives the class of an 11- or 13-digit number by its longest known prefix. A number with
// the shape of a mobile but no known prefix is still one: the table is not complete.
func (p plan) mobile(n string) (Class, bool) {
	for l := 5; l >= 3; l-- {
		c, ok := p.prefixes[n[:min(l, len(n))]]
		switch {
		case !ok:
		case c == IoT && len(n) == 13, c != IoT && len(n) == 11:
			return c, true
		}
	}
	if len(n) == 11 && n[0] == '1' && n[1] >= '3' {
		return Mobile, true
	}
	return Invalid, false
}

// area splits a national number with a leading 0 into area code and local part.
func (p plan) area(n string) (code, local, place string, ok bool) {
	for _, l := range []int{3, 4} {
		if len(n) > l {
			if place, ok := p.areas[n[:l]]; ok {
				return n[:l], n[l:], place, true
			}
		}
	}
	return "", "", "", false
}
