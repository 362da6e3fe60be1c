package wants

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/gob"
	"fmt"
	"io"
	"slices"
)

//go:embed model.bin
var embedded []byte

// Model knows how each want is said. Read-only, safe for concurrent use.
type Model struct {
	concepts *concepts
	hints    []hint
	wants    []Want
	bias     []float32
	step     float32 // what one step of a feature is worth
	hashes   []uint32
	steps    []int8 // by feature, one for each want
}

// file is a model as it is stored: gob in gzip, because most steps are 0.
type file struct {
	Wants  []Want
	Bias   []float32
	Step   float32
	Hashes []uint32
	Steps  []byte
}

// Embedded gives the model that the program carries.
func Embedded() (*Model, error) {
	m, err := Read(bytes.NewReader(embedded))
	if err != nil {
		return nil, fmt.Errorf("model.bin: %w", err)
	}
	return m, nil
}

// Read reads a model as Write wrote it. A file that is cut off, or is none, is an error.
func Read(in io.Reader) (*Model, error) {
	z, err := gzip.NewReader(in)
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(z) // to the end, where the checksum stands
	if err != nil {
		return nil, err
	}
	var f file
	if err := gob.NewDecoder(bytes.NewReader(raw)).Decode(&f); err != nil {
		return nil, err
	}
	if len(f.Bias) != len(f.Wants) || len(f.Steps) != len(f.Hashes)*len(f.Wants) || !slices.IsSorted(f.Hashes) {
		return nil, fmt.Errorf("%d wants, %d features and %d steps do not fit together", len(f.Wants), len(f.Hashes), len(f.Steps))
	}
	words, err := loadConcepts()
	if err != nil {
		return nil, err
	}
	hints, err := loadHints(words)
	if err != nil {
		return nil, err
	}
	m := &Model{concepts: words, hints: hints, wants: f.Wants, bias: f.Bias, step: f.Step, hashes: f.Hashes, steps: make([]int8, len(f.Steps))}
	for i, b := range f.Steps {
		m.steps[i] = int8(b)
	}
	return m, nil
}

// Write writes the model.
func (m *Model) Write(out io.Writer) error {
	f := file{Wants: m.wants, Bias: m.bias, Step: m.step, Hashes: m.hashes, Steps: make([]byte, len(m.steps))}
	for i, s := range m.steps {
		f.Steps[i] = byte(s)
	}
	z := gzip.NewWriter(out)
	if err := gob.NewEncoder(z).Encode(f); err != nil {
		return err
	}
	return z.Close()
}

// find gives the place of a feature, -1 = not known.
func (m *Model) find(h uint32) int {
	if at, ok := slices.BinarySearch(m.hashes, h); ok {
		return at
	}
	return -1
}
