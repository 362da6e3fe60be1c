//go:build unix && !aix && !solaris

package boltstore

import (
	"errors"
	"os"
	"syscall"
	"time"

	"callguard/store"
)

// lockPause is the time between two looks at a file that another program holds.
const lockPause = 20 * time.Millisecond

// lockShared waits until no program writes to f, so that its head can be read in one piece.
func lockShared(f *os.File, wait time.Duration) error {
	for deadline := time.Now().Add(wait); ; time.Sleep(lockPause) {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_SH|syscall.LOCK_NB)
		if !errors.Is(err, syscall.EWOULDBLOCK) {
			return err
		}
		if time.Now().After(deadline) {
			return store.ErrLocked
		}
	}
}

// unlock lets go of f even where a mapping keeps the file open.
func unlock(f *os.File) { _ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN) }
