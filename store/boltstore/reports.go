package boltstore

import (
	"bytes"
	"cmp"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"callguard/store"
)

// addReports holds reports against the limits. Those of a case that is dropped are left out.
func (ch *change) addReports(reports []store.Report) error {
	if len(reports) > store.MaxReports {
		return fmt.Errorf("%w: %d reports", store.ErrLimit, len(reports))
	}
	type place struct{ subject, id string }
	seen := map[place]bool{}
	for _, r := range reports {
		p := place{r.Subject, r.Case}
		switch {
		case len(r.Subject) == 0 || len(r.Subject) > store.MaxSubject || len(r.Case) > store.MaxID:
			return fmt.Errorf("%w: a report on %d bytes in a case of %d", store.ErrLimit, len(r.Subject), len(r.Case))
		case !(r.Weight >= 0 && r.Weight <= 1): // not a number either
			return fmt.Errorf("%w: a report of weight %v", store.ErrLimit, r.Weight)
		case seen[p]:
			return fmt.Errorf("%w: a report is there twice", store.ErrLimit)
		}
		seen[p] = true
		if ch.drop[r.Case] {
			continue
		}
		if r.Weight > 0 && find(ch.rec.cases, r.Case) == nil {
			return fmt.Errorf("%w: a report without its case", store.ErrLimit)
		}
		ch.reports = append(ch.reports, r)
	}
	return nil
}

// hash makes a subject unreadable without the secret.
func (t *tables) hash(subject string) []byte {
	h := hmac.New(sha256.New, t.secret)
	h.Write([]byte(subject))
	return h.Sum(nil)
}

// reportRow is a row of reports.
type reportRow struct {
	hash       []byte
	person, id string
	at         time.Time
	weight     float64
}

func (r reportRow) key() []byte { return append(bytes.Clone(r.hash), itemKey(r.person, r.id)...) }

// back is the key of the row of reporters.
func (r reportRow) back() []byte { return append(itemKey(r.person, r.id), r.hash...) }

func (t *tables) decodeReport(k, v []byte) (reportRow, error) {
	bad := fmt.Errorf("%w: an unreadable report", store.ErrCorrupt)
	if len(k) < secretSize {
		return reportRow{}, bad
	}
	r := reportRow{hash: bytes.Clone(k[:secretSize])}
	rest, ok1, ok2 := k[secretSize:], false, false
	if r.person, rest, ok1 = cutText(rest); ok1 {
		r.id, rest, ok2 = cutText(rest)
	}
	if !ok2 || len(rest) > 0 {
		return r, bad
	}
	b, err := t.codec.open(r.person, v)
	if err != nil {
		return r, err
	}
	at, rest, ok := cutTime(b)
	if !ok || len(rest) != 8 {
		return r, bad
	}
	r.at, r.weight = at, math.Float64frombits(binary.BigEndian.Uint64(rest))
	return r, nil
}

// putReports stores what a person says, and takes back what he takes back.
func (t *tables) putReports(person string, reports []store.Report) error {
	for _, r := range reports {
		row := reportRow{hash: t.hash(r.Subject), person: person, id: r.Case, at: r.At, weight: r.Weight}
		if r.Weight == 0 {
			if err := t.takeBack(row); err != nil {
				return err
			}
			continue
		}
		if v := t.reports.Get(row.key()); v != nil {
			old, err := t.decodeReport(row.key(), v)
			if err != nil {
				return err
			}
			row.weight = max(row.weight, old.weight)
			if old.at.After(row.at) {
				row.at = old.at
			}
		}
		v := binary.BigEndian.AppendUint64(appendTime(nil, row.at), math.Float64bits(row.weight))
		if err := errors.Join(t.put(t.reports, row.key(), t.codec.seal(person, v)), t.put(t.reporters, row.back(), nil)); err != nil {
			return err
		}
	}
	return nil
}

// takeBack deletes a person's report of a subject in one case, or in all when that is "".
func (t *tables) takeBack(r reportRow) error {
	if r.id != "" {
		return errors.Join(t.del(t.reports, r.key()), t.del(t.reporters, r.back()))
	}
	rows, err := t.reportRows(append(bytes.Clone(r.hash), personKey(r.person)...))
	if err != nil {
		return err
	}
	return t.delReports(rows)
}

func (t *tables) reportRows(prefix []byte) (rows []reportRow, err error) {
	err = each(t.reports, prefix, func(k, v []byte) error {
		r, err := t.decodeReport(k, v)
		rows = append(rows, r)
		return err
	})
	return rows, err
}

func (t *tables) delReports(rows []reportRow) error {
	for _, r := range rows {
		if err := errors.Join(t.del(t.reports, r.key()), t.del(t.reporters, r.back())); err != nil {
			return err
		}
	}
	return nil
}

// dropReports deletes what a person reported; prefix is his key, or that of one of his cases.
func (t *tables) dropReports(prefix []byte) error {
	var rows []reportRow
	err := each(t.reporters, prefix, func(k, _ []byte) error {
		r, err := decodeReporter(k)
		rows = append(rows, r)
		return err
	})
	if err != nil {
		return err
	}
	return t.delReports(rows)
}

func decodeReporter(k []byte) (r reportRow, err error) {
	person, rest, ok1 := cutText(k)
	id, hash, ok2 := cutText(rest)
	if !ok1 || !ok2 || len(hash) != secretSize {
		return r, fmt.Errorf("%w: an unreadable reporter", store.ErrCorrupt)
	}
	return reportRow{hash: bytes.Clone(hash), person: person, id: id}, nil
}

// tally counts the persons of one subject; rows of one person follow each other.
type tally struct {
	store.ReportCount
	person string
	weight float64 // of the last person
}

// add takes one row.
func (c *tally) add(r reportRow) {
	if c.People == 0 || r.person != c.person {
		c.People, c.person, c.weight = c.People+1, r.person, 0
	}
	if r.weight > c.weight {
		c.Weight += r.weight - c.weight
		c.weight = r.weight
	}
}

// Reported counts the persons who reported a subject; see store.Store.
func (s *Store) Reported(ctx context.Context, q store.ReportQuery) (store.ReportCount, error) {
	var c tally
	err := s.view(ctx, "reports", func(t *tables) error {
		if t.reports == nil {
			return nil
		}
		return each(t.reports, t.hash(q.Subject), func(k, v []byte) error {
			r, err := t.decodeReport(k, v)
			switch {
			case err != nil:
				return err
			case r.at.Before(q.Since) || q.Not != "" && r.person == q.Not:
				return nil
			case c.People == store.MaxCounted && r.person != c.person:
				return errStop
			}
			c.add(r)
			return nil
		})
	})
	if errors.Is(err, errStop) {
		err = nil
	}
	return c.ReportCount, err
}

// ReportCounts counts for every subject; see store.Store.
func (s *Store) ReportCounts(ctx context.Context, since time.Time) ([]store.ReportCount, error) {
	var out []store.ReportCount
	err := s.view(ctx, "reports", func(t *tables) error {
		if t.reports == nil {
			return nil
		}
		var c tally
		var subject []byte
		err := each(t.reports, nil, func(k, v []byte) error {
			r, err := t.decodeReport(k, v)
			if err != nil || r.at.Before(since) {
				return err
			}
			if !bytes.Equal(r.hash, subject) {
				out, c, subject = append(out, c.ReportCount), tally{}, r.hash
			}
			c.add(r)
			return nil
		})
		out = append(out, c.ReportCount)
		return err
	})
	out = slices.DeleteFunc(out, func(c store.ReportCount) bool { return c.People == 0 })
	slices.SortFunc(out, func(a, b store.ReportCount) int {
		return cmp.Or(b.People-a.People, cmp.Compare(b.Weight, a.Weight))
	})
	return out, err
}

// ClearReports deletes all reports of a subject; see store.Store.
func (s *Store) ClearReports(ctx context.Context, subject string) (people int, err error) {
	err = s.commit(ctx, "clear", func(t *tables) error {
		rows, err := t.reportRows(t.hash(subject))
		if err != nil {
			return err
		}
		var c tally
		for _, r := range rows {
			c.add(r)
		}
		people = c.People
		return t.delReports(rows)
	})
	return people, err
}

// People gives persons in the order of their keys; see store.Store.
func (s *Store) People(ctx context.Context, after string, limit int) ([]string, error) {
	limit = cmp.Or(max(limit, 0), defaultLimit)
	var out []string
	err := s.view(ctx, "people", func(t *tables) error {
		c := t.people.Cursor()
		from := personKey(after)
		for k, _ := c.Seek(from); k != nil && len(out) < limit; k, _ = c.Next() {
			if after != "" && bytes.Equal(k, from) {
				continue
			}
			name, _, ok := cutText(k)
			if !ok {
				return fmt.Errorf("%w: an unreadable key of a person", store.ErrCorrupt)
			}
			out = append(out, name)
		}
		return nil
	})
	return out, err
}

// verifyReport holds a row of reports against its row of reporters and its case.
func (t *tables) verifyReport(k, v []byte) error {
	r, err := t.decodeReport(k, v)
	if err == nil && (t.reporters.Get(r.back()) == nil || t.cases.Get(itemKey(r.person, r.id)) == nil) {
		err = fmt.Errorf("%w: a report of nobody, or of no case", store.ErrCorrupt)
	}
	return err
}

// verifyReporter holds a row of reporters against its row of reports.
func (t *tables) verifyReporter(k, _ []byte) error {
	r, err := decodeReporter(k)
	if err == nil && t.reports.Get(r.key()) == nil {
		err = fmt.Errorf("%w: a reporter of nothing", store.ErrCorrupt)
	}
	return err
}
