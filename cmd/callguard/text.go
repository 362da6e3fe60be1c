package main

import (
	"fmt"
	"io"
	"strings"
)

// longestText is how much of standard input is judged as one text, in bytes.
const longestText = 1 << 20

// oneText gives the words of the call, or standard input when there are none.
func oneText(words []string, in io.Reader, name, example string) (string, error) {
	if len(words) > 0 {
		return strings.Join(words, " "), nil
	}
	b, err := io.ReadAll(io.LimitReader(in, longestText+1))
	if err != nil {
		return "", fmt.Errorf("read standard input: %w", err)
	}
	if len(b) > longestText {
		return "", usageError{fmt.Sprintf("the text is longer than %d bytes: paste the part that matters", longestText)}
	}
	if strings.TrimSpace(string(b)) == "" {
		return "", usageError{fmt.Sprintf("no text: say what happened, e.g. callguard %s %q", name, example)}
	}
	return string(b), nil
}
