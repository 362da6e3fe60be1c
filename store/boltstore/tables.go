package boltstore

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"time"

	bolt "github.com/boltdb/bolt"

	"callguard/store"
)

// Names of the buckets and of the keys of meta.
var (
	bucketMeta      = []byte("meta")
	bucketLog       = []byte("log")
	bucketPeople    = []byte("people")
	bucketCases     = []byte("cases")
	bucketReminders = []byte("reminders")
	bucketDue       = []byte("due")
	bucketKeys      = []byte("keys")
	bucketReports   = []byte("reports")
	bucketReporters = []byte("reporters")
	bucketLinks     = []byte("links")
	bucketOffers    = []byte("offers")
	bucketAliases   = []byte("aliases")
	bucketChats     = []byte("chats")

	buckets = [][]byte{
		bucketMeta, bucketLog, bucketPeople, bucketCases, bucketReminders, bucketDue, bucketKeys,
		bucketReports, bucketReporters, bucketLinks, bucketOffers, bucketAliases, bucketChats,
	}

	keySchema = []byte("schema")
	keySecret = []byte("secret")
)

// logFill fills pages of the log almost whole: its keys only grow, so no page is split later.
const logFill = 0.95

// tables are the buckets in one transaction.
type tables struct {
	log, people, cases, reminders, due, keys *bolt.Bucket
	reports, reporters                       *bolt.Bucket
	links, offers, aliases, chats            *bolt.Bucket
	secret                                   []byte // the key under which codes and subjects of reports are hashed
	codec                                    codec
	wrote                                    bool // something was changed
}

// tablesOf finds the buckets; ErrCorrupt when one is missing.
func tablesOf(tx *bolt.Tx, c codec) (*tables, error) {
	t := &tables{codec: c}
	var meta *bolt.Bucket
	for i, into := range [...]**bolt.Bucket{ // in the order of buckets
		&meta, &t.log, &t.people, &t.cases, &t.reminders, &t.due, &t.keys,
		&t.reports, &t.reporters, &t.links, &t.offers, &t.aliases, &t.chats,
	} {
		if *into = tx.Bucket(buckets[i]); *into == nil {
			return nil, fmt.Errorf("%w: it has no table %s", store.ErrCorrupt, buckets[i])
		}
	}
	if t.secret = meta.Get(keySecret); len(t.secret) != secretSize {
		return nil, fmt.Errorf("%w: its key of codes is missing", store.ErrCorrupt)
	}
	t.log.FillPercent = logFill
	return t, nil
}

// put and del note that something was changed: from then on a failure must undo the group.
func (t *tables) put(b *bolt.Bucket, key, value []byte) error {
	t.wrote = true
	return b.Put(key, value)
}

func (t *tables) del(b *bolt.Bucket, key []byte) error {
	t.wrote = true
	return b.Delete(key)
}

// Keys. A text is written with its length before it, so that two texts never run into each
// other, and numbers of a greater length sort behind shorter ones: "9" before "10".

func appendText(b []byte, s string) []byte {
	b = binary.BigEndian.AppendUint16(b, uint16(len(s)))
	return append(b, s...)
}

// cutText takes a text off the front; false when it is not there.
func cutText(b []byte) (s string, rest []byte, ok bool) {
	if len(b) < 2 || len(b)-2 < int(binary.BigEndian.Uint16(b)) {
		return "", nil, false
	}
	n := 2 + int(binary.BigEndian.Uint16(b))
	return string(b[2:n]), b[n:], true
}

// personKey is the key of people, and the front of every key of something that a person has.
func personKey(person string) []byte { return appendText(nil, person) }

// itemKey is the key of a case or a reminder.
func itemKey(person, id string) []byte { return appendText(personKey(person), id) }

// numberKey is the key of a record, or the value that points to one.
func numberKey(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// number reads what numberKey wrote.
func number(b []byte) (uint64, error) {
	if len(b) != 8 {
		return 0, fmt.Errorf("%w: a number of %d bytes", store.ErrCorrupt, len(b))
	}
	return binary.BigEndian.Uint64(b), nil
}

// hashKey makes a message's key short; 128 bits do not meet by accident.
func hashKey(key string) []byte {
	sum := sha256.Sum256([]byte(key))
	return sum[:16]
}

// timeSize is the length of a time: seconds that sort as unsigned, then nanoseconds.
const timeSize = 12

func appendTime(b []byte, t time.Time) []byte {
	b = binary.BigEndian.AppendUint64(b, uint64(t.Unix())^1<<63)
	return binary.BigEndian.AppendUint32(b, uint32(t.Nanosecond()))
}

// cutTime takes a time off the front; false when it is not there.
func cutTime(b []byte) (t time.Time, rest []byte, ok bool) {
	if len(b) < timeSize {
		return time.Time{}, nil, false
	}
	sec := int64(binary.BigEndian.Uint64(b) ^ 1<<63)
	return time.Unix(sec, int64(binary.BigEndian.Uint32(b[8:]))).UTC(), b[timeSize:], true
}

// person is a row of people; the zero value is a person never seen.
type person struct {
	head  uint64 // last record = version
	state uint64 // record with the state
	cases uint64 // count
}

// person reads a row of people.
func (t *tables) person(name string) (person, error) {
	v := t.people.Get(personKey(name))
	if v == nil {
		return person{}, nil
	}
	if len(v) != 24 {
		return person{}, fmt.Errorf("%w: a person's row of %d bytes", store.ErrCorrupt, len(v))
	}
	return person{binary.BigEndian.Uint64(v), binary.BigEndian.Uint64(v[8:]), binary.BigEndian.Uint64(v[16:])}, nil
}

func (t *tables) putPerson(name string, p person) error {
	v := append(append(numberKey(p.head), numberKey(p.state)...), numberKey(p.cases)...)
	return t.put(t.people, personKey(name), v)
}

// each calls fn for the rows of b whose key begins with prefix, in order; fn must not write.
func each(b *bolt.Bucket, prefix []byte, fn func(k, v []byte) error) error {
	c := b.Cursor()
	for k, v := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, v = c.Next() {
		if err := fn(k, v); err != nil {
			return err
		}
	}
	return nil
}
