//go:build !unix || aix || solaris

package boltstore

import (
	"os"
	"time"
)

// lockShared leaves the waiting to bolt where files are not locked with flock.
func lockShared(*os.File, time.Duration) error { return nil }

// unlock has nothing to let go of.
func unlock(*os.File) {}
