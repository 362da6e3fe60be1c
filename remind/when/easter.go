package when

import "time"

// feasts are the days that are counted from Easter.
var feasts = []holiday{
	{names: []string{"easter", "easter day", "easter sunday", "复活节"}, feast: 1, rest: 1},
	{names: []string{"easter monday", "easter mon"}, feast: 1, plus: 1, rest: 1},
	{names: []string{"shrove monday", "rose monday"}, feast: 1, plus: -48, rest: 1},
	{names: []string{"shrove tuesday", "pancake day", "pancake tuesday", "mardi gras", "fat tuesday"}, feast: 1, plus: -47, rest: 1},
	{names: []string{"ash wednesday"}, feast: 1, plus: -46, rest: 1},
	{names: []string{"palm sunday", "branch sunday"}, feast: 1, plus: -7, rest: 1},
	{names: []string{"maundy thursday", "maundy thu", "holy thursday", "covenant thursday", "covenant thu", "sheer thursday",
		"thursday of mysteries", "thu of mysteries"}, feast: 1, plus: -3, rest: 1},
	{names: []string{"good friday", "holy friday"}, feast: 1, plus: -2, rest: 1},
	{names: []string{"holy saturday", "black saturday", "easter eve"}, feast: 1, plus: -1, rest: 1},
	{names: []string{"ascension day", "ascension", "ascension thursday", "feast of the ascension"}, feast: 1, plus: 39, rest: 1},
	{names: []string{"pentecost", "whit sunday", "white sunday", "whitsun", "whitsunday"}, feast: 1, plus: 49, rest: 1},
	{names: []string{"whit monday", "pentecost monday", "monday of the holy spirit"}, feast: 1, plus: 50, rest: 1},
	{names: []string{"trinity sunday"}, feast: 1, plus: 56, rest: 1},
	{names: []string{"corpus christi"}, feast: 1, plus: 60, rest: 1},
	{names: []string{"orthodox easter", "orthodox easter sunday", "orthodox easter day", "pascha"}, feast: 2, rest: 1},
	{names: []string{"orthodox easter monday"}, feast: 2, plus: 1, rest: 1},
	{names: []string{"clean monday", "orthodox shrove monday", "orthodox clean monday"}, feast: 2, plus: -48, rest: 1},
	{names: []string{"orthodox ash wednesday"}, feast: 2, plus: -46, rest: 1},
	{names: []string{"lazarus saturday"}, feast: 2, plus: -8, rest: 1},
	{names: []string{"orthodox palm sunday"}, feast: 2, plus: -7, rest: 1},
	{names: []string{"orthodox good friday", "great friday", "orthodox great friday"}, feast: 2, plus: -2, rest: 1},
	{names: []string{"orthodox pentecost"}, feast: 2, plus: 49, rest: 1},
}

// easter gives Easter Sunday: by the Gregorian computus, or by the Julian one told in the
// Gregorian calendar (13 days apart from March 1900 to February 2100).
func easter(year int, orthodox bool) (time.Time, bool) {
	if orthodox {
		if year <= 1900 || year >= 2100 {
			return time.Time{}, false
		}
		d := (19*(year%19) + 15) % 30
		e := (2*(year%4) + 4*(year%7) - d + 34) % 7
		return civil(year, time.March, 22+d+e+13), true
	}
	a, b, c := year%19, year/100, year%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	return civil(year, time.Month((h+l-7*m+114)/31), (h+l-7*m+114)%31+1), true
}
