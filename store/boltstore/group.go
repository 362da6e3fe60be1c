package boltstore

import (
	"context"
	"errors"

	bolt "github.com/boltdb/bolt"

	"callguard/store"
)

// maxGroup bounds how many commits share a transaction, and so how long the first one waits.
const maxGroup = 512

// errNothing ends a transaction in which nothing was changed: there is nothing to flush.
var errNothing = errors.New("nothing was changed")

// job is one commit on its way through the committer.
type job struct {
	ctx  context.Context
	what string                // for the error
	do   func(t *tables) error // reads first; an error before the first write is its own
	err  error
	done chan struct{}
}

// commit has do run in a transaction and waits until that is on disk. Once the committer has
// taken it, its outcome is waited for whatever ctx says, so that the answer is the truth.
func (s *Store) commit(ctx context.Context, what string, do func(*tables) error) error {
	if err := s.ready(ctx); err != nil {
		return err
	}
	if s.readOnly {
		return s.explain(what, store.ErrAccess)
	}
	j := &job{ctx: ctx, what: what, do: do, done: make(chan struct{})}
	select {
	case s.jobs <- j:
		<-j.done
		return j.err
	case <-ctx.Done():
		return ctx.Err()
	case <-s.stop:
		return store.ErrClosed
	}
}

// commitLoop takes what waits, stores it with one flush, and takes what has come meanwhile. It
// never waits for more to come: bolt's own Batch does, for 10 ms.
func (s *Store) commitLoop() {
	defer close(s.stopped)
	for {
		select {
		case j := <-s.jobs:
			group := s.drain(j)
			s.run(group)
			for _, j := range group {
				close(j.done)
			}
		case <-s.stop:
			return
		}
	}
}

// drain adds to the first job all that wait.
func (s *Store) drain(first *job) []*job {
	group := []*job{first}
	for len(group) < maxGroup {
		select {
		case j := <-s.jobs:
			group = append(group, j)
		default:
			return group
		}
	}
	return group
}

// run stores a group. When one of it fails after it has begun to write, nothing of the group is
// kept, and each is tried by itself, so that only the one that fails is refused.
func (s *Store) run(group []*job) {
	failed, err := s.attempt(group)
	switch {
	case err == nil:
	case failed != nil && len(group) > 1:
		for _, j := range group {
			s.run([]*job{j})
		}
	case failed != nil:
		failed.err = s.explain(failed.what, err)
	default:
		err = s.writeFault(err)
		for _, j := range group {
			j.err = err
		}
	}
}

// attempt runs a group in one transaction. failed is the job that has spoiled it; without one,
// an error is of the transaction itself.
func (s *Store) attempt(group []*job) (failed *job, err error) {
	if f := s.fatal.Load(); f != nil {
		return nil, f.err
	}
	err = guard(func() error {
		return s.db.Update(func(tx *bolt.Tx) error {
			var err error
			failed, err = s.runAll(tx, group)
			return err
		})
	})
	if errors.Is(err, errNothing) {
		return nil, nil
	}
	return failed, err
}

// runAll lets each job do its part. A job's own failure stays with it.
func (s *Store) runAll(tx *bolt.Tx, group []*job) (failed *job, err error) {
	t, err := tablesOf(tx, s.codec)
	if err != nil {
		return group[0], err
	}
	wrote := false
	for _, j := range group {
		t.wrote = false
		err := j.ctx.Err()
		if err == nil {
			err = guard(func() error { return j.do(t) })
		}
		if err != nil && t.wrote {
			return j, err
		}
		if j.err = nil; err != nil {
			j.err = s.explain(j.what, err)
		}
		wrote = wrote || t.wrote
	}
	if !wrote {
		return nil, errNothing
	}
	return nil, nil
}
