package numbers

import "callguard/judge/text"

// Org is one organisation of the directory.
type Org struct {
	ID      string   // stable, lower case: "icbc", "unionpay-merchant-services"
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
	Source  string // address of the page that gives it
	Checked string // date of the check, YYYY-MM-DD
	Trust   string // how well confirmed
}

// Domain is one official domain of an organisation.
type Domain struct {
	Name, Source, Checked, Trust string
}

// Hotline is the number to call back; "" when the directory has none.
func (o Org) Hotline() string {
	if len(o.Lines) == 0 {
		return ""
	}
	return o.Lines[0].Number
}

// Directory is the book of organisations. Read-only after Load, safe for concurrent use.
type Directory struct {
	orgs []Org
}

// Load reads the directory that the program carries.
func Load() (*Directory, error) { return &Directory{}, nil }

// Org gives the organisation with this id.
func (d *Directory) Org(id string) (Org, bool) { return Org{}, false }

// Search gives the organisations that a merchant may mean: by name, alias or number.
func (d *Directory) Search(query string) []Org { return nil }

// Mentions gives the ids of the organisations that a message names, in order.
func (d *Directory) Mentions(c text.Clean) []string { return nil }

// Find gives the telephone numbers of a message in order.
func (d *Directory) Find(c text.Clean) []Number { return nil }
