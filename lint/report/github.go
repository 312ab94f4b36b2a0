package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/galleypress/galley/lint"
)

var commands = map[lint.Severity]string{lint.Error: "error", lint.Warning: "warning", lint.Note: "notice"}

// GitHub escapes a command's message and, more strictly, its properties; see "Workflow commands for GitHub Actions" and the
// escapeData and escapeProperty functions of the actions toolkit.
var (
	escapeMessage  = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// GitHub writes a workflow command for each finding, which GitHub Actions shows beside the line.
func GitHub(w io.Writer, findings []lint.Finding, _ Options) error {
	out := bufio.NewWriter(w)
	for i := range findings {
		f := &findings[i]
		fmt.Fprintf(out, "::%s file=%s,line=%d,endLine=%d", commands[f.Severity], escapeProperty.Replace(f.Path), f.Line, f.EndLine)
		// GitHub refuses columns on a range of several lines.
		if f.EndLine == f.Line {
			fmt.Fprintf(out, ",col=%d,endColumn=%d", f.Column, f.EndColumn)
		}
		fmt.Fprintf(out, ",title=%s::%s\n", escapeProperty.Replace(f.Rule), escapeMessage.Replace(f.Message))
	}
	return out.Flush()
}
