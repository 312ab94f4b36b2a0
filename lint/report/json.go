package report

import (
	"bufio"
	"encoding/json"
	"io"

	"github.com/galleypress/galley/lint"
)

// JSON writes one array with an object a finding, each on lines of its own.
func JSON(w io.Writer, findings []lint.Finding, _ Options) error {
	out := bufio.NewWriter(w)
	if findings == nil {
		findings = []lint.Finding{}
	}
	if err := encode(out, findings); err != nil {
		return err
	}
	return out.Flush()
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
