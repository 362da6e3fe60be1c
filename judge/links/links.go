// Package links takes a clean message and gives the links in it, each with the kind of its
// host. Nothing is ever opened.
package links

// Kind says what a host is.
type Kind string

// Kinds of hosts, named as in the machine interface.
const (
	Official  Kind = "official"  // a domain of an organisation in the directory
	Lookalike Kind = "lookalike" // dressed up as one
	Short     Kind = "short"     // a short-link service hides the target
	Unknown   Kind = "unknown"
	IP        Kind = "ip" // a bare address
)

// Link is one link found in a message.
type Link struct {
	Raw   string // as the merchant pasted it
	Host  string // lower case, without port, in Unicode or ASCII form as written
	Start int    // byte offset in the normalised message
	End   int    // byte offset behind it
	Kind  Kind
	Org   string // directory id: owner (official) or victim of the imitation (lookalike)
	Note  string // unknown hosts with a record: "agent" = sells terminals, "police" = claims to be police
}
