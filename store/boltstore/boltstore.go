// Package boltstore keeps the store in one bolt file: what store.Store promises goes in, one
// file on a local disk comes out.
//
// Reading the source: Open (open.go, create.go, check.go, upgrade.go) gives a Store; Commit (commit.go,
// drop.go, shared.go, offer.go, alias.go) puts a job into the queue of the committer (group.go), which runs all that wait in
// one transaction, so that they share one flush, as do Deliver and Mark (due.go) and UpdateChat
// (chat.go); reads (read.go, reminders.go, due.go) look into the tables (tables.go). Every fault
// passes through faults.go, and nothing panics outward.
//
// The file. Each Commit is one record under a growing number in the bucket "log"; pages are
// filled in order, which costs a tenth of writing under random keys. The other buckets are
// indexes that point into it, and each but the last six could be built again from the log, save how
// far deliveries have come:
//
//	meta       "schema" → version of this layout; "secret" → the key of the hashes in reports and offers
//	log        number → person, sealed record: previous number, key, state, reply, cases, reminders
//	people     person → last record, record with the state, count of cases
//	cases      person, id → sealed summary: record, first record, opened, numbers
//	reminders  person, id → time, record, how far its delivery has come (active ones only)
//	due        lane, when it is due, time, person, id → record (active ones that are not held only)
//	keys       hash of the key → record; 0 when what it told of is deleted
//	reports    keyed hash of the subject, person, case → sealed time and weight
//	reporters  person, case, keyed hash of the subject → nothing
//	links      person, other person, ">" or "<" → sealed: since when; ">" the other is told, "<" the person
//	offers     "c", hash of the code → person, sealed offer; "p", person → hash of the code;
//	           "w", hash of the person → wrong codes, since when
//	aliases    "a", alias → person; "m", person, alias → nothing
//	chats      chat → sealed state
//
// What stands in reports and reporters is in no record: what is counted is never read again, only
// taken back.
//
// The last record's number is the person's version. The records of one person are chained
// through the previous number, so that deleting everything finds everything without an index.
// What a commit does to another person's reminders is a record of its own in that person's chain.
// links, offers, aliases and chats are not in the log, and neither is how far a delivery has come: it
// changes several times for every reminder, and nobody asks for it afterwards.
//
// What is deleted leaves the tables at once. Bolt does not overwrite a page that it frees before
// it uses it again; until then the bytes can be found in the file by who can read the file (0600).
package boltstore

import (
	"context"
	"os"
	"sync"
	"sync/atomic"
	"time"

	bolt "github.com/boltdb/bolt"

	"callguard/store"
)

// Options of Open; the zero value is right for a program that serves.
type Options struct {
	Wait     time.Duration // how long to wait for another program to let go of the file; 0 = 1 s
	ReadOnly bool          // look only: nothing is created, and what would change something gives ErrAccess
}

// Store is a store.Store in a bolt file. It is safe for concurrent use.
type Store struct {
	path     string
	readOnly bool
	db       *bolt.DB
	file     *os.File // the one that bolt holds, for Close after a fault
	codec    codec

	jobs    chan *job     // unbuffered: what is sent is being served
	stop    chan struct{} // closed by Close
	stopped chan struct{} // closed when the committer has ended
	once    sync.Once
	fatal   atomic.Pointer[fatalFault]
}

var _ store.Store = (*Store)(nil)

// Close waits for what is being committed, then releases the file. Later calls give ErrClosed.
func (s *Store) Close() error {
	var err error
	s.once.Do(func() {
		close(s.stop)
		<-s.stopped
		err = s.release()
	})
	return err
}

// release closes bolt, or only its file when bolt may never give its locks back.
func (s *Store) release() error {
	if f := s.fatal.Load(); f != nil && f.wedged {
		unlock(s.file)
		return s.file.Close()
	}
	return s.explain("close", guard(s.db.Close))
}

// closed says whether Close was called.
func (s *Store) closed() bool {
	select {
	case <-s.stop:
		return true
	default:
		return false
	}
}

// ready gives the reason why nothing can be done: the caller's, a fatal fault, or Close.
func (s *Store) ready(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if f := s.fatal.Load(); f != nil {
		return f.err
	}
	if s.closed() {
		return store.ErrClosed
	}
	return nil
}

// view runs fn in a transaction that only reads. What fn gives out must be copied: bolt's
// memory is gone afterwards.
func (s *Store) view(ctx context.Context, what string, fn func(*tables) error) error {
	if err := s.ready(ctx); err != nil {
		return err
	}
	err := guard(func() error {
		return s.db.View(func(tx *bolt.Tx) error {
			t, err := tablesOf(tx, s.codec)
			if err != nil {
				return err
			}
			return fn(t)
		})
	})
	return s.explain(what, err)
}
