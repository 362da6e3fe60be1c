package store

import (
	"context"
	"time"
)

// CodeLen is how many digits the code of an Offer has.
const CodeLen = 6

// Offer is a code by which somebody else may link himself to a person; a person has at most one.
// The code is not kept: only its hash is, under a secret key of the database.
type Offer struct {
	Person string    `json:"person"`
	Code   string    `json:"-"`    // CodeLen digits
	Kind   string    `json:"kind"` // what the code is for, in the words of who makes it
	Made   time.Time `json:"made"`
	Until  time.Time `json:"until"` // from then on it is as if it were not there
}

// Wrong counts the codes of others that a person has got wrong lately.
type Wrong struct {
	Count int
	Since time.Time // the first of them
}

// Link says that To is told of what happens to From. From one person to another there is one.
type Link struct {
	From  string    `json:"from"`
	To    string    `json:"to"`
	Since time.Time `json:"since"` // when To agreed
}

// Shared is what a change does beyond the rows of its own person. It is stored with the change,
// whole or not at all, and moves the version of every other person in it (but for Offer, Take and Part),
// so that a message of theirs that was decided before is decided again.
type Shared struct {
	// Offer replaces what User.Person offers; a blank Code leaves it. ErrConflict: somebody else
	// offers this code until after Offer.Made; take another.
	Offer Offer

	// Take uses a code up; "" none. ErrConflict: it is not there, or not any more at TakeAt.
	Take   string
	TakeAt time.Time

	// Wrong replaces the count of User.Person's wrong codes; zero leaves it. It stays when
	// everything is deleted, or deleting would give tries anew; it is kept under a hash of the
	// person and holds nothing else.
	Wrong Wrong

	// Links are put by From and To, Unlink deletes by them; User.Person is one of the two. A link
	// to a person never seen gives ErrConflict; one to be deleted that is not there is no fault.
	// With a link go the alerts of From that To has not been told.
	Links  []Link
	Unlink []Link

	// Notes are put among the reminders of other persons: Person and Kind are set, the ID is
	// given by the store. One for a person never seen, or deleted meanwhile, is left out.
	Notes []Reminder

	// Merge makes another person an alias of User.Person; the zero value does nothing.
	Merge Merge

	// Part lists aliases of User.Person that are to be persons of their own again, never seen;
	// one that is none is no fault.
	Part []string
}

// Merge makes Person an alias of who commits. Everything of Person is deleted, as by DropAll; what
// is to be kept of it has been put among the change's own Cases, Reminders and Shared.Links. The
// alerts of Person that others have not been told stay. His aliases become the other's.
// ErrConflict: the stored version of Person is not Version, or he is an alias already.
type Merge struct {
	Person  string
	Version uint64
}

// Sharing is the part of Store that concerns two persons.
type Sharing interface {
	// Offer gives what a code offers at a moment; ErrNotFound. The time it takes does not depend
	// on how much of the code is right.
	Offer(ctx context.Context, code string, now time.Time) (Offer, error)

	// Wrong gives the count of a person's wrong codes; zero when there is none.
	Wrong(ctx context.Context, person string) (Wrong, error)

	// Links gives the links from and to a person, ordered by the other person; of two with
	// one, the one to the person comes first.
	Links(ctx context.Context, person string) ([]Link, error)

	// Alias gives the person under whom everything of a person is kept: himself, when he is no
	// alias. An alias has no rows of his own: reads find nothing, a Commit of his gives
	// ErrConflict. Ask once, when a message is taken up.
	Alias(ctx context.Context, person string) (string, error)

	// Aliases gives the aliases of a person in order.
	Aliases(ctx context.Context, person string) ([]string, error)
}
