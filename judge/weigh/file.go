package weigh

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
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
	var bias [labels]float32
	for c := range bias {
		bias[c] = float32bits(b[12+4*c:])
	}
	w := newWeights(bias, n)
	for b = b[header:]; len(b) > 0; b = b[record:] {
		var v [labels]float32
		for c := range v {
			v[c] = float32(int8(b[4+c])) * step
		}
		w.put(binary.LittleEndian.Uint32(b), v)
	}
	return w, nil
}

// WriteTo writes the weights rounded to 1/127 of the largest.
func (w *Weights) WriteTo(out io.Writer) (int64, error) {
	step := float32(0)
	byNumber := make([]slot, w.count)
	for _, e := range w.slots {
		if e.at > 0 {
			byNumber[e.at-1] = e
		}
		for _, v := range e.w {
			step = max(step, v/127, -v/127)
		}
	}
	b := binary.LittleEndian.AppendUint32([]byte(magic), uint32(w.count))
	b = binary.LittleEndian.AppendUint32(b, math.Float32bits(step))
	for _, v := range w.bias {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(v))
	}
	for at := range w.count {
		e := byNumber[at]
		b = binary.LittleEndian.AppendUint32(b, e.hash)
		for _, v := range e.w {
			b = append(b, byte(int8(math.Round(float64(v/max(step, 1e-9))))))
		}
	}
	n, err := out.Write(b)
	return int64(n), err
}

func float32bits(b []byte) float32 { return math.Float32frombits(binary.LittleEndian.Uint32(b)) }
