package numbers

import (
	"sort"
	"strings"
	"unicode/utf8"

	"callguard/judge/text"
)

// Org is one organisation of the directory.
type Org struct {
	ID      string   // stable, lower case: "icbc", "chinaums"
	ZH, EN  string   // names
	Aliases []string // other names that merchants use
	Kind    string   // "bank-state", "licensed-acquirer", "police-antifraud", ...
	Lines   []Line   // numbers, the one to call first
	Domains []Domain // official domains
	WeChat  string   // official account; "" not known
}

// Line is one number of an organisation. Numbers are strings, never values.
type Line struct {
	Number  string // as dialled, without separators
	Use     string // what it is for, in Chinese; "" general
	Source  string // where the number was seen
	Trust   string // how well confirmed
	Checked string // date of the check, YYYY-MM-DD
}

// Domain is one official domain of an organisation.
type Domain struct {
	Name, Source, Checked, Trust string
}

// Hotline is the number to call back; "" when the directory has none. Sender numbers of messages
// (106…) can't be called.
func (o Org) Hotline() string {
	for _, l := range o.Lines {
		if !strings.HasPrefix(l.Number, "106") {
			return l.Number
		}
	}
	return ""
}

// Name gives the name in a language.
func (o Org) Name(lang string) string {
	if lang == "en" {
		return o.EN
	}
	return o.ZH
}

// Directory is the book of organisations. Read-only after Load, safe for concurrent use.
type Directory struct {
	orgs     []Org
	byID     map[string]int
	byNumber map[string]int
	names    text.Trie
	guards   map[string]guard // by the name they guard
	plan     plan
}

// Org gives the organisation with this id.
func (d *Directory) Org(id string) (Org, bool) {
	i, ok := d.byID[id]
	if !ok {
		return Org{}, false
	}
	return d.orgs[i], true
}

// Orgs gives all organisations in the order of the files.
func (d *Directory) Orgs() []Org { return append([]Org(nil), d.orgs...) }

// Search gives the organisations that a merchant may mean, by number, name or alias; the best
// match first.
func (d *Directory) Search(query string) []Org {
	c := text.New(query)
	var out []Org
	seen := map[string]bool{}
	add := func(id string) {
		if o, ok := d.Org(id); ok && !seen[id] {
			seen[id] = true
			out = append(out, o)
		}
	}
	for _, n := range d.Find(c) {
		add(n.Org)
		add(n.Imitates)
	}
	for _, id := range d.Mentions(c) {
		add(id)
	}
	want := strings.TrimSpace(c.Norm)
	if len(out) == 0 && len([]rune(want)) >= 2 {
		for _, o := range d.orgs {
			if strings.Contains(text.New(o.ZH+" "+o.EN).Norm, want) {
				add(o.ID)
			}
		}
	}
	return out
}

// Mentions gives the ids of the organisations that a message names, in order. The longest name
// at a place counts: 银联商务 is not 银联.
func (d *Directory) Mentions(c text.Clean) []string {
	var out []string
	seen := map[int]bool{}
	end, orgs := 0, []int(nil)
	longest := func(e int, values []int) { end, orgs = e, values }
	next := 0 // behind the latest name
	for k := range c.Len() {
		r, i := c.Rune(k)
		if i < next || !d.names.Begins(r, c.Next(k)) {
			continue
		}
		end, orgs = i, nil
		d.names.At(c.Norm, i, longest)
		if end > i && !d.free(c.Norm, i, end) {
			continue
		}
		for _, at := range orgs {
			if !seen[at] {
				seen[at] = true
				out = append(out, d.orgs[at].ID)
			}
		}
		next = end
	}
	return out
}

// free tells a guarded name from the longer word that it is part of.
func (d *Directory) free(s string, from, to int) bool {
	g, ok := d.guards[s[from:to]]
	if !ok {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(s[:from])
	after, _ := utf8.DecodeRuneInString(s[to:])
	return !strings.ContainsRune(g.Before, before) && !strings.ContainsRune(g.After, after)
}

// Host is one official host name with its owner.
type Host struct{ Name, Org string }

// Brand is one word that stands for an organisation in host names, with its owner.
type Brand struct{ Word, Org string }

// Hosts gives all official host names.
func (d *Directory) Hosts() []Host {
	var out []Host
	for _, o := range d.orgs {
		for _, m := range o.Domains {
			out = append(out, Host{m.Name, o.ID})
		}
	}
	return out
}

// Brands gives the words by which a look-alike host would be known: Latin aliases, hotlines, and
// the names of official domains. Longest first; words too short to be telling are left out.
func (d *Directory) Brands() []Brand {
	var out []Brand
	for _, o := range d.orgs {
		for _, a := range o.Aliases {
			if n := text.New(a).Norm; len(n) >= 3 && isLatinWord(n) {
				out = append(out, Brand{n, o.ID})
			}
		}
		for _, l := range o.Lines {
			if n := len(l.Number); n >= 5 && n <= 6 {
				out = append(out, Brand{l.Number, o.ID})
			}
		}
		for _, m := range o.Domains {
			if label, _, _ := strings.Cut(m.Name, "."); len(label) >= 3 && label != "www" && label != "gov" && label != "pay" {
				out = append(out, Brand{label, o.ID})
			}
		}
	}
	sort.SliceStable(out, func(i, k int) bool { return len(out[i].Word) > len(out[k].Word) })
	return out
}

func isLatinWord(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return false
		}
	}
	return true
}
