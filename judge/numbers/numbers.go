// Package numbers takes a clean message and gives the telephone numbers in it, each with its
// class and, when the directory knows it, its organisation.
package numbers

// Class is the kind of a number, as far as its digits can tell.
type Class string

// Classes of numbers, named as in the machine interface.
const (
	Mobile    Class = "mobile"
	MVNO      Class = "mvno"
	Landline  Class = "landline"
	N400      Class = "400"
	N800      Class = "800"
	N95       Class = "95xxx"
	N96       Class = "96xxx"
	N100      Class = "100xx"
	N12       Class = "12xxx"
	N1010     Class = "1010xxxx"
	SMS106    Class = "106 sms"
	Overseas  Class = "overseas"
	Spoofed   Class = "spoofed"
	Emergency Class = "emergency"
	IoT       Class = "iot"
	Invalid   Class = "invalid"
)

// Number is one telephone number found in a message.
type Number struct {
	Raw       string // as the merchant wrote it
	Start     int    // byte offset in the normalised message
	End       int    // byte offset behind it
	Digits    string // digits as read, with a leading + when written; look-alike letters resolved
	E164      string // international form; "" when there is none (short numbers)
	Class     Class
	Org       string // directory id of the organisation that owns it; "" unknown
	Imitates  string // spoofed: directory id of the organisation that it imitates
	Place     string // city or country in Chinese, only when certain
	Region    string // overseas: ISO 3166 code of the country or region
	Carrier   string // only when certain
	Letters   bool   // look-alike letters were read as digits
	Extension string // digits behind 转 / ext.
}
