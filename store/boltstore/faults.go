package boltstore

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime/debug"
	"strings"
	"syscall"

	bolt "github.com/boltdb/bolt"

	"callguard/store"
)

// errPanic marks what bolt said with a panic: it does so when a page is not what it must be.
var errPanic = errors.New("unreadable page")

// fatalFault is a fault after which nothing may be stored.
type fatalFault struct {
	err    error
	wedged bool // bolt may hold its lock forever
}

// guard turns a panic of fn, and a fault on the mapped file (cut short while it is open), into
// an error.
func guard(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: %w: %v", store.ErrCorrupt, errPanic, p)
		}
	}()
	return fn()
}

// contract are the errors that go through as they are.
var contract = []error{
	store.ErrNotFound, store.ErrConflict, store.ErrLocked, store.ErrCorrupt, store.ErrNewer, store.ErrFull,
	store.ErrAccess, store.ErrLimit, store.ErrClosed, store.ErrFatal, context.Canceled, context.DeadlineExceeded,
}

// explain says in one line what failed on which file, as an error of the contract where it is one.
func (s *Store) explain(what string, err error) error { return explain(s.path, what, err) }

func explain(path, what string, err error) error {
	if err == nil {
		return nil
	}
	if kind := classify(err); kind != nil {
		err = fmt.Errorf("%w: %w", kind, err)
	}
	return fmt.Errorf("%s %s: %w", what, path, err)
}

// classify gives the error of the contract that err amounts to; nil when it is one already, or
// amounts to none.
func classify(err error) error {
	for _, c := range contract {
		if errors.Is(err, c) {
			return nil
		}
	}
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case isFull(err):
		return store.ErrFull
	case errors.Is(err, bolt.ErrTimeout):
		return store.ErrLocked
	case errors.Is(err, bolt.ErrDatabaseNotOpen):
		return store.ErrClosed
	case errors.Is(err, bolt.ErrDatabaseReadOnly):
		return store.ErrAccess
	case errors.Is(err, bolt.ErrInvalid), errors.Is(err, bolt.ErrChecksum), errors.Is(err, bolt.ErrVersionMismatch):
		return store.ErrCorrupt
	case errors.As(err, &path), errors.As(err, &link):
		return store.ErrAccess
	}
	return nil
}

// isFull knows a disk, a quota or a file size limit that is used up. Bolt passes some of its
// faults on as text only.
func isFull(err error) bool {
	for _, e := range []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if errors.Is(err, e) || strings.HasSuffix(err.Error(), ": "+e.Error()) {
			return true
		}
	}
	return false
}

// writeFault judges the error of a transaction that bolt could not begin or finish. Only a disk
// without space leaves everything as it was. The rest is fatal, because it leaves open what is on
// the disk: a flush that failed (the kernel drops the pages and tells it once, see
// wiki.postgresql.org/wiki/Fsync_Errors), a write that failed otherwise, a panic in the midst.
func (s *Store) writeFault(err error) error {
	if errors.Is(err, store.ErrFatal) {
		return err
	}
	if isFull(err) && !isFlush(err) {
		return s.explain("commit", err)
	}
	f := &fatalFault{
		err:    fmt.Errorf("commit %s: %w: %w", s.path, store.ErrFatal, err),
		wedged: errors.Is(err, errPanic),
	}
	s.fatal.CompareAndSwap(nil, f)
	return s.fatal.Load().err
}

// isFlush knows a failed flush: bolt gives the bare number of fdatasync, and the text of fsync.
func isFlush(err error) bool {
	var errno syscall.Errno
	var path *fs.PathError
	return errors.As(err, &errno) && !errors.As(err, &path) || strings.HasPrefix(err.Error(), "file sync error")
}
