package boltstore

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"callguard/store"
)

// record is what one commit stored.
type record struct {
	person    string
	prev      uint64 // the person's record before; 0 = none
	key       []byte // hash of the message's key; nil = none
	user      []byte // the state as JSON; nil = not changed, or superseded and deleted
	reply     []byte
	cases     []part
	reminders []part
}

// part is one case or one reminder as JSON.
type part struct {
	id   string
	body []byte
}

// find gives the body of the part with this ID, nil when there is none.
func find(parts []part, id string) []byte {
	for _, p := range parts {
		if p.id == id {
			return p.body
		}
	}
	return nil
}

// encode writes everything but the person: fields with their length before them, in the order of
// the type.
func (r record) encode() []byte {
	b := make([]byte, 0, 256+len(r.user)+len(r.reply))
	b = binary.AppendUvarint(b, r.prev)
	for _, f := range [][]byte{r.key, r.user, r.reply} {
		b = appendField(b, f)
	}
	for _, parts := range [][]part{r.cases, r.reminders} {
		b = binary.AppendUvarint(b, uint64(len(parts)))
		for _, p := range parts {
			b = appendField(appendField(b, []byte(p.id)), p.body)
		}
	}
	return b
}

func appendField(b, field []byte) []byte {
	return append(binary.AppendUvarint(b, uint64(len(field))), field...)
}

// decoder takes fields off the front; the first that is not there makes it bad.
type decoder struct {
	b   []byte
	bad bool
}

func (d *decoder) number() uint64 {
	n, size := binary.Uvarint(d.b)
	if size <= 0 {
		d.b, d.bad = nil, true
		return 0
	}
	d.b = d.b[size:]
	return n
}

func (d *decoder) field() []byte {
	n := d.number()
	if n > uint64(len(d.b)) {
		d.b, d.bad = nil, true
		return nil
	}
	f := d.b[:n:n]
	d.b = d.b[n:]
	return f
}

func (d *decoder) time() time.Time {
	t, rest, ok := cutTime(d.b)
	d.b, d.bad = rest, d.bad || !ok
	return t
}

func (d *decoder) parts() []part {
	var parts []part
	for n := d.number(); n > 0 && !d.bad; n-- {
		parts = append(parts, part{string(d.field()), d.field()})
	}
	return parts
}

// done gives ErrCorrupt unless everything was there and nothing is left.
func (d *decoder) done(what string) error {
	if d.bad || len(d.b) > 0 {
		return fmt.Errorf("%w: unreadable %s", store.ErrCorrupt, what)
	}
	return nil
}

// decodeRecord reads what encode wrote; the fields share memory with b.
func decodeRecord(person string, b []byte) (record, error) {
	d := &decoder{b: b}
	r := record{person: person, prev: d.number(), key: d.field(), user: d.field(), reply: d.field()}
	r.cases, r.reminders = d.parts(), d.parts()
	return r, d.done("record")
}

// record reads a record; its fields live as long as the transaction.
func (t *tables) record(n uint64) (record, error) {
	v := t.log.Get(numberKey(n))
	if v == nil {
		return record{}, fmt.Errorf("%w: record %d is missing", store.ErrCorrupt, n)
	}
	person, sealed, ok := cutText(v)
	if !ok {
		return record{}, fmt.Errorf("%w: record %d is of nobody", store.ErrCorrupt, n)
	}
	b, err := t.codec.open(person, sealed)
	if err != nil {
		return record{}, fmt.Errorf("record %d: %w", n, err)
	}
	return decodeRecord(person, b)
}

// recordOf reads a record that an index says is of this person.
func (t *tables) recordOf(person string, n uint64) (record, error) {
	r, err := t.record(n)
	if err == nil && r.person != person {
		return r, fmt.Errorf("%w: record %d is somebody else's", store.ErrCorrupt, n)
	}
	return r, err
}

func (t *tables) putRecord(n uint64, r record) error {
	return t.put(t.log, numberKey(n), append(personKey(r.person), t.codec.seal(r.person, r.encode())...))
}

// summary is the row of a case: enough to search a person's log without reading its records.
// It is sealed, so that no index holds a readable number.
type summary struct {
	record  uint64 // the one that holds the case
	first   uint64 // the first that held it
	opened  time.Time
	numbers []string
}

func (t *tables) putSummary(person, id string, s summary) error {
	b := binary.AppendUvarint(nil, s.record)
	b = binary.AppendUvarint(b, s.first)
	b = appendTime(b, s.opened)
	for _, n := range s.numbers {
		b = appendField(b, []byte(n))
	}
	return t.put(t.cases, itemKey(person, id), t.codec.seal(person, b))
}

func (t *tables) openSummary(person string, sealed []byte) (summary, error) {
	b, err := t.codec.open(person, sealed)
	if err != nil {
		return summary{}, err
	}
	d := &decoder{b: b}
	s := summary{record: d.number(), first: d.number(), opened: d.time()}
	for len(d.b) > 0 {
		s.numbers = append(s.numbers, string(d.field()))
	}
	return s, d.done("summary of a case")
}

// summary reads the row of a case; ok is false when there is none.
func (t *tables) summary(person, id string) (s summary, ok bool, err error) {
	v := t.cases.Get(itemKey(person, id))
	if v == nil {
		return summary{}, false, nil
	}
	s, err = t.openSummary(person, v)
	return s, true, err
}

// decodeJSON reads a stored part; what can not be read is damaged.
func decodeJSON(b []byte, v any) error {
	if err := json.Unmarshal(b, v); err != nil {
		return fmt.Errorf("%w: %w", store.ErrCorrupt, err)
	}
	return nil
}

// utcUser, utcCase and utcReminder give copies with every time in UTC.
func utcUser(u store.User) store.User {
	u.Created, u.Pending.Asked = u.Created.UTC(), u.Pending.Asked.UTC()
	return u
}

func utcCase(c store.Case) store.Case {
	c.Opened, c.Updated, c.Turns = c.Opened.UTC(), c.Updated.UTC(), slices.Clone(c.Turns)
	for i := range c.Turns {
		c.Turns[i].At = c.Turns[i].At.UTC()
	}
	return c
}

func utcReminder(r store.Reminder) store.Reminder {
	r.At, r.First, r.Created = r.At.UTC(), r.First.UTC(), r.Created.UTC()
	return r
}
