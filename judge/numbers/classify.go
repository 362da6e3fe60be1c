package numbers

import (
	"strings"

	"github.com/nyaruka/phonenumbers"
)

// Classify says what digits are, with a leading + when they were written with one. sms: they are
// the sender of a message, where extra digits behind a hotline are usual.
// Source: the plan of the ministry (MIIT, 2020) for 95xxx; the specification for the rest.
func (d *Directory) Classify(digits string, sms bool) Number {
	n := Number{Digits: digits}
	if i, ok := d.byNumber[digits]; ok {
		n.Org = d.orgs[i].ID
		n.Class = d.shape(digits)
		n.E164 = d.e164(digits, n.Class)
		return n
	}
	national, foreign := home(digits)
	if foreign {
		return d.abroad(n, digits)
	}
	if i, ok := d.byNumber[national]; ok {
		n.Org = d.orgs[i].ID
	}
	n.Class = d.shape(national)
	if n.Class == Invalid && national != digits && d.shape("0"+national) == Landline {
		national, n.Class = "0"+national, Landline // +86 21 …: the 0 of the area code falls away behind +86
	}
	switch {
	case n.Org != "":
	case n.Class == Landline || n.Class == Invalid && strings.HasPrefix(national, "0"):
		d.behindArea(&n, national)
	}
	if n.Org == "" && !sms {
		d.extended(&n, national)
	}
	if n.Class == Landline {
		_, _, n.Place, _ = d.plan.area(national)
	}
	n.E164 = d.e164(national, n.Class)
	return n
}

// home takes +86 and 0086 away: they say nothing. foreign: another code, or a bare 00 or +.
func home(digits string) (national string, foreign bool) {
	for _, p := range []string{"+86", "0086", "+0086", "+086"} {
		if rest, ok := strings.CutPrefix(digits, p); ok && rest != "" {
			return rest, false
		}
	}
	if rest, ok := strings.CutPrefix(digits, "86"); ok && len(rest) == 11 && rest[0] == '1' {
		return rest, false
	}
	if strings.HasPrefix(digits, "+") || strings.HasPrefix(digits, "00") {
		return digits, true
	}
	if rest, ok := strings.CutPrefix(digits, "0"); ok && len(rest) == 11 && rest[0] == '1' && rest[1] >= '3' {
		return rest, false // 0 before a mobile, as some exchanges show it
	}
	return digits, false
}

// shape gives the class by digits alone, of a national number.
func (d *Directory) shape(n string) Class {
	has := func(p string, lens ...int) bool {
		if !strings.HasPrefix(n, p) {
			return false
		}
		for _, l := range lens {
			if len(n) == l {
				return true
			}
		}
		return false
	}
	switch {
	case n == "110" || n == "119" || n == "120" || n == "122":
		return Emergency
	case has("1010", 8):
		return N1010
	case has("106", 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20) && !has("106", 11):
		return SMS106
	case has("106", 11):
		return SMS106
	case has("100", 5, 6, 7, 8), has("101", 5, 6):
		return N100
	case has("12", 5, 6, 7, 8, 9), has("118", 5):
		return N12
	case has("953", 5), has("955", 5), has("956", 5, 6), has("950", 5, 6, 7, 8), has("951", 5, 6, 7, 8),
		has("952", 5, 6, 7, 8), has("954", 5, 6, 7, 8), has("957", 5, 6, 7, 8):
		return N95
	case has("9", 7, 9) && d.listed(n):
		return N95
	case has("96", 5, 6):
		return N96
	case has("400", 10):
		return N400
	case has("800", 10):
		return N800
	case has("1", 11, 13):
		if c, ok := d.plan.mobile(n); ok {
			return c
		}
	}
	// Behind an area code 0 counts too: nobody has such a number, but a display that was forged or
	// noted down wrongly is still one number of that place.
	if _, local, _, ok := d.plan.area(n); ok && (len(local) == 7 || len(local) == 8) && (local[0] >= '2' && local[0] <= '8' || local[0] == '0') {
		return Landline
	}
	if (len(n) == 7 || len(n) == 8) && n[0] >= '2' && n[0] <= '8' {
		return Landline
	}
	return Invalid
}

func (d *Directory) listed(n string) bool {
	_, ok := d.byNumber[n]
	return ok
}

// behindArea reads area code + short number (021-95516), which is a usual form.
func (d *Directory) behindArea(n *Number, national string) {
	_, local, place, ok := d.plan.area(national)
	if !ok {
		return
	}
	if i, ok := d.byNumber[local]; ok {
		n.Org, n.Class, n.Place = d.orgs[i].ID, d.shape(local), place
		return
	}
	switch c := d.shape(local); c {
	case N95, N96, N100, N12:
		n.Class, n.Place = c, place
	default:
		if n.Class == Invalid {
			d.extended(n, local)
		}
	}
}

// extended finds official digits with extra digits behind them. 953 and 955 must not be extended
// at all; the others are spoofed when what they extend is somebody's hotline.
func (d *Directory) extended(n *Number, national string) {
	if n.Class == Mobile || n.Class == MVNO || n.Class == N1010 || n.Class == N400 || n.Class == N800 ||
		n.Class == SMS106 || n.Class == Landline || n.Class == Spoofed {
		return
	}
	for _, l := range []int{6, 5} {
		if len(national) <= l || len(national) > 13 {
			continue
		}
		if i, ok := d.byNumber[national[:l]]; ok && hotlineShape(national[:l]) {
			n.Class, n.Imitates = Spoofed, d.orgs[i].ID
			return
		}
	}
	if len(national) > 5 && len(national) <= 12 && (strings.HasPrefix(national, "953") || strings.HasPrefix(national, "955")) {
		n.Class = Spoofed
	}
}

// hotlineShape tells the short numbers that fraudsters extend.
func hotlineShape(n string) bool {
	return strings.HasPrefix(n, "95") || strings.HasPrefix(n, "96") || strings.HasPrefix(n, "12") || strings.HasPrefix(n, "100")
}

// abroad reads a number with a foreign code, or with a bare 00 or + before official digits.
func (d *Directory) abroad(n Number, digits string) Number {
	rest := strings.TrimPrefix(strings.TrimPrefix(digits, "+"), "00")
	for skip := 0; skip <= 3 && skip < len(rest); skip++ {
		tail := rest[skip:]
		if i, ok := d.byNumber[tail]; ok && len(tail) <= 6 && (skip == 0 || len(tail) >= 5) {
			n.Class, n.Imitates = Spoofed, d.orgs[i].ID
			return n
		}
	}
	if p, err := phonenumbers.Parse("+"+rest, "CN"); err == nil && len(rest) >= 7 {
		region := phonenumbers.GetRegionCodeForCountryCode(int(p.GetCountryCode()))
		if region != "" && region != "ZZ" && region != "CN" {
			n.Class, n.E164, n.Place, n.Region = Overseas, "+"+rest, country(region), region
			return n
		}
	}
	n.Class = Overseas
	if len(rest) < 6 || len(rest) > 15 || rest[0] == '0' { // no country's code begins with 0
		n.Class = Invalid
	}
	return n
}

// e164 gives the international form of numbers that have one.
func (d *Directory) e164(national string, c Class) string {
	switch c {
	case Mobile, MVNO:
		return "+86" + national
	case N400, N800:
		return "+86" + national
	case Landline:
		if strings.HasPrefix(national, "0") {
			return "+86" + national[1:]
		}
	}
	return ""
}
