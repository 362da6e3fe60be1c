package numbers

import (
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// country gives the Chinese name of a region code; "" when there is none.
func country(region string) string {
	r, err := language.ParseRegion(region)
	if err != nil {
		return ""
	}
	return display.Regions(language.SimplifiedChinese).Name(r)
}
