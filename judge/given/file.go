package given

import (
	"bytes"
	"cmp"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

//go:embed model.bin
var embedded []byte

// The file: 4 bytes of magic, the length of the kinds as a JSON list, that list, the value of one step and
// the biases as float32, then for each sign, in order of hash, its hash and the signed bytes of its steps.
// All little-endian.
const (
	magic  = "CGL1"
	record = 4 + heads
)

// Embedded gives the model that the program carries.
func Embedded() (*Model, error) {
	m, err := Read(bytes.NewReader(embedded))
	if err != nil {
		return nil, fmt.Errorf("model.bin: %w", err)
	}
	return m, nil
}

// Read reads a model as WriteTo wrote it. A file that is cut off, or is none, is an error.
func Read(in io.Reader) (*Model, error) {
	b, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	bad := errors.New("not a model of losses")
	if len(b) < 8 || string(b[:4]) != magic {
		return nil, bad
	}
	n := int(binary.LittleEndian.Uint32(b[4:]))
	m := new(Model)
	if b = b[8:]; n > len(b) || json.Unmarshal(b[:n], &m.slugs) != nil || len(m.slugs) > most {
		return nil, bad
	}
	if b = b[n:]; len(b) < 4*(1+heads) || (len(b)-4*(1+heads))%record != 0 || (len(b)-4*(1+heads))/record > largest {
		return nil, bad
	}
	m.room((len(b) - 4*(1+heads)) / record)
	m.step = math.Float32frombits(binary.LittleEndian.Uint32(b))
	for i := range m.bias {
		m.bias[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*(1+i):]))
	}
	for b = b[4*(1+heads):]; len(b) > 0; b = b[record:] {
		var steps [heads]int8
		for i := range steps {
			steps[i] = int8(b[4+i])
		}
		m.put(binary.LittleEndian.Uint32(b), steps)
	}
	return m, nil
}

// WriteTo writes the model.
func (m *Model) WriteTo(out io.Writer) (int64, error) {
	names, err := json.Marshal(m.slugs)
	if err != nil {
		return 0, err
	}
	b := binary.LittleEndian.AppendUint32([]byte(magic), uint32(len(names)))
	b = append(b, names...)
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(m.step))
	for _, v := range m.bias {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	known := slices.DeleteFunc(slices.Clone(m.table), func(e entry) bool { return e.at == 0 })
	slices.SortFunc(known, func(a, b entry) int { return cmp.Compare(a.hash, b.hash) })
	for _, e := range known {
		b = binary.LittleEndian.AppendUint32(b, e.hash)
		for _, v := range m.steps[e.at] {
			b = append(b, byte(v))
		}
	}
	n, err := out.Write(b)
	return int64(n), err
}
