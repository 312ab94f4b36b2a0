// Package report shows the proof-reader's findings: to people at a terminal, to programs, to code scanning, and to a GitHub workflow.
// It writes what it is given, in the order given, and decides nothing.
package report

import (
	"fmt"
	"io"
	"sort"
	"strings"

	"github.com/galleypress/galley/lint"
)

// Options say how to show findings; each format takes what concerns it.
type Options struct {
	Color   bool   // text: mark severities and places by colour
	Version string // sarif: the program's version
}

// A Format writes findings.
type Format func(w io.Writer, findings []lint.Finding, o Options) error

var formats = map[string]Format{
	"text":   Text,
	"json":   JSON,
	"sarif":  SARIF,
	"github": GitHub,
}

// ByName returns the format of that name; the error for an unknown one lists those that exist.
func ByName(name string) (Format, error) {
	if f, ok := formats[name]; ok {
		return f, nil
	}
	names := make([]string, 0, len(formats))
	for n := range formats {
		names = append(names, n)
	}
	sort.Strings(names)
	return nil, fmt.Errorf("there is no format %q; choose one of %s", name, strings.Join(names, ", "))
}
