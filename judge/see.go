package judge

import (
	"strings"
	"unicode"

	"callguard/judge/links"
	"callguard/judge/numbers"
	"callguard/judge/rules"
	"callguard/judge/text"
)

// seen is what a message holds besides words.
type seen struct {
	numbers  []numbers.Number
	links    []links.Link
	features []rules.Feature
}

// find gives the features of a message without a known channel: what rules are proved with.
func (j *Judge) find(c text.Clean) []rules.Feature { return j.see(c, "").features }

// see finds numbers, links and amounts, and names them as rules ask for them.
func (j *Judge) see(c text.Clean, channel string) seen {
	s := seen{numbers: j.dir.FindIn(c, channel), links: j.links.Find(c)}
	amounts, figures := c.Amounts(), c.Figures()
	s.features = make([]rules.Feature, 0, 2*len(s.numbers)+3*len(s.links)+len(amounts)+len(figures)+1)
	for _, n := range s.numbers {
		s.add("number", n.Start, n.End)
		s.add(numberFeature(n), n.Start, n.End)
	}
	for _, l := range s.links {
		s.add("link", l.Start, l.End)
		s.add(linkFeature(l.Kind), l.Start, l.End)
		if isProgram(c.Norm[l.Start:l.End]) {
			s.add("link.apk", l.Start, l.End)
		}
		if l.Note != "" {
			s.add("link."+l.Note, l.Start, l.End)
		}
	}
	for _, a := range amounts {
		s.add("amount", a.Start, a.End)
	}
	figures = uncovered(figures, s.numbers, func(n numbers.Number) (int, int) { return n.Start, n.End })
	figures = uncovered(figures, s.links, func(l links.Link) (int, int) { return l.Start, l.End })
	figures = uncovered(figures, amounts, func(a text.Amount) (int, int) { return a.Start, a.End })
	for _, f := range figures {
		s.add("figure", f.Start, f.End)
	}
	if channel == "sms" || channel == "call" {
		s.features = append(s.features, rules.Feature{Name: "channel." + channel})
	}
	return s
}

// uncovered gives the figures that lie in none of the things seen. Both are in order, and so one
// walk over them does.
func uncovered[T any](figures []text.Figure, things []T, span func(T) (start, end int)) []text.Figure {
	if len(things) == 0 {
		return figures
	}
	kept := figures[:0]
	next := 0
	for _, f := range figures {
		start, end := -1, -1
		for ; next < len(things); next++ {
			if start, end = span(things[next]); end >= f.End {
				break
			}
		}
		if next == len(things) || start > f.Start {
			kept = append(kept, f)
		}
	}
	return kept
}

func (s *seen) add(name string, start, end int) {
	s.features = append(s.features, rules.Feature{Name: name, Start: start, End: end})
}

// numberFeature names a number as rules do: official ones by their owner, others by class.
func numberFeature(n numbers.Number) string {
	switch {
	case n.Class == numbers.Spoofed:
		return "number.spoofed"
	case n.Org != "":
		return "number.official"
	}
	switch n.Class {
	case numbers.Overseas:
		return "number.overseas"
	case numbers.Mobile:
		return "number.mobile"
	case numbers.MVNO:
		return "number.mvno"
	case numbers.Landline:
		return "number.landline"
	case numbers.N400, numbers.N800:
		return "number.400"
	case numbers.SMS106:
		return "number.sms"
	}
	return "number.other"
}

// isProgram tells a link to a program or a profile, which a phone installs when it is opened.
func isProgram(link string) bool {
	link, _, _ = strings.Cut(link, "?")
	for _, end := range []string{".apk", ".xapk", ".exe", ".msi", ".ipa", ".mobileconfig"} {
		if strings.HasSuffix(link, end) {
			return true
		}
	}
	return false
}

// linkFeature names a link as rules do, by its kind.
func linkFeature(k links.Kind) string {
	switch k {
	case links.Official:
		return "link.official"
	case links.Lookalike:
		return "link.lookalike"
	case links.Short:
		return "link.short"
	case links.IP:
		return "link.ip"
	}
	return "link.unknown"
}

// orgs gives the organisations that a reply may name: imitated ones first, because their true
// number is what the merchant needs, then owners of shown numbers, then those named in the text.
func (s seen) orgs(dir *numbers.Directory, c text.Clean) []string {
	var out []string
	add := func(id string) {
		if id == "" {
			return
		}
		for _, have := range out {
			if have == id {
				return
			}
		}
		out = append(out, id)
	}
	for _, n := range s.numbers {
		add(n.Imitates)
	}
	for _, l := range s.links {
		if l.Kind == links.Lookalike {
			add(l.Org)
		}
	}
	for _, id := range dir.Mentions(c) {
		add(id)
	}
	for _, n := range s.numbers {
		add(n.Org)
	}
	return out
}

// linkTable tells the link table what is official.
func linkTable(dir *numbers.Directory) (*links.Table, error) {
	var hosts []links.Host
	for _, h := range dir.Hosts() {
		hosts = append(hosts, links.Host{Name: h.Name, Org: h.Org})
	}
	var brands []links.Brand
	for _, b := range dir.Brands() {
		brands = append(brands, links.Brand{Word: b.Word, Org: b.Org})
	}
	return links.New(hosts, brands)
}

// hasWords tells whether there is anything to judge: a letter or a digit.
func hasWords(norm string) bool {
	return strings.IndexFunc(norm, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}
