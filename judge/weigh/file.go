package weigh

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

//go:embed weights.bin
var embedded []byte

// The file: 4 bytes of magic, the number of signs, the value of one step and the three biases as
// float32, then for each sign, in order of hash, its hash and three signed bytes of steps. All
// little-endian.
const (
	magic  = "CGW1"
	header = 4 + 4 + 4 + 4*labels
	record = 4 + labels
)

// Embedded gives the weights that the program carries.
func Embedded() (*Weights, error) {
	w, err := Read(bytes.NewReader(embedded))
	if err != nil {
		return nil, fmt.Errorf("weights.bin: %w", err)
	}
	return w, nil
}

// Read reads weights as WriteTo wrote them. A file that is cut off, or is none, is an error.
func Read(in io.Reader) (*Weights, error) {
	b, err := io.ReadAll(in)
	if err != nil {
		return nil, err
	}
	if len(b) < header || string(b[:4]) != magic {
		return nil, errors.New("not a file of weights")
	}
	n, step := int(binary.LittleEndian.Uint32(b[4:])), float32bits(b[8:])
	if len(b) != header+n*record {
		return nil, fmt.Errorf("%d bytes, want %d", len(b), header+n*record)
	}
	if n > largest {
		return nil, fmt.Errorf("%d signs, more than the %d that are learnt", n, largest)
	}
	var bias [labels]float32
	for c := range bias {
		bias[c] = float32bits(b[12+4*c:])
	}
	w := newWeights(bias, step, n)
	for b = b[header:]; len(b) > 0; b = b[record:] {
		var steps [labels]int8
		for c := range steps {
			steps[c] = int8(b[4+c])
		}
		w.put(binary.LittleEndian.Uint32(b), steps)
	}
	return w, nil
}

// WriteTo writes the weights.
func (w *Weights) WriteTo(out io.Writer) (int64, error) {
	known := slices.DeleteFunc(slices.Clone(w.slots), func(s slot) bool { return s == 0 })
	slices.Sort(known) // by hash, which stands in the upper bits
	b := binary.LittleEndian.AppendUint32([]byte(magic), uint32(len(known)))
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(w.step))
	for _, v := range w.bias {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	for _, e := range known {
		b = binary.LittleEndian.AppendUint32(b, e.hash())
		b = append(b, byte(e>>24), byte(e>>16), byte(e>>8))
	}
	n, err := out.Write(b)
	return int64(n), err
}

func float32bits(b []byte) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(b)) }
