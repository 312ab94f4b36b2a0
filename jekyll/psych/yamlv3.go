package psych

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"

	"go.yaml.in/yaml/v3"
)

func parse(src []byte, opts Options) (*yaml.Node, error) {
	if len(src) > opts.MaxBytes {
		return nil, &LimitError{Limit: ErrTooLong, Max: opts.MaxBytes, Line: 1, Column: 1}
	}
	var doc yaml.Node
	err := yaml.NewDecoder(bytes.NewReader(src)).Decode(&doc)
	if errors.Is(err, io.EOF) {
		return nil, nil
	}
	if err != nil {
		return nil, syntaxError(err)
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	return doc.Content[0], nil
}

var lineOf = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

func syntaxError(err error) *SyntaxError {
	m := lineOf.FindStringSubmatch(err.Error())
	if m == nil {
		return &SyntaxError{Line: 1, Column: 1, Problem: err.Error()}
	}
	line, _ := strconv.Atoi(m[1])
	return &SyntaxError{Line: max(line, 1), Column: 1, Problem: m[2]}
}
