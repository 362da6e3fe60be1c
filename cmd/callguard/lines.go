package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// longestLine is how long one line of input may be, in bytes.
const longestLine = 1 << 20

// errTooLong is a line over longestLine. The rest of it was passed over.
var errTooLong = fmt.Errorf("a line holds at most %d bytes", longestLine)

// unreadable is the answer to a line that can't be read.
type unreadable struct {
	Line  int    `json:"line"`
	Error string `json:"error"`
}

// eachLine answers one JSON object a line: every answer is written and flushed before the next
// line is read. A line that can't be read gets an answer that says so, and the next is handled.
// Blank lines are passed over. An error is one of reading or writing, or answer's own.
func eachLine[In any](in io.Reader, out io.Writer, answer func(In) (any, error)) error {
	r := bufio.NewReaderSize(in, 64<<10)
	w := bufio.NewWriter(out)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for n := 1; ; n++ {
		line, err := readLine(r)
		if err != nil && !errors.Is(err, errTooLong) && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read line %d: %w", n, err)
		}
		last := errors.Is(err, io.EOF)
		if errors.Is(err, errTooLong) || len(bytes.TrimSpace(line)) > 0 {
			reply, err := answerLine(line, n, err, answer)
			if err != nil {
				return err
			}
			if err := enc.Encode(reply); err != nil {
				return fmt.Errorf("write answer %d: %w", n, err)
			}
			if err := w.Flush(); err != nil {
				return fmt.Errorf("write answer %d: %w", n, err)
			}
		}
		if last {
			return nil
		}
	}
}

func answerLine[In any](line []byte, n int, err error, answer func(In) (any, error)) (any, error) {
	if errors.Is(err, errTooLong) {
		return unreadable{n, "unreadable: " + err.Error()}, nil
	}
	var in In
	if err := json.Unmarshal(bytes.ToValidUTF8(line, []byte("\uFFFD")), &in); err != nil {
		return unreadable{n, "unreadable: " + plain(err)}, nil
	}
	return answer(in)
}

// plain tells a JSON fault without repeating what was sent.
func plain(err error) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("no JSON object (byte %d)", syntax.Offset)
	case errors.As(err, &kind):
		return fmt.Sprintf("field %q: a %s is not what belongs there", kind.Field, kind.Value)
	}
	return "no JSON object"
}

// readLine reads up to the next newline. A longer line than allowed is read to its end and gives
// errTooLong; io.EOF comes with the last line.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, err := r.ReadSlice('\n')
		if !long {
			line = append(line, part...)
			long = len(bytes.TrimRight(line, "\r\n")) > longestLine
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case err != nil && long:
			return nil, errors.Join(errTooLong, err)
		case err != nil:
			return line, err
		case long:
			return nil, errTooLong
		}
		return line, nil
	}
}

// eachOf reads JSON lines of a file, one row a line; an error names the line.
func eachOf[Row any](in io.Reader, name string, do func(Row) error) error {
	r := bufio.NewReaderSize(in, 64<<10)
	for n := 1; ; n++ {
		line, err := readLine(r)
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("%s: line %d: %w", name, n, err)
		}
		if len(bytes.TrimSpace(line)) > 0 {
			var row Row
			if err := json.Unmarshal(line, &row); err != nil {
				return fmt.Errorf("%s: line %d: %s", name, n, plain(err))
			}
			if err := do(row); err != nil {
				return fmt.Errorf("%s: line %d: %w", name, n, err)
			}
		}
		if err != nil {
			return nil
		}
	}
}
