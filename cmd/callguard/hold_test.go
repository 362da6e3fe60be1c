package main

import (
	"github.com/rogpeppe/go-internal/testscript"

	"callguard/store/boltstore"
)

// hold FILE keeps a database open until the script ends, as another running callguard would.
func hold(ts *testscript.TestScript, _ bool, args []string) {
	db, err := boltstore.Open(ts.MkAbs(args[0]), boltstore.Options{})
	ts.Check(err)
	ts.Defer(func() { ts.Check(db.Close()) })
}
