package boltstore

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"syscall"
	"time"

	"callguard/store"
)

// The head of a bolt file, as far as it must be known to see that the file is whole: two meta
// pages, of which the valid one with the higher transaction number counts
// (github.com/boltdb/bolt, db.go type meta, page.go type page). Numbers are in the byte order of
// the machine.
const (
	pageHeader   = 16 // id 8, flags 2, count 2, overflow 4
	metaSize     = 64
	metaMagic    = 0xED0CDAED
	metaVersion  = 2
	freelistPage = 0x10
	noFreelist   = ^uint64(0)
	minPage      = 1 << 10
	maxPage      = 1 << 24
)

// meta is what a meta page says.
type meta struct {
	pageSize                   int64
	root, freelist, pages, txn uint64
}

// checkFile looks at the file before bolt maps it. Bolt trusts what the head says; with a file
// cut short it would read beyond the end, which ends the program.
func checkFile(path string, wait time.Duration) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return fmt.Errorf("%w: it is a folder", store.ErrAccess)
	case !info.Mode().IsRegular():
		return fmt.Errorf("%w: it is not a file", store.ErrAccess)
	}
	if err := lockShared(f, wait); err != nil {
		return err
	}
	defer unlock(f)
	if info, err = f.Stat(); err != nil {
		return err
	}
	return checkHead(f, info.Size())
}

// checkHead says ErrCorrupt when the file is shorter than its head says, or has no valid head.
func checkHead(f *os.File, size int64) error {
	if size == 0 {
		return fmt.Errorf("%w: it is empty", store.ErrCorrupt)
	}
	m, ok := readMeta(f, 0)
	for page := int64(minPage); page <= maxPage; page <<= 1 {
		second, valid := readMeta(f, page)
		if valid && second.pageSize == page && (!ok || second.txn > m.txn && m.pageSize == page) {
			m, ok = second, true
		}
	}
	switch {
	case !ok:
		return fmt.Errorf("%w: it does not begin as a database", store.ErrCorrupt)
	case m.pages > uint64(size/m.pageSize):
		return fmt.Errorf("%w: it is cut short, %d bytes of %d pages", store.ErrCorrupt, size, m.pages)
	case m.root >= m.pages || m.freelist >= m.pages && m.freelist != noFreelist:
		return fmt.Errorf("%w: its head points beyond its end", store.ErrCorrupt)
	case m.freelist != noFreelist:
		return checkFreelist(f, m)
	}
	return nil
}

// checkFreelist looks whether the list of free pages is one: bolt writes where it says. It holds
// page numbers in ascending order; with 65535 or more, the first number is their count.
func checkFreelist(f *os.File, m meta) error {
	bad := fmt.Errorf("%w: its list of free pages is unreadable", store.ErrCorrupt)
	order := binary.NativeEndian
	var b [pageHeader + 8]byte
	if _, err := f.ReadAt(b[:], int64(m.freelist)*m.pageSize); err != nil {
		return fmt.Errorf("%w: %w", store.ErrCorrupt, err)
	}
	count, skip := uint64(order.Uint16(b[10:])), uint64(0)
	if count == 0xFFFF {
		count, skip = order.Uint64(b[pageHeader:]), 1
	}
	last := m.freelist + uint64(order.Uint32(b[12:]))
	room := (last-m.freelist+1)*uint64(m.pageSize) - pageHeader
	if order.Uint64(b[:]) != m.freelist || order.Uint16(b[8:]) != freelistPage ||
		last >= m.pages || count >= m.pages || (count+skip)*8 > room {
		return bad
	}
	ids := make([]byte, count*8)
	if _, err := f.ReadAt(ids, int64(m.freelist)*m.pageSize+pageHeader+int64(skip)*8); err != nil {
		return fmt.Errorf("%w: %w", store.ErrCorrupt, err)
	}
	for before := uint64(1); len(ids) > 0; ids = ids[8:] {
		id := order.Uint64(ids)
		if id <= before || id >= m.pages {
			return bad
		}
		before = id
	}
	return nil
}

// readMeta reads the meta page at offset; false when there is no valid one.
func readMeta(f *os.File, offset int64) (meta, bool) {
	var b [metaSize]byte
	if _, err := f.ReadAt(b[:], offset+pageHeader); err != nil {
		return meta{}, false
	}
	order := binary.NativeEndian
	sum := fnv.New64a()
	sum.Write(b[:56])
	m := meta{
		pageSize: int64(order.Uint32(b[8:])), root: order.Uint64(b[16:]), freelist: order.Uint64(b[32:]),
		pages: order.Uint64(b[40:]), txn: order.Uint64(b[48:]),
	}
	ok := order.Uint32(b[:]) == metaMagic && order.Uint32(b[4:]) == metaVersion &&
		order.Uint64(b[56:]) == sum.Sum64() && m.pageSize >= minPage && m.pageSize <= maxPage
	return m, ok
}

// isInvalid knows the answer of a file system that can not do what was asked.
func isInvalid(err error) bool { return errors.Is(err, syscall.EINVAL) }
