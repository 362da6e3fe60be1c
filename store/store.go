// Package store holds what is kept of a merchant: the log of cases, reminders, and the state of
// the conversation; one contract that every engine fulfils.
//
// What a message changes is one Commit: all of it is stored, or nothing.
package store

import (
	"context"
	"errors"
	"time"
)

// Errors of the contract. Engines wrap them with what failed.
var (
	ErrNotFound = errors.New("not found")
	ErrConflict = errors.New("the user's state has changed since it was read") // decide again
	ErrLocked   = errors.New("another program uses the database")              // stop it first
	ErrCorrupt  = errors.New("the database file is damaged")                   // restore a backup
	ErrNewer    = errors.New("the database was written by a newer version")    // update the program
	ErrFull     = errors.New("the disk is full")                               // nothing was stored
	ErrAccess   = errors.New("the database can not be read or written here")   // mend rights or path
	ErrLimit    = errors.New("too large, or not well formed, to be stored")    // nothing was stored
	ErrClosed   = errors.New("the database is closed")

	// ErrFatal: the disk did not confirm a write, so that what is on it is unknown. Every later
	// call gives it too. End the program and start it again; Keys make it safe to repeat.
	ErrFatal = errors.New("the disk failed while storing")
)

// Limits of the contract, in bytes. What goes beyond gives ErrLimit.
const (
	MaxPerson = 256      // a Person; at least 1
	MaxID     = 64       // the ID of a case or a reminder; at least 1
	MaxChange = 16 << 20 // a Change as it is stored
	MaxChat   = 4096     // the state of a chat
)

// User is the state of one merchant's conversation. Times are UTC.
type User struct {
	Person   string    `json:"person"`             // platform:account:id
	Version  uint64    `json:"version"`            // grows with each commit, by 1 or more; 0 = nothing is stored
	Created  time.Time `json:"created"`            // first message
	Lang     string    `json:"lang,omitempty"`     // "zh", "en"; "" = follow each message
	LangSet  bool      `json:"lang_set,omitempty"` // the merchant chose it
	TZ       string    `json:"tz,omitempty"`       // IANA name or ±hh:mm; "" = Asia/Shanghai
	Quiet    string    `json:"quiet,omitempty"`    // "22:00-08:00", when the bot does not write first; "none"; "" = the usual hours
	Banks    []string  `json:"banks,omitempty"`    // directory ids
	Acquirer string    `json:"acquirer,omitempty"` // directory id
	OpenCase string    `json:"open_case,omitempty"`
	Pending  Pending   `json:"pending,omitzero"` // what the bot has asked
	More     []string  `json:"more,omitempty"`   // pages of the last answer not yet shown
	LastCase int       `json:"last_case"`        // last case number given
	LastRem  int       `json:"last_rem"`         // last reminder number given
}

// Pending is a question of the bot that the next message may answer.
type Pending struct {
	Kind    string            `json:"kind,omitempty"` // which question; "" none
	Case    string            `json:"case,omitempty"`
	Options []string          `json:"options,omitempty"` // words that answer it, in order
	Data    map[string]string `json:"data,omitempty"`
	Asked   time.Time         `json:"asked,omitzero"`
}

// Case is one entry of the log: one contact, what was told of it, and how it ended.
type Case struct {
	ID          string    `json:"id"` // number within the person's log: "1", "2", ...
	Person      string    `json:"person"`
	Opened      time.Time `json:"opened"`
	Updated     time.Time `json:"updated"`
	Turns       []Turn    `json:"turns"`             // what the merchant told, masked, in order
	Numbers     []string  `json:"numbers,omitempty"` // callers' numbers: E.164, or digits as shown
	Hosts       []string  `json:"hosts,omitempty"`   // hosts of links
	Channel     string    `json:"channel,omitempty"`
	Verdict     string    `json:"verdict,omitempty"` // "" = logged without being judged
	Score       float64   `json:"score,omitempty"`
	Type        string    `json:"type,omitempty"`
	Topic       string    `json:"topic,omitempty"` // what the contact is said to be about: one story under several numbers has one topic
	Reasons     []Reason  `json:"reasons,omitempty"`
	Lost        []string  `json:"lost,omitempty"`
	Asked       []string  `json:"asked,omitempty"`        // what was asked for, as Lost names it; the latest last
	Acted       bool      `json:"acted,omitempty"`        // the merchant has called who can stop it, or the police
	Outcome     string    `json:"outcome,omitempty"`      // how the call-back ended: "real", "fake", "unreached"; "" open
	UserVerdict string    `json:"user_verdict,omitempty"` // the merchant's own correction
	Told        string    `json:"told,omitempty"`         // what the last notice of a correction said: "scam", "verify", "legit", "official"; "" none was given
	Alerted     string    `json:"alerted,omitempty"`      // what linked persons were told: "scam", "lost"; "" nothing
}

// Turn is one message of a case, with secrets masked.
type Turn struct {
	At    time.Time `json:"at"`
	Text  string    `json:"text"`
	Aside bool      `json:"aside,omitempty"` // told without being judged then: how it ended, what was done
}

// Reason is one piece of evidence as it was shown.
type Reason struct {
	ID     string  `json:"id"`
	Quote  string  `json:"quote"` // masked
	Weight float64 `json:"weight"`
}

// Change is everything that one message does. It is stored whole or not at all. Every Case and
// Reminder in it belongs to User.Person (a blank Person is filled in); what it does to other
// persons stands in Shared.
type Change struct {
	User      User       // the state after the message; User.Version is the version it was decided on
	Key       string     // bot.Message.Key of the message; "" = cannot be repeated
	Reply     []byte     // the reply, given again when the key is delivered again
	Cases     []Case     // put whole, by ID
	Reminders []Reminder // put whole, by ID, but for Delivery; one that is not Active is no longer found, and of a note nothing is kept
	Reports   []Report   // what the person says of numbers and hosts; one per Case and Subject

	// DropCases deletes by ID; an ID that is not there is no fault, and it wins over Cases. The
	// replies stored since the case began are emptied: they may quote it. Their keys stay known.
	// Its reports go with it, and reminders about it that are not the merchant's own (Kind), also
	// those in Reminders.
	DropCases []string

	// DropAll deletes everything of this person, with his offer, his aliases, the chat state of
	// himself and of them, and all links from and to him; of the other fields only User.Person, User.Version, Key, Reply and Shared.Notes count. Earlier
	// keys stay known, with an empty reply. The person is then as one never seen (Version 0), but
	// no later version equals an earlier one.
	DropAll bool

	Shared Shared
}

// CaseQuery selects cases of a log.
type CaseQuery struct {
	Number string    // MatchNumber decides: exact, or the last digits (at least 3); "" all
	Since  time.Time // opened at or after; zero = all
	Before time.Time // opened before; zero = all
	Limit  int       // at most; 0 = 100
}

// Store is the contract. Methods are safe for concurrent use. Times are stored in UTC.
type Store interface {
	Delivering
	Chats
	Sharing

	// User gives the state of a person; a person never seen has Version 0 and only Person set.
	User(ctx context.Context, person string) (User, error)

	// Commit stores a change. ErrConflict: the stored version is not Change.User.Version; read
	// and decide again. A Key stored before: nothing is changed, the stored reply comes back
	// (empty when what it told of has been deleted). When it returns without error the change is
	// on disk. After ErrFatal it may or may not be; after any other error it is not.
	Commit(ctx context.Context, c Change) (reply []byte, repeated bool, err error)

	// Replied gives the stored reply of a key, for a delivery that came again.
	Replied(ctx context.Context, key string) (reply []byte, ok bool, err error)

	// Case gives one case; ErrNotFound.
	Case(ctx context.Context, person, id string) (Case, error)

	// Cases gives cases of a person, newest first: by ID, longest and then greatest first,
	// which is the order they were given in whatever the clock did.
	Cases(ctx context.Context, person string, q CaseQuery) ([]Case, error)

	// CountCases counts all entries of a person's log.
	CountCases(ctx context.Context, person string) (int, error)

	// Reported counts the persons who reported a subject, at most MaxCounted of them.
	Reported(ctx context.Context, q ReportQuery) (ReportCount, error)

	// ReportCounts gives the count of every subject reported at or after since, most persons
	// first, without telling which subject it is.
	ReportCounts(ctx context.Context, since time.Time) ([]ReportCount, error)

	// ClearReports deletes all reports of a subject and gives how many persons had made them. What
	// is reported of it afterwards counts again.
	ClearReports(ctx context.Context, subject string) (people int, err error)

	// People gives persons of whom anything is stored, at most limit (0 = 100), in an order of the
	// engine's own; after is the last one given before, "" = from the beginning.
	People(ctx context.Context, after string, limit int) ([]string, error)

	// Close releases the engine; the store must not be used afterwards.
	Close() error
}
