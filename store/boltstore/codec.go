package boltstore

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"

	"callguard/store"
)

// codec stands between every value that tells of a person and the file: records and summaries of
// cases. A codec that encrypts begins its values with another first byte.
type codec interface {
	seal(person string, value []byte) []byte
	open(person string, sealed []byte) ([]byte, error) // may share memory with sealed
}

// sealedPlain is the first byte of a value that plain wrote.
const sealedPlain = 1

// sealHead is the first byte and the checksum.
const sealHead = 1 + crc32.Size

// plain adds a checksum: bolt has none on its data, and a bit that a disk has lost must not
// become another verdict.
type plain struct{}

func (plain) seal(_ string, value []byte) []byte {
	out := make([]byte, 0, sealHead+len(value))
	out = append(out, sealedPlain)
	out = binary.BigEndian.AppendUint32(out, checksum(value))
	return append(out, value...)
}

func (plain) open(_ string, sealed []byte) ([]byte, error) {
	if len(sealed) < sealHead || sealed[0] != sealedPlain {
		return nil, fmt.Errorf("%w: a value of unknown form", store.ErrCorrupt)
	}
	value := sealed[sealHead:]
	if binary.BigEndian.Uint32(sealed[1:]) != checksum(value) {
		return nil, fmt.Errorf("%w: a value with a wrong checksum", store.ErrCorrupt)
	}
	return value, nil
}

func checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }
