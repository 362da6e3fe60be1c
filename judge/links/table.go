package links

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

//go:embed data
var embedded embed.FS

// Host is one official host name with its owner.
type Host struct{ Name, Org string }

// Brand is one word that stands for an organisation in host names, with its owner.
type Brand struct{ Word, Org string }

// Table knows what hosts are. Read-only after New, safe for concurrent use.
type Table struct {
	official map[string]string // host → org
	short    map[string]bool
	shortSub map[string]bool   // any sub-domain too
	notes    map[string]string // host → note
	brands   []Brand           // longest first
	letters  []uint64          // of each brand's word
}

type record struct {
	Host    string `yaml:"host"`
	Sub     bool   `yaml:"sub"`
	Note    string `yaml:"note"`
	About   string `yaml:"about"`
	Source  string `yaml:"source"`
	Trust   string `yaml:"trust"`
	Checked string `yaml:"checked"`
	Owner   string `yaml:"owner"`
	Active  string `yaml:"active"`
}

// New builds a table of official hosts and brand words, and of the short-link services and known
// hosts that the program carries. An error names the file and line at fault.
func New(official []Host, brands []Brand) (*Table, error) {
	t := &Table{official: map[string]string{}, short: map[string]bool{}, shortSub: map[string]bool{},
		notes: map[string]string{}, brands: slices.Clone(brands)}
	for _, h := range official {
		t.official[h.Name] = h.Org
	}
	slices.SortStableFunc(t.brands, func(a, b Brand) int { return len(b.Word) - len(a.Word) })
	for _, b := range t.brands {
		t.letters = append(t.letters, letters(b.Word))
	}
	for _, name := range []string{"data/short.yaml", "data/records.yaml"} {
		rs, err := records(embedded, name)
		if err != nil {
			return nil, err
		}
		for _, r := range rs {
			switch {
			case r.Note != "":
				t.notes[r.Host] = r.Note
			default:
				t.short[r.Host] = true
				t.shortSub[r.Host] = r.Sub
			}
		}
	}
	return t, nil
}

func records(fsys fs.FS, name string) ([]record, error) {
	b, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	var rs []record
	if err := yaml.UnmarshalWithOptions(b, &rs, yaml.Strict()); err != nil {
		return nil, fmt.Errorf("%s: %s", name, strings.TrimSpace(yaml.FormatError(err, false, false)))
	}
	for _, r := range rs {
		if !strings.Contains(r.Host, ".") || r.Source == "" || r.Checked == "" {
			return nil, fmt.Errorf("%s: host %q: a host, its source and the date are needed", name, r.Host)
		}
	}
	return rs, nil
}

// kind says what a host is. posed: letters of another alphabet stand in it.
func (t *Table) kind(host string, posed bool) (k Kind, org, note string) {
	if isIP(host) {
		return IP, "", ""
	}
	ascii, err := idna.ToASCII(host)
	if err != nil {
		ascii = host
	}
	if !posed {
		for h := ascii; strings.Contains(h, "."); {
			if org, ok := t.official[h]; ok {
				return Official, org, ""
			}
			_, h, _ = strings.Cut(h, ".")
		}
		if t.isShort(ascii) {
			return Short, "", ""
		}
	}
	root := registrable(ascii)
	if note := t.notes[root]; note != "" && note != "lookalike" {
		return Unknown, "", note
	} else if note == "lookalike" || t.notes[ascii] == "lookalike" {
		return Lookalike, t.imitates(host, posed), ""
	}
	if org := t.imitates(host, posed); org != "" && !t.plainHotline(root) && !t.abroad(root, posed) {
		return Lookalike, org, ""
	}
	return Unknown, "", ""
}

// plainHotline holds for a hotline's digits under a usual ending (95508.com): organisations often
// own these, and nobody dresses up with them alone.
func (t *Table) plainHotline(root string) bool {
	label, rest, _ := strings.Cut(root, ".")
	return strings.Trim(label, "0123456789") == "" && (rest == "com" || rest == "cn" || rest == "com.cn")
}

// abroad holds for a bank's own name under a foreign country's company suffix (hsbc.co.uk): such
// names are checked at registration there, and nothing is known of them here.
func (t *Table) abroad(root string, posed bool) bool {
	label, suffix, _ := strings.Cut(root, ".")
	switch suffix {
	case "co.uk", "com.hk", "com.sg", "com.au", "com.my", "com.mo", "ca":
		return !posed && slices.ContainsFunc(t.brands, func(b Brand) bool { return b.Word == label })
	}
	return false
}

func (t *Table) isShort(host string) bool {
	if t.short[host] {
		return true
	}
	_, parent, ok := strings.Cut(host, ".")
	return ok && t.shortSub[parent]
}

// registrable is the part of a host that somebody has registered.
func registrable(host string) string {
	root, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return host
	}
	return root
}

// known tells whether a host ends in a top-level domain, one of those kept for examples included
// (RFC 2606): people write shop.example when they leave a name out.
func known(host string) bool {
	ascii, err := idna.ToASCII(host)
	if err != nil {
		return false
	}
	switch ascii[strings.LastIndexByte(ascii, '.')+1:] {
	case "example", "test", "invalid":
		return true
	}
	suffix, icann := publicsuffix.PublicSuffix(ascii)
	return icann && suffix != ascii
}

func isIP(host string) bool {
	if strings.Count(host, ".") != 3 {
		return false
	}
	for p := range strings.SplitSeq(host, ".") {
		if p == "" || len(p) > 3 || strings.Trim(p, "0123456789") != "" {
			return false
		}
	}
	return true
}
