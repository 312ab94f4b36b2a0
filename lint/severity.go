package lint

import (
	"encoding/json"
	"fmt"
)

// Severity says how sure a rule is that a finding is not meant. The zero value is Off.
type Severity int

const (
	// Off silences a rule.
	Off Severity = iota
	// Note is about consistency: readers see what was written, but not as tidily as it could be.
	Note
	// Warning is for what is very likely not meant.
	Warning
	// Error is for what is certain: Jekyll will fail, drop the post, or publish something else than is written.
	Error
)

var severityNames = [...]string{Off: "off", Note: "note", Warning: "warning", Error: "error"}

// String returns the word that settings and reports use: off, note, warning or error.
func (s Severity) String() string {
	if s < Off || s > Error {
		return fmt.Sprintf("severity %d", int(s))
	}
	return severityNames[s]
}

// MarshalJSON writes the severity as its word.
func (s Severity) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }

// ParseSeverity reads one of the words off, note, warning and error. ok is false for any other word.
func ParseSeverity(word string) (s Severity, ok bool) {
	for i, name := range severityNames {
		if name == word {
			return Severity(i), true
		}
	}
	return Off, false
}
