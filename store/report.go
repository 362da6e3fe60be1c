package store

import "time"

// Report is one person's word that a telephone number or the host of a link was used on him. It
// comes with the case that tells of it, and goes with it.
type Report struct {
	// Subject is the number or host as Case.Numbers and Case.Hosts hold it. The engine keeps a
	// keyed hash of it (HMAC-SHA256), never the subject itself; the key is made with the store and
	// stays, or what was counted before could not be found again.
	Subject string

	// Case is the case that tells of it: one of Change.Cases. With Weight 0 it may be any case, or
	// "" for every case of the person.
	Case string

	// Weight is how much it counts, above 0 and at most 1. Where this case reported the subject
	// before, the greater weight and the later time stay. 0 takes the report back.
	Weight float64

	At time.Time // of the report
}

// Limits of reports. What goes beyond MaxSubject and MaxReports gives ErrLimit.
const (
	MaxSubject = 256  // bytes of a Subject; at least 1
	MaxReports = 256  // reports in one Change
	MaxCounted = 1000 // persons that Reported looks at; more are as good as that many
)

// ReportQuery selects the reports of one subject.
type ReportQuery struct {
	Subject string
	Since   time.Time // reported at or after
	Not     string    // a person whose own reports do not count; "" = all count
}

// ReportCount is how many persons reported one subject. A person counts once, with the greatest
// weight among his reports.
type ReportCount struct {
	People int
	Weight float64 // sum over the persons
}
