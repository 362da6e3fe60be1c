module callguard

go 1.26.0

// The import path that the users of this program know. Its repository is archived, and its
// code stops under Go's pointer checks; go.etcd.io/bbolt is the same code, maintained, with
// the same API and file format. v1.3.12 is the last release whose go.mod lets it stand in.
replace github.com/boltdb/bolt => go.etcd.io/bbolt v1.3.12

require (
	github.com/6tail/lunar-go v1.4.6
	github.com/alecthomas/kong v1.17.0
	github.com/boltdb/bolt v1.3.1
	github.com/ergochat/readline v0.1.3
	github.com/goccy/go-yaml v1.19.2
	github.com/google/go-cmp v0.7.0
	github.com/nyaruka/phonenumbers v1.8.1
	github.com/rogpeppe/go-internal v1.16.0
	github.com/teambition/rrule-go v1.8.2
	golang.org/x/net v0.62.0
	golang.org/x/text v0.43.0
	pgregory.net/rapid v1.3.0
)

require (
	go.etcd.io/bbolt v1.5.0 // indirect
	golang.org/x/sys v0.49.0 // indirect
	golang.org/x/tools v0.51.0 // indirect
	google.golang.org/protobuf v1.36.11 // indirect
)
